//! What segments say to a question adds up.

use ungated_shared::report::anonymity::Census;
use ungated_shared::report::influence;
use ungated_shared::report::weight::Weights;
use ungated_shared::report::{Partial, paths, sections};

/// What some segments say to a question. In whatever order they are added, it is the same.
pub trait Sum: Clone + Default {
    /// Adds what others say.
    fn add(&mut self, more: Self);

    /// Bytes of all that are kept: what a dashboard asks again and again has to fit, as what goes is what
    /// was asked for longest ago. An object has 128 MB, of which these are half and tables a fifth.
    const KEPT_BYTES: usize;

    /// Bytes that it takes to keep, about.
    fn bytes(&self) -> usize;
}

/// Sums that are there already, under names of their own.
macro_rules! sums {
    ($($sum:ty, $mb:literal MB: |$known:ident, $more:ident| $add:expr;)+) => {
        $(impl Sum for $sum {
            const KEPT_BYTES: usize = $mb * 1_000_000;

            fn add(&mut self, $more: Self) {
                let $known = self;
                $add;
            }

            fn bytes(&self) -> usize {
                self.bytes()
            }
        })+
    };
}

sums! {
    Census, 24 MB: |known, more| known.merge(&more);
    Partial, 16 MB: |known, more| known.merge(more);
    Weights, 8 MB: |known, more| known.merge(more);
    influence::Part, 4 MB: |known, more| known.merge(&more);
    paths::Part, 8 MB: |known, more| known.merge(&more);
    sections::Part, 4 MB: |known, more| known.merge(&more);
}
