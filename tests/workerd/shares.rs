//! Share links: reports of one site, for a time.

use serde_json::{Value, json};
use ungated_harness::Answer;

use crate::people::{said, text, world};
use crate::world::{World, bytes};

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

fn share(world: &World, asked: &Value) -> Value {
    world.admin("POST", "sites/one/shares", asked)
}

fn open(world: &World, link: &Value, password: Option<&str>, now_ms: Option<u64>) -> Answer {
    let dev = now_ms.map_or_else(String::new, |now| json!({"now": now}).to_string());
    let asked = json!({"secret": link["secret"], "password": password});
    world.api_with("", "POST", "share", &[("x-ungated-dev", &dev)], &asked)
}

#[test]
fn a_link_opens_the_reports_of_its_site_and_is_no_token() {
    let world = world();
    let link = share(&world, &json!({"name": "for the board", "days": 7}));
    let url = format!("{}/?site=one#share={}", world.workerd.http().base(), text(&link["secret"]));
    assert_eq!(link["link"], url);
    let begun = open(&world, &link, None, None).json();
    assert_eq!((&begun["site"], &begun["name"]), (&json!("one"), &json!("for the board")));
    let session = text(&begun["secret"]);
    assert_eq!(world.api(&session, "GET", "sites/one/live", &Value::Null).status, 200);
    let me = world.api(&session, "GET", "me", &Value::Null).json();
    assert_eq!((&me["me"]["role"], &me["me"]["sites"]), (&json!("share"), &json!(["one"])));
    // The link itself is not sent with every question, where it would be written down.
    let secret = text(&link["secret"]);
    assert_eq!(world.api(&secret, "GET", "sites/one/live", &Value::Null).status, 401);
    let listed = world.admin("GET", "sites/one/shares", &Value::Null);
    assert_eq!(listed["shares"][0]["id"], link["id"]);
    assert!(!listed.to_string().contains(&secret));
    world.workerd.stop();
    let digits = secret.strip_prefix("share_").unwrap().as_bytes();
    assert!(!bytes(world.data.path()).windows(digits.len()).any(|window| window == digits));
}

#[test]
fn a_link_that_is_revoked_or_over_opens_nothing_and_ends_what_it_opened() {
    let world = world();
    let link = share(&world, &json!({"name": "a", "days": 1}));
    let expires_ms = link["expires_ms"].as_u64().unwrap();
    assert_eq!(expires_ms, link["created_ms"].as_u64().unwrap() + DAY_MS);
    let begun = open(&world, &link, None, Some(expires_ms - 1_000)).json();
    // A session lasts no longer than its link.
    assert_eq!(begun["expires_ms"], expires_ms);
    let session = text(&begun["secret"]);
    let live = |now_ms: u64| {
        let dev = json!({"now": now_ms}).to_string();
        let headers = [("x-ungated-dev", dev.as_str())];
        world.api_with(&session, "GET", "sites/one/live", &headers, &Value::Null).status
    };
    assert_eq!((live(expires_ms - 1), live(expires_ms)), (200, 401));
    assert_eq!(said(&open(&world, &link, None, Some(expires_ms))), (401, "unauthorized".into()));

    let path = format!("sites/one/shares/{}", text(&link["id"]));
    let elsewhere = path.replace("one", "two");
    assert_eq!(world.api(&world.workerd.token, "DELETE", &elsewhere, &Value::Null).status, 404);
    assert_eq!(live(expires_ms - 1), 200);
    assert_eq!(world.api(&world.workerd.token, "DELETE", &path, &Value::Null).status, 204);
    assert_eq!(live(expires_ms - 1), 401);
    assert_eq!(said(&open(&world, &link, None, None)), (401, "unauthorized".into()));
    let acts: Vec<_> = world.acts().into_iter().map(|(_, act, _)| act).collect();
    assert_eq!(acts, ["share.create", "share.revoke"]);
}

/// Ten wrong passwords an hour; the right one does not count, and is not told among too many.
#[test]
fn a_password_cannot_be_tried_for_long() {
    let world = world();
    let link = share(&world, &json!({"name": "a", "password": "correct horse"}));
    assert_eq!(link["has_password"], true);
    let hour = 60 * 60 * 1_000;
    let now = link["created_ms"].as_u64().unwrap() / hour * hour + hour;
    let tried =
        |password: Option<&str>, now_ms: u64| said(&open(&world, &link, password, Some(now_ms)));
    let fine = (200, String::new());
    for _ in 0..12 {
        assert_eq!(tried(Some("correct horse"), now), fine);
        assert_eq!(tried(None, now), (401, "password".into()));
    }
    for n in 0..10 {
        assert_eq!(tried(Some(&format!("wrong {n}")), now), (401, "password".into()));
    }
    for password in ["wrong", "correct horse"] {
        assert_eq!(tried(Some(password), now + hour - 1), (429, "too_many".into()));
    }
    assert_eq!(tried(Some("correct horse"), now + hour), fine);
    world.workerd.stop();
    let password = b"correct horse";
    assert!(!bytes(world.data.path()).windows(password.len()).any(|window| window == password));
}

#[test]
fn a_link_that_makes_no_sense_is_not_made() {
    let world = world();
    for (asked, says) in [
        (json!({}), "missing field `name`"),
        (json!({"name": "a", "days": 0}), "days: 1 to 366"),
        (json!({"name": "a", "days": 367}), "days: 1 to 366"),
        (json!({"name": "a", "days": "7"}), "days: invalid type"),
        (json!({"name": "a", "password": "grüßen!"}), "password: 8 to 200 characters"),
        (json!({"name": "a", "password": "x".repeat(201)}), "password: 8 to 200 characters"),
        (json!({"name": "a", "role": "editor"}), "role: unknown field"),
    ] {
        let answer = world.api(&world.workerd.token, "POST", "sites/one/shares", &asked);
        assert_eq!(said(&answer), (400, "body".into()), "{asked}");
        let detail = text(&answer.json()["detail"]);
        assert!(detail.starts_with(says), "{asked}: {detail}");
    }
    let nowhere =
        world.api(&world.workerd.token, "POST", "sites/none/shares", &json!({"name": "a"}));
    assert_eq!(said(&nowhere), (404, "unknown_site".into()));
    for secret in [json!(""), json!("share_00"), json!(5), Value::Null] {
        let status = world.api("", "POST", "share", &json!({"secret": secret})).status;
        assert!(matches!(status, 400 | 401), "{secret}");
    }
    assert!(world.acts().is_empty());
}
