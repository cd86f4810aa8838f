//! The API's document, held against every answer of every test: [`watch`] looks at them all.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Value, json};
use ungated_harness::{Answer, place};

use crate::people::{text, world};
use crate::world::{ANA, NOON, World, hit};

/// The document as it is served.
pub static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let file = place::built().join("www/api/openapi.json");
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
});

/// An operation of the document.
pub struct Operation {
    pub method: String,
    pub path: String,
    pub told: &'static Value,
}

/// All of them.
pub fn operations() -> Vec<Operation> {
    let of_path = |(path, methods): (&String, &'static Value)| {
        let operation = |(method, told): (&String, &'static Value)| {
            let (method, path) = (method.to_uppercase(), path.clone());
            Operation { method, path, told }
        };
        methods.as_object().unwrap().iter().map(operation).collect::<Vec<_>>()
    };
    let paths: &'static Value = &DOCUMENT["paths"];
    paths.as_object().unwrap().iter().flat_map(of_path).collect()
}

/// Whether a path is one of a pattern with names in braces.
fn is_of(path: &str, pattern: &str) -> bool {
    let (path, pattern): (Vec<_>, Vec<_>) =
        (path.split('/').collect(), pattern.split('/').collect());
    let same = |(part, own): (&&str, &&str)| own.starts_with('{') || part == own;
    path.len() == pattern.len() && path.iter().zip(&pattern).all(same)
}

thread_local! {
    /// What this test was answered: the operation and the status.
    static SEEN: RefCell<BTreeSet<(String, u16)>> = const { RefCell::new(BTreeSet::new()) };
}

/// Holds an answer against the document.
///
/// # Panics
/// Where it is not what the document says.
pub fn watch(method: &str, path: &str, answer: &Answer) {
    let path = path.split('?').next().unwrap();
    if !path.starts_with("/api/v1") && path != "/healthz" {
        return;
    }
    let path = path.trim_end_matches('/');
    let all = operations();
    let operation = all.iter().find(|it| it.method == method && is_of(path, &it.path));
    let Some(Operation { path: pattern, told, .. }) = operation else {
        if method == "HEAD" {
            return; // it has no body that could say anything
        }
        let code = match all.iter().any(|it| is_of(path, &it.path)) {
            true => (405, "method"),
            false => (404, "not_found"),
        };
        let problem = json!({"$ref": "#/components/schemas/Problem"});
        assert_eq!(wrong("problem", &problem, &answer.json()), None, "{method} {path}");
        assert_eq!((answer.status, &*text(&answer.json()["code"])), code, "{method} {path}");
        return;
    };
    let name = format!("{method} {pattern}");
    let at = format!("{name}: {}: {}", answer.status, answer.body);
    let response = &told["responses"][answer.status.to_string()];
    assert!(response.is_object(), "a status that is not in the document: {at}");
    SEEN.with_borrow_mut(|seen| seen.insert((name.clone(), answer.status)));
    let Some(kinds) = response["content"].as_object() else {
        assert_eq!((answer.header("content-type"), &*answer.body), (None, ""), "{at}");
        return;
    };
    let kind = answer.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap();
    let schema = kinds.get(kind).map(|kind| &kind["schema"]);
    let schema = schema.unwrap_or_else(|| panic!("{kind:?} is not in the document: {at}"));
    let body = if kind.ends_with("/json") || kind.ends_with("+json") {
        answer.json()
    } else {
        answer.body.clone().into()
    };
    assert_eq!(wrong(&format!("{name} {} {kind}", answer.status), schema, &body), None, "{at}");
}

/// What of a value is not as a schema of the document says.
fn wrong(name: &str, schema: &Value, value: &Value) -> Option<String> {
    static COMPILED: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> =
        LazyLock::new(Mutex::default);
    let compiled = COMPILED.lock().unwrap().get(name).cloned();
    let validator = compiled.unwrap_or_else(|| {
        let mut root = schema.clone();
        root["components"] = json!({"schemas": DOCUMENT["components"]["schemas"]});
        let validator = Arc::new(jsonschema::draft202012::new(&root).unwrap());
        COMPILED.lock().unwrap().insert(name.into(), Arc::clone(&validator));
        validator
    });
    let first = validator.iter_errors(value).next();
    first.map(|error| format!("{error} at {}", error.instance_path()))
}

#[test]
fn the_document_is_served_to_anybody_and_is_what_was_built() {
    let world = World::new();
    let answer = world.workerd.get("/api/openapi.json");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.json(), *DOCUMENT);
    assert_eq!(DOCUMENT["openapi"], "3.1.0");
    // What stands beside it is the API's, and a problem.
    let beside = world.workerd.get("/api/none");
    assert_eq!((beside.status, &*text(&beside.json()["code"])), (404, "not_found"));
}

