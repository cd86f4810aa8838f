//! How far readers came in one piece: section by section along its own outline, and second by second in
//! its audio and video.
//!
//! # What is a section's figure?
//! Each page view of the item is in one of four for each section of its outline: it **read** it (by the one
//! rule that [scores](crate::score::is_read) go by), it **skimmed** it (on screen, not read), it **jumped**
//! over it (a later one was on screen, this one was not), or it never **reached** it. The last section that
//! was on screen is where it **stopped**. So the four add up to the page views, and those that stopped up to
//! those that saw any section.
//!
//! # What about a piece that was edited, or grows?
//! Sections have only their place: no heading leaves the page. Page views with as many sections have the
//! same **outline**; the outline of most page views is told, and the others are counted beside it, never
//! mixed in. Its words are what half of the page views counted at most (the median); how many counted
//! otherwise is told with each section.
//!
//! # Why is a medium known by its length?
//! A page view has its media in the order in which *it* played them, so that a place says nothing. The
//! length is the medium's own. Two of the same length are told as one.
//!
//! # What about few visits?
//! All figures are those of one row: the page views of the item that the filters let through, from the same
//! [groups](super::anonymity) as a question by item with these filters is answered from. What page views of
//! such a group show is told of an outline, or a medium, that `k` visits of it have, and that leaves none
//! or `k` visits untold of those with the same in its week, or with fewer filters.

mod count;
mod media;
mod outline;
mod part;
mod told;

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::dimension::Dimension;
use super::filter::Filter;
use super::metric::Metric;
use super::question::{self, Include, Invalid, Question};
use super::range::DateRange;
use super::zone::OffsetAt;

pub use part::{Part, Seen, Told, count};
pub use told::{Answer, Medium, Section};

/// A question as it is asked: the body of `POST /api/v1/sections`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SectionsQuestion"))]
pub struct Asked {
    /// The site.
    pub site: String,
    /// The path of the item.
    pub item: String,
    /// Which days.
    pub date_range: DateRange,
    /// Which of its page views: all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
}

/// A question about one item that has an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which page views, by item.
    pub question: Question,
    /// The path of the item.
    pub item: String,
}

impl Asked {
    /// Checks the question, as seen at `now_ms` by a site's clock, where figures stand for `k` visits.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that makes no sense, and why.
    pub fn check(&self, now_ms: u64, offset_at: OffsetAt<'_>, k: u64) -> Result<Piece, Invalid> {
        let asked = question::Asked {
            site: self.site.clone(),
            metrics: vec![Metric::Pageviews],
            date_range: self.date_range.clone(),
            dimensions: vec![Dimension::Item],
            filters: self.filters.clone(),
            order_by: Vec::new(),
            limit: None,
            offset: 0,
            comparison: None,
            include: Include::default(),
        };
        let question = asked.check(now_ms, offset_at, k)?;
        Ok(Piece { question, item: self.item.clone() })
    }
}
