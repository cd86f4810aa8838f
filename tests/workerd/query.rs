//! Questions and their answers.

use serde_json::{Value, json};

use crate::world::{ANA, BEN, MINUTE, NOON, Reader, World, hit, read};

/// Three visits: Ana reads two pieces, Ben skims one, a robot crawls one.
fn told() -> World {
    let world = World::new();
    let mut first = read(hit(1, "/demo/a/"), 0, 60_000);
    (first.i.p, first.i.g, first.r) =
        ("Demand".into(), "awareness".into(), "https://www.google.com/".into());
    let mut second = read(hit(2, "/demo/b/"), 0, 30_000);
    (second.i.p, second.i.g) = ("Prices".into(), "decision".into());
    world.send(&ANA, NOON, &first);
    world.send(&ANA, NOON + 5 * MINUTE, &second);
    let mut skimmed = read(hit(3, "/demo/a/"), 0, 6_000);
    (skimmed.i.p, skimmed.i.g) = ("Demand".into(), "awareness".into());
    world.send(&Reader { simulated: true, ..BEN }, NOON + 60 * MINUTE, &skimmed);
    let robot = Reader { address: "203.0.113.9", user_agent: "Crawlerbot/1.0", ..ANA };
    world.send(&robot, NOON, &hit(4, "/demo/a/"));
    world
}

#[test]
fn items_have_their_figures() {
    let world = told();
    let metrics =
        json!(["visits", "pageviews", "engaged_ms", "engaged_ms_median", "read_through", "points"]);
    let rows = world.rows(metrics, json!(["item"]));
    // Histogram buckets are 0.8 % wide; their middle stands for the median.
    assert_eq!(rows[0].0, ["/demo/a/"]);
    assert_eq!(rows[0].1[..3], [2, 2, 66_000]);
    assert!(rows[0].1[3].abs_diff(6_000) <= 30);
    assert_eq!(rows[0].1[4..], [50, 106]);
    assert_eq!((rows[1].0[0].as_str(), &rows[1].1[..3]), ("/demo/b/", &[1, 1, 30_000][..]));
}

#[test]
fn robots_are_left_out_and_shown() {
    let world = told();
    let question =
        json!({"site": "demo", "metrics": ["visits"], "date_range": ["2026-03-10", "2026-03-10"]});
    let answer = world.ask(&question);
    assert_eq!(answer["results"][0]["metrics"], json!([2]));
    assert_eq!(answer["meta"]["bot_visits"], 1);
    assert_eq!(answer["meta"]["simulated_visits"], 1);
    let bots = world.rows(json!(["visits"]), json!(["bot"]));
    assert_eq!(bots, [(vec!["(none)".to_owned()], vec![2]), (vec!["crawler".to_owned()], vec![1])]);
    let devices = world.rows(json!(["visits"]), json!(["device"]));
    assert_eq!(devices, [(vec!["desktop".to_owned()], vec![2])]);
}

#[test]
fn filters_choose_facts() {
    let world = told();
    let visits = |filters: Value| {
        let question = json!({"site": "demo", "metrics": ["visits", "pageviews"], "filters": filters,
            "date_range": ["2026-03-10", "2026-03-10"]});
        world.ask(&question)["results"][0]["metrics"].clone()
    };
    assert_eq!(visits(json!([])), json!([2, 3]));
    assert_eq!(visits(json!([["is", "stage", ["decision"]]])), json!([1, 1]));
    assert_eq!(visits(json!([["is_not", "stage", ["decision"]]])), json!([2, 2]));
    assert_eq!(visits(json!([["contains", "topic", ["PRI", "nothing"]]])), json!([1, 1]));
    assert_eq!(visits(json!([["matches", "item", ["/*/a/"]]])), json!([2, 2]));
    assert_eq!(visits(json!([["matches", "item", ["/*"]]])), json!([0, 0]));
    assert_eq!(visits(json!([["matches_not", "item", ["/**/a/"]]])), json!([1, 1]));
    assert_eq!(visits(json!([["is", "channel", ["organic_search"]]])), json!([1, 2]));
    assert_eq!(visits(json!([["not", ["is", "entry", ["/demo/a/"]]]])), json!([0, 0]));
    let either = json!([["or", [["is", "item", ["/demo/b/"]], ["is", "source", ["(none)"]]]]]);
    assert_eq!(visits(either), json!([2, 2]));
    let both = json!([["and", [["is", "exit", ["/demo/b/"]], ["is", "item", ["/demo/a/"]]]]]);
    assert_eq!(visits(both), json!([1, 1]));
}

