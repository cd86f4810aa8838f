//! Exposed cells against the others of the same weeks.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use serde::Serialize;

use super::Cells;
use super::cells::Cell;
use crate::limit;
use crate::report::asking::Asking;
use crate::statistics::estimate::Estimate;
use crate::statistics::strata::{Counted, Stratum, difference};

/// Cells of the weeks that have both arms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UpliftArm"))]
pub struct Arm {
    /// How many: a segment in a week is one.
    pub cells: usize,
    /// Their segments' visits in the weeks after. Where several weeks count, a visit comes after several.
    pub visits: u64,
    /// Those of them that raised a hand.
    pub raising_visits: u64,
    /// Their share of the visits, in millionths, as it is: not within weeks. `null` of no visits.
    pub raising_share_micro: Option<u64>,
}

/// Something to read, and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UpliftRow"))]
pub struct Row {
    /// Its name.
    pub name: String,
    /// Visits that had it in the weeks of reading.
    pub visits: u64,
    /// Weeks with cells in both arms; the others compare nothing.
    pub weeks: usize,
    /// Cells of which a larger share of visits had it than of all compared ones of the week together.
    pub exposed: Arm,
    /// The other cells of the same weeks.
    pub unexposed: Arm,
    /// Segments that are exposed in some of these weeks and not in others: where there are none, it is
    /// segments alone that differ.
    pub segments_in_both: usize,
    /// Cells that are in neither arm, as too few visits came to tell, then or in the weeks after.
    pub cells_left_out: usize,
    /// Whether there is enough to tell a difference by.
    pub enough: bool,
    /// By how much the share of visits with a hand-raise is larger after exposed cells than after the
    /// others, within weeks, in millionths of all visits; `null` where there is not enough.
    pub difference_micro: Option<Estimate>,
}

impl Arm {
    fn put(&mut self, cell: &Cell<'_>) {
        self.cells += 1;
        self.visits += cell.after.whole;
        self.raising_visits += cell.after.part;
    }

    fn finish(&mut self) {
        let (part, whole) = (u128::from(self.raising_visits), u128::from(self.visits));
        let micro = (part * 1_000_000 + whole / 2).checked_div(whole);
        self.raising_share_micro = micro.and_then(|micro| u64::try_from(micro).ok());
    }
}

/// The row of a name, by the answer about the visits that had it.
fn row<'a>(cells: &Cells<'a>, times: u8, (name, visits): (String, u64), read: &Asking) -> Row {
    let (weeks, cells_left_out) = cells.known(read);
    let (mut exposed, mut unexposed) = (Arm::default(), Arm::default());
    let mut strata = Vec::new();
    // Whether a segment was exposed, and whether it was not.
    let mut segments: BTreeMap<&'a str, [bool; 2]> = BTreeMap::new();
    for all in weeks.into_values() {
        let (here, there) = divided(all);
        if here.is_empty() || there.is_empty() {
            continue;
        }
        let sum = |of: &[Cell<'_>]| -> Counted { of.iter().map(|cell| cell.after).sum() };
        strata.push(Stratum { here: sum(&here), there: sum(&there) });
        for (arm, cells, at) in [(&mut exposed, here, 0), (&mut unexposed, there, 1)] {
            for cell in cells {
                arm.put(&cell);
                segments.entry(cell.segment).or_default()[at] = true;
            }
        }
    }
    exposed.finish();
    unexposed.finish();
    let enough = is_enough(strata.len(), &exposed, &unexposed, times);
    let found = difference(&strata, times).filter(|_| enough);
    Row {
        name,
        visits,
        weeks: strata.len(),
        exposed,
        unexposed,
        segments_in_both: segments.values().filter(|arms| **arms == [true; 2]).count(),
        cells_left_out,
        enough,
        difference_micro: found.map(|found| found.scaled(1, 1_000_000)),
    }
}

/// The cells of a week: those whose share is larger than that of all together, and the others.
fn divided(cells: Vec<Cell<'_>>) -> (Vec<Cell<'_>>, Vec<Cell<'_>>) {
    let all: Counted = cells.iter().map(|cell| cell.read).sum();
    let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
    cells
        .into_iter()
        .partition(|it| product(it.read.part, all.whole) > product(all.part, it.read.whole))
}

/// Whether so many weeks and hand-raises say something, where each visit is in up to `times` weeks.
fn is_enough(weeks: usize, exposed: &Arm, unexposed: &Arm, times: u8) -> bool {
    let raises = u128::from(exposed.raising_visits + unexposed.raising_visits);
    let visits = u128::from(exposed.visits + unexposed.visits);
    let times = u128::from(times.max(1));
    let expects = |arm: &Arm| {
        raises * u128::from(arm.visits) >= u128::from(limit::UPLIFT_EXPECTED) * times * visits
    };
    weeks >= limit::UPLIFT_WEEKS_LEAST
        && raises >= u128::from(limit::UPLIFT_RAISES) * times
        && expects(exposed)
        && expects(unexposed)
}

/// The rows of names, by the answers about them: the surest and largest differences first.
#[must_use]
pub fn finish(
    cells: &Cells<'_>,
    weeks_after: u8,
    answers: Vec<((String, u64), Asking)>,
) -> Vec<Row> {
    let row = |(named, read)| row(cells, weeks_after, named, &read);
    let mut rows: Vec<Row> = answers.into_iter().map(row).collect();
    rows.sort_by_cached_key(|it| {
        (Reverse(it.enough), Reverse(it.sure()), Reverse(it.visits), it.name.clone())
    });
    rows
}

impl Row {
    /// How far its difference is from nothing at least, in millionths; 0 where that is not sure.
    fn sure(&self) -> i64 {
        let end = |it: Estimate| it.low.max(it.high.saturating_neg()).max(0);
        self.difference_micro.map_or(0, end)
    }
}
