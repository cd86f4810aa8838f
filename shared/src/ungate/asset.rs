//! One piece that is or was gated.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;
use serde_json::Value;

use super::period::Period;
use crate::limit;
use crate::rules::{Entry, Errors, noun};

/// The keys of an asset.
const KEYS: &[&str] = &["title", "path", "gated"];

/// Bytes of a path: those of a pattern, with room for a slash.
const BYTES: usize = limit::PATTERN_BYTES - 1;

/// A piece, or several of one form, and the days on which the form stood in front of it.
///
/// # Invariant
/// Its periods are in order and share no day; only the last can be without an end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UngateAsset"))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Asset {
    /// Its name for people.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limit::TITLE_CHARS)))]
    pub title: String,
    /// The items that it is, by path: as filters on `item` match (`*`: any run of characters without
    /// `/`, `**`: any run), with and without a slash at the end. Capitals differ from small letters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = BYTES)))]
    pub path: String,
    /// When it was gated: in order, and no day twice.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limit::UNGATE_PERIODS)))]
    pub gated: Vec<Period>,
}

impl Asset {
    /// The patterns of its items: with and without a slash at the end, and of what ends in `/**` also
    /// what all that is below.
    pub(crate) fn patterns(&self) -> Vec<String> {
        let bare = self.path.trim_end_matches('/');
        let mut patterns: Vec<String> = Vec::new();
        for path in [Some(bare), bare.strip_suffix("/**")].into_iter().flatten() {
            patterns.push(alloc::format!("{path}/"));
            patterns.extend((!path.is_empty()).then(|| path.into()));
        }
        patterns
    }

    /// Reads an asset; `None` if something is missing or wrong.
    pub(super) fn read(at: &str, value: &Value, errors: &mut Errors) -> Option<Self> {
        let entry = Entry::of(at, value, KEYS, errors)?;
        entry.need("title", "its name for people", errors);
        let title = entry.text("title", limit::TITLE_CHARS, errors).filter(|title| {
            if title.is_empty() {
                errors.put(entry.at("title"), "not empty");
            }
            !title.is_empty()
        });
        entry.need("path", "the items that it is, such as “/papers/heat/”", errors);
        let path = entry.text("path", BYTES, errors).filter(|path| {
            let wrong = unfit(path);
            wrong.into_iter().for_each(|detail| errors.put(entry.at("path"), detail));
            wrong.is_none()
        });
        let need = "when it was gated: [{\"from\": \"2026-01-01\", \"until\": \"2026-03-31\"}]";
        let gated = entry
            .need("gated", need, errors)
            .and_then(|gated| periods(&entry.at("gated"), gated, errors));
        Some(Self { title: title?, path: path?, gated: gated? })
    }
}

/// Why a text is no pattern of paths.
fn unfit(path: &str) -> Option<&'static str> {
    if path.contains("://") {
        return Some("a path such as “/papers/heat/”, without the scheme and the host");
    }
    if !path.starts_with('/') {
        return Some("a path starts with “/”");
    }
    if path.contains(['?', '#']) {
        return Some("a path has no “?” or “#”: queries and fragments are never kept");
    }
    (path.len() > BYTES).then_some("at most 199 bytes")
}

fn periods(at: &str, value: &Value, errors: &mut Errors) -> Option<Vec<Period>> {
    let Value::Array(list) = value else {
        errors.put(at, alloc::format!("a list in [ ], not {}", noun(value)));
        return None;
    };
    let most = limit::UNGATE_PERIODS;
    if !(1..=most).contains(&list.len()) {
        errors.put(at, alloc::format!("1 to {most} periods, not {}", list.len()));
        return None;
    }
    let place = |n: usize| alloc::format!("{at}[{n}]");
    let read = list.iter().enumerate().map(|(n, value)| Period::read(&place(n), value, errors));
    let read: Vec<Option<Period>> = read.collect();
    let periods: Vec<Period> = read.into_iter().collect::<Option<_>>()?;
    let mut is_fine = true;
    for (n, pair) in (1..).zip(periods.windows(2)) {
        if pair[0].until.is_none_or(|until| until >= pair[1].from) {
            errors.put(place(n), "periods are in order and share no day");
            is_fine = false;
        }
    }
    is_fine.then_some(periods)
}
