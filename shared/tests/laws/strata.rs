//! Differences within strata.

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::statistics::estimate::Estimate;
use ungated_shared::statistics::strata::{Counted, Stratum, difference};

const PICO: i64 = 1_000_000_000_000;

fn counted(most: u64) -> impl Strategy<Value = Counted> {
    (0..=most, any::<u64>()).prop_map(|(whole, part)| Counted { part: part % (whole + 1), whole })
}

fn strata(most: u64) -> impl Strategy<Value = Vec<Stratum>> {
    let stratum = (counted(most), counted(most)).prop_map(|(here, there)| Stratum { here, there });
    vec(stratum, 0..27)
}

fn swapped(strata: &[Stratum]) -> Vec<Stratum> {
    strata.iter().map(|it| Stratum { here: it.there, there: it.here }).collect()
}

fn width(it: Estimate) -> i64 {
    it.high - it.low
}

proptest! {
    #[test]
    fn a_difference_lies_in_its_interval_whatever_the_counts(
        strata in vec((any::<[u64; 4]>(), 0..64u32), 0..27),
        times in any::<u8>(),
    ) {
        let of = |part: u64, whole: u64, shift: u32| Counted { part: part >> shift, whole: whole >> shift };
        let strata: Vec<Stratum> = strata
            .iter()
            .map(|([a, n, b, m], shift)| Stratum { here: of(*a, *n, *shift), there: of(*b, *m, *shift) })
            .collect();
        let has_both = strata.iter().any(|it| it.here.whole > 0 && it.there.whole > 0);
        let told = difference(&strata, times);
        prop_assert!(told.is_none() || has_both);
        if let Some(it) = told {
            prop_assert!(-PICO <= it.low && it.low <= it.value, "{it:?}");
            prop_assert!(it.value <= it.high && it.high <= PICO, "{it:?}");
        }
    }

    #[test]
    fn arms_swapped_it_is_the_same_with_other_signs(strata in strata(5_000), times in 1..5u8) {
        let (there, back) = (difference(&strata, times), difference(&swapped(&strata), times));
        prop_assert_eq!(there.is_some(), back.is_some());
        let (Some(there), Some(back)) = (there, back) else { return Ok(()) };
        prop_assert!((there.value + back.value).abs() <= 100, "{there:?} {back:?}");
        prop_assert!((there.low + back.high).abs() <= 10_000, "{there:?} {back:?}");
        prop_assert!((there.high + back.low).abs() <= 10_000, "{there:?} {back:?}");
    }

    /// Where each stratum has more here, so have all together; whatever else their sizes say.
    #[test]
    fn what_every_stratum_says_is_what_they_say(strata in strata(5_000)) {
        let more = |it: &Stratum| {
            u128::from(it.here.part) * u128::from(it.there.whole)
                >= u128::from(it.there.part) * u128::from(it.here.whole)
        };
        let more: Vec<Stratum> = strata.into_iter().filter(more).collect();
        if let Some(it) = difference(&more, 1) {
            prop_assert!(it.value >= 0, "{it:?}");
        }
        if let Some(it) = difference(&swapped(&more), 1) {
            prop_assert!(it.value <= 0, "{it:?}");
        }
    }

    /// Of one stratum it is a/n − b/m, with the variance a(n − a)/n³ + b(m − b)/m³: by whole numbers.
    #[test]
    fn one_stratum_is_the_plain_difference(here in counted(2_000), there in counted(2_000)) {
        prop_assume!(here.whole > 0 && there.whole > 0);
        let it = difference(&[Stratum { here, there }], 1).unwrap();
        let of = |it: Counted| (i128::from(it.part), i128::from(it.whole));
        let ((a, n), (b, m)) = (of(here), of(there));
        let pico = i128::from(PICO);
        let plain = (a * m - b * n) * pico / (n * m);
        prop_assert!((i128::from(it.value) - plain).abs() <= 100, "{it:?} {plain}");
        let square = a * (n - a) * pico * pico / (n * n * n) + b * (m - b) * pico * pico / (m * m * m);
        let spread = square.unsigned_abs().isqrt() as i128 * 1_959_963_985 / 1_000_000_000;
        let low = (plain - spread).max(-pico);
        // A root of next to nothing has half the digits.
        prop_assert!((i128::from(it.low) - low).abs() <= 20_000_000, "{it:?} {low}");
    }

    #[test]
    fn more_of_the_same_is_surer_and_overlap_less_sure(strata in strata(2_000)) {
        prop_assume!(difference(&strata, 1).is_some());
        let once = difference(&strata, 1).unwrap();
        let twice = difference(&[strata.clone(), strata.clone()].concat(), 1).unwrap();
        prop_assert!((once.value - twice.value).abs() <= 100);
        prop_assert!(width(twice) <= width(once) + 1_000);
        // Each member twice over is no surer than once.
        let counted_twice = difference(&[strata.clone(), strata].concat(), 2).unwrap();
        prop_assert!((width(counted_twice) - width(once)).abs() <= 1_000_000);
    }

    #[test]
    fn a_stratum_without_an_arm_says_nothing(strata in strata(2_000), alone in counted(2_000)) {
        let nobody = Counted::default();
        let more = [Stratum { here: alone, there: nobody }, Stratum { here: nobody, there: alone }];
        prop_assert_eq!(difference(&[&strata[..], &more[..]].concat(), 1), difference(&strata, 1));
    }
}
