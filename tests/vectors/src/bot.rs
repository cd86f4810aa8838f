//! What is known of a reader into the class of bot that it is.

use serde_json::{Value, json};
use ungated_shared::page_view::PageView;
use ungated_shared::source::bot::Bot;

use crate::record;

/// A browser that people use, where a case is about something else.
const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:157.0) Gecko/20100101 Firefox/157.0";

pub fn run(given: &Value) -> Value {
    let said = given["user_agent"].as_str().unwrap_or(BROWSER);
    let times = given["times"].as_u64().map_or(1, |times| times as usize);
    let referrer = given["referrer"].as_str().unwrap_or_default();
    let organisation = given["organisation"].as_str().unwrap_or_default();
    let views = given["views"].as_array().into_iter().flatten().map(record::view);
    let views: Vec<PageView> = views.collect();
    json!(Bot::of(&said.repeat(times), referrer, organisation, &views).map(Bot::word))
}
