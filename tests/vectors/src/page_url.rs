//! An address into what is kept of it, or null.

use serde_json::{Value, json};
use ungated_shared::hit::page_url::PageUrl;

use crate::text;

pub fn run(given: &Value) -> Value {
    let Some(url) = PageUrl::parse(text(&given["url"])) else { return Value::Null };
    json!({
        "host": url.host,
        "path": url.path,
        "utm_source": url.utm_source,
        "utm_medium": url.utm_medium,
        "utm_campaign": url.utm_campaign,
        "click": url.click,
    })
}
