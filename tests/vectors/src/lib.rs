//! Runs vectors: what `shared/vectors/<noun>/*.json` gives, through the rules of
//! [`ungated_shared`], into what must come out.
//!
//! One module a noun, one function `run` each. The same functions run on this machine and, as
//! wasm, in Node, in Chromium, in workerd and as the JavaScript that wasm2js makes of it.

#![allow(clippy::unwrap_used)] // a vector that is not well formed is a bug of the vector

mod page_view;
mod source;
mod visit;

use serde_json::Value;

/// A noun's function: from `given` to what must be `expect`.
pub type Run = fn(&Value) -> Value;

/// Every noun that has vectors, and its function.
pub const NOUNS: &[(&str, Run)] =
    &[("page_view", page_view::run), ("source", source::run), ("visit", visit::run)];

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
