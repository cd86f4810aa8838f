//! Days and hours of a site's own time zone, as the runtime's `Intl` knows it.

use serde_json::{Value, json};

use crate::world::{ANA, BEN, MINUTE, Reader, World, hit};

const HOUR: u64 = 60 * MINUTE;
/// 2026-10-25T00:00Z: in Berlin two in the morning, and an hour later again.
const AUTUMN: u64 = 1_792_886_400_000;

fn world(zone: &str, k: u64) -> World {
    let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"],
        "time_zone": zone, "k": k});
    World::with_sites(json!({ "demo": site }))
}

fn ask(world: &World, more: &Value) -> Value {
    let mut question = json!({"site": "demo", "metrics": ["visits"]});
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.ask(&question)
}

fn rows(answer: &Value) -> Vec<(String, Option<u64>)> {
    let row = |row: &Value| {
        (row["dimensions"][0].as_str().unwrap().to_owned(), row["metrics"][0].as_u64())
    };
    answer["results"].as_array().unwrap().iter().map(row).collect()
}

/// Visits half an hour after each of these hours.
fn visits(world: &World, hours: std::ops::Range<i64>) {
    for (id, hour) in (1..).zip(hours) {
        let address = Box::leak(format!("203.0.113.{id}").into_boxed_str());
        let at = AUTUMN.checked_add_signed(hour * HOUR as i64).unwrap() + 30 * MINUTE;
        assert_eq!(world.send(&Reader { address, ..ANA }, at, &hit(id, "/a/")).status, 202);
    }
}

#[test]
fn a_day_of_twenty_five_hours_is_one_day() {
    let world = world("Europe/Berlin", 1);
    // The day is from 22:00Z to 23:00Z of the next.
    visits(&world, -3..25);
    let days = ask(
        &world,
        &json!({"dimensions": ["time:day"],
        "date_range": ["2026-10-24", "2026-10-26"]}),
    );
    let row = |name: &str, visits| (name.to_owned(), Some(visits));
    let all = [row("2026-10-24", 1), row("2026-10-25", 25), row("2026-10-26", 2)];
    assert_eq!(rows(&days), all);
    assert_eq!(days["meta"]["time_zone"], "Europe/Berlin");
    let hours = ask(
        &world,
        &json!({"dimensions": ["time:hour"],
        "date_range": ["2026-10-25", "2026-10-25"], "include": {"empty_buckets": true},
        "comparison": "previous_period"}),
    );
    let range = &hours["meta"]["range"];
    assert_eq!(*range, json!({"from": AUTUMN - 2 * HOUR, "to": AUTUMN + 23 * HOUR}));
    let before = &hours["meta"]["comparison_range"];
    assert_eq!(*before, json!({"from": AUTUMN - 26 * HOUR, "to": AUTUMN - 2 * HOUR}));
    let told = rows(&hours);
    assert_eq!((told.len(), told.iter().filter_map(|(_, visits)| *visits).sum::<u64>()), (25, 25));
    let twice = [row("2026-10-25T02:00+02:00", 1), row("2026-10-25T02:00+01:00", 1)];
    assert_eq!(told[2..4], twice);
    for (dimension, name) in [("time:week", "2026-10-19"), ("time:month", "2026-10")] {
        let range = json!({"dimensions": [dimension], "date_range": ["2026-10-24", "2026-10-25"]});
        assert_eq!(rows(&ask(&world, &range)), [row(name, 26)]);
    }
    let filter = json!({"filters": [["is", "time:day", ["2026-10-25"]]],
        "date_range": ["2026-10-19", "2026-10-31"]});
    assert_eq!(ask(&world, &filter)["results"][0]["metrics"], json!([25]));
    // So does what became of the hits.
    let quality = |day: &str| {
        let path = format!("/api/v1/sites/demo/quality?date_range={day},{day}");
        world.workerd.http().get(&path).json()["accepted"].clone()
    };
    assert_eq!([quality("2026-10-24"), quality("2026-10-25")], [json!(1), json!(25)]);
}

/// Where midnight is missing, by three quarters of an hour, by half an hour of summer.
#[test]
fn odd_clocks_have_whole_days() {
    // A day, its first moment, and how long it is.
    let days = [
        ("Africa/Cairo", "2025-04-25", 1_745_532_000_000, 23 * HOUR),
        ("America/Sao_Paulo", "2018-11-04", 1_541_300_400_000, 23 * HOUR),
        ("Asia/Kathmandu", "2025-10-26", 1_761_416_100_000, 24 * HOUR),
        ("Australia/Lord_Howe", "2025-04-06", 1_743_858_000_000, 24 * HOUR + 30 * MINUTE),
        ("America/St_Johns", "2010-11-07", 1_289_097_000_000, 25 * HOUR),
        ("UTC", "2025-10-26", 1_761_436_800_000, 24 * HOUR),
    ];
    let sites = days.iter().enumerate().map(|(n, (zone, ..))| {
        let site = json!({"title": zone, "public": true, "hostnames": ["localhost"],
            "time_zone": zone, "k": 1});
        (format!("site-{n}"), site)
    });
    let world = World::with_sites(Value::Object(sites.collect()));
    for (n, (zone, day, from, long)) in days.iter().enumerate() {
        let answer = world.ask(&json!({"site": format!("site-{n}"), "metrics": ["visits"],
            "date_range": [day, day]}));
        let range = &answer["meta"]["range"];
        let (first, end) = (range["from"].as_u64().unwrap(), range["to"].as_u64().unwrap());
        assert_eq!((end - first, &answer["meta"]["time_zone"]), (*long, &json!(zone)), "{zone}");
        assert_eq!(first, *from, "{zone}");
    }
}

/// Groups of few are hidden by the weeks and days of the zone; and another zone has other days, whatever
/// was kept of the answer before.
#[test]
fn small_groups_go_by_the_zone() {
    let world = world("Asia/Kathmandu", 5);
    visits(&world, -11..14);
    world.send(&BEN, AUTUMN + 40 * HOUR, &hit(99, "/b/"));
    let question = json!({"dimensions": ["time:day"], "date_range": ["2026-10-23", "2026-10-27"]});
    let row = |name: &str, visits| (name.to_owned(), Some(visits));
    // It is the 25th from 18:15Z on; the one visit of the week after is not told.
    let own = [row("2026-10-24", 5), row("2026-10-25", 20)];
    assert_eq!(rows(&ask(&world, &question)), own);
    assert_eq!(rows(&ask(&world, &question)), own);
    let config = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": 5});
    let (token, path) = (&world.workerd.token, "sites/demo/config");
    assert_eq!(world.api_with(token, "PUT", path, &[("if-match", "0")], &config).status, 200);
    let utc = [row("2026-10-24", 11), row("2026-10-25", 14)];
    assert_eq!(rows(&ask(&world, &question)), utc);
}
