//! Hits become visits.

use serde_json::json;

use crate::world::{ANA, BEN, MINUTE, NOON, Reader, World, hit, read};

/// Late evening of the same day, 20 minutes before midnight UTC.
const BEFORE_MIDNIGHT: u64 = NOON + (11 * 60 + 40) * MINUTE;

#[test]
fn pages_within_half_an_hour_are_one_visit() {
    let world = World::new();
    for (at, id, path) in [(0, 1, "/demo/a/"), (29, 2, "/demo/b/"), (58, 3, "/demo/a/")] {
        assert_eq!(world.send(&ANA, NOON + at * MINUTE, &hit(id, path)).status, 202);
    }
    let rows = world.rows(json!(["visits", "pageviews"]), json!(["path"]));
    assert_eq!(rows, [(vec!["/demo/a/ → /demo/b/ → /demo/a/".to_owned()], vec![1, 3])]);

    // 31 minutes of silence end it.
    world.send(&ANA, NOON + 89 * MINUTE, &hit(4, "/demo/c/"));
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [2, 4]);
}

#[test]
fn a_visit_goes_on_across_midnight_and_is_counted_once() {
    let world = World::new();
    world.send(&ANA, BEFORE_MIDNIGHT, &hit(1, "/demo/a/"));
    world.send(&ANA, BEFORE_MIDNIGHT + 25 * MINUTE, &hit(2, "/demo/b/"));
    // Now under today's salt alone: an hour after midnight yesterday's is gone.
    world.send(&ANA, BEFORE_MIDNIGHT + 50 * MINUTE, &hit(3, "/demo/c/"));
    let days = world.rows(json!(["visits", "pageviews"]), json!(["time:day"]));
    assert_eq!(days, [(vec!["2026-03-10".to_owned()], vec![1, 3])]);
}

#[test]
fn visitors_differ_by_address_user_agent_and_nothing_else() {
    let world = World::new();
    let other_browser = Reader { user_agent: "Mozilla/5.0 (iPhone) Mobile Safari", ..ANA };
    let forwarded = Reader { headers: &[("x-forwarded-for", "198.51.100.1")], ..ANA };
    for (id, reader) in [(1, ANA), (2, BEN), (3, other_browser), (4, forwarded), (5, ANA)] {
        world.send(&reader, NOON, &hit(id, "/demo/a/"));
    }
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [3, 5]);
    let devices = world.rows(json!(["visits"]), json!(["device"]));
    assert_eq!(devices[1], (vec!["mobile".to_owned()], vec![1]));
}

#[test]
fn lost_repeated_and_reordered_hits_change_nothing_known() {
    let world = World::new();
    let page = hit(1, "/demo/a/");
    let sent = |n, ms| read(page.clone(), n, ms);
    for hit in [sent(2, 20_000), sent(0, 0), sent(4, 61_000), sent(2, 20_000), sent(1, 5_000)] {
        assert_eq!(world.send(&ANA, NOON, &hit).status, 202);
    }
    let metrics = json!(["pageviews", "engaged_ms", "read_through", "points", "engagement"]);
    assert_eq!(world.totals(metrics), [1, 61_000, 100, 100, 40]);
    let quality = world.quality();
    // Number 3 never came; number 2 came twice.
    assert_eq!((&quality["lost"], &quality["accepted"]), (&json!(1), &json!(5)));
    assert_eq!(quality["duplicate"], 1);
    world.send(&ANA, NOON, &sent(3, 40_000));
    assert_eq!(world.quality()["lost"], 0);
}

#[test]
fn a_hand_raise_makes_a_visit_ready() {
    let world = World::new();
    let mut page = read(hit(1, "/demo/pricing/"), 0, 4_000);
    page.view.h.insert(ungated_shared::signal::hand_raise::HandRaise::Calendar, 1);
    world.send(&ANA, NOON, &page);
    let rows = world.rows(json!(["visits", "hand_raises", "intent"]), json!(["standing"]));
    assert_eq!(rows, [(vec!["ready".to_owned()], vec![1, 1, 60])]);
}

