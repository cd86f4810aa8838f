//! A region that does not answer: every report is that of the others, and says what is missing.

use serde_json::{Value, json};
use ungated_shared::signal::hand_raise::HandRaise;

use crate::disks::damage;
use crate::models::config;
use crate::world::{ANA, MINUTE, NOON, Reader, World, hit, read};

const PLACES: [(&str, &str); 3] = [
    ("apac", r#"{"continent":"AS","country":"JP"}"#),
    ("weur", r#"{"continent":"EU","country":"DE"}"#),
    ("enam", r#"{"continent":"NA","country":"US","longitude":"-74.00"}"#),
];
const ADDRESSES: [&str; 12] = [
    "203.0.113.1",
    "203.0.113.2",
    "203.0.113.3",
    "203.0.113.4",
    "203.0.113.5",
    "203.0.113.6",
    "198.51.100.1",
    "198.51.100.2",
    "198.51.100.3",
    "198.51.100.4",
    "198.51.100.5",
    "198.51.100.6",
];
const DAY: [&str; 2] = ["2026-03-10", "2026-03-10"];

/// A site whose figures stand for `k` visits at least.
fn site(k: u64) -> World {
    let world = World::new();
    let mut config = config();
    config["k"] = json!(k);
    config["ungate"] =
        json!([{"title": "A", "path": "/demo/a/", "gated": [{"from": "2026-03-01"}]}]);
    let path = "sites/demo/config?why=k";
    let token = world.workerd.token.clone();
    let answer = world.api_with(&token, "PUT", path, &[("if-match", "\"0\"")], &config);
    assert_eq!(answer.status, 200, "{}", answer.body);
    world
}

/// Twelve visits of two pages in a region, of which each second one raises a hand.
fn visits(world: &World, region: usize) {
    let (_, place) = PLACES[region];
    for (at, address) in (0..).zip(ADDRESSES) {
        let reader = Reader { place, address, ..ANA };
        let id = 100 * region as u64 + 2 * at + 1;
        let now_ms = NOON + at * MINUTE;
        world.send(&reader, now_ms, &read(hit(id, "/demo/a/"), 0, 20_000));
        let mut raising = read(hit(id + 1, "/demo/b/"), 0, 9_000);
        if at % 2 == 0 {
            raising.view.h.insert(HandRaise::Call, 1);
        }
        assert_eq!(world.send(&reader, now_ms + 30_000, &raising).status, 202);
    }
}

/// What is asked of each kind.
fn questions() -> Vec<(&'static str, Value)> {
    let of = |more: Value| {
        let mut question = json!({"site": "demo", "date_range": DAY});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        question
    };
    vec![
        (
            "query",
            of(json!({"metrics": ["visits", "pageviews", "engaged_ms_median", "hand_raises"],
            "dimensions": ["item"]})),
        ),
        ("query", of(json!({"metrics": ["visits"], "dimensions": ["country", "standing"]}))),
        ("influence", of(json!({"dimension": "item"}))),
        ("paths", of(json!({"from": "/demo/a/"}))),
        ("sections", of(json!({"item": "/demo/a/"}))),
        ("movers", of(json!({"metric": "visits"}))),
        ("ungate", of(json!({}))),
        ("uplift", json!({"site": "demo", "date_range": ["2026-03-02", "2026-03-15"]})),
    ]
}

#[test]
fn every_report_is_that_of_the_regions_that_answer_and_says_which_do_not() {
    for k in [1, 5] {
        let world = site(k);
        visits(&world, 0);
        let lost = world.databases("ungated-visit-shard").remove(0);
        visits(&world, 1);
        visits(&world, 2);
        let world = world.with_disk(|_| drop(damage(&lost)));
        // The same readers, where those of the lost region never came.
        let others = site(k);
        visits(&others, 1);
        visits(&others, 2);

        for (kind, question) in questions() {
            let path = format!("/api/v1/{kind}");
            let (mut answer, mut whole) =
                (world.ask_of(&path, &question), others.ask_of(&path, &question));
            let coverage = answer["meta"]["coverage"].take();
            assert_eq!(coverage["shards"], 3, "{kind}, k {k}");
            assert_eq!(coverage["answered"], 2, "{kind}, k {k}");
            assert_eq!(coverage["regions"]["apac"], json!({"shards": 1, "answered": 0}), "{kind}");
            assert_eq!(coverage["regions"]["weur"], json!({"shards": 1, "answered": 1}), "{kind}");
            let caveats = answer["meta"]["caveats"].take();
            assert!(
                caveats.as_array().unwrap().contains(&json!("shards_missing")),
                "{kind}: {caveats}"
            );
            let whole_caveats = whole["meta"]["caveats"].take();
            assert!(
                !whole_caveats.as_array().unwrap().contains(&json!("shards_missing")),
                "{kind}"
            );
            whole["meta"]["coverage"].take();
            assert_eq!(answer, whole, "{kind}, k {k}");
        }
    }
}
