//! Whether a figure is unusual, and what a change is made of. Whole numbers alone.
//!
//! # What is usual?
//! The median of the periods before, so that one week with a campaign does not spoil it.
//!
//! # What is unusual?
//! A figure outside of the interval in which a further period would lie 997 times in 1,000, were
//! nothing different: a prediction interval, as its textbook has it (Hahn and Meeker 1991, Statistical
//! Intervals, 4.6), by Student's t and the periods' own variance, for counts at least by three standard
//! deviations of a Poisson count. Of fewer than [`PERIODS_LEAST`] periods nothing is said.
//!
//! # Does a dimension explain a change?
//! If everything had grown alike, each of its values would have kept its share. Pearson's χ² for
//! homogeneity says how far they have not, divided by how much more than a Poisson count the periods
//! vary (McCullagh and Nelder 1989, Generalized Linear Models, 6.2), values of few joined (Cochran
//! 1954: at least 5 expected). It explains where χ² is beyond what it exceeds once in 741 times by
//! chance, by the approximation of Wilson and Hilferty (1931).

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use crate::limit;
use crate::report::dimension::Dimension;
use crate::report::metric::Metric;
use crate::report::partial::Row;
use crate::statistics::median::median;
use crate::statistics::tally::OTHER;

/// Periods from which on something is usual.
pub const PERIODS_LEAST: usize = 3;
/// What a value is expected to have at least in a χ² (Cochran 1954).
const EXPECTED_LEAST: u128 = 5;
/// Student's t for 0.27 % on both sides together, three standard deviations of a normal variable, in
/// thousandths, by degrees of freedom from 2 on: `scipy.stats.t.ppf(1 - 0.0026998 / 2, df)`.
const STUDENT_MILLI: [u128; 4] = [19_207, 9_219, 6_620, 5_507];
const MICRO: u128 = 1_000_000;

/// The metric over the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MoversWhole"))]
pub struct Whole {
    /// In the days asked about; `null` where it may not be told.
    pub now: Option<u64>,
    /// What is usual; `null` where too little is known, here and below.
    pub usual: Option<u64>,
    /// What is lower than this is unusual.
    pub low: Option<u64>,
    /// What is higher than this is unusual.
    pub high: Option<u64>,
    /// Whether it is.
    pub is_unusual: Option<bool>,
    /// In the periods before, the nearest first, as far back as there were visits; `null` where it may
    /// not be told.
    pub before: Vec<Option<u64>>,
    /// The variance of a period, in millionths.
    #[serde(skip)]
    variance: u128,
}

/// A value of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mover {
    /// The value; "(other)" is all that is not told by name, now or before.
    pub name: String,
    /// In the days asked about.
    pub now: u64,
    /// Its share of what is usual, were it as it was in the weeks before.
    pub usual: u64,
    /// What it adds to the change: `now` without `usual`. Over all values it is the change.
    pub change: i64,
    /// Whether it is further from the usual than four standard deviations: one of many is three by chance.
    pub is_unusual: bool,
}

/// What a change is made of, by a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MoversDimension"))]
pub struct Explained {
    /// The dimension.
    pub dimension: Dimension,
    /// Whether its shares have moved by more than chance.
    pub explains: bool,
    /// How far they have moved against chance, in thousandths: χ² by its degrees of freedom, 1,000 where
    /// they did as chance has it.
    pub moved_milli: u64,
    /// The values that changed most, those first.
    pub rows: Vec<Mover>,
    /// Values before `limit`.
    pub values: usize,
}

/// The figures of a question of [`Plan::whole`](super::Plan::whole): its metric and its visits.
type Figures = (Option<u64>, Option<u64>);

