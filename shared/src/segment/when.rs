//! The conditions of a segment rule.
//!
//! All fields that are given must hold; of a field's values, one is enough. What the edge does
//! not know holds for no value, so `"campaign": ["*"]` means "from any campaign".
//!
//! | Field | Values | Holds |
//! |---|---|---|
//! | `organisation`, `campaign`, `source` | texts, `*` for anything | for the whole text, any case |
//! | `network` | `business`, `education`, `government` | for that kind |
//! | `country` | two letters (ISO 3166-1 alpha-2) | for that country |
//! | `language` | a tag (BCP 47) | for it and what is narrower: `de` for `de-AT` |
//! | `device`, `channel` | the words of [`Device`] and [`Channel`] | for that word |

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;
use serde_json::Value;

use super::audience::Folded;
use crate::content::metadata::is_language;
use crate::rules::{Entry, Errors, label, listed, nearest, noun, shown};
use crate::segment::network::NetworkKind;
use crate::source::channel::Channel;
use crate::source::device::Device;
use crate::{limit, rules::wildcard};

/// The fields of conditions, in the order in which they are told.
const KEYS: &[&str] =
    &["organisation", "network", "country", "language", "device", "campaign", "source", "channel"];

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SegmentWhen"))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields, default))]
pub(super) struct When {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    organisation: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    network: Vec<NetworkKind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    country: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    language: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    device: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    campaign: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    source: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    channel: Vec<Text>,
}

/// A value as it was written, and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Text {
    written: String,
    small: String,
}

impl Text {
    fn of(written: String) -> Self {
        Self { small: written.to_lowercase(), written }
    }
}

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.written)
    }
}

impl When {
    pub(super) fn read(at: &str, value: &Value, errors: &mut Errors) -> Option<Self> {
        let entry = Entry::of(at, value, KEYS, errors)?;
        let words = |words: Vec<&'static str>| {
            move |value: &str| match words.iter().find(|word| word.eq_ignore_ascii_case(value)) {
                Some(word) => Ok(Text::of((*word).into())),
                None => Err(none_of(value, &words)),
            }
        };
        Some(Self {
            organisation: values(&entry, "organisation", errors, pattern),
            network: values(&entry, "network", errors, network),
            country: values(&entry, "country", errors, country),
            language: values(&entry, "language", errors, language),
            device: values(&entry, "device", errors, words(Device::ALL.map(Device::word).into())),
            campaign: values(&entry, "campaign", errors, pattern),
            source: values(&entry, "source", errors, pattern),
            channel: values(
                &entry,
                "channel",
                errors,
                words(Channel::ALL.map(Channel::word).into()),
            ),
        })
    }

    /// Whether one of them is on the organisation's name.
    pub(super) const fn names_organisations(&self) -> bool {
        !self.organisation.is_empty()
    }

    /// Whether the conditions hold.
    pub(super) fn holds(&self, known: &Folded) -> bool {
        let like = |texts: &[Text], value: &str| {
            texts.is_empty() || (!value.is_empty() && texts.iter().any(|t| is_like(t, value)))
        };
        let is = |texts: &[Text], value: &str| {
            texts.is_empty() || texts.iter().any(|text| text.small == value)
        };
        // A kind that rules can ask for is a classified one: see `network`.
        (self.network.is_empty() || self.network.contains(&known.network))
            && is(&self.country, &known.country)
            && is(&self.device, &known.device)
            && is(&self.channel, &known.channel)
            && (self.language.is_empty()
                || self.language.iter().any(|tag| is_within(&known.language, &tag.small)))
            && like(&self.organisation, &known.organisation)
            && like(&self.campaign, &known.campaign)
            && like(&self.source, &known.source)
    }
}

fn is_like(text: &Text, value: &str) -> bool {
    wildcard::matches(text.small.as_bytes(), value.as_bytes(), &mut 0)
}

/// Whether a language tag is `wider` or one of its kinds.
fn is_within(tag: &str, wider: &str) -> bool {
    tag.strip_prefix(wider).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The values of a field, each read by `read`; none if the field is not given.
fn values<T>(
    entry: &Entry<'_>,
    key: &str,
    errors: &mut Errors,
    read: impl Fn(&str) -> Result<T, String>,
) -> Vec<T> {
    let Some(value) = entry.get(key) else { return Vec::new() };
    let most = limit::VALUES;
    let Value::Array(list) = value else {
        errors.put(entry.at(key), format!("a list of texts in [ ], not {}", noun(value)));
        return Vec::new();
    };
    if list.is_empty() || list.len() > most {
        errors.put(entry.at(key), format!("1 to {most} values, not {}", list.len()));
        return Vec::new();
    }
    let mut out = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let at = format!("{}[{index}]", entry.at(key));
        let Some(text) = label(&at, value, limit::LABEL_CHARS, errors) else { continue };
        match read(&text) {
            _ if text.is_empty() => errors.put(at, "an empty text: leave the value out"),
            Ok(value) => out.push(value),
            Err(detail) => errors.put(at, detail),
        }
    }
    out
}

fn pattern(value: &str) -> Result<Text, String> {
    Ok(Text::of(value.into()))
}

/// A kind of network that a reader's organisation can have.
fn network(value: &str) -> Result<NetworkKind, String> {
    let small = value.to_lowercase();
    let classified: Vec<&str> = NetworkKind::ALL
        .into_iter()
        .filter(|kind| kind.is_classified())
        .map(NetworkKind::word)
        .collect();
    match NetworkKind::ALL.into_iter().find(|kind| kind.word() == small) {
        Some(kind) if kind.is_classified() => Ok(kind),
        Some(kind) => Err(format!(
            "“{}” never holds: such a network does not say where the reader works; rules can ask \
             for {}",
            kind.word(),
            listed(&classified)
        )),
        None => Err(none_of(value, &classified)),
    }
}

fn country(value: &str) -> Result<Text, String> {
    let is_code = value.len() == 2 && value.bytes().all(|b| b.is_ascii_alphabetic());
    let code = value.to_ascii_uppercase();
    match code.as_str() {
        _ if !is_code => Err(format!("“{}” is no country: two letters such as “DE”", shown(value))),
        // Reserved, and never sent.
        "UK" => Err("“UK” is no country's code: the United Kingdom has “GB”".into()),
        _ => Ok(Text::of(code)),
    }
}

fn language(value: &str) -> Result<Text, String> {
    if is_language(value) {
        Ok(Text::of(value.into()))
    } else {
        Err(format!("“{}” is no language tag: such as “de” or “pt-BR”", shown(value)))
    }
}

fn none_of(value: &str, words: &[&str]) -> String {
    let hint = nearest(value, words).map(|near| format!("; did you mean “{near}”?"));
    format!("“{}” is none of {}{}", shown(value), listed(words), hint.unwrap_or_default())
}