#[test]
fn rows_are_ordered_and_cut() {
    let world = told();
    let ask = |more: Value| {
        let mut question = json!({"site": "demo", "metrics": ["visits", "engaged_ms"],
            "dimensions": ["item"], "date_range": ["2026-03-10", "2026-03-10"]});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let rows = world.ask(&question)["results"].as_array().unwrap().clone();
        rows.iter().map(|row| row["dimensions"][0].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ask(json!({})), ["/demo/a/", "/demo/b/"]);
    assert_eq!(ask(json!({"order_by": [["engaged_ms", "asc"]]})), ["/demo/b/", "/demo/a/"]);
    assert_eq!(ask(json!({"order_by": [["item", "desc"]]})), ["/demo/b/", "/demo/a/"]);
    assert_eq!(ask(json!({"limit": 1})), ["/demo/a/"]);
    assert_eq!(ask(json!({"limit": 1, "offset": 1})), ["/demo/b/"]);
}

#[test]
fn hours_come_in_the_order_of_time() {
    let hours = told().rows(json!(["visits"]), json!(["time:hour"]));
    assert_eq!(hours[0], (vec!["2026-03-10T12:00Z".to_owned()], vec![1]));
    assert_eq!(hours[1], (vec!["2026-03-10T13:00Z".to_owned()], vec![1]));
}

#[test]
fn buckets_are_filled_and_compared() {
    let world = told();
    let metrics = ["visits", "engaged_ms_p25", "engaged_ms_p90"];
    let ask = |dimension: &str, first: &str, last: &str| {
        world.ask(&json!({"site": "demo", "metrics": metrics, "dimensions": [dimension],
            "date_range": [first, last], "comparison": "previous_period",
            "include": {"empty_buckets": true}}))
    };
    let days = ask("time:day", "2026-03-10", "2026-03-11");
    // Histogram buckets are 0.8 % wide; their middle stands for what is in them.
    let told = &days["results"][0]["metrics"];
    assert_eq!(told[0], 2);
    assert!(told[1].as_u64().unwrap().abs_diff(6_000) <= 30, "{told}");
    assert!(told[2].as_u64().unwrap().abs_diff(90_000) <= 360, "{told}");
    let second = json!({"dimensions": ["2026-03-11"], "metrics": [0, null, null],
        "comparison": [0, null, null]});
    assert_eq!(days["results"][1], second);
    let days = ask("time:day", "2026-03-11", "2026-03-11");
    assert_eq!(days["results"][0]["comparison"], json!(told));
    assert_eq!(days["meta"]["comparison_range"]["to"], days["meta"]["range"]["from"]);
    let weeks = ask("time:week", "2026-03-08", "2026-03-16");
    let names = ["2026-03-02", "2026-03-09", "2026-03-16"];
    for (row, (name, visits)) in names.into_iter().zip([0, 2, 0]).enumerate() {
        let row = &weeks["results"][row];
        assert_eq!((&row["dimensions"][0], &row["metrics"][0]), (&json!(name), &json!(visits)));
    }
    let months = ask("time:month", "2026-02-28", "2026-03-10");
    assert_eq!(months["results"][1]["dimensions"], json!(["2026-03"]));
    assert_eq!(months["results"][1]["metrics"][0], 2);
}

#[test]
fn questions_that_make_no_sense_say_so() {
    let world = World::new();
    let good = json!({"site": "demo", "metrics": ["visits"], "date_range": "day"});
    let with = |field: &str, value: Value| {
        let mut question = good.clone();
        question[field] = value;
        question.to_string()
    };
    let cases = [
        ("{".to_owned(), "body"),
        ("[".repeat(50_000), "body"),
        (with("metrics", json!([])), "metrics"),
        (with("metrics", json!(["nonsense"])), "body"),
        (with("metrics", json!(vec!["visits"; 17])), "metrics"),
        (with("dimensions", json!(vec!["item"; 5])), "dimensions"),
        (with("date_range", json!("century")), "body"),
        (with("date_range", json!(["2026-03-12", "2026-03-10"])), "date_range"),
        (with("date_range", json!(["2026-02-30", "2026-03-10"])), "date_range"),
        (with("date_range", json!(["1990-01-01", "2026-03-10"])), "date_range"),
        (with("filters", json!([["is", "item", []]])), "filters"),
        (with("filters", json!([["resembles", "item", ["x"]]])), "body"),
        (with("filters", json!(vec![json!(["is", "item", ["x"]]); 65])), "filters"),
        (with("order_by", json!([["depth", "asc"]])), "order_by"),
        (with("order_by", json!(vec![json!(["visits", "asc"]); 21])), "order_by"),
        (with("filters", nested(17)), "filters"),
        (with("limit", json!(0)), "limit"),
        (with("limit", json!(10_001)), "limit"),
        (with("filters", json!([["matches", "item", ["*".repeat(201)]]])), "filters"),
        (with("comparison", json!(["2026-03-12", "2026-03-10"])), "comparison"),
        (with("include", json!({"empty_buckets": true})), "include"),
        (with("include", json!({"moon_phase": true})), "body"),
        (with("surprise", json!(1)), "body"),
    ];
    assert_eq!(
        world.workerd.post("/api/v1/query", &[], with("filters", nested(15)).as_bytes()).status,
        200
    );
    for (body, code) in cases {
        let answer = world.workerd.post("/api/v1/query", &[], body.as_bytes());
        let problem = answer.json();
        assert_eq!((answer.status, &problem["code"]), (400, &json!(code)), "{}", answer.body);
        assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
    }
    let answer = world.workerd.post("/api/v1/query", &[], &vec![b' '; 64 * 1024 + 1]);
    assert_eq!(answer.status, 413);
}

/// A condition within conditions.
fn nested(depth: usize) -> Value {
    let inner = json!(["is", "item", ["x"]]);
    json!([(0..depth).fold(inner, |inner, _| json!(["and", [inner]]))])
}

#[test]
fn what_was_read_before_and_next() {
    let world = told();
    // Read again, which is no step; and back.
    let again = read(hit(5, "/demo/b/"), 0, 1_000);
    world.send(&ANA, NOON + 6 * MINUTE, &again);
    world.send(&ANA, NOON + 7 * MINUTE, &read(hit(6, "/demo/a/"), 0, 1_000));
    let row = |item: &str, beside: &str, n| (vec![item.to_owned(), beside.to_owned()], vec![n]);
    let sorted = |dimension: &str| {
        let mut rows = world.rows(json!(["pageviews"]), json!(["item", dimension]));
        rows.sort();
        rows
    };
    let next = [
        row("/demo/a/", "(none)", 2),
        row("/demo/a/", "/demo/b/", 1),
        row("/demo/b/", "/demo/a/", 2),
    ];
    assert_eq!(sorted("next"), next);
    let previous = [
        row("/demo/a/", "(none)", 2),
        row("/demo/a/", "/demo/b/", 1),
        row("/demo/b/", "/demo/a/", 2),
    ];
    assert_eq!(sorted("previous"), previous);
    let question = json!({"site": "demo", "metrics": ["visits"], "dimensions": ["next"],
        "filters": [["is", "item", ["/demo/b/"]]], "date_range": ["2026-03-10", "2026-03-10"]});
    let answer = world.ask(&question);
    assert_eq!(answer["results"], json!([{"dimensions": ["/demo/a/"], "metrics": [1]}]));
    assert_eq!(answer["meta"]["titles"], json!({"/demo/a/": "Title of /demo/a/"}));
}
