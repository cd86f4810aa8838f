//! Visits under the default model and under a draft, and what differs.

use serde_json::{Value, json};
use ungated_shared::score::model::Model;
use ungated_shared::score::replay::{Difference, replay};

use crate::record;

pub fn run(given: &Value) -> Value {
    let draft = record::model(&given["draft"]);
    let mut difference = Difference::default();
    let visits = given["visits"].as_array().unwrap().iter().map(|visit| {
        let opened = record::opened(visit);
        let readings = record::read(&opened);
        let replayed = replay(&Model::DEFAULT, &draft, &readings);
        difference.add(&replayed);
        json!([
            record::explained(&replayed.published, &readings),
            record::explained(&replayed.draft, &readings)
        ])
    });
    let visits: Vec<Value> = visits.collect();
    json!({
        "visits": visits,
        "changed": difference.changed,
        "standings": difference.standings,
        "engagement_median": [difference.engagement.published.median(), difference.engagement.draft.median()],
    })
}
