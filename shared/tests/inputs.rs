//! Bodies that no page of ours sends: each is refused, or means no more than a page could say.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "laws/any.rs"]
#[allow(dead_code)]
mod any;
mod common;

use common::{at, full, raw, read};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::hit::{Hit, Numbers, Snapshot};
use ungated_shared::limit;
use ungated_shared::page_view::PageView;

/// So many hits of which the numbers are random, and nothing else.
fn hits(n: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut runner = TestRunner::deterministic();
    std::iter::repeat_with(move || {
        let view = any::page_view().new_tree(&mut runner).unwrap().current();
        let mut hit = full();
        let numbers = serde_json::to_value(Numbers::from(&view)).unwrap();
        hit.as_object_mut().unwrap().extend(numbers.as_object().unwrap().clone());
        hit.to_string().into_bytes()
    })
    .take(n)
}

/// Every text that is kept of a hit.
fn texts(snapshot: &Snapshot) -> Vec<String> {
    let (url, item) = (&snapshot.url, &snapshot.item);
    let named = [&url.host, &url.path, &url.utm_source, &url.utm_medium, &url.utm_campaign];
    let said = [&item.path, &item.title, &item.topic, &item.author, &item.kind, &item.language];
    let mut texts: Vec<String> = named.into_iter().chain(said).cloned().collect();
    let events: Value = serde_json::to_value(&snapshot.events).unwrap();
    let mut rest = vec![&events];
    while let Some(value) = rest.pop() {
        match value {
            Value::String(text) => texts.push(text.clone()),
            Value::Array(all) => rest.extend(all),
            Value::Object(all) => {
                texts.extend(all.keys().cloned());
                rest.extend(all.values());
            }
            _ => {}
        }
    }
    texts
}

/// Whether a hit that was let in keeps every bound.
fn is_within_bounds(snapshot: &Snapshot) -> bool {
    let view = &snapshot.view;
    let same = PageView::try_from(Numbers::from(view));
    same.as_ref() == Ok(view)
        && view.depth() <= 100
        && snapshot.item.words <= limit::WORDS
        && snapshot.events.iter().count() <= limit::EVENTS
        && snapshot.events.iter().all(|(_, n)| n <= limit::EVENT_COUNT)
        && texts(snapshot).iter().all(|text| text.len() <= 4 * limit::PATH_BYTES)
        && snapshot.claim.is_none_or(|(points, _)| points <= 100)
}

#[test]
fn a_full_hit_is_one() {
    let snapshot = read(&full()).unwrap();
    assert!(is_within_bounds(&snapshot));
    assert_eq!((snapshot.view.engaged_ms(), snapshot.events.iter().count()), (61_000, 1));
}

#[test]
fn an_empty_body_is_empty_and_white_space_is_no_hit() {
    assert_eq!(Hit::read(b"").err(), Some(Refusal::Empty));
    for body in [&b" "[..], b"\n\n", b"\0", b"{}", b"null", b"\xef\xbb\xbf"] {
        assert_eq!(Hit::read(body).err(), Some(Refusal::Decode), "{body:?}");
    }
}

#[test]
fn a_thousand_hits_cut_short_at_any_byte_are_no_hits() {
    for body in hits(1_000) {
        assert!(Hit::read(&body).is_ok());
        assert_eq!(Hit::read(&[]).err(), Some(Refusal::Empty));
        for end in 1..body.len() {
            assert_eq!(Hit::read(&body[..end]).err(), Some(Refusal::Decode), "{end}");
        }
    }
}

#[test]
fn a_hundred_hits_with_any_bit_flipped_are_refused_or_hits_within_bounds() {
    let mut taken = 0;
    for mut body in hits(100) {
        for at in 0..body.len() {
            for bit in 0..8 {
                body[at] ^= 1 << bit;
                if let Ok(snapshot) = Hit::read(&body) {
                    assert!(is_within_bounds(&snapshot), "{}", String::from_utf8_lossy(&body));
                    taken += 1;
                }
                body[at] ^= 1 << bit;
            }
        }
    }
    assert!(taken > 0, "a digit that became another one is a hit");
}

