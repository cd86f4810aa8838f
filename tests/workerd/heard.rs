//! What readers say brought them, from the tag's hit to the answer.

use serde_json::{Value, json};
use ungated_shared::hit::Hit;
use ungated_shared::signal::heard::Heard;

use crate::world::{ANA, MINUTE, NOON, Reader, World, hit, read};

/// Reads a page and answers.
fn said(n: u64, path: &str, answers: &[Heard]) -> Hit {
    let mut told = read(hit(n, path), 0, 30_000);
    told.view.w = answers.to_vec();
    told
}

fn open() -> World {
    let site =
        |k: u64| json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": k});
    World::with_sites(json!({"demo": site(1), "few": site(5)}))
}

/// Four readers: one came typed and says podcast, one by a search and says two things at once, one
/// changes their mind on the next page, one says nothing.
fn told(world: &World, now_ms: u64) {
    let reader = |address| Reader { address, ..ANA };
    let mut searched = said(2, "/a/", &[Heard::Search, Heard::Colleague]);
    searched.r = "https://www.google.com/".into();
    world.send(&reader("203.0.113.1"), now_ms, &said(1, "/", &[Heard::Podcast]));
    world.send(&reader("203.0.113.2"), now_ms, &searched);
    world.send(&reader("203.0.113.3"), now_ms, &said(3, "/", &[Heard::Ad]));
    world.send(&reader("203.0.113.3"), now_ms + MINUTE, &said(4, "/b/", &[Heard::Colleague]));
    world.send(&reader("203.0.113.3"), now_ms + 2 * MINUTE, &said(5, "/c/", &[]));
    world.send(&reader("203.0.113.4"), now_ms, &said(6, "/", &[]));
}

fn matrix(world: &World, site: &str, day: &str) -> Value {
    world.ask(&json!({"site": site, "metrics": ["visits"], "dimensions": ["heard", "channel"],
        "date_range": [day, day], "order_by": [["heard", "asc"]]}))
}

fn rows(answer: &Value) -> Vec<String> {
    let rows = answer["results"].as_array().unwrap().iter();
    rows.map(|row| format!("{} {}", row["dimensions"], row["metrics"])).collect()
}

const SAID: [&str; 4] = [
    r#"["(none)","direct"] [1]"#,
    r#"["(several)","organic_search"] [1]"#,
    r#"["colleague","direct"] [1]"#,
    r#"["podcast","direct"] [1]"#,
];

#[test]
fn what_people_say_stands_beside_what_software_saw() {
    let world = open();
    told(&world, NOON);
    let answer = matrix(&world, "demo", "2026-03-10");
    assert_eq!(rows(&answer), SAID);
    assert_eq!(answer["meta"]["caveats"], json!(["self_reported"]));
    let of_podcast = json!({"site": "demo", "metrics": ["pageviews"], "date_range": ["2026-03-10", "2026-03-10"],
        "filters": [["is", "heard", ["colleague"]]]});
    assert_eq!(world.ask(&of_podcast)["results"][0]["metrics"], json!([3]), "all of the visit");
    let influence = json!({"site": "demo", "dimension": "heard", "date_range": "7d"}).to_string();
    let refused = world.workerd.post("/api/v1/influence", &[], influence.as_bytes());
    assert_eq!((refused.status, refused.json()["code"].clone()), (400, json!("dimension")));
}

#[test]
fn packed_it_is_the_same() {
    // Ahead of every real clock: visits are closed by what development says.
    const AHEAD: u64 = 4_102_488_000_000;
    let world = open();
    told(&world, AHEAD);
    assert_eq!(rows(&matrix(&world, "demo", "2100-01-01")), SAID);
    let day = 24 * 60 * MINUTE;
    world.send(&Reader { address: "203.0.113.10", ..ANA }, AHEAD + day, &hit(7, "/a/"));
    while world.workerd.get("/api/v1/sites/demo/operations").json()["segments"] != 1 {}
    assert_eq!(rows(&matrix(&world, "demo", "2100-01-01")), SAID);
}

#[test]
fn an_answer_of_few_is_not_told() {
    let world = open();
    for n in 1..=12 {
        let address = format!("203.0.113.{n}").leak();
        let answers: &[Heard] = if n < 4 { &[Heard::Podcast] } else { &[] };
        let mut told = said(n, "/", answers);
        told.s = "few".into();
        world.send(&Reader { address, ..ANA }, NOON, &told);
    }
    let answer = matrix(&world, "few", "2026-03-10");
    assert!(!answer["results"].to_string().contains("podcast"), "{answer}");
    assert_eq!(answer["meta"]["caveats"], json!(["small_groups_joined", "self_reported"]));
}
