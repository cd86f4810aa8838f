//! A page's address, its referrer and its user agent into a source.

use serde_json::{Value, json};
use ungated_shared::hit::page_url::PageUrl;
use ungated_shared::source::app::App;
use ungated_shared::source::source;

use crate::text;

pub fn run(given: &Value) -> Value {
    let page = PageUrl::parse(text(&given["page"])).unwrap();
    let app = App::of(given["user_agent"].as_str().unwrap_or_default());
    let from = source(&page, text(&given["referrer"]), app);
    json!({
        "source": from.name,
        "channel": from.channel.word(),
        "campaign": from.campaign,
        "confidence": from.confidence,
    })
}
