//! What a shard can be asked, beside taking a batch of hits.

use serde::{Deserialize, Serialize};
use ungated_shared::report::Question;
use ungated_shared::report::anonymity::{Partition, Shown};

use super::export::Export;
use super::restore::Restore;
use crate::ledger::Span;
use crate::object::Shard;

/// A call, with the name of the shard it is for: an object does not always know its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct Addressed {
    /// Which shard.
    pub shard: Shard,
    /// What it is to do.
    pub call: Call,
}

/// A call to a shard.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Count the visits of each group. Answers `Option<Census>`.
    Census(Partition),
    /// Answer a question, from what may be shown if not everything may be. Answers `[Partial; 2]`:
    /// what was kept, and the rest.
    Report(Box<Question>, Option<Shown>),
    /// Tell what the rows of a question weigh, by its first metric. Answers `Weights`.
    Weights(Box<Question>),
    /// Say what hand-raises can be put down to, from what may be shown if not everything may be.
    /// Answers `influence::Part`.
    Influence(Box<Question>, Option<Shown>),
    /// Who reads now. Answers [`super::Live`].
    Live {
        /// When, Unix ms.
        now_ms: u64,
    },
    /// What became of hits. Answers `BTreeMap<String, i64>`.
    Ledger(Span),
    /// What it cost. Answers [`Operations`].
    Operations,
    /// Tell facts as rows. Answers a body of rows: see [`super::export::ask`].
    Export(Export),
    /// Take facts of an export. Answers [`super::restore::Outcome`].
    Restore(Restore),
    /// Forget everything. Answers [`super::Erased`].
    Erase,
}

/// What a shard did since it woke, and what it holds: the figures that are paid for.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
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
