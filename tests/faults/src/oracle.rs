//! What the facts and the ledger have to be: told from the log of what was committed, by lists
//! that are searched from end to end.
//!
//! The oracle has no index, no journal, no segment and no byte. It knows in which order hits were
//! committed and which compactions were, and nothing of how.

use std::collections::{BTreeMap, BTreeSet};

use ungated_shard::arrival::Key;
use ungated_shard::compact::LATE_MS;
use ungated_shard::fact;
use ungated_shard::items::Items;
use ungated_shard::ledger::{self, BUCKET_MS};
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::Events;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;
use ungated_shared::visit::{Arrival, GAP_MS, Opened, Visits, continues, readings};

use crate::reader::{self, Page};

/// What one shard committed, in order.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A hit.
    Hit {
        /// Its place among all commits of all shards.
        order: u64,
        /// The page view's number.
        page: u32,
        /// The hit's.
        sequence: u16,
        /// The Worker's clock.
        now_ms: u64,
        /// The shard's clock.
        received_ms: u64,
        /// Whether the shard knows the page view no more, or not yet.
        unknown: bool,
    },
    /// Something was counted.
    Count {
        /// The Worker's clock.
        now_ms: u64,
        /// The code.
        code: String,
    },
    /// A hit belonged to no visit here.
    Elsewhere {
        /// The page view's number.
        page: u32,
        /// The Worker's clock.
        now_ms: u64,
        /// Whether the shard knows the page view no more, or not yet.
        unknown: bool,
    },
    /// A hit was refused: its visit is full.
    Full {
        /// The page view's number.
        page: u32,
        /// The Worker's clock.
        now_ms: u64,
    },
    /// Visits were closed.
    Compact {
        /// The shard's clock.
        received_ms: u64,
    },
    /// Visits were dropped, as their time was over: the first page view's number and the start of
    /// each.
    Dropped(Vec<(u32, u64)>),
    /// The counts of before were added up.
    Folded {
        /// Unix ms.
        before_ms: u64,
    },
}

/// A page view as the oracle has it.
#[derive(Clone, Debug)]
pub struct View {
    /// Its number.
    pub page: u32,
    after_ms: u64,
    received: BTreeSet<u16>,
    signals: PageView,
    events: Events,
    path: String,
}

/// A visit as the oracle has it.
#[derive(Clone, Debug)]
pub struct Visit {
    key: Option<Key>,
    /// First hit.
    pub start_ms: u64,
    /// Last hit that kept it open.
    pub last_ms: u64,
    seen_ms: u64,
    closed_ms: Option<u64>,
    dropped: bool,
    /// Its page views.
    pub views: Vec<View>,
}

/// What follows from a log.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The visits, in order of beginning.
    pub visits: Vec<Visit>,
    /// Counts by bucket and code.
    pub ledger: BTreeMap<(u64, String), i64>,
    /// Hits for visits that were closed.
    pub late: u64,
    /// Page views that began again because they were forgotten.
    pub again: u64,
    compacted_ms: u64,
}

/// Tells what follows from a log.
///
/// # Errors
/// If an entry cannot be.
pub fn tell(seed: u64, pages: &[Page], log: &[Entry]) -> Result<Told, String> {
    let mut told = Told::default();
    for entry in log {
        told.take(seed, pages, entry)?;
    }
    Ok(told)
}

impl Told {
    fn count(&mut self, now_ms: u64, code: &str, n: i64) {
        if n != 0 {
            *self.ledger.entry((now_ms / BUCKET_MS * BUCKET_MS, code.into())).or_default() += n;
        }
    }

    /// Where a page view is, if anywhere.
    fn of(&self, page: u32) -> Option<usize> {
        let has = |visit: &Visit| visit.views.iter().any(|view| view.page == page);
        self.visits.iter().rposition(|visit| !visit.dropped && has(visit))
    }

    fn home(&self, pages: &[Page], page: u32, now_ms: u64) -> Option<usize> {
        let from = &pages[page as usize];
        let keys = if from.has_keys { reader::keys(from.visitor, now_ms) } else { Vec::new() };
        keys.iter().find_map(|key| {
            let open = self.visits.iter().enumerate().filter(|(_, visit)| {
                visit.closed_ms.is_none()
                    && visit.key == Some(*key)
                    && continues(visit.last_ms, now_ms)
            });
            open.max_by_key(|(_, visit)| visit.last_ms).map(|(at, _)| at)
        })
    }

