//! One rule of a content map.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;
use serde_json::Value;

use super::change::Change;
use super::field::Field;
use super::kind;
use super::pattern::{PathParts, Pattern};
use super::template::Template;
use crate::hit::page_url::scrub_path;
use crate::hit::scrub::decode;
use crate::hit::text;
use crate::item::Stage;
use crate::limit;
use crate::rules::{Entry, Errors, label, listed, nearest, shown};

/// The keys of a rule.
const KEYS: &[&str] = &["path", "item", "title", "type", "topic", "author", "stage", "weight"];

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ContentRule"))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields, transform = crate::rules::without_null))]
pub(super) struct Rule {
    #[cfg_attr(feature = "schema", schemars(with = "String", length(min = 1, max = limit::PATTERN_BYTES)))]
    path: Pattern,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    item: Option<Template>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    title: Option<Template>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    kind: Option<Template>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    topic: Option<Template>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    author: Option<Template>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<Stage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(max = limit::WEIGHT_PERCENT)))]
    weight: Option<u16>,
}

impl Rule {
    /// Reads a rule; `None` if there is an error in what it cannot do without.
    pub(super) fn read(at: &str, value: &Value, errors: &mut Errors) -> Option<Self> {
        let entry = Entry::of(at, value, KEYS, errors)?;
        let need = "the paths that the rule is for, such as “/blog/**”";
        let path = entry.need("path", need, errors).and_then(|value| {
            let source = label(&entry.at("path"), value, limit::PATTERN_BYTES, errors)?;
            Pattern::parse(&source).map_err(|e| errors.put(entry.at("path"), e)).ok()
        });
        let pattern = path.as_ref();
        let rule = Self {
            item: template(&entry, Field::Item, pattern, errors),
            title: template(&entry, Field::Title, pattern, errors),
            kind: template(&entry, Field::Type, pattern, errors),
            topic: template(&entry, Field::Topic, pattern, errors),
            author: template(&entry, Field::Author, pattern, errors),
            stage: stage(&entry, errors),
            weight: entry.whole("weight", limit::WEIGHT_PERCENT, errors),
            path: path?,
        };
        let words = Field::OF_RULES.map(Field::word);
        if entry.lacks(&words) {
            errors.put(at, format!("sets nothing: it needs at least one of {}", listed(&words)));
        }
        Some(rule)
    }

    /// What the rule sets for this path, in the order of [`Field::OF_RULES`]; nothing if it is
    /// for other paths.
    pub(super) fn changes(&self, path: &PathParts<'_>) -> Vec<Change> {
        let Some(captures) = self.path.captures(path) else { return Vec::new() };
        let spoken = |template: &Option<Template>, chars: usize| {
            let template = template.as_ref()?;
            let value = text::clean(&template.fill(&captures, spoken)?, chars);
            (!value.is_empty() || !template.has_captures()).then_some(value)
        };
        let item = self.item.as_ref().and_then(|t| t.fill(&captures, |raw| Some(raw.to_string())));
        let kind = self.kind.as_ref().and_then(|template| {
            let value = kind::of(&template.fill(&captures, written)?);
            (!value.is_empty() || !template.has_captures()).then_some(value)
        });
        let changes = [
            item.map(|path| Change::Item(scrub_path(&path))),
            spoken(&self.title, limit::TITLE_CHARS).map(Change::Title),
            kind.map(Change::Type),
            spoken(&self.topic, limit::LABEL_CHARS).map(Change::Topic),
            spoken(&self.author, limit::LABEL_CHARS).map(Change::Author),
            self.stage.map(Change::Stage),
            self.weight.map(Change::Weight),
        ];
        changes.into_iter().flatten().collect()
    }
}

/// A captured segment as the word that it stands for; none for what [`scrub_path`] put in the
/// place of something personal.
fn written(segment: &str) -> Option<String> {
    (!segment.starts_with(':')).then(|| decode(segment).into_owned())
}

/// As [`written`], for people: slugs have hyphens for spaces. Capitals are left as they are, as
/// no rule knows which words of "sap and iot in smes" have them.
fn spoken(segment: &str) -> Option<String> {
    written(segment).map(|word| word.replace(['-', '_'], " "))
}

/// The value of a text field, checked against the captures of the pattern if that is known.
fn template(
    entry: &Entry<'_>,
    field: Field,
    pattern: Option<&Pattern>,
    errors: &mut Errors,
) -> Option<Template> {
    let at = entry.at(field.word());
    let most = match field {
        Field::Title => limit::TITLE_CHARS,
        Field::Item => limit::PATH_BYTES,
        _ => limit::LABEL_CHARS,
    };
    let mut value = entry.text(field.word(), most, errors)?;
    let template = match Template::parse(&value, pattern?.names()) {
        Ok(template) => template,
        Err(detail) => {
            errors.put(at, detail);
            return None;
        }
    };
    let wrong = match field {
        Field::Title if value.is_empty() => Some("a title cannot be empty".to_string()),
        Field::Item => unfit(&value),
        Field::Type if !template.has_captures() => {
            let kind = kind::of(&value);
            let empty = kind.is_empty() && !value.is_empty();
            let says = || format!("“{}” says how a page is built, not what it is", shown(&value));
            let wrong = empty.then(says);
            value = kind;
            wrong
        }
        _ => None,
    };
    if let Some(detail) = wrong {
        errors.put(at, detail);
        return None;
    }
    if template.has_captures() { Some(template) } else { Template::parse(&value, &[]).ok() }
}

/// Why a text is no path to count under.
fn unfit(path: &str) -> Option<String> {
    let bytes = limit::PATH_BYTES;
    if !path.starts_with('/') {
        return Some("a path starts with “/”".into());
    }
    if path.contains(['*', '?', '#']) {
        return Some("one path to count under, without “*”, “?” or “#”".into());
    }
    (path.len() > bytes).then(|| format!("at most {bytes} bytes, not {}", path.len()))
}

fn stage(entry: &Entry<'_>, errors: &mut Errors) -> Option<Stage> {
    let word = entry.text("stage", limit::LABEL_CHARS, errors)?;
    let known = Stage::ALL.into_iter().find(|stage| stage.word() == word);
    if known.is_none() {
        let words = Stage::ALL.map(Stage::word);
        let meant = match Stage::from_word(&word) {
            Stage::None => nearest(&word, &words),
            stage => Some(stage.word()),
        };
        let hint = meant.map(|near| format!("; did you mean “{near}”?")).unwrap_or_default();
        let detail = format!("“{}” is none of {}{hint}", shown(&word), listed(&words));
        errors.put(entry.at("stage"), detail);
    }
    known
}
