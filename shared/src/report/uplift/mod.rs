//! Whether segments that read more of something in a week raise more hands in the weeks after.
//!
//! No reader is known from one day to the next, so nobody is followed. What is compared are **cells**: the
//! visits of a segment in a week. Where a larger share of a cell's visits had the piece than of all compared
//! cells of that week together, the cell is *exposed*; and of the segment's visits in the weeks after, some
//! raise a hand. Exposed cells are held against the others *of the same week*
//! ([`strata`](crate::statistics::strata)).
//!
//! A question becomes ordinary ones ([`Plan`]): the visits and the hand-raises of all cells, the names with
//! the most visits, and for each of these the visits of all cells that had it. Every figure is one that an
//! ordinary answer tells, so what [`anonymity`](super::anonymity) says of these holds here.
//!
//! # Why within weeks?
//! Whatever season, campaign, growth or outage a week had, all its segments had it.
//!
//! # Why more than the others, and not at all?
//! Hardly a segment reads nothing of a topic for a week. What differs is how much of it.
//!
//! # Why whole weeks?
//! Figures of small groups are told by the week, and content is read by weekdays.
//!
//! # Why are cells left out?
//! A cell that is missing in an answer had no such visit, or too few to tell. Where anything is hidden,
//! nobody can say which, and it is in neither arm.

mod cells;
mod judge;
mod plan;

use alloc::string::String;

use serde::{Deserialize, Serialize};

pub use cells::Cells;
pub use judge::{Arm, Row, finish};
pub use plan::Plan;

use super::dimension::Dimension;
use super::range::DateRange;
#[cfg(any(doc, feature = "schema"))]
use crate::limit;

/// A question as it is asked: the body of `POST /api/v1/uplift`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UpliftQuestion"))]
pub struct Asked {
    /// The site.
    pub site: String,
    /// When it was read: the whole weeks (from Monday) in these days, at most [`limit::UPLIFT_WEEKS`], as
    /// far as the weeks after are over as well.
    pub date_range: DateRange,
    /// What was read: `item`, `topic` (unless said), `author`, `type` or `stage`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<Dimension>,
    /// In how many weeks after each hand-raises count; 1 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::UPLIFT_WEEKS_AFTER)))]
    pub weeks_after: Option<u8>,
    /// How many rows at most, those with the most visits; 10 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::UPLIFT_ROWS)))]
    pub limit: Option<usize>,
}
