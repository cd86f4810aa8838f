//! Statistics that merge exactly: counts, sums, quantiles, steps.
//!
//! Facts stay where they were made, so every shard answers apart and the answers become one.

pub mod histogram;
pub mod merge;
pub mod tally;
pub mod transition;
