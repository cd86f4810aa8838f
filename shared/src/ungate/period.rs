//! The days on which a form stood there.

use serde::Serialize;
use serde_json::Value;

use super::day::Day;
use crate::limit;
use crate::rules::{Entry, Errors, noun, shown};

/// The keys of a period.
const KEYS: &[&str] = &["from", "until", "form_fills"];

/// Days on which a piece was gated, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "GatedPeriod"))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields, transform = crate::rules::without_null))]
pub struct Period {
    /// The first.
    pub from: Day,
    /// The last; none where the form still stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// How often the form was filled in on these days, as far as the site knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(max = limit::FORM_FILLS)))]
    pub form_fills: Option<u32>,
}

impl Period {
    /// Reads a period; `None` if something is missing or wrong.
    pub(super) fn read(at: &str, value: &Value, errors: &mut Errors) -> Option<Self> {
        let entry = Entry::of(at, value, KEYS, errors)?;
        entry.need("from", "the first day, as “2026-01-31”", errors);
        let (from, until) = (day(&entry, "from", errors), day(&entry, "until", errors));
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            errors.put(entry.at("until"), "not before “from”");
            return None;
        }
        let form_fills = form_fills(&entry, errors);
        Some(Self { from: from?, until, form_fills })
    }
}

fn day(entry: &Entry<'_>, key: &str, errors: &mut Errors) -> Option<Day> {
    let value = entry.get(key)?;
    let day = value.as_str().and_then(Day::read);
    if day.is_none() {
        let given =
            value.as_str().map_or_else(|| noun(value), |text| alloc::format!("“{}”", shown(text)));
        errors
            .put(entry.at(key), alloc::format!("a day from 1970 on, as “2026-01-31”, not {given}"));
    }
    day
}

fn form_fills(entry: &Entry<'_>, errors: &mut Errors) -> Option<u32> {
    let value = entry.get("form_fills")?;
    let most = limit::FORM_FILLS;
    let number = value.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= most);
    if number.is_none() {
        let detail = alloc::format!("a whole number from 0 to {most}, not {}", noun(value));
        errors.put(entry.at("form_fills"), detail);
    }
    number
}
