use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use ungated_shared::content::{ContentMap, Field, Metadata, Origin, PathParts, Pattern};
use ungated_shared::hit::page_url::PageUrl;
use ungated_shared::item::{Item, Stage};
use ungated_shared::limit;

use crate::any;

/// A segment of a pattern; `:` becomes a capture with a name of its own.
fn pattern_segment() -> impl Strategy<Value = &'static str> {
    select(vec!["a", "b", "ab", "a*", "*b", "*a*", "*", "**", "**", ":"])
}

fn pattern() -> impl Strategy<Value = String> {
    vec(pattern_segment(), 0..6).prop_map(|segments| {
        let named = segments.iter().enumerate().map(|(i, segment)| match *segment {
            ":" => format!("/:c{i}"),
            other => format!("/{other}"),
        });
        let pattern = named.collect::<String>();
        if pattern.is_empty() { "/".into() } else { pattern }
    })
}

fn path() -> impl Strategy<Value = String> {
    let segments = vec(select(vec!["a", "b", "aa", "ab", "bab", "c"]), 0..7);
    (segments, any::<bool>()).prop_map(|(segments, slash)| {
        let end = if slash || segments.is_empty() { "/" } else { "" };
        segments.iter().map(|s| format!("/{s}")).collect::<String>() + end
    })
}

/// A rule without captures in its values.
fn rule() -> impl Strategy<Value = Value> {
    let label = || proptest::option::of("[A-Za-z][a-z ]{0,8}");
    let stage = proptest::option::of(any::stage());
    let weight = proptest::option::of(0..=limit::WEIGHT_PERCENT);
    let item = proptest::option::of(path());
    (pattern(), label(), label(), label(), label(), stage, weight, item).prop_map(
        |(path, title, kind, topic, author, stage, weight, item)| {
            let mut rule = json!({"path": path, "author": ""});
            let texts = [("title", title), ("type", kind), ("topic", topic), ("author", author)];
            for (key, text) in texts.into_iter().chain([("item", item)]) {
                if let Some(text) = text {
                    rule[key] = text.into();
                }
            }
            if let Some(stage) = stage {
                rule["stage"] = stage.word().into();
            }
            if let Some(weight) = weight {
                rule["weight"] = weight.into();
            }
            rule
        },
    )
}

fn item() -> impl Strategy<Value = Item> {
    (path(), "[a-z]{0,6}", "[a-z]{0,6}", any::stage(), 0..1_000u16).prop_map(
        |(path, title, author, stage, weight)| Item {
            path,
            title,
            author,
            stage,
            weight,
            ..Item::default()
        },
    )
}

fn map(rules: &[Value]) -> ContentMap {
    ContentMap::parse(&Value::from(rules.to_vec()).to_string()).unwrap()
}

/// The definition of a match: `**` takes as few segments as it can, the leftmost first.
fn by_definition(pattern: &[&str], path: &[&str]) -> Option<Vec<String>> {
    match pattern.split_first() {
        None => path.is_empty().then(Vec::new),
        Some((&"**", rest)) => (0..=path.len()).find_map(|n| by_definition(rest, &path[n..])),
        Some((segment, rest)) => {
            let (first, further) = path.split_first()?;
            let captured = segment.starts_with(':');
            if !captured && !is_like(segment.as_bytes(), first.as_bytes()) {
                return None;
            }
            let mut captures: Vec<String> = captured.then(|| (*first).into()).into_iter().collect();
            captures.extend(by_definition(rest, further)?);
            Some(captures)
        }
    }
}

fn is_like(pattern: &[u8], text: &[u8]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((b'*', rest)) => (0..=text.len()).any(|n| is_like(rest, &text[n..])),
        Some((letter, rest)) => text.first() == Some(letter) && is_like(rest, &text[1..]),
    }
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|segment| !segment.is_empty()).collect()
}

