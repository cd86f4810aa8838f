//! What goes when its time is over: segments, the items that only they named, and the time of counts.
//!
//! # Why items once a day?
//! Which of them are named still, the segments say, one column of each: that costs as much as a
//! question about all that the shard keeps. So the last segments that end on a UTC day have it looked
//! up. An item outlives its last visit by a day at most, and in a shard of which a segment cannot be
//! read, until it can.
//!
//! # Why are items dropped with the journal emptied?
//! Its hits say their items by path. Read back without them, they would give them other numbers than
//! those that the open visits have in memory.

use std::collections::BTreeSet;

use crate::compact::DAY_MS;
use crate::disk::Write;
use crate::segment::{self, Damaged};
use crate::state::{Closed, Journal, State};

impl State {
    /// When the first of the segments has visits to drop, Unix ms.
    pub(crate) fn ends_ms(&self, retention_ms: u64) -> Option<u64> {
        let ends = |it: &Closed| it.to_ms.min(it.from_ms.saturating_add(DAY_MS));
        let first_ms = self.segments.values().map(ends).min();
        first_ms.map(|ms| ms.saturating_add(retention_ms))
    }

    /// Drops the segments of which no visit began at `oldest_ms` or later.
    pub(crate) fn drop_older(&mut self, oldest_ms: u64, writes: &mut Vec<Write>) {
        let older = self.segments.iter().filter(|(_, closed)| closed.to_ms < oldest_ms);
        for id in older.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.segments.remove(&id);
            writes.push(Write::DropSegment(id));
        }
    }

    /// Counts keep their time as long as facts do, in whole days; then they are added up. The journal
    /// has been emptied: all are in the table.
    pub(crate) fn fold_counts(oldest_ms: u64, writes: &mut Vec<Write>) {
        writes.push(Write::FoldCounts(oldest_ms / DAY_MS * DAY_MS));
    }

    /// Drops the items that nothing names any more, if visits were dropped and no more will be before
    /// the day ends. `writes` has what is written of the segments so far.
    pub(crate) fn drop_items(
        &mut self,
        received_ms: u64,
        retention_ms: u64,
        writes: &mut Vec<Write>,
        read: &mut dyn FnMut(u32) -> Result<Vec<u8>, Damaged>,
    ) {
        let today = received_ms / DAY_MS;
        if self.ends_ms(retention_ms).is_some_and(|ms| ms / DAY_MS <= today) {
            return;
        }
        // What cannot be read may name any: all stay.
        let Ok(named) = self.named(writes, read) else { return };
        let gone = self.items.keep(&named);
        if gone.is_empty() {
            return;
        }
        if self.journal != Journal::default() {
            self.empty_journal(writes);
        }
        writes.extend(gone.into_iter().map(Write::DropItem));
    }

    /// The items that open visits and segments name.
    fn named(
        &self,
        writes: &[Write],
        read: &mut dyn FnMut(u32) -> Result<Vec<u8>, Damaged>,
    ) -> Result<BTreeSet<u32>, Damaged> {
        let views = self.visits.values().flat_map(|visit| &visit.views);
        let mut named: BTreeSet<u32> = views.map(|view| view.item).collect();
        for &id in self.segments.keys() {
            let written = writes.iter().rev().find_map(|write| match write {
                Write::Segment { id: own, bytes, .. } if *own == id => Some(bytes),
                _ => None,
            });
            named.extend(match written {
                Some(bytes) => segment::items(bytes)?,
                None => segment::items(&read(id)?)?,
            });
        }
        Ok(named)
    }
}
