//! A site's scoring model: published, taken back, and what it does to what is kept.

use serde_json::{Value, json};
use ungated_harness::Answer;
use ungated_shared::hit::Hit;
use ungated_shared::score::model::{Document, Model};
use ungated_shared::signal::hand_raise::HandRaise;

use crate::people::{said, text};
use crate::world::{ANA, BEN, MINUTE, World, hit, read};

/// Ahead of every real clock: visits are closed by what development says.
const AHEAD: u64 = 4_102_488_000_000;
const DAY: u64 = 24 * 60 * MINUTE;

/// By it, one piece read makes engaged, and a hand-raise hardly anything.
pub const EAGER: Model = Model { engagement_half: 20, intent_hand_raise: 3, ..Model::DEFAULT };

pub fn document(name: &str, model: Model) -> Value {
    let document = Document { name: name.into(), version: 2, model };
    serde_json::from_str(&document.to_json()).unwrap()
}

pub fn config() -> Value {
    json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": 1})
}

pub fn with(model: &Value) -> Value {
    let mut config = config();
    config["model"] = model.clone();
    config
}

pub fn publish(world: &World, seen: u64, model: &Value, why: &str) -> Answer {
    let path = format!("sites/demo/config?why={}", why.replace(' ', "+"));
    let seen = format!("\"{seen}\"");
    world.api_with(&world.workerd.token, "PUT", &path, &[("if-match", &seen)], &with(model))
}

fn ask(world: &World) -> Value {
    world.ask(&json!({"site": "demo", "metrics": ["visits", "points", "engagement", "intent"],
        "dimensions": ["standing"], "date_range": ["2100-01-01", "2100-01-02"]}))
}

/// What is told once all is scored by the model of the answer: an alarm does that.
pub fn scored(world: &World) -> Value {
    loop {
        let answer = ask(world);
        let caveats = answer["meta"]["caveats"].as_array().unwrap();
        if !caveats.contains(&json!("rescoring")) {
            return answer;
        }
    }
}

fn read_one(id: u64, raises: bool) -> Hit {
    let mut hit = read(hit(id, "/a/"), 0, 60_000);
    if raises {
        hit.view.h.insert(HandRaise::Call, 1);
    }
    hit
}

/// A site with three closed visits, one of which raised a hand, and two that are open.
fn told() -> World {
    let world = World::with_sites(json!({"demo": config()}));
    let send = |reader, now_ms, hit: &Hit| assert_eq!(world.send(reader, now_ms, hit).status, 202);
    send(&ANA, AHEAD, &read_one(1, false));
    send(&BEN, AHEAD, &read_one(2, true));
    world.close_days_before(AHEAD + DAY);
    send(&BEN, AHEAD + DAY + MINUTE, &read_one(3, false));
    world
}

fn hash(model: &Model) -> String {
    format!("{:016x}", model.hash())
}

