//! A page, as the tracker would describe it.

use html5gum::{StartTag, Token};
use serde_json::Value;
use ungated_shared::item::Stage;
use ungated_shared::signal::hand_raise::{self, HandRaise};
use ungated_shared::signal::link::{Followed, followed};

use crate::walk::{Step, Walk, attribute, text};

/// Where the main content is looked for, first match first: the tracker's own order.
const CONTENT: [&[&str]; 4] = [&["main", "article"], &["article"], &["main"], &["body"]];

/// A content item and the ways on from it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Where it lives.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its type, or empty.
    pub kind: String,
    /// Its topic, or empty.
    pub topic: String,
    /// Its author, or empty.
    pub author: String,
    /// Its funnel stage.
    pub stage: Stage,
    /// Its language, or empty.
    pub language: String,
    /// Words of each section.
    pub sections: Vec<u32>,
    /// Paths on the same site, and whether the link stands in the content.
    pub links: Vec<(String, bool)>,
    /// The ways to raise a hand, as often as they are offered.
    pub raises: Vec<HandRaise>,
    /// Whether it asks what brought the reader.
    pub asks: bool,
    /// Whether there is something to play.
    pub has_media: bool,
    /// Whether it asks not to be listed: not a piece of the publication.
    pub is_hidden: bool,
    /// The site of its tag, or empty.
    pub site: String,
}

impl Page {
    /// Words of all sections.
    #[must_use]
    pub fn words(&self) -> u32 {
        self.sections.iter().sum()
    }

