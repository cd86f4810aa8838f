//! What the readers of a segment read in the weeks before its deals were won, against all others in the same
//! weeks.
//!
//! Nobody knows who bought: no fact names a reader. What is known is which segment a deal belongs to, as the
//! site says, and what that segment's readers did, as facts say. A question becomes four ordinary ones a
//! segment ([`Plan`]): its visits and those of all others, as a whole and by a dimension. Every figure of
//! readers is one that an ordinary answer tells, so what [`anonymity`](super::anonymity) says of these holds
//! here. Deals are the site's own: how many there are needs no `k`.
//!
//! # Why does a week count once, however many deals follow it?
//! Its readers read once. If it counted by deals, three deals of one Friday would make each visit three, and
//! intervals far too narrow.
//!
//! # Why whole weeks, without that of the closing?
//! Figures of small groups are told by the week. And in the week in which a contract is signed, they read the
//! contract.
//!
//! # Why the same weeks?
//! A piece that came out in March was read by nobody in January. Whatever season, newsletter or outage a week
//! had, the others had it too.

mod money;
mod plan;
mod reading;

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

pub use money::{HeardDeals, LeadDays, Sum, WayDeals, by_heard, by_way};
pub use plan::{Group, Plan};
pub use reading::{Reading, finish};

use super::dimension::Dimension;
use super::range::DateRange;
use crate::import::Deal;
#[cfg(any(doc, feature = "schema"))]
use crate::limit;
use crate::ungate::Day;

/// A question as it is asked: the body of `POST /api/v1/sites/{site}/deals/report`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DealsQuestion"))]
pub struct Asked {
    /// When the deals were won: at most 366 days.
    pub date_range: DateRange,
    /// How many whole weeks before that of each closing are looked at; 4 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::DEALS_WEEKS)))]
    pub weeks: Option<u8>,
    /// What was read or came by: `item` (unless said), `topic`, `author`, `type`, `stage`, `channel`,
    /// `source` or `campaign`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<Dimension>,
    /// How many rows of each segment at most; 10 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::DEALS_ROWS)))]
    pub limit: Option<usize>,
}

/// A deal, and how many of it there are.
pub type Counted = (Deal, u32);

/// The deals of a segment, and what its readers read before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DealsRow"))]
pub struct Row {
    /// The segment; `null` where the deals name none.
    pub segment: Option<String>,
    /// The country; `null` where they name none.
    pub country: Option<String>,
    /// How many deals were won.
    pub deals: u64,
    /// What they are worth, by currency.
    pub values: Vec<Sum>,
    /// How long they took.
    pub lead_days: LeadDays,
    /// The weeks before, each once: their Mondays.
    pub weeks: Vec<Day>,
    /// Whether readers were asked about: not where the deals name neither segment nor country, nor of more
    /// segments than an answer has.
    pub is_asked: bool,
    /// Visits of the segment in these weeks; `null` where that may not be told.
    pub visits: Option<u64>,
    /// Visits of all others in the same weeks; `null` where that may not be told.
    pub other_visits: Option<u64>,
    /// What was read, the surest and largest differences first.
    pub results: Vec<Reading>,
    /// How many rows there are before `limit`.
    pub rows: usize,
}