#[test]
fn a_published_model_scores_all_that_is_kept_and_a_rollback_takes_it_back() {
    let world = told();
    let before = ask(&world);
    assert_eq!(before["meta"]["model"], hash(&Model::DEFAULT));
    let standings = |answer: &Value| {
        let rows = answer["results"].as_array().unwrap().iter();
        let mut rows: Vec<(String, u64)> = rows
            .map(|row| (text(&row["dimensions"][0]), row["metrics"][0].as_u64().unwrap()))
            .collect();
        rows.sort();
        rows
    };
    let row = |standing: &str, visits| (standing.to_owned(), visits);
    // A piece read is 100 points, so 40 of 100 by the default; the first of the next day read nothing.
    assert_eq!(standings(&before), [row("engaged", 2), row("passing", 1), row("ready", 1)]);

    let answer = publish(&world, 0, &document("Eager", EAGER), "Sales says calls are noise");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let after = scored(&world);
    assert_eq!(after["meta"]["model"], hash(&EAGER));
    assert_ne!(after["results"], before["results"]);
    // Whoever raised a hand is ready by any model; the scores are others.
    let engagement = |answer: &Value, standing: &str| {
        let rows = answer["results"].as_array().unwrap().iter();
        let mut rows = rows.filter(|row| row["dimensions"][0] == standing);
        rows.next().unwrap()["metrics"][2].as_u64().unwrap()
    };
    let by = |model: &Model| u64::from(100 * 100 / (100 + model.engagement_half));
    for standing in ["engaged", "ready"] {
        assert_eq!(engagement(&before, standing), by(&Model::DEFAULT), "{standing} before");
        assert_eq!(engagement(&after, standing), by(&EAGER), "{standing} after");
    }
    // The export says the same, of what is closed.
    let export = world.get_admin("/api/v1/sites/demo/export").body;
    assert_eq!(export.matches(&hash(&EAGER)).count(), 3, "the head and two visits: {export}");

    // Who, when, why.
    let versions = world.admin("GET", "sites/demo/config/versions", &Value::Null);
    assert_eq!(versions["versions"][0]["why"], "Sales says calls are noise");

    // As after a power failure, and for a shard that begins later.
    let world = World {
        workerd: {
            world.workerd.kill9();
            ungated_harness::Start {
                sites: Some(json!({"demo": config()})),
                ..ungated_harness::Start::new(world.data.path())
            }
            .run()
            .unwrap()
        },
        data: world.data,
    };
    assert_eq!(scored(&world)["results"], after["results"]);
    let far = crate::world::Reader { place: r#"{"continent":"OC","country":"NZ"}"#, ..ANA };
    assert_eq!(world.send(&far, AHEAD + DAY + MINUTE, &read_one(9, false)).status, 202);
    let of_region = world.ask(&json!({"site": "demo", "metrics": ["engagement"],
        "dimensions": ["region"], "filters": [["is", "country", ["NZ"]]],
        "date_range": ["2100-01-02", "2100-01-02"]}));
    assert_eq!(of_region["results"][0]["metrics"][0], by(&EAGER));

    let token = &world.workerd.token;
    let back = json!({"version": 0});
    let path = "sites/demo/config/rollback";
    let answer = world.api_with(token, "POST", path, &[("if-match", "\"1\"")], &back);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mut again = scored(&world);
    assert_eq!(again["meta"]["model"], hash(&Model::DEFAULT));
    // But for the reader from far away.
    for row in again["results"].as_array_mut().unwrap() {
        if row["dimensions"][0] == "engaged" {
            row["metrics"][0] = json!(row["metrics"][0].as_u64().unwrap() - 1);
            row["metrics"][1] = json!(row["metrics"][1].as_u64().unwrap() - 100);
        }
    }
    assert_eq!(again["results"], before["results"]);
}

#[test]
fn a_model_that_makes_no_sense_is_told_what_is_wrong_with_it() {
    let world = World::with_sites(json!({"demo": config()}));
    let mut model = document("Wrong", EAGER);
    model["reading_from"] = json!(0);
    model["colour"] = json!(1);
    let answer = publish(&world, 0, &model, "");
    assert_eq!(said(&answer), (400, "config".into()));
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.starts_with("model: "), "{detail}");
    assert!(detail.contains("model.reading_from: a whole number from 1 to 100"), "{detail}");
    assert!(detail.contains("colour"), "{detail}");
    // Nothing was published, and what is said of a change has bounds.
    let config = world.admin("GET", "sites/demo/config", &Value::Null);
    assert_eq!(config["version"], 0);
    let good = document("Good", EAGER);
    let long = "y".repeat(ungated_shared::limit::WHY_CHARS + 1);
    assert_eq!(said(&publish(&world, 0, &good, &long)), (400, "why".into()));
    assert_eq!(said(&publish(&world, 0, &good, "two%0Alines")), (400, "why".into()));
    assert_eq!(publish(&world, 0, &good, &long[1..]).status, 200);
}

