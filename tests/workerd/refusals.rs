//! Every hit that is turned away says why, is counted, and harms nothing.

use serde_json::json;
use ungated_shared::hit::refusal::Refusal;

use crate::world::{ANA, NOON, Reader, World, hit};

#[test]
fn every_refusal_has_its_code_and_its_count() {
    let world = World::new();
    assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/a/")).status, 202);
    let body = |from: &str, to: &str| {
        serde_json::to_string(&hit(2, "/demo/a/")).unwrap().replace(from, to).into_bytes()
    };
    let gpc = Reader { headers: &[("sec-gpc", "1")], ..ANA };
    let dnt = Reader { headers: &[("dnt", "1")], ..ANA };
    let zip = Reader { headers: &[("content-encoding", "gzip")], ..ANA };
    let good = body("", "");
    let cases: &[(&Reader, Vec<u8>, u16, &str)] = &[
        (&ANA, vec![], 400, "empty"),
        (&ANA, b"garbage".to_vec(), 400, "decode"),
        (&ANA, vec![0xff; 100], 400, "decode"),
        (&ANA, "[".repeat(8_000).into_bytes(), 400, "decode"),
        (&ANA, good[..good.len() - 1].to_vec(), 400, "decode"),
        (&ANA, vec![b'x'; 8 * 1024 + 1], 413, "too_large"),
        (&ANA, vec![b'x'; 1024 * 1024], 413, "too_large"),
        (&zip, good.clone(), 415, "encoding"),
        (&ANA, body(r#""v":1"#, r#""v":9"#), 400, "version"),
        (&ANA, body(r#""s":"demo""#, r#""s":"nobody""#), 404, "unknown_site"),
        (&ANA, body("localhost", "evil.example"), 403, "hostname"),
        (&ANA, body("localhost", "localhost.evil.example"), 403, "hostname"),
        (&gpc, good.clone(), 403, "opted_out"),
        (&dnt, good, 403, "opted_out"),
    ];
    for (reader, body, status, code) in cases {
        let answer = world.send_body(reader, NOON, body);
        assert_eq!((answer.status, answer.header("x-ungated-refused")), (*status, Some(*code)));
    }
    let quality = world.quality();
    assert_eq!(quality["refused"], json!({"hostname": 2, "opted_out": 2}));
    let unsited = json!({"decode": 4, "empty": 1, "encoding": 1, "too_large": 2,
                         "unknown_site": 1, "version": 1});
    assert_eq!(quality["unsited"], unsited);
    assert_eq!((&quality["received"], &quality["accepted"]), (&json!(5), &json!(1)));

    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, 1]);
    assert_eq!(world.send(&ANA, NOON, &hit(3, "/demo/b/")).status, 202);
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, 2]);
}

/// Where each code is provoked by a request; those that no request can bring about at will are provoked
/// in units, and told by the shim as any other (`shim.test.mjs`).
#[test]
fn every_refusal_there_is_is_provoked_somewhere() {
    let here = [
        "method",
        "empty",
        "too_large",
        "encoding",
        "decode",
        "version",
        "unknown_site",
        "hostname",
        "opted_out",
        "visit_full",
    ];
    // `shards.rs::one_network_sends_so_much_in_a_minute_and_no_more`, `disks.rs`.
    let elsewhere = ["rate_limited", "unavailable"];
    // More than 5,000 hits in one second: `shard/tests/limits.rs`, and `gather.rs` for those that wait.
    let in_units = ["overloaded"];
    let mut provoked: Vec<&str> = [&here[..], &elsewhere, &in_units].concat();
    let mut all: Vec<&str> = Refusal::ALL.iter().map(|refusal| refusal.code()).collect();
    provoked.sort_unstable();
    all.sort_unstable();
    assert_eq!(provoked, all);
}

#[test]
fn only_post_brings_a_hit() {
    let world = World::new();
    let answer = world.workerd.get("/e");
    assert_eq!((answer.status, answer.header("x-ungated-refused")), (405, Some("method")));
}

#[test]
fn a_visit_has_room_for_two_hundred_page_views() {
    let world = World::new();
    for id in 1..=200 {
        assert_eq!(world.send(&ANA, NOON, &hit(id, "/demo/a/")).status, 202);
    }
    let answer = world.send(&ANA, NOON, &hit(201, "/demo/a/"));
    assert_eq!((answer.status, answer.header("x-ungated-refused")), (429, Some("visit_full")));
    // The page views it has go on.
    assert_eq!(world.send(&ANA, NOON, &hit(7, "/demo/a/")).status, 202);
    assert_eq!(world.totals(json!(["pageviews"])), [200]);
    assert_eq!(world.quality()["refused"], json!({"visit_full": 1}));
}

#[test]
fn answers_to_hits_may_be_read_by_any_page_and_kept_by_none() {
    let world = World::new();
    let answer = world.send(&ANA, NOON, &hit(1, "/demo/a/"));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!(answer.header("set-cookie").is_none() && answer.body.is_empty());
    let refused = world.send_body(&ANA, NOON, b"");
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    let told = Some("retry-after, x-ungated-refused");
    assert_eq!(refused.header("access-control-expose-headers"), told);
    assert_eq!(refused.header("cache-control"), Some("no-store"));
}

/// Clocks and places that make no sense: taken as none, or refused, never an error without a name.
#[test]
fn absurd_circumstances_are_no_500() {
    let world = World::new();
    let body = serde_json::to_vec(&hit(1, "/demo/a/")).unwrap();
    for now in ["0", "-1", "1e300", "9007199254740993", "18446744073709551615", "null", "{}"] {
        let dev = format!("{{\"now\":{now}}}");
        let answer = world.workerd.post("/e", &[("x-ungated-dev", &dev)], &body);
        assert_eq!(answer.status, 202, "now {now}: {}", answer.body);
    }
    for place in ["{", "null", "5", "\"x\"", "[]", r#"{"continent":"XX","country":"<b>"}"#] {
        let answer = world.workerd.post("/e", &[("cf-blob", place)], &body);
        let named = answer.header("x-ungated-refused") == Some("unavailable");
        assert!(
            answer.status == 202 || (answer.status == 503 && named),
            "{place}: {}",
            answer.status
        );
    }
    assert_eq!(world.send(&ANA, NOON, &hit(2, "/demo/a/")).status, 202);
}
