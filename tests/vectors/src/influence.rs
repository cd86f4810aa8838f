//! Journeys into the influence of names. `times` repeats a journey; `shard` says where it was
//! counted (0 unless said), and shards are merged, last first, as they travel.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use ungated_shared::influence::{Influence, Journey, Touch};
use ungated_shared::statistics::merge::Merge;

use crate::{int, text};

pub fn run(given: &Value) -> Value {
    let mut shards: BTreeMap<u64, Influence> = BTreeMap::new();
    for journey in given["journeys"].as_array().unwrap() {
        let shard = shards.entry(journey["shard"].as_u64().unwrap_or(0)).or_default();
        let touches = journey["touches"].as_array().unwrap().iter().map(touch);
        let raises = journey.get("raises").map_or(0, int);
        let raised_at_ms = journey["raised_at_ms"].as_u64().unwrap_or(u64::MAX);
        let built = Journey::new(touches, raises, raised_at_ms);
        (0..journey.get("times").map_or(1, int)).for_each(|_| shard.add(&built));
    }
    let mut influence = Influence::default();
    for shard in shards.values().rev() {
        let json = serde_json::to_string(shard).unwrap();
        influence.merge(&serde_json::from_str(&json).unwrap());
    }
    json!({
        "visits": influence.visits(),
        "hand_raises": influence.hand_raises(),
        "rows": influence.finish(),
    })
}

/// A name alone, or with what else is known.
fn touch(given: &Value) -> Touch {
    let name = given.as_str().unwrap_or_else(|| text(&given["name"]));
    Touch {
        name: name.into(),
        at_ms: given["at_ms"].as_u64().unwrap_or(0),
        engaged_ms: given.get("engaged_ms").map_or(0, int),
        is_content: given["is_content"].as_bool().unwrap_or(true),
    }
}
