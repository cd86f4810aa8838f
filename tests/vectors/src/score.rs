//! Page views of a visit into its score, in words.

use serde_json::Value;
use ungated_shared::score::score;

use crate::record;

pub fn run(given: &Value) -> Value {
    let opened = record::opened(&given["opened"]);
    let readings = record::read(&opened);
    record::explained(&score(&record::model(&given["model"]), &readings), &readings)
}
