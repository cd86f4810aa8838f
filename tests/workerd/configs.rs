//! Sites that are made and changed while all runs.

use serde_json::{Value, json};
use ungated_harness::Answer;
use ungated_shared::hit::Hit;
use ungated_shared::signal::hand_raise::HandRaise;

use crate::people::{said, text, world};
use crate::world::{ANA, NOON, World, hit};

fn config(title: &str) -> Value {
    json!({"title": title, "hostnames": ["localhost"], "k": 1})
}

fn put(world: &World, site: &str, seen: &str, config: &Value) -> Answer {
    let (token, path) = (&world.workerd.token, format!("sites/{site}/config"));
    world.api_with(token, "PUT", &path, &[("if-match", seen)], config)
}

fn rollback(world: &World, site: &str, seen: &str, to: u64) -> Answer {
    let (token, path) = (&world.workerd.token, format!("sites/{site}/config/rollback"));
    world.api_with(token, "POST", &path, &[("if-match", seen)], &json!({"version": to}))
}

fn send(world: &World, site: &str, id: u64, now_ms: u64) -> Answer {
    let mut hit = hit(id, "/a/");
    hit.s = site.into();
    world.send(&ANA, now_ms, &hit)
}

#[test]
fn a_new_site_takes_hits_and_answers_questions() {
    let world = world();
    assert_eq!(send(&world, "fresh", 1, NOON).header("x-ungated-refused"), Some("unknown_site"));
    let made = world.admin("POST", "sites", &json!({"site": "fresh", "config": config("Fresh")}));
    assert_eq!((&made["version"], &made["in_file"]), (&json!(1), &json!(false)));
    assert_eq!(send(&world, "fresh", 2, NOON).status, 202);
    let question =
        json!({"site": "fresh", "metrics": ["visits"], "date_range": ["2026-03-10", "2026-03-10"]});
    let asked = world.admin("POST", "query", &question);
    assert_eq!(asked["results"][0]["metrics"], json!([1]));
    // As long as the machine lives, and longer.
    let world = world.crash();
    assert_eq!(send(&world, "fresh", 3, NOON).status, 202);
    assert_eq!(world.admin("GET", "sites/fresh/config", &Value::Null)["config"], config("Fresh"));
}

/// Whatever its properties, as often as it happened, and beside what else was raised; nothing of it is
/// lost or doubled by a later snapshot.
#[test]
fn events_that_a_site_names_are_hand_raises() {
    let mut config = config("One");
    config["hand_raises"] = json!(["demo booked", "trial"]);
    let world = World::with_sites(json!({"one": config}));
    let mut hit = hit(1, "/a/");
    hit.s = "one".into();
    hit.view.h.insert(HandRaise::Mail, 1);
    hit.view.h.insert(HandRaise::Named, 1);
    let events = |hit: &mut Hit, n: u16, events: Value| {
        let mut body = serde_json::to_value(&*hit).unwrap();
        (body["n"], body["o"]) = (json!(n), events);
        assert_eq!(world.send_body(&ANA, NOON, body.to_string().as_bytes()).status, 202);
    };
    let raises = || {
        let question = json!({"site": "one", "metrics": ["hand_raises", "raising_visits"],
            "date_range": ["2026-03-10", "2026-03-10"]});
        world.admin("POST", "query", &question)["results"][0]["metrics"].clone()
    };
    events(&mut hit, 0, json!([["trial", {}, 1], ["looked", {}, 7]]));
    assert_eq!(raises(), json!([3, 1]));
    events(
        &mut hit,
        1,
        json!([["trial", {}, 1], ["demo booked", {"plan": "b"}, 2], ["looked", {}, 8]]),
    );
    assert_eq!(raises(), json!([5, 1]));
    events(&mut hit, 0, json!([["trial", {}, 1]]));
    assert_eq!(raises(), json!([5, 1]), "as it was");
    events(&mut hit, 2, json!([["trial", {}, 900]]));
    assert_eq!(raises(), json!([21, 1]), "each kind has its bound");
}

/// What is too old is asked for anew before a hit goes by it, and one that comes from a clock that
/// is ahead finds the same sites.
#[test]
fn hits_go_by_configurations_of_all_ages() {
    let world = world();
    assert_eq!(send(&world, "one", 1, NOON).status, 202);
    let hour = 60 * 60 * 1_000;
    for ahead in [60_000, hour, 24 * hour] {
        assert_eq!(send(&world, "one", ahead, NOON + 400 * 24 * hour + ahead).status, 202);
        assert_eq!(
            send(&world, "none", ahead, NOON).header("x-ungated-refused"),
            Some("unknown_site")
        );
    }
}