/// A watch that lets everything through would be none.
#[test]
fn what_the_document_does_not_say_is_seen() {
    let answer = |status, kind: &str, body: Value| {
        let headers = vec![("content-type".into(), kind.into())];
        Answer { status, headers, body: body.to_string() }
    };
    let fails = |method: &'static str, path: &'static str, answer: Answer| {
        std::panic::catch_unwind(|| watch(method, path, &answer)).is_err()
    };
    let (json, problem) = ("application/json", "application/problem+json");
    let me = json!({"me": null});
    assert!(!fails("GET", "/api/v1/me", answer(200, json, me.clone())));
    assert!(fails("GET", "/api/v1/me", answer(200, json, json!({}))), "a field is missing");
    assert!(fails("GET", "/api/v1/me", answer(200, "text/html", me.clone())), "another type");
    assert!(fails("GET", "/api/v1/me", answer(201, json, me)), "another status");
    let told = |code: &str| json!({"type": "about:blank", "title": "", "status": 503, "code": code, "detail": ""});
    assert!(!fails("GET", "/api/v1/me", answer(503, problem, told("unavailable"))));
    assert!(fails("GET", "/api/v1/me", answer(503, problem, told("else"))), "an unknown code");
    assert!(fails("GET", "/api/v1/me", answer(503, problem, told("full"))), "a code of others");
}