    /// Reads the page at `path`.
    #[must_use]
    pub fn read(path: &str, html: &str) -> Self {
        let mut page = Self { path: path.to_owned(), ..Self::default() };
        let content = CONTENT.into_iter().find(|chain| Walk::new(html, chain).any(|s| s.inside));
        let mut structured = Value::Null;
        let mut document_title = String::new();
        let mut own: Vec<(String, String)> = Vec::new();
        let mut heads = 0;
        for step in Walk::new(html, content.unwrap_or(&["body"])) {
            match &step.token {
                Token::StartTag(tag) => {
                    let name = text(&tag.name);
                    page.see(&name, tag, &step);
                    if name == "html" || step.is_content || attribute(tag, "data-site").is_some() {
                        own.extend(overrides(tag));
                    }
                    if step.counts() && ["h1", "h2", "h3"].contains(&name.as_str()) {
                        // What stands before the first heading is no section if it says nothing.
                        if heads > 0 || page.words() > 0 {
                            page.sections.push(0);
                        }
                        heads += 1;
                    }
                }
                Token::String(words) if step.counts() => {
                    if page.sections.is_empty() {
                        page.sections.push(0);
                    }
                    if let Some(last) = page.sections.last_mut() {
                        *last += count(&text(words));
                    }
                }
                Token::String(words) => match step.within.as_str() {
                    "title" if document_title.is_empty() => document_title = text(words),
                    "script" if step.is_json_ld && structured.is_null() => {
                        structured = work(&text(words));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        page.describe(&own, &structured, document_title);
        page
    }

    fn see(&mut self, name: &str, tag: &StartTag<()>, step: &Step) {
        let value = |of: &str| attribute(tag, of);
        match name {
            "html" => self.language = value("lang").unwrap_or_default(),
            "script" => self.site = value("data-site").unwrap_or(std::mem::take(&mut self.site)),
            "meta" if value("name").as_deref() == Some("robots") => {
                self.is_hidden = value("content").is_some_and(|c| c.contains("noindex"));
            }
            "video" | "audio" => self.has_media = true,
            "select" if value("data-heard").is_some() => self.asks = true,
            "a" => {
                let href = value("href").unwrap_or_default();
                let marked = value("data-ungated").and_then(|mark| hand_raise::of_mark(&mark));
                self.raises.extend(marked.or_else(|| raised_by(&href)));
                if let Some(path) = on_site(&href).filter(|path| *path != self.path) {
                    self.links.push((path, step.inside));
                }
            }
            _ => {}
        }
    }

    /// `data-ungated-*` first, then JSON-LD, then the document's own head: as the tracker does.
    fn describe(&mut self, own: &[(String, String)], data: &Value, document_title: String) {
        let own = |name: &str| {
            let of_name = own.iter().find(|(key, value)| key == name && !value.is_empty());
            of_name.map(|(_, value)| value.clone())
        };
        let said = |name: &str| one(&data[name]).as_str().map(str::to_owned);
        let author = one(&data["author"]);
        let author = author["name"].as_str().or(author.as_str()).map(str::to_owned);
        let title = own("title").or_else(|| said("headline")).or_else(|| said("name"));
        self.title = title.unwrap_or(document_title);
        let kind = own("type").or_else(|| said("@type").map(|kind| kind.to_lowercase()));
        self.kind = kind.unwrap_or_default();
        self.topic = own("topic").or_else(|| said("articleSection")).unwrap_or_default();
        self.author = own("author").or(author).unwrap_or_default();
        self.stage = own("stage").map_or(Stage::None, |word| Stage::from_word(&word));
    }
}

/// The `data-ungated-*` attributes of an element.
fn overrides(tag: &StartTag<()>) -> Vec<(String, String)> {
    let own = tag.attributes.iter().filter_map(|(name, value)| {
        let name = text(name).strip_prefix("data-ungated-")?.to_owned();
        Some((name, text(value)))
    });
    own.collect()
}

/// Words are runs without white space that have a letter or a digit in them.
fn count(text: &str) -> u32 {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() as u32
}

/// The first of several values, or the value itself.
fn one(value: &Value) -> &Value {
    value.get(0).unwrap_or(value)
}

/// The node of a JSON-LD script that describes a work.
fn work(json: &str) -> Value {
    let parsed: Value = serde_json::from_str(json).unwrap_or_default();
    let nodes = match parsed.get("@graph").unwrap_or(&parsed) {
        Value::Array(nodes) => nodes.clone(),
        node => vec![node.clone()],
    };
    let is_work =
        |node: &&Value| node["headline"].is_string() || node["articleSection"].is_string();
    nodes.iter().find(is_work).or(nodes.first()).cloned().unwrap_or_default()
}

/// What following a link means.
fn raised_by(href: &str) -> Option<HandRaise> {
    match followed(href, false, false)? {
        Followed::HandRaise(kind) => Some(kind),
        Followed::Act(_) => None,
    }
}

/// The path of a page on the same site; not that of a file.
fn on_site(href: &str) -> Option<String> {
    let path = href.split(['#', '?']).next().filter(|path| path.starts_with('/'))?;
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    (!path.starts_with("//") && !is_file).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECE: &str = r##"<!doctype html><html lang="en"><head><title>A title · Site</title>
        <script type="application/ld+json">{"@type":"Article","headline":"A title",
          "articleSection":"Heat","author":[{"@type":"Person","name":"Ana Ruiz"}]}</script>
        <script async src="/u.js" data-site="demo"></script></head><body>
        <nav><a href="/demo/pricing/">Prices</a></nav><main><p>Outside</p>
        <article data-ungated-stage="decision"><h1>A title</h1><p>Three more words &amp; an&nbsp;entity
        <h2>Second</h2><svg><text>never</text></svg><p>one <a href="/demo/b/#x">two</a>
        <a href="mailto:a@example.com">Write</a><a href="/file.pdf">PDF</a></article>
        <footer><a href="https://cal.com/a/b">Book</a></footer></main></body></html>"##;

    #[test]
    fn a_page_is_described_as_the_tracker_does() {
        let page = Page::read("/demo/a/", PIECE);
        assert_eq!((page.title.as_str(), page.topic.as_str()), ("A title", "Heat"));
        assert_eq!((page.author.as_str(), page.kind.as_str()), ("Ana Ruiz", "article"));
        assert_eq!((page.site.as_str(), page.language.as_str()), ("demo", "en"));
        assert_eq!(page.stage, Stage::Decision);
        assert_eq!(page.sections, [7, 5]);
        assert!(!page.is_hidden && !page.has_media);
    }

    #[test]
    fn the_ways_on_are_found() {
        let page = Page::read("/demo/a/", PIECE);
        let links = [("/demo/pricing/".to_owned(), false), ("/demo/b/".to_owned(), true)];
        assert_eq!(page.links, links);
        assert_eq!(page.raises, [HandRaise::Mail, HandRaise::Calendar]);
    }

    #[test]
    fn a_page_without_an_article_is_its_body() {
        let page = Page::read("/x/", "<body><p>Two words</body>");
        assert_eq!(page.sections, [2]);
        let page = Page::read("/x/", "<meta name=robots content=noindex><main>a b c</main>");
        assert!(page.is_hidden);
        assert_eq!(page.sections, [3]);
    }
}
