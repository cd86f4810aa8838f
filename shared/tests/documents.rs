//! The documents that are kept beside the code: each is what the code says.
#![allow(missing_docs, clippy::unwrap_used)]

use std::{env, fs, path::Path};

use serde_json::Value;
use ungated_shared::score::model::{Document, Model, schema};

/// Compares a file with what it should be; `cargo xtask bless` writes it instead.
fn kept(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("model").join(name);
    if env::var_os("UNGATED_BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "{name}: run `cargo xtask bless`");
}

#[test]
fn the_default_model_is_kept_as_a_document() {
    let document = Document::default();
    let text = document.to_json();
    kept("default.json", &text);
    assert_eq!(Document::parse(&text), Ok(document));
}

#[test]
fn the_schema_is_kept_and_names_every_constant() {
    let schema = schema();
    kept("schema.json", &(serde_json::to_string_pretty(&sorted(&schema)).unwrap() + "\n"));
    for constant in Model::CONSTANTS {
        let property = &schema["properties"][constant.name];
        assert_eq!(property["minimum"], constant.min);
        assert_eq!(property["maximum"], constant.max);
        assert!(!property["description"].as_str().unwrap().is_empty());
        assert!(schema["required"].as_array().unwrap().contains(&constant.name.into()));
    }
}

/// With its keys in order, however serde_json was built.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort();
            keys.into_iter().map(|key| (key.clone(), sorted(&members[key]))).collect()
        }
        other => other.clone(),
    }
}