/// What is usual, by the answers to all questions about whole periods: the days asked about first.
#[must_use]
pub fn whole(metric: Metric, now: Figures, before: &[Figures]) -> Whole {
    // A period without visits, and all before it, may be from before there was a site.
    let is_there = |(_, visits): &&Figures| *visits != Some(0);
    let before: Vec<Option<u64>> =
        before.iter().take_while(is_there).map(|(figure, _)| *figure).collect();
    let mut known: Vec<u64> = before.iter().copied().flatten().collect();
    let mut whole = Whole {
        now: now.0,
        usual: None,
        low: None,
        high: None,
        is_unusual: None,
        before,
        variance: 0,
    };
    let (n, usual) = (known.len(), median(&mut known));
    let t = n.checked_sub(PERIODS_LEAST).and_then(|at| STUDENT_MILLI.get(at));
    let (Some(t), Some(usual)) = (t, usual) else { return whole };
    let own = variance(&known);
    let of_count = if is_count(metric) { u128::from(usual) * MICRO } else { 0 };
    whole.variance = own.max(of_count).max(MICRO);
    // By so much a further period is away: by its own variance, and by that of what is usual.
    let of_both = |variance: u128| (variance * (n as u128 + 1) / n as u128).isqrt();
    let away = (of_both(9 * of_count) * 1_000).max(of_both(own) * t) / MICRO;
    let away = u64::try_from(away).unwrap_or(u64::MAX);
    let (low, high) = (usual.saturating_sub(away), usual.saturating_add(away));
    whole.usual = Some(usual);
    (whole.low, whole.high) = (Some(low), Some(high));
    whole.is_unusual = now.0.map(|now| !(low..=high).contains(&now));
    whole
}

/// Whether it counts what happens, one by one; the others are sums of sizes.
const fn is_count(metric: Metric) -> bool {
    !matches!(metric, Metric::EngagedMs | Metric::Points)
}

/// The variance that a sample estimates, in millionths: by one less than it has.
///
/// # Why millionths?
/// Where few happens in a week, whole numbers lose up to all of it, and what is usual would be narrower
/// than chance.
fn variance(of: &[u64]) -> u128 {
    let n = of.len() as u128;
    let sum: u128 = of.iter().map(|x| u128::from(*x)).sum();
    let squares: u128 = of.iter().map(|x| u128::from(*x) * u128::from(*x)).sum();
    let whole = (n * squares).saturating_sub(sum * sum);
    whole.saturating_mul(MICRO) / (n * n.saturating_sub(1)).max(1)
}

/// What a change is made of, by the rows of now and of the weeks before; nothing where the whole is
/// not known.
#[must_use]
pub fn explain(
    dimension: Dimension,
    whole: &Whole,
    now: &[Row],
    before: &[Row],
    limit: usize,
) -> Option<Explained> {
    let usual = u128::from(whole.usual?);
    let (now, before) = (figures(now), figures(before));
    let pairs = pairs(&now, &before);
    let all_now: u128 = pairs.iter().map(|(_, now, _)| now).sum();
    let all_before: u128 = pairs.iter().map(|(_, _, before)| before).sum();
    if all_before == 0 || all_now == 0 || usual == 0 {
        return Some(Explained {
            dimension,
            explains: false,
            moved_milli: 0,
            rows: Vec::new(),
            values: 0,
        });
    }
    // How much more than a Poisson count a period varies, in thousandths.
    let spread_milli = (whole.variance / (1_000 * usual)).max(1);
    let (moved_micro, degrees) = moved(&pairs, all_now, all_before, spread_milli);
    let mover = |(name, now, before): &(&str, u128, u128)| {
        let own_usual = (before * usual + all_before / 2) / all_before;
        let small = |n: u128| u64::try_from(n).unwrap_or(u64::MAX);
        Mover {
            name: (*name).into(),
            now: small(*now),
            usual: small(own_usual),
            change: small(*now).cast_signed() - small(own_usual).cast_signed(),
            is_unusual: is_far(*now, own_usual, spread_milli),
        }
    };
    let mut rows: Vec<Mover> = pairs.iter().map(mover).collect();
    rows.sort_by(|a, b| {
        let rest = (a.name == OTHER).cmp(&(b.name == OTHER));
        let most = b.change.unsigned_abs().cmp(&a.change.unsigned_abs());
        rest.then(most).then_with(|| a.name.cmp(&b.name))
    });
    let values = rows.len();
    rows.truncate(limit);
    Some(Explained {
        dimension,
        explains: degrees > 0 && moved_micro >= chance_micro(degrees),
        moved_milli: u64::try_from(moved_micro / 1_000).unwrap_or(u64::MAX),
        rows,
        values,
    })
}

