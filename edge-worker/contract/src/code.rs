//! Every code that a problem of the API can have: the one place. A code never changes its meaning.

use serde::{Deserialize, Serialize};
use ungated_shared::report::Field;

/// What stands in the way, for programs. Its status follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The body is not what the operation takes.
    Body,
    /// The configuration makes no sense.
    Config,
    /// The scoring model makes no sense.
    Model,
    /// `If-Match` names no version.
    IfMatch,
    /// A version's number is none.
    VersionNumber,
    /// `against` names no version.
    Against,
    /// The address cannot be read.
    Url,
    /// Too many metrics, or none.
    Metrics,
    /// A metric that does not add up.
    Metric,
    /// Days that are none, out of order, or too many.
    DateRange,
    /// Nothing that has an influence.
    Dimension,
    /// Too many dimensions, or more groups of visits than can be told.
    Dimensions,
    /// Too many conditions, or too deep.
    Filters,
    /// An order by what was not asked for.
    OrderBy,
    /// More than an answer may have, or nothing.
    Limit,
    /// Days to compare with that are none, out of order, or too many.
    Comparison,
    /// Something more that does not go with the question.
    Include,
    /// Fewer weeks than one, or too many.
    Weeks,
    /// The same of weeks after.
    WeeksAfter,
    /// Neither `from` nor `to`, or both.
    Direction,
    /// No steps, or too many.
    Steps,
    /// No branches, or too many.
    Branches,
    /// `preview` is neither true nor false.
    Preview,
    /// `currency` is none.
    Currency,
    /// Rows of a file that make no sense.
    Rows,
    /// `before` is no number.
    Before,
    /// No such format.
    Format,
    /// No such table.
    Table,
    /// `from` is no day.
    From,
    /// `until` is no day, or before `from`.
    Until,
    /// A cursor that no row has.
    Cursor,
    /// The site was not named again.
    Confirm,
    /// What is said of a change is too long, or not one line.
    Why,
    /// A line of an export that makes no sense.
    RestoreLine,
    /// No token, or one that opens nothing.
    Unauthorized,
    /// A share link's password is missing or wrong.
    Password,
    /// Not with this role, not on this site, not from this page.
    Forbidden,
    /// Nothing is here.
    NotFound,
    /// No such site.
    UnknownSite,
    /// No such version of a configuration, or no longer.
    UnknownVersion,
    /// Another method is needed.
    Method,
    /// There is such a site already.
    SiteExists,
    /// There is no room for more.
    Full,
    /// The facts lie elsewhere by now than the cursor says.
    CursorMoved,
    /// Another of that kind has the name.
    NameTaken,
    /// It is being tried just now.
    BeingTried,
    /// Visits are missing before this one.
    RestoreGap,
    /// The site has facts of its own.
    SiteNotEmpty,
    /// The site wants no archive.
    ArchiveOff,
    /// This deployment has no bucket for the archive.
    NoArchive,
    /// Another version holds than the sender has seen.
    Version,
    /// The body is too large.
    TooLarge,
    /// The sender has to say which version is to be replaced.
    VersionNeeded,
    /// Too many wrong passwords.
    TooMany,
    /// There is no first admin, who could close what is open.
    NotConfigured,
    /// A part of us did not answer.
    Unavailable,
    /// As many watch the site over a socket as may.
    Watchers,
}

impl Code {
    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Unauthorized | Self::Password => 401,
            Self::Forbidden => 403,
            Self::NotFound | Self::UnknownSite | Self::UnknownVersion => 404,
            Self::Method => 405,
            Self::SiteExists
            | Self::Full
            | Self::CursorMoved
            | Self::NameTaken
            | Self::BeingTried
            | Self::RestoreGap
            | Self::SiteNotEmpty
            | Self::ArchiveOff
            | Self::NoArchive => 409,
            Self::Version => 412,
            Self::TooLarge => 413,
            Self::VersionNeeded => 428,
            Self::TooMany => 429,
            Self::NotConfigured | Self::Unavailable | Self::Watchers => 503,
            _ => 400,
        }
    }

    /// What it says to a person, whatever the case.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Unauthorized => "A token is needed",
            Self::Password => "A password is needed",
            Self::Forbidden => "That is not yours to do",
            Self::NotFound => "Nothing is here",
            Self::UnknownSite => "No such site",
            Self::UnknownVersion => "No such version",
            Self::Method => "Another method is needed",
            Self::SiteExists => "There is such a site",
            Self::Full => "No room for more",
            Self::CursorMoved
            | Self::NameTaken
            | Self::RestoreGap
            | Self::SiteNotEmpty
            | Self::ArchiveOff => "That does not go with what is there",
            Self::BeingTried => "Not at the moment",
            Self::Version => "Somebody was faster",
            Self::TooLarge => "The body is too large",
            Self::VersionNeeded => "Which version?",
            Self::TooMany => "Too many tries",
            Self::NotConfigured => "There is no admin yet",
            Self::Unavailable => "Try again",
            Self::Watchers => "As many watch as may",
            Self::NoArchive => "There is no archive here",
            _ => "The request makes no sense",
        }
    }
}

impl From<Field> for Code {
    fn from(field: Field) -> Self {
        match field {
            Field::Metrics => Self::Metrics,
            Field::Metric => Self::Metric,
            Field::DateRange => Self::DateRange,
            Field::Dimension => Self::Dimension,
            Field::Dimensions => Self::Dimensions,
            Field::Filters => Self::Filters,
            Field::OrderBy => Self::OrderBy,
            Field::Limit => Self::Limit,
            Field::Comparison => Self::Comparison,
            Field::Include => Self::Include,
            Field::Weeks => Self::Weeks,
            Field::WeeksAfter => Self::WeeksAfter,
            Field::Direction => Self::Direction,
            Field::Steps => Self::Steps,
            Field::Branches => Self::Branches,
        }
    }
}
