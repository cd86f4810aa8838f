//! Intervals hold what they say, against exact sums and against each other.

use proptest::prelude::*;
use ungated_shared::statistics::estimate::Estimate;
use ungated_shared::statistics::histogram::Histogram;
use ungated_shared::statistics::power::{sees_difference, sees_double};
use ungated_shared::statistics::rate::Rate;
use ungated_shared::statistics::share::Share;

const MICRO: i64 = 1_000_000;

fn share() -> impl Strategy<Value = (u64, u64)> {
    (any::<u64>(), 0..64u32, any::<u64>()).prop_map(|(whole, shift, part)| {
        let whole = (whole >> shift).max(1);
        (part % whole.saturating_add(1).max(1), whole)
    })
}

fn holds(it: Estimate) -> bool {
    it.low <= it.value && it.value <= it.high
}

fn rate() -> impl Strategy<Value = Rate> {
    (0..400u64, 1..100_000u64).prop_map(|(count, exposure)| Rate { count, exposure })
}

/// The chance of `x` or more of `n`, each with a chance of `p` of `q`, and all chances: as whole numbers
/// of the same unit, exactly.
fn tail(x: u32, n: u32, p: u128, q: u128) -> (u128, u128) {
    let (mut choose, mut sum) = (1u128, 0);
    for at in 0..=n {
        if at >= x {
            sum += choose * p.pow(at) * (q - p).pow(n - at);
        }
        choose = choose * u128::from(n - at) / u128::from(at + 1);
    }
    (sum, q.pow(n))
}

