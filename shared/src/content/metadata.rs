//! What a page says of itself, and which of it is believed.
//!
//! | Field | 1. `data-ungated-…` | 2. JSON-LD | 3. Open Graph | 4. the document |
//! |---|---|---|---|---|
//! | item | | | | `link rel=canonical`, if it is of the same host |
//! | title | `title` | `headline`, `name` | `og:title` | `title` |
//! | type | `type` | `@type` | `og:type` | |
//! | topic | `topic` | `articleSection` | `article:section` | |
//! | author | `author` | `author`, `creator` | `article:author` | |
//! | stage | `stage` | | | |
//! | language | | `inLanguage` | | `lang` of `html` |
//!
//! Each field is read from left to right, and the first value that means something is taken: a
//! type of `WebPage`, an author that is an address, or a stage that no table knows are passed
//! over, not kept as noise.
//!
//! # Why this order?
//! `data-ungated-*` is written for us. JSON-LD is written for machines that judge content
//! (search engines), Open Graph for the preview of a link, where titles are worded to be
//! clicked. The document's `<title>` carries the site's name.
//!
//! # Why no keywords, no `article:tag`, no `og:locale`?
//! Keywords and tags are many, in no order: the first is no topic. `og:locale` is `en_US`
//! wherever nobody has set it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::field::Field;
use super::{json_ld, kind};
use crate::hit::page_url::{PageUrl, scrub_path};
use crate::hit::text;
use crate::item::{Item, Stage};
use crate::limit;

/// Where in a page a value stands, the most believed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Attributes `data-ungated-…` of the tag, the content or the document; names without the
    /// prefix.
    Ungated,
    /// `<script type="application/ld+json">`; names are schema.org's properties.
    JsonLd,
    /// `<meta property="…">`.
    OpenGraph,
    /// The document's own head: `title`, `lang`, `canonical`.
    Document,
}

/// What each origin calls a field. One row a source; for a field, an earlier row is believed
/// before a later one.
const SOURCES: &[(Origin, &str, Field)] = &[
    (Origin::Ungated, "title", Field::Title),
    (Origin::Ungated, "type", Field::Type),
    (Origin::Ungated, "topic", Field::Topic),
    (Origin::Ungated, "author", Field::Author),
    (Origin::Ungated, "stage", Field::Stage),
    (Origin::JsonLd, "headline", Field::Title),
    (Origin::JsonLd, "name", Field::Title),
    (Origin::JsonLd, "@type", Field::Type),
    (Origin::JsonLd, "articleSection", Field::Topic),
    (Origin::JsonLd, "author", Field::Author),
    (Origin::JsonLd, "creator", Field::Author),
    (Origin::JsonLd, "inLanguage", Field::Language),
    (Origin::OpenGraph, "og:title", Field::Title),
    (Origin::OpenGraph, "og:type", Field::Type),
    (Origin::OpenGraph, "article:section", Field::Topic),
    (Origin::OpenGraph, "article:author", Field::Author),
    (Origin::Document, "canonical", Field::Item),
    (Origin::Document, "title", Field::Title),
    (Origin::Document, "lang", Field::Language),
];

/// What a page says of itself, by origin; at most [`limit::METADATA_VALUES`] values of a name.
///
/// The tracker picks in the page itself and sends one item: in this order, but from fewer origins
/// (no Open Graph) and the first value it finds. This is the reference it has to grow to, and what
/// reads pages outside of browsers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Row of the table and value, as said.
    said: Vec<(usize, String)>,
}

impl Metadata {
    /// Notes a value. Names that the table does not know are passed over; of several values of
    /// one name, the first that means something is taken.
    pub fn say(&mut self, origin: Origin, name: &str, value: &str) {
        let is = |(o, n, _): &(Origin, &str, Field)| *o == origin && n.eq_ignore_ascii_case(name);
        let Some(row) = SOURCES.iter().position(is) else { return };
        if self.said.iter().filter(|(of, _)| *of == row).count() < limit::METADATA_VALUES {
            self.said.push((row, text::cut(value, limit::METADATA_BYTES).to_string()));
        }
    }

    /// Notes what a JSON-LD script says of the piece; scripts over [`limit::JSON_LD_BYTES`] and
    /// broken ones say nothing.
    pub fn json_ld(&mut self, script: &str) {
        let of_json_ld = SOURCES.iter().filter(|(origin, ..)| *origin == Origin::JsonLd);
        let names: Vec<&'static str> = of_json_ld.map(|(_, name, _)| *name).collect();
        for (name, value) in json_ld::statements(script, &names) {
            self.say(Origin::JsonLd, name, &value);
        }
    }

    /// The item that the page at `url` says it is: every text clean and within its bound, words
    /// 0 and weight normal.
    #[must_use]
    pub fn item(&self, url: &PageUrl) -> Item {
        let path = self.first(Field::Item, |href| canonical(href, url));
        let label = |value: &str| filled(text::clean(value, limit::LABEL_CHARS));
        let stage = |value: &str| Some(Stage::from_word(value)).filter(|s| *s != Stage::None);
        let title = |value: &str| filled(text::clean(value, limit::TITLE_CHARS));
        Item {
            path: path.unwrap_or_else(|| url.path.clone()),
            title: self.first(Field::Title, title).unwrap_or_default(),
            kind: self.first(Field::Type, |value| filled(kind::of(value))).unwrap_or_default(),
            topic: self.first(Field::Topic, label).unwrap_or_default(),
            author: self.first(Field::Author, author).unwrap_or_default(),
            stage: self.first(Field::Stage, stage).unwrap_or_default(),
            language: self.first(Field::Language, language).unwrap_or_default(),
            ..Item::default()
        }
    }

    /// The first value of a field, in the order of the table, that means something.
    fn first<T>(&self, field: Field, meaning: impl Fn(&str) -> Option<T>) -> Option<T> {
        let rows = SOURCES.iter().enumerate().filter(|(_, (_, _, of))| *of == field);
        rows.map(|(row, _)| row).find_map(|row| {
            let mut values = self.said.iter().filter(|(of, _)| *of == row);
            values.find_map(|(_, value)| meaning(value))
        })
    }
}

fn filled(value: String) -> Option<String> {
    (!value.is_empty()).then_some(value)
}

/// The path of a canonical address, if it is one of the page's own host: one that points
/// elsewhere names another site's item, which this site has no figures of.
fn canonical(href: &str, url: &PageUrl) -> Option<String> {
    let href = href.trim();
    if let Some(rest) = href.strip_prefix("//") {
        return canonical(&("https://".to_string() + rest), url);
    }
    if href.starts_with('/') {
        return Some(scrub_path(href));
    }
    PageUrl::parse(href).filter(|own| own.host == url.host).map(|own| own.path)
}

/// A name. `article:author` is mostly the address of a profile, by its specification (ogp.me);
/// an address of any kind names nobody to a reader.
fn author(value: &str) -> Option<String> {
    let is_address = value.contains("://") || value.contains('@');
    if is_address { None } else { filled(text::clean(value, limit::LABEL_CHARS)) }
}

/// A language tag (BCP 47): a language of two or three letters, further parts of up to eight
/// letters or digits. `_` is taken for `-`: CMSs write their locale.
fn language(value: &str) -> Option<String> {
    let tag = text::clean(value, limit::LABEL_CHARS).replace('_', "-");
    is_language(&tag).then_some(tag)
}

/// Whether `tag` has the form of a language tag.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