    /// The visit of a page view that the shard still knows.
    fn known(&self, page: u32, unknown: bool) -> Result<Option<usize>, String> {
        let Some(at) = self.of(page) else {
            return if unknown { Ok(None) } else { Err(format!("page view {page} never was")) };
        };
        if !unknown {
            return Ok(Some(at));
        }
        // Ids are forgotten by a compaction, not before their time.
        match self.visits[at].closed_ms {
            Some(closed_ms) if self.compacted_ms >= closed_ms + LATE_MS => Ok(None),
            closed_ms => Err(format!("page view {page}, closed {closed_ms:?}, is forgotten")),
        }
    }

    fn take(&mut self, seed: u64, pages: &[Page], entry: &Entry) -> Result<(), String> {
        match entry {
            Entry::Count { now_ms, code } => self.count(*now_ms, code, 1),
            Entry::Elsewhere { page, now_ms, unknown } => {
                if self.known(*page, *unknown)?.is_some()
                    || self.home(pages, *page, *now_ms).is_some()
                {
                    return Err(format!("page view {page} was sent elsewhere, its visit is here"));
                }
            }
            Entry::Full { page, now_ms } => {
                let at = self.home(pages, *page, *now_ms);
                let is_full = |at: usize| self.visits[at].views.len() >= limit::VISIT_PAGE_VIEWS;
                if !at.is_some_and(is_full) || self.of(*page).is_some() {
                    return Err(format!("page view {page} was refused, its visit has room"));
                }
                self.count(*now_ms, Refusal::VisitFull.code(), 1);
            }
            Entry::Compact { received_ms } => {
                self.compacted_ms = self.compacted_ms.max(*received_ms);
                for visit in &mut self.visits {
                    if visit.closed_ms.is_none()
                        && received_ms.saturating_sub(visit.seen_ms) > GAP_MS
                    {
                        visit.closed_ms = Some(*received_ms);
                    }
                }
            }
            Entry::Dropped(dropped) => {
                for visit in self.visits.iter_mut().filter(|visit| visit.closed_ms.is_some()) {
                    let first = visit.views.first().map(|view| (view.page, visit.start_ms));
                    visit.dropped |= first.is_some_and(|first| dropped.contains(&first));
                }
            }
            Entry::Folded { before_ms } => {
                for ((bucket_ms, code), n) in std::mem::take(&mut self.ledger) {
                    let bucket_ms = if bucket_ms < *before_ms { 0 } else { bucket_ms };
                    *self.ledger.entry((bucket_ms, code)).or_default() += n;
                }
            }
            Entry::Hit { page, sequence, now_ms, received_ms, unknown, .. } => {
                self.hit(seed, pages, (*page, *sequence), *now_ms, *received_ms, *unknown)?;
            }
        }
        Ok(())
    }