/// What the bound of [`Pattern::steps`] says.
fn most_steps(pattern: &str, path: &str) -> u64 {
    (pattern.len() as u64 + 2) * 3 * (path.len() as u64 + 2)
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        let _ = ContentMap::parse(&text);
        let _ = Pattern::parse(&text).map(|p| p.captures(&PathParts::of(&text)));
        let mut metadata = Metadata::default();
        metadata.json_ld(&text);
    }

    /// JSON with our keys and any values, also in the wrong places.
    #[test]
    fn no_json_breaks_the_reader(rules in any::json(&["path", "item", "title", "type", "topic",
        "author", "stage", "weight", "@type", "@graph", "@id", "headline"])) {
        let text = rules.to_string();
        match ContentMap::parse(&text) {
            Ok(map) => prop_assert_eq!(ContentMap::parse(&map.to_json()), Ok(map)),
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                prop_assert!(errors.iter().all(|e| e.at.starts_with("rules") && !e.detail.is_empty()));
            }
        }
        let mut metadata = Metadata::default();
        metadata.json_ld(&text);
        metadata.json_ld(&json!([rules]).to_string());
    }

    #[test]
    fn a_pattern_matches_by_its_definition(pattern in pattern(), path in path()) {
        let parsed = Pattern::parse(&pattern).unwrap();
        let parts = PathParts::of(&path);
        let captures = parsed.captures(&parts);
        let captures = captures.map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>());
        prop_assert_eq!(captures, by_definition(&segments(&pattern), &segments(&path)));
        prop_assert!(parsed.steps(&parts) <= most_steps(&pattern, &path));
    }

    #[test]
    fn any_pattern_takes_few_steps(pattern in "(/[a*%C3é:]{0,6}|/\\*\\*){1,30}", path in "(/[aé%C3.]{0,9}){0,60}") {
        if let Ok(parsed) = Pattern::parse(&pattern) {
            prop_assert!(parsed.steps(&PathParts::of(&path)) <= most_steps(&pattern, &path));
        }
    }

    #[test]
    fn applying_twice_is_applying_once(rules in vec(rule(), 0..6), path in path(), item in item()) {
        let map = map(&rules);
        let once = map.apply(&path, item);
        prop_assert_eq!(map.apply(&path, once.clone()), once);
    }

    #[test]
    fn a_rule_at_the_end_changes_nothing_that_is_set(
        rules in vec(rule(), 0..6),
        more in rule(),
        path in path(),
    ) {
        let before = map(&rules).explain(&path);
        let mut longer = rules;
        longer.push(more);
        let after = map(&longer).explain(&path);
        prop_assert!(before.iter().all(|setting| after.contains(setting)));
    }

    #[test]
    fn what_is_explained_is_what_is_applied(rules in vec(rule(), 0..6), path in path(), item in item()) {
        let map = map(&rules);
        let after = map.apply(&path, item.clone());
        let told = |item: &Item| [
            (Field::Item, item.path.clone()),
            (Field::Title, item.title.clone()),
            (Field::Type, item.kind.clone()),
            (Field::Topic, item.topic.clone()),
            (Field::Author, item.author.clone()),
            (Field::Stage, item.stage.word().to_string()),
            (Field::Weight, item.weight.to_string()),
        ];
        let settings = map.explain(&path);
        for ((field, before), (_, now)) in told(&item).into_iter().zip(told(&after)) {
            let set = settings.iter().find(|setting| setting.change.field() == field);
            prop_assert_eq!(set.map_or(before, |setting| setting.change.value()), now);
        }
        prop_assert_eq!((after.words, after.language), (item.words, item.language));
    }

    #[test]
    fn what_is_written_is_read(rules in vec(rule(), 0..6)) {
        let once = map(&rules);
        let written = once.to_json();
        let again = ContentMap::parse(&written).unwrap();
        prop_assert_eq!(again.to_json(), written);
        prop_assert_eq!(again, once);
    }

    #[test]
    fn an_item_is_within_its_bounds(values in vec((0..4usize, any::name(), any::<String>()), 0..40)) {
        let origins = [Origin::Ungated, Origin::JsonLd, Origin::OpenGraph, Origin::Document];
        let mut metadata = Metadata::default();
        for (origin, name, value) in &values {
            metadata.say(origins[*origin], name, &value.repeat(9));
        }
        let url = PageUrl::parse("https://example.com/a/").unwrap();
        let item = metadata.item(&url);
        prop_assert!(item.path.starts_with('/') && item.path.len() <= limit::PATH_BYTES);
        prop_assert!(item.title.chars().count() <= limit::TITLE_CHARS);
        for label in [&item.kind, &item.topic, &item.author, &item.language] {
            prop_assert!(label.chars().count() <= limit::LABEL_CHARS);
        }
    }
}

/// By steps, not by time: a matcher that tries every `**` against every other would take more
/// than a billion here.
#[test]
fn hostile_patterns_are_matched_in_few_steps() {
    let path = "/a".repeat(limit::PATH_BYTES / 2);
    let glob = "/".to_string() + &"a*".repeat(99) + "b";
    let patterns = ["/**".repeat(60) + "/b", "/**/a".repeat(40), "/**/*a*".repeat(28), glob];
    for pattern in patterns {
        let parsed = Pattern::parse(&pattern).unwrap();
        for path in [path.clone(), "/".to_string() + &"a".repeat(limit::PATH_BYTES - 1)] {
            let steps = parsed.steps(&PathParts::of(&path));
            assert!(steps <= most_steps(&pattern, &path), "{pattern}: {steps}");
        }
    }
}

/// Items were stored before there were weights.
#[test]
fn an_item_without_a_weight_has_a_normal_one() {
    let stored = r#"{"path":"/a","title":"","topic":"","author":"","kind":"","stage":"decision","language":"","words":7}"#;
    let item: Item = serde_json::from_str(stored).unwrap();
    let expected = Item { path: "/a".into(), stage: Stage::Decision, words: 7, ..Item::default() };
    assert_eq!((&item, item.weight), (&expected, limit::WEIGHT_NORMAL));
    let written = serde_json::to_string(&Item { weight: 0, ..item.clone() }).unwrap();
    assert_eq!(serde_json::from_str::<Item>(&written).unwrap().weight, 0);
}

#[test]
fn a_map_holds_as_many_rules_as_its_bound() {
    let rule = json!({"path": "/a", "topic": "x"});
    let rules = vec![rule; limit::CONTENT_RULES];
    assert_eq!(map(&rules).explain("/a").len(), 1);
}
