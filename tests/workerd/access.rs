//! Who may do what.

use serde_json::{Value, json};
use ungated_harness::Answer;

use crate::world::{ANA, NOON, World, hit};

fn ask(world: &World, question: &Value, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    world.workerd.post("/api/v1/query", &headers, question.to_string().as_bytes())
}

/// Without the token, a site that is none cannot be told from one that is private.
#[test]
fn sites_that_are_not_public_need_the_token() {
    let world = World::new();
    let question = json!({"site": "nobody", "metrics": ["visits"], "date_range": "day"});
    for token in ["", "wrong", "test-admin-toke", "test-admin-tokenx"] {
        let answer = ask(&world, &question, token);
        assert_eq!((answer.status, &answer.json()["code"]), (401, &json!("unauthorized")));
    }
    let answer = ask(&world, &question, &world.workerd.token);
    assert_eq!((answer.status, &answer.json()["code"]), (404, &json!("unknown_site")));
    let sites = world.workerd.get("/api/v1/sites").json();
    assert_eq!(sites["sites"][0]["site"], "demo");
}

/// The doors of development are closed in production: the clock is the server's, and nobody
/// declares readers simulated.
#[test]
fn production_ignores_the_development_header() {
    let world = World::deployed();
    let simulated = crate::world::Reader { simulated: true, ..ANA };
    assert_eq!(world.send(&simulated, NOON, &hit(1, "/demo/a/")).status, 202);
    assert_eq!(world.totals(json!(["visits"])), [0]);
    // The range holds the server's today however slowly the test crosses midnight.
    let recent = world.ask(&json!({"site": "demo", "metrics": ["visits"], "date_range": "7d"}));
    assert_eq!(recent["results"][0]["metrics"], json!([1]));
    assert_eq!(recent["meta"]["simulated_visits"], 0);
}

#[test]
fn unknown_paths_and_wrong_methods_are_problems_with_a_code() {
    let world = World::new();
    for (path, status, code) in [
        ("/api/v1/nothing", 404, "not_found"),
        ("/api/v1/query", 405, "method"),
        ("/api/v1/sites/demo/secrets", 404, "not_found"),
        ("/nothing-here", 404, "not_found"),
    ] {
        let answer = world.workerd.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.json()["code"], code);
    }
}
