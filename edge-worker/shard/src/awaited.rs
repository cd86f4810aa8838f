//! Closed visits of which a page may still tell: the ids of their page views, kept beside their
//! segment and no longer than that.

use std::collections::BTreeMap;

use crate::codec::{Reader, Writer};
use crate::ledger::BUCKET_MS;
use crate::segment::Damaged;

/// Visits that were closed within this time of each other are forgotten together, ms: else a
/// segment that filled over an hour would be forgotten in sixty writes.
pub const STEP_MS: u64 = BUCKET_MS;

/// The visits of one segment that are waited for, by their place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awaited {
    visits: BTreeMap<u32, Known>,
    /// Each page view's visit, and its place in that.
    ids: BTreeMap<u64, (u32, u16)>,
    /// When the first of the visits is to be forgotten: asked for more often than that happens.
    until_ms: Option<u64>,
}

/// What has to be known of a visit before a hit for it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Until when hits may come, by the shard's clock.
    pub until_ms: u64,
    /// What its page views have in bytes, as [`crate::packed`] writes them; with hits that wait
    /// to be joined, no less than that.
    pub bytes: usize,
}

impl Awaited {
    /// Whether nothing is waited for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.visits.is_empty()
    }

    /// Whether a page view is waited for.
    #[must_use]
    pub fn has(&self, id: u64) -> bool {
        self.ids.contains_key(&id)
    }

    /// The place of a page view: its visit's in the segment, and its own in the visit.
    #[must_use]
    pub fn place(&self, id: u64) -> Option<(u32, u16)> {
        self.ids.get(&id).copied()
    }

    /// How many bytes the visit of a page view has.
    #[must_use]
    pub fn bytes(&self, id: u64) -> Option<usize> {
        let (visit, _) = self.place(id)?;
        Some(self.visits.get(&visit)?.bytes)
    }

    /// Notes that a hit for a page view is to be joined to it.
    pub fn grow(&mut self, id: u64, bytes: usize) {
        if let Some((visit, _)) = self.place(id)
            && let Some(known) = self.visits.get_mut(&visit)
        {
            known.bytes += bytes;
        }
    }

    /// Waits for the page views of a visit, in their order.
    ///
    /// # Errors
    /// If there are more than a visit can have.
    pub fn put(&mut self, visit: u32, known: Known, ids: &[u64]) -> Result<(), Damaged> {
        for (at, id) in ids.iter().enumerate() {
            self.ids.insert(*id, (visit, u16::try_from(at).map_err(|_| Damaged)?));
        }
        self.visits.insert(visit, known);
        let until_ms = self.until_ms.unwrap_or(u64::MAX);
        self.until_ms = Some(until_ms.min(known.until_ms));
        Ok(())
    }

    /// Forgets what is due; whether anything was.
    pub fn forget(&mut self, received_ms: u64) -> bool {
        if self.until_ms.is_none_or(|until_ms| until_ms > received_ms) {
            return false;
        }
        self.visits.retain(|_, known| known.until_ms > received_ms);
        self.ids.retain(|_, (visit, _)| self.visits.contains_key(visit));
        self.until_ms = self.visits.values().map(|known| known.until_ms).min();
        true
    }

    /// When there is something to forget.
    #[must_use]
    pub const fn until_ms(&self) -> Option<u64> {
        self.until_ms
    }

    /// The visits with their page views' ids.
    #[must_use]
    pub fn visits(&self) -> BTreeMap<u32, (Known, Vec<u64>)> {
        let mut ids: Vec<(u32, u16, u64)> =
            self.ids.iter().map(|(id, (visit, view))| (*visit, *view, *id)).collect();
        ids.sort_unstable();
        let mut all: BTreeMap<u32, (Known, Vec<u64>)> =
            self.visits.iter().map(|(visit, known)| (*visit, (*known, Vec::new()))).collect();
        for (visit, _, id) in ids {
            if let Some((_, ids)) = all.get_mut(&visit) {
                ids.push(id);
            }
        }
        all
    }

    /// Writes it down: of each visit its place after the one before, the end of its time as a
    /// difference in [`STEP_MS`], its bytes, how many page views, and the id of each.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut to = Writer::default();
        let (mut place, mut step) = (0, 0);
        for (visit, (known, ids)) in self.visits() {
            to.put(visit - place);
            let until = known.until_ms / STEP_MS;
            to.signed(until.wrapping_sub(step) as i64);
            (place, step) = (visit, until);
            to.put(known.bytes as u64);
            to.put(ids.len() as u64);
            ids.iter().for_each(|id| to.raw(&id.to_le_bytes()));
        }
        to.0
    }

    /// Reads what [`Self::write`] wrote.
    ///
    /// # Errors
    /// If these are no such bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut from = Reader::new(bytes);
        let mut awaited = Self::default();
        let (mut place, mut step) = (0u32, 0u64);
        while !from.is_done() {
            let (visit, until, known, ids) = visit(&mut from).ok_or(Damaged)?;
            place = place.checked_add(visit).ok_or(Damaged)?;
            step = step.wrapping_add(until as u64);
            let until_ms = step.checked_mul(STEP_MS).ok_or(Damaged)?;
            awaited.put(place, Known { until_ms, bytes: known }, &ids)?;
        }
        Ok(awaited)
    }
}

fn visit(from: &mut Reader<'_>) -> Option<(u32, i64, usize, Vec<u64>)> {
    let (visit, until, bytes) = (from.fit()?, from.signed()?, from.fit()?);
    let id = |from: &mut Reader<'_>| Some(u64::from_le_bytes(from.raw(8)?.try_into().ok()?));
    let ids = (0..from.count()?).map(|_| id(from)).collect::<Option<_>>()?;
    Some((visit, until, bytes, ids))
}
