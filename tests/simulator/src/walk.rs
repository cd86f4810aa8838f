//! A walk through a page's tokens, with the open elements in mind.
//!
//! # Why no tree?
//! All that is asked is what lies inside what. A tokenizer and a stack answer that, and spare
//! every developer the minute that a whole HTML tree takes to compile.

use html5gum::{StartTag, Token, Tokenizer};

/// What is no part of the text: the tracker's own list.
const SKIPPED: [&str; 12] = [
    "nav", "aside", "footer", "script", "style", "noscript", "template", "svg", "form", "input",
    "textarea", "select",
];

/// Elements without an end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// A token and where it stands.
pub struct Step {
    /// The token.
    pub token: Token<()>,
    /// In the main content.
    pub inside: bool,
    /// The start tag of the main content.
    pub is_content: bool,
    /// In something that is no text.
    skipped: bool,
    /// The innermost open element.
    pub within: String,
    /// That element is a script with JSON-LD.
    pub is_json_ld: bool,
}

impl Step {
    /// Whether its words are words of the content.
    pub fn counts(&self) -> bool {
        self.inside && !self.skipped
    }
}

/// Walks through a page's tokens with the open elements in mind.
pub struct Walk<'a> {
    tokens: Box<dyn Iterator<Item = Token<()>> + 'a>,
    chain: &'a [&'a str],
    open: Vec<String>,
    content_at: Option<usize>,
    content_done: bool,
    skipped_at: Option<usize>,
    json_ld: bool,
}

impl<'a> Walk<'a> {
    /// Walks through a page whose main content ends this chain of elements.
    pub fn new(html: &'a str, chain: &'a [&'a str]) -> Self {
        let tokens = Tokenizer::new(html).filter_map(Result::ok);
        Self {
            tokens: Box::new(tokens),
            chain,
            open: Vec::new(),
            content_at: None,
            content_done: false,
            skipped_at: None,
            json_ld: false,
        }
    }

    /// Whether the element that opens now ends the chain that leads to the main content.
    fn begins_content(&self, name: &str) -> bool {
        let Some((last, outer)) = self.chain.split_last() else { return false };
        let is_new = self.content_at.is_none() && !self.content_done;
        is_new && name == *last && outer.iter().all(|o| self.open.iter().any(|open| open == o))
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open == name) else { return };
        self.open.truncate(at);
        if self.content_at.is_some_and(|content| content >= at) {
            self.content_at = None;
            self.content_done = true;
        }
        if self.skipped_at.is_some_and(|skipped| skipped >= at) {
            self.skipped_at = None;
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let token = self.tokens.next()?;
        let mut is_content = false;
        if let Token::StartTag(tag) = &token {
            let name = text(&tag.name);
            is_content = self.begins_content(&name);
            self.json_ld = attribute(tag, "type").as_deref() == Some("application/ld+json");
            let hidden = attribute(tag, "hidden").is_some();
            if !VOID.contains(&name.as_str()) && !tag.self_closing {
                if is_content {
                    self.content_at = Some(self.open.len());
                }
                if self.skipped_at.is_none() && (hidden || SKIPPED.contains(&name.as_str())) {
                    self.skipped_at = Some(self.open.len());
                }
                self.open.push(name);
            }
        } else if let Token::EndTag(tag) = &token {
            self.close(&text(&tag.name));
        }
        Some(Step {
            token,
            inside: self.content_at.is_some(),
            is_content,
            skipped: self.skipped_at.is_some(),
            within: self.open.last().cloned().unwrap_or_default(),
            is_json_ld: self.json_ld,
        })
    }
}

/// Bytes as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The value of an attribute.
pub fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| text(value))
}
