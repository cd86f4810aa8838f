//! Answers to "How did you hear about us?" that were given elsewhere, beside those of visits.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use ungated_shared::hit::Hit;
use ungated_shared::signal::heard::Heard;

use crate::world::{ANA, Reader, World, hit, read};

/// Ahead of every real clock: 2100-01-01.
const AHEAD: u64 = 4_102_488_000_000;

/// A site where rows stand for `k` visits: so many visits from nowhere say "podcast", and two "colleague".
fn told(k: u64, podcasts: u8) -> World {
    let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": k});
    let world = World::with_sites(json!({"demo": site}));
    for at in 0..podcasts + 2 {
        let mut hit: Hit = read(hit(at.into(), "/"), 0, 10_000);
        hit.view.w = vec![if at < podcasts { Heard::Podcast } else { Heard::Colleague }];
        let address = Box::leak(format!("203.0.113.{}", at + 1).into_boxed_str());
        assert_eq!(world.send(&Reader { address, ..ANA }, AHEAD, &hit).status, 202);
    }
    world
}

const FILE: &str = "date;answer;channel;count\n\
    2100-01-01;podcast;direct;4\n2100-01-01;podcast;direct;3\n2100-01-01;search;;2\n\
    2100-01-02;podcast;direct;9\n";

fn asked(world: &World) -> (BTreeMap<String, Value>, Value) {
    let day = json!({"date_range": ["2100-01-01", "2100-01-01"]});
    let answer = world.report("answers", &day);
    let rows = answer["results"].as_array().unwrap().iter();
    let cell = |row: &Value| json!([row["answer"], row["channel"]]).to_string();
    let rows = rows.map(|row| (cell(row), json!([row["visits"], row["imported"]])));
    (rows.collect(), answer["meta"].clone())
}

#[test]
fn imported_answers_stand_beside_those_of_visits_and_their_share_is_told() {
    let world = told(1, 3);
    let (rows, meta) = asked(&world);
    assert_eq!(rows.len(), 2);
    assert_eq!(meta["imported"]["imported_share_micro"], 0);
    assert_eq!(meta["caveats"], json!(["self_reported", "several_answers"]));
    for _ in 0..2 {
        assert_eq!(world.bring("answers", "", FILE).status, 200);
        let (rows, meta) = asked(&world);
        let wanted = [
            (r#"["colleague","direct"]"#, json!([2, 0])),
            (r#"["podcast","direct"]"#, json!([3, 7])),
            (r#"["search",null]"#, json!([null, 2])),
        ];
        assert_eq!(rows, wanted.map(|(cell, figures)| (cell.to_owned(), figures)).into());
        let share = (9_000_000_u64 + 7) / 14;
        let wanted = json!({"visits": 5, "imported": 9, "imported_share_micro": share, "without_channel": 2});
        assert_eq!(meta["imported"], wanted);
        let caveats = ["self_reported", "several_answers", "answers_imported", "channel_unknown"];
        assert_eq!(meta["caveats"], json!(caveats));
    }
    let other = world.report("answers", &json!({"date_range": ["2100-01-02", "2100-01-02"]}));
    assert_eq!(other["meta"]["kept"], 18);
    assert_eq!(
        other["results"],
        json!([{"answer": "podcast", "channel": "direct", "visits": 0, "imported": 9}])
    );
}

/// That somebody brings an answer does not tell of visits that may not be told.
#[test]
fn a_cell_of_few_visits_is_not_told_beside_imported_answers() {
    let world = told(5, 6);
    let file = "date,answer,channel\n2100-01-01,colleague,direct\n2100-01-01,ad,direct\n";
    assert_eq!(world.bring("answers", "", file).status, 200);
    let (rows, meta) = asked(&world);
    // Two visits said so, and none: both look alike.
    assert_eq!(rows[r#"["colleague","direct"]"#], json!([null, 1]));
    assert_eq!(rows[r#"["ad","direct"]"#], json!([null, 1]));
    assert!(meta["caveats"].as_array().unwrap().contains(&json!("small_groups_joined")));
    assert!(rows.values().all(|row| row[0].as_u64().is_none_or(|visits| visits >= 5)), "{rows:?}");
}
