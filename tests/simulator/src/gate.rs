//! A form in front of one piece of the demo publication, every other week.
//!
//! # Why every other week?
//! So that there are days of both kinds wherever one looks, with the same weekdays on both sides, and that
//! a day is gated or not for good: data that are kept go with a demo that is started again.

use ungated_shared::limit;

use crate::page::Page;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// From the Monday before 1970 to 1970, which began on a Thursday, days.
const MONDAY: u64 = 3;
const WEEK: u64 = 7;

/// The gated piece: a checklist, as are often behind forms.
pub const PATH: &str = "/demo/twenty-questions/";
/// Its name in the ledger.
pub const TITLE: &str = "Twenty questions (behind a form every other week)";
/// How often the form is said to have been filled in, each week: *assumed.*
pub const FORM_FILLS: u32 = 6;

/// Whether a form stands in front of a page at a moment, Unix ms.
#[must_use]
pub fn stands(page: &Page, at_ms: u64) -> bool {
    page.path == PATH && is_gated(at_ms / DAY_MS)
}

/// Whether a day since 1970 (UTC) is in a gated week.
const fn is_gated(day: u64) -> bool {
    (day + MONDAY) / WEEK % 2 == 1
}

/// The first and the last day of the gated weeks that have begun at a moment, the oldest first, in days
/// since 1970: as many as a site's ledger takes.
#[must_use]
pub fn weeks(now_ms: u64) -> Vec<[u64; 2]> {
    let week = (now_ms / DAY_MS + MONDAY) / WEEK;
    let last = if week % 2 == 1 { week } else { week - 1 };
    let mut weeks: Vec<u64> = (0..limit::UNGATE_PERIODS as u64).map(|n| last - 2 * n).collect();
    weeks.reverse();
    weeks.into_iter().map(|week| week * WEEK - MONDAY).map(|day| [day, day + WEEK - 1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_the_gated_days_and_no_others() {
        // From 2026-11-16 on, 28 days: four Mondays.
        for today in 20_773..20_801 {
            let weeks = weeks(today * DAY_MS);
            assert_eq!(weeks.len(), 4);
            let is_in =
                |day: u64| weeks.iter().any(|[first, last]| (*first..=*last).contains(&day));
            assert!((weeks[0][0]..=today).all(|day| is_gated(day) == is_in(day)), "{today}");
            assert!(weeks.iter().all(|[first, _]| (first + MONDAY).is_multiple_of(WEEK)));
        }
    }
}
