//! Tokens: told once, kept as hashes, gone when they are revoked.

use serde_json::{Value, json};

use crate::people::{said, text, world};
use crate::world::bytes;

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

#[test]
fn a_token_is_told_once_and_kept_as_its_hash() {
    let world = world();
    let made =
        world.admin("POST", "tokens", &json!({"name": "Ana", "role": "viewer", "sites": ["one"]}));
    let secret = text(&made["secret"]);
    // 160 bits in hexadecimal, after a word that says what it is.
    let digits = secret.strip_prefix("ungated_").unwrap();
    assert!(digits.len() == 40 && digits.chars().all(|c| c.is_ascii_hexdigit()), "{secret}");
    assert_eq!(world.api(&secret, "GET", "sites/one/live", &Value::Null).status, 200);
    let listed = world.admin("GET", "tokens", &Value::Null)["tokens"][0].clone();
    let named = (&listed["name"], &listed["role"], &listed["sites"], &listed["id"]);
    assert_eq!(named, (&json!("Ana"), &json!("viewer"), &json!(["one"]), &made["id"]));
    let used_ms = listed["used_day"].as_u64().unwrap() * DAY_MS;
    assert_eq!(used_ms, listed["created_ms"].as_u64().unwrap() / DAY_MS * DAY_MS);
    let log = world.admin("GET", "audit", &Value::Null).to_string();
    assert!(!listed.to_string().contains(digits) && !log.contains(digits));
    let output = world.workerd.output();
    world.workerd.stop();
    let disk = bytes(world.data.path());
    assert!(!disk.windows(digits.len()).any(|window| window == digits.as_bytes()));
    assert!(!output.contains(digits));
}

#[test]
fn a_token_that_is_revoked_opens_nothing() {
    let world = world();
    let made = world.admin("POST", "tokens", &json!({"name": "Ben", "role": "editor"}));
    let (secret, id) = (text(&made["secret"]), text(&made["id"]));
    assert_eq!(world.api(&secret, "GET", "sites/one/config", &Value::Null).status, 200);
    let path = format!("tokens/{id}");
    assert_eq!(world.api(&world.workerd.token, "DELETE", &path, &Value::Null).status, 204);
    for (method, route) in
        [("GET", "sites/one/config"), ("GET", "sites/one/live"), ("PUT", "sites/one/config")]
    {
        assert_eq!(
            said(&world.api(&secret, method, route, &Value::Null)),
            (401, "unauthorized".into())
        );
    }
    assert_eq!(world.api("", "POST", "login", &json!({"token": secret})).status, 401);
    let again = world.api(&world.workerd.token, "DELETE", &path, &Value::Null);
    assert_eq!(said(&again), (404, "not_found".into()));
    let on = format!("{id} \"Ben\"");
    let acts = [("admin", "token.create"), ("admin", "token.revoke")];
    let expected: Vec<_> = acts.map(|(by, act)| (by.into(), act.into(), on.clone())).into();
    assert_eq!(world.acts(), expected);
}

/// The log names who did it: a token acts under its own name, and cannot take another's.
#[test]
fn acts_are_written_down_for_who_did_them() {
    let world = world();
    let editor = world.token("editor", &["one"]);
    let link = json!({"name": "for the board"});
    assert_eq!(world.api(&editor, "POST", "sites/one/shares", &link).status, 201);
    let acts = world.acts();
    assert_eq!((acts[1].0.as_str(), acts[1].1.as_str()), ("editor", "share.create"));
    let page =
        |query: &str| world.admin("GET", &format!("audit?{query}"), &Value::Null)["acts"].clone();
    assert_eq!(page("limit=1")[0]["act"], "share.create");
    let before = page("limit=1")[0]["id"].as_u64().unwrap();
    assert_eq!(page(&format!("before={before}"))[0]["act"], "token.create");
    for query in ["limit=0", "limit=501", "limit=x", "before=-1"] {
        let answer =
            world.api(&world.workerd.token, "GET", &format!("audit?{query}"), &Value::Null);
        assert_eq!(answer.status, 400, "{query}");
    }
}

#[test]
fn a_token_that_makes_no_sense_is_not_made() {
    let world = world();
    for (asked, says) in [
        (json!({"role": "viewer"}), "missing field `name`"),
        (json!({"name": "x"}), "missing field `role`"),
        (json!({"name": "", "role": "viewer"}), "name: "),
        (json!({"name": "x".repeat(81), "role": "viewer"}), "name: "),
        (json!({"name": "a\nb", "role": "viewer"}), "name: "),
        (json!({"name": "x", "role": "owner"}), "role: unknown variant `owner`"),
        (json!({"name": "x", "role": "share"}), "role: "),
        (json!({"name": "x", "role": "admin", "sites": ["one"]}), "sites: an admin"),
        (json!({"name": "x", "role": "viewer", "sites": []}), "sites: 1 to"),
        (json!({"name": "x", "role": "viewer", "sites": ["one", 2]}), "sites[1]: invalid type"),
        (json!({"name": "x", "role": "viewer", "hash": "00"}), "hash: unknown field"),
    ] {
        let answer = world.api(&world.workerd.token, "POST", "tokens", &asked);
        assert_eq!(said(&answer), (400, "body".into()), "{asked}");
        let detail = text(&answer.json()["detail"]);
        assert!(detail.starts_with(says), "{asked}: {detail}");
    }
    assert_eq!(world.admin("GET", "tokens", &Value::Null)["tokens"], json!([]));
    assert!(world.acts().is_empty());
}
