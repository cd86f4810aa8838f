//! One segment rule.

use alloc::string::String;

use serde::Serialize;
use serde_json::Value;

use super::when::When;
use crate::limit;
use crate::rules::{Entry, Errors};

/// How reports name the visits in no segment.
const NONE: &str = "(none)";

/// The keys of a rule.
const KEYS: &[&str] = &["segment", "fit", "when"];

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SegmentRule"))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub(super) struct Rule {
    /// Its name: not empty, not `(none)`.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limit::LABEL_CHARS)))]
    pub(super) segment: String,
    /// Points, 0–100.
    #[cfg_attr(feature = "schema", schemars(range(max = 100)))]
    pub(super) fit: u8,
    pub(super) when: When,
}

impl Rule {
    /// Reads a rule; `None` if something is missing or wrong.
    pub(super) fn read(at: &str, value: &Value, errors: &mut Errors) -> Option<Self> {
        let entry = Entry::of(at, value, KEYS, errors)?;
        entry.need("segment", "the segment's name", errors);
        let segment = entry.text("segment", limit::LABEL_CHARS, errors).filter(|name| {
            let fine = !name.is_empty() && name != NONE;
            if !fine {
                errors.put(
                    entry.at("segment"),
                    "a name; “(none)” is that of the visits in no segment",
                );
            }
            fine
        });
        entry.need("fit", "points from 0 to 100", errors);
        let fit = entry.whole("fit", 100, errors).and_then(|points| u8::try_from(points).ok());
        let need = "the conditions; “{}” holds for every visit";
        let when = entry
            .need("when", need, errors)
            .and_then(|when| When::read(&entry.at("when"), when, errors));
        Some(Self { segment: segment?, fit: fit?, when: when? })
    }
}
