//! What a shard has on disk, and what it writes there.

use ungated_shared::item::Item;
use ungated_shared::limit;
use ungated_shared::score::model::Model;

use crate::segment::Summary;
use crate::state::Closed;

/// Bytes at which a row takes no more: half of what it may have, so that whatever comes last fits.
pub const FULL_BYTES: usize = limit::ROW_BYTES / 2;

/// All that a state follows from. The bytes of segments stay where they are.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    /// Items, by number.
    pub items: Vec<(u32, Item)>,
    /// Open visits as they were when the journal was last emptied.
    pub open: Vec<Vec<u8>>,
    /// Segments, by number.
    pub segments: Vec<(u32, Closed)>,
    /// What was accepted since, in order.
    pub journal: Vec<Vec<u8>>,
    /// The model that holds, once another than the first was set.
    pub model: Option<Model>,
    /// From which segment on visits are still to be scored by the model that holds.
    pub unscored: Option<u32>,
}

/// One row to be written, or some to go. Those of one step are written together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Append to the journal.
    Journal(Vec<u8>),
    /// Set an item.
    Item(u32, Item),
    /// Delete an item: nothing names it any more.
    DropItem(u32),
    /// Set a segment.
    Segment {
        /// Its number.
        id: u32,
        /// What is in it.
        summary: Summary,
        /// Its bytes: see [`crate::segment`].
        bytes: Vec<u8>,
    },
    /// Set which visits of a segment hits may still come for: its number, and what
    /// [`crate::awaited::Awaited::write`] wrote.
    Await(u32, Vec<u8>),
    /// Forget the ids of a segment's page views: no hit may come for them.
    ForgetIds(u32),
    /// Delete a segment, and what is awaited of it: its time is over.
    DropSegment(u32),
    /// Replace the open visits.
    Open(Vec<Vec<u8>>),
    /// Empty the journal.
    ClearJournal,
    /// Set the model that holds.
    Model(Model),
    /// Set from which segment on visits are still to be scored by it; none if all are.
    Unscored(Option<u32>),
    /// Add to a count of the ledger's table.
    Count {
        /// Start of the bucket, Unix ms.
        bucket_ms: u64,
        /// The code.
        code: String,
        /// How many.
        n: i64,
    },
    /// Add up the counts of each code in the buckets before this time, Unix ms, in its bucket 0.
    FoldCounts(u64),
}