#[test]
fn what_is_stored_wins_over_the_file_until_it_is_handed_back() {
    let world = world();
    let get = || world.admin("GET", "sites/one/config", &Value::Null);
    let file = get();
    assert_eq!((&file["version"], &file["in_file"]), (&json!(0), &json!(true)));
    let elsewhere = json!({"title": "One", "hostnames": ["example.com"], "k": 1});
    let answer = put(&world, "one", "\"0\"", &elsewhere);
    assert_eq!((answer.status, answer.header("etag")), (200, Some("\"1\"")));
    assert_eq!((&get()["config"], &get()["in_file"]), (&elsewhere, &json!(false)));
    assert_eq!(send(&world, "one", 1, NOON).header("x-ungated-refused"), Some("hostname"));
    assert_eq!(rollback(&world, "one", "\"1\"", 0).status, 200);
    assert_eq!((&get()["version"], &get()["in_file"]), (&json!(2), &json!(true)));
    assert_eq!(get()["config"], file["config"]);
    assert_eq!(send(&world, "one", 2, NOON).status, 202);
    // A site of the file is there already.
    let again = json!({"site": "two", "config": config("Two")});
    let answer = world.api(&world.workerd.token, "POST", "sites", &again);
    assert_eq!(said(&answer), (409, "site_exists".into()));
}

#[test]
fn versions_are_kept_compared_and_brought_back() {
    let world = world();
    world.admin("POST", "sites", &json!({"site": "own", "config": config("First")}));
    let mut second = config("Second");
    second["public"] = json!(true);
    second["time_zone"] = json!("Europe/Berlin");
    assert_eq!(put(&world, "own", "1", &second).status, 200);
    let compared = world.admin("GET", "sites/own/config/versions/2?against=1", &Value::Null);
    let changes = json!([
        {"field": "title", "from": "First", "to": "Second"},
        {"field": "public", "to": true},
        {"field": "time_zone", "to": "Europe/Berlin"},
    ]);
    let sorted = |value: &Value| {
        let mut all: Vec<String> = value.as_array().unwrap().iter().map(Value::to_string).collect();
        all.sort();
        all
    };
    assert_eq!(sorted(&compared["changes"]), sorted(&changes));
    assert_eq!(rollback(&world, "own", "W/\"2\"", 1).status, 200);
    let versions = world.admin("GET", "sites/own/config/versions", &Value::Null);
    let told = versions["versions"].as_array().unwrap().iter();
    let told: Vec<_> = told.map(|it| (it["version"].as_u64().unwrap(), text(&it["act"]))).collect();
    let acts = [(3, "config.rollback".into()), (2, "config.put".into()), (1, "site.create".into())];
    assert_eq!((told.as_slice(), &versions["version"]), (acts.as_slice(), &json!(3)));
    let now = world.admin("GET", "sites/own/config", &Value::Null);
    assert_eq!(now["config"], config("First"));
    for (path, code) in [
        ("sites/own/config/versions/9", (404, "unknown_version")),
        ("sites/own/config/versions/0", (404, "unknown_version")),
        ("sites/own/config/versions/x", (400, "version_number")),
        ("sites/own/config/versions/1?against=9", (404, "unknown_version")),
        ("sites/none/config", (404, "unknown_site")),
    ] {
        let answer = world.api(&world.workerd.token, "GET", path, &Value::Null);
        assert_eq!(said(&answer), (code.0, code.1.into()), "{path}");
    }
    let by = ["site.create", "config.put", "config.rollback"];
    let acts = world.acts();
    let on = |n: usize| format!("own, version {}", n + 1);
    let expected: Vec<_> =
        by.iter().enumerate().map(|(n, act)| ("admin".into(), (*act).into(), on(n))).collect();
    assert_eq!(acts, expected);
}

#[test]
fn of_two_who_change_the_same_version_one_is_told() {
    let world = world();
    assert_eq!(put(&world, "one", "\"0\"", &config("Mine")).status, 200);
    for seen in ["\"0\"", "\"2\"", "\"18446744073709551615\""] {
        assert_eq!(said(&put(&world, "one", seen, &config("Yours"))), (412, "version".into()));
        assert_eq!(said(&rollback(&world, "one", seen, 0)), (412, "version".into()));
    }
    for seen in ["*", "\"x\"", "-1", "1.0"] {
        assert_eq!(put(&world, "one", seen, &config("Yours")).status, 400, "{seen:?}");
    }
    assert_eq!(said(&put(&world, "none", "\"0\"", &config("Yours"))).1, "unknown_site");
    assert_eq!(world.admin("GET", "sites/one/config", &Value::Null)["config"], config("Mine"));
    assert_eq!(world.acts().len(), 1);
}