/// Whether two values are four standard deviations apart: of their square roots, each of which is one
/// half whatever the count (Bartlett 1936), times the root of the spread.
fn is_far(now: u128, usual: u128, spread_milli: u128) -> bool {
    let between = (now * usual * MICRO).isqrt() * 2;
    ((now + usual) * 1_000).saturating_sub(between) > 4 * spread_milli
}

/// A part of a whole that may be large.
const fn part(of: u128, part: u128, all: u128) -> u128 {
    (of / all).saturating_mul(part).saturating_add((of % all) * part / all)
}

fn figures(rows: &[Row]) -> BTreeMap<&str, Option<u64>> {
    let figure = |row: &Row| row.metrics.first().copied().flatten();
    rows.iter().filter_map(|row| Some((row.dimensions.first()?.as_str(), figure(row)))).collect()
}

/// Names with their figures now and before. What one of both does not tell is "(other)"; a name that
/// one has and the other has not, where that hides nothing, is nothing there.
fn pairs<'a>(
    now: &BTreeMap<&'a str, Option<u64>>,
    before: &BTreeMap<&'a str, Option<u64>>,
) -> Vec<(&'a str, u128, u128)> {
    let hides = now.contains_key(OTHER) || before.contains_key(OTHER);
    let mut named: BTreeMap<&str, (u128, u128)> = BTreeMap::new();
    let names = now.keys().chain(before.keys().filter(|name| !now.contains_key(*name)));
    for name in names {
        let figure = |of: &BTreeMap<&str, Option<u64>>| of.get(name).copied().flatten();
        let is_told =
            *name != OTHER && (!hides || figure(now).is_some() && figure(before).is_some());
        let own = named.entry(if is_told { name } else { OTHER }).or_default();
        own.0 += figure(now).map_or(0, u128::from);
        own.1 += figure(before).map_or(0, u128::from);
    }
    named.into_iter().map(|(name, (now, before))| (name, now, before)).collect()
}

/// χ² by its degrees of freedom, in millionths, and these.
fn moved(
    pairs: &[(&str, u128, u128)],
    all_now: u128,
    all_before: u128,
    spread_milli: u128,
) -> (u128, u128) {
    let least = EXPECTED_LEAST.saturating_mul(spread_milli);
    let mut values = Vec::new();
    let mut few = (0, 0);
    for (_, now, before) in pairs {
        if before * all_now * 1_000 / all_before < least {
            few = (few.0 + now, few.1 + before);
        } else {
            values.push((*now, *before));
        }
    }
    if few != (0, 0) {
        values.push(few);
    }
    let degrees = values.len().saturating_sub(1) as u128;
    if degrees == 0 {
        return (0, 0);
    }
    // What was before is a sample too: 1 + now / before.
    let both = part(spread_milli, all_now + all_before, all_before).max(1);
    let micro = values.into_iter().map(|(now, before)| {
        let expected_milli = before * all_now * 1_000 / all_before;
        let away_milli = (now * 1_000).abs_diff(expected_milli);
        // What was not there before varies as one of it would.
        let expected_milli = expected_milli.max(spread_milli);
        away_milli.saturating_mul(away_milli).saturating_mul(MICRO)
            / expected_milli.saturating_mul(both)
    });
    let micro: u128 = micro.fold(0, u128::saturating_add);
    (micro / degrees, degrees)
}

/// What χ² by its degrees of freedom exceeds once in 741 times by chance, in millionths: three standard
/// deviations of its cube root, by Wilson and Hilferty.
fn chance_micro(degrees: u128) -> u128 {
    let part = 2 * MICRO / (9 * degrees);
    let root = MICRO - part + 3 * (2 * MICRO * MICRO / (9 * degrees)).isqrt();
    root * root / MICRO * root / MICRO
}

const _: () = assert!(limit::MOVERS_PERIODS == PERIODS_LEAST + STUDENT_MILLI.len() - 1);
