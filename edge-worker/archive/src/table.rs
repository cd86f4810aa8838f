//! The tables of visits and page views: the columns of [`ungated_export::csv`], but for the cursor, which
//! is a place in an export and none in a file.

use ungated_export::VisitRecord;
use ungated_export::record::PageViewRecord;
use ungated_shard::fact::Visit;
use ungated_shared::page_view::PageView;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind as _;
use ungated_shared::signal::hand_raise::HandRaise;

use crate::column::Kind::{self, Bool, Int, Json, Long, Text};
use crate::column::{Chunk, Column};
use crate::thrift::Fields;

/// The columns of the table of visits.
pub const VISITS: &[(&str, Kind)] = &[
    ("visit", Text),
    ("start_ms", Long),
    ("last_ms", Long),
    ("region", Text),
    ("shard", Int),
    ("channel", Text),
    ("source", Text),
    ("campaign", Text),
    ("confidence", Int),
    ("device", Text),
    ("bot", Text),
    ("country", Text),
    ("segment", Text),
    ("fit", Int),
    ("classified", Bool),
    ("simulated", Bool),
    ("engagement", Int),
    ("intent", Int),
    ("standing", Text),
    ("model", Text),
    ("page_views", Int),
    ("engaged_ms", Long),
    ("hand_raises", Int),
    ("entry", Text),
    ("exit", Text),
];

/// The columns of the table of page views.
pub const PAGE_VIEWS: &[(&str, Kind)] = &[
    ("visit", Text),
    ("page_view", Int),
    ("after_ms", Long),
    ("path", Text),
    ("title", Text),
    ("topic", Text),
    ("author", Text),
    ("type", Text),
    ("stage", Text),
    ("language", Text),
    ("item_words", Int),
    ("weight", Int),
    ("points", Int),
    ("engaged_ms", Long),
    ("active_ms", Long),
    ("media_ms", Long),
    ("depth", Int),
    ("bottom_px", Int),
    ("height_px", Int),
    ("words", Int),
    ("sections", Json),
    ("media", Json),
    ("copy", Int),
    ("download", Int),
    ("outbound", Int),
    ("print", Int),
    ("mail", Int),
    ("call", Int),
    ("calendar", Int),
    ("chat", Int),
    ("copied", Int),
    ("named", Int),
    ("heard", Text),
    ("events", Json),
    ("received", Text),
];

/// A table.
struct Table {
    schema: &'static [(&'static str, Kind)],
    columns: Vec<Column>,
    rows: usize,
}

/// Both tables.
pub struct Tables {
    visits: Table,
    page_views: Table,
}

impl Default for Tables {
    fn default() -> Self {
        Self { visits: Table::new(VISITS), page_views: Table::new(PAGE_VIEWS) }
    }
}

impl Tables {
    /// Adds a visit, which is named so, with its page views.
    pub fn push(&mut self, record: &VisitRecord, fact: &Visit, name: &str) {
        self.visits.visit(record, name);
        for (n, (view, fact)) in (1..).zip(record.page_views.iter().zip(&fact.views)) {
            self.page_views.page_view(view, &fact.signals, name, n);
        }
    }

    /// How many visits are in it.
    #[must_use]
    pub const fn visits(&self) -> usize {
        self.visits.rows
    }

    /// How many page views are in it.
    #[must_use]
    pub const fn page_views(&self) -> usize {
        self.page_views.rows
    }

    /// How many bytes its values take, about.
    #[must_use]
    pub fn size(&self) -> usize {
        let all = self.visits.columns.iter().chain(&self.page_views.columns);
        all.map(Column::size).sum()
    }

    /// The files.
    #[must_use]
    pub fn finish(self) -> [Vec<u8>; 2] {
        [self.visits.finish(), self.page_views.finish()]
    }
}

/// The cells of a row, one after the other.
struct Row<'a>(std::slice::IterMut<'a, Column>);

