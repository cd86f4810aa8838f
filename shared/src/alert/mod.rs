//! What a site wants to be told of unasked, when that is so, and how it is told.
//!
//! # What is usual?
//! A figure is compared with the same hour, or the same day, of the weeks before: their median. Readers
//! have a week's rhythm, so that the same time a week ago says more than the hour before (the seasonal
//! naïve method: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2);
//! and of [`WEEKS`] weeks two may be a holiday and a campaign without moving the median.
//!
//! # When is it unusual?
//! When it is so many percent of the usual as the rule says, and is further from it than chance
//! brings: by three standard deviations of a count, `(now − usual)² ≥ 9 × usual` (the variance of a
//! Poisson count is its mean). Without the second, one visit at night doubles the usual.
//!
//! # What of figures that are not told?
//! Alerts are made of the same answers as reports: a figure of fewer than `k` visits is not in them.
//! It is then taken for what speaks against an alert: `k − 1` where a figure would have to rise over
//! it, 0 where one would have to fall below it. A hand-raise is told as the day's total, which the
//! report tells too: without a dimension, and not before the day has `k` visits.
//!
//! # How often?
//! One thing is told once: a rule that has told rests for [`REST_MS`] (Plausible sends at most two
//! such mails in 24 hours). Hand-raises are told as they come, each once.

mod body;
mod judge;
mod rule;
mod url;
mod watch;

/// When a delivery is tried again.
pub mod retry;

pub use body::{Format, Told, body};
pub use judge::{Found, falls, rises};
pub use rule::{Rule, When, check};
pub use url::{Refused, host, is_safe};
pub use watch::{Watch, series};

/// Weeks that a figure is compared with.
pub const WEEKS: usize = 5;
/// Weeks that have to be known before anything is usual: fewer have no median that one week cannot
/// move.
pub const WEEKS_LEAST: usize = 3;
/// How long a rule rests after it has told, ms: 12 hours.
pub const REST_MS: u64 = 12 * 60 * 60 * 1000;
