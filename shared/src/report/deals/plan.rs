//! Which weeks of which readers are asked about.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::{Asked, Counted, Row, money};
use crate::limit;
use crate::report::dimension::Dimension;
use crate::report::filter::{Comparison, Filter, Group as Together, Not};
use crate::report::metric::Metric;
use crate::report::question::{self, Field, Include, Invalid};
use crate::report::range::DateRange;
use crate::report::zone::OffsetAt;
use crate::ungate::Day;

/// What can be read or come by.
const DIMENSIONS: [Dimension; 8] = [
    Dimension::Item,
    Dimension::Topic,
    Dimension::Author,
    Dimension::Type,
    Dimension::Stage,
    Dimension::Channel,
    Dimension::Source,
    Dimension::Campaign,
];

/// What is to be asked.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The deals won in the days asked about.
    pub deals: Vec<Counted>,
    /// The same by segment and country, those with the most first.
    pub groups: Vec<Group>,
    /// By what readings are divided.
    pub dimension: Dimension,
}

/// The deals of one segment and country.
#[derive(Clone, Debug)]
pub struct Group {
    segment: Option<String>,
    country: Option<String>,
    deals: Vec<Counted>,
    /// The Mondays of the weeks before their closings, each once.
    weeks: Vec<Day>,
    /// Whether its readers are asked about.
    pub is_asked: bool,
}

impl Asked {
    /// Checks the question about deals, as seen at `now_ms` by a site's clock.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that makes no sense, and why.
    pub fn plan(
        &self,
        deals: Vec<Counted>,
        now_ms: u64,
        offset_at: OffsetAt<'_>,
    ) -> Result<Plan, Invalid> {
        let invalid = |field, detail: String| Invalid { field, detail };
        let most = limit::DEALS_DAYS;
        let days = self.date_range.days(now_ms, offset_at).filter(|days| days.len() <= most);
        let detail = || format!("dates in order, at most {most} days");
        let [first, last] = days.ok_or_else(|| invalid(Field::DateRange, detail()))?.ends();
        let (weeks, most) = (self.weeks.unwrap_or(4), limit::DEALS_WEEKS);
        if !(1..=most).contains(&weeks) {
            return Err(invalid(Field::Weeks, format!("1 to {most}")));
        }
        let dimension = self.dimension.unwrap_or(Dimension::Item);
        if !DIMENSIONS.contains(&dimension) {
            let detail = "item, topic, author, type, stage, channel, source or campaign";
            return Err(invalid(Field::Dimension, detail.into()));
        }
        let most = limit::DEALS_ROWS;
        if !(1..=most).contains(&self.rows()) {
            return Err(invalid(Field::Limit, format!("1 to {most}")));
        }
        let mut deals = deals;
        deals.retain(|(deal, _)| (first..=last).contains(&deal.closed));
        Ok(Plan { groups: grouped(&deals, weeks), deals, dimension })
    }

    /// Rows of each segment.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.limit.unwrap_or(10)
    }
}

/// The deals by segment and country, the most first.
fn grouped(deals: &[Counted], weeks: u8) -> Vec<Group> {
    type Place = (Option<String>, Option<String>);
    let mut by: BTreeMap<Place, Vec<Counted>> = BTreeMap::new();
    for counted in deals {
        let place = (counted.0.segment.clone(), counted.0.country.clone());
        by.entry(place).or_default().push(counted.clone());
    }
    let group = |((segment, country), deals): (Place, Vec<Counted>)| {
        let before = |(deal, _): &Counted| {
            let closed = deal.closed;
            (1..=weeks).filter_map(move |weeks| closed.monday(weeks))
        };
        let weeks: BTreeSet<Day> = deals.iter().flat_map(before).collect();
        let weeks = weeks.into_iter().collect();
        Group { segment, country, deals, weeks, is_asked: false }
    };
    let mut groups: Vec<Group> = by.into_iter().map(group).collect();
    // Stable: those with as many stay in the order of their names.
    groups.sort_by_key(|group| (!group.has_readers(), Reverse(money::count(group.deals.iter()))));
    for group in groups.iter_mut().take(limit::DEALS_SEGMENTS) {
        group.is_asked = group.has_readers() && !group.weeks.is_empty();
    }
    groups
}

impl Group {
    /// Whether its deals say who could have read.
    #[must_use]
    pub const fn has_readers(&self) -> bool {
        self.segment.is_some() || self.country.is_some()
    }

    /// The questions about its readers: the segment's visits, all others' visits, and both by a dimension.
    #[must_use]
    pub fn questions(&self, site: &str, dimension: Dimension) -> [question::Asked; 4] {
        let is = |dimension, value: &String| {
            Filter::Compare(Comparison::Is, dimension, vec![value.clone()])
        };
        let segment = self.segment.iter().map(|value| is(Dimension::Segment, value));
        let country = self.country.iter().map(|value| is(Dimension::Country, value));
        let own = Filter::Group(Together::And, segment.chain(country).collect());
        let others = Filter::Not(Not::Not, own.clone().into());
        let ask = |who: &Filter, dimensions: &[Dimension]| self.ask(site, who.clone(), dimensions);
        [ask(&own, &[]), ask(&others, &[]), ask(&own, &[dimension]), ask(&others, &[dimension])]
    }

    fn ask(&self, site: &str, who: Filter, dimensions: &[Dimension]) -> question::Asked {
        let first = self.weeks.first().copied();
        let last = self.weeks.last().map(|monday| monday.sunday());
        let weeks = self.weeks.iter().map(|monday| monday.text()).collect();
        question::Asked {
            site: site.into(),
            metrics: vec![Metric::Visits, Metric::Reads],
            date_range: DateRange::Days(
                [first, last].map(|day| day.map(Day::text).unwrap_or_default()),
            ),
            dimensions: dimensions.to_vec(),
            filters: vec![Filter::Compare(Comparison::Is, Dimension::Week, weeks), who],
            order_by: Vec::new(),
            limit: Some(limit::ROWS),
            offset: 0,
            comparison: None,
            include: Include::default(),
        }
    }

    /// Its row, without its readers.
    #[must_use]
    pub fn row(&self) -> Row {
        Row {
            segment: self.segment.clone(),
            country: self.country.clone(),
            deals: money::count(self.deals.iter()),
            values: money::sums(self.deals.iter()),
            lead_days: money::lead_days(self.deals.iter()),
            weeks: self.weeks.clone(),
            is_asked: self.is_asked,
            visits: None,
            other_visits: None,
            results: Vec::new(),
            rows: 0,
        }
    }
}
