//! Hits into visits: the rule itself, in memory and without a clock.
//!
//! # Why here, when shards keep visits in SQLite?
//! The rule has to be stated once where it can be read and run on vectors in any language. A
//! shard does the same with an index instead of a list.

use alloc::vec::Vec;

use super::path::Shape;
use super::reading::{Opened, Reading, readings};
use super::{GAP_MS, continues};
use crate::hit::refusal::Refusal;
use crate::item::Item;
use crate::limit;
use crate::page_view::PageView;
use crate::score::model::Model;
use crate::score::{Score, score};

/// One page view of a visit.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The page view's id.
    pub page_view: u64,
    /// When its first hit came, ms.
    pub at_ms: u64,
    /// The item, as the latest of its hits described it.
    pub item: Item,
    /// Which hit that was.
    pub sequence: u16,
    /// All that its hits told.
    pub view: PageView,
}

/// One visitor's page views with no gap over [`GAP_MS`].
#[derive(Clone, Debug)]
pub struct Visit {
    /// The visitor's key under the salt of the last hit's day; `None` once it is closed.
    pub key: Option<u64>,
    /// First hit, ms.
    pub start_ms: u64,
    /// Last hit that kept it open, ms.
    pub last_ms: u64,
    /// Page views in order of opening.
    pub openings: Vec<Opening>,
}

impl Visit {
    /// Joins a hit's page view, or opens it.
    fn take(&mut self, hit: &Arrival<'_>) -> Result<(), Refusal> {
        if let Some(opening) = self.openings.iter_mut().find(|o| o.page_view == hit.page_view) {
            opening.view.join(hit.view);
            // A page comes to know its item better, whatever order its hits arrive in.
            if hit.sequence >= opening.sequence {
                opening.item = hit.item.clone();
                opening.sequence = hit.sequence;
            }
            return Ok(());
        }
        if self.openings.len() >= limit::VISIT_PAGE_VIEWS {
            return Err(Refusal::VisitFull);
        }
        self.openings.push(Opening {
            page_view: hit.page_view,
            at_ms: hit.now_ms,
            item: hit.item.clone(),
            sequence: hit.sequence,
            view: hit.view.clone(),
        });
        Ok(())
    }

    /// What it did with each item.
    #[must_use]
    pub fn readings(&self) -> Vec<Reading<'_>> {
        readings(self.openings.iter().map(|o| Opened { item: &o.item, view: &o.view }))
    }

    /// Its score.
    #[must_use]
    pub fn score(&self, model: &Model) -> Score {
        score(model, &self.readings())
    }

    /// Where it went.
    #[must_use]
    pub fn shape(&self) -> Shape {
        Shape::of(self.openings.iter().map(|o| &o.item))
    }
}

/// A hit as it arrives at its shard.
#[derive(Clone, Debug)]
pub struct Arrival<'a> {
    /// When, ms.
    pub now_ms: u64,
    /// The visitor's keys: under today's salt and, while it lives, under yesterday's.
    pub keys: &'a [u64],
    /// The page view's id.
    pub page_view: u64,
    /// The hit's number in its page view.
    pub sequence: u16,
    /// The item.
    pub item: &'a Item,
    /// What the page knows.
    pub view: &'a PageView,
}

/// The visits of a shard.
#[derive(Clone, Debug, Default)]
pub struct Visits {
    all: Vec<Visit>,
}

impl Visits {
    /// Takes a hit into its visit and returns the visit's place.
    ///
    /// A page view stays in the visit in which it began, however late its hits come; but what
    /// comes after the gap does not open that visit again. A new page view joins the visitor's
    /// open visit under any living key; the visit's key becomes today's, so that a visit which
    /// crosses midnight outlives yesterday's salt.
    ///
    /// # Errors
    /// [`Refusal::VisitFull`] for a new page view where there is no room.
    pub fn receive(&mut self, hit: &Arrival<'_>) -> Result<usize, Refusal> {
        let at = self.home(hit).unwrap_or_else(|| {
            self.all.push(Visit {
                key: hit.keys.first().copied(),
                start_ms: hit.now_ms,
                last_ms: hit.now_ms,
                openings: Vec::new(),
            });
            self.all.len() - 1
        });
        let Some(visit) = self.all.get_mut(at) else { return Err(Refusal::Unavailable) };
        visit.take(hit)?;
        if continues(visit.last_ms, hit.now_ms) {
            visit.last_ms = visit.last_ms.max(hit.now_ms);
            visit.key = visit.key.and(hit.keys.first().copied());
        }
        Ok(at)
    }

    /// The visit that has the page view, else the visitor's open one: of several, the latest.
    fn home(&self, hit: &Arrival<'_>) -> Option<usize> {
        let has = |visit: &Visit| visit.openings.iter().any(|o| o.page_view == hit.page_view);
        self.all.iter().rposition(has).or_else(|| {
            hit.keys.iter().find_map(|key| {
                let is_open = |visit: &&Visit| {
                    visit.key == Some(*key) && continues(visit.last_ms, hit.now_ms)
                };
                let open = self.all.iter().filter(is_open).max_by_key(|visit| visit.last_ms)?;
                self.all.iter().position(|visit| core::ptr::eq(visit, open))
            })
        })
    }

    /// Closes what is due at `now_ms`: the visitor is forgotten, for good.
    pub fn close(&mut self, now_ms: u64) {
        for visit in &mut self.all {
            if now_ms.saturating_sub(visit.last_ms) > GAP_MS {
                visit.key = None;
            }
        }
    }

    /// The visits, in order of beginning.
    #[must_use]
    pub fn as_slice(&self) -> &[Visit] {
        &self.all
    }
}
