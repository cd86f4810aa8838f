//! What stands for few visits is not told, and cannot be reckoned.

use serde_json::{Value, json};

use crate::world::{ANA, MINUTE, NOON, Reader, World, hit};

/// A site that says no more than it must, so that no figure stands for fewer than 5 visits.
fn site(more: &Value) -> Value {
    let mut site = json!({"title": "A site", "public": true, "hostnames": ["localhost"]});
    site.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "demo": site })
}

/// Readers of one page each, at noon: the page, how many, from where.
fn told(readers: &[(&str, usize, &'static str)]) -> World {
    let world = World::with_sites(site(&json!({})));
    let mut id = 0;
    for (path, n, place) in readers {
        for _ in 0..*n {
            id += 1;
            let address = Box::leak(format!("203.0.113.{id}").into_boxed_str());
            world.send(&Reader { address, place, ..ANA }, NOON, &hit(id, path));
        }
    }
    world
}

const GERMANY: &str = r#"{"continent":"EU","country":"DE"}"#;
const JAPAN: &str = r#"{"continent":"AS","country":"JP"}"#;

fn ask(world: &World, dimensions: Value, filters: Value) -> Value {
    world.ask(&json!({"site": "demo", "metrics": ["visits", "pageviews"], "dimensions": dimensions,
        "filters": filters, "date_range": ["2026-03-10", "2026-03-10"]}))
}

fn rows(answer: &Value) -> Vec<(String, Value)> {
    let rows = answer["results"].as_array().unwrap().iter();
    let name = |row: &Value| row["dimensions"][0].as_str().unwrap().to_owned();
    rows.map(|row| (name(row), row["metrics"].clone())).collect()
}

#[test]
fn small_rows_are_one_with_the_smallest_other() {
    let world =
        told(&[("/a/", 4, GERMANY), ("/a/", 2, JAPAN), ("/b/", 7, GERMANY), ("/c/", 2, JAPAN)]);
    let items = ask(&world, json!(["item"]), json!([]));
    // Three of "/a/" would do, but then "/c/" is what all have more than the rows.
    assert_eq!(rows(&items), [("/b/".into(), json!([7, 7])), ("(other)".into(), json!([null, 8]))]);
    assert_eq!(items["meta"]["suppressed"], json!({"k": 5, "rows": 2}));
    assert_eq!(items["meta"]["titles"], json!({"/b/": "Title of /b/"}));
    assert_eq!(items["meta"]["bot_visits"], json!(null));
    assert_eq!(items["meta"]["simulated_visits"], 0);

    let total = |filters: Value| ask(&world, json!([]), filters)["results"][0]["metrics"].clone();
    assert_eq!(total(json!([])), json!([15, 15]));
    assert_eq!(total(json!([["is", "item", ["/c/"]]])), json!([null, null]));
    assert_eq!(total(json!([["is", "item", ["/nothing/"]]])), json!([null, null]));
    assert_eq!(total(json!([["is_not", "item", ["/c/"]]])), json!([7, 7]));
    // 11 from Germany, 4 from Japan, from two shards.
    let countries = ask(&world, json!(["country"]), json!([]));
    assert_eq!(rows(&countries), [("(other)".into(), json!([15, 15]))]);
    assert_eq!(
        countries["meta"]["coverage"]["regions"]["apac"],
        json!({"shards": 1, "answered": 1})
    );
}

#[test]
fn whoever_reads_now_is_told_among_enough() {
    let now = [("x-ungated-dev", r#"{"now":1773144060000}"#)];
    let live = |world: &World| {
        let http = world.workerd.http();
        http.try_get_with("/api/v1/sites/demo/live", &now).unwrap().json()
    };
    let few = live(&told(&[("/a/", 4, GERMANY)]));
    assert_eq!((&few["readers"], &few["items"], &few["k"]), (&json!(null), &json!([]), &json!(5)));
    assert_eq!(few["standings"]["passing"], json!(null));
    assert_eq!(few["hand_raises"], json!(null));

    let enough = live(&told(&[("/a/", 6, GERMANY), ("/b/", 1, JAPAN)]));
    assert_eq!((&enough["readers"], &enough["standings"]["passing"]), (&json!(7), &json!(7)));
    assert_eq!(enough["items"], json!([{"item": "(other)", "title": "", "readers": 7}]));
}

/// A day with few visits is told as a part of its week.
#[test]
fn ranges_that_differ_by_a_day_do_not_tell_of_that_day() {
    let world = World::with_sites(site(&json!({})));
    let day = 24 * 60 * MINUTE;
    for (id, at) in (1..).zip([0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2]) {
        let address = Box::leak(format!("203.0.113.{id}").into_boxed_str());
        world.send(&Reader { address, ..ANA }, NOON + at * day, &hit(id, "/a/"));
    }
    let visits = |first: &str, last: &str| {
        let question = json!({"site": "demo", "metrics": ["visits"], "date_range": [first, last]});
        world.ask(&question)["results"][0]["metrics"][0].clone()
    };
    // From Monday to Sunday; 2026-03-10 is a Tuesday.
    assert_eq!(visits("2026-03-09", "2026-03-15"), json!(12));
    assert_eq!(visits("2026-03-02", "2026-03-15"), json!(12));
    // The eleventh has one, and the twelfth, with the fewest beside it, hides it.
    assert_eq!(visits("2026-03-10", "2026-03-10"), json!(6));
    assert_eq!(visits("2026-03-10", "2026-03-11"), json!(6));
    assert_eq!(visits("2026-03-11", "2026-03-12"), json!(null));
    assert_eq!(visits("2026-03-10", "2026-03-12"), json!(6));
}

#[test]
fn a_site_may_ask_for_one_to_a_thousand() {
    for (k, status) in [(0, 503), (1, 200), (2, 200), (1_000, 200), (1_001, 503)] {
        let world = World::with_sites(site(&json!({ "k": k })));
        let body = json!({"site": "demo", "metrics": ["visits"], "date_range": "day"}).to_string();
        let answer = world.workerd.post("/api/v1/query", &[], body.as_bytes());
        assert_eq!(answer.status, status, "{k}: {}", answer.body);
        let none = if k == 1 { json!(0) } else { json!(null) };
        assert!(status != 200 || answer.json()["results"][0]["metrics"][0] == none);
    }
}

#[test]
fn a_question_has_so_many_dimensions_and_no_more() {
    let world = World::with_sites(site(&json!({})));
    let names = ["item", "topic", "channel", "source", "country", "device", "standing"];
    for (width, status) in [(5, 200), (6, 200), (7, 400)] {
        let filters: Vec<Value> =
            names[..width].iter().map(|name| json!(["is", name, ["x"]])).collect();
        let body = json!({"site": "demo", "metrics": ["visits"], "date_range": "day",
            "filters": filters});
        let answer = world.workerd.post("/api/v1/query", &[], body.to_string().as_bytes());
        assert_eq!(answer.status, status, "{width}: {}", answer.body);
        assert!(status == 200 || answer.json()["code"] == "dimensions");
    }
}
