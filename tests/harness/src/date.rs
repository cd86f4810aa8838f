//! Days of a calendar.

/// A day since 1970, as it is written: by the algorithm `civil_from_days` of Howard Hinnant
/// (howardhinnant.github.io/date_algorithms.html).
#[must_use]
pub fn date(day: u64) -> String {
    let days = day + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = match month {
        0..10 => (year + era * 400, month + 3),
        _ => (year + era * 400 + 1, month - 9),
    };
    format!("{year:04}-{month:02}-{of_month:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        assert_eq!([0, 59, 20_783].map(date), ["1970-01-01", "1970-03-01", "2026-11-26"]);
        assert_eq!([11_016, 19_782, 19_783].map(date), ["2000-02-29", "2024-02-29", "2024-03-01"]);
    }
}