/// Which letters make an é is the page's business: two ways to write a title are two titles.
#[test]
fn texts_are_utf8_without_control_or_direction_characters() {
    let title =
        |text: &str| Hit::read(&raw("/i/t", &format!("\"{text}\""))).map(|it| it.item.title);
    for (said, kept) in [
        (r"a\u0000b\u0007c\u001bd\u007fe\u0085", "abcde"),
        (r"\u202eevil\u202c \u2066x\u2069", "evil x"),
        (r"z\u200bw\u200dj\ufeff", "zwj"),
        (r"a\r\n\t b", "a b"),
        (r"\ud83d\ude42", "🙂"),
        ("🙂 𝄞 \u{10ffff}", "🙂 𝄞 \u{10ffff}"),
        ("e\u{301} é", "e\u{301} é"),
    ] {
        assert_eq!(title(said).as_deref(), Ok(kept), "{said}");
    }
    // A half of a pair, a pair the wrong way round, a control character as it is.
    for said in [r"\ud83d", r"\ude42\ud83d", r"\ud83dx", "\u{7}", "\u{0}", "\n"] {
        assert_eq!(title(said), Err(Refusal::Decode), "{said:?}");
    }
    // A byte of no text, an overlong slash, half a pair as UTF-8, beyond the last character.
    for bytes in [&b"\xff"[..], b"\xc0\xaf", b"\xed\xa0\xbd", b"\xf4\x90\x80\x80", b"\xf0\x9f"] {
        let body = raw("/i/t", "\"#\"");
        let mark = body.iter().position(|byte| *byte == b'#').unwrap();
        let body = [&body[..mark], bytes, &body[mark + 1..]].concat();
        assert_eq!(Hit::read(&body).err(), Some(Refusal::Decode), "{bytes:?}");
    }
}

#[test]
fn no_text_of_a_hit_keeps_a_control_or_direction_character() {
    let hostile = "a\u{0}\u{7}\u{1b}[31m\u{202e}b\u{2066}\u{200b}\u{feff}\r\nc\u{85}";
    let escaped: String = hostile.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let mut hit = full();
    for field in ["c", "t", "y", "p", "a", "l"] {
        hit["i"][field] = json!(hostile);
    }
    for text in [hostile, &escaped] {
        hit["u"] = json!(format!(
            "https://example.com/{text}?utm_source={text}&utm_medium={text}&utm_campaign={text}"
        ));
        hit["o"] = json!([["x", {"plan": text}, 1], [text, {}, 1], ["y", {text: 1}, 1]]);
        let snapshot = read(&hit).unwrap();
        for text in texts(&snapshot) {
            let bad = |c: char| c.is_control() || "\u{202e}\u{2066}\u{200b}\u{feff}".contains(c);
            assert!(!text.contains(bad), "{text:?}");
        }
    }
}

#[test]
fn a_body_nested_however_deep_is_no_hit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for depth in [128, 1_000, 3_500] {
        assert_eq!(Hit::read(nested(depth).as_bytes()).err(), Some(Refusal::Decode));
        assert_eq!(Hit::read("[".repeat(depth).as_bytes()).err(), Some(Refusal::Decode));
        for pointer in ["/i", "/e", "/x", "/o", "/o/0/1/plan", "/k", "/w", "/u"] {
            let read = Hit::read(&raw(pointer, &nested(depth))).err();
            assert_eq!(read, Some(Refusal::Decode), "{pointer}");
        }
        let unknown = full().to_string().replacen('{', &format!("{{\"z\":{},", nested(depth)), 1);
        // What is no field is passed over, without going into it.
        assert!(Hit::read(unknown.as_bytes()).is_ok());
    }
    let list = br#"[1,"demo","0123456789abcdef",1,"http://localhost/a/"]"#;
    assert_eq!(Hit::read(list).err(), Some(Refusal::Decode));
    let deepest = "[".repeat(100_000);
    assert_eq!(Hit::read(deepest.as_bytes()).err(), Some(Refusal::TooLarge));
}

#[test]
fn no_number_that_is_none_or_too_large_enters() {
    let numbers = [
        "/v",
        "/n",
        "/i/w",
        "/e",
        "/l",
        "/d/0",
        "/d/1",
        "/x/0/0",
        "/x/0/1",
        "/y/0/0",
        "/y/0/1",
        "/k/copy",
        "/h/calendar",
        "/q",
        "/a",
    ];
    let values = [
        "-1",
        "0.5",
        "1e308",
        "-1e308",
        "1e400",
        "NaN",
        "Infinity",
        "-Infinity",
        "9007199254740993",
        "18446744073709551615",
        "18446744073709551616",
        "01",
        "+1",
        "0x1",
        "\"7\"",
        "true",
        "[]",
        "{}",
    ];
    for pointer in numbers {
        for value in values {
            let read = Hit::read(&raw(pointer, value)).err();
            assert_eq!(read, Some(Refusal::Decode), "{pointer}: {value}");
        }
    }
}

