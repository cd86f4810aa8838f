//! What a form in front of a piece cost, or what taking it away brought.
//!
//! For each of a site's [`Assets`] there are two arms: the days of the range on which it was gated, and
//! the others, up to today. Each arm is some spans of days, and each span an ordinary [`Question`], so
//! that what small groups have to fear of an answer is what they have to fear of those: nothing.
//!
//! # Why is a span of too few visits left out whole?
//! An arm is the sum of its spans. What one of them would not tell by itself must not be what the arm has
//! more than the others, which anybody can ask for.
//!
//! # Why no interval of how many come?
//! Days differ by more than chance (weekends, a newsletter, a mention), and counts of visits with them: an
//! interval of counts would be far too narrow. What readers do once they are there is another matter.

mod arm;
mod row;

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::dimension::Dimension;
use super::filter::{Comparison, Filter};
use super::metric::Metric;
use super::question::{self, Field, Include, Invalid, Question};
use super::range::{DateRange, Named};
use super::zone::OffsetAt;
use crate::limit;
use crate::ungate::{Asset, Assets, Day};

pub use arm::{Arm, Span};
pub use row::{Differences, Enough, Row};

/// What every span is asked, in this order.
const METRICS: [Metric; 5] =
    [Metric::Visits, Metric::Pageviews, Metric::Reads, Metric::EngagedMs, Metric::RaisingVisits];

/// A question as it is asked: the body of `POST /api/v1/ungate`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UngateQuestion"))]
pub struct Asked {
    /// The site.
    pub site: String,
    /// Which days.
    pub date_range: DateRange,
}

/// From when on a difference is told, and how sure what is told is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UngatePower"))]
pub struct Power {
    /// Confidence of every interval, percent.
    pub confidence_percent: u8,
    /// The chance with which a difference of the following sizes would have been seen, percent: with a
    /// smaller one there is not enough data.
    pub power_percent: u8,
    /// Of the share of page views that were read, in millionths of all.
    pub read_share_micro: u32,
    /// Of the share of visits with a hand-raise, as a multiple, either way, in millionths.
    pub raising_ratio_micro: u32,
}

impl Power {
    /// The one that holds.
    pub const HELD: Self = Self {
        confidence_percent: 95,
        power_percent: 80,
        read_share_micro: limit::UNGATE_SEEN_MICRO,
        raising_ratio_micro: 2_000_000,
    };
}

/// What has to be asked for one asset.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The asset.
    pub asset: &'a Asset,
    /// The spans of its gated days.
    pub gated: Vec<Span>,
    /// Those of the others.
    pub ungated: Vec<Span>,
    /// How often the form was filled in, where that is known of all gated days.
    form_fills: Option<u64>,
    /// Whether a gated period reaches beyond the range.
    is_cut: bool,
}

impl Asked {
    /// Checks the question, as seen at `now_ms` by a site's clock, where figures stand for `k` visits: what
    /// has to be asked for each asset.
    ///
    /// # Errors
    /// [`Invalid`] names the field that makes no sense, and why.
    pub fn check<'a>(
        &self,
        assets: &'a Assets,
        now_ms: u64,
        offset_at: OffsetAt<'_>,
        k: u64,
    ) -> Result<Vec<Wanted<'a>>, Invalid> {
        let none = || Invalid {
            field: Field::DateRange,
            detail: alloc::format!("dates in order, at most {} days apart", limit::DAYS),
        };
        let days = |range: &DateRange| range.days(now_ms, offset_at).map(|days| days.ends());
        let [first, last] = days(&self.date_range).ok_or_else(none)?;
        let [today, _] = days(&DateRange::Named(Named::Day)).ok_or_else(none)?;
        let (last, is_cut_off) = (last.min(today), last < today);
        let wanted = |asset| {
            let (gated, ungated) = divided(asset, first, last);
            let span = |[first, last]: [Day; 2]| {
                let question = self.span(asset, first, last).check(now_ms, offset_at, k)?;
                Ok(Span { days: first.up_to(last), question })
            };
            let spans = |of: Vec<[Day; 2]>| of.into_iter().map(span).collect::<Result<_, _>>();
            let touched = || {
                asset.gated.iter().filter(|period| {
                    period.from <= last && period.until.is_none_or(|until| until >= first)
                })
            };
            // What lies ahead was not filled in yet.
            let is_whole =
                |until: Option<Day>| !is_cut_off || until.is_some_and(|until| until <= last);
            let is_cut = touched().any(|period| period.from < first || !is_whole(period.until));
            let fills = touched().map(|period| period.form_fills.map(u64::from));
            let form_fills = fills.sum::<Option<u64>>().filter(|_| !is_cut);
            Ok(Wanted { asset, gated: spans(gated)?, ungated: spans(ungated)?, form_fills, is_cut })
        };
        assets.all().iter().map(wanted).collect()
    }

    /// The question about some days of an asset.
    fn span(&self, asset: &Asset, first: Day, last: Day) -> question::Asked {
        question::Asked {
            site: self.site.clone(),
            metrics: METRICS.to_vec(),
            date_range: DateRange::Days([first.text(), last.text()]),
            dimensions: Vec::new(),
            filters: vec![Filter::Compare(Comparison::Matches, Dimension::Item, asset.patterns())],
            order_by: Vec::new(),
            limit: None,
            offset: 0,
            comparison: None,
            include: Include::default(),
        }
    }
}

impl Wanted<'_> {
    /// Everything that has to be asked: of the gated days first.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.gated.iter().chain(&self.ungated).map(|span| &span.question)
    }
}

/// The days from the first to the last in order: those on which it was gated, and the others.
fn divided(asset: &Asset, first: Day, last: Day) -> (Vec<[Day; 2]>, Vec<[Day; 2]>) {
    let (mut gated, mut ungated) = (Vec::new(), Vec::new());
    let mut next = first;
    for period in &asset.gated {
        let (from, until) = (period.from.max(first), period.until.unwrap_or(last).min(last));
        if from > until {
            continue;
        }
        if next < from {
            ungated.push([next, from.before()]);
        }
        gated.push([from, until]);
        next = until.after();
    }
    if next <= last {
        ungated.push([next, last]);
    }
    (gated, ungated)
}
