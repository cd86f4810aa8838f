//! The visits of tables, by group.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::census::{self, Census};
use super::group::{MOST, Texts, places};
use super::partition::{Mask, Partition};
use super::slots::Slots;
use crate::limit;
use crate::report::table::{Codes, Read, Table};
use crate::report::{Dimension, ViewFact, VisitFact};

/// Counts the visits of tables, as [`Counter`](super::Counter) counts single ones.
///
/// # How is that fast?
/// What belongs to the visit divides visits: each is in one part, and numbered by it. Only the dimensions of page views have to be looked at
/// visit by visit, as a visit is in several of their groups and counts once in each: every set of
/// these dimensions gives an item one **slot**, and a visit counts in the different slots of its
/// items.
pub struct Counting<'a> {
    partition: &'a Partition,
    codes: Codes<'a>,
    /// The sets of page views' dimensions.
    masks: Vec<Mask>,
    texts: Texts,
    slots: Slots,
    /// By number of page view, its slots: one for each of the sets.
    slots_of: Vec<Vec<u32>>,
    /// By number of visit, how many are in each slot.
    counts: Vec<Sparse>,
    /// Places for counts that are taken.
    taken: usize,
    /// By slot, the last visit that was counted in it.
    counted: Vec<u64>,
    visits: u64,
}

/// Slots that are counted side by side.
const BLOCK: usize = 16;
/// Places for counts, of four bytes each: 16 MB. So many visits' values times so many items' have far
/// more than [`limit::GROUPS`].
const PLACES: usize = 4_000_000;

/// Counts by slot, most of which are none.
#[derive(Default)]
struct Sparse(Vec<Option<Box<[u32; BLOCK]>>>);

impl<'a> Counting<'a> {
    /// For a question's groups; `sign` is [`Self::sign`], and `item` tells of a shard's item what
    /// page views of it have in common.
    #[must_use]
    pub fn new(
        partition: &'a Partition,
        sign: &'a dyn Fn(u64) -> String,
        item: &'a dyn Fn(u32) -> ViewFact,
    ) -> Self {
        let of_views = partition.of_page_views();
        let masks = partition.masks().filter(|mask| mask & !of_views == 0).collect();
        Self {
            partition,
            codes: Codes::new(partition.dimensions().to_vec(), partition.zone(), sign, item)
                .along(partition.trail())
                .telling(partition.common().cloned()),
            masks,
            texts: Texts::default(),
            slots: Slots::default(),
            slots_of: Vec::new(),
            counts: Vec::new(),
            taken: 0,
            counted: Vec::new(),
            visits: 0,
        }
    }

    /// What tells moments apart for a partition.
    #[must_use]
    pub fn sign(partition: &Partition, ms: u64) -> String {
        alloc::format!("{:?}", partition.row_period(ms))
    }

    /// Counts a table. Its columns must be those that the partition needs.
    pub fn add(&mut self, table: &Table) {
        let mut views_of: HashMap<Read, u32> = HashMap::new();
        let reads = table.reads(self.codes.are_linked()).into_iter();
        let views: Vec<u32> = reads.map(|read| self.view_of(read, &mut views_of)).collect();
        for (visit, code) in self.codes.visits_of(table, self.partition.span()) {
            if self.taken > PLACES {
                return;
            }
            self.visits += 1;
            let code = code as usize;
            if self.counts.len() <= code {
                self.counts.resize_with(code + 1, Sparse::default);
            }
            let mut before = u32::MAX;
            for view in &views[table.views(visit)] {
                if *view == before {
                    continue;
                }
                before = *view;
                for slot in &self.slots_of[*view as usize] {
                    let counted = &mut self.counted[*slot as usize];
                    if *counted != self.visits {
                        *counted = self.visits;
                        self.taken += self.counts[code].add(*slot);
                    }
                }
            }
        }
    }

