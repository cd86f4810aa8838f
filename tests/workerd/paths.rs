//! Which way visits went: against a recount of the facts that anybody can export.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use ungated_harness::{Http, date};
use ungated_shared::signal::hand_raise::HandRaise;

use crate::export::visits;
use crate::world::{ANA, BEN, MINUTE, NOON, Reader, World, hit, read};

const DAY: u64 = 24 * 60 * MINUTE;
/// Around [`NOON`].
const DAYS: [&str; 2] = ["2026-03-02", "2026-03-15"];
const VISITS: u64 = 240;
const PLACES: [&str; 2] =
    [r#"{"continent":"EU","country":"DE"}"#, r#"{"continent":"AS","country":"JP"}"#];

/// A number that nobody would guess, and always the same: SplitMix64 (Steele, Lea, Flood 2014).
fn scattered(n: u64) -> u64 {
    let mut z = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The `n`-th visit: up to five openings of five pieces, reloads and returns among them, and now and then a
/// hand-raise.
fn nth(http: &Http, n: u64) {
    let address = format!("203.{}.{}.{}", n / 60_000, n / 250 % 250, n % 250);
    let place = PLACES[(scattered(n) % 3 / 2) as usize];
    let reader = Reader { address: Box::leak(address.into_boxed_str()), place, ..ANA };
    let mut now_ms = (monday() + n * 14 / VISITS) * DAY + 12 * 60 * MINUTE;
    for at in 0..1 + scattered(n + 1_000) % 5 {
        let seed = scattered(n * 10 + at);
        let path = ["/", "/guide/", "/pricing/", "/news/", "/guide/"][(seed % 5) as usize];
        let mut view = read(hit(n * 10 + at + 1, path), 0, (seed / 5 % 90_000) as u32);
        if seed.is_multiple_of(11) {
            view.view.h.insert(HandRaise::Call, 1);
        }
        let body = serde_json::to_vec(&view).unwrap();
        assert_eq!(reader.send(http, now_ms, &body).status, 202);
        now_ms += 1_000 + seed % (5 * MINUTE);
    }
}

fn today() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64 / DAY
}

/// The Monday of the first of two weeks that are over, days since 1970, which was a Thursday.
fn monday() -> u64 {
    let today = today();
    today - (today + 3) % 7 - 14
}

fn site(k: u64) -> Value {
    json!({"demo": {"title": "A site", "public": true, "hostnames": ["localhost"], "k": k}})
}

fn told(k: u64) -> World {
    let world = World::with_sites(site(k));
    // At once, as a disk takes its time for each hit by itself.
    thread::scope(|scope| {
        for part in 0..8 {
            let http = world.workerd.http();
            scope.spawn(move || (part..VISITS).step_by(8).for_each(|n| nth(http, n)));
        }
    });
    // A later hit closes what is over; it takes until the shards were woken.
    for place in PLACES {
        let next = Reader { address: "192.0.2.1", place, ..ANA };
        assert_eq!(world.send(&next, (today() + 2) * DAY, &hit(u64::MAX, "/")).status, 202);
    }
    while exported(&world).len() as u64 != VISITS {}
    world
}

fn ask(world: &World, more: &Value) -> Value {
    let mut question = json!({"site": "demo", "date_range": DAYS});
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.ask_of("/api/v1/paths", &question)
}

/// The ladder, lowest first.
const STANDINGS: [&str; 5] = ["passing", "reading", "engaged", "considering", "ready"];

/// The path of an exported visit: items, and how long after or before the one beside it each was opened.
fn path_of(visit: &Value, asked: &Value) -> Option<Vec<(String, Option<u64>)>> {
    let views: Vec<(&str, u64, bool)> = visit["page_views"]
        .as_array()
        .unwrap()
        .iter()
        .map(|view| {
            let raised = view["hand_raises"].as_object().is_some_and(|raises| !raises.is_empty());
            (view["item"]["path"].as_str().unwrap(), view["after_ms"].as_u64().unwrap_or(0), raised)
        })
        .collect();
    let first = |item: &Value| views.iter().position(|(path, ..)| *item == json!(path));
    let rung = |word: &Value| STANDINGS.iter().position(|own| *word == json!(own)).unwrap();
    let (anchor, mut rest) = if asked["from"].is_string() {
        let at = first(&asked["from"])?;
        (Some(at), (at + 1..views.len()).collect::<Vec<_>>())
    } else if asked["to"]["item"].is_string() {
        let at = first(&asked["to"]["item"])?;
        (Some(at), (0..at).rev().collect())
    } else if asked["to"] == "hand_raise" {
        let at = views.iter().position(|(.., raised)| *raised)?;
        (None, (0..=at).rev().collect())
    } else {
        if rung(&visit["standing"]) < rung(&asked["to"]["standing"]) {
            return None;
        }
        (None, (0..views.len()).rev().collect())
    };
    let mut known: BTreeSet<&str> = anchor.map(|at| views[at].0).into_iter().collect();
    rest.retain(|at| known.insert(views[*at].0));
    let before = anchor.into_iter().map(Some).chain(rest.iter().copied().map(Some));
    let before = if anchor.is_some() {
        before.collect()
    } else {
        [None].into_iter().chain(before).collect::<Vec<_>>()
    };
    let between = |(at, before): (&usize, &Option<usize>)| {
        (views[*at].0.to_owned(), before.map(|before| views[*at].1.abs_diff(views[before].1)))
    };
    Some(rest.iter().zip(&before).map(between).collect())
}

/// Visits of the days asked about, from the lines of an export.
fn exported(world: &World) -> Vec<Value> {
    let export = world.export("");
    let visit = |line: &str| serde_json::from_str::<Value>(line).unwrap()["visit"].take();
    let all = visits(&export).into_iter().map(visit);
    let days = monday() * DAY..(monday() + 14) * DAY;
    all.filter(|it| days.contains(&it["start_ms"].as_u64().unwrap())).collect()
}

const QUESTIONS: [&str; 6] = [
    r#"{"from": "/guide/"}"#,
    r#"{"from": "/", "steps": 5, "branches": 20}"#,
    r#"{"to": {"item": "/pricing/"}, "steps": 2, "branches": 2}"#,
    r#"{"to": "hand_raise", "steps": 4}"#,
    r#"{"to": {"standing": "reading"}, "branches": 3}"#,
    r#"{"from": "/guide/", "filters": [["is", "country", ["JP"]]]}"#,
];

/// Holds an answer against all paths, in each way that a figure could be wrong; how many branches it had.
fn recounted(answer: &Value, paths: &[Vec<(String, Option<u64>)>], k: u64) -> usize {
    let number = |value: &Value| value.as_u64().unwrap();
    let is_whole = k == 1;
    let at_most = |told: u64, known: usize| {
        assert!(told <= known as u64 && (!is_whole || told == known as u64), "{told} of {known}");
        assert!(told == 0 || told >= k, "{told}");
    };
    let steps = answer["results"].as_array().unwrap();
    let mut before: Vec<(Vec<String>, u64)> = vec![(Vec::new(), number(&answer["meta"]["visits"]))];
    at_most(before[0].1, paths.len());
    let mut branches = 0;
    for (at, step) in steps.iter().enumerate() {
        let on = |chain: &[String]| {
            let is_on = |path: &&Vec<(String, Option<u64>)>| {
                path.len() >= chain.len()
                    && path.iter().zip(chain).all(|(own, item)| own.0 == *item)
            };
            paths.iter().filter(is_on).collect::<Vec<_>>()
        };
        let mut rest: Vec<(u64, u64)> = before.iter().map(|(_, visits)| (*visits, 0)).collect();
        let mut now = Vec::new();
        for branch in step["branches"].as_array().unwrap() {
            branches += 1;
            let from = branch["from"].as_u64().unwrap_or(0) as usize;
            assert_eq!(branch["from"].is_null(), at == 0);
            let chain =
                [before[from].0.clone(), vec![branch["item"].as_str().unwrap().into()]].concat();
            let own = on(&chain);
            let visits = number(&branch["visits"]);
            at_most(visits, own.len());
            rest[from].0 -= visits;
            let share = (visits as f64 / step["reached"].as_f64().unwrap() * 1e6).round();
            assert_eq!(branch["share_micro"].as_f64(), Some(share));
            let mut times: Vec<u64> = own.iter().filter_map(|path| path[at].1).collect();
            times.sort_unstable();
            if is_whole && !times.is_empty() {
                let median = times[(times.len() - 1) / 2];
                let told = number(&branch["between_ms"]);
                assert!(told.abs_diff(median) * 256 <= median, "{told} {median}");
            }
            assert_eq!(branch["between_ms"].is_null(), times.is_empty());
            let ended = own.iter().filter(|path| path.len() == chain.len()).count();
            if branch["ended"].is_u64() {
                at_most(number(&branch["ended"]), ended);
            }
            now.push((chain, visits));
        }
        let sum = |of: &str| number(&step[of]);
        assert_eq!(sum("reached"), before.iter().map(|(_, visits)| visits).sum::<u64>());
        assert_eq!(rest.iter().map(|it| it.0).sum::<u64>(), sum("ended") + sum("other"));
        if at > 0 {
            let last = steps[at - 1]["branches"].as_array().unwrap();
            for (branch, (left, _)) in last.iter().zip(&rest) {
                assert_eq!(*left, number(&branch["ended"]) + number(&branch["other"]));
                assert!(number(&branch["other"]) == 0 || number(&branch["other"]) >= k);
            }
        }
        // Each branch that could be and is not shown has no more visits than the last that is.
        if is_whole {
            let mut all: BTreeMap<Vec<String>, u64> = BTreeMap::new();
            for path in before.iter().flat_map(|(chain, _)| on(chain)) {
                if path.len() > at {
                    let chain = path[..=at].iter().map(|own| own.0.clone()).collect();
                    *all.entry(chain).or_default() += 1;
                }
            }
            let least = now.iter().map(|it| it.1).min().unwrap_or(0);
            let left = all.iter().filter(|(chain, _)| !now.iter().any(|it| it.0 == **chain));
            let most = answer["query"]["branches"].as_u64().unwrap_or(8) as usize;
            assert_eq!(now.len(), all.len().min(most));
            assert!(left.into_iter().all(|(_, visits)| *visits <= least));
        }
        before = now;
    }
    branches
}

#[test]
fn paths_are_those_of_the_facts() {
    for k in [1, 4] {
        let world = told(k);
        let facts = exported(&world);
        let mut branches = 0;
        for question in QUESTIONS {
            let mut asked: Value = serde_json::from_str(question).unwrap();
            asked["date_range"] = json!([date(monday()), date(monday() + 13)]);
            let is_in = |visit: &&Value| asked["filters"].is_null() || visit["country"] == "JP";
            let paths: Vec<_> =
                facts.iter().filter(is_in).filter_map(|visit| path_of(visit, &asked)).collect();
            let answer = ask(&world, &asked);
            branches += recounted(&answer, &paths, k);
            assert_eq!(answer["meta"]["coverage"]["answered"], 2);
            // Asked again, it is told from what was kept.
            assert_eq!(ask(&world, &asked), answer);
            let hides = answer["meta"]["suppressed"]["rows"].as_u64().unwrap() > 0;
            let caveats = answer["meta"]["caveats"].as_array().unwrap();
            assert_eq!(caveats.contains(&json!("small_groups_joined")), hides);
        }
        assert!(branches > 20, "{branches}");
    }
}

#[test]
fn a_path_begins_where_its_item_was_first_opened_and_going_back_is_no_step() {
    let world = World::new();
    let mut id = 0;
    let mut opens = |reader: &Reader, paths: &[&str]| {
        for (at, path) in paths.iter().enumerate() {
            id += 1;
            let view = read(hit(id, path), 0, 1_000);
            world.send(reader, NOON + 2 * at as u64 * MINUTE, &view);
        }
    };
    opens(&ANA, &["/", "/guide/", "/guide/", "/", "/guide/", "/pricing/"]);
    opens(&BEN, &["/guide/"]);
    let forward = ask(&world, &json!({"from": "/guide/", "steps": 5}));
    assert_eq!(forward["meta"]["visits"], 2);
    let told = |answer: &Value, at: usize| {
        let branch = &answer["results"][at]["branches"][0];
        json!([branch["item"], branch["visits"], branch["between_ms"], branch["ended"]])
    };
    let reached = |answer: &Value| -> Vec<Value> {
        let steps = answer["results"].as_array().unwrap().iter();
        steps.map(|it| json!([it["reached"], it["ended"], it["other"]])).collect()
    };
    // From 2 to 6 minutes, and from 6 to 10.
    let close = |told: Value, wanted: Value, ms: u64| {
        assert!(told[2].as_u64().unwrap().abs_diff(ms) * 256 <= ms, "{told}");
        assert_eq!(json!([told[0], told[1], told[3]]), wanted);
    };
    close(told(&forward, 0), json!(["/", 1, 0]), 4 * MINUTE);
    close(told(&forward, 1), json!(["/pricing/", 1, 1]), 4 * MINUTE);
    assert_eq!(reached(&forward), [json!([2, 1, 0]), json!([1, 0, 0]), json!([1, 1, 0])]);
    let backward = ask(&world, &json!({"to": {"item": "/pricing/"}}));
    // Last opened at 8 minutes, and the home page at 6.
    close(told(&backward, 0), json!(["/guide/", 1, 0]), 2 * MINUTE);
    close(told(&backward, 1), json!(["/", 1, 1]), 2 * MINUTE);
    assert_eq!(forward["meta"]["titles"]["/pricing/"], "Title of /pricing/");
    assert_eq!(forward["meta"]["caveats"], json!(["paths_within_visits", "returns_are_no_steps"]));
    let raised = ask(&world, &json!({"to": "hand_raise"}));
    assert_eq!(raised["results"], json!([]));
    assert_eq!(raised["meta"]["visits"], 0);
    assert_eq!(raised["meta"]["caveats"][2], "raise_time_unknown");
    let unknown = ask(&world, &json!({"from": "/nowhere/"}));
    assert_eq!((&unknown["results"], &unknown["meta"]["visits"]), (&json!([]), &json!(0)));
}

#[test]
fn few_visits_have_no_path_of_their_own() {
    let world = World::with_sites(site(5));
    let reader = |n: u64| {
        let address = Box::leak(format!("203.0.113.{n}").into_boxed_str());
        Reader { address, ..ANA }
    };
    for n in 0..9 {
        let next = if n < 7 { "/pricing/" } else { "/secret/" };
        world.send(&reader(n), NOON, &hit(10 * n + 1, "/guide/"));
        world.send(&reader(n), NOON + MINUTE, &hit(10 * n + 2, next));
    }
    let answer = ask(&world, &json!({"from": "/guide/"}));
    assert!(!answer.to_string().contains("/secret/"), "{answer}");
    // Two are hidden, and with them those from whom they could be told.
    let step = json!({"step": 1, "reached": 9, "ended": 0, "other": 9, "branches": []});
    assert_eq!(answer["results"], json!([step]));
    assert_eq!(answer["meta"]["suppressed"], json!({"k": 5, "rows": 2}));
    let few = ask(&world, &json!({"from": "/secret/"}));
    assert_eq!((&few["results"], &few["meta"]["visits"]), (&json!([]), &Value::Null));
}

#[test]
fn what_makes_no_sense_is_said() {
    let world = World::new();
    let with = |more: Value| {
        let mut question = json!({"site": "demo", "date_range": "7d"});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let body = question.to_string();
        let answer = world.workerd.post("/api/v1/paths", &[], body.as_bytes());
        (answer.status, answer.json()["code"].clone())
    };
    let refused = |code: &str| (400, json!(code));
    assert_eq!(with(json!({})), refused("direction"));
    assert_eq!(with(json!({"from": "/a", "to": "hand_raise"})), refused("direction"));
    assert_eq!(with(json!({"from": "/a", "steps": 0})), refused("steps"));
    assert_eq!(with(json!({"from": "/a", "steps": 6})), refused("steps"));
    assert_eq!(with(json!({"from": "/a", "branches": 21})), refused("branches"));
    assert_eq!(with(json!({"to": {"standing": "asleep"}})), refused("body"));
    assert_eq!(with(json!({"to": "sale"})), refused("body"));
    assert_eq!(
        with(json!({"from": "/a", "date_range": ["2026-03-02", "2026-03-01"]})),
        refused("date_range")
    );
    let topic = json!({"from": "/a", "filters": [["is", "topic", ["X"]]]});
    assert_eq!(with(topic), refused("filters"));
    assert_eq!(with(json!({"from": "/a", "site": "nobody"})).0, 401);
    assert_eq!(world.workerd.get("/api/v1/paths").status, 405);
}