proptest! {
    #[test]
    fn a_share_lies_in_its_interval_and_that_within_all((part, whole) in share()) {
        let it = Share::of(part, whole).unwrap().micro();
        prop_assert!(holds(it) && it.low >= 0 && it.high <= MICRO, "{it:?}");
        // What is not in it has the mirrored interval: ends are rounded the same way.
        let rest = Share::of(whole - part, whole).unwrap().micro();
        prop_assert!((MICRO - rest.high - it.low).abs() <= 1, "{it:?} {rest:?}");
        prop_assert!((MICRO - rest.low - it.high).abs() <= 1, "{it:?} {rest:?}");
    }

    /// Wilson's ends are the shares p with (x − np)² = z² np(1 − p).
    #[test]
    fn the_ends_of_a_share_solve_the_equation_that_they_are_from(
        whole in 1..1_000_000u64,
        part in 0..=1_000_000u64,
    ) {
        let part = part % (whole + 1);
        let it = Share::of(part, whole).unwrap().pico();
        // Two millionths further out, the sides of the equation differ one way; further in, the other.
        let is_outside = |end: i64| {
            let (n, p) = (i128::from(whole), i128::from(end));
            let off = i128::from(part) * 1_000_000_000_000 - n * p;
            // Both sides by 10⁻²⁴ · 10⁶, so that they fit.
            let left = (off / 1_000_000) * (off / 1_000_000);
            let right = n * (p / 1_000) * ((1_000_000_000_000 - p) / 1_000) / 1_000_000 * 3_841_458 / 1_000_000;
            left > right
        };
        let wide = 2_000_000;
        prop_assert!(it.low < wide || is_outside(it.low - wide), "{it:?}");
        prop_assert!(it.high > 1_000_000_000_000 - wide || is_outside(it.high + wide), "{it:?}");
        let narrow = |end: i64, by: i64| {
            let at = end + by;
            !(it.low + wide..=it.high - wide).contains(&at) || !is_outside(at)
        };
        prop_assert!(narrow(it.low, wide) && narrow(it.high, -wide), "{it:?}");
    }

    #[test]
    fn more_of_the_same_share_is_surer((part, whole) in share()) {
        prop_assume!(whole < 1 << 30);
        let it = Share::of(part, whole).unwrap().micro();
        let more = Share::of(part * 4, whole * 4).unwrap().micro();
        prop_assert!(it.low <= more.low && more.high <= it.high, "{it:?} {more:?}");
    }

    #[test]
    fn a_difference_turned_round_is_the_same_with_other_signs(a in share(), b in share()) {
        let [a, b] = [a, b].map(|(part, whole)| Share::of(part, whole).unwrap().pico());
        let (there, back) = (a.less(b), b.less(a));
        prop_assert!(holds(there), "{there:?}");
        let turned = Estimate { value: -back.value, low: -back.high, high: -back.low };
        prop_assert_eq!(there, turned);
        // Neither surer than the less sure of both, nor as unsure as both together.
        let width = |it: Estimate| it.high - it.low;
        prop_assert!(width(there) >= width(a).max(width(b)) / 2);
        prop_assert!(width(there) <= width(a) + width(b) + 2);
    }

    #[test]
    fn an_estimate_in_another_unit_holds_what_it_held(
        value in -1_000_000..1_000_000i64,
        down in 0..1_000_000i64,
        up in 0..1_000_000i64,
        times in 0..1_000u64,
        by in 0..1_000u64,
    ) {
        let it = Estimate { value, low: value - down, high: value + up };
        let told = it.scaled(times, by);
        let (times, by) = (times as i64, by.max(1) as i64);
        prop_assert!(holds(told));
        prop_assert!(told.low * by <= it.low * times && (told.low + 1) * by > it.low * times);
        prop_assert!(told.high * by >= it.high * times && (told.high - 1) * by < it.high * times);
        prop_assert!((told.value * by - it.value * times).abs() * 2 <= by);
    }

    #[test]
    fn a_ratio_turned_round_is_one_over_it(a in rate(), b in rate()) {
        let (there, back) = (a.over(b), b.over(a));
        prop_assert_eq!(there.is_none(), a.count + b.count == 0);
        let (Some(there), Some(back)) = (there, back) else { return Ok(()) };
        prop_assert!(there.value.is_none_or(|value| there.low <= value), "{there:?}");
        prop_assert!(there.high.is_none_or(|high| there.value.unwrap() <= high), "{there:?}");
        // In millionths, of numbers that are millionths: each is off by one at most.
        if let Some(high) = there.high.filter(|high| *high > 1_000 && back.low > 1_000) {
            let one = u128::from(high) * u128::from(back.low);
            let off = one.abs_diff(1_000_000_000_000);
            prop_assert!(off <= 2 * u128::from(high + back.low) + 100_000, "{there:?} {back:?}");
        }
    }

    /// Just at the ends, what was seen or more has a chance of 2.5 %: by exact sums.
    #[test]
    fn the_ends_of_a_ratio_leave_out_a_fortieth_each(here in 0..9u64, there in 0..9u64) {
        prop_assume!(here + there > 0);
        let of = |count| Rate { count, exposure: 1_000 };
        let it = of(here).over(of(there)).unwrap();
        let n = u32::try_from(here + there).unwrap();
        // Odds of `odds` to a thousand, so that the sums fit into 128 bits: 17 · 7.5.
        let is_rarer = |x: u64, odds: u64| {
            let (sum, all) = tail(x as u32, n, odds.into(), u128::from(odds) + 100);
            sum * 40 < all
        };
        // The ends between two hundredths: below they are rarer, above they are not.
        let low = it.low / 10_000;
        if here > 0 && low < 80 {
            prop_assert!(is_rarer(here, low), "{it:?}");
            prop_assert!(!is_rarer(here, low + 1), "{it:?}");
        } else if here == 0 {
            prop_assert_eq!(it.low, 0);
        }
        prop_assert_eq!(it.high.is_none(), there == 0);
    }

    #[test]
    fn a_median_lies_in_its_interval(values in prop::collection::vec(0..200u64, 0..80)) {
        let mut histogram = Histogram::default();
        values.iter().for_each(|value| histogram.add(*value));
        let told = histogram.median_estimate();
        prop_assert_eq!(told.is_some(), values.len() >= 6);
        let Some(it) = told else { return Ok(()) };
        prop_assert!(holds(it), "{it:?}");
        let below = |end: i64| values.iter().filter(|value| (**value as i64) < end).count();
        let beyond = |end: i64| values.iter().filter(|value| (**value as i64) > end).count();
        prop_assert!(2 * below(it.low) <= values.len() && 2 * beyond(it.high) <= values.len());
    }

    #[test]
    fn more_of_either_arm_sees_no_less(n in 0..2_000u64, m in 0..2_000u64, more in 0..500u64) {
        prop_assert_eq!(sees_difference(n, m, 100_000), sees_difference(m, n, 100_000));
        prop_assert!(!sees_difference(n, m, 100_000) || sees_difference(n + more, m, 100_000));
        prop_assert!(!sees_difference(n, m, 100_000) || sees_difference(n, m, 200_000));
        prop_assert!(!sees_double(n, 1_000, 1 + m) || sees_double(n + more, 1_000, 1 + m));
        prop_assert_eq!(sees_double(n, 1_000, 1 + m), sees_double(n, 1 + m, 1_000));
    }
}