    /// The number of a page view, with its slots.
    fn view_of(&mut self, read: Read, known: &mut HashMap<Read, u32>) -> u32 {
        if let Some(view) = known.get(&read) {
            return *view;
        }
        let view = self.codes.view_of(read);
        known.insert(read, view);
        if view as usize == self.slots_of.len() {
            let own = self.slots_of_view(view);
            self.slots_of.push(own);
        }
        view
    }

    fn slots_of_view(&mut self, view: u32) -> Vec<u32> {
        let name = match self.codes.views.get(view as usize) {
            Some(view) => self.partition.own_values(view),
            None => Vec::new(),
        };
        let mut numbers = [0; MOST];
        for (at, text) in name.into_iter().filter(|(at, _)| *at < MOST) {
            numbers[at] = self.texts.number(&text);
        }
        let mut own = Vec::with_capacity(self.masks.len());
        for mask in &self.masks {
            let mut name = [0; MOST];
            places(*mask).for_each(|at| name[at] = numbers[at]);
            own.push(self.slots.number(*mask, name));
        }
        self.counted.resize(self.slots.len(), 0);
        own
    }

    /// What was counted; none if those are more than [`limit::GROUPS`].
    #[must_use]
    pub fn finish(mut self) -> Option<Census> {
        if self.taken > PLACES {
            return None;
        }
        let of_visits = self.partition.of_visits();
        let mut parts = Vec::new();
        for visit in &self.codes.visits {
            let mut name = [0; MOST];
            let values = self.partition.visit_values(visit).into_iter();
            for (at, text) in values.filter(|(at, _)| *at < MOST) {
                name[at] = self.texts.number(&text);
            }
            parts.push((self.partition.row_period(visit.start_ms), name, visit.bot.is_empty()));
        }
        let tells_bots = self.partition.tells_bots(of_visits);
        let told =
            parts.iter().zip(&self.counts).filter(|((.., is_none), _)| *is_none || tells_bots);
        let mut census = Census { texts: self.texts, of_visits, ..Census::default() };
        for ((period, name, _), counts) in told {
            let mut own = Vec::new();
            counts.each(|slot, n| own.push((slot, n)));
            census::add(census.parts.entry((*period, *name)).or_default(), own);
        }
        census.slots = self.slots;
        (census.len() <= limit::GROUPS).then_some(census)
    }
}

impl Sparse {
    /// Counts one; how many places that took.
    fn add(&mut self, slot: u32) -> usize {
        let at = slot as usize / BLOCK;
        let before = self.0.len();
        if before <= at {
            self.0.resize_with(at + 1, || None);
        }
        let block = &mut self.0[at];
        let taken = if block.is_none() { BLOCK } else { 0 };
        block.get_or_insert_with(|| Box::new([0; BLOCK]))[slot as usize % BLOCK] += 1;
        self.0.len() - before + taken
    }

    fn each(&self, mut told: impl FnMut(u32, u64)) {
        for (block, at) in self.0.iter().zip((0u32..).step_by(BLOCK)) {
            for (n, slot) in block.iter().flat_map(|block| block.iter()).zip(at..) {
                if *n > 0 {
                    told(slot, u64::from(*n));
                }
            }
        }
    }
}

impl Partition {
    /// The values of a page view's own dimensions, with their places.
    fn own_values(&self, view: &ViewFact) -> Vec<(usize, String)> {
        let nobody = VisitFact::default();
        let own = self.dimensions().iter().enumerate().filter(|(_, d)| d.is_of_page_view());
        own.map(|(at, d): (usize, &Dimension)| (at, self.value(*d, &nobody, view))).collect()
    }

    /// The values of a visit's own dimensions, with their places.
    fn visit_values(&self, visit: &VisitFact) -> Vec<(usize, String)> {
        let nothing = ViewFact::default();
        let own = self.dimensions().iter().enumerate().filter(|(_, d)| !d.is_of_page_view());
        let own = own.map(|(at, d)| (at, self.value(*d, visit, &nothing)));
        own.chain((self.dimensions().len()..).zip(self.steps(visit))).collect()
    }
}
