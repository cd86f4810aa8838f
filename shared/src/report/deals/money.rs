//! What deals are worth, how long they took, and what they came by: the site's own figures.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use serde::Serialize;

use super::Counted;
use crate::import::{Currency, Deal, Way};
use crate::signal::heard::Heard;
use crate::statistics::estimate::Estimate;
use crate::statistics::histogram::Histogram;
use crate::statistics::median::median;

/// What some deals are worth in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DealsSum"))]
pub struct Sum {
    /// The currency.
    pub currency: Currency,
    /// In hundredths of it.
    pub minor: u64,
    /// Of how many deals.
    pub deals: u64,
}

/// How long deals took, from lead to closing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DealsLeadDays"))]
pub struct LeadDays {
    /// Of how many deals both days are known.
    pub deals: u64,
    /// Their median, days, the lower of two in the middle; `null` of none.
    pub median: Option<u64>,
    /// The same with the interval that contains the median of whatever deals come of, with 95 %; `null` of
    /// fewer than six.
    pub estimate: Option<Estimate>,
}

/// The deals that came by one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WayDeals {
    /// The way; `null` where the file does not say.
    pub way: Option<Way>,
    /// How many.
    pub deals: u64,
    /// What they are worth, by currency.
    pub values: Vec<Sum>,
    /// How long they took.
    pub lead_days: LeadDays,
}

/// The deals of whom one answer was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeardDeals {
    /// What they say brought them; `null` where the file does not say.
    pub heard: Option<Heard>,
    /// How many.
    pub deals: u64,
}

/// How many deals these are.
pub(super) fn count<'a>(deals: impl Iterator<Item = &'a Counted>) -> u64 {
    deals.map(|(_, n)| u64::from(*n)).sum()
}

/// What they are worth, by currency, in the order of its letters.
pub(super) fn sums<'a>(deals: impl Iterator<Item = &'a Counted>) -> Vec<Sum> {
    let mut sums: BTreeMap<Currency, (u64, u64)> = BTreeMap::new();
    for (deal, n) in deals {
        let Some(value) = deal.value else { continue };
        let (minor, deals) = sums.entry(value.currency).or_default();
        *minor = minor.saturating_add(value.minor.saturating_mul(u64::from(*n)));
        *deals += u64::from(*n);
    }
    let sum = |(currency, (minor, deals))| Sum { currency, minor, deals };
    sums.into_iter().map(sum).collect()
}

/// How long they took.
pub(super) fn lead_days<'a>(deals: impl Iterator<Item = &'a Counted>) -> LeadDays {
    let (mut days, mut histogram) = (Vec::new(), Histogram::default());
    for (Deal { closed, lead, .. }, n) in deals {
        let Some(lead) = lead else { continue };
        let took = u64::from(lead.up_to(*closed).saturating_sub(1));
        for _ in 0..*n {
            days.push(took);
            histogram.add(took);
        }
    }
    let deals = days.len() as u64;
    LeadDays { deals, median: median(&mut days), estimate: histogram.median_estimate() }
}

/// The deals by the way that they came, in the order of ways; those of none last.
#[must_use]
pub fn by_way(deals: &[Counted]) -> Vec<WayDeals> {
    let of = |way: Option<Way>| {
        let own = || deals.iter().filter(move |(deal, _)| deal.way == way);
        let told =
            WayDeals { way, deals: count(own()), values: sums(own()), lead_days: lead_days(own()) };
        (told.deals > 0).then_some(told)
    };
    Way::ALL.into_iter().map(Some).chain([None]).filter_map(of).collect()
}

/// The deals by what was said, the most first; those of whom nothing is known last.
#[must_use]
pub fn by_heard(deals: &[Counted]) -> Vec<HeardDeals> {
    let mut all: BTreeMap<Option<Heard>, u64> = BTreeMap::new();
    for (deal, n) in deals {
        *all.entry(deal.heard).or_default() += u64::from(*n);
    }
    let mut told: Vec<HeardDeals> =
        all.into_iter().map(|(heard, deals)| HeardDeals { heard, deals }).collect();
    told.sort_by_key(|it| (it.heard.is_none(), core::cmp::Reverse(it.deals)));
    told
}
