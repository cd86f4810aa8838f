//! Hits, as they arrive, into visits.

use serde_json::{Value, json};
use ungated_shared::item::Item;
use ungated_shared::visit::{Arrival, Visits};

use crate::record;

/// Hits are `{at, keys, page_view, n, item, view}`: milliseconds, the visitor's keys under the
/// living salts, today's first. `{close: at}` is the shard's alarm.
pub fn run(given: &Value) -> Value {
    let mut visits = Visits::default();
    let mut refused = Vec::new();
    for (n, hit) in given["hits"].as_array().unwrap().iter().enumerate() {
        if let Some(now_ms) = hit["close"].as_u64() {
            visits.close(now_ms);
            continue;
        }
        let keys = hit["keys"].as_array().unwrap().iter();
        let keys: Vec<u64> = keys.map(|key| key.as_u64().unwrap()).collect();
        let item: Item = record::item(&hit["item"]);
        let arrival = Arrival {
            now_ms: hit["at"].as_u64().unwrap(),
            keys: &keys,
            page_view: hit["page_view"].as_u64().unwrap(),
            sequence: hit["n"].as_u64().unwrap_or(0) as u16,
            item: &item,
            view: &record::view(&hit["view"]),
        };
        if let Err(refusal) = visits.receive(&arrival) {
            refused.push(json!([n, refusal.code()]));
        }
    }
    let visits = visits.as_slice().iter().map(|visit| {
        let engaged = visit.openings.iter().map(|o| o.view.engaged_ms());
        json!({
            "start": visit.start_ms,
            "last": visit.last_ms,
            "key": visit.key,
            "engaged_ms": engaged.sum::<u32>(),
            "page_views": visit.openings.iter().map(|o| o.page_view).collect::<Vec<_>>(),
            "shape": visit.shape(),
        })
    });
    let mut out = json!({"visits": visits.collect::<Vec<_>>()});
    if !refused.is_empty() {
        out["refused"] = json!(refused);
    }
    out
}
