use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::statistics::histogram::Histogram;
use ungated_shared::statistics::merge::Merge;
use ungated_shared::statistics::tally::{OTHER, Tally};
use ungated_shared::statistics::transition::{State, Transitions};

pub fn merged<T: Merge + Clone>(a: &T, b: &T) -> T {
    let mut both = a.clone();
    both.merge(b);
    both
}

/// The laws of [`Merge`].
pub fn merges<T: Merge + Clone + PartialEq + Debug>(a: &T, b: &T, c: &T) {
    assert_eq!(merged(&merged(a, b), c), merged(a, &merged(b, c)), "associative");
    assert_eq!(merged(a, b), merged(b, a), "commutative");
    assert_eq!(&merged(a, &T::default()), a, "identity on the right");
    assert_eq!(&merged(&T::default(), a), a, "identity on the left");
}

/// Numbers of every size: as many of 5 bits as of 60.
fn number() -> impl Strategy<Value = u64> {
    (any::<u64>(), 0..64u32).prop_map(|(n, shift)| n >> shift)
}

fn histogram() -> impl Strategy<Value = Histogram> {
    vec(number(), 0..20).prop_map(|values| {
        let mut histogram = Histogram::default();
        values.into_iter().for_each(|value| histogram.add(value));
        histogram
    })
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["/a/", "/b/", "/c/", "/d/", "", OTHER])
}

fn counts() -> impl Strategy<Value = Vec<(&'static str, u64)>> {
    vec((name(), 0..9u64), 0..12)
}

fn tally(counts: &[(&str, u64)]) -> Tally {
    let mut tally = Tally::default();
    counts.iter().for_each(|(name, count)| tally.add(name, *count));
    tally
}

