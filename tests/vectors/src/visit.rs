//! Readings into a score.

use serde_json::Value;
use ungated_shared::item::Stage;
use ungated_shared::model::Model;
use ungated_shared::page_view::PageView;
use ungated_shared::score::{Reading, score};

use crate::text;

pub fn run(given: &Value) -> Value {
    let readings = given["readings"].as_array().unwrap().iter().map(|reading| Reading {
        stage: Stage::from_word(text(&reading["stage"])),
        view: serde_json::from_value::<PageView>(reading["view"].clone()).unwrap(),
        returned: reading["returned"].as_bool().unwrap_or(false),
    });
    let readings: Vec<Reading> = readings.collect();
    serde_json::to_value(score(&Model::DEFAULT, &readings)).unwrap()
}