    fn hit(
        &mut self,
        seed: u64,
        pages: &[Page],
        (page, sequence): (u32, u16),
        now_ms: u64,
        received_ms: u64,
        unknown: bool,
    ) -> Result<(), String> {
        self.count(now_ms, ledger::ACCEPTED, 1);
        let from = &pages[page as usize];
        let (signals, events) = reader::snapshot(seed, page, sequence);
        let known = self.known(page, unknown)?;
        self.again += u64::from(unknown && self.of(page).is_some());
        let key = reader::keys(from.visitor, now_ms)[0];
        let at = match known.or_else(|| self.home(pages, page, now_ms)) {
            Some(at) => at,
            None => {
                self.visits.push(Visit {
                    key: from.has_keys.then_some(key),
                    start_ms: now_ms,
                    last_ms: now_ms,
                    seen_ms: received_ms,
                    closed_ms: None,
                    dropped: false,
                    views: Vec::new(),
                });
                self.visits.len() - 1
            }
        };
        let visit = &mut self.visits[at];
        let is_open = visit.closed_ms.is_none();
        if is_open {
            visit.seen_ms = received_ms;
            if continues(visit.last_ms, now_ms) {
                visit.last_ms = visit.last_ms.max(now_ms);
                visit.key = visit.key.and(Some(key));
            }
        }
        let place = match visit.views.iter().position(|view| view.page == page) {
            Some(place) => place,
            None => {
                visit.views.push(View {
                    page,
                    after_ms: now_ms.saturating_sub(visit.start_ms),
                    received: BTreeSet::new(),
                    signals: PageView::NEW,
                    events: Events::NONE,
                    path: String::new(),
                });
                visit.views.len() - 1
            }
        };
        let view = &mut visit.views[place];
        let before = view.clone();
        view.signals.join(&signals);
        view.events.join(&events);
        view.received.insert(sequence.min(63));
        if is_open && before.received.iter().all(|one| *one <= sequence) {
            view.path = reader::path(from, sequence);
        }
        let is_new = view.received.len() > before.received.len();
        let says_nothing =
            !is_new && view.signals == before.signals && view.events == before.events;
        let more_lost = lost(&view.received) - lost(&before.received);
        self.late += u64::from(!is_open);
        self.count(now_ms, ledger::LATE, i64::from(!is_open));
        self.count(now_ms, ledger::DUPLICATE, i64::from(says_nothing));
        self.count(now_ms, ledger::LOST, more_lost);
        if is_new {
            let n = reader::refused_events(page, sequence);
            self.count(now_ms, ledger::EVENT_INVALID, i64::from(n));
        }
        let wrong = reader::claims_wrongly(page, sequence);
        self.count(now_ms, ledger::PARITY, i64::from(wrong));
        Ok(())
    }

    /// Holds facts against what they have to be.
    ///
    /// # Errors
    /// With the first difference.
    pub fn facts(&self, facts: &[fact::Visit], items: &Items) -> Result<(), String> {
        let order = |first: Option<u32>, start_ms: u64| (first, start_ms);
        let mut wanted: Vec<&Visit> = self.visits.iter().filter(|visit| !visit.dropped).collect();
        wanted.sort_by_key(|visit| order(visit.views.first().map(|v| v.page), visit.start_ms));
        let mut found: Vec<&fact::Visit> = facts.iter().collect();
        found.sort_by_key(|visit| order(visit.views.first().map(number), visit.start_ms));
        if wanted.len() != found.len() {
            let first = |visit: &&fact::Visit| visit.views.first().map(number);
            let found: BTreeSet<_> = found.iter().map(first).collect();
            let lost = wanted.iter().map(|visit| visit.views.first().map(|v| v.page));
            let lost: Vec<_> = lost.filter(|first| !found.contains(first)).collect();
            let (n, m) = (wanted.len(), facts.len());
            return Err(format!("{m} visits instead of {n}; missing: those of {lost:?}"));
        }
        wanted.iter().zip(found).try_for_each(|(wanted, found)| wanted.compare(found, items))
    }
}

/// The number of a fact's page view.
#[must_use]
pub fn number(view: &fact::View) -> u32 {
    view.signals.height_px.wrapping_sub(1)
}

fn lost(received: &BTreeSet<u16>) -> i64 {
    received.last().map_or(0, |last| i64::from(*last) + 1 - received.len() as i64)
}

impl Visit {
    /// Whether its time is over.
    #[must_use]
    pub const fn is_dropped(&self) -> bool {
        self.dropped
    }

