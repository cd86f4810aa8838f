//! Each bound of a hit at one less, as many as may, and one more.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{at, full, read};
use serde_json::{Value, json};
use ungated_shared::hit::campaign::Campaign;
use ungated_shared::hit::page_url::PageUrl;
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::hit::{Hit, Snapshot, text};
use ungated_shared::limit;
use ungated_shared::page_view::media::Medium;
use ungated_shared::segment::network::NetworkKind;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::source::bot::Bot;

/// `make(n)` is a hit at one less and at the limit, and at one more it is refused.
fn ends(limit: usize, make: impl Fn(usize) -> Result<Snapshot, Refusal>) {
    assert!(make(limit - 1).is_ok() && make(limit).is_ok(), "{limit}");
    assert_eq!(make(limit + 1).err(), Some(Refusal::Decode), "{limit}");
}

/// `kept(n)` is what is kept of `n`: all of it up to the limit, and of one more the limit.
fn is_cut(limit: usize, kept: impl Fn(usize) -> usize) {
    assert_eq!([limit - 1, limit, limit + 1].map(kept), [limit - 1, limit, limit]);
}

fn many(n: usize, value: impl Fn(usize) -> Value) -> Value {
    (0..n).map(value).collect()
}

#[test]
fn hit_bytes() {
    let padded = |bytes: usize| {
        let mut body = full().to_string().into_bytes();
        body.resize(bytes, b' ');
        Hit::read(&body).err()
    };
    let read = [limit::HIT_BYTES - 1, limit::HIT_BYTES, limit::HIT_BYTES + 1].map(padded);
    assert_eq!(read, [None, None, Some(Refusal::TooLarge)]);
}

#[test]
fn sections() {
    ends(limit::SECTIONS, |n| at("/x", many(n, |_| json!([10, 10]))));
}

#[test]
fn engaged_ms() {
    ends(limit::ENGAGED_MS as usize, |ms| at("/e", json!(ms)));
    ends(limit::ENGAGED_MS as usize, |ms| at("/x/0/1", json!(ms)));
}

#[test]
fn words() {
    ends(limit::WORDS as usize, |n| at("/i/w", json!(n)));
    ends(limit::WORDS as usize, |n| at("/x/0/0", json!(n)));
}

#[test]
fn pixels() {
    ends(limit::PIXELS as usize, |px| at("/d", json!([px, px])));
}

#[test]
fn hand_raises_and_acts() {
    is_cut(limit::HAND_RAISES.into(), |n| {
        at("/h/calendar", json!(n)).unwrap().view.hand_raises.of(HandRaise::Calendar).into()
    });
    is_cut(limit::ACTS.into(), |n| at("/k/copy", json!(n)).unwrap().view.acts.of(Act::Copy).into());
}

#[test]
fn media_and_their_seconds() {
    ends(limit::MEDIA, |n| at("/y", many(n, |_| json!([600, 10, 70]))));
    ends(limit::MEDIA_SECONDS as usize, |s| at("/y/0", json!([s])));
    ends(limit::MEDIA_SECONDS as usize, |s| at("/y/0", json!([0, s - 1, s])));
}

#[test]
fn stretches_of_a_medium() {
    let mut medium = Medium { length_s: 600, ..Medium::NEW };
    for n in 1..=limit::MEDIA_SPANS + 1 {
        medium.play(n * 4_000, n * 4_000 + 1_000);
        assert_eq!(medium.spans(), n.min(limit::MEDIA_SPANS), "{n}");
    }
    // What touches a known one still counts.
    medium.play(5_000, 7_000);
    assert_eq!((medium.spans(), medium.played_s()), (limit::MEDIA_SPANS, limit::MEDIA_SPANS + 2));
}

#[test]
fn events_and_their_bytes() {
    ends(limit::EVENTS, |n| at("/o", many(n, |at| json!([format!("event {at}"), {}, 1]))));
    ends(limit::EVENTS_BYTES, |bytes| {
        let empty = json!([["e", {"p": ""}, 1]]).to_string().len();
        let events = json!([["e", {"p": "x".repeat(bytes - empty)}, 1]]);
        assert_eq!(events.to_string().len(), bytes);
        at("/o", events)
    });
}

#[test]
fn an_events_count_properties_and_names() {
    is_cut(limit::EVENT_COUNT.into(), |n| {
        at("/o/0/2", json!(n)).unwrap().events.iter().map(|(_, n)| usize::from(n)).sum()
    });
    // What is no event is left out; the hit stays.
    let kept = |event: Value| read(&common::with("/o", json!([event]))).unwrap().refused_events;
    let props = |n: usize| {
        let props: Value = (0..n).map(|at| (format!("p{at}"), json!(1))).collect();
        kept(json!(["e", props, 1]))
    };
    let most = limit::EVENT_PROPS;
    assert_eq!([most - 1, most, most + 1].map(props), [0, 0, 1]);
    let most = limit::EVENT_NAME_CHARS;
    let name = |n: usize| kept(json!(["ü".repeat(n), {}, 1]));
    assert_eq!([most - 1, most, most + 1].map(name), [0, 0, 1]);
    let name = |n: usize| kept(json!(["e", {"ü".repeat(n): 1}, 1]));
    assert_eq!([most - 1, most, most + 1].map(name), [0, 0, 1]);
}

