//! Every route, by everybody.

use serde_json::{Value, json};

use crate::contract::{Operation, operations};
use crate::people::{said, text, world};
use crate::world::World;

/// What an operation needs, least first; who may one may those before it.
const NEEDS: [&str; 5] = ["nobody", "report", "viewer", "editor", "admin"];

/// A request to an operation on the site `one` that changes nothing: it brings no body, but where that
/// says which site it is about.
fn request(operation: &Operation) -> (String, Value) {
    let is_asked =
        operation.told["x-ungated-needs"] == "report" && !operation.path.contains("{site}");
    let body = match operation.path.as_str() {
        "/api/v1/query" => json!({"site": "one", "metrics": ["visits"], "date_range": "day"}),
        "/api/v1/influence" => json!({"site": "one", "dimension": "item", "date_range": "day"}),
        "/api/v1/movers" => json!({"site": "one", "metric": "visits", "date_range": "7d"}),
        "/api/v1/ungate" => json!({"site": "one", "date_range": "day"}),
        "/api/v1/paths" => json!({"site": "one", "date_range": "30d", "to": "hand_raise"}),
        "/api/v1/sections" => json!({"site": "one", "item": "/a/", "date_range": "day"}),
        "/api/v1/uplift" => json!({"site": "one", "date_range": "30d"}),
        path => {
            assert!(!is_asked, "which site does {path} ask about? Say it here.");
            Value::Null
        }
    };
    let path = operation.path.replace("{site}", "one").replace("{version}", "0");
    let parts = path.split('/').map(|part| if part.starts_with('{') { "none" } else { part });
    (parts.collect::<Vec<_>>().join("/"), body)
}

/// Everybody, by what they may on the site `one`, and what else they get.
fn everybody(world: &World) -> [(String, &'static str, u16); 12] {
    [
        (String::new(), "nobody", 401),
        ("wrong".into(), "nobody", 401),
        (format!("ungated_{}", "0".repeat(40)), "nobody", 401),
        (world.opened("one"), "report", 403),
        (world.opened("two"), "nobody", 403),
        (world.token("viewer", &["one"]), "viewer", 403),
        (world.token("viewer", &["two"]), "nobody", 403),
        (world.token("viewer", &[]), "viewer", 403),
        (world.token("editor", &["two", "one"]), "editor", 403),
        (world.token("editor", &["two"]), "nobody", 403),
        (world.token("admin", &[]), "admin", 0),
        (world.workerd.token.clone(), "admin", 0),
    ]
}

/// The matrix of the document: each of its operations by everybody.
#[test]
fn everybody_may_what_their_role_says_and_nothing_else() {
    let world = world();
    let everybody = everybody(&world);
    let level = |need: &str| NEEDS.iter().position(|it| *it == need).unwrap();
    let before = world.acts().len();
    let (open, closed): (Vec<_>, Vec<_>) =
        operations().into_iter().partition(|it| it.told["x-ungated-needs"] == "nobody");
    assert!(open.len() > 4 && closed.len() > 20);
    for (secret, may, denied) in &everybody {
        for operation in &closed {
            let (path, body) = request(operation);
            let needs = text(&operation.told["x-ungated-needs"]);
            let answer = world.request(secret, &operation.method, &path, &[], &body);
            let said = (answer.status, &answer.body);
            let at = format!("{secret}: {} {path}: {said:?}", operation.method);
            if level(may) < level(&needs) {
                assert_eq!(answer.status, *denied, "{at}");
            } else {
                assert!(!matches!(answer.status, 401 | 403 | 500..), "{at}");
            }
        }
    }
    assert_eq!(world.acts().len(), before, "nothing was done");
    for (secret, _, _) in &everybody {
        for operation in &open {
            let (path, body) = request(operation);
            let answer = world.request(secret, &operation.method, &path, &[], &body);
            let at = format!("{secret}: {} {path}: {}", operation.method, answer.body);
            assert!(!matches!(answer.status, 401 | 403 | 500..), "{at}");
        }
    }
}

/// Whatever else is sent to a route is not done, whoever sends it; the answer names what would be.
#[test]
fn a_route_has_its_methods_and_no_others() {
    let world = world();
    let token = world.workerd.token.clone();
    let all = operations();
    for operation in &all {
        let same = all.iter().filter(|it| it.path == operation.path);
        let known: Vec<&str> = same.map(|it| it.method.as_str()).collect();
        let (path, _) = request(operation);
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE"] {
            if !known.contains(&method) {
                let answer = world.request(&token, method, &path, &[], &Value::Null);
                assert_eq!(answer.status, 405, "{method} {path}");
                let mut allowed: Vec<&str> = answer.header("allow").unwrap().split(", ").collect();
                allowed.sort_unstable();
                assert_eq!(allowed, known, "{path}");
            }
        }
    }
}

