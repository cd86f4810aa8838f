//! What changed, and which dimension explains it.
//!
//! A question becomes ordinary ones ([`Plan`]): the same weekdays in the weeks before say what is
//! usual, and each dimension how it was made up. Every figure is one that an ordinary answer tells, so
//! what [`anonymity`](super::anonymity) says of these holds here.
//!
//! # Why whole weeks?
//! Content is read by weekdays. Seven days are compared with the seven days before each, and one day
//! with the same one of other weeks, so that a quiet Sunday is no news.
//!
//! # Why is today left out?
//! It is not over, and would be compared with days that are.

mod judge;
mod plan;

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

pub use judge::{Explained, Mover, Whole, explain, whole};
pub use plan::Plan;

use super::dimension::Dimension;
use super::filter::Filter;
use super::metric::Metric;
use super::range::DateRange;
#[cfg(any(doc, feature = "schema"))]
use crate::limit;

/// A question as it is asked: the body of `POST /api/v1/movers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MoversQuestion"))]
pub struct Asked {
    /// The site.
    pub site: String,
    /// What changed: `visits`, `pageviews`, `engaged_ms`, `reads`, `hand_raises` or `points`.
    pub metric: Metric,
    /// Which days, at most [`limit::MOVERS_DAYS`]; today is left out.
    pub date_range: DateRange,
    /// What could explain it: dimensions over which the metric adds up, each once. Unless said:
    /// `channel`, `source`, `campaign`, `country`, `device`, `segment`, and of what belongs to page
    /// views also `topic`, `stage` and `item`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limit::MOVERS_DIMENSIONS)))]
    pub dimensions: Option<Vec<Dimension>>,
    /// Which facts: all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// How many rows of each dimension at most; 5 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::MOVERS_ROWS)))]
    pub limit: Option<usize>,
}