const PATHS: [&str; 4] = ["/a/", "/b/", "/c/", "/d/"];
const STAGES: [&str; 4] = ["", "awareness", "consideration", "decision"];

/// Visits of all kinds, a few of which raised a hand; readers from
/// Germany are a segment.
fn crowd(k: u64) -> World {
    let segments = json!([{"segment": "Germany", "fit": 40, "when": {"country": ["DE"]}}]);
    let mut site = config();
    (site["segments"], site["k"]) = (segments, json!(k));
    let world = World::with_sites(json!({"demo": site}));
    for visit in 0..48u64 {
        let address = Box::leak(format!("198.51.100.{}", visit + 1).into_boxed_str());
        let place = match visit % 3 {
            0 => r#"{"continent":"EU","country":"DE"}"#,
            1 => r#"{"continent":"EU","country":"FR"}"#,
            _ => r#"{"continent":"EU","country":"AT"}"#,
        };
        let reader = crate::world::Reader { address, place, ..ANA };
        for view in 0..=visit % 4 {
            let at = ((visit + view * view) % 4) as usize;
            let id = 10_000 + visit * 10 + view;
            let engaged_ms = (visit * 7_919 + view * 13_007) % 70_000;
            let mut hit = read(hit(id, PATHS[at]), 0, engaged_ms as u32);
            hit.i.g = STAGES[at].into();
            if (visit + view) % 7 == 3 {
                hit.view.h.insert(HandRaise::Call, 1);
            }
            assert_eq!(world.send(&reader, AHEAD + view * MINUTE, &hit).status, 202);
        }
    }
    world
}

fn try_draft(world: &World, model: &Value) -> Value {
    let body = json!({"date_range": ["2100-01-01", "2100-01-01"], "model": model});
    world.admin("POST", "sites/demo/model/try", &body)
}

/// What an ordinary question counts, by name.
fn counted(world: &World, metric: &str, dimension: &str, filters: &Value) -> Vec<(String, u64)> {
    let answer = world.ask(&json!({"site": "demo", "metrics": [metric], "dimensions": [dimension],
        "filters": filters, "date_range": ["2100-01-01", "2100-01-01"]}));
    let rows = answer["results"].as_array().unwrap().iter();
    let mut rows: Vec<(String, u64)> = rows
        .map(|row| (text(&row["dimensions"][0]), row["metrics"][0].as_u64().unwrap()))
        .filter(|(_, figure)| *figure > 0)
        .collect();
    rows.sort();
    rows
}

/// What a replay says of one of the two models, by name.
fn replayed(rows: &Value, name: &str, figure: &str, model: &str) -> Vec<(String, u64)> {
    let rows = rows.as_array().unwrap().iter();
    let mut rows: Vec<(String, u64)> = rows
        .map(|row| (text(&row[name]), row[figure][model].as_u64().unwrap()))
        .filter(|(_, figure)| *figure > 0)
        .collect();
    rows.sort();
    rows
}

/// The visits of the export, each by its first item and beginning, with its standing.
fn standings(world: &World) -> Vec<(String, String)> {
    let export = world.get_admin("/api/v1/sites/demo/export").body;
    let lines = crate::export::visits(&export).into_iter();
    let visits = lines.map(|line| serde_json::from_str::<Value>(line).unwrap()["visit"].take());
    let mut all: Vec<(String, String)> = visits
        .map(|visit| (text(&visit["standing"]), visit))
        .map(|(standing, mut visit)| {
            for scored in ["standing", "engagement", "intent", "model"] {
                visit.as_object_mut().unwrap().remove(scored).unwrap();
            }
            for view in visit["page_views"].as_array_mut().unwrap() {
                view.as_object_mut().unwrap().remove("points");
                view.as_object_mut().unwrap().remove("words_read");
            }
            (visit.to_string(), standing)
        })
        .collect();
    all.sort();
    all
}

