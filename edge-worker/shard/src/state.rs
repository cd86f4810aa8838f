//! The state of a shard, and its one step: hits in, rows and answers out.

use std::collections::{BTreeMap, BTreeSet};

use ungated_shared::hit::refusal::Refusal;
use ungated_shared::limit;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;
use ungated_shared::score::so_far::SoFar;
use ungated_shared::visit::continues;

use crate::arrival::{Arrival, Key};
use crate::awaited::Awaited;
use crate::batch::{self, Batch, Count, Outcome};
use crate::budget::Budgets;
use crate::codec::{Reader, Writer};
use crate::disk::{Disk, FULL_BYTES, Write};
use crate::items::Items;
use crate::ledger::{self, Ledger, Told};
use crate::open::{self, Open, OpenView, received};
use crate::packed;
use crate::segment::Damaged;

/// What is known of a segment without opening it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Earliest start of its visits, Unix ms.
    pub from_ms: u64,
    /// Latest start.
    pub to_ms: u64,
    /// Page views.
    pub views: usize,
    /// Its visits for which hits may still come.
    pub awaited: Awaited,
}

/// A shard's state: all of it follows from what is on disk.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) model: Model,
    pub(crate) unscored: Option<u32>,
    pub(crate) visits: BTreeMap<u32, Open>,
    pub(crate) next: u32,
    pub(crate) by_key: BTreeSet<(Key, u32)>,
    pub(crate) by_view: BTreeMap<u64, u32>,
    pub(crate) items: Items,
    pub(crate) segments: BTreeMap<u32, Closed>,
    pub(crate) late: Vec<(u32, Arrival)>,
    pub(crate) ledger: Ledger,
    pub(crate) journal: Journal,
    /// No open visit was seen last before this: a bound, so that not every hit has to look.
    pub(crate) seen_from_ms: u64,
    budgets: Budgets,
}

/// How much is in the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// Rows.
    pub rows: usize,
    /// Bytes.
    pub bytes: usize,
}

/// What a step did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What is to be written, all at once, before anybody is answered.
    pub writes: Vec<Write>,
    /// What became of each arrival.
    pub outcomes: Vec<Outcome>,
}

impl State {
    /// The state that follows from what is on disk. `model` holds until [`Self::set_model`] sets
    /// another.
    ///
    /// # Errors
    /// If something there cannot be read.
    pub fn load(model: Model, disk: &Disk) -> Result<Self, Damaged> {
        let mut state = Self {
            model: disk.model.unwrap_or(model),
            unscored: disk.unscored,
            visits: BTreeMap::new(),
            next: 1,
            by_key: BTreeSet::new(),
            by_view: BTreeMap::new(),
            items: Items::default(),
            segments: BTreeMap::new(),
            late: Vec::new(),
            ledger: Ledger::default(),
            journal: Journal::default(),
            seen_from_ms: u64::MAX,
            budgets: Budgets::default(),
        };
        for (id, item) in &disk.items {
            state.items.load(*id, item.clone());
        }
        for (id, closed) in &disk.segments {
            state.segments.insert(*id, closed.clone());
        }
        for chunk in &disk.open {
            let mut from = Reader::new(chunk);
            while !from.is_done() {
                let visit = Open::read(&mut from).ok_or(Damaged)?;
                state.open(visit);
            }
        }
        for row in &disk.journal {
            state.journal.rows += 1;
            state.journal.bytes += row.len();
            let (received_ms, batch) = read_row(row).ok_or(Damaged)?;
            state.count(&batch.counts);
            for arrival in &batch.arrivals {
                state.apply(arrival, received_ms, &mut Vec::new());
            }
        }
        Ok(state)
    }

