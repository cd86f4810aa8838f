//! A page's metadata and the site's rules into an item. Without an address, only the rules are
//! read.

use serde_json::{Map, Value, json};
use ungated_shared::content::{ContentMap, Metadata, Origin};
use ungated_shared::hit::page_url::PageUrl;
use ungated_shared::item::Item;

use crate::{errors, rules, text};

pub fn run(given: &Value) -> Value {
    let map = match given.get("rules").map(|_| ContentMap::parse(&rules(given))) {
        Some(Err(wrong)) => return errors(wrong),
        Some(Ok(map)) => map,
        None => ContentMap::default(),
    };
    let Some(url) = given.get("url") else { return json!({"rules": map}) };
    let url = PageUrl::parse(text(url)).unwrap();
    let item = map.apply(&url.path, metadata(&given["metadata"]).item(&url));
    let mut out = told(item);
    if given.get("rules").is_some() {
        let by = map.explain(&url.path).into_iter();
        let by =
            by.map(|s| (s.change.field().word().to_owned(), json!([s.rule, s.change.value()])));
        out.insert("by".into(), Value::Object(by.collect()));
    }
    Value::Object(out)
}

/// What the page says: a text or several of each name, and scripts as JSON or as text.
fn metadata(given: &Value) -> Metadata {
    let origins = [
        ("data-ungated", Origin::Ungated),
        ("open-graph", Origin::OpenGraph),
        ("document", Origin::Document),
    ];
    let mut metadata = Metadata::default();
    for (name, origin) in origins {
        for (name, value) in given[name].as_object().into_iter().flatten() {
            for value in list(value) {
                metadata.say(origin, name, text(value));
            }
        }
    }
    for script in given["json-ld"].as_array().into_iter().flatten() {
        let written = script.as_str().map_or_else(|| script.to_string(), str::to_owned);
        metadata.json_ld(&written);
    }
    metadata
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// The item without what it does not say.
fn told(item: Item) -> Map<String, Value> {
    let mut out = Map::new();
    let texts = [
        ("item", item.path),
        ("title", item.title),
        ("type", item.kind),
        ("topic", item.topic),
        ("author", item.author),
        ("language", item.language),
    ];
    for (name, value) in texts.into_iter().filter(|(_, value)| !value.is_empty()) {
        out.insert(name.into(), value.into());
    }
    out.insert("stage".into(), item.stage.word().into());
    out.insert("weight".into(), item.weight.into());
    out
}
