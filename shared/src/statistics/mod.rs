//! Statistics that merge exactly (counts, sums, quantiles, steps), and how sure what follows from
//! them is (shares and their differences, also within strata, ratios of rates, medians, at 95 %).
//!
//! Facts stay where they were made, so every shard answers apart and the answers become one.

pub mod estimate;
pub mod histogram;
pub mod median;
pub mod merge;
mod normal;
pub mod power;
pub mod rate;
pub mod share;
pub mod strata;
pub mod tally;
pub mod transition;