/// The route that is left out here is named.
#[test]
fn every_operation_succeeds_as_the_document_says() {
    let world = world();
    let admin = world.workerd.token.clone();
    for (n, path) in ["/a", "/b"].into_iter().enumerate() {
        let mut hit = hit(n as u64, path);
        hit.s = "one".into();
        assert_eq!(world.send(&ANA, NOON, &hit).status, 202);
    }
    let config = json!({"title": "A site", "hostnames": ["localhost"], "content": [
        {"path": "/blog/**", "topic": "A"}], "segments": [
        {"segment": "A", "fit": 9, "when": {"country": ["DE"]}}], "ungate": [
        {"title": "A", "path": "/a/", "gated": [{"from": "2026-01-01", "form_fills": 4}]}]});
    let days = json!(["2026-03-10", "2026-03-11"]);
    let question = json!({"site": "one", "metrics": ["visits", "depth"], "date_range": days,
        "dimensions": ["item"], "order_by": [["visits", "desc"]], "comparison": "previous_period",
        "filters": [["not", ["or", [["is", "topic", ["x"]], ["contains", "item", ["y"]]]]]]});
    let token = json!({"name": "a token", "role": "viewer", "sites": ["one"]});
    let ask = |method: &str, path: &str, body: &Value| {
        let path = path.replace("{site}", "one");
        let answer = world.api_with(&admin, method, &path, &[("if-match", "\"1\"")], body);
        assert!(matches!(answer.status, 200 | 201 | 204), "{method} {path}: {}", answer.body);
        answer
    };
    let none = Value::Null;
    ask("POST", "query", &question);
    ask("POST", "influence", &json!({"site": "one", "dimension": "item", "date_range": days}));
    ask("POST", "movers", &json!({"site": "one", "metric": "visits", "date_range": days}));
    ask("POST", "paths", &json!({"site": "one", "from": "/guide/", "date_range": days}));
    ask(
        "POST",
        "paths",
        &json!({"site": "one", "to": {"standing": "reading"}, "date_range": days}),
    );
    ask("POST", "sections", &json!({"site": "one", "item": "/a/", "date_range": days}));
    ask("POST", "ungate", &json!({"site": "one", "date_range": days}));
    ask("POST", "uplift", &json!({"site": "one", "date_range": ["2026-03-02", "2026-03-15"]}));
    for path in [
        "live",
        "quality?date_range=2026-03-10,2026-03-11",
        "operations",
        "export",
        "export?format=csv&table=page_views",
        "export/hash?from=2026-03-10&until=2026-03-10",
    ] {
        ask("GET", &format!("sites/{{site}}/{path}"), &none);
    }
    ask("GET", "sites/open/badge.svg", &none);
    for path in ["sites", "inventory", "audit?limit=5&before=9", "me"] {
        ask("GET", path, &none);
    }
    ask("POST", "sites", &json!({"site": "new", "config": config}));
    ask("GET", "sites/new/config", &none);
    ask("PUT", "sites/new/config", &config);
    ask("GET", "sites/new/config/versions", &none);
    ask("GET", "sites/new/config/versions/1", &none);
    ask("GET", "sites/new/config/versions/2?against=1", &none);
    let back = json!({"version": 1});
    let path = "sites/new/config/rollback";
    assert_eq!(world.api_with(&admin, "POST", path, &[("if-match", "\"2\"")], &back).status, 200);
    let pages = json!({"content": config["content"], "pages": ["/blog/a", "https://a.example/b"]});
    ask("POST", "sites/{site}/content/try", &pages);
    let trial = json!({"segments": [{"segment": "DACH", "fit": 40, "when": {"country": ["DE"]}}],
        "readers": [{"country": "DE"}, {}]});
    ask("POST", "sites/{site}/segments/try", &trial);
    let draft =
        json!({"date_range": "30d", "model": crate::models::document("A", crate::models::EAGER)});
    ask("POST", "sites/{site}/model/try", &draft);
    let link = ask("POST", "sites/{site}/shares", &json!({"name": "a link"})).json();
    ask("POST", "share", &json!({"secret": link["secret"]}));
    ask("GET", "sites/{site}/shares", &none);
    ask("DELETE", &format!("sites/{{site}}/shares/{}", text(&link["id"])), &none);
    let hook = json!({"name": "a webhook", "url": "http://127.0.0.1:9/a", "format": "json"});
    let hook = text(&ask("POST", "sites/{site}/webhooks", &hook).json()["id"]);
    ask("GET", "sites/{site}/webhooks", &none);
    ask("POST", &format!("sites/{{site}}/webhooks/{hook}/secret"), &none);
    ask("POST", "sites/{site}/alerts/check", &none);
    let sent = ask("POST", &format!("sites/{{site}}/webhooks/{hook}/test"), &none).json();
    ask("GET", "sites/{site}/deliveries?limit=1&before=9", &none);
    ask("DELETE", &format!("sites/{{site}}/webhooks/{hook}"), &none);
    ask("POST", &format!("sites/{{site}}/deliveries/{}/replay", text(&sent["id"])), &none);
    let made = ask("POST", "tokens", &token).json();
    ask("GET", "tokens", &none);
    ask("POST", "login", &json!({"token": made["secret"]}));
    ask("DELETE", &format!("tokens/{}", text(&made["id"])), &none);
    ask("POST", "logout", &none);
    for (kind, file) in [("deals", "closed\n2026-03-04"), ("answers", "date,answer\n2026-03-04,ad")]
    {
        let bearer = format!("Bearer {admin}");
        let path = format!("/api/v1/sites/one/{kind}");
        let sent =
            world.workerd.send("POST", &path, &[("authorization", &bearer)], file.as_bytes());
        assert_eq!(sent.status, 200, "{}", sent.body);
        ask("GET", &format!("sites/{{site}}/{kind}"), &none);
        ask("POST", &format!("sites/{{site}}/{kind}/report"), &json!({"date_range": days}));
        ask("DELETE", &format!("sites/{{site}}/{kind}?confirm=one"), &none);
    }
    ask("GET", "sites/{site}/archive", &none);
    ask("DELETE", "sites/{site}/facts?confirm=one", &none);
    ask("POST", "sites/{site}/restore", &none);
    assert_eq!(world.workerd.get("/healthz").status, 200);

    let fine = |(_, status): &&(String, u16)| *status < 300;
    let seen: BTreeSet<String> =
        SEEN.with_borrow(|seen| seen.iter().filter(fine).map(|(name, _)| name.clone()).collect());
    let mut all: BTreeSet<String> =
        operations().iter().map(|it| format!("{} {}", it.method, it.path)).collect();
    // workerd has no bucket: what it answers with one, tests/deploy asks.
    assert!(all.remove("POST /api/v1/sites/{site}/archive"));
    assert_eq!(all.difference(&seen).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Which codes there are at a status says the document; each is one of the list, and has one status.
#[test]
fn a_code_has_one_status() {
    let mut by_code: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Operation { told, .. } in operations() {
        for (status, response) in told["responses"].as_object().unwrap() {
            let schema = &response["content"]["application/problem+json"]["schema"];
            let codes = schema["allOf"][1]["properties"]["code"]["enum"].as_array();
            for code in codes.into_iter().flatten() {
                by_code.entry(text(code)).or_default().insert(status.clone());
            }
        }
    }
    assert!(by_code.len() > 30);
    let known = DOCUMENT["components"]["schemas"]["Code"]["enum"].as_array().unwrap();
    for (code, statuses) in by_code {
        assert_eq!(statuses.len(), 1, "{code}: {statuses:?}");
        assert!(known.contains(&json!(code)), "{code}");
    }
}
