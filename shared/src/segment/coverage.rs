//! For how many visits organisations are known.

use super::fit::Fit;

/// Of how many visits the network is [classified](crate::segment::network::NetworkKind::is_classified):
/// stands beside every figure by organisation or fit. Merged from shards; sums, so in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Coverage {
    /// Visits from a classified network; never more than `visits`.
    pub classified: u64,
    /// All visits.
    pub visits: u64,
}

impl Coverage {
    /// Counts a visit.
    pub fn count(&mut self, fit: &Fit) {
        self.merge(&Self { classified: u64::from(fit.classified), visits: 1 });
    }

    /// Adds what another shard has counted. Each sum stays far below 2⁶⁴: that many visits
    /// would take the whole of mankind a lifetime.
    pub const fn merge(&mut self, other: &Self) {
        self.classified = self.classified.saturating_add(other.classified);
        self.visits = self.visits.saturating_add(other.visits);
    }

    /// Classified visits in percent of all, rounded down: 100 only if every one of them is. 0 if
    /// there are none.
    #[must_use]
    pub fn percent(&self) -> u8 {
        let (part, whole) = (u128::from(self.classified), u128::from(self.visits));
        let percent = (part * 100).checked_div(whole).unwrap_or(0);
        u8::try_from(percent.min(100)).unwrap_or(100)
    }
}