    /// Takes a batch: `received_ms` is the shard's clock.
    ///
    /// What is written down is what was accepted, so that a shard which reads it back comes to
    /// the same state, whatever its budgets are by then.
    pub fn step(&mut self, batch: Batch, received_ms: u64) -> Step {
        let mut step = Step::default();
        let mut kept = Batch { arrivals: Vec::new(), counts: batch.counts };
        self.count(&kept.counts);
        for mut arrival in batch.arrivals {
            let outcome = match self.refuse(&mut arrival, received_ms) {
                Some(Refused::Elsewhere) => Outcome::Elsewhere,
                Some(Refused::By(refusal)) => {
                    let count = Count { now_ms: arrival.now_ms, code: refusal.code().into(), n: 1 };
                    self.count(std::slice::from_ref(&count));
                    kept.counts.push(count);
                    Outcome::Refused(refusal.code().into())
                }
                None => {
                    let n = self.budgets.name(&mut arrival, &self.items);
                    if n > 0 {
                        let count = Count { now_ms: arrival.now_ms, code: ledger::OTHER.into(), n };
                        self.count(std::slice::from_ref(&count));
                        kept.counts.push(count);
                    }
                    arrival.network = 0;
                    let outcome = self.apply(&arrival, received_ms, &mut step.writes);
                    kept.arrivals.push(arrival);
                    outcome
                }
            };
            step.outcomes.push(outcome);
        }
        for row in write_rows(received_ms, &kept) {
            self.journal.rows += 1;
            self.journal.bytes += row.len();
            step.writes.push(Write::Journal(row));
        }
        step
    }

    fn count(&mut self, counts: &[Count]) {
        for count in counts {
            self.ledger.add(count.now_ms, &count.code, i64::try_from(count.n).unwrap_or(i64::MAX));
        }
    }

    fn refuse(&mut self, arrival: &mut Arrival, received_ms: u64) -> Option<Refused> {
        let home = self.home(arrival);
        if arrival.only_known && home.is_none() {
            return Some(Refused::Elsewhere);
        }
        if let Some(refusal) = self.budgets.refuse(arrival, received_ms) {
            // A limit on trial only tells what it would have done; an object's own it never is.
            let trial = arrival.on_trial.iter().position(|code| code == TRIED);
            match trial {
                Some(_) if refusal == Refusal::RateLimited => {
                    arrival.on_trial.push(refusal.code().into());
                }
                _ => return Some(Refused::By(refusal)),
            }
        }
        arrival.on_trial.retain(|code| code != TRIED);
        if home.is_some_and(|home| self.is_full(home, arrival)) {
            return Some(Refused::By(Refusal::VisitFull));
        }
        None
    }

    /// Whether a visit has no room for a hit.
    fn is_full(&self, home: Home, arrival: &Arrival) -> bool {
        let bytes = match home {
            Home::Open(id) => self.visits.get(&id).map(|visit| {
                let is_new = !self.by_view.contains_key(&arrival.page_view);
                if is_new && visit.views.len() >= limit::VISIT_PAGE_VIEWS {
                    return limit::VISIT_BYTES;
                }
                visit.bytes()
            }),
            Home::Closed(segment) => {
                self.segments.get(&segment).and_then(|it| it.awaited.bytes(arrival.page_view))
            }
        };
        bytes.is_some_and(|bytes| bytes >= limit::VISIT_BYTES)
    }

    /// The visit that has the page view, else the visitor's open one.
    fn home(&self, arrival: &Arrival) -> Option<Home> {
        if let Some(&id) = self.by_view.get(&arrival.page_view) {
            return Some(Home::Open(id));
        }
        let late = self.segments.iter().rev().find(|(_, it)| it.awaited.has(arrival.page_view));
        if let Some((&segment, _)) = late {
            return Some(Home::Closed(segment));
        }
        arrival.keys.iter().find_map(|key| {
            let visits = self.by_key.range((*key, 0)..=(*key, u32::MAX));
            let heard = visits.filter_map(|(_, id)| Some((self.visits.get(id)?.last_ms, *id)));
            // Clocks of several Workers can leave a visitor two: the one heard of last goes on.
            let (last_ms, id) = heard.max()?;
            continues(last_ms, arrival.now_ms).then_some(Home::Open(id))
        })
    }

