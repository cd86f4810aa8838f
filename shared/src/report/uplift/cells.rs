//! The visits of segments in weeks.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::Plan;
use crate::report::asking::Asking;
use crate::report::partial::Row;
use crate::statistics::strata::Counted;
use crate::statistics::tally::OTHER;
use crate::ungate::Day;

/// A figure by segment and week.
type Of<'a, T> = BTreeMap<(&'a str, Day), T>;

/// What is known of segments in weeks.
#[derive(Debug)]
pub struct Cells<'a> {
    plan: &'a Plan,
    whole: Of<'a, Counted>,
    is_cut: bool,
}

/// One that is in an arm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    pub(super) segment: &'a str,
    /// Visits of the week, and those of them that had the name.
    pub(super) read: Counted,
    /// Visits of the weeks after, and those of them that raised a hand.
    pub(super) after: Counted,
}

impl<'a> Cells<'a> {
    /// By the first of the questions that all rows have in common.
    #[must_use]
    pub fn of(plan: &'a Plan, whole: &'a Asking) -> Self {
        let counted = |row: &Row| {
            let figure = |at: usize| row.metrics.get(at).copied().flatten();
            Some(Counted { whole: figure(0)?, part: figure(1)? })
        };
        Self { plan, whole: by_cell(whole, counted), is_cut: whole.is_cut }
    }

    /// How many segments have visits that may be told.
    #[must_use]
    pub fn segments(&self) -> usize {
        self.whole.keys().map(|(segment, _)| segment).collect::<BTreeSet<_>>().len()
    }

    /// The cells by week of which all is known, for the visits of a name; and how many others there are.
    pub(super) fn known(&self, read: &Asking) -> (BTreeMap<Day, Vec<Cell<'a>>>, usize) {
        let reads = by_cell(read, |row| row.metrics.first().copied().flatten());
        let mut weeks: BTreeMap<Day, Vec<Cell<'a>>> = BTreeMap::new();
        let mut left_out = 0;
        for ((segment, week), visits) in &self.whole {
            if !self.plan.weeks.contains(week) {
                continue;
            }
            let part = reads.get(&(*segment, *week)).copied();
            let part = part.or_else(|| (!read.is_cut).then_some(0));
            let after = self.after(segment, *week).filter(|after| after.whole > 0);
            match part.zip(after) {
                Some((part, after)) => {
                    let read = Counted { part, whole: visits.whole };
                    weeks.entry(*week).or_default().push(Cell { segment, read, after });
                }
                None => left_out += 1,
            }
        }
        (weeks, left_out)
    }

    /// The segment's visits in the weeks after one; `None` where those of a week may not be told.
    fn after(&self, segment: &'a str, week: Day) -> Option<Counted> {
        let nothing = (!self.is_cut).then(Counted::default);
        let weeks = (1..=self.plan.weeks_after).map(|weeks| week.weeks_later(weeks));
        let visits = weeks.map(|week| self.whole.get(&(segment, week)).copied().or(nothing));
        visits.sum()
    }
}

impl core::iter::Sum for Counted {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self { part: a.part + b.part, whole: a.whole + b.whole })
    }
}

/// The figures of an answer by segment and week; of what it may not tell none.
fn by_cell<T>(answer: &Asking, figure: impl Fn(&Row) -> Option<T>) -> Of<'_, T> {
    let mut cells = BTreeMap::new();
    for row in &answer.rows {
        let [segment, week] = row.dimensions.as_slice() else { continue };
        let Some(week) = Day::read(week).filter(|_| segment != OTHER) else { continue };
        if let Some(figure) = figure(row) {
            cells.insert((segment.as_str(), week), figure);
        }
    }
    cells
}
