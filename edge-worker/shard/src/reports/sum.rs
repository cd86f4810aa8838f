//! What segments say to a question adds up.

use ungated_shared::report::anonymity::Census;
use ungated_shared::report::influence;
use ungated_shared::report::weight::Weights;
use ungated_shared::report::{Partial, paths, sections};

/// What some segments say to a question. In whatever order they are added, it is the same.
pub trait Sum: Clone + Default {
    /// Adds what others say.
    fn add(&mut self, more: Self);

    /// Bytes that it takes to keep, about.
    fn bytes(&self) -> usize;
}

/// Sums that are there already, under names of their own.
macro_rules! sums {
    ($($sum:ty: |$known:ident, $more:ident| $add:expr;)+) => {
        $(impl Sum for $sum {
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
    Census: |known, more| known.merge(&more);
    Partial: |known, more| known.merge(more);
    Weights: |known, more| known.merge(more);
    influence::Part: |known, more| known.merge(&more);
    paths::Part: |known, more| known.merge(&more);
    sections::Part: |known, more| known.merge(&more);
}
