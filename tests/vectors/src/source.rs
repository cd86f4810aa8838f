//! A page's address and its referrer into a source.

use serde_json::{Value, json};
use ungated_shared::page_url::PageUrl;
use ungated_shared::source::source;

use crate::text;

pub fn run(given: &Value) -> Value {
    let page = PageUrl::parse(text(&given["page"])).unwrap();
    let from = source(&page, text(&given["referrer"]));
    json!({"source": from.name, "channel": from.channel.word(), "campaign": from.campaign})
}
