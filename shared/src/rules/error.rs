//! Why a set of rules is not taken.

use alloc::string::String;
use core::fmt;

/// One thing wrong with a set of rules: where it is, and what is allowed there.
///
/// A set is taken whole or not at all, and every error of it is told at once: whoever pastes
/// forty rules wants one round of corrections, not forty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleError {
    /// The place, as a path into the JSON: `rules`, `rules[3]`, `rules[3].stage`. Rules count
    /// from 0.
    pub at: String,
    /// What is wrong and what is allowed, in words for the one who wrote the rule.
    pub detail: String,
}

/// `rules[3].stage: …`
impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.detail)
    }
}

impl core::error::Error for RuleError {}
