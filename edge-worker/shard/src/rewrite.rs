//! Segments that are written anew: visits are added, hits join theirs, and what is too old goes.
//!
//! A visit in memory has some eight kilobytes a page view, a segment thousands of page views: they
//! are read, changed and packed one by one.

use std::collections::BTreeMap;

use ungated_shared::visit::GAP_MS;

use crate::arrival::Arrival;
use crate::awaited::{Awaited, Known, STEP_MS};
use crate::compact::{DAY_MS, LATE_MS, SPAN_MS};
use crate::fact::Visit;
use crate::ledger::Told;
use crate::open::Open;
use crate::segment::{Damaged, FULL, Packer, Unpacker};
use crate::state::{Closed, State};

/// A visit of simulated time is over when the simulation is so much further: it brings readers
/// nearly in order.
const SIMULATED_MS: u64 = 4 * GAP_MS;

/// What a segment becomes.
#[derive(Default)]
pub(crate) struct Part {
    pub(crate) packer: Packer,
    pub(crate) awaited: Awaited,
}

/// What a segment becomes, in as many as it needs; none if nothing is left.
#[derive(Default)]
pub(crate) struct Parts(pub(crate) Vec<Part>);

impl Parts {
    /// Adds a visit that the segment had before.
    fn keep(&mut self, visit: &Visit, awaited: Option<(Known, Vec<u64>)>) -> Result<(), Damaged> {
        let is_over = self.0.last().is_none_or(|part| part.packer.is_over());
        self.add(is_over, visit, awaited)
    }

    /// Adds a visit that was open.
    fn append(&mut self, visit: &Visit, known: Known, ids: Vec<u64>) -> Result<(), Damaged> {
        self.add(self.is_next_over(visit), visit, Some((known, ids)))
    }

    /// Adds a visit of an export, for which no hit may come.
    pub(crate) fn restore(&mut self, visit: &Visit) -> Result<(), Damaged> {
        self.add(self.is_next_over(visit), visit, None)
    }

    /// Whether a visit that comes behind the others begins a segment of its own.
    fn is_next_over(&self, visit: &Visit) -> bool {
        let fits = |part: &Part| {
            !part.packer.is_full() && part.packer.summary().spans(visit.start_ms, SPAN_MS)
        };
        !self.0.last().is_some_and(fits)
    }

    fn add(
        &mut self,
        is_over: bool,
        visit: &Visit,
        awaited: Option<(Known, Vec<u64>)>,
    ) -> Result<(), Damaged> {
        if is_over {
            self.0.push(Part::default());
        }
        let Some(part) = self.0.last_mut() else { return Ok(()) };
        let place = u32::try_from(part.packer.summary().visits).map_err(|_| Damaged)?;
        part.packer.push(visit);
        awaited.map_or(Ok(()), |(known, ids)| part.awaited.put(place, known, &ids))
    }
}

/// What hits that came late told: when, what, and how many of their events are none.
pub(crate) type LateTold = Vec<(u64, Told, u8)>;

impl State {
    /// The visits that are over at `received_ms`.
    pub(crate) fn due(&self, received_ms: u64) -> Vec<u32> {
        let simulated = self.visits.values().filter(|visit| visit.origin.simulated);
        let simulated_ms = simulated.map(|visit| visit.last_ms).max().unwrap_or(0);
        let is_over = |visit: &Open| {
            received_ms.saturating_sub(visit.seen_ms) > GAP_MS
                || visit.origin.simulated && visit.last_ms + SIMULATED_MS < simulated_ms
        };
        self.visits.iter().filter(|(_, visit)| is_over(visit)).map(|(id, _)| *id).collect()
    }

