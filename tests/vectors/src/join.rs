//! Snapshots of one page view, as they arrive, into what is known of it; and showings of one item
//! that follow on each other.

use serde_json::Value;
use ungated_shared::page_view::PageView;

use crate::record;

pub fn run(given: &Value) -> Value {
    let mut known = PageView::NEW;
    for snapshot in given["snapshots"].as_array().into_iter().flatten() {
        known.join(&record::view(snapshot));
    }
    for showing in given["then"].as_array().into_iter().flatten() {
        known.follow(&record::view(showing));
    }
    serde_json::to_value(known).unwrap()
}
