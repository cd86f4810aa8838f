//! Statistics that add up, wherever their parts were counted.

use alloc::collections::BTreeMap;

/// A statistic of disjoint facts whose parts make the whole.
///
/// # Laws
/// For all `a`, `b`, `c` that count different facts, with `+` for merging:
/// - associative: `(a + b) + c == a + (b + c)`;
/// - commutative: `a + b == b + a`;
/// - identity: `a + default == a == default + a`;
/// - exact: the statistic of all facts together is the merge of the statistics of any parts.
///
/// So shards may be asked in any order, in any grouping, and answers may be kept and added to.
/// Merging the same facts twice counts them twice: a page view's record, which repeats, joins
/// ([`crate::page_view::PageView::join`]) instead.
///
/// ```
/// use ungated_shared::statistics::merge::Merge;
///
/// let (mut a, b) = ((1u64, 20u64), (2, 30));
/// a.merge(&b);
/// assert_eq!(a, (3, 50));
/// ```
pub trait Merge: Default {
    /// Takes over what `other` counted.
    fn merge(&mut self, other: &Self);
}

/// A count or a sum.
///
/// # Why saturating?
/// A sum over 2⁶⁴ − 1 is no fact of a website: in ms of engaged time it is 580 million years.
/// Should a broken shard claim one, the answer stays at the top, where it is seen, and the laws
/// still hold; a wrap would look like a small number.
impl Merge for u64 {
    fn merge(&mut self, other: &Self) {
        *self = self.saturating_add(*other);
    }
}

/// Statistics by name; a name that only one part knows is taken over as it is.
impl<K: Ord + Clone, V: Merge> Merge for BTreeMap<K, V> {
    fn merge(&mut self, other: &Self) {
        for (name, value) in other {
            match self.get_mut(name) {
                Some(own) => own.merge(value),
                None => {
                    let mut own = V::default();
                    own.merge(value);
                    self.insert(name.clone(), own);
                }
            }
        }
    }
}

/// Two statistics of the same facts.
impl<A: Merge, B: Merge> Merge for (A, B) {
    fn merge(&mut self, other: &Self) {
        self.0.merge(&other.0);
        self.1.merge(&other.1);
    }
}