impl Row<'_> {
    fn text(&mut self, text: &str) {
        if let Some(column) = self.0.next() {
            column.text(text);
        }
    }

    fn number(&mut self, value: impl Into<u64>) {
        if let Some(column) = self.0.next() {
            column.number(value.into());
        }
    }

    fn json<T: serde::Serialize>(&mut self, value: &T) {
        // Numbers, texts and lists: nothing that cannot be written.
        self.text(&serde_json::to_string(value).unwrap_or_default());
    }
}

impl Table {
    fn new(schema: &'static [(&'static str, Kind)]) -> Self {
        Self {
            schema,
            columns: schema.iter().map(|(_, kind)| Column::new(*kind)).collect(),
            rows: 0,
        }
    }

    fn row(&mut self) -> Row<'_> {
        self.rows += 1;
        Row(self.columns.iter_mut())
    }

    fn visit(&mut self, visit: &VisitRecord, name: &str) {
        let mut row = self.row();
        row.text(name);
        row.number(visit.start_ms);
        row.number(visit.last_ms);
        row.text(&visit.region);
        row.number(visit.shard);
        row.text(&visit.channel);
        row.text(&visit.source);
        row.text(&visit.campaign);
        row.number(visit.confidence);
        for text in [&visit.device, &visit.bot, &visit.country, &visit.segment] {
            row.text(text);
        }
        row.number(visit.fit);
        row.number(visit.classified);
        row.number(visit.simulated);
        row.number(visit.engagement);
        row.number(visit.intent);
        row.text(&visit.standing);
        row.text(&visit.model);
        row.number(visit.page_views.len() as u64);
        let engaged_ms =
            |view: &PageViewRecord| u64::from(view.active_ms) + u64::from(view.media_ms);
        row.number(visit.page_views.iter().map(engaged_ms).sum::<u64>());
        let raised = visit.page_views.iter().flat_map(|view| &view.hand_raises);
        row.number(raised.map(|(_, count)| u64::from(*count)).sum::<u64>());
        for end in [visit.page_views.first(), visit.page_views.last()] {
            row.text(end.map_or("", |view| view.item.path.as_str()));
        }
    }

    fn page_view(&mut self, view: &PageViewRecord, signals: &PageView, visit: &str, n: u32) {
        let mut row = self.row();
        row.text(visit);
        row.number(n);
        row.number(view.after_ms);
        let item = &view.item;
        for text in [&item.path, &item.title, &item.topic, &item.author, &item.kind, &item.stage] {
            row.text(text);
        }
        row.text(&item.language);
        row.number(item.words);
        row.number(item.weight);
        row.number(view.points);
        row.number(signals.engaged_ms());
        row.number(view.active_ms);
        row.number(view.media_ms);
        row.number(signals.depth());
        row.number(view.bottom_px);
        row.number(view.height_px);
        row.number(signals.words());
        row.json(&view.sections);
        row.json(&view.media);
        for kind in Act::ALL {
            row.number(signals.acts.of(*kind));
        }
        for kind in HandRaise::ALL {
            row.number(signals.hand_raises.of(*kind));
        }
        row.text(&view.heard.join(";"));
        row.json(&view.events);
        row.text(&view.received);
    }

    /// The file: magic, columns, what they are, how long that is, magic.
    fn finish(self) -> Vec<u8> {
        let mut file = b"PAR1".to_vec();
        let root = Fields::default().text(4, "table").int(5, self.schema.len() as i32);
        let mut schema = vec![root];
        let (mut chunks, mut plain) = (Vec::new(), 0);
        for ((name, kind), column) in self.schema.iter().zip(self.columns) {
            schema.push(kind.schema(name));
            let Chunk { bytes, plain_bytes, meta } = column.finish(name, file.len());
            chunks.push(Fields::default().long(2, file.len()).fields(3, meta));
            plain += plain_bytes;
            file.extend(bytes);
        }
        let group = Fields::default().list(1, chunks).long(2, plain).long(3, self.rows);
        let footer = Fields::default()
            .int(1, 1)
            .list(2, schema)
            .long(3, self.rows)
            .list(4, vec![group])
            .text(6, concat!("ungated ", env!("CARGO_PKG_VERSION")))
            .end();
        file.extend(&footer);
        file.extend((footer.len() as u32).to_le_bytes());
        file.extend(b"PAR1");
        file
    }
}
