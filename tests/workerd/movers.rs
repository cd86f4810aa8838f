//! What changed and what explains it, against a recomputation in floating point of what was sent.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::world::{ANA, MINUTE, NOON, Reader, World, hit, read};

const DAY: u64 = 24 * 60 * MINUTE;
/// The week asked about, from its first noon on; the day of [`NOON`] is in it.
const FIRST: u64 = NOON - DAY;
const DAYS: [&str; 2] = ["2026-03-09", "2026-03-15"];

/// By week, visits that nothing sent and those of a letter: this one, and the weeks before.
const WEEKS: [(u8, u8); 6] = [(12, 26), (12, 6), (11, 7), (13, 6), (12, 5), (12, 6)];

fn told(k: u64) -> World {
    let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": k});
    let world = World::with_sites(json!({"demo": site}));
    // In order, as days close behind each other.
    for (week, (direct, email)) in WEEKS.iter().enumerate().rev() {
        for at in 0..direct + email {
            let day = u64::from(at % 7);
            let now_ms = FIRST + day * DAY - week as u64 * 7 * DAY;
            let address = Box::leak(format!("203.0.113.{}", at + 1).into_boxed_str());
            let path = if at < *direct { "/" } else { "/?utm_medium=email&utm_source=letter" };
            let id = week as u64 * 100 + u64::from(at) + 1;
            let hit = read(hit(id, path), 0, 10_000);
            let reader = Reader { address, ..ANA };
            assert_eq!(world.send(&reader, now_ms, &hit).status, 202);
        }
    }
    world
}

fn ask(world: &World, more: Value) -> Value {
    let mut asked = json!({"site": "demo", "metric": "visits", "date_range": DAYS});
    for (key, value) in more.as_object().unwrap() {
        asked[key] = value.clone();
    }
    world.ask_of("/api/v1/movers", &asked)
}

/// Visits by week and channel, as they were sent.
fn sent() -> Vec<BTreeMap<&'static str, f64>> {
    let week = |(direct, email): (u8, u8)| {
        BTreeMap::from([("direct", f64::from(direct)), ("email", f64::from(email))])
    };
    WEEKS.map(week).into()
}

#[test]
fn a_letter_that_brought_more_explains_the_week() {
    let world = told(1);
    let answer = ask(&world, json!({"dimensions": ["device", "channel"]}));
    let whole = &answer["meta"]["whole"];
    assert_eq!(whole["before"], json!([18, 18, 19, 17, 18]));
    assert_eq!((&whole["now"], &whole["usual"]), (&json!(38), &json!(18)));
    assert_eq!(whole["is_unusual"], true);
    let [channel, device] = answer["results"].as_array().unwrap().as_slice() else { panic!() };
    assert_eq!((&channel["dimension"], &channel["explains"]), (&json!("channel"), &json!(true)));
    assert_eq!((&device["dimension"], &device["explains"]), (&json!("device"), &json!(false)));
    let rows = json!([
        {"name": "email", "now": 26, "usual": 6, "change": 20, "is_unusual": true},
        {"name": "direct", "now": 12, "usual": 12, "change": 0, "is_unusual": false},
    ]);
    assert_eq!(channel["rows"], rows);
    assert_eq!(answer["meta"]["caveats"], json!([]));
    is_recounted(&sent(), &answer);
}

/// The same, with a division as it is in a book.
fn is_recounted(weeks: &[BTreeMap<&str, f64>], answer: &Value) {
    let whole = &answer["meta"]["whole"];
    let number = |value: &Value| value.as_f64().unwrap();
    let mut before: Vec<f64> = (1..=5).map(|week| weeks[week].values().sum()).collect();
    before.sort_by(f64::total_cmp);
    let (n, usual) = (5.0, before[2]);
    let mean = before.iter().sum::<f64>() / n;
    let own = before.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let away = (9.0 * usual).max(6.620_206_f64.powi(2) * own) * (1.0 + 1.0 / n);
    assert!((number(&whole["high"]) - (usual + away.sqrt())).abs() <= 1.0, "{whole}");
    assert!((number(&whole["low"]) - (usual - away.sqrt()).max(0.0)).abs() <= 1.0, "{whole}");

    let spread = own.max(usual) / usual;
    let all_now: f64 = weeks[0].values().sum();
    let all_before: f64 = before.iter().sum();
    let mut chi = 0.0;
    for row in answer["results"][0]["rows"].as_array().unwrap() {
        let name = row["name"].as_str().unwrap();
        let own_before: f64 = (1..=5).map(|week| weeks[week][name]).sum();
        assert_eq!(number(&row["now"]), weeks[0][name], "{row}");
        assert!((number(&row["usual"]) - own_before * usual / all_before).abs() <= 0.5, "{row}");
        let expected = own_before * all_now / all_before;
        let both = spread * (1.0 + all_now / all_before);
        chi += (weeks[0][name] - expected).powi(2) / (expected * both);
    }
    let moved = number(&answer["results"][0]["moved_milli"]) / 1000.0;
    assert!((moved - chi).abs() < 0.01 * chi, "{moved} or {chi}");
}

#[test]
fn few_are_told_by_neither_side() {
    let world = told(5);
    let answer = ask(&world, json!({"dimensions": ["channel", "source"]}));
    let told = answer["results"].as_array().unwrap();
    assert_eq!(told.len(), 2, "{answer}");
    for row in told.iter().flat_map(|by| by["rows"].as_array().unwrap()) {
        assert!(row["now"].as_u64().unwrap() >= 5, "{row}");
    }
}

#[test]
fn what_cannot_be_answered_is_said_by_field() {
    let world = World::new();
    let refused = |more: Value| {
        let mut asked = json!({"site": "demo", "metric": "visits", "date_range": "7d"});
        for (key, value) in more.as_object().unwrap() {
            asked[key] = value.clone();
        }
        let body = asked.to_string();
        let answer = world.workerd.post("/api/v1/movers", &[], body.as_bytes());
        assert_eq!(answer.status, 400, "{asked}");
        answer.json()["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused(json!({"metric": "depth"})), "metric");
    assert_eq!(refused(json!({"date_range": "day"})), "date_range", "today is not over");
    assert_eq!(refused(json!({"date_range": ["2026-01-01", "2026-02-01"]})), "date_range");
    assert_eq!(refused(json!({"dimensions": []})), "dimensions");
    assert_eq!(refused(json!({"dimensions": ["item"]})), "dimensions");
    assert_eq!(refused(json!({"dimensions": ["channel", "channel"]})), "dimensions");
    assert_eq!(refused(json!({"dimensions": ["time:day"]})), "dimensions");
    assert_eq!(refused(json!({"limit": 0})), "limit");
    assert_eq!(refused(json!({"filters": [["is", "channel", []]]})), "filters");
    let young = world.ask_of(
        "/api/v1/movers",
        &json!({"site": "demo", "metric": "pageviews", "date_range": "7d"}),
    );
    assert_eq!(young["meta"]["caveats"], json!(["today_left_out", "few_periods"]));
    assert_eq!(young["results"], json!([]));
}
