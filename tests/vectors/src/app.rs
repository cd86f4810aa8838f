//! A user agent into the app whose browser it names.

use serde_json::{Value, json};
use ungated_shared::source::app::App;

use crate::text;

pub fn run(given: &Value) -> Value {
    json!(App::of(text(&given["user_agent"])).word())
}
