//! Closing: visits that are over lose their visitor and are packed; the journal is emptied; what is
//! too old goes.

use std::collections::{BTreeMap, BTreeSet};

use ungated_shared::visit::{GAP_MS, SALT_GRACE_MS};

use crate::codec::Writer;
use crate::disk::{FULL_BYTES, Write};
use crate::rewrite::Parts;
use crate::segment::Damaged;
use crate::state::{Closed, Journal, State};

const MINUTE_MS: u64 = 60 * 1000;
pub(crate) const DAY_MS: u64 = 24 * 60 * MINUTE_MS;

/// How long after its first visit has ended others are waited for, so that they are packed
/// together: the key of a visit lives that much longer than its gap.
pub const GATHER_MS: u64 = MINUTE_MS;
/// How long a page may send hits for a page view: as long as the salt of its day lives.
pub const LATE_MS: u64 = DAY_MS + SALT_GRACE_MS;
/// Bytes and rows of the journal beyond which it is emptied early: reading it back takes some
/// tens of milliseconds then.
const JOURNAL: Journal = Journal { rows: 1_024, bytes: 4 * 1024 * 1024 };

/// The longest time between the starts of two visits in one segment: a site with few readers
/// would take years to fill one.
///
/// A segment goes when the time of its last visit is over. Where it has others whose time was over
/// a day ago, it is written anew without them: at most once a day, so that no visit is kept for
/// longer than its time and a day.
pub(crate) const SPAN_MS: u64 = 7 * DAY_MS;

impl State {
    /// In how many ms there is something to close or to forget, if there is anything.
    #[must_use]
    pub fn rests_ms(&self, received_ms: u64, retention_ms: u64) -> Option<u64> {
        if self.has_late() || self.is_journal_long() {
            return Some(0);
        }
        let closes = self.visits.values().map(|visit| visit.seen_ms + GAP_MS + GATHER_MS).min();
        let forgets = self.segments.values().filter_map(|it| it.awaited.until_ms()).min();
        let at_ms = [closes, forgets, self.ends_ms(retention_ms)].into_iter().flatten().min()?;
        Some((at_ms + 1).saturating_sub(received_ms))
    }

    /// Whether there is something to do at once: asked on every call, so that nothing hangs on
    /// an alarm that never came.
    #[must_use]
    pub fn is_urgent(&self, received_ms: u64) -> bool {
        let overdue = |seen_ms: u64| seen_ms.saturating_add(GAP_MS + GATHER_MS) < received_ms;
        self.has_late()
            || self.is_journal_long()
            || (overdue(self.seen_from_ms) && self.visits.values().any(|it| overdue(it.seen_ms)))
    }

    fn is_journal_long(&self) -> bool {
        self.journal.rows > JOURNAL.rows || self.journal.bytes > JOURNAL.bytes
    }

    /// Closes what is over at `received_ms`, joins what came late, forgets what is due; returns
    /// what is to be written, all at once. Doing it twice, late, or never changes no fact.
    ///
    /// `read` gives the bytes of a segment.
    ///
    /// # Errors
    /// If a segment that is to be changed cannot be read. Nothing is changed then.
    pub fn compact(
        &mut self,
        received_ms: u64,
        retention_ms: u64,
        read: &mut dyn FnMut(u32) -> Result<Vec<u8>, Damaged>,
    ) -> Result<Vec<Write>, Damaged> {
        let due = self.due(received_ms);
        let oldest_ms = received_ms.saturating_sub(retention_ms);
        let (changed, told) = self.rewritten(&due, received_ms, oldest_ms, read)?;

        let has_older = |id| self.segments.get(id).is_some_and(|it| it.from_ms < oldest_ms);
        let drops = changed.keys().any(has_older);

        // Nothing can fail from here on.
        let closes = !due.is_empty() || !self.late.is_empty();
        for visit in due {
            self.forget(visit);
        }
        self.late.clear();
        self.seen_from_ms =
            self.visits.values().map(|visit| visit.seen_ms).min().unwrap_or(u64::MAX);
        for (now_ms, told, refused_events) in told {
            self.ledger.tell(now_ms, told, refused_events);
        }
        let mut writes = self.replace(changed, received_ms);
        self.drop_older(oldest_ms, &mut writes);
        // What only counts refusals waits for a visit to close with; if none is open, not longer.
        let counts_only = self.visits.is_empty() && self.journal != Journal::default();
        if closes || counts_only || self.is_journal_long() {
            self.empty_journal(&mut writes);
            Self::fold_counts(oldest_ms, &mut writes);
        }
        if drops || writes.iter().any(|write| matches!(write, Write::DropSegment(_))) {
            self.drop_items(received_ms, retention_ms, &mut writes, read);
        }
        Ok(writes)
    }

    /// Replaces segments by what they become, and forgets the ids that are due.
    pub(crate) fn replace(
        &mut self,
        changed: BTreeMap<u32, Parts>,
        received_ms: u64,
    ) -> Vec<Write> {
        let mut writes = Vec::new();
        let awaits = self.segments.iter().filter(|(_, closed)| !closed.awaited.is_empty());
        let awaited: BTreeSet<u32> = awaits.map(|(id, _)| *id).collect();
        // What has outgrown its segment gets one of its own.
        let last = self.segments.keys().chain(changed.keys()).max();
        let mut next = last.map_or(1, |last| last + 1);
        let mut touched = BTreeSet::new();
        for (id, parts) in changed {
            if parts.0.is_empty() {
                self.segments.remove(&id);
                writes.push(Write::DropSegment(id));
            }
            for (at, part) in parts.0.into_iter().enumerate() {
                let id = if at == 0 { id } else { next };
                next += u32::from(at > 0);
                let (summary, bytes) = part.packer.finish();
                let (from_ms, to_ms, views) = (summary.from_ms, summary.to_ms, summary.views);
                let closed = Closed { from_ms, to_ms, views, awaited: part.awaited };
                self.segments.insert(id, closed);
                writes.push(Write::Segment { id, summary, bytes });
                touched.insert(id);
            }
        }
        for (&id, closed) in &mut self.segments {
            let forgets = closed.awaited.forget(received_ms);
            if !forgets && !touched.contains(&id) {
                continue;
            }
            if !closed.awaited.is_empty() {
                writes.push(Write::Await(id, closed.awaited.write()));
            } else if awaited.contains(&id) {
                writes.push(Write::ForgetIds(id));
            }
        }
        writes
    }

    pub(crate) fn empty_journal(&mut self, writes: &mut Vec<Write>) {
        writes.push(Write::Open(self.snapshot()));
        writes.push(Write::ClearJournal);
        for ((bucket_ms, code), n) in std::mem::take(&mut self.ledger.0) {
            if n != 0 {
                writes.push(Write::Count { bucket_ms, code, n });
            }
        }
        self.journal = Journal::default();
    }

    fn forget(&mut self, id: u32) {
        let Some(visit) = self.visits.remove(&id) else { return };
        if let Some(key) = visit.key {
            self.by_key.remove(&(key, id));
        }
        for view in &visit.views {
            self.by_view.remove(&view.id);
        }
    }

    /// The open visits, as rows.
    fn snapshot(&self) -> Vec<Vec<u8>> {
        let mut rows = Vec::new();
        let mut row = Writer::default();
        for visit in self.visits.values() {
            visit.write(&mut row);
            if row.0.len() >= FULL_BYTES {
                rows.push(std::mem::take(&mut row).0);
            }
        }
        if !row.0.is_empty() {
            rows.push(row.0);
        }
        rows
    }
}