    /// The segments that change, by number, and what late hits told. Of visits that began before
    /// `oldest_ms` none stays in what is written.
    pub(crate) fn rewritten(
        &self,
        due: &[u32],
        received_ms: u64,
        oldest_ms: u64,
        read: &mut dyn FnMut(u32) -> Result<Vec<u8>, Damaged>,
    ) -> Result<(BTreeMap<u32, Parts>, LateTold), Damaged> {
        let mut late: BTreeMap<u32, Vec<&Arrival>> = BTreeMap::new();
        for (segment, arrival) in &self.late {
            late.entry(*segment).or_default().push(arrival);
        }
        // The youngest segment grows until it is full.
        let youngest = self.segments.last_key_value().filter(|_| !due.is_empty());
        let grows = youngest.filter(|(_, closed)| closed.views < FULL).map(|(id, _)| *id);
        let (mut changed, mut told) = (BTreeMap::new(), Vec::new());
        for (&id, closed) in &self.segments {
            let arrivals = late.remove(&id).unwrap_or_default();
            if !arrivals.is_empty() || grows == Some(id) || is_stale(closed, oldest_ms) {
                let parts = self.rewrite(closed, &read(id)?, &arrivals, oldest_ms, &mut told)?;
                changed.insert(id, parts);
            }
        }
        if !due.is_empty() {
            let next = youngest.map_or(1, |(id, _)| id + 1);
            self.close(due, received_ms, changed.entry(grows.unwrap_or(next)).or_default())?;
        }
        Ok((changed, told))
    }

    pub(crate) fn rewrite(
        &self,
        closed: &Closed,
        bytes: &[u8],
        arrivals: &[&Arrival],
        oldest_ms: u64,
        told: &mut LateTold,
    ) -> Result<Parts, Damaged> {
        let mut awaited = closed.awaited.visits();
        let mut late: BTreeMap<u32, Vec<(u16, &Arrival)>> = BTreeMap::new();
        for arrival in arrivals {
            if let Some((visit, view)) = closed.awaited.place(arrival.page_view) {
                late.entry(visit).or_default().push((view, arrival));
            }
        }
        let mut parts = Parts::default();
        for (place, visit) in (0..).zip(Unpacker::new(bytes)?) {
            let (mut visit, mut awaited) = (visit?, awaited.remove(&place));
            if let Some(arrivals) = late.get(&place) {
                for (view, arrival) in arrivals {
                    let joined = visit.join((*view).into(), arrival, &self.items, &self.model);
                    told.extend(joined.map(|it| (arrival.now_ms, it, arrival.refused_events)));
                }
                if let Some((known, _)) = &mut awaited {
                    known.bytes = visit.bytes();
                }
            }
            if visit.start_ms >= oldest_ms {
                parts.keep(&visit, awaited)?;
            }
        }
        Ok(parts)
    }

    /// A segment with its visits scored by the model that holds; none where all are.
    pub(crate) fn scored(&self, closed: &Closed, bytes: &[u8]) -> Result<Option<Parts>, Damaged> {
        let mut awaited = closed.awaited.visits();
        let (mut parts, mut is_changed) = (Parts::default(), false);
        for (place, visit) in (0..).zip(Unpacker::new(bytes)?) {
            let mut visit = visit?;
            if visit.model != self.model.hash() {
                visit.score_anew(&self.items, &self.model);
                is_changed = true;
            }
            parts.keep(&visit, awaited.remove(&place))?;
        }
        Ok(is_changed.then_some(parts))
    }

    fn close(&self, due: &[u32], received_ms: u64, parts: &mut Parts) -> Result<(), Damaged> {
        let until_ms = (received_ms + LATE_MS).next_multiple_of(STEP_MS);
        for visit in due.iter().filter_map(|id| self.visits.get(id)) {
            let ids = visit.views.iter().map(|view| view.id).collect();
            let known = Known { until_ms, bytes: visit.bytes() };
            parts.append(&visit.fact(&self.items, &self.model), known, ids)?;
        }
        Ok(())
    }
}

/// Whether a segment has a visit that should be gone for a day, and others that stay.
fn is_stale(closed: &Closed, oldest_ms: u64) -> bool {
    closed.from_ms.saturating_add(DAY_MS) < oldest_ms && closed.to_ms >= oldest_ms
}
