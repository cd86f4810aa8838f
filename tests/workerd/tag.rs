//! The tag as it is served.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::world::World;

/// What a cache keys by is the path; what it stores must not depend on anything else.
#[test]
fn the_tag_is_the_same_whatever_a_request_says() {
    let world = World::new();
    let tag = |path: &str, headers: &[(&str, &str)]| {
        let answer = world.workerd.http().try_get_with(path, headers).unwrap();
        let kept = |name: &str| answer.header(name).map(str::to_owned);
        let all =
            ["etag", "vary", "cache-control", "content-type", "set-cookie", "location"].map(kept);
        (answer.status, answer.body, all)
    };
    let plain = tag("/u.js", &[]);
    assert_eq!(plain.0, 200);
    assert_eq!((&plain.2[1], &plain.2[4]), (&None, &None), "nothing varies, no cookie");
    for path in ["/u.js?utm_source=x", "/u.js?callback=alert", "/u.js?"] {
        assert_eq!(tag(path, &[]), plain, "{path}");
    }
    for header in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "http"),
        ("x-forwarded-prefix", "/evil"),
        ("x-original-url", "/evil"),
        ("x-rewrite-url", "/evil"),
        ("x-http-method-override", "POST"),
        ("forwarded", "host=evil.example"),
        ("origin", "https://evil.example"),
        ("referer", "https://evil.example/"),
        ("user-agent", "somebody"),
        ("accept-language", "xx"),
        ("cookie", "a=b"),
        ("vary", "x"),
    ] {
        assert_eq!(tag("/u.js", &[header]), plain, "{header:?}");
    }
}

/// What lies under a hash never changes, and caches may know; which hashes there are does.
#[test]
fn released_parts_are_for_good_and_their_lists_are_not() {
    let world = World::new();
    let cached = |path: &str| {
        let answer = world.workerd.http().get(path);
        assert_eq!(answer.status, 200, "{path}");
        (answer.header("cache-control").map(str::to_owned).unwrap(), answer.body)
    };
    let (how, listed) = cached("/u/integrity.json");
    assert_eq!(how, "public, max-age=300");
    let listed: BTreeMap<String, Value> = serde_json::from_str(&listed).unwrap();
    assert!(listed.len() > 10);
    for path in listed.keys().filter(|path| path.ends_with(".js")) {
        assert_eq!(cached(&format!("/{path}")).0, "public, max-age=31536000, immutable");
    }
    let (how, released) = cached("/u/released.json");
    assert_eq!(how, "public, max-age=300");
    let released: Vec<BTreeMap<String, Value>> = serde_json::from_str(&released).unwrap();
    assert_eq!(released[0], listed, "this build is the newest");
}
