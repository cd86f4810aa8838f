//! Signing in to the dashboard: a cookie instead of a token.

use serde_json::{Value, json};
use ungated_harness::Answer;

use crate::people::{said, text, world};
use crate::world::World;

const WEEK_MS: u64 = 7 * 24 * 60 * 60 * 1_000;

fn login(world: &World, token: &str) -> Answer {
    world.api("", "POST", "login", &json!({"token": token}))
}

/// The cookie of an answer, as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie").unwrap();
    set.split(';').next().unwrap().to_owned()
}

fn with_cookie(
    world: &World,
    cookie: &str,
    more: &[(&str, &str)],
    method: &str,
    path: &str,
) -> Answer {
    let mut headers = vec![("cookie", cookie)];
    headers.extend(more);
    world.api_with("", method, path, &headers, &Value::Null)
}

#[test]
fn a_token_is_exchanged_for_a_cookie_that_no_script_reads() {
    let world = world();
    for token in [world.workerd.token.clone(), world.token("viewer", &["one"])] {
        let answer = login(&world, &token);
        assert_eq!(answer.status, 200, "{}", answer.body);
        let set = answer.header("set-cookie").unwrap();
        assert!(set.starts_with("ungated=session_"), "{set}");
        assert!(set.ends_with("; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict"), "{set}");
        assert!(!set.contains(&token) && !answer.body.contains("session_"));
        let cookie = cookie(&answer);
        let others = format!("other=1; {cookie}; ungated2=x");
        assert_eq!(with_cookie(&world, &others, &[], "GET", "sites/one/live").status, 200);
        // What a proxy before us asks for is its own matter.
        let basic = [("authorization", "Basic eDp5")];
        assert_eq!(with_cookie(&world, &cookie, &basic, "GET", "sites/one/live").status, 200);
        let me = with_cookie(&world, &cookie, &[], "GET", "me").json();
        assert_eq!(me["me"]["role"], answer.json()["role"]);
    }
    // By TLS, which a proxy may end before us, it is the host's own.
    let host = [("host", "stats.example")];
    let body = json!({"token": world.workerd.token});
    let answer = world.api_with("", "POST", "login", &host, &body);
    let set = answer.header("set-cookie").unwrap();
    assert!(set.starts_with("__Host-ungated=session_") && set.ends_with("; Secure"), "{set}");
    assert_eq!(world.api("", "GET", "me", &Value::Null).json(), json!({"me": null}));
}

#[test]
fn whatever_is_wrong_with_a_token_the_answer_is_the_same() {
    let world = world();
    let session = cookie(&login(&world, &world.workerd.token));
    let session = session.split('=').nth(1).unwrap();
    let link = world.opened("one");
    let told: Vec<_> = ["", "wrong", "test-admin-toke", "ungated_0000", session, &link]
        .map(|token| login(&world, token))
        .map(|answer| {
            (answer.status, answer.body.clone(), answer.header("set-cookie").map(str::to_owned))
        })
        .into();
    assert!(told.iter().all(|it| it == &told[0] && it.0 == 401 && it.2.is_none()), "{told:?}");
}

#[test]
fn a_session_ends_with_its_time_with_its_token_and_when_one_leaves() {
    let world = world();
    let made = world.admin("POST", "tokens", &json!({"name": "Ana", "role": "editor"}));
    let live = |cookie: &str, dev: &str| {
        with_cookie(&world, cookie, &[("x-ungated-dev", dev)], "GET", "sites/one/live").status
    };
    let answer = login(&world, &text(&made["secret"]));
    let expires_ms = answer.json()["expires_ms"].as_u64().unwrap();
    let (first, second) = (cookie(&answer), cookie(&login(&world, &text(&made["secret"]))));
    let at = |now: u64| json!({"now": now}).to_string();
    assert_eq!((live(&first, &at(expires_ms - 1)), live(&first, &at(expires_ms))), (200, 401));
    assert_eq!(live(&first, &at(expires_ms + WEEK_MS)), 401);

    // Leaving ends one session, and takes the cookie back.
    let own = [("origin", world.workerd.http().base())];
    let left = with_cookie(&world, &first, &own, "POST", "logout");
    assert_eq!(left.status, 204);
    assert!(left.header("set-cookie").unwrap().starts_with("ungated=; Path=/; Max-Age=0;"));
    assert_eq!((live(&first, ""), live(&second, "")), (401, 200));
    assert_eq!(with_cookie(&world, &first, &own, "POST", "logout").status, 204);

    let path = format!("tokens/{}", text(&made["id"]));
    assert_eq!(world.api(&world.workerd.token, "DELETE", &path, &Value::Null).status, 204);
    assert_eq!(live(&second, ""), 401);
    let acts: Vec<_> = world.acts().into_iter().map(|(by, act, _)| format!("{by} {act}")).collect();
    let expected =
        ["admin token.create", "Ana login", "Ana login", "Ana logout", "admin token.revoke"];
    assert_eq!(acts, expected);
}

/// A browser sends the cookie whoever made it ask; what changes something has to come from our own
/// page, and has to be allowed to who signed in all the same.
#[test]
fn with_a_cookie_only_our_own_pages_change_anything() {
    let world = world();
    let admin = cookie(&login(&world, &world.workerd.token));
    let viewer = cookie(&login(&world, &world.token("viewer", &[])));
    let own = world.workerd.http().base().to_owned();
    let change = |cookie: &str, origin: &[(&str, &str)]| {
        said(&with_cookie(&world, cookie, origin, "PUT", "sites/one/config"))
    };
    let port = own.rsplit(':').next().unwrap();
    let (tls, other) =
        (format!("https://127.0.0.1:{port}"), format!("http://127.0.0.1.evil:{port}"));
    for origin in ["null", "https://evil.example", "http://127.0.0.1", &tls, &other, ""] {
        let answer = change(&admin, &[("origin", origin)]);
        assert_eq!(answer, (403, "forbidden".into()), "{origin}");
    }
    assert_eq!(change(&admin, &[]), (403, "forbidden".into()));
    let host = [("origin", "https://evil.example"), ("x-forwarded-host", "evil.example")];
    assert_eq!(change(&admin, &host), (403, "forbidden".into()));
    assert_eq!(change(&viewer, &[("origin", &own)]), (403, "forbidden".into()));
    assert_eq!(change(&admin, &[("origin", &own)]), (428, "version_needed".into()));
    // Nobody is signed in, or out, from elsewhere.
    let evil = [("origin", "https://evil.example")];
    let body = json!({"token": world.workerd.token});
    assert_eq!(said(&world.api_with("", "POST", "login", &evil, &body)), (403, "forbidden".into()));
    assert_eq!(with_cookie(&world, &admin, &evil, "POST", "logout").status, 403);
    assert_eq!(with_cookie(&world, &admin, &[], "GET", "audit").status, 200);
    let zeros = format!("ungated=session_{}", "0".repeat(40));
    for forged in ["ungated=", &zeros, "ungated=session_00", "__Host-ungated=x", "ungated"] {
        assert_eq!(with_cookie(&world, forged, &[], "GET", "audit").status, 401, "{forged}");
    }
}
