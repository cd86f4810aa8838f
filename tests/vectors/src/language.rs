//! A language and a length into the time that reading takes.

use serde_json::{Value, json};
use ungated_shared::page_view::language::Unit;

use crate::{int, record, text};

pub fn run(given: &Value) -> Value {
    let unit = Unit::of(text(&given["language"]));
    let model = record::model(&given["model"]);
    json!({"unit": unit.word(), "reading_ms": model.reading_ms(unit, int(&given["length"]))})
}
