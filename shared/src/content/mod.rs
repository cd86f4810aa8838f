//! The content map: what an item is, by its page's own metadata and by the site's rules.
//!
//! A page tells who wrote it and what it is about, in four ways that rarely agree; the
//! [`metadata`] module says which one is believed. Where pages are silent or wrong, the site has
//! [rules](map) over paths, which need no change of a page and override what it says.
//!
//! ```
//! use ungated_shared::content::{ContentMap, Metadata, Origin};
//! use ungated_shared::hit::page_url::PageUrl;
//!
//! let url = PageUrl::parse("https://example.com/blog/heat-pumps/why-now/").unwrap();
//! let mut metadata = Metadata::default();
//! metadata.say(Origin::Document, "title", "Why now? · Example");
//! metadata.json_ld(r#"{"@type": "BlogPosting", "headline": "Why now?"}"#);
//! let item = metadata.item(&url);
//! assert_eq!((item.title.as_str(), item.kind.as_str()), ("Why now?", "article"));
//!
//! let map = ContentMap::parse(r#"[{"path": "/blog/:topic/**", "topic": ":topic"}]"#).unwrap();
//! assert_eq!(map.apply(&url.path, item).topic, "heat pumps");
//! ```
//!
//! # Walkthrough: a further metadata source
//! Say `<meta name="author">` should name the author where nothing better does: one row in the
//! table of [`metadata`], `(Origin::Document, "author", Field::Author)`, and one case in
//! `shared/vectors/content/`. Whoever reads pages then says
//! `metadata.say(Origin::Document, "author", …)`. A schema.org type that should have another
//! word is one word in the table of [`kind`].

mod change;
mod field;
mod json_ld;
pub mod kind;
pub mod map;
pub mod metadata;
pub mod pattern;
mod rule;
mod template;

pub use change::Change;
pub use field::Field;
pub use map::{ContentMap, Setting};
pub use metadata::{Metadata, Origin};
pub use pattern::{PathParts, Pattern};
