//! What a reader does with a piece besides reading it.

use crate::limit;
use crate::signal::counts::{Counts, Kind};

/// An act on a piece: that it happened, never what was copied or where a link led.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Act {
    /// Text of the page was copied.
    Copy,
    /// A file was downloaded.
    Download,
    /// A link to another site was followed.
    Outbound,
    /// The page was printed.
    Print,
}

impl Kind for Act {
    const ALL: &'static [Self] = &[Self::Copy, Self::Download, Self::Outbound, Self::Print];
    const MOST: u8 = limit::ACTS;

    fn index(self) -> usize {
        self as usize
    }
}

/// How often each act happened in a page view, each at most [`limit::ACTS`].
pub type Acts = Counts<Act, 4>;

impl Acts {
    /// Whether the reader took the piece along: copied, downloaded or printed it.
    #[must_use]
    pub fn kept(&self) -> bool {
        [Act::Copy, Act::Download, Act::Print].iter().any(|act| self.of(*act) > 0)
    }
}
