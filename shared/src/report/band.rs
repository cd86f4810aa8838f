//! Scores in bands: five, so that two of them make a matrix that a person can read.

/// The names of the bands, lowest first. As texts they are in the same order.
pub const BANDS: [&str; 5] = ["0-19", "20-39", "40-59", "60-79", "80-100"];

/// Points to a band; the last has one more.
const POINTS: u8 = 20;

/// The place of a score's band in [`BANDS`].
pub(super) fn place(score: u8) -> usize {
    usize::from(score / POINTS).min(BANDS.len() - 1)
}

/// The name of a score's band.
pub(super) fn name(score: u8) -> &'static str {
    BANDS[place(score)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_begin_and_end_where_their_names_say() {
        for band in BANDS {
            let (from, to) = band.split_once('-').unwrap_or_default();
            let ends = [from, to].map(|end| end.parse::<u8>().unwrap_or(u8::MAX));
            assert_eq!(ends.map(name), [band, band]);
        }
        assert!(BANDS.is_sorted());
        assert_eq!(name(u8::MAX), "80-100");
    }
}
