//! A model as a document: what a publisher writes, reviews and keeps.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::{Constant, FORMAT, Model};
use crate::hit::text;
use crate::limit;
use crate::rules::RuleError;
use crate::rules::{Entry, Errors, noun};

/// A model with what a publisher says of it.
///
/// ```
/// use ungated_shared::score::model::{Document, Model};
///
/// let text = Document::default().to_json();
/// assert_eq!(Document::parse(&text).unwrap().model, Model::DEFAULT);
///
/// let errors = Document::parse(&text.replace("238", "2.5")).unwrap_err();
/// let said = "model.words_per_minute: a whole number from 50 to 2000, not the number 2.5";
/// assert_eq!(errors[0].to_string(), said);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What the publisher calls it.
    pub name: String,
    /// Counts up with each published change.
    pub version: u32,
    /// The rules. Name and version are not in their hash: the same rules are the same rules.
    pub model: Model,
}

impl Default for Document {
    fn default() -> Self {
        Self { name: "Business publication".to_string(), version: 1, model: Model::DEFAULT }
    }
}

/// The members of a document that are no constants.
const HEAD: [&str; 3] = ["format", "name", "version"];

impl Document {
    /// Reads a document. Every constant has to be there: a document that left one out would
    /// change its meaning with the program that reads it.
    ///
    /// # Errors
    /// Everything that is wrong with it, each by its place.
    pub fn parse(json: &str) -> Result<Self, Vec<RuleError>> {
        let mut errors = Errors::default();
        let Some(value) = object(json, &mut errors) else {
            return errors.or(Self::default());
        };
        let constants = Model::CONSTANTS.iter().map(|constant| constant.name);
        let known: Vec<&str> = HEAD.into_iter().chain(constants).collect();
        let Some(entry) = Entry::of("model", &value, &known, &mut errors) else {
            return errors.or(Self::default());
        };
        let format = entry.get("format").and_then(Value::as_u64);
        if format != Some(FORMAT.into()) {
            errors.put(entry.at("format"), format!("{FORMAT}, the form that this program reads"));
        }
        let version = whole(&entry, "version", 1, u32::MAX, &mut errors);
        let name = name(&entry, &mut errors);
        let mut values = Model::DEFAULT.values();
        for (value, constant) in values.iter_mut().zip(Model::CONSTANTS) {
            let Constant { name, min, max, .. } = *constant;
            *value = whole(&entry, name, min, max, &mut errors);
        }
        let model = Model::of_values(values);
        if errors.is_empty() {
            together(&entry, &model, &mut errors);
        }
        errors.or(Self { name, version, model })
    }

    /// The document as JSON, constants in their order.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut lines = Vec::new();
        lines.push(format!("  \"format\": {FORMAT}"));
        lines.push(format!("  \"name\": {}", json!(self.name)));
        lines.push(format!("  \"version\": {}", self.version));
        for (constant, value) in Model::CONSTANTS.iter().zip(self.model.values()) {
            lines.push(format!("  \"{}\": {value}", constant.name));
        }
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

fn object(json: &str, errors: &mut Errors) -> Option<Value> {
    if json.len() > limit::MODEL_BYTES {
        errors.put("model", format!("at most {} bytes, not {}", limit::MODEL_BYTES, json.len()));
        return None;
    }
    let value = serde_json::from_str(json);
    value.map_err(|error| errors.put("model", format!("not JSON: {error}"))).ok()
}

fn whole(entry: &Entry<'_>, name: &str, min: u32, max: u32, errors: &mut Errors) -> u32 {
    let what = format!("a whole number from {min} to {max}");
    let Some(given) = entry.need(name, &what, errors) else { return min };
    let number = given.as_u64().and_then(|n| u32::try_from(n).ok());
    number.filter(|n| (min..=max).contains(n)).unwrap_or_else(|| {
        errors.put(entry.at(name), format!("{what}, not {}", noun(given)));
        min
    })
}

fn name(entry: &Entry<'_>, errors: &mut Errors) -> String {
    let most = limit::LABEL_CHARS;
    let what = format!("a name of 1 to {most} characters in one line");
    let Some(given) = entry.need("name", &what, errors) else { return String::new() };
    let name = given.as_str().unwrap_or("");
    let clean = text::clean(name, most);
    if clean.is_empty() || clean != name {
        errors.put(entry.at("name"), what);
    }
    clean
}

/// What has to hold between constants.
fn together(entry: &Entry<'_>, model: &Model, errors: &mut Errors) {
    let mut need = |holds: bool, name: &str, detail: String| {
        if !holds {
            errors.put(entry.at(name), detail);
        }
    };
    let (read_through, attention) = (model.read_through_points, model.attention_points);
    let detail = format!(
        "{} with attention_points at {attention}, as a piece read in full has 100; not {read_through}",
        100u32.saturating_sub(attention)
    );
    need(attention + read_through == 100, "read_through_points", detail);
    let (low, high) = (model.reading_from, model.engaged_from);
    need(low < high, "engaged_from", format!("more than reading_from, which is {low}; not {high}"));
    let (low, high) = (model.considering_from, model.ready_from);
    need(
        low < high,
        "ready_from",
        format!("more than considering_from, which is {low}; not {high}"),
    );
}
