//! An asset's two arms, and what is between them.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::arm::{Arm, Told};
use super::{Power, Wanted};
use crate::limit;
use crate::report::caveat::Caveat;
use crate::report::partial::Partial;
use crate::statistics::estimate::Estimate;
use crate::statistics::power::{sees_difference, sees_double};
use crate::statistics::rate::Ratio;

/// What the ledger says of an asset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UngateRow"))]
pub struct Row {
    /// Its name for people.
    pub title: String,
    /// The items that it is, by path.
    pub path: String,
    /// The days on which it was gated.
    pub gated: Arm,
    /// The others.
    pub ungated: Arm,
    /// How often the form was filled in on the gated days, by what the site says; `null` where it does
    /// not say so of all of them, or where a gated period reaches beyond the range.
    pub form_fills: Option<u64>,
    /// Whether there is enough to tell a difference by.
    pub enough: Enough,
    /// The figures of ungated days less those of gated days; `null` where there is not enough.
    pub differences: Differences,
    /// What the form cost: page views of the gated days that would have been reads besides, if their share
    /// had been that of the others. Less than nothing where it was read more behind the form; `null` where
    /// there is not enough.
    pub turned_away: Option<Estimate>,
    /// The same for each time the form was filled in, in thousandths.
    pub turned_away_per_form_fill_milli: Option<Estimate>,
    /// What the row is to be read with.
    pub caveats: Vec<Caveat>,
    /// Spans of days of which nothing may be told.
    #[serde(skip)]
    pub hidden: usize,
}

/// Whether a difference as large as [`Power`] says would have been seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UngateEnough"))]
pub struct Enough {
    /// In what was read.
    pub reads: bool,
    /// In hand-raises.
    pub hand_raises: bool,
}

/// What is between the arms: ungated less gated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UngateDifferences"))]
pub struct Differences {
    /// Of the share of page views that were read, in millionths of all.
    pub read_share_micro: Option<Estimate>,
    /// Of the median engaged time, ms.
    pub engaged_ms_median: Option<Estimate>,
    /// Of the share of visits with a hand-raise, in millionths of all.
    pub raising_share_micro: Option<Estimate>,
    /// How many times as many of the visits raised a hand on ungated days as on gated ones, in
    /// millionths.
    pub raising_ratio_micro: Option<Ratio>,
}

impl Wanted<'_> {
    /// The row that the answers to its questions make, in their order, where no figure stands for fewer
    /// than `k` visits.
    #[must_use]
    pub fn finish(&self, mut answers: Vec<Partial>, k: u64) -> Row {
        let of_ungated = answers.split_off(self.gated.len().min(answers.len()));
        let gated = Told::of(&self.gated, answers, k);
        let ungated = Told::of(&self.ungated, of_ungated, k);
        let arms = [&gated.arm, &ungated.arm];
        let enough = Enough::of(arms);
        let differences = Differences::of(arms, enough);
        let away = |times: u64, by: u64| turned_away(arms, times, by).filter(|_| enough.reads);
        // Of form fills, how many were on days that are left out is not known.
        let fills = self.form_fills.filter(|fills| *fills > 0 && gated.hidden == 0);
        let mut row = Row {
            title: self.asset.title.clone(),
            path: self.asset.path.clone(),
            form_fills: self.form_fills.filter(|_| !self.gated.is_empty()),
            enough,
            differences,
            turned_away: away(1, 1),
            turned_away_per_form_fill_milli: fills.and_then(|fills| away(1_000, fills)),
            hidden: gated.hidden + ungated.hidden,
            caveats: Vec::new(),
            gated: gated.arm,
            ungated: ungated.arm,
        };
        row.caveats = self.caveats(&row, gated.is_simulated || ungated.is_simulated, k);
        row
    }

    fn caveats(&self, row: &Row, is_simulated: bool, k: u64) -> Vec<Caveat> {
        let arms = [&row.gated, &row.ungated];
        let has_both = arms.iter().all(|arm| arm.visits.is_some_and(|visits| visits > 0));
        let is_short = arms.iter().any(|arm| arm.told_days < limit::UNGATE_DAYS);
        let is_hidden = arms.iter().any(|arm| arm.days > 0 && arm.visits.is_none());
        let holds: [(Caveat, bool); 10] = [
            (Caveat::Simulated, is_simulated),
            (Caveat::DifferentTimes, has_both),
            (Caveat::FewDays, has_both && is_short),
            (Caveat::ShorterWhenGated, has_both),
            (Caveat::ViewsOfOneReader, has_both),
            (Caveat::NotEnoughData, has_both && !(row.enough.reads && row.enough.hand_raises)),
            (Caveat::ArmHidden, is_hidden),
            (Caveat::FewLeftOut, k > 1),
            (Caveat::FormFillsEntered, row.form_fills.is_some()),
            (Caveat::FormFillsCut, self.is_cut),
        ];
        holds.into_iter().filter_map(|(caveat, holds)| holds.then_some(caveat)).collect()
    }
}

impl Enough {
    fn of([gated, ungated]: [&Arm; 2]) -> Self {
        let reads = gated.pageviews.zip(ungated.pageviews);
        let reads = reads.is_some_and(|(n, m)| sees_difference(n, m, Power::HELD.read_share_micro));
        let rates = gated.raising_rate().zip(ungated.raising_rate());
        let hand_raises = rates.is_some_and(|(a, b)| {
            sees_double(a.count.saturating_add(b.count), a.exposure, b.exposure)
        });
        Self { reads, hand_raises }
    }
}

impl Differences {
    fn of([gated, ungated]: [&Arm; 2], enough: Enough) -> Self {
        let mut all = Self::default();
        if enough.reads {
            all.read_share_micro = read_difference([gated, ungated]).map(|it| it.scaled(1, MICRO));
            let medians = ungated.engaged_ms_median.zip(gated.engaged_ms_median);
            all.engaged_ms_median = medians.map(|(own, other)| own.less(other));
        }
        if enough.hand_raises {
            let shares = ungated.raising().zip(gated.raising());
            let less = shares.map(|(own, other)| own.pico().less(other.pico()));
            all.raising_share_micro = less.map(|it| it.scaled(1, MICRO));
            let rates = ungated.raising_rate().zip(gated.raising_rate());
            all.raising_ratio_micro = rates.and_then(|(own, other)| own.over(other));
        }
        all
    }
}

/// From units of 10⁻¹² to millionths.
const MICRO: u64 = 1_000_000;
/// To ones.
const PICO: u64 = 1_000_000_000_000;

/// What the share that was read is more on ungated days, in units of 10⁻¹².
fn read_difference([gated, ungated]: [&Arm; 2]) -> Option<Estimate> {
    Some(ungated.read()?.pico().less(gated.read()?.pico()))
}

/// Page views of gated days that would have been reads, `times` over and for each of `by`.
fn turned_away(arms: [&Arm; 2], times: u64, by: u64) -> Option<Estimate> {
    let views = arms[0].pageviews?.saturating_mul(times);
    Some(read_difference(arms)?.scaled(views, PICO.saturating_mul(by)))
}
