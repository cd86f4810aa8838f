//! Visits are kept where their readers are, and answered for together.

use serde_json::{Value, json};

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
