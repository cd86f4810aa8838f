//! What is asked for a rule, and how the answer is read.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::WEEKS;
use super::rule::{Rule, When};
use crate::report::zone::OffsetAt;
use crate::report::{Asked, Comparison, DateRange, Dimension, Filter, Include, Metric, Row};
use crate::score::standing::Standing;

/// The least standing of a surge unless said.
pub(super) const STANDING: Standing = Standing::Considering;
const HOUR_MS: u64 = 60 * 60 * 1000;

/// What a rule watches at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The question.
    pub asked: Asked,
    /// Today, by the site's clock.
    pub day: String,
    /// How the name of the hour or day that is looked at begins: `2026-03-10T14`.
    bucket: String,
}

impl Watch {
    /// Of a rule that asks a question, at a moment (Unix ms) of the site's clock; none of the others,
    /// and none before 1970 or after 9999.
    #[must_use]
    pub fn of(rule: &Rule, site: &str, now_ms: u64, offset_at: OffsetAt<'_>) -> Option<Self> {
        let at_ms = if rule.when == When::Drop { now_ms.checked_sub(HOUR_MS)? } else { now_ms };
        let local = |ms: u64| {
            let ms = i64::try_from(ms).ok()? + i64::from(offset_at(ms)) * 1000;
            Some(Timestamp::from_millisecond(ms).ok()?.to_zoned(TimeZone::UTC))
        };
        let at = local(at_ms)?;
        let first = at.date().checked_sub((7 * i64::try_from(WEEKS).ok()?).days()).ok()?;
        let weeks = DateRange::Days([first.to_string(), at.date().to_string()]);
        let visits: Vec<Metric> = [Metric::Visits].into();
        let (metrics, date_range, dimensions, filters) = match rule.when {
            When::HandRaise => {
                let today = at.date().to_string();
                let metrics = [Metric::Visits, Metric::HandRaises].into();
                (metrics, DateRange::Days([today.clone(), today]), Vec::new(), Vec::new())
            }
            When::Spike | When::Drop => (visits, weeks, [Dimension::Hour].into(), Vec::new()),
            When::Surge => (visits, weeks, [Dimension::Day].into(), surging(rule)),
            When::Refusals | When::Parity => return None,
        };
        let bucket = match rule.when {
            When::Spike | When::Drop => at.strftime("%Y-%m-%dT%H").to_string(),
            _ => at.date().to_string(),
        };
        let asked = Asked {
            site: site.into(),
            metrics,
            date_range,
            dimensions,
            filters,
            order_by: Vec::new(),
            limit: Some(crate::limit::ROWS),
            offset: 0,
            comparison: None,
            include: Include::default(),
        };
        Some(Self { asked, day: at.date().to_string(), bucket })
    }

    /// The figure of the hour or day that is looked at, and of the same one of each week before from
    /// which anything is known; none stands for what is not told.
    #[must_use]
    pub fn read(&self, rows: &[Row]) -> (Option<u64>, Vec<Option<u64>>) {
        series(&self.bucket, rows)
    }
}

fn surging(rule: &Rule) -> Vec<Filter> {
    let least = rule.standing.unwrap_or(STANDING);
    let standings = Standing::ALL.into_iter().filter(|standing| *standing >= least);
    let is = |dimension, values| Filter::Compare(Comparison::Is, dimension, values);
    let segments = rule.segment.iter().cloned().collect();
    let standings = standings.map(|standing| standing.word().to_string()).collect();
    [is(Dimension::Segment, segments), is(Dimension::Standing, standings)].into()
}

/// The first metric of the rows whose names begin with a bucket, and of those weeks before. An hour
/// that comes twice is counted together.
#[must_use]
pub fn series(bucket: &str, rows: &[Row]) -> (Option<u64>, Vec<Option<u64>>) {
    let told =
        || rows.iter().filter_map(|row| Some((row.dimensions.first()?, (*row.metrics.first()?)?)));
    let of = |bucket: &str| {
        let own = told().filter(|(name, _)| name.starts_with(bucket)).map(|(_, figure)| figure);
        own.reduce(u64::saturating_add)
    };
    let date = |name: &str| name.get(..10)?.parse::<Date>().ok();
    let first = told().filter_map(|(name, _)| date(name)).min();
    let mut before = Vec::new();
    if let (Some(first), Some(day)) = (first, date(bucket)) {
        let hour = bucket.get(10..).unwrap_or_default();
        let weeks = (1..=WEEKS)
            .filter_map(|week| day.checked_sub((7 * i64::try_from(week).ok()?).days()).ok());
        let known = weeks.filter(|day| *day >= first);
        before.extend(known.map(|day| of(&format!("{day}{hour}"))));
    }
    (of(bucket), before)
}
