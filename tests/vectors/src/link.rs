//! A link that was followed, or an element that was used, into what that means.

use serde_json::{Value, json};
use ungated_shared::signal::hand_raise;
use ungated_shared::signal::link::{Followed, followed};

use crate::text;

pub fn run(given: &Value) -> Value {
    if let Some(mark) = given["mark"].as_str() {
        return json!({"hand_raise": hand_raise::of_mark(mark)});
    }
    let download = given["download"].as_bool().unwrap_or(false);
    let same_host = given["same_host"].as_bool().unwrap_or(false);
    match followed(text(&given["href"]), download, same_host) {
        Some(Followed::HandRaise(kind)) => json!({"hand_raise": kind}),
        Some(Followed::Act(act)) => json!({"act": act}),
        None => Value::Null,
    }
}
