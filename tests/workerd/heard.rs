//! What readers say brought them, against the channel that was observed.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use ungated_shared::hit::Hit;
use ungated_shared::signal::heard::Heard;

use crate::export::visits;
use crate::world::{ANA, MINUTE, Reader, World, hit, read};

/// Ahead of every real clock: visits are closed by what development says.
const AHEAD: u64 = 4_102_488_000_000;

fn said(mut hit: Hit, answers: &[Heard]) -> Hit {
    hit.view.w = answers.to_vec();
    hit
}

/// A site where rows stand for `k` visits: `n` visits from nowhere that say "podcast", one that says
/// two things on one page, one that thinks again on the next page, and two that say nothing.
fn told(k: u64, n: u8) -> World {
    let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": k});
    let world = World::with_sites(json!({"demo": site}));
    let send = |at: u8, now_ms, hit: Hit| {
        let address = Box::leak(format!("203.0.113.{}", at + 1).into_boxed_str());
        let reader = Reader { address, ..ANA };
        assert_eq!(world.send(&reader, now_ms, &hit).status, 202);
    };
    for at in 0..n {
        send(at, AHEAD, said(read(hit(at.into(), "/"), 0, 10_000), &[Heard::Podcast]));
    }
    let both = [Heard::Colleague, Heard::Event];
    send(n, AHEAD, said(read(hit(100, "/"), 0, 10_000), &both));
    send(n + 1, AHEAD, said(read(hit(101, "/"), 0, 10_000), &both));
    send(n + 1, AHEAD + MINUTE, said(read(hit(102, "/b/"), 0, 10_000), &[Heard::Colleague]));
    // What was answered before stays the answer on a page without any.
    send(n + 1, AHEAD + 2 * MINUTE, read(hit(103, "/c/"), 0, 10_000));
    send(n + 2, AHEAD, read(hit(104, "/"), 0, 10_000));
    send(n + 3, AHEAD, read(hit(105, "/?utm_medium=email&utm_source=letter"), 0, 10_000));
    world
}

fn asked(world: &World, dimensions: Value) -> Value {
    world.ask(&json!({"site": "demo", "metrics": ["visits"], "dimensions": dimensions,
        "date_range": ["2100-01-01", "2100-01-01"]}))
}

fn cells(answer: &Value) -> BTreeMap<String, u64> {
    let rows = answer["results"].as_array().unwrap().iter();
    rows.map(|row| (row["dimensions"].to_string(), row["metrics"][0].as_u64().unwrap())).collect()
}

/// Counted from the lines of the export, without any of the product's rules.
fn recounted(world: &World) -> BTreeMap<String, u64> {
    let exported = world.get_admin("/api/v1/sites/demo/export").body;
    let visits = visits(&exported).into_iter();
    let visits = visits.map(|line| serde_json::from_str::<Value>(line).unwrap()["visit"].take());
    let mut cells: BTreeMap<String, u64> = BTreeMap::new();
    for visit in visits {
        let mut word = "(none)".to_owned();
        let mut views = visit["page_views"].as_array().unwrap().clone();
        views.sort_by_key(|view| view["after_ms"].as_u64());
        for view in views {
            match view["heard"].as_array().map(Vec::as_slice) {
                None | Some([]) => {}
                Some([one]) => word = one.as_str().unwrap().into(),
                Some(_) => word = "(several)".into(),
            }
        }
        *cells.entry(json!([word, visit["channel"]]).to_string()).or_default() += 1;
    }
    cells
}

#[test]
fn answers_against_channels_are_what_the_export_says() {
    let world = told(1, 3);
    let answer = asked(&world, json!(["heard", "channel"]));
    let cells = cells(&answer);
    let wanted = [
        (r#"["(none)","direct"]"#, 1),
        (r#"["(none)","email"]"#, 1),
        (r#"["(several)","direct"]"#, 1),
        (r#"["colleague","direct"]"#, 1),
        (r#"["podcast","direct"]"#, 3),
    ];
    assert_eq!(cells, wanted.map(|(cell, visits)| (cell.to_owned(), visits)).into());
    assert_eq!(answer["meta"]["caveats"], json!(["self_reported", "several_answers"]));
    world.close_days_before(AHEAD + 24 * 60 * MINUTE);
    assert_eq!(asked(&world, json!(["heard", "channel"]))["results"], answer["results"]);
    assert_eq!(recounted(&world), cells);
    assert_eq!(asked(&world, json!(["channel"]))["meta"]["caveats"], json!([]));
}

#[test]
fn no_answer_of_few_is_told() {
    let world = told(3, 6);
    let answer = asked(&world, json!(["heard"]));
    let cells = cells(&answer);
    assert_eq!(cells.values().sum::<u64>(), 10, "{answer}");
    assert!(cells.values().all(|visits| *visits >= 3), "{answer}");
    assert!(!cells.contains_key(r#"["colleague"]"#), "{answer}");
    let caveats = json!(["small_groups_joined", "self_reported", "several_answers"]);
    assert_eq!(answer["meta"]["caveats"], caveats);
}

#[test]
fn influence_is_of_what_was_read_and_not_of_what_was_said() {
    let world = told(1, 1);
    let asked = json!({"site": "demo", "dimension": "heard", "date_range": "7d"}).to_string();
    let refused = world.workerd.post("/api/v1/influence", &[], asked.as_bytes());
    assert_eq!((refused.status, refused.json()["code"].clone()), (400, json!("dimension")));
}
