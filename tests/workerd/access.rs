//! Who may do what.

use serde_json::{Value, json};
use ungated_harness::Answer;

use crate::world::{ANA, MINUTE, NOON, World, hit};

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

/// The doors of development are closed in production: nobody declares readers simulated, and when
/// a hit came is what the server says, in whatever place another time stands.
#[test]
fn the_servers_clock_wins_in_production_and_nobody_is_simulated() {
    let world = World::deployed();
    let send = |dev: &str, body: &[u8]| {
        let headers = [
            ("x-ungated-dev", dev),
            ("date", "Thu, 01 Jan 1970 00:00:00 GMT"),
            ("cf-connecting-ip", ANA.address),
            ("user-agent", ANA.user_agent),
        ];
        assert_eq!(world.workerd.post("/e", &headers, body).status, 202, "{dev}");
    };
    let day = 24 * 60 * MINUTE;
    let times = [0, NOON, 4_294_967_296_000, NOON + 25 * 60 * MINUTE, NOON - 2 * day];
    for (id, time) in (1..).zip(times) {
        let mut body = serde_json::to_value(hit(id, "/demo/a/")).unwrap();
        for name in ["t", "ts", "now", "now_ms", "timestamp"] {
            body[name] = json!(time);
        }
        let dev = json!({"now": time, "simulated": true, "panics": true}).to_string();
        send(&dev, body.to_string().as_bytes());
    }
    assert_eq!(world.totals(json!(["visits"])), [0]);
    // The range holds the server's today however slowly the test crosses midnight.
    let metrics = json!(["visits", "pageviews"]);
    let recent = world.ask(&json!({"site": "demo", "metrics": metrics, "date_range": "7d"}));
    assert_eq!(recent["results"][0]["metrics"], json!([1, times.len()]));
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
