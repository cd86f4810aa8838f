//! How well a visit fits, and why.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::segment::network::NetworkKind;

/// The fit of a visit, with its reasons. Of the organisation, only the kind of its network is
/// kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Fit {
    /// How well it fits: 0–100, exactly the sum of `parts`.
    pub score: u8,
    /// The one segment that it belongs to: that of the first rule that holds, if one does.
    pub segment: Option<String>,
    /// The kind of its network.
    pub network: NetworkKind,
    /// Whether rules on the organisation and its network could hold at all.
    pub classified: bool,
    /// Why the score is what it is, in the order of the rules; parts of 0 are left out.
    pub parts: Vec<FitPart>,
}

/// One line of a fit's explanation.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FitPart {
    /// The rule's place in the list, from 0.
    pub rule: usize,
    /// Its segment.
    pub segment: String,
    /// What it added, 1–100.
    pub plus: u8,
}

/// `In segment ‘DACH manufacturing’: +40`
impl fmt::Display for FitPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "In segment ‘{}’: +{}", self.segment, self.plus)
    }
}