type Visit = (Vec<&'static str>, bool);

fn visits() -> impl Strategy<Value = Vec<Visit>> {
    vec((vec(name(), 0..6), any::<bool>()), 0..6)
}

fn transitions(visits: &[Visit]) -> Transitions {
    let mut transitions = Transitions::default();
    visits.iter().for_each(|(names, raised)| transitions.add(names.iter().copied(), *raised));
    transitions
}

proptest! {
    #[test]
    fn sums_merge(a: u64, b in number(), c: u64) {
        merges(&a, &b, &c);
        merges(&(a, b), &(b, c), &(c, a));
    }

    #[test]
    fn histograms_merge(a in histogram(), b in histogram(), c in histogram()) {
        merges(&a, &b, &c);
        prop_assert_eq!(merged(&a, &b).count(), a.count() + b.count());
    }

    #[test]
    fn tallies_merge(a in counts(), b in counts(), c in counts()) {
        merges(&tally(&a), &tally(&b), &tally(&c));
        let all = [a.clone(), b.clone()].concat();
        prop_assert_eq!(merged(&tally(&a), &tally(&b)), tally(&all));
    }

    #[test]
    fn transitions_merge(a in visits(), b in visits(), c in visits()) {
        merges(&transitions(&a), &transitions(&b), &transitions(&c));
        let all = [a.clone(), b.clone()].concat();
        prop_assert_eq!(merged(&transitions(&a), &transitions(&b)), transitions(&all));
    }

    #[test]
    fn statistics_by_name_merge(
        [a, b, c] in prop::array::uniform3(prop::collection::btree_map(0..4u8, (0..9u64, histogram()), 0..4)),
    ) {
        merges::<BTreeMap<u8, (u64, Histogram)>>(&a, &b, &c);
    }

    /// Against the sorted list, at every size of number.
    #[test]
    fn a_quantile_is_within_its_error(mut values in vec(number(), 1..80), per_mille in 0..=1_000u64) {
        let mut histogram = Histogram::default();
        values.iter().for_each(|value| histogram.add(*value));
        values.sort_unstable();
        let rank = (values.len() as u64 * per_mille).div_ceil(1_000).max(1);
        let exact = values[rank as usize - 1];
        let off = histogram.quantile_per_mille(per_mille).unwrap().abs_diff(exact);
        prop_assert!(u128::from(off) * u128::from(Histogram::ERROR_DIVISOR) <= u128::from(exact));
        prop_assert!(u128::from(off) * 100 <= u128::from(exact) * 2, "2 % is promised");
        prop_assert_eq!(histogram.quantile(per_mille / 10), histogram.quantile_per_mille(per_mille / 10 * 10));
    }

    #[test]
    fn quantiles_rise(histogram in histogram(), a in 0..1_200u64, b in 0..1_200u64) {
        let (low, high) = (a.min(b), a.max(b));
        prop_assert!(histogram.quantile_per_mille(low) <= histogram.quantile_per_mille(high));
    }

    #[test]
    fn the_top_and_the_rest_are_the_total(counts in counts(), k in 0..8usize) {
        let tally = tally(&counts);
        let top = tally.top(k);
        let shown: u64 = top.rows.iter().map(|row| row.count).sum();
        prop_assert_eq!(shown + top.other, tally.total());
        prop_assert!(top.rows.len() <= k && top.rows.iter().all(|row| row.name != OTHER));
        for pair in top.rows.windows(2) {
            let key = |at: usize| (std::cmp::Reverse(pair[at].count), pair[at].name.as_str());
            prop_assert!(key(0) < key(1));
        }
        // Nothing that is left out is larger than what is shown.
        let least = top.rows.last().map_or(u64::MAX, |row| row.count);
        let shown = |name: &str| name == OTHER || top.rows.iter().any(|row| row.name == name);
        prop_assert!(tally.iter().all(|(name, count)| shown(name) || (count <= least && top.rows.len() == k)));
    }

    /// What comes into a name goes on from it, and every visit starts and ends.
    #[test]
    fn steps_balance(visits in visits()) {
        let transitions = transitions(&visits);
        let mut balance: BTreeMap<State, i64> = BTreeMap::new();
        for (from, to, count) in transitions.iter() {
            prop_assert!(from != to);
            *balance.entry(from.clone()).or_default() -= count as i64;
            *balance.entry(to.clone()).or_default() += count as i64;
        }
        let mut of = |state| balance.remove(&state).unwrap_or(0);
        let raised = visits.iter().filter(|(_, raised)| *raised).count() as i64;
        prop_assert_eq!(of(State::HandRaise), raised);
        prop_assert_eq!(of(State::Exit), visits.len() as i64 - raised);
        prop_assert_eq!(of(State::Start), -(visits.len() as i64));
        prop_assert_eq!(transitions.visits(), visits.len() as u64);
        prop_assert!(balance.values().all(|sum| *sum == 0));
    }

    #[test]
    fn statistics_travel(histogram in histogram(), counts in counts(), visits in visits()) {
        let json = serde_json::to_string(&(&histogram, tally(&counts), transitions(&visits))).unwrap();
        let read: (Histogram, Tally, Transitions) = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read, (histogram, tally(&counts), transitions(&visits)));
    }

    /// Whatever another machine says comes out as a refusal or as a value in the range.
    #[test]
    fn a_travelled_histogram_never_panics(counts in prop::collection::btree_map(any::<u16>(), any::<u64>(), 0..4)) {
        if let Ok(histogram) = Histogram::try_from(counts) {
            prop_assert_eq!(histogram.median().is_some(), histogram.count() > 0);
            merges(&histogram, &histogram, &histogram);
        }
    }
}

/// Both ends of every bucket's neighbourhood: powers of two and what stands beside them.
#[test]
fn every_doubling_is_within_its_error() {
    for bit in 0..64 {
        for value in [(1u64 << bit) - 1, 1 << bit, (1 << bit) + 1, u64::MAX >> (63 - bit)] {
            let mut histogram = Histogram::default();
            histogram.add(value);
            let off = histogram.median().unwrap().abs_diff(value);
            assert!(off <= value / Histogram::ERROR_DIVISOR, "{value} is off by {off}");
        }
    }
}

/// A sum that outgrows 64 bits stays at the top.
#[test]
fn sums_do_not_wrap() {
    let mut tally = tally(&[("/a/", u64::MAX), ("/b/", 1)]);
    tally.add("/a/", 2);
    assert_eq!((tally.get("/a/"), tally.total(), tally.top(1).other), (u64::MAX, u64::MAX, 1));
}
