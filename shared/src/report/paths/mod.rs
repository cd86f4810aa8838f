//! Which way visits went on from an item, or came to one, to a hand-raise or to a standing.
//!
//! # What is a path?
//! The pieces that a visit opened after its anchor, in order (forward), or before it, the last first
//! (backward). The anchor is the first opening of an item, or the page on which a hand was first raised,
//! or the end of a visit that reached a standing. Each piece is on a path once: forward where it was opened
//! first after the anchor, backward where it was opened last before it. Reloads and returns to a piece that
//! is on the path, the anchor among them, are **no steps**: `A → A → B → A → C` is `A → B → C`. What was read
//! before a path began can be on it.
//!
//! # Why are returns no steps?
//! Readers go back to a list or a home page between pieces. As steps they would fill the first columns with
//! the way back; as ends ("returned to …") they would hide what came after. So no path is longer than its
//! different pieces, and a visit that goes on only makes its path longer.
//!
//! # What adds up?
//! Those who reached a step are those whom its branches show, those who went no further, and all others in
//! `other`: at each branch, and over each step.
//!
//! # How long is between?
//! From the opening of one piece to the opening of the next on the path, with whatever was opened again
//! meanwhile; of all visits of the branch the median.
//!
//! # What do filters choose?
//! Visits. A path goes through several items, so a topic or an author would have to be said to be of one of
//! them: filters on page views are refused.
//!
//! # How does that stay within bounds?
//! The steps are asked one after the other ([`Tree`]), each time with those before it, so that an answer is
//! of the same moment. Only the branches that it shows are followed, so a shard answers with as many paths as there are items beside so many branches, however
//! many paths there are. The counts are exact: nothing is left out of a branch that is followed.
//!
//! # What about few visits?
//! Of each path and each of its beginnings there is a [group](super::anonymity), as of dimensions of visits:
//! what a path has more than its continuations that are told is nothing or at least `k` visits, by weeks and
//! under every filter. Which of them are told does not depend on how many branches are asked for.

mod count;
mod part;
mod trail;
mod tree;

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::anonymity::Partition;
use super::filter::Filter;
use super::metric::Metric;
use super::question::{self, Field, Include, Invalid};
use super::range::DateRange;
use super::zone::OffsetAt;
use crate::limit;
use crate::score::standing::Standing;

pub use count::Counting;
pub use part::Part;
pub use trail::{Anchor, Trail};
pub(in crate::report) use trail::{Route, UNTOLD, longer};
pub use tree::{Branch, Step, Tree};

/// What paths lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PathTo"))]
pub enum To {
    /// The first opening of an item, by its path.
    Item(String),
    /// The page on which a hand was first raised: that of the first step.
    HandRaise,
    /// The end of a visit that reached this standing or a higher one: its last piece is that of the first
    /// step.
    Standing(Standing),
}

/// A question as it is asked: the body of `POST /api/v1/paths`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PathsQuestion"))]
pub struct Asked {
    /// The site.
    pub site: String,
    /// Which days.
    pub date_range: DateRange,
    /// Forward: the path of the item at whose first opening in a visit paths begin. This or `to`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Backward: what paths lead to. This or `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<To>,
    /// Which visits: all of these hold. None of them may be on page views (`item`, `topic`, `author`,
    /// `stage`, `type`, `previous`, `next`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// How many steps; 3 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::PATH_STEPS)))]
    pub steps: Option<usize>,
    /// How many branches of each step at most, of all that lead there together; 8 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::PATH_BRANCHES)))]
    pub branches: Option<usize>,
}

impl Asked {
    /// Checks the question, as seen at `now_ms` by a site's clock, where figures stand for `k` visits.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that makes no sense, and why.
    pub fn plan(&self, now_ms: u64, offset_at: OffsetAt<'_>, k: u64) -> Result<Tree, Invalid> {
        let invalid = |field, detail: String| Err(Invalid { field, detail });
        let anchor = match (&self.from, &self.to) {
            (Some(item), None) => Anchor::From(item.clone()),
            (None, Some(To::Item(item))) => Anchor::To(item.clone()),
            (None, Some(To::HandRaise)) => Anchor::HandRaise,
            (None, Some(To::Standing(least))) => Anchor::Standing(*least),
            _ => return invalid(Field::Direction, "from or to, and not both".into()),
        };
        let (most, steps) = (limit::PATH_STEPS, self.steps.unwrap_or(3));
        if !(1..=most).contains(&steps) {
            return invalid(Field::Steps, format!("1 to {most}"));
        }
        let (most, branches) = (limit::PATH_BRANCHES, self.branches.unwrap_or(8));
        if !(1..=most).contains(&branches) {
            return invalid(Field::Branches, format!("1 to {most}"));
        }
        let asked = question::Asked {
            site: self.site.clone(),
            metrics: vec![Metric::Visits],
            date_range: self.date_range.clone(),
            dimensions: Vec::new(),
            filters: self.filters.clone(),
            order_by: Vec::new(),
            limit: None,
            offset: 0,
            comparison: None,
            include: Include::default(),
        };
        let question = asked.check(now_ms, offset_at, k)?;
        let mut filtered = Vec::new();
        question.filters.iter().for_each(|filter| filter.dimensions(&mut filtered));
        if filtered.into_iter().any(super::Dimension::is_of_page_view) {
            let detail = "of visits: a path goes through several items";
            return invalid(Field::Filters, detail.into());
        }
        let trail = Trail { anchor, depth: steps, followed: BTreeSet::new() };
        let partition = Partition::of(&question).along(&trail);
        if k > 1 && !partition.has_room() {
            let detail = format!("fewer filters' dimensions, or fewer steps than {steps}");
            return invalid(Field::Dimensions, detail);
        }
        Ok(Tree::new(question, trail.anchor, steps, branches, k))
    }
}
