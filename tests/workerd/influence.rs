//! What hand-raises can be put down to.

use serde_json::{Value, json};
use ungated_shared::hit::Hit;
use ungated_shared::signal::hand_raise::HandRaise;

use crate::world::{ANA, BEN, MINUTE, NOON, Reader, World, hit, read};

const JAPAN: &str = r#"{"continent":"AS","country":"JP"}"#;

fn article(id: u64, path: &str, topic: &str, engaged_ms: u32) -> Hit {
    let mut hit = read(hit(id, path), 0, engaged_ms);
    (hit.i.y, hit.i.p) = ("article".into(), topic.into());
    hit
}

fn raising(mut hit: Hit) -> Hit {
    hit.view.h.insert(HandRaise::Call, 1);
    hit
}

/// Ana reads two pieces, and calls from the contact page; Ben calls from the guide; somebody in
/// Japan reads the guide and leaves.
fn told() -> World {
    let world = World::new();
    world.send(&ANA, NOON, &article(1, "/guide/", "Demand", 90_000));
    world.send(&ANA, NOON + 2 * MINUTE, &article(2, "/pricing/", "Prices", 30_000));
    world.send(&ANA, NOON + 4 * MINUTE, &raising(read(hit(3, "/contact/"), 0, 0)));
    // What is read afterwards did not bring it.
    world.send(&ANA, NOON + 6 * MINUTE, &article(4, "/news/", "News", 90_000));
    world.send(&BEN, NOON, &raising(article(5, "/guide/", "Demand", 60_000)));
    world.send(&Reader { place: JAPAN, ..BEN }, NOON, &article(6, "/guide/", "Demand", 1_000));
    world
}

fn ask(world: &World, more: &Value) -> Value {
    let mut question =
        json!({"site": "demo", "dimension": "item", "date_range": ["2026-03-10", "2026-03-10"]});
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.ask_of("/api/v1/influence", &question)
}

fn credits(answer: &Value, name: &str) -> Value {
    let rows = answer["results"].as_array().unwrap();
    rows.iter().find(|row| row["name"] == name).map_or(Value::Null, |row| row["credits"].clone())
}

#[test]
fn models_stand_side_by_side() {
    let answer = ask(&told(), &json!({}));
    assert_eq!(answer["meta"]["hand_raises"], 2);
    assert_eq!(answer["meta"]["visits"], 3);
    assert_eq!(answer["meta"]["coverage"]["answered"], 2);
    assert_eq!(answer["meta"]["caveats"], json!(["same_visit_only", "few_hand_raises"]));
    assert_eq!(answer["meta"]["titles"]["/guide/"], "Title of /guide/");
    assert_eq!(
        credits(&answer, "/guide/"),
        // Of Ana's: all, nothing, nothing, a third, two fifths, 2^(−4/7) of that + 2^(−2/7) + 1 (a
        // half for 7 minutes), three quarters of her time; and all of Ben's. Without the guide no
        // hand-raise comes, nor without what Ana called from, in its share.
        json!({"first": 2_000_000, "last": 1_000_000, "last_content": 1_000_000,
            "linear": 1_333_334, "position_based": 1_400_000, "time_decay": 1_269_907,
            "engaged_time": 1_750_000, "markov_removal": 1_000_000}),
    );
    assert_eq!(credits(&answer, "/pricing/")["last_content"], 1_000_000);
    assert_eq!(credits(&answer, "/contact/")["last"], 1_000_000);
    assert_eq!(credits(&answer, "/news/"), Value::Null);
    let guide = &answer["results"][0];
    assert_eq!(
        (&guide["name"], &guide["visits"], &guide["removal_effect_micro"]),
        (&json!("/guide/"), &json!(3), &json!(1_000_000)),
    );
}

#[test]
fn topics_and_channels_have_influence_and_filters_choose() {
    let world = told();
    let topics = ask(&world, &json!({"dimension": "topic"}));
    assert_eq!(credits(&topics, "Demand")["linear"], 1_333_334);
    assert_eq!(credits(&topics, "(none)")["linear"], 333_333);
    let channels = ask(&world, &json!({"dimension": "channel"}));
    assert_eq!(channels["results"].as_array().unwrap().len(), 1);
    assert_eq!(channels["results"][0]["credits"]["linear"], 2_000_000);

    let some = ask(&world, &json!({"filters": [["is", "topic", ["Prices"]]]}));
    let names: Vec<&Value> =
        some["results"].as_array().unwrap().iter().map(|row| &row["name"]).collect();
    assert_eq!(names, ["/pricing/"]);
    assert_eq!(credits(&some, "/pricing/")["linear"], 333_333);
    assert_eq!(credits(&some, "/pricing/")["markov_removal"], Value::Null);
    assert_eq!(some["meta"]["caveats"], json!(["same_visit_only", "few_hand_raises", "no_chain"]));
    let elsewhere = ask(&world, &json!({"filters": [["is", "country", ["JP"]]]}));
    assert_eq!(elsewhere["results"], json!([]));
    assert_eq!(elsewhere["meta"]["visits"], 1);
}

#[test]
fn what_makes_no_sense_is_said() {
    let world = World::new();
    let ask = |question: Value| {
        let body = question.to_string();
        let answer = world.workerd.post("/api/v1/influence", &[], body.as_bytes());
        (answer.status, answer.json()["code"].clone())
    };
    let with = |name: &str, value: Value| {
        let mut question = json!({"site": "demo", "dimension": "item", "date_range": "7d"});
        question[name] = value;
        ask(question)
    };
    assert_eq!(with("dimension", json!("time:day")), (400, json!("dimension")));
    assert_eq!(with("dimension", json!("path")), (400, json!("dimension")));
    assert_eq!(with("dimension", json!("colour")), (400, json!("body")));
    assert_eq!(with("limit", json!(0)), (400, json!("limit")));
    assert_eq!(with("limit", json!(202)), (400, json!("limit")));
    assert_eq!(with("filters", json!([["is", "item", []]])), (400, json!("filters")));
    assert_eq!(with("site", json!("nobody")), (401, json!("unauthorized")));
    assert_eq!(with("models", json!(["first"])), (400, json!("body")));
    assert_eq!(world.workerd.get("/api/v1/influence").status, 405);
}

#[test]
fn few_readers_have_no_influence_of_their_own() {
    let sites = json!({"demo": {"title": "A site", "public": true, "hostnames": ["localhost"]}});
    let world = World::with_sites(sites);
    let reader = |n: u64| {
        let address = Box::leak(format!("203.0.113.{n}").into_boxed_str());
        Reader { address, ..ANA }
    };
    for n in 0..6 {
        world.send(&reader(n), NOON, &article(10 * n + 1, "/guide/", "Demand", 20_000));
        let last = raising(article(10 * n + 2, "/pricing/", "Prices", 20_000));
        world.send(&reader(n), NOON + MINUTE, &last);
    }
    // One who came another way.
    world.send(&reader(7), NOON, &article(91, "/secret/", "Secret", 20_000));
    world.send(&reader(7), NOON + MINUTE, &raising(article(92, "/pricing/", "Prices", 20_000)));
    let answer = ask(&world, &json!({}));
    assert!(!answer.to_string().contains("/secret/"), "{answer}");
    assert_eq!(answer["meta"]["hand_raises"], 7);
    assert_eq!(answer["meta"]["suppressed"]["k"], 5);
    let caveats = json!(["same_visit_only", "few_hand_raises", "rare_steps_joined"]);
    assert_eq!(answer["meta"]["caveats"], caveats);
}