    /// Takes what was accepted into its visit.
    fn apply(&mut self, arrival: &Arrival, received_ms: u64, writes: &mut Vec<Write>) -> Outcome {
        let now_ms = arrival.now_ms;
        self.ledger.add(now_ms, ledger::ACCEPTED, 1);
        for code in &arrival.on_trial {
            self.ledger.add(now_ms, &format!("{}{code}", ledger::ON_TRIAL), 1);
        }
        let unit = Unit::of(&arrival.item.language);
        // The page's own points against ours, by the model that the page used: its tag has one,
        // whichever the site has.
        if let Some((claimed, hash)) = arrival.claim
            && let Some(model) =
                [&self.model, &Model::DEFAULT].into_iter().find(|it| it.hash() == hash)
        {
            let differs = claimed != points(model, unit, &arrival.view).total();
            self.ledger.add(now_ms, ledger::PARITY, differs.into());
        }
        let id = match self.home(arrival) {
            Some(Home::Closed(segment)) => {
                self.ledger.add(now_ms, ledger::LATE, 1);
                if let Some(closed) = self.segments.get_mut(&segment) {
                    let bytes = packed::bytes(&arrival.view, &arrival.events);
                    closed.awaited.grow(arrival.page_view, bytes);
                }
                self.late.push((segment, arrival.clone()));
                return Outcome::Stored;
            }
            Some(Home::Open(id)) => id,
            None => self.begin(arrival),
        };
        let (item, is_new) = self.items.put(&arrival.item, arrival.claim.is_some());
        if is_new {
            writes.push(Write::Item(item, arrival.item.clone()));
        }
        let Some(visit) = self.visits.get_mut(&id) else { return Outcome::Stored };
        visit.seen_ms = received_ms;
        self.seen_from_ms = self.seen_from_ms.min(received_ms);
        let at = match visit.views.iter().position(|view| view.id == arrival.page_view) {
            Some(at) => at,
            None => {
                let after_ms = now_ms.saturating_sub(visit.start_ms);
                visit.views.push(OpenView::new(arrival.page_view, item, after_ms));
                self.by_view.insert(arrival.page_view, id);
                visit.views.len() - 1
            }
        };
        if let Some(view) = visit.views.get_mut(at) {
            let (mut signals, mut events) = view.get();
            let before = (signals.clone(), events.clone());
            signals.join(&arrival.view);
            events.join(&arrival.events);
            let changed = (&signals, &events) != (&before.0, &before.1);
            let (known, lost) = (view.received, received::lost(view.received));
            let is_latest = received::is_latest(known, arrival.sequence);
            view.received = received::with(known, arrival.sequence);
            if is_latest {
                // A page comes to know its item better, whatever order its hits arrive in.
                view.item = item;
            }
            if changed || is_latest {
                view.points = points(&self.model, unit, &signals).total();
                view.set(&signals, &events);
            }
            let told = Told {
                is_new: view.received != known,
                changed,
                lost: received::lost(view.received) - lost,
            };
            self.ledger.tell(now_ms, told, arrival.refused_events);
        }
        // What a page sends late adds to its visit, but does not open it again.
        if continues(visit.last_ms, now_ms) {
            visit.last_ms = visit.last_ms.max(now_ms);
            // The key becomes today's, so that a visit which crosses midnight outlives
            // yesterday's salt; a visitor who is forgotten stays forgotten.
            if let (Some(old), Some(new)) = (visit.key, arrival.keys.first()) {
                if old != *new {
                    self.by_key.remove(&(old, id));
                    self.by_key.insert((*new, id));
                }
                visit.key = Some(*new);
            }
        }
        if !arrival.asks {
            return Outcome::Stored;
        }
        let signals: Vec<_> = visit.views.iter().map(|view| (view.item, view.get().0)).collect();
        let views = signals.iter().map(|(item, view)| (*item, view));
        let (places, opened) = open::opened(views, &self.items);
        let Some(place) = places.iter().position(|&place| place == at) else {
            return Outcome::Stored;
        };
        let mut numbers = Vec::new();
        SoFar::of(&self.model, &opened, place).write(&self.model, &mut |n| numbers.push(n));
        Outcome::SoFar(numbers)
    }