/// A slip of the page's author costs no more than the event; what cannot be JSON costs the hit.
#[test]
fn no_number_of_an_event_that_is_none_or_too_large_enters() {
    for value in ["-1", "0.5", "1e308", "65536", "18446744073709551615", "true", "[]"] {
        let snapshot = Hit::read(&raw("/o/0/2", value)).unwrap();
        assert_eq!((snapshot.events.is_empty(), snapshot.refused_events), (true, 1), "{value}");
    }
    for value in ["0.5", "1e308", "18446744073709551615", "[]", "{}", "null"] {
        let snapshot = Hit::read(&raw("/o/0/1/seats", value)).unwrap();
        assert_eq!((snapshot.events.is_empty(), snapshot.refused_events), (true, 1), "{value}");
    }
    for value in ["9007199254740993", "-9223372036854775808"] {
        let snapshot = Hit::read(&raw("/o/0/1/seats", value)).unwrap();
        assert!(texts(&snapshot).contains(&":id".to_owned()), "{value}");
    }
    for value in ["NaN", "1e400", "Infinity", "01"] {
        assert_eq!(Hit::read(&raw("/o/0/2", value)).err(), Some(Refusal::Decode), "{value}");
        assert_eq!(Hit::read(&raw("/o/0/1/seats", value)).err(), Some(Refusal::Decode), "{value}");
    }
}

/// Depth follows from two lengths, so it cannot be more than all of a page. What the wall clock
/// says of a reading nobody knows: hits carry no time, and a page's first one may come as late as
/// its last.
#[test]
fn more_than_all_of_a_page_and_longer_than_a_sitting_are_refused() {
    assert_eq!(at("/d", json!([4_000, 4_000])).unwrap().view.depth(), 100);
    assert_eq!(at("/d", json!([4_001, 4_000])).err(), Some(Refusal::Decode));
    assert_eq!(at("/d", json!([1, 0])).err(), Some(Refusal::Decode));
    let ten_years_ms = 10_u64 * 365 * 24 * 60 * 60 * 1_000;
    for ms in [u64::from(limit::ENGAGED_MS) + 1, u64::from(u32::MAX), ten_years_ms] {
        assert_eq!(at("/e", json!(ms)).err(), Some(Refusal::Decode), "{ms}");
        assert_eq!(at("/x/0/1", json!(ms)).err(), Some(Refusal::Decode), "{ms}");
    }
    // Of engaged time no more was played than there is.
    assert_eq!(at("/l", json!(61_001)).err(), Some(Refusal::Decode));
}

/// There is no field for it: whatever a body says of when, where and who is not looked at.
#[test]
fn a_body_says_nothing_of_time_address_or_user_agent() {
    let plain = read(&full()).unwrap();
    for time in [0_u64, 4_294_967_296, 1_773_144_000_000 + 25 * 3_600_000, u64::MAX] {
        let mut hit = full();
        for name in ["t", "ts", "at", "now", "now_ms", "time", "timestamp"] {
            hit[name] = json!(time);
        }
        for name in
            ["ip", "address", "ua", "user_agent", "userAgent", "country", "bot", "simulated"]
        {
            hit[name] = json!("198.51.100.1");
        }
        assert_eq!(read(&hit).as_ref(), Ok(&plain), "{time}");
    }
}

#[test]
fn a_hits_number_ends_at_65535() {
    assert_eq!(at("/n", json!(65_535)).unwrap().sequence, 65_535);
    assert_eq!(at("/n", json!(65_536)).err(), Some(Refusal::Decode));
}

/// An address that hides its host behind another one.
#[test]
fn a_host_is_the_one_that_a_browser_would_ask() {
    let host = |url: &str| at("/u", json!(url)).map(|it| it.url.host);
    for (url, expected) in [
        ("https://Example.COM/", "example.com"),
        ("https://example.com./", "example.com"),
        ("https://example.com:8443/", "example.com"),
        ("https://evil.com#example.com", "evil.com"),
        ("https://evil.com?example.com", "evil.com"),
        ("https://evil.com\\@example.com/", "evil.com"),
        ("https://example.com@evil.com/", "evil.com"),
        ("https://a@example.com@evil.com/", "evil.com"),
        ("https://xn--exmple-qxe.com/", "xn--exmple-qxe.com"),
    ] {
        assert_eq!(host(url).as_deref(), Ok(expected), "{url}");
    }
    // A Cyrillic а; a browser says `xn--…`.
    for url in [
        "https://ex\u{430}mple.com/",
        "https://exa mple.com/",
        "https:///",
        "//example.com/",
        "example.com",
        "data:text/html,x",
        "javascript:alert(1)",
        "https://exa%6dple.com/",
    ] {
        assert_eq!(host(url), Err(Refusal::Decode), "{url}");
    }
}
