//! An organisation's name into the kind of its network.

use serde_json::{Value, json};
use ungated_shared::segment::network::NetworkKind;

use crate::text;

pub fn run(given: &Value) -> Value {
    json!(NetworkKind::of(text(&given["organisation"])).word())
}
