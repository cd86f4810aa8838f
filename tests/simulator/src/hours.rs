//! When readers come.

use std::f64::consts::TAU;

use crate::assumptions::{DAY_TO_NIGHT, PEAK_HOUR, WEEKEND};
use crate::chance::Chance;

const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * HOUR_MS;

/// The least time over which readers are spread: a thousand of them in the first minute of a day
/// would be a stampede.
const LEAST_MS: u64 = 2 * HOUR_MS;

/// A moment of today (UTC) or the `days` − 1 days before it, by the clock and the calendar of a
/// reader who lives `offset_min` minutes from UTC. The same days as the dashboard's ranges.
pub fn draw(chance: &mut Chance, now_ms: u64, days: u32, offset_min: i32) -> u64 {
    let today_ms = now_ms % DAY_MS;
    let span_ms = (u64::from(days.max(1) - 1) * DAY_MS + today_ms).max(LEAST_MS);
    // Rejection: evenly drawn moments are kept as often as their hour is busy.
    loop {
        let back_ms = (chance.share() * span_ms as f64) as u64;
        let at_ms = now_ms.saturating_sub(back_ms);
        if chance.happens(business(at_ms, offset_min)) {
            return at_ms;
        }
    }
}

/// How busy a moment is, 1 at a working day's peak.
fn business(at_ms: u64, offset_min: i32) -> f64 {
    let local_ms = at_ms.saturating_add_signed(i64::from(offset_min) * 60_000);
    let hour = (local_ms % DAY_MS) as f64 / HOUR_MS as f64;
    let wave = (1.0 + ((hour - PEAK_HOUR) / 24.0 * TAU).cos()) / 2.0;
    let low = 1.0 / DAY_TO_NIGHT;
    // 1 January 1970 was a Thursday.
    let weekday = (local_ms / DAY_MS + 3) % 7;
    let day = if weekday >= 5 { WEEKEND } else { 1.0 };
    day * (low + (1.0 - low) * wave)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wednesday, 18 November 2026, 00:00 UTC.
    const WEDNESDAY_MS: u64 = 1_794_960_000_000;

    #[test]
    fn days_are_busier_than_nights_and_weekends() {
        let at =
            |days: u64, hours: u64| business(WEDNESDAY_MS + days * DAY_MS + hours * HOUR_MS, 0);
        assert!((at(0, 13) / at(0, 1) - DAY_TO_NIGHT).abs() < 0.01);
        assert!((at(3, 13) / at(0, 13) - WEEKEND).abs() < 0.01, "Saturday");
        assert!((at(5, 13) - at(0, 13)).abs() < 0.01, "Monday");
    }

    #[test]
    fn everybody_lives_by_their_own_clock() {
        let noon_in_tokyo = business(WEDNESDAY_MS + 4 * HOUR_MS, 540);
        assert!((noon_in_tokyo - business(WEDNESDAY_MS + 13 * HOUR_MS, 0)).abs() < 0.01);
    }

    #[test]
    fn nobody_comes_later_than_now_or_earlier_than_asked() {
        let mut chance = Chance::of(1, 1);
        for _ in 0..1_000 {
            let now_ms = WEDNESDAY_MS + 9 * HOUR_MS;
            let at = draw(&mut chance, now_ms, 2, 60);
            assert!((WEDNESDAY_MS - DAY_MS..=now_ms).contains(&at));
            let at = draw(&mut chance, WEDNESDAY_MS, 1, 60);
            assert!((WEDNESDAY_MS - LEAST_MS..=WEDNESDAY_MS).contains(&at));
        }
    }
}
