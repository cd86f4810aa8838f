//! What was read, and where readers went then or left.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use ungated_shared::hit::Hit;
use ungated_shared::signal::hand_raise::HandRaise;

use crate::export::visits;
use crate::world::{ANA, MINUTE, Reader, World, hit, read};

/// Ahead of every real clock: visits are closed by what development says.
const AHEAD: u64 = 4_102_488_000_000;
/// Long enough for every section here, and no time.
const LONG: u32 = 60_000;

/// A page view whose sections are of so many words, and were on screen so long.
fn sections(id: u64, path: &str, sections: &[[u32; 2]]) -> Hit {
    let mut hit = read(hit(id, path), 0, LONG);
    hit.view.x = sections.to_vec();
    hit
}

/// By visit the page views, in order.
fn journeys() -> Vec<Vec<Hit>> {
    let both = |id| vec![read(hit(id, "/a/"), 0, LONG), read(hit(id + 1, "/b/"), 0, LONG)];
    let mut raised = both(70);
    // A raised hand makes ready, whatever was read.
    raised[1].view.h.insert(HandRaise::Call, 1);
    vec![
        both(10),
        both(20),
        vec![read(hit(30, "/a/"), 0, LONG)],
        // Exactly half of the words, and then a page that was only opened.
        vec![sections(40, "/a/", &[[100, LONG], [100, 0]]), hit(41, "/c/")],
        vec![sections(50, "/a/", &[[99, LONG], [101, 0]])],
        // No words: never read, however long it was looked at.
        vec![sections(60, "/film/", &[])],
        raised,
    ]
}

fn told() -> World {
    let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": 1});
    let world = World::with_sites(json!({"demo": site}));
    for (at, views) in journeys().iter().enumerate() {
        let address = Box::leak(format!("203.0.113.{}", at + 1).into_boxed_str());
        let reader = Reader { address, ..ANA };
        for (after, hit) in views.iter().enumerate() {
            let now_ms = AHEAD + after as u64 * MINUTE;
            assert_eq!(world.send(&reader, now_ms, hit).status, 202);
        }
    }
    world
}

/// As the dashboard asks: reads by piece and by what came next, in visits that did not get ready.
fn ends(world: &World) -> BTreeMap<String, u64> {
    let answer = world.ask(&json!({"site": "demo", "metrics": ["reads"],
        "dimensions": ["item", "next"], "filters": [["is_not", "standing", ["ready"]]],
        "date_range": ["2100-01-01", "2100-01-01"]}));
    let rows = answer["results"].as_array().unwrap().iter();
    let rows = rows.map(|row| (row["dimensions"].to_string(), row["metrics"][0].as_u64().unwrap()));
    rows.filter(|(_, reads)| *reads > 0).collect()
}

/// Counted from the lines of the export, without any of the product's rules: a section was read
/// that was on screen for half the time it takes at 238 words a minute.
fn recounted(world: &World) -> BTreeMap<String, u64> {
    let exported = world.get_admin("/api/v1/sites/demo/export").body;
    let mut cells: BTreeMap<String, u64> = BTreeMap::new();
    for line in visits(&exported) {
        let visit = serde_json::from_str::<Value>(line).unwrap()["visit"].take();
        if visit["standing"] == "ready" {
            continue;
        }
        let views = visit["page_views"].as_array().unwrap();
        let path = |at: usize| views.get(at).map_or(&Value::Null, |view| &view["item"]["path"]);
        for (at, view) in views.iter().enumerate() {
            let sections = view["sections"].as_array().into_iter().flatten();
            let [mut words, mut words_read] = [0, 0];
            for section in sections {
                let of = |at: usize| section[at].as_u64().unwrap();
                words += of(0);
                words_read += if of(1) * 2 * 238 >= of(0) * 60_000 { of(0) } else { 0 };
            }
            if words > 0 && 2 * words_read >= words {
                let next = path(at + 1).as_str().unwrap_or("(none)");
                *cells.entry(json!([path(at), next]).to_string()).or_default() += 1;
            }
        }
    }
    cells
}

#[test]
fn reads_and_where_they_end_are_what_the_export_says() {
    let world = told();
    let wanted = [
        (r#"["/a/","(none)"]"#, 1),
        (r#"["/a/","/b/"]"#, 2),
        (r#"["/a/","/c/"]"#, 1),
        (r#"["/b/","(none)"]"#, 2),
    ];
    let wanted = wanted.map(|(cell, reads)| (cell.to_owned(), reads)).into();
    assert_eq!(ends(&world), wanted);
    world.close_days_before(AHEAD + 24 * 60 * MINUTE);
    assert_eq!(ends(&world), wanted, "once closed");
    assert_eq!(recounted(&world), wanted);
}
