//! What goes on at a site now.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::Coverage;

/// Who reads now. `null` stands for fewer than `k` visits, none included.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Live {
    /// When this was, Unix ms.
    pub now: u64,
    /// Visits of the last five minutes.
    pub readers: Option<u64>,
    /// The same by standing.
    pub standings: BTreeMap<&'static str, Option<u64>>,
    /// The same by the item opened last.
    pub items: Vec<LiveItem>,
    /// The same by channel.
    pub channels: Vec<LivePart>,
    /// The same by country, `(none)` where it is not known.
    pub countries: Vec<LivePart>,
    /// Visits that opened a page, by minute of the clock: the last is the one that is not over.
    pub minutes: Vec<Option<u64>>,
    /// Hand-raises in visits of the last half hour.
    pub hand_raises: Option<u64>,
    /// Visits for which a figure stands at least.
    pub k: u64,
    /// Changes whenever a stored fact did.
    pub revision: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
}

/// An item that is read now.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiveItem {
    /// Its path.
    pub item: String,
    /// Its title, or nothing.
    pub title: String,
    /// Visits that opened it last.
    pub readers: u64,
}

/// A part of those who read now.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LivePart {
    /// Its name; `(other)` for all that are too small to be told.
    pub name: String,
    /// Visits.
    pub readers: u64,
}

/// Who watches a site over a socket, and what became of others.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Watching {
    /// Sockets that are open, now.
    pub sockets: u64,
    /// How often the site's shards were asked for all of them, since their object woke.
    pub looks: u64,
    /// Sockets that were refused or closed, since the site's facts were erased last: `watchers`
    /// (there were too many), `unauthorized` (who watched no longer may), `spoke` and `too_long` (a
    /// client said something), `unavailable` (no shard answered).
    pub closed: BTreeMap<String, u64>,
}

/// What taking hits costs, and what is kept: of all shards; what was done, by each since it woke
/// last.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SiteOperations {
    /// The figures.
    #[serde(flatten)]
    pub operations: Operations,
    /// Who watches; none if that could not be learnt.
    pub live: Option<Watching>,
    /// Whether all shards answered.
    pub coverage: Coverage,
}

/// What a shard did since it woke, and what it holds: the figures that are paid for.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Operations {
    /// Hits taken.
    pub hits: u64,
    /// Calls that brought them.
    pub object_calls: u64,
    /// Rows written.
    pub rows_written: u64,
    /// Visits of which more may come, now.
    pub open_visits: u64,
    /// Content items, now.
    pub items: u64,
    /// Batches in the journal, now.
    pub journal_rows: u64,
    /// Their bytes.
    pub journal_bytes: u64,
    /// Segments of closed visits, now.
    pub segments: u64,
    /// Their bytes.
    pub segment_bytes: u64,
    /// Page views in them.
    pub segment_pageviews: u64,
}

impl Operations {
    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: &Self) {
        self.hits += other.hits;
        self.object_calls += other.object_calls;
        self.rows_written += other.rows_written;
        self.open_visits += other.open_visits;
        self.items += other.items;
        self.journal_rows += other.journal_rows;
        self.journal_bytes += other.journal_bytes;
        self.segments += other.segments;
        self.segment_bytes += other.segment_bytes;
        self.segment_pageviews += other.segment_pageviews;
    }
}