#[test]
fn an_events_number_that_could_be_a_phones() {
    let kept = |n: u64| {
        let snapshot = at("/o/0/1", json!({"n": n})).unwrap();
        serde_json::to_value(&snapshot.events).unwrap()[0][1]["n"].clone()
    };
    let most = limit::EVENT_NUMBER;
    assert_eq!([most - 1, most, most + 1].map(kept), [json!(most - 1), json!(":id"), json!(":id")]);
}

#[test]
fn titles_and_labels() {
    let item =
        |field: &str, n: usize| at(&format!("/i/{field}"), json!("ü".repeat(n))).unwrap().item;
    is_cut(limit::TITLE_CHARS, |n| item("t", n).title.chars().count());
    is_cut(limit::LABEL_CHARS, |n| item("p", n).topic.chars().count());
    is_cut(limit::LABEL_CHARS, |n| item("a", n).author.chars().count());
    is_cut(limit::LABEL_CHARS, |n| {
        let events = at("/o/0/1/plan", json!("ü".repeat(n))).unwrap().events;
        let event = serde_json::to_value(&events).unwrap();
        event[0][1]["plan"].as_str().unwrap().chars().count()
    });
}

#[test]
fn path_bytes() {
    let path = |n: usize| format!("/{}", "x".repeat(n - 1));
    is_cut(limit::PATH_BYTES, |n| {
        PageUrl::parse(&format!("https://example.com{}", path(n))).unwrap().path.len()
    });
    is_cut(limit::PATH_BYTES, |n| at("/i/c", json!(path(n))).unwrap().item.path.len());
}

#[test]
fn campaigns() {
    let name = |value: &str| Campaign::of(&format!("utm_campaign={value}")).name;
    is_cut(limit::CAMPAIGN_CHARS, |n| name(&"x".repeat(n)).chars().count());
    // An `@` at the end of what is looked at makes it a mail address; one behind it does not.
    let mail = |bytes: usize| name(&format!("{}@", "x".repeat(bytes - 1)));
    let most = limit::CAMPAIGN_BYTES;
    let shown = "x".repeat(limit::CAMPAIGN_CHARS);
    assert_eq!([most - 1, most, most + 1].map(mail), [":mail", ":mail", &shown]);
}

#[test]
fn a_parameters_name_and_a_query() {
    let source = |bytes: usize| Campaign::of(&format!("{:+>bytes$}=News", "utm_source")).source;
    let most = limit::PARAMETER_BYTES;
    assert_eq!([most - 1, most, most + 1].map(source), ["News", "News", ""]);
    let source = |bytes: usize| {
        let last = "&utm_source=News";
        Campaign::of(&format!("{:x<1$}{last}", "a=", bytes - last.len())).source
    };
    let most = limit::QUERY_BYTES;
    assert_eq!([most - 1, most, most + 1].map(source), ["News", "News", ""]);
}

#[test]
fn hosts_and_sites() {
    ends(limit::HOST_BYTES, |n| {
        at("/u", json!(format!("https://{}.example/", "x".repeat(n - ".example".len()))))
    });
    ends(limit::SITE_BYTES, |n| at("/s", json!("x".repeat(n))));
}

#[test]
fn what_is_looked_at_of_a_user_agent_and_an_organisation() {
    let agent = |bytes: usize| {
        Bot::of_user_agent(&format!("{:x<1$} GPTBot", "Mozilla/5.0 ", bytes - " GPTBot".len()))
    };
    let most = limit::USER_AGENT_BYTES;
    assert_eq!(agent(most - 1), Some(Bot::AiCrawler));
    assert_eq!(agent(most), Some(Bot::AiCrawler));
    assert_eq!(agent(most + 1), None);
    let network =
        |bytes: usize| NetworkKind::of(&format!("{:x<1$} Hetzner", "", bytes - " Hetzner".len()));
    let kinds = [network(limit::ORGANISATION_BYTES - 1), network(limit::ORGANISATION_BYTES)];
    assert_eq!(kinds, [network(20); 2]);
    assert_ne!(network(limit::ORGANISATION_BYTES + 1), network(20));
}

/// A text is cut where a character ends.
#[test]
fn a_cut_is_between_characters() {
    assert_eq!(["aü", "aüb", "ü"].map(|text| text::cut(text, 2)), ["a", "a", "ü"]);
}