/// Anybody may read a public site, also who has a token for others; only that.
#[test]
fn public_means_reports_and_no_more() {
    let world = world();
    let question = json!({"site": "open", "metrics": ["visits"], "date_range": "day"});
    for secret in [String::new(), "wrong".into(), world.token("viewer", &["one"])] {
        assert_eq!(world.api(&secret, "POST", "query", &question).status, 200);
        assert_eq!(world.api(&secret, "GET", "sites/open/live", &Value::Null).status, 200);
        let denied = world.api(&secret, "GET", "sites/open/config", &Value::Null).status;
        assert!(matches!(denied, 401 | 403), "{denied}");
    }
}

#[test]
fn a_list_names_what_one_may_read() {
    let world = world();
    let listed = |secret: &str| -> Vec<(String, Value)> {
        let sites = world.api(secret, "GET", "sites", &Value::Null).json();
        let sites = sites["sites"].as_array().unwrap().iter();
        sites.map(|it| (it["site"].as_str().unwrap().into(), it["version"].clone())).collect()
    };
    let open = ("open".to_string(), Value::Null);
    let (one, two) = (("one".to_string(), json!(0)), ("two".to_string(), json!(0)));
    assert_eq!(listed(""), std::slice::from_ref(&open));
    assert_eq!(listed(&world.opened("two")), [open.clone(), ("two".into(), Value::Null)]);
    assert_eq!(listed(&world.token("viewer", &["one"])), [one.clone(), open]);
    assert_eq!(listed(&world.workerd.token), [one, ("open".into(), json!(0)), two]);
}

/// Who may not read a site learns nothing of whether it exists.
#[test]
fn a_site_that_is_not_ones_own_is_like_one_that_is_not() {
    let world = world();
    for secret in
        [String::new(), "wrong".into(), world.opened("one"), world.token("editor", &["one"])]
    {
        for rest in ["live", "config", "shares", "config/versions/1"] {
            let asked = |site: &str| {
                let answer =
                    world.api(&secret, "GET", &format!("sites/{site}/{rest}"), &Value::Null);
                (answer.status, answer.body)
            };
            assert_eq!(asked("two"), asked("none"), "{rest}");
        }
    }
}

/// Nor is there anything of it for who may do everything.
#[test]
fn a_site_that_is_not_has_nothing() {
    let world = world();
    for operation in operations().iter().filter(|it| it.path.contains("{site}")) {
        let path = request(operation).0.replace("/one", "/none");
        let answer =
            world.request(&world.workerd.token, &operation.method, &path, &[], &Value::Null);
        let at = format!("{} {path}: {}", operation.method, answer.body);
        assert!(matches!(answer.status, 400 | 404 | 428), "{at}");
    }
}

/// Without a first admin nobody could close what is open.
#[test]
fn production_answers_nothing_without_a_first_admin() {
    for (token, status) in [("", 503), ("fifteen-charact", 503), ("sixteen-characte", 200)] {
        let world = World::deployed_with(token);
        let answer = world.api("", "GET", "sites/demo/live", &Value::Null);
        assert_eq!(answer.status, status, "{token}");
        if status == 503 {
            assert_eq!(said(&answer).1, "not_configured");
            assert!(answer.body.contains("UNGATED_ADMIN_TOKEN"), "{}", answer.body);
            assert_eq!(world.api(token, "POST", "sites", &json!({})).status, 503);
            assert_eq!(world.api("", "POST", "login", &json!({"token": token})).status, 503);
            for operation in operations().iter().filter(|it| it.path != "/healthz") {
                let (path, body) = request(operation);
                let answer = world.request(token, &operation.method, &path, &[], &body);
                assert_eq!(said(&answer), (503, "not_configured".into()), "{path}");
            }
        }
    }
}
