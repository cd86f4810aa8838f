//! Every route, by everybody.

use serde_json::{Value, json};

use crate::people::{said, world};
use crate::world::World;

/// A request, and what it gets who may make it. None changes anything: what is let in is refused
/// for what it lacks.
const ROUTES: [(&str, &str, u16); 25] = [
    ("GET", "sites/one/live", 200),
    ("GET", "sites/one/quality", 200),
    ("GET", "sites/one/operations", 200),
    ("POST", "query", 200),
    ("POST", "influence", 200),
    ("GET", "sites/one/config", 200),
    ("GET", "sites/one/config/versions", 200),
    ("GET", "sites/one/config/versions/0", 200),
    ("GET", "sites/one/config/versions/0?against=0", 200),
    ("PUT", "sites/one/config", 428),
    ("POST", "sites/one/config/rollback", 428),
    ("POST", "sites/one/content/try", 400),
    ("GET", "sites/one/shares", 200),
    ("POST", "sites/one/shares", 400),
    ("DELETE", "sites/one/shares/none", 404),
    ("POST", "sites", 400),
    ("GET", "sites/one/export", 200),
    ("GET", "sites/one/export/hash", 200),
    ("POST", "sites/one/restore", 400),
    ("DELETE", "sites/one/facts", 400),
    ("GET", "inventory", 200),
    ("GET", "tokens", 200),
    ("POST", "tokens", 400),
    ("DELETE", "tokens/none", 404),
    ("GET", "audit", 200),
];

/// How many of [`ROUTES`] somebody may use, from the first on.
const REPORTS: usize = 5;
const READS: usize = 9;
const EDITS: usize = 15;

fn body(path: &str) -> Value {
    match path {
        "query" => json!({"site": "one", "metrics": ["visits"], "date_range": "day"}),
        "influence" => json!({"site": "one", "dimension": "item", "date_range": "day"}),
        "sites/one/restore" => json!("no line of an export"),
        _ => Value::Null,
    }
}

#[test]
fn everybody_may_what_their_role_says_and_nothing_else() {
    let world = world();
    let everybody = [
        (String::new(), 0, 401),
        ("wrong".into(), 0, 401),
        (format!("ungated_{}", "0".repeat(40)), 0, 401),
        (world.opened("one"), REPORTS, 403),
        (world.opened("two"), 0, 403),
        (world.token("viewer", &["one"]), READS, 403),
        (world.token("viewer", &["two"]), 0, 403),
        (world.token("viewer", &[]), READS, 403),
        (world.token("editor", &["two", "one"]), EDITS, 403),
        (world.token("editor", &["two"]), 0, 403),
        (world.token("admin", &[]), ROUTES.len(), 0),
        (world.workerd.token.clone(), ROUTES.len(), 0),
    ];
    let before = world.acts().len();
    for (secret, may, denied) in &everybody {
        for (at, (method, path, fine)) in ROUTES.iter().enumerate() {
            let answer = world.api(secret, method, path, &body(path));
            let expected = if at < *may { *fine } else { *denied };
            assert_eq!(answer.status, expected, "{secret}: {method} {path}: {}", answer.body);
        }
    }
    assert_eq!(world.acts().len(), before, "nothing was done");
}

/// Whatever else is sent to a route is not done, whoever sends it.
#[test]
fn a_route_has_its_methods_and_no_others() {
    let world = world();
    let token = world.workerd.token.clone();
    for (_, path, _) in ROUTES {
        let path = path.split('?').next().unwrap();
        let known = ROUTES.iter().filter(|(_, it, _)| it.split('?').next() == Some(path));
        let known: Vec<&str> =
            known.map(|(method, ..)| *method).chain((path == "sites").then_some("GET")).collect();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            if !known.contains(&method) {
                let answer = world.api(&token, method, path, &Value::Null);
                assert_eq!(said(&answer), (405, "method".into()), "{method} {path}");
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
        }
    }
}
