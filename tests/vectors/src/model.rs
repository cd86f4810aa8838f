//! A model document into its hash, or into everything that is wrong with it.

use serde_json::{Value, json};
use ungated_shared::score::model::Document;

use crate::errors;

pub fn run(given: &Value) -> Value {
    let text = match given["text"].as_str() {
        Some(text) => text.to_owned(),
        None => changed(&given["changes"]),
    };
    match Document::parse(&text) {
        Ok(document) => json!({
            "name": document.name,
            "version": document.version,
            "hash": format!("{:016x}", document.model.hash()),
        }),
        Err(wrong) => errors(wrong),
    }
}

/// The default document with members set, or left out where the change is null.
fn changed(changes: &Value) -> String {
    let mut document: Value = serde_json::from_str(&Document::default().to_json()).unwrap();
    let members = document.as_object_mut().unwrap();
    for (name, value) in changes.as_object().into_iter().flatten() {
        match value {
            Value::Null => members.remove(name),
            value => members.insert(name.clone(), value.clone()),
        };
    }
    document.to_string()
}
