//! Visits and page views as tables for spreadsheets.
//!
//! # Why is every cell quoted?
//! What a page says of itself is not ours: a title may begin like a formula. A cell that does, with
//! `=`, `+`, `-`, `@` or one of their full-width forms, or that begins with a tab or a line end, gets
//! an apostrophe before it, by which spreadsheets take it for text; white space before does not hide
//! it. Quotation marks are doubled and rows end with CR LF, as RFC 4180 has it.
//!
//! # Why no byte order mark?
//! Parts of an export are put one after the other, and a mark in the middle, or in the first
//! column's name, is what most programs stumble over. Excel is told UTF-8 when it imports.

use ungated_shared::page_view::PageView;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;

use crate::record::{PageViewRecord, VisitRecord};

/// The columns of the table of visits.
pub const VISITS: &[&str] = &[
    "visit",
    "start_ms",
    "last_ms",
    "region",
    "shard",
    "channel",
    "source",
    "campaign",
    "confidence",
    "device",
    "bot",
    "country",
    "segment",
    "fit",
    "classified",
    "simulated",
    "engagement",
    "intent",
    "standing",
    "model",
    "page_views",
    "engaged_ms",
    "hand_raises",
    "entry",
    "exit",
    "cursor",
];

/// The columns of the table of page views.
pub const PAGE_VIEWS: &[&str] = &[
    "visit",
    "page_view",
    "after_ms",
    "path",
    "title",
    "topic",
    "author",
    "type",
    "stage",
    "language",
    "item_words",
    "weight",
    "points",
    "engaged_ms",
    "active_ms",
    "media_ms",
    "depth",
    "bottom_px",
    "height_px",
    "words",
    "sections",
    "media",
    "copy",
    "download",
    "outbound",
    "print",
    "mail",
    "call",
    "calendar",
    "chat",
    "copied",
    "named",
    "heard",
    "events",
    "received",
    "cursor",
];

/// What makes a cell a formula.
const LIVE: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A row of cells.
#[derive(Default)]
struct Row(String);

impl Row {
    fn text(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push('"');
        if text.starts_with(LIVE) || text.trim_start().starts_with(LIVE) {
            self.0.push('\'');
        }
        self.0.push_str(&text.replace('"', "\"\""));
        self.0.push('"');
    }

    fn put(&mut self, value: impl ToString) {
        self.text(&value.to_string());
    }

    fn end(mut self) -> String {
        self.0.push_str("\r\n");
        self.0
    }
}

/// The first row of a table.
#[must_use]
pub fn head(columns: &[&str]) -> String {
    let mut row = Row::default();
    columns.iter().for_each(|column| row.text(column));
    row.end()
}

/// The row of a visit, which is named so.
#[must_use]
pub fn visit(visit: &VisitRecord, name: &str, cursor: &str) -> String {
    let mut row = Row::default();
    row.text(name);
    row.put(visit.start_ms);
    row.put(visit.last_ms);
    row.text(&visit.region);
    row.put(visit.shard);
    row.text(&visit.channel);
    row.text(&visit.source);
    row.text(&visit.campaign);
    row.put(visit.confidence);
    for text in [&visit.device, &visit.bot, &visit.country, &visit.segment] {
        row.text(text);
    }
    row.put(visit.fit);
    row.put(u8::from(visit.classified));
    row.put(u8::from(visit.simulated));
    row.put(visit.engagement);
    row.put(visit.intent);
    row.text(&visit.standing);
    row.text(&visit.model);
    row.put(visit.page_views.len());
    let engaged_ms = |view: &PageViewRecord| u64::from(view.active_ms) + u64::from(view.media_ms);
    row.put(visit.page_views.iter().map(engaged_ms).sum::<u64>());
    let raised = visit.page_views.iter().flat_map(|view| &view.hand_raises);
    row.put(raised.map(|(_, count)| u64::from(*count)).sum::<u64>());
    for end in [visit.page_views.first(), visit.page_views.last()] {
        row.text(end.map_or("", |view| view.item.path.as_str()));
    }
    row.text(cursor);
    row.end()
}

/// The row of a page view, the `n`-th of its visit, from 1; `signals` are its own.
#[must_use]
pub fn page_view(
    view: &PageViewRecord,
    signals: &PageView,
    visit: &str,
    n: u32,
    cursor: &str,
) -> String {
    let mut row = Row::default();
    row.text(visit);
    row.put(n);
    row.put(view.after_ms);
    let item = &view.item;
    for text in [&item.path, &item.title, &item.topic, &item.author, &item.kind, &item.stage] {
        row.text(text);
    }
    row.text(&item.language);
    row.put(item.words);
    row.put(item.weight);
    row.put(view.points);
    row.put(signals.engaged_ms());
    row.put(view.active_ms);
    row.put(view.media_ms);
    row.put(signals.depth());
    row.put(view.bottom_px);
    row.put(view.height_px);
    row.put(signals.words());
    row.text(&json(&view.sections));
    row.text(&json(&view.media));
    for kind in Act::ALL {
        row.put(signals.acts.of(*kind));
    }
    for kind in HandRaise::ALL {
        row.put(signals.hand_raises.of(*kind));
    }
    row.text(&view.heard.join(";"));
    row.text(&json(&view.events));
    row.text(&view.received);
    row.text(cursor);
    row.end()
}

/// Lists in one cell.
fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{PAGE_VIEWS, Row, VISITS, head};

    fn cell(text: &str) -> String {
        let mut row = Row::default();
        row.text(text);
        row.0
    }

    #[test]
    fn no_cell_is_a_formula() {
        for live in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "＋1",
            "－1",
            "＠A1",
            "=cmd|' /C calc'!A0",
            " =1",
            "\u{a0}=1",
            "=HYPERLINK(\"http://evil.example\")",
        ] {
            assert!(cell(live).starts_with("\"'"), "{live:?}");
        }
        for text in ["", "1", "a=b", "Über", "'=1", "[[238,1000]]"] {
            assert_eq!(cell(text), format!("\"{text}\""));
        }
    }

    #[test]
    fn quotation_marks_commas_and_line_ends_stay_in_their_cell() {
        assert_eq!(cell("a \"b\", c\r\nd"), "\"a \"\"b\"\", c\r\nd\"");
        assert_eq!(head(&["a", "b"]), "\"a\",\"b\"\r\n");
    }

    #[test]
    fn a_column_has_one_name() {
        for columns in [VISITS, PAGE_VIEWS] {
            let mut names = columns.to_vec();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), columns.len());
        }
    }
}
