//! The door for rules written as JSON: one reader for all of them (content maps, segments, models),
//! so that all complain in the same way.

mod error;
pub(crate) mod wildcard;

pub use error::RuleError;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Map, Value};

use crate::hit::text;
use crate::limit;

/// Rules take no `null`, where [`serde`] would.
#[cfg(feature = "schema")]
pub(crate) fn without_null(schema: &mut schemars::Schema) {
    let Some(Value::Object(fields)) = schema.get_mut("properties") else { return };
    for field in fields.values_mut().filter_map(Value::as_object_mut) {
        if let Some(Value::Array(types)) = field.get("type") {
            let one = types.iter().find(|it| *it != "null").cloned();
            field.extend(one.map(|one| ("type".to_string(), one)));
        }
        if let Some(Value::Array(kinds)) = field.remove("anyOf") {
            let is_null = |kind: &Value| kind["type"] == "null";
            let one = kinds.into_iter().find(|kind| !is_null(kind));
            field.extend(one.and_then(|one| one.as_object().cloned()).into_iter().flatten());
        }
    }
}

/// The errors found so far.
#[derive(Default)]
pub(crate) struct Errors(Vec<RuleError>);

impl Errors {
    pub(crate) fn put(&mut self, at: impl Into<String>, detail: impl Into<String>) {
        self.0.push(RuleError { at: at.into(), detail: detail.into() });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, or `rules` if there is none.
    pub(crate) fn or<T>(self, rules: T) -> Result<T, Vec<RuleError>> {
        if self.0.is_empty() { Ok(rules) } else { Err(self.0) }
    }
}

/// The rules of a JSON array, each with its place; `most` of them at most.
pub(crate) fn list(json: &str, most: usize, errors: &mut Errors) -> Vec<(String, Value)> {
    let bytes = limit::RULES_BYTES;
    if json.len() > bytes {
        errors.put("rules", format!("at most {bytes} bytes, not {}", json.len()));
        return Vec::new();
    }
    match serde_json::from_str(json) {
        Ok(Value::Array(rules)) if rules.len() > most => {
            errors.put("rules", format!("at most {most} rules, not {}", rules.len()));
            Vec::new()
        }
        Ok(Value::Array(rules)) => {
            let at = |(index, rule)| (format!("rules[{index}]"), rule);
            rules.into_iter().enumerate().map(at).collect()
        }
        Ok(other) => {
            errors.put("rules", format!("a list of rules in [ ], not {}", noun(&other)));
            Vec::new()
        }
        Err(error) => {
            errors.put("rules", format!("not JSON: {error}"));
            Vec::new()
        }
    }
}

/// One JSON object of a set: a rule, or a part of one.
pub(crate) struct Entry<'a> {
    at: String,
    values: &'a Map<String, Value>,
    /// Whether a key is unknown, and the keys that were most likely meant: these are not missing,
    /// so one slip is one error.
    has_unknown: bool,
    meant: Vec<String>,
}

impl<'a> Entry<'a> {
    /// Reads an object that has no keys but the `known` ones.
    pub(crate) fn of(
        at: &str,
        value: &'a Value,
        known: &[&str],
        errors: &mut Errors,
    ) -> Option<Self> {
        let Value::Object(values) = value else {
            errors.put(at, format!("an object in {{ }}, not {}", noun(value)));
            return None;
        };
        let mut entry = Self { at: at.to_string(), values, has_unknown: false, meant: Vec::new() };
        let mut unknown: Vec<&String> = values.keys().collect();
        unknown.retain(|key| !known.contains(&key.as_str()));
        // The order of a JSON object's keys depends on how serde_json was built.
        unknown.sort();
        for key in unknown {
            entry.has_unknown = true;
            let hint = match nearest(key, known) {
                Some(near) => {
                    entry.meant.push(near.to_string());
                    format!("did you mean “{near}”?")
                }
                None => format!("known are {}", listed(known)),
            };
            errors.put(at, format!("no such key as “{}”: {hint}", shown(key)));
        }
        Some(entry)
    }

    /// Whether it has none of these keys, nor one that may have been meant for them.
    pub(crate) fn lacks(&self, keys: &[&str]) -> bool {
        !self.has_unknown && keys.iter().all(|key| self.get(key).is_none())
    }

    /// The place of a key.
    pub(crate) fn at(&self, key: &str) -> String {
        format!("{}.{key}", self.at)
    }

    /// The value of a key, if there is one.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Value> {
        self.values.get(key)
    }

    /// The value of a key that must be there.
    pub(crate) fn need(&self, key: &str, what: &str, errors: &mut Errors) -> Option<&'a Value> {
        let value = self.get(key);
        if value.is_none() && !self.meant.iter().any(|meant| meant == key) {
            errors.put(self.at(key), format!("missing: {what}"));
        }
        value
    }

    /// A text of at most `chars` characters, cleaned; `None` also when there is an error.
    pub(crate) fn text(&self, key: &str, chars: usize, errors: &mut Errors) -> Option<String> {
        self.get(key).and_then(|value| label(&self.at(key), value, chars, errors))
    }

    /// A whole number from 0 to `most`.
    pub(crate) fn whole(&self, key: &str, most: u16, errors: &mut Errors) -> Option<u16> {
        let value = self.get(key)?;
        let number = value.as_u64().and_then(|n| u16::try_from(n).ok()).filter(|n| *n <= most);
        if number.is_none() {
            let detail = format!("a whole number from 0 to {most}, not {}", noun(value));
            errors.put(self.at(key), detail);
        }
        number
    }
}

/// A text of at most `chars` characters, cleaned.
pub(crate) fn label(at: &str, value: &Value, chars: usize, errors: &mut Errors) -> Option<String> {
    let Value::String(raw) = value else {
        errors.put(at, format!("a text in quotes, not {}", noun(value)));
        return None;
    };
    // One more than allowed, to see whether there was more.
    let label = text::clean(raw, chars + 1);
    if label.chars().count() > chars {
        errors.put(at, format!("at most {chars} characters"));
        return None;
    }
    Some(label)
}

/// `a, b and c`, each in quotes.
pub(crate) fn listed(words: &[&str]) -> String {
    let mut out = String::new();
    for (i, word) in words.iter().enumerate() {
        out.push_str(match i {
            0 => "",
            _ if i + 1 == words.len() => " and ",
            _ => ", ",
        });
        out.push('“');
        out.push_str(word);
        out.push('”');
    }
    out
}

/// A value as an error quotes it: clean, and not longer than a line.
pub(crate) fn shown(raw: &str) -> String {
    text::clean(raw, 40)
}

/// What a JSON value is, in words.
pub(crate) fn noun(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(_) => format!("{value}"),
        Value::Number(_) => format!("the number {}", shown(&value.to_string())),
        Value::String(text) => format!("the text “{}”", shown(text)),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
    }
}

/// The one of `known` that `word` was most likely meant to be: at most two slips off.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    // No known word is nearly as long.
    let word = word.to_lowercase();
    if word.len() > limit::LABEL_CHARS {
        return None;
    }
    let off = |known: &&str| distance(&word, known);
    // A third of the letters is a slip; more is another word.
    let near = |known: &&&str| off(known) <= 2.min(known.len().max(3) / 3);
    known.iter().filter(near).min_by_key(|known| off(known)).copied()
}

/// Letters to insert, delete, replace or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut next = alloc::vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (cell(&row, j) + usize::from(x != y))
                .min(cell(&row, j + 1) + 1)
                .min(cell(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(cell(&before, j - 1) + 1);
            }
            next.push(least);
        }
        before = row;
        row = next;
    }
    cell(&row, b.len())
}
