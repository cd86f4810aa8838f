//! Events of several snapshots, as they arrive, into what is known of them; `null` is a refusal.

use serde_json::{Value, json};
use ungated_shared::page_view::event::{Events, WireEvent};

pub fn run(given: &Value) -> Value {
    let mut known = Events::NONE;
    for snapshot in given["snapshots"].as_array().unwrap() {
        let Ok(wire) = serde_json::from_value::<Vec<WireEvent>>(snapshot.clone()) else {
            return Value::Null;
        };
        let Ok(events) = Events::try_from(wire) else { return Value::Null };
        known.join(&events);
    }
    json!(known)
}