/// The promise: what a draft would have said is what is said once it is published.
#[test]
fn a_draft_says_what_is_said_once_it_is_published() {
    let world = crowd(1);
    let stages_weigh = Model {
        attention_points: 20,
        read_through_points: 80,
        intent_decision: 10,
        considering_from: 14,
        engagement_half: 60,
        ..Model::DEFAULT
    };
    let draft = document("Draft", stages_weigh);
    // While all is open, and once it is closed.
    let open = try_draft(&world, &draft);
    world.close_days_before(AHEAD + DAY);
    let told = try_draft(&world, &draft);
    assert_eq!(told["results"], open["results"]);
    assert_eq!(told["meta"]["published"], hash(&Model::DEFAULT));
    assert_eq!(told["meta"]["draft"], hash(&stages_weigh));
    let results = &told["results"];
    assert_eq!(results["visits"], 48);

    let compare = |model: &str| {
        let none = json!([]);
        let mut rungs = std::collections::BTreeMap::<String, u64>::new();
        for moved in results["standings"].as_array().unwrap() {
            *rungs.entry(text(&moved[model])).or_default() += moved["visits"].as_u64().unwrap();
        }
        let rungs: Vec<(String, u64)> = rungs.into_iter().collect();
        assert_eq!(counted(&world, "visits", "standing", &none), rungs, "{model}");
        let bands = counted(&world, "visits", "engagement_band", &none);
        assert_eq!(bands, replayed(&results["engagement"], "band", "visits", model), "{model}");
        let points = counted(&world, "points", "item", &none);
        assert_eq!(points, replayed(&results["items"], "item", "points", model), "{model}");
        let near = json!([["is", "standing", ["considering", "ready"]]]);
        let segments = counted(&world, "visits", "segment", &near);
        let wanted = replayed(&results["segments"], "segment", "considering", model);
        assert_eq!(segments, wanted, "{model}");
        assert!(rungs.len() > 3 && points.len() == 4 && !segments.is_empty(), "{results}");
    };
    compare("published");
    let before = standings(&world);
    assert_eq!(publish_in(&world, &draft).status, 200);
    scored(&world);
    compare("draft");

    // Pairs of standings, from the export before and after.
    let after = standings(&world);
    let mut pairs = std::collections::BTreeMap::<(String, String), u64>::new();
    for ((visit, published), (again, draft)) in before.into_iter().zip(after) {
        assert_eq!(visit, again);
        *pairs.entry((published, draft)).or_default() += 1;
    }
    let moved = results["standings"].as_array().unwrap().iter();
    let moved = moved
        .map(|it| ((text(&it["published"]), text(&it["draft"])), it["visits"].as_u64().unwrap()));
    assert_eq!(moved.collect::<std::collections::BTreeMap<_, _>>(), pairs);
}

/// Publishes a model, and leaves the rest of the configuration as it is.
fn publish_in(world: &World, model: &Value) -> Answer {
    let mut held = world.admin("GET", "sites/demo/config", &Value::Null);
    let seen = format!("\"{}\"", held["version"]);
    held["config"]["model"] = model.clone();
    let (token, path) = (&world.workerd.token, "sites/demo/config");
    world.api_with(token, "PUT", path, &[("if-match", &seen)], &held["config"])
}

