//! Closed visits, packed: the format in which facts are kept, versions 1 and 2.
//!
//! # Form
//! `U` `G` `S`, the version, then numbers and texts as [`crate::codec`] has them:
//!
//! 1. visits, page views, from (first start, Unix ms), to (last start);
//! 2. the dictionary: how many texts, then each;
//! 3. for each of [`COLUMNS`], in order: its bytes uncompressed, then a zlib stream (RFC 1950) with
//!    its length first. A column is a run of numbers, one a visit, one a page view, or one a section,
//!    as its name says; `zigzag` ones are signed differences from the value before.
//!
//! A text in a column is its place in the dictionary. Page views follow in the order of their
//! visits, sections in that of their page views. Items are numbers of the shard's table `item`,
//! which knows them better from day to day.
//!
//! Version 1 has all columns but the last three, `visit.segment.text`, `visit.fit` and
//! `visit.classified`: its visits are in no segment, of fit 0, from unclassified networks. Where that is
//! so, version 1 is still what is written, so that a site without segment rules can go back to the
//! release before.
//!
//! # Why columns?
//! Values of one kind beside each other compress best and can be read alone: a question about
//! channels need not open what was on screen ([`Columns`]).
//!
//! # Why a form of our own?
//! `cargo xtask bench formats` packs the same closed visits in each: 99,240 page views of simulated
//! readers, 4,096 to a piece. A *whole* scan adds up every number; a *question*, engaged time by
//! channel, may leave alone what it does not need. Both are multiples of a pass over the same
//! numbers as a flat `Vec<u64>` (2.1 ms), in turns, the median of nine. The WASM is what writing and
//! reading add to a Worker that has nothing of it, deflated.
//!
//! | | bytes a page view | whole | question | WASM |
//! |---|---|---|---|---|
//! | **segments** | **21.8** | 24 × | 1.5 × | 75 kB |
//! | rows of numbers and a dictionary, zlib | 28.4 | 24 × | 24 × | 15 kB |
//! | rows as JSON and a dictionary, zlib | 35.6 | 54 × | 53 × | 48 kB |
//! | Arrow IPC, dictionaries for texts | 149.8 | 1.9 × | 1.2 × | 422 kB |
//! | Arrow IPC, its own lz4 | 53.7 | 4.6 × | 0.9 × | 422 kB |
//! | Arrow IPC, zlib around it | 33.8 | 15 × | 14 × | 422 kB |
//!
//! Arrow scans fastest where nothing is packed, at seven times the bytes; with lz4 it has two and a
//! half times ours, and zstd, its other codec, is C. Facts stay for years, so bytes count most; a
//! question that asks for some columns costs as little as with Arrow, and one that asks for whole
//! visits 0.5 µs a page view. Most of our 75 kB, zlib and JSON, the Worker has anyway. And whoever
//! wants to read a segment needs this page and zlib.
//!
//! # What is on disk?
//! The bench's other half fills a shard's tables and adds what SQLite adds. A large site's day: 22.2
//! bytes a page view. A small site, 100 page views a day, after 60 days: segments 28.3, items 3.5, the
//! ledger 10.4, and the file's first 14 pages 9.7, which shrinks with every day. What readers did in
//! each section is more than a third of a segment, and differs from reader to reader.
//!
//! # Why so many visits to a segment?
//! [`FULL`] page views are some 90 kB: little enough to be packed in one go while hits wait, and
//! far below the 2 MB that a row may have.

mod columns;
mod items;
mod pack;
mod scan;
mod unpack;

pub use columns::Columns;
pub use items::items;
pub use pack::Packer;
pub use scan::scan;
pub use unpack::Unpacker;

const MAGIC: &[u8; 3] = b"UGS";
/// How many columns each version has, by version from 1 on.
const VERSIONS: [usize; 2] = [N - 3, N];
/// Page views with which a segment is full.
pub const FULL: usize = 4_096;

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+) => {
        /// A column, by its place.
        #[derive(Clone, Copy)]
        enum Column { $($(#[doc = $doc])+ $variant,)+ }

        /// The columns, in order.
        pub const COLUMNS: &[&str] = &[$($word,)+];
    };
}

columns! {
    /// Start, ms, zigzag.
    Start = "visit.start_ms.zigzag",
    /// Last hit that kept it open, ms after the start.
    Lasted = "visit.lasted_ms",
    /// Word.
    Channel = "visit.channel.text",
    /// Name.
    Source = "visit.source.text",
    /// Name.
    Campaign = "visit.campaign.text",
    /// Percent.
    Confidence = "visit.confidence",
    /// Word.
    Device = "visit.device.text",
    /// Word.
    Bot = "visit.bot.text",
    /// ISO 3166-1.
    Country = "visit.country.text",
    /// 1 if simulated.
    Simulated = "visit.simulated",
    /// Percent.
    Engagement = "visit.engagement",
    /// Percent.
    Intent = "visit.intent",
    /// Word.
    Standing = "visit.standing.text",
    /// Hash of the model, hex.
    Model = "visit.model.text",
    /// How many page views.
    Views = "visit.views",
    /// Number in the shard's items.
    Item = "view.item",
    /// Ms after the page view before it, zigzag; for the first, after the visit's start.
    After = "view.after_ms.zigzag",
    /// Which hits came, as bits.
    Received = "view.received",
    /// Points.
    Points = "view.points",
    /// Engaged time in which the reader was active, ms.
    Active = "view.active_ms",
    /// Engaged time that media alone vouch for, ms.
    Media = "view.media_ms",
    /// Furthest pixel seen.
    Bottom = "view.bottom_px",
    /// Content's height, px.
    Height = "view.height_px",
    /// 0 if its sections have the words that the item's last page view in this segment had; else
    /// one more than there are sections.
    Sections = "view.sections",
    /// Words, of each section that is told anew.
    Words = "section.words",
    /// Time on screen, ms.
    Shown = "section.ms",
    /// Acts and hand-raises: how many kinds happened, then each one's place and count. Acts come
    /// first.
    Counts = "view.counts",
    /// What was said brought the reader: bits.
    Heard = "view.heard",
    /// Media: how many; of each its length, its stretches, and from where to where they go.
    Played = "view.played",
    /// Events: as JSON, its bytes first.
    Events = "view.events.json",
    /// Segment, by the site's rules.
    Segment = "visit.segment.text",
    /// Percent.
    Fit = "visit.fit",
    /// 1 if the network says where the reader works.
    Classified = "visit.classified",
}

const N: usize = COLUMNS.len();

/// Why a segment cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// The summary of a segment: what stands beside its bytes in its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Earliest start, Unix ms.
    pub from_ms: u64,
    /// Latest start, Unix ms.
    pub to_ms: u64,
    /// Visits.
    pub visits: usize,
    /// Page views.
    pub views: usize,
}

impl Summary {
    /// Whether a visit that starts at `start_ms` keeps it within a span, ms.
    #[must_use]
    pub fn spans(&self, start_ms: u64, span_ms: u64) -> bool {
        let from_ms = self.from_ms.min(start_ms);
        self.visits == 0 || self.to_ms.max(start_ms).saturating_sub(from_ms) <= span_ms
    }
}