    /// A new visit: its first hit says where it came from.
    fn begin(&mut self, arrival: &Arrival) -> u32 {
        self.open(Open {
            key: arrival.keys.first().copied(),
            start_ms: arrival.now_ms,
            last_ms: arrival.now_ms,
            seen_ms: 0,
            origin: arrival.origin.clone(),
            views: Vec::new(),
        })
    }

    fn open(&mut self, visit: Open) -> u32 {
        let id = self.next;
        self.next += 1;
        if let Some(key) = visit.key {
            self.by_key.insert((key, id));
        }
        for view in &visit.views {
            self.by_view.insert(view.id, id);
        }
        if !visit.views.is_empty() {
            self.seen_from_ms = self.seen_from_ms.min(visit.seen_ms);
        }
        self.visits.insert(id, visit);
        id
    }

    /// Whether another state is the same, budgets excepted. Visits may have other numbers, if they
    /// are in the same order.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        fn order(state: &State) -> BTreeMap<u32, usize> {
            state.visits.keys().enumerate().map(|(at, id)| (*id, at)).collect()
        }
        let (ours, theirs) = (order(self), order(other));
        let at = |order: &BTreeMap<u32, usize>, id: &u32| order.get(id).copied();
        let keys = self.by_key.iter().map(|(key, id)| (key, at(&ours, id)));
        let views = self.by_view.iter().map(|(view, id)| (view, at(&ours, id)));
        self.visits.values().eq(other.visits.values())
            && keys.eq(other.by_key.iter().map(|(key, id)| (key, at(&theirs, id))))
            && views.eq(other.by_view.iter().map(|(view, id)| (view, at(&theirs, id))))
            && self.items == other.items
            && (self.model, self.unscored) == (other.model, other.unscored)
            && self.segments == other.segments
            && self.late == other.late
            && self.ledger == other.ledger
            && self.journal == other.journal
    }

    /// The items.
    #[must_use]
    pub const fn items(&self) -> &Items {
        &self.items
    }

    /// The model that scores.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// Visits of which more may come.
    pub fn open_visits(&self) -> impl Iterator<Item = &Open> {
        self.visits.values()
    }

    /// The segments, by number.
    pub fn segments(&self) -> impl Iterator<Item = (u32, &Closed)> {
        self.segments.iter().map(|(id, closed)| (*id, closed))
    }

    /// Whether hits wait to be joined to closed visits.
    #[must_use]
    pub fn has_late(&self) -> bool {
        !self.late.is_empty()
    }

    /// How much is in the journal.
    #[must_use]
    pub const fn journal(&self) -> Journal {
        self.journal
    }

    /// Counts that are not in the ledger's table yet.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }
}

/// The mark of an arrival whose site has its rate on trial.
pub const TRIED: &str = "try_rate_limited";

enum Refused {
    By(Refusal),
    Elsewhere,
}

#[derive(Clone, Copy)]
enum Home {
    Open(u32),
    Closed(u32),
}

/// A batch as a row; as several if it is too long for one.
fn write_rows(received_ms: u64, batch: &Batch) -> Vec<Vec<u8>> {
    let mut rows = Vec::new();
    let (mut counts, mut arrivals) = (batch.counts.as_slice(), batch.arrivals.as_slice());
    while !counts.is_empty() || !arrivals.is_empty() {
        let mut hits = Writer::default();
        let mut n = 0;
        while let Some(arrival) = arrivals.get(n).filter(|_| hits.0.len() < FULL_BYTES) {
            arrival.write(&mut hits);
            n += 1;
        }
        let mut row = Writer::default();
        row.put(batch::version(&arrivals[..n]));
        row.put(received_ms);
        batch::write_counts(&mut row, counts);
        row.put(n as u64);
        row.raw(&hits.0);
        rows.push(row.0);
        (counts, arrivals) = (&[], &arrivals[n..]);
    }
    rows
}

fn read_row(bytes: &[u8]) -> Option<(u64, Batch)> {
    let mut from = Reader::new(bytes);
    batch::read_version(&mut from)?;
    let received_ms = from.number()?;
    let batch = Batch::read_from(&mut from)?;
    from.is_done().then_some((received_ms, batch))
}