#[test]
fn the_pages_own_points_are_compared_with_ours() {
    let world = World::new();
    let model = format!("{:016x}", ungated_shared::score::model::Model::DEFAULT.hash());
    let claim = |id, points, model: &str| {
        let mut page = read(hit(id, "/demo/a/"), 0, 30_000);
        (page.q, page.m) = (Some(points), Some(model.to_owned()));
        page
    };
    world.send(&ANA, NOON, &claim(1, 70, &model));
    assert_eq!(world.quality()["parity"], 0);
    world.send(&ANA, NOON, &claim(2, 71, &model));
    assert_eq!(world.quality()["parity"], 1);
    // Another model's points say nothing about ours.
    world.send(&ANA, NOON, &claim(3, 1, "00000000000000aa"));
    assert_eq!(world.quality()["parity"], 1);
}

#[test]
fn a_plain_page_view_does_not_overwrite_what_is_known_of_an_item() {
    let world = World::new();
    let mut full = hit(1, "/demo/a/");
    full.i.p = "Demand".into();
    world.send(&ANA, NOON, &full);
    let mut plain = hit(2, "/demo/a/");
    (plain.i.t, plain.i.w) = ("Title · Publication".into(), 0);
    world.send(&BEN, NOON, &plain);
    let rows = world.rows(json!(["visits"]), json!(["topic"]));
    assert_eq!(rows, [(vec!["Demand".to_owned()], vec![2])]);
}

/// A tab that is closed hours later tells its last seconds. They belong to its visit, which stays
/// over: the reader's next page is a new one.
#[test]
fn a_late_snapshot_adds_to_its_visit_and_does_not_reopen_it() {
    let world = World::new();
    world.send(&ANA, NOON, &read(hit(1, "/demo/a/"), 0, 1_000));
    world.send(&ANA, NOON + 180 * MINUTE, &read(hit(1, "/demo/a/"), 1, 9_000));
    world.send(&ANA, NOON + 181 * MINUTE, &hit(2, "/demo/b/"));
    let rows = world.rows(json!(["visits", "engaged_ms"]), json!(["path"]));
    let expected = [("/demo/a/", vec![1, 9_000]), ("/demo/b/", vec![1, 0])];
    assert_eq!(rows, expected.map(|(path, figures)| (vec![path.to_owned()], figures)));
}

#[test]
fn the_core_corrects_the_item_of_a_plain_page_view() {
    let world = World::new();
    let mut plain = hit(1, "/demo/a/?page=print");
    (plain.i.w, plain.u) = (0, "http://localhost:8787/demo/print-a/".into());
    world.send(&ANA, NOON, &plain);
    let mut full = read(hit(1, "/demo/print-a/"), 1, 30_000);
    (full.i.c, full.i.g) = ("/demo/a/?name=somebody#part".into(), "decision".into());
    world.send(&ANA, NOON, &full);
    let rows = world.rows(json!(["pageviews", "intent"]), json!(["item", "stage"]));
    assert_eq!(rows, [(vec!["/demo/a/".to_owned(), "decision".to_owned()], vec![1, 24])]);
}

#[test]
fn a_source_is_a_name_and_never_the_sites_own_page() {
    let world = World::new();
    let from = |id: u64, path: &str, referrer: &str| {
        let reader = Reader { address: ["1.0.0.1", "1.0.0.2", "1.0.0.3"][id as usize], ..ANA };
        let mut page = hit(id + 1, path);
        page.r = referrer.into();
        world.send(&reader, NOON, &page);
    };
    from(0, "/", "android-app://ana@example.com \u{7}\u{202e}/");
    from(1, "/", "http://127.0.0.1:9999/elsewhere/");
    from(2, "/", "https://www.linkedin.com/feed/?trk=somebody");
    let sources = world.rows(json!(["visits"]), json!(["source", "channel"]));
    let row =
        |source: &str, channel: &str, n| (vec![source.to_owned(), channel.to_owned()], vec![n]);
    assert_eq!(sources, [row("(none)", "direct", 2), row("LinkedIn", "organic_social", 1)]);
}
