//! What readers did on the days of one arm.

use alloc::vec::Vec;

use serde::Serialize;

use crate::report::partial::Partial;
use crate::report::question::Question;
use crate::statistics::estimate::Estimate;
use crate::statistics::rate::Rate;
use crate::statistics::share::Share;

/// Some days of an arm, one after the other.
#[derive(Clone, Debug)]
pub struct Span {
    /// How many.
    pub days: u32,
    /// What is asked about them.
    pub question: Question,
}

/// The days on which an asset was gated, or the others. A figure is `null` where it would tell of too
/// few, and a share and a median of nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UngateArm"))]
pub struct Arm {
    /// Days of the range that are of this arm, up to today.
    pub days: u32,
    /// Those of them that the figures are of: days on which too few came, one after the other, are left
    /// out.
    pub told_days: u32,
    /// Visits that came to it.
    pub visits: Option<u64>,
    /// The same by the day, in thousandths.
    pub visits_per_day_milli: Option<u64>,
    /// How often it was opened.
    pub pageviews: Option<u64>,
    /// Page views of which at least half of the words were read.
    pub reads: Option<u64>,
    /// Their share of the page views, in millionths.
    pub read_share_micro: Option<Estimate>,
    /// Engaged time with it, ms, summed.
    pub engaged_ms: Option<u64>,
    /// Median over visits of the engaged time that each gave it, ms.
    pub engaged_ms_median: Option<Estimate>,
    /// Visits that raised a hand, on whichever page.
    pub raising_visits: Option<u64>,
    /// Their share of the visits, in millionths.
    pub raising_share_micro: Option<Estimate>,
}

/// An arm, and what only its row needs.
pub(super) struct Told {
    pub(super) arm: Arm,
    /// Spans of which nothing may be told.
    pub(super) hidden: usize,
    /// Whether some of the visits are known to be simulated.
    pub(super) is_simulated: bool,
}

impl Told {
    /// What the answers to the questions of an arm's spans say, where no figure stands for fewer than `k`
    /// visits.
    pub(super) fn of(spans: &[Span], answers: Vec<Partial>, k: u64) -> Self {
        let days = spans.iter().map(|span| span.days).sum();
        let mut told = Self { arm: Arm { days, ..Arm::default() }, hidden: 0, is_simulated: false };
        let mut whole = Partial::default();
        for (span, answer) in spans.iter().zip(answers) {
            if figures(&answer, &span.question, k).is_none() {
                told.hidden += 1;
                continue;
            }
            told.arm.told_days += span.days;
            told.is_simulated |= answer.simulated_visits(k).is_some_and(|visits| visits > 0);
            whole.merge(answer);
        }
        if let Some(span) = spans.first().filter(|_| told.arm.told_days > 0) {
            told.put(&whole, &span.question, k);
        }
        told
    }

    fn put(&mut self, whole: &Partial, question: &Question, k: u64) {
        let Some([visits, pageviews, reads, engaged_ms, raising]) = figures(whole, question, k)
        else {
            return;
        };
        let share = |part, whole| Share::of(part, whole).map(Share::micro);
        let days = u64::from(self.arm.told_days).max(1);
        self.arm = Arm {
            visits: Some(visits),
            visits_per_day_milli: Some(visits.saturating_mul(1_000) / days),
            pageviews: Some(pageviews),
            reads: Some(reads),
            read_share_micro: share(reads, pageviews),
            engaged_ms: Some(engaged_ms),
            engaged_ms_median: whole.engaged_median(k),
            raising_visits: Some(raising),
            raising_share_micro: share(raising, visits),
            ..self.arm.clone()
        };
    }
}

/// The figures of the only row, if all may be told.
fn figures(answer: &Partial, question: &Question, k: u64) -> Option<[u64; 5]> {
    let row = answer.rows(question, k).into_iter().next()?;
    let figures: Vec<u64> = row.metrics.into_iter().collect::<Option<_>>()?;
    figures.try_into().ok()
}

impl Arm {
    /// The share of page views that were read.
    pub(super) fn read(&self) -> Option<Share> {
        Share::of(self.reads?, self.pageviews?)
    }

    /// The share of visits that raised a hand.
    pub(super) fn raising(&self) -> Option<Share> {
        Share::of(self.raising_visits?, self.visits?)
    }

    /// The same as a rate.
    pub(super) fn raising_rate(&self) -> Option<Rate> {
        Some(Rate { count: self.raising_visits?, exposure: self.visits? })
    }
}
