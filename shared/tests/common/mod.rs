//! A hit with something in every field, as JSON, and what a page would have to send to change it.
#![allow(dead_code)]

use serde_json::{Value, json};
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::hit::{Hit, Snapshot};

pub fn full() -> Value {
    json!({
        "v": 1, "s": "demo", "p": "00000000000000ff", "n": 3,
        "u": "https://example.com/a/?utm_source=News&utm_campaign=spring",
        "r": "https://www.google.com/",
        "i": {"c": "/a/", "t": "A title", "y": "article", "p": "Topic", "a": "Ana",
              "g": "decision", "w": 338, "l": "en"},
        "e": 61_000, "l": 1_000, "d": [900, 4_000], "x": [[238, 50_000], [100, 0]],
        "y": [[600, 10, 70, 100, 130]],
        "k": {"copy": 2}, "h": {"calendar": 1}, "w": ["podcast"],
        "o": [["signup", {"plan": "pro", "seats": 3, "trial": true}, 2]],
        "q": 40, "m": "123456789abcdef0", "a": 1,
    })
}

/// The full hit with another value at a JSON pointer.
pub fn with(pointer: &str, value: Value) -> Value {
    let mut hit = full();
    *hit.pointer_mut(pointer).unwrap() = value;
    hit
}

/// The same, where the value is no JSON value that there is.
pub fn raw(pointer: &str, text: &str) -> Vec<u8> {
    with(pointer, json!("@@")).to_string().replace("\"@@\"", text).into_bytes()
}

pub fn read(hit: &Value) -> Result<Snapshot, Refusal> {
    Hit::read(hit.to_string().as_bytes())
}

/// What becomes of the full hit with another value at a JSON pointer.
pub fn at(pointer: &str, value: Value) -> Result<Snapshot, Refusal> {
    read(&with(pointer, value))
}