/// What the site says of its paths wins over what its pages say, from the next hit on; the page's
/// points are still ours.
#[test]
fn content_rules_correct_what_pages_say() {
    let world = world();
    let mut rules = config("One");
    rules["content"] = json!([
        {"path": "/amp/:slug", "item": "/blog/:slug"},
        {"path": "/blog/:topic/**", "topic": ":topic", "author": ""},
        {"path": "/pricing", "stage": "decision"},
    ]);
    assert_eq!(put(&world, "one", "\"0\"", &rules).status, 200);
    let of = |id: u64, path: &str| {
        let mut hit = hit(id, path);
        (hit.s, hit.i.a) = ("one".into(), "admin".into());
        assert_eq!(world.send(&ANA, NOON, &hit).status, 202);
    };
    of(1, "/amp/air");
    of(2, "/blog/heat/pumps");
    of(3, "/pricing");
    let asked = |dimension: &str| -> Vec<String> {
        let question = json!({"site": "one", "metrics": ["pageviews"], "dimensions": [dimension],
            "date_range": ["2026-03-10", "2026-03-10"]});
        let answer = world.admin("POST", "query", &question);
        let rows = answer["results"].as_array().unwrap().iter();
        let mut names: Vec<_> = rows.map(|row| text(&row["dimensions"][0])).collect();
        names.sort();
        names
    };
    assert_eq!(asked("item"), ["/blog/air", "/blog/heat/pumps", "/pricing"]);
    assert_eq!(asked("topic"), ["(none)", "heat"]);
    assert_eq!(asked("author"), ["(none)", "admin"]);
    assert_eq!(asked("stage"), ["(none)", "decision"]);
}

/// Rules are tried on addresses and paths without being kept, and say which of them set what.
#[test]
fn rules_are_tried_before_they_hold() {
    let world = world();
    let try_on = |content: Value, pages: Value| {
        let body = json!({"content": content, "pages": pages});
        world.api(&world.workerd.token, "POST", "sites/one/content/try", &body)
    };
    let rules = json!([
        {"path": "/amp/:slug", "item": "/blog/:slug"},
        {"path": "/blog/:topic/**", "topic": ":topic", "stage": "decision"},
    ]);
    let pages = json!(["https://example.com/blog/heat/ana@example.com?q=1", "/amp/air", "/"]);
    let settings = |of: Value| json!({"pages": of});
    assert_eq!(
        try_on(rules.clone(), pages).json(),
        settings(json!([
            {"path": "/blog/heat/:mail", "settings": [
                {"field": "topic", "value": "heat", "rule": 1},
                {"field": "stage", "value": "decision", "rule": 1},
            ]},
            {"path": "/amp/air", "settings": [{"field": "item", "value": "/blog/air", "rule": 0}]},
            {"path": "/", "settings": []},
        ]))
    );
    assert_eq!(try_on(rules.clone(), json!(vec!["/"; 100])).status, 200);
    for (content, pages, says) in [
        (rules.clone(), json!(vec!["/"; 101]), "pages: at most 100"),
        (rules.clone(), json!(["/", "blog"]), "pages[1]: an address"),
        (rules, json!(["javascript:alert(1)"]), "pages[0]: an address"),
        (json!([{"path": "/a", "stage": "late"}]), json!([]), "content: rules[0].stage: "),
    ] {
        let answer = try_on(content, pages);
        assert_eq!(said(&answer), (400, "body".into()), "{}", answer.body);
        let detail = text(&answer.json()["detail"]);
        assert!(detail.starts_with(says), "{detail}");
    }
    assert_eq!(world.acts(), []);
}