/// A visit that read and then called is told apart from one that called at once, although both are
/// ready.
#[test]
fn a_hand_raise_is_held_against_what_was_read_before_it() {
    let world = World::with_sites(json!({"demo": config()}));
    let view = |id: u64, path: &str, stage: &str, engaged_ms: u32, raises: bool| {
        let mut hit = read(hit(id, path), 0, engaged_ms);
        hit.i.g = stage.into();
        if raises {
            hit.view.h.insert(HandRaise::Mail, 1);
        }
        hit
    };
    let visits = [
        // Considering by reading, and raised.
        vec![view(1, "/d/", "decision", 60_000, false), view(2, "/e/", "", 0, true)],
        // Raised, and read only afterwards.
        vec![view(3, "/e/", "", 0, true), view(4, "/d/", "decision", 60_000, false)],
        // Considering, and never raised.
        vec![view(5, "/d/", "decision", 60_000, false)],
        // Neither.
        vec![view(6, "/e/", "", 0, false)],
    ];
    for (at, views) in visits.iter().enumerate() {
        let address = Box::leak(format!("198.51.100.{}", at + 1).into_boxed_str());
        let reader = crate::world::Reader { address, ..ANA };
        for (after, hit) in views.iter().enumerate() {
            let now_ms = AHEAD + after as u64 * MINUTE;
            assert_eq!(world.send(&reader, now_ms, hit).status, 202);
        }
    }
    // By the draft nothing but a hand-raise makes considering.
    let blind = Model { considering_from: 99, ready_from: 100, ..Model::DEFAULT };
    let told = try_draft(&world, &document("Blind", blind));
    let results = &told["results"];
    let reached = |model: &str, standing: &str| {
        let mut rows = results["reached"].as_array().unwrap().iter();
        let row = rows.find(|row| row["standing"] == standing).unwrap();
        [&row["visits"][model], &row["raising"][model]].map(|count| count.as_u64().unwrap())
    };
    assert_eq!(reached("published", "considering"), [2, 1]);
    assert_eq!(reached("published", "passing"), [2, 1]);
    assert_eq!(reached("draft", "considering"), [0, 0]);
    let half = json!(500_000);
    let published = &results["published"];
    for share in ["precision_micro", "recall_micro", "base_micro"] {
        assert_eq!(published[share]["value"], half, "{share}: {published}");
    }
    assert_eq!(results["draft"]["precision_micro"], Value::Null);
    assert_eq!(results["draft"]["recall_micro"]["value"], 0);
}

#[test]
fn a_draft_is_told_in_steps_of_k() {
    let world = crowd(5);
    let told = try_draft(&world, &document("Draft", EAGER));
    let caveats = told["meta"]["caveats"].as_array().unwrap();
    assert!(caveats.contains(&json!("steps_of_k")), "{caveats:?}");
    let results = &told["results"];
    let mut counts = vec![&results["visits"], &results["changed"]];
    counts.extend(results["standings"].as_array().unwrap().iter().map(|it| &it["visits"]));
    for (rows, figures) in [
        ("engagement", &["visits"][..]),
        ("intent", &["visits"]),
        ("reached", &["visits", "raising"]),
        ("segments", &["considering"]),
    ] {
        for row in results[rows].as_array().unwrap() {
            for figure in figures {
                counts.extend([&row[figure]["published"], &row[figure]["draft"]]);
            }
        }
    }
    assert!(counts.len() > 40);
    assert!(counts.iter().all(|count| count.as_u64().unwrap() % 5 == 0), "{results}");
    // Too few to tell anything of.
    let few = json!({"date_range": ["2099-12-31", "2099-12-31"], "model": document("D", EAGER)});
    let told = world.admin("POST", "sites/demo/model/try", &few);
    assert_eq!((&told["results"], &told["meta"]["suppressed"]["k"]), (&Value::Null, &json!(5)));
}

#[test]
fn a_draft_that_makes_no_sense_is_told_what_is_wrong_with_it() {
    let world = World::with_sites(json!({"demo": config()}));
    let mut model = document("Wrong", EAGER);
    model["considering_from"] = json!(80);
    let body = json!({"date_range": "30d", "model": model});
    let answer = world.api(&world.workerd.token, "POST", "sites/demo/model/try", &body);
    assert_eq!(said(&answer), (400, "model".into()));
    assert!(answer.body.contains("ready_from"), "{}", answer.body);
    let body = json!({"date_range": ["2026-02-01", "2026-01-01"], "model": document("A", EAGER)});
    let answer = world.api(&world.workerd.token, "POST", "sites/demo/model/try", &body);
    assert_eq!(said(&answer), (400, "date_range".into()));
}
