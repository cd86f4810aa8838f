//! Visits of one moment, divided.

use alloc::collections::BTreeMap;

/// Visits divided into parts, each visit in one of them, of which each is told if it has `k`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts<T> {
    /// The parts that are told.
    pub shown: BTreeMap<T, u64>,
    /// All other visits: none, or at least `k`, unless there are fewer in all.
    pub other: u64,
}

impl<T: Ord + Clone> Parts<T> {
    /// Hides the parts with fewer than `k` visits, and the smallest others until `k` are hidden.
    #[must_use]
    pub fn of(counts: BTreeMap<T, u64>, k: u64) -> Self {
        let (mut shown, hidden): (BTreeMap<T, u64>, BTreeMap<T, u64>) =
            counts.into_iter().partition(|(_, visits)| *visits >= k);
        let mut other: u64 = hidden.values().sum();
        if (1..k).contains(&other)
            && let Some(smallest) = shown.iter().min_by_key(|(_, visits)| **visits)
        {
            let part = smallest.0.clone();
            other += shown.remove(&part).unwrap_or_default();
        }
        Self { shown, other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(counts: &[(&'static str, u64)], k: u64) -> (BTreeMap<&'static str, u64>, u64) {
        let Parts { shown, other } = Parts::of(counts.iter().copied().collect(), k);
        (shown, other)
    }

    #[test]
    fn what_is_hidden_has_enough() {
        let counts = [("a", 9), ("b", 5), ("c", 4)];
        assert_eq!(parts(&counts, 4), (counts.into(), 0));
        assert_eq!(parts(&counts, 5), ([("a", 9)].into(), 9));
        assert_eq!(parts(&counts, 6), ([("a", 9)].into(), 9));
        assert_eq!(parts(&counts, 10), ([].into(), 18));
        assert_eq!(parts(&counts, 1), (counts.into(), 0));
    }

    #[test]
    fn too_few_are_all_hidden() {
        assert_eq!(parts(&[("a", 2), ("b", 1)], 5), ([].into(), 3));
        assert_eq!(parts(&[], 5), ([].into(), 0));
    }
}
