//! Runs vectors: what `shared/vectors/<noun>/*.json` gives, through the rules of
//! [`ungated_shared`], into what must come out.
//!
//! One module a noun, one function `run` each. The same functions run on this machine and, as
//! wasm, in Node, in Chromium, in workerd and as the JavaScript that wasm2js makes of it.

#![allow(clippy::unwrap_used)] // a vector that is not well formed is a bug of the vector

mod app;
mod bot;
mod content;
mod door;
mod event;
mod influence;
mod join;
mod language;
mod link;
mod model;
mod network;
mod page_url;
mod page_view;
pub mod random;
mod record;
mod replay;
mod score;
mod segment;
mod source;
mod statistics;
mod visit;

use serde_json::{Value, json};
use ungated_shared::rules::RuleError;

/// A noun's function: from `given` to what must be `expect`.
pub type Run = fn(&Value) -> Value;

/// Every noun that has vectors, and its function.
pub const NOUNS: &[(&str, Run)] = &[
    ("app", app::run),
    ("bot", bot::run),
    ("content", content::run),
    ("event", event::run),
    ("influence", influence::run),
    ("join", join::run),
    ("language", language::run),
    ("link", link::run),
    ("model", model::run),
    ("network", network::run),
    ("page_url", page_url::run),
    ("page_view", page_view::run),
    ("replay", replay::run),
    ("score", score::run),
    ("segment", segment::run),
    ("source", source::run),
    ("statistics", statistics::run),
    ("visit", visit::run),
];

/// What comes out for a case of `noun`.
///
/// # Panics
/// If there is no such noun, or the case is not one of it.
#[must_use]
pub fn run(noun: &str, given: &Value) -> Value {
    let (_, run) = NOUNS.iter().find(|(known, _)| *known == noun).unwrap();
    run(given)
}

/// A whole number below 2³².
pub(crate) fn int(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

/// A text.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// A set of rules as it is pasted: JSON, or a text that should be. With `times`, each rule stands
/// in it that often.
pub(crate) fn rules(given: &Value) -> String {
    let rules = &given["rules"];
    if let Some(text) = rules.as_str() {
        return text.to_owned();
    }
    let Some(times) = given["times"].as_u64() else { return rules.to_string() };
    let list = rules.as_array().unwrap();
    Value::from_iter((0..times).flat_map(|_| list.clone())).to_string()
}

/// What is wrong with a set of rules.
pub(crate) fn errors(errors: Vec<RuleError>) -> Value {
    json!({"errors": errors.iter().map(RuleError::to_string).collect::<Vec<_>>()})
}
