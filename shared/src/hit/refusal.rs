//! Why a hit was turned away.

/// The reason a hit was turned away. Closed: every way out of ingestion but acceptance is one
/// of these, answered as `X-Ungated-Refused: <code>`, and counted.
///
/// 202 means "durably stored"; a refusal is never 2xx, so the two cannot be confused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// Not a `POST`.
    Method,
    /// No body.
    Empty,
    /// Body over [`crate::limit::HIT_BYTES`].
    TooLarge,
    /// The body is compressed; hits are too small to be worth it, and bombs are not.
    Encoding,
    /// Not a hit: not UTF-8, not JSON, a field missing, of the wrong type or out of bounds.
    Decode,
    /// A wire version this edge does not know.
    Version,
    /// No such site.
    UnknownSite,
    /// The page's hostname is not one of the site's.
    Hostname,
    /// The reader objects (`Sec-GPC: 1` or `DNT: 1`); nothing of the hit is kept.
    OptedOut,
    /// The visit already holds [`crate::limit::VISIT_PAGE_VIEWS`] page views.
    VisitFull,
    /// Its network sent more than [`crate::limit::NETWORK_HITS`] in this minute.
    RateLimited,
    /// More hits than a shard or a Worker can take now; the hit may be sent again.
    Overloaded,
    /// Our fault: the hit was not stored and may be sent again.
    Unavailable,
}

impl Refusal {
    /// Every refusal, in the order of the doc.
    pub const ALL: [Self; 13] = [
        Self::Method,
        Self::Empty,
        Self::TooLarge,
        Self::Encoding,
        Self::Decode,
        Self::Version,
        Self::UnknownSite,
        Self::Hostname,
        Self::OptedOut,
        Self::VisitFull,
        Self::RateLimited,
        Self::Overloaded,
        Self::Unavailable,
    ];

    /// The stable code: in the header, the ledger and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::Encoding => "encoding",
            Self::Decode => "decode",
            Self::Version => "version",
            Self::UnknownSite => "unknown_site",
            Self::Hostname => "hostname",
            Self::OptedOut => "opted_out",
            Self::VisitFull => "visit_full",
            Self::RateLimited => "rate_limited",
            Self::Overloaded => "overloaded",
            Self::Unavailable => "unavailable",
        }
    }

    /// The HTTP status of the answer.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Method => 405,
            Self::Empty | Self::Decode | Self::Version => 400,
            Self::TooLarge => 413,
            Self::Encoding => 415,
            Self::UnknownSite => 404,
            Self::Hostname | Self::OptedOut => 403,
            Self::VisitFull | Self::RateLimited => 429,
            Self::Overloaded | Self::Unavailable => 503,
        }
    }

    /// The refusal of a code, for ledgers read back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}