    fn compare(&self, found: &fact::Visit, items: &Items) -> Result<(), String> {
        let name = self.views.first().map(|view| view.page);
        let differ = |what: &str, wanted: &dyn std::fmt::Debug, found: &dyn std::fmt::Debug| {
            Err(format!("visit of page view {name:?}: {what} {found:?} instead of {wanted:?}"))
        };
        let (ours, theirs) = ((self.start_ms, self.last_ms), (found.start_ms, found.last_ms));
        if ours != theirs {
            return differ("time", &ours, &theirs);
        }
        if Some(found.origin.country.as_str()) != name.map(|name| name.to_string()).as_deref() {
            return differ("origin", &name, &found.origin.country);
        }
        if let Some(fit) = name.map(reader::fit).filter(|fit| *fit != found.origin.fit) {
            return differ("fit", &fit, &found.origin.fit);
        }
        let ours: Vec<u32> = self.views.iter().map(|view| view.page).collect();
        let theirs: Vec<u32> = found.views.iter().map(number).collect();
        if ours != theirs {
            return differ("page views", &ours, &theirs);
        }
        let mut known = Vec::new();
        for (ours, theirs) in self.views.iter().zip(&found.views) {
            let item = items.get(theirs.item).ok_or("an item is not there")?;
            if ours.path != item.path {
                return differ("item", &ours.path, &item.path);
            }
            let bits = ours.received.iter().fold(0u64, |bits, n| bits | 1 << n);
            let unit = Unit::of(&item.language);
            let points = points(&Model::DEFAULT, unit, &ours.signals).total();
            let ours_told = (ours.after_ms, bits, points);
            let theirs_told = (theirs.after_ms, theirs.received, theirs.points);
            if ours_told != theirs_told {
                return differ("after, received, points", &ours_told, &theirs_told);
            }
            if ours.signals != theirs.signals {
                let (a, b) = (&ours.signals, &theirs.signals);
                let times = |v: &PageView| (v.active_ms, v.media_ms, v.bottom_px, v.acts, v.heard);
                return differ("signals", &times(a), &times(b));
            }
            if ours.events != theirs.events {
                return differ("events", &ours.events, &theirs.events);
            }
            known.push((item, ours));
        }
        let opened = known.iter().map(|(item, view)| Opened { item, view: &view.signals });
        let score = ungated_shared::score::score(&Model::DEFAULT, &readings(opened));
        let ours = (score.engagement, score.intent, score.standing.word());
        let theirs = (found.engagement, found.intent, found.standing.as_str());
        if ours != theirs {
            return differ("score", &ours, &theirs);
        }
        Ok(())
    }
}

/// Holds the visits of a whole site, told shard by shard, against the rule: `logs` of its shards.
/// Returns how many there are.
///
/// # Errors
/// With the first difference.
pub fn rule(pages: &[Page], logs: &[&[Entry]], told: &[&Told]) -> Result<u64, String> {
    let mut hits: Vec<_> = logs
        .iter()
        .flat_map(|log| log.iter())
        .filter_map(|entry| match entry {
            Entry::Hit { order, page, sequence, now_ms, .. } => {
                Some((*order, *page, *sequence, *now_ms))
            }
            _ => None,
        })
        .collect();
    hits.sort_unstable();
    let mut visits = Visits::default();
    for (_, page, sequence, now_ms) in hits {
        let from = &pages[page as usize];
        let keys = if from.has_keys { reader::keys(from.visitor, now_ms) } else { Vec::new() };
        let keys: Vec<u64> = keys
            .iter()
            .map(|key| key[6..].iter().take(8).fold(0, |n, byte| n << 8 | u64::from(*byte)))
            .collect();
        let item = reader::item(&reader::path(from, sequence), now_ms);
        // What was read does not decide to which visit it belongs.
        let view = &PageView::NEW;
        let hit =
            Arrival { now_ms, keys: &keys, page_view: page.into(), sequence, item: &item, view };
        visits.receive(&hit).map_err(|refusal| format!("the rule refuses: {}", refusal.code()))?;
    }
    let wanted: BTreeSet<_> = visits
        .as_slice()
        .iter()
        .map(|visit| {
            let pages: Vec<u32> = visit.openings.iter().map(|o| o.page_view as u32).collect();
            (visit.start_ms, visit.last_ms, pages)
        })
        .collect();
    let all = told.iter().flat_map(|told| &told.visits);
    let found: BTreeSet<_> = all
        .map(|visit| {
            let pages: Vec<u32> = visit.views.iter().map(|view| view.page).collect();
            (visit.start_ms, visit.last_ms, pages)
        })
        .collect();
    if wanted != found {
        let missing: Vec<_> = wanted.difference(&found).take(2).collect();
        let extra: Vec<_> = found.difference(&wanted).take(3).collect();
        return Err(format!("the rule has {missing:?}, the shards have {extra:?}"));
    }
    Ok(wanted.len() as u64)
}
