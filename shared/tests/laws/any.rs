//! Random values.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use ungated_shared::item::{Item, Stage};
use ungated_shared::page_view::PageView;
use ungated_shared::report::{Neighbour, ViewFact, VisitFact};
use ungated_shared::score::model::Model;

#[path = "../any/page_view.rs"]
mod any_page_view;
use any_page_view::Most;

/// As readers leave them, and with that a few of everything.
pub fn page_view() -> impl Strategy<Value = PageView> {
    any_page_view::page_view(Most {
        sections: 7,
        words: 3_000,
        shown_ms: 400_000,
        pixels: 9_000,
        seconds: 9_000,
        stretches: (4, 600),
    })
}

pub fn stage() -> impl Strategy<Value = Stage> {
    (0..Stage::ALL.len()).prop_map(|i| Stage::ALL[i])
}

/// Few enough items that visits come back to some.
pub fn item() -> impl Strategy<Value = Item> {
    (0..6u8).prop_map(|n| Item {
        path: format!("/item/{n}/"),
        title: format!("Item {n}"),
        topic: format!("topic {}", n % 3),
        stage: Stage::ALL[usize::from(n) % Stage::ALL.len()],
        language: if n == 5 { "ja".into() } else { "en".into() },
        weight: 50 * u16::from(n) + 50,
        ..Item::default()
    })
}

/// A visit's page views, in order of opening.
pub fn opened() -> impl Strategy<Value = Vec<(Item, PageView)>> {
    vec((item(), page_view()), 0..13)
}

fn view_fact() -> impl Strategy<Value = ViewFact> {
    ((0..6u8), page_view(), (0..101u8)).prop_map(|(item, view, points)| ViewFact {
        item: format!("/item/{item}/"),
        title: format!("Item {item}"),
        topic: format!("topic {}", item % 3),
        author: String::new(),
        stage: Stage::ALL[usize::from(item) % 4].word().into(),
        previous: Neighbour::default(),
        next: Neighbour::default(),
        kind: if item == 5 { "webpage" } else { "article" }.into(),
        after_ms: 0,
        engaged_ms: view.engaged_ms(),
        depth: view.depth(),
        words: view.words(),
        words_read: view.words() / 2,
        hand_raises: view.hand_raises.total(),
        points,
    })
}

pub fn visit_fact() -> impl Strategy<Value = VisitFact> {
    let scores = (0..101u8, 0..101u8);
    let place = (0..3u8, 0..4u8, any::<bool>());
    let fits = (
        (select(vec!["", "", "DACH", "Nordic"]), select(vec!["", "", "podcast", "(several)"])),
        0..101u8,
        any::<bool>(),
    );
    (0..400_000_000u64, scores, place, fits, vec(view_fact(), 1..6)).prop_map(
        |(start, (engagement, intent), (channel, device, simulated), fits, views)| {
            let ((segment, heard), fit, classified) = fits;
            VisitFact {
                start_ms: 1_763_510_400_000 + start,
                channel: ["direct", "referral", "email"][usize::from(channel)].into(),
                source: String::new(),
                campaign: String::new(),
                country: "DE".into(),
                region: "weur".into(),
                device: ["desktop", "mobile", "tablet", "desktop"][usize::from(device)].into(),
                bot: ["", "", "", "crawler"][usize::from(device)].into(),
                segment: segment.into(),
                heard: heard.into(),
                fit,
                classified,
                engagement,
                intent,
                standing: "reading".into(),
                simulated,
                views,
            }
            .linked()
        },
    )
}

/// JSON up to a few levels deep, its objects with these keys and others, its texts some that mean
/// something.
pub fn json(keys: &[&str]) -> impl Strategy<Value = Value> + use<> {
    let mut keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    keys.push("x".into());
    let words = ["/a/**", "/:a/*", ":a", "decision", "business", "DE", "de", "Article", "*", ""];
    let leaf = prop_oneof![
        select(words.to_vec()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..200u8).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let object = vec((select(keys.clone()), inner.clone()), 0..6);
        prop_oneof![
            vec(inner, 0..6).prop_map(Value::from),
            object.prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// A name that some origin of metadata has for a field.
pub fn name() -> impl Strategy<Value = &'static str> {
    select(vec![
        "title",
        "type",
        "topic",
        "author",
        "stage",
        "headline",
        "@type",
        "articleSection",
        "inLanguage",
        "og:title",
        "og:type",
        "article:section",
        "canonical",
        "lang",
        "x",
    ])
}

/// Models that a document may hold.
pub fn model() -> impl Strategy<Value = Model> {
    let value = |(i, seed): (usize, u32)| {
        let constant = &Model::CONSTANTS[i];
        constant.min + seed % (constant.max - constant.min + 1)
    };
    let seeds = vec(any::<u32>(), Model::CONSTANTS.len());
    seeds.prop_map(move |seeds| {
        let mut values = Model::DEFAULT.values();
        for (i, seed) in seeds.into_iter().enumerate() {
            values[i] = value((i, seed));
        }
        let mut model = Model::of_values(values);
        model.attention_points %= 101;
        model.read_through_points = 100 - model.attention_points;
        model
    })
}
