//! All visits on one line of time.
//!
//! # Why not one visit after the other?
//! The edge lives by the clock: a visit that jumped back behind another would meet salts and open
//! visits that no real reader meets. So hits leave in the order in which they happened, whoever
//! sent them. Only visits that are under way are kept in memory.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::rc::Rc;

use ungated_shared::hit::Hit;

use crate::Plan;
use crate::publication::Publication;
use crate::reader::Reader;
use crate::visit::{Timed, Visit};

/// A hit that is due.
#[derive(Clone, Debug)]
pub struct Posting {
    /// The visit it belongs to.
    pub visit: u32,
    /// Unix ms at which it reaches the edge.
    pub at_ms: u64,
    /// What is posted.
    pub hit: Hit,
    /// Whose it is.
    pub reader: Rc<Reader>,
}

/// A visit under way.
struct UnderWay {
    number: u32,
    reader: Rc<Reader>,
    hits: VecDeque<Timed>,
}

/// The hits of all visits, in order of time.
pub struct Timeline<'a> {
    plan: &'a Plan,
    publication: &'a Publication,
    now_ms: u64,
    /// Visits that have not begun, the next one last.
    to_come: Vec<(u64, u32)>,
    under_way: Vec<Option<UnderWay>>,
    /// When each visit under way sends next: time, visit, place in `under_way`.
    due: BinaryHeap<Reverse<(u64, u32, usize)>>,
    begun: u32,
}

impl<'a> Timeline<'a> {
    /// The visits of a plan.
    #[must_use]
    pub fn new(plan: &'a Plan, publication: &'a Publication, now_ms: u64) -> Self {
        Self::of(plan, publication, now_ms, |_| true)
    }

    /// Those of them that some of its readers make: the others do not even read.
    #[must_use]
    pub fn of(
        plan: &'a Plan,
        publication: &'a Publication,
        now_ms: u64,
        is_one: impl Fn(&Reader) -> bool,
    ) -> Self {
        let start = |number| {
            let visit = Visit::draw(plan.seed, number, now_ms, plan.days);
            is_one(&visit.reader).then_some((visit.start_ms, number))
        };
        let mut to_come: Vec<(u64, u32)> = (0..plan.visits).filter_map(start).collect();
        to_come.sort_unstable_by(|a, b| b.cmp(a));
        Self {
            plan,
            publication,
            now_ms,
            to_come,
            under_way: Vec::new(),
            due: BinaryHeap::new(),
            begun: 0,
        }
    }

    /// How many visits have begun.
    #[must_use]
    pub fn visits_begun(&self) -> u32 {
        self.begun
    }

    /// Lets every visit begin that is due before all others' next hits.
    fn begin_due(&mut self) {
        while let Some(&(start_ms, number)) = self.to_come.last() {
            if self.due.peek().is_some_and(|Reverse((at_ms, ..))| *at_ms < start_ms) {
                return;
            }
            self.to_come.pop();
            self.begun += 1;
            let mut visit = Visit::draw(self.plan.seed, number, self.now_ms, self.plan.days);
            let hits = visit.hits(self.publication);
            let reader = Rc::new(visit.reader);
            self.put(UnderWay { number, reader, hits: hits.into() });
        }
    }

    fn put(&mut self, visit: UnderWay) {
        let Some(next) = visit.hits.front() else { return };
        let (at_ms, number) = (next.at_ms, visit.number);
        let free = self.under_way.iter().position(Option::is_none);
        let place = free.unwrap_or(self.under_way.len());
        if place == self.under_way.len() {
            self.under_way.push(None);
        }
        self.under_way[place] = Some(visit);
        self.due.push(Reverse((at_ms, number, place)));
    }
}

impl Iterator for Timeline<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.begin_due();
        let Reverse((at_ms, number, place)) = self.due.pop()?;
        // What lies ahead of now has not happened: those readers are reading still.
        if at_ms > self.now_ms {
            return None;
        }
        let mut visit = self.under_way.get_mut(place)?.take()?;
        let timed = visit.hits.pop_front()?;
        let posting =
            Posting { visit: number, at_ms, hit: timed.hit, reader: Rc::clone(&visit.reader) };
        self.put(visit);
        Some(posting)
    }
}
