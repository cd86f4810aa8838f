//! Visits are kept where their readers are, and answered for together.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::{Value, json};
use ungated_harness::Http;

use crate::world::{ANA, NOON, Reader, World, hit, read};

const PLACES: [(&str, &str); 8] = [
    (r#"{"continent":"EU","country":"DE"}"#, "weur"),
    (r#"{"continent":"EU","country":"PL"}"#, "eeur"),
    (r#"{"continent":"NA","country":"US","longitude":"-122.4"}"#, "wnam"),
    (r#"{"continent":"NA","country":"US","longitude":"-74.00"}"#, "enam"),
    (r#"{"continent":"SA","country":"BR"}"#, "sam"),
    (r#"{"continent":"AS","country":"JP"}"#, "apac"),
    (r#"{"continent":"AS","country":"AE"}"#, "me"),
    (r#"{"continent":7,"country":null}"#, "unknown"),
];

#[test]
fn every_region_has_its_shard_and_one_question_reaches_all() {
    let world = World::new();
    for (id, (place, _)) in (1..).zip(PLACES) {
        world.send(&Reader { place, ..ANA }, NOON, &hit(id, "/demo/a/"));
    }
    let mut regions = world.rows(json!(["visits"]), json!(["region"]));
    regions.sort();
    let mut expected: Vec<_> = PLACES.map(|(_, r)| (vec![r.to_owned()], vec![1])).into();
    expected.sort();
    assert_eq!(regions, expected);

    let whole = world.ask(&json!({"site": "demo", "metrics": ["visits"],
        "date_range": ["2026-03-10", "2026-03-10"]}));
    assert_eq!(whole["results"][0]["metrics"], json!([8]));
    let coverage = &whole["meta"]["coverage"];
    assert_eq!((&coverage["shards"], &coverage["answered"]), (&json!(8), &json!(8)));
    assert_eq!(coverage["regions"].as_object().unwrap().len(), PLACES.len());
    assert_eq!(coverage["regions"]["wnam"], json!({"shards": 1, "answered": 1}));

    let countries = world.rows(json!(["visits"]), json!(["country"]));
    assert_eq!(countries[0], (vec!["US".to_owned()], vec![2]));
    assert!(countries.contains(&(vec!["(none)".to_owned()], vec![1])));
}

#[test]
fn who_reads_now_is_merged_over_regions() {
    let world = World::new();
    let now = [("x-ungated-dev", r#"{"now":1773144000000}"#)];
    for (id, (place, _)) in (1..).zip(PLACES) {
        world.send(&Reader { place, ..ANA }, NOON - id * 60_000, &hit(id, "/demo/a/"));
    }
    let live = |headers| {
        let http = world.workerd.http();
        http.try_get_with("/api/v1/sites/demo/live", headers).unwrap().json()
    };
    let first: Value = live(&now);
    // Hits of the last five minutes.
    assert_eq!(first["readers"], 5);
    assert_eq!(first["standings"]["passing"], 5);
    assert_eq!(first["items"][0]["readers"], 5);
    assert_eq!(live(&now)["revision"], first["revision"]);
    world.send(&ANA, NOON, &hit(99, "/demo/b/"));
    assert_ne!(live(&now)["revision"], first["revision"]);

    // A gap that fills while something happens is a change too.
    let page = hit(100, "/demo/c/");
    world.send(&ANA, NOON, &read(page.clone(), 2, 1_000));
    let gap = live(&now)["revision"].clone();
    world.send(&ANA, NOON, &read(page, 1, 500));
    assert_ne!(live(&now)["revision"], gap);
}

/// Hits of many regions come while two dashboards ask: what they see grows, and never falls apart.
#[test]
fn totals_that_are_read_while_hits_come_never_fall_and_are_never_torn() {
    let world = World::new();
    let is_over = AtomicBool::new(false);
    let question = json!({"site": "demo", "metrics": ["visits", "pageviews", "engaged_ms"],
        "date_range": ["2026-03-10", "2026-03-10"]});
    let watched = |http: Http| {
        let mut seen: Vec<Vec<u64>> = Vec::new();
        while !is_over.load(Ordering::Relaxed) {
            let body = question.to_string();
            let answer = http.try_post("/api/v1/query", &[], body.as_bytes()).unwrap().json();
            assert_eq!(
                answer["meta"]["coverage"]["shards"],
                answer["meta"]["coverage"]["answered"]
            );
            let row = answer["results"][0]["metrics"].as_array().unwrap().iter();
            seen.push(row.map(|figure| figure.as_u64().unwrap_or(0)).collect());
        }
        seen
    };
    let seen = thread::scope(|scope| {
        let ask = || world.workerd.http().clone();
        let dashboards = [ask(), ask()].map(|http| scope.spawn(|| watched(http)));
        for id in 1..=160 {
            let place = PLACES[id as usize % PLACES.len()].0;
            let reader = Reader { place, ..ANA };
            // Each page view says in one hit what it was engaged for.
            assert_eq!(
                world.send(&reader, NOON + id * 1_000, &read(hit(id, "/demo/a/"), 0, 1_000)).status,
                202
            );
        }
        is_over.store(true, Ordering::Relaxed);
        dashboards.map(|dashboard| dashboard.join().unwrap())
    });
    for seen in seen {
        assert!(seen.len() > 2, "asked {} times", seen.len());
        for (before, after) in seen.iter().zip(seen.iter().skip(1)) {
            assert!(
                before.iter().zip(after).all(|(before, after)| before <= after),
                "{before:?} {after:?}"
            );
        }
        // No page view without its visit and its time: a hit is told whole or not at all.
        for row in &seen {
            assert!(row[0] <= row[1] && row[2] == 1_000 * row[1], "{row:?}");
        }
    }
    assert_eq!(world.ask(&question)["results"][0]["metrics"], json!([8, 160, 160_000]));
}
