//! What an answer can be divided by.

use serde::{Deserialize, Serialize};

/// What an answer can be divided and filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Dimension {
    /// The content item's path; of a page view.
    Item,
    /// The item's topic; of a page view.
    Topic,
    /// The item's author; of a page view.
    Author,
    /// The item's funnel stage; of a page view.
    Stage,
    /// The item's type; of a page view.
    Type,
    /// The item that was read before, in the same visit; nothing where it began. An item again and
    /// again (a reload) is one.
    Previous,
    /// The item that was read next, in the same visit; nothing where it ended.
    Next,
    /// The visit's content path.
    Path,
    /// The class of the visit's source.
    Channel,
    /// The visit's source.
    Source,
    /// The visit's campaign.
    Campaign,
    /// The reader's country, ISO 3166-1 alpha-2.
    Country,
    /// The region of the shard that keeps the visit.
    Region,
    /// The class of device.
    Device,
    /// The class of a program that reads; nothing for people. Whoever asks about it gets the
    /// visits of programs, which are left out of every other answer.
    Bot,
    /// The visit's standing.
    Standing,
    /// The visit's segment, by the site's rules.
    Segment,
    /// What the reader said brought them: the [answer](crate::signal::heard::answer) of the visit's
    /// last page view that has one.
    Heard,
    /// The [band](super::BANDS) of the visit's fit.
    FitBand,
    /// The [band](super::BANDS) of the visit's engagement.
    EngagementBand,
    /// The first item of the visit.
    Entry,
    /// The last item of the visit.
    Exit,
    /// The hour in which the visit started.
    #[serde(rename = "time:hour")]
    Hour,
    /// The day on which the visit started.
    #[serde(rename = "time:day")]
    Day,
    /// The week (from Monday) in which the visit started, by its Monday.
    #[serde(rename = "time:week")]
    Week,
    /// The month in which the visit started.
    #[serde(rename = "time:month")]
    Month,
}

/// Stands for an empty value, so that no row is without a name.
pub const NONE: &str = "(none)";

impl Dimension {
    /// Whether it is a time.
    #[must_use]
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Hour | Self::Day | Self::Week | Self::Month)
    }

    /// Whether it belongs to single page views; the others belong to the whole visit.
    #[must_use]
    pub const fn is_of_page_view(self) -> bool {
        use Dimension::{Author, Item, Next, Previous, Stage, Topic, Type};
        matches!(self, Item | Topic | Author | Stage | Type | Previous | Next)
    }
}