/// Segment rules are tried on made-up readers by the rules that visits meet, and nothing is kept.
#[test]
fn segments_are_tried_before_they_hold() {
    let world = world();
    let try_on = |segments: Value, readers: Value| {
        let body = json!({"segments": segments, "readers": readers});
        world.api(&world.workerd.token, "POST", "sites/one/segments/try", &body)
    };
    let rules = json!([
        {"segment": "Foundries", "fit": 70, "when": {"organisation": ["*guss*"], "network": ["business"]}},
        {"segment": "DACH", "fit": 40, "when": {"country": ["DE", "AT"]}},
        {"segment": "Anybody", "fit": 0, "when": {}},
    ]);
    let readers = json!([
        {"organisation": "Oberrhein Guss GmbH", "country": "de", "device": "desktop"},
        {"organisation": "Deutsche Telekom AG", "country": "DE", "language": "de-AT"},
        {},
    ]);
    assert_eq!(
        try_on(rules.clone(), readers).json(),
        json!({"readers": [
            {"segment": "Foundries", "fit": 100, "network": "business", "classified": true,
                "rules": [0, 1, 2], "parts": [{"rule": 0, "plus": 70}, {"rule": 1, "plus": 30}]},
            {"segment": "DACH", "fit": 40, "network": "isp", "classified": false,
                "rules": [1, 2], "parts": [{"rule": 1, "plus": 40}]},
            {"segment": "Anybody", "fit": 0, "network": "unknown", "classified": false,
                "rules": [2], "parts": []},
        ]})
    );
    assert_eq!(try_on(rules.clone(), json!(vec![json!({}); 100])).status, 200);
    for (segments, readers, says) in [
        (rules.clone(), json!(vec![json!({}); 101]), "readers: at most 100"),
        (rules.clone(), json!([{}, {"country": "Austria"}]), "readers[1].country: two letters"),
        (rules.clone(), json!([{"device": "toaster"}]), "readers[0].device: one of desktop"),
        (rules.clone(), json!([{"channel": "tv"}]), "readers[0].channel: one of "),
        (rules, json!([{"ip": "192.0.2.1"}]), "readers[0].ip: "),
        (
            json!([{"segment": "A", "fit": 1, "when": {"country": ["Austria"]}}]),
            json!([]),
            "segments: rules[0].when.country[0]: ",
        ),
    ] {
        let answer = try_on(segments, readers);
        assert_eq!(said(&answer), (400, "body".into()), "{}", answer.body);
        let detail = text(&answer.json()["detail"]);
        assert!(detail.starts_with(says), "{detail}");
    }
    assert_eq!(world.acts(), []);
}

/// Each is refused by its name, and what held goes on.
#[test]
fn a_configuration_that_makes_no_sense_is_refused_by_name() {
    let world = world();
    let with = |more: Value| {
        let mut config = config("A");
        config.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        config
    };
    for (config, says) in [
        (with(json!({"color": 1})), "color: unknown field `color`"),
        (with(json!({"k": "5"})), "k: invalid type: string \"5\", expected u64"),
        (with(json!({"k": 1001})), "k: 1 to 1000"),
        (with(json!({"shards": [{"n": 1}, {"n": 70_000}]})), "shards[1].n: "),
        (with(json!({"hostnames": ["a", "https://b"]})), "hostnames[1]: "),
        (with(json!({"hostnames": vec!["a"; 201]})), "hostnames: at most 200"),
        (
            with(json!({"time_zone": "Mars/Olympus"})),
            "time_zone: \"Mars/Olympus\" is not in the IANA",
        ),
        (with(json!({"time_zone": "+01:00"})), "time_zone: "),
        (with(json!({"time_zone": ""})), "time_zone: "),
        (with(json!({"content": [{"path": "/a", "stage": "late"}]})), "content: rules[0].stage: "),
        (with(json!({"title": "x".repeat(201)})), "title: 1 to 200 characters"),
        (json!({"title": "A"}), "missing field `hostnames`"),
        (json!([]), "invalid length 0"),
        (json!("x"), "invalid type: string"),
    ] {
        for answer in [
            put(&world, "one", "\"0\"", &config),
            world.api(
                &world.workerd.token,
                "POST",
                "sites",
                &json!({"site": "new", "config": config}),
            ),
        ] {
            assert_eq!(said(&answer), (400, "config".into()), "{config}: {}", answer.body);
            let detail = text(&answer.json()["detail"]);
            assert!(detail.starts_with(says), "{config}: {detail}");
        }
    }
    let token = format!("Bearer {}", world.workerd.token);
    let headers = [("authorization", token.as_str()), ("if-match", "0")];
    for (body, status, code) in [
        (b"{".to_vec(), 400, "body"),
        (b"{} {}".to_vec(), 400, "body"),
        (vec![0xff; 10], 400, "body"),
        ("[".repeat(10_000).into_bytes(), 400, "body"),
        (format!("{{\"title\": \"{}\"}}", "x".repeat(70_000)).into_bytes(), 413, "too_large"),
    ] {
        let answer = world.workerd.send("PUT", "/api/v1/sites/one/config", &headers, &body);
        assert_eq!(said(&answer), (status, code.into()));
    }
    for site in ["", "A", "a/b", "a b", "ä", "a@eu", &"x".repeat(65)] {
        let asked = json!({"site": site, "config": config("A")});
        let answer = world.api(&world.workerd.token, "POST", "sites", &asked);
        assert_eq!(said(&answer), (400, "body".into()), "{site}");
    }
    let more = json!({"site": "new", "config": config("A"), "owner": "me"});
    let answer = world.api(&world.workerd.token, "POST", "sites", &more);
    assert!(text(&answer.json()["detail"]).starts_with("owner: unknown field"), "{}", answer.body);
    assert!(world.acts().is_empty());
    assert_eq!(send(&world, "one", 1, NOON).status, 202);
}
