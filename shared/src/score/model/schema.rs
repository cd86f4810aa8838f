//! The JSON Schema of a model document, for editors and for other programs.

use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Map, Value, json};

use super::{FORMAT, Model};
use crate::limit;

/// The schema (draft 2020-12), made from [`Model::CONSTANTS`]. What has to hold between constants
/// is said in words; [`super::Document::parse`] checks it.
#[must_use]
pub fn schema() -> Value {
    let mut properties = Map::new();
    properties.insert(
        "format".into(),
        json!({"const": FORMAT, "description": "The form of this document."}),
    );
    properties.insert(
        "name".into(),
        json!({
            "type": "string", "minLength": 1, "maxLength": limit::LABEL_CHARS,
            "description": "What the publisher calls the model."
        }),
    );
    properties.insert(
        "version".into(),
        json!({
            "type": "integer", "minimum": 1, "maximum": u32::MAX,
            "description": "Counts up with each published change."
        }),
    );
    for constant in Model::CONSTANTS {
        properties.insert(
            constant.name.into(),
            json!({
                "type": "integer", "minimum": constant.min, "maximum": constant.max,
                "default": constant.default, "description": constant.meaning.trim()
            }),
        );
    }
    let required: Vec<&str> = properties.keys().map(String::as_str).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ungated scoring model",
        "description": "Every constant that turns reading into scores. attention_points and \
                        read_through_points are 100 together; engaged_from is more than \
                        reading_from, ready_from more than considering_from.",
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false
    })
}
