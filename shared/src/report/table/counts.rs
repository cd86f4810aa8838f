//! The counts of a row, while tables are counted.

use alloc::vec::Vec;

use super::{Need, Table};
use crate::report::metric::{Cell, is_read};
use crate::statistics::histogram::Histogram;

/// The counts of one row.
pub(super) struct Counts {
    need: Need,
    cell: Cell,
    engaged: Gathered,
    depth: Gathered,
    engagement: Gathered,
    intent: Gathered,
}

impl Counts {
    pub(super) fn new(need: Need) -> Self {
        let [engaged, depth, engagement, intent] = [const { Gathered(Vec::new()) }; 4];
        Self { need, cell: Cell::default(), engaged, depth, engagement, intent }
    }

    pub(super) fn view(&mut self, table: &Table, view: usize) {
        let cell = &mut self.cell;
        cell.pageviews += 1;
        if self.need.has(Need::WORDS) {
            cell.words += u64::from(table.words[view]);
            cell.words_read += u64::from(table.words_read[view]);
            cell.reads += u64::from(is_read(table.words[view], table.words_read[view]));
        }
        if self.need.has(Need::DEPTH) {
            self.depth.put(&mut cell.depth, table.depth[view].into());
        }
        if self.need.has(Need::HAND_RAISES) {
            cell.hand_raises += u64::from(table.hand_raises[view]);
        }
        if self.need.has(Need::POINTS) {
            cell.points += u64::from(table.points[view]);
        }
    }

    pub(super) fn visit(&mut self, table: &Table, visit: usize, engaged_ms: u64) {
        let cell = &mut self.cell;
        cell.visits += 1;
        if self.need.has(Need::ENGAGED) {
            cell.engaged_ms += engaged_ms;
            self.engaged.put(&mut cell.engaged, engaged_ms);
        }
        if self.need.has(Need::SCORES) {
            self.engagement.put(&mut cell.engagement, table.engagement[visit].into());
            self.intent.put(&mut cell.intent, table.intent[visit].into());
        }
        if self.need.has(Need::FIT) {
            cell.fit += u64::from(table.fit[visit]);
        }
        if self.need.has(Need::HAND_RAISES) {
            let raises = table.views(visit).any(|view| table.hand_raises[view] > 0);
            cell.raising_visits += u64::from(raises);
        }
    }

    pub(super) fn finish(mut self) -> Cell {
        self.engaged.empty(&mut self.cell.engaged);
        self.depth.empty(&mut self.cell.depth);
        self.engagement.empty(&mut self.cell.engagement);
        self.intent.empty(&mut self.cell.intent);
        self.cell
    }
}

/// Values on their way into a histogram: sorted, many are alike and go in together.
struct Gathered(Vec<u16>);

/// Values that are gathered at most.
const GATHERED: usize = 4_096;

impl Gathered {
    fn put(&mut self, histogram: &mut Histogram, value: u64) {
        self.0.push(Histogram::bucket_of(value));
        if self.0.len() >= GATHERED {
            self.empty(histogram);
        }
    }

    fn empty(&mut self, histogram: &mut Histogram) {
        self.0.sort_unstable();
        let alike = self.0.chunk_by(|a, b| a == b);
        histogram.add_all(alike.map(|alike| (alike[0], alike.len() as u64)).collect());
        self.0.clear();
    }
}
