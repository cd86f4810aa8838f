//! Which facts an answer is about.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::dimension::Dimension;
use super::fact::{ViewFact, VisitFact};
use super::pattern;
use super::zone::Zone;
use crate::limit;

/// A condition: `["is", "stage", ["decision"]]`, `["and", […]]`, `["or", […]]`, `["not", …]`.
///
/// Conditions are asked of one page view at a time, together with its visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a filter is [\"is\"|\"is_not\"|\"contains\"|\"contains_not\"|\"matches\"|\
                 \"matches_not\", dimension, [values]], [\"and\"|\"or\", [filters]] or [\"not\", filter]"
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Filter {
    /// A comparison with values, any of which will do.
    Compare(Comparison, Dimension, Vec<String>),
    /// Several conditions.
    Group(Group, Vec<Filter>),
    /// The opposite.
    Not(Not, Box<Filter>),
}

/// How a value is compared; letters of either case are the same in `contains`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FilterOperator"))]
pub enum Comparison {
    /// Equals one of the values.
    Is,
    /// Equals none of them.
    IsNot,
    /// Contains one of them.
    Contains,
    /// Contains none of them.
    ContainsNot,
    /// Is as one of the patterns (module `pattern`) says.
    Matches,
    /// Is as none of them says.
    MatchesNot,
}

/// How conditions go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FilterGroup"))]
pub enum Group {
    /// All of them hold.
    And,
    /// One of them holds.
    Or,
}

/// The word of [`Filter::Not`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FilterNot"))]
pub enum Not {
    /// `"not"`.
    Not,
}

impl Filter {
    /// Whether the condition holds for a page view of a visit, by the clock of a zone.
    #[must_use]
    pub fn holds(&self, visit: &VisitFact, view: &ViewFact, zone: &Zone) -> bool {
        match self {
            Self::Compare(comparison, dimension, values) => {
                let value = visit.value(*dimension, view, zone);
                let is = || values.iter().any(|v| *v == value);
                let contains = || {
                    let value = value.to_lowercase();
                    values.iter().any(|v| value.contains(&v.to_lowercase()))
                };
                let matches = || values.iter().any(|pattern| pattern::matches(pattern, &value));
                match comparison {
                    Comparison::Is => is(),
                    Comparison::IsNot => !is(),
                    Comparison::Contains => contains(),
                    Comparison::ContainsNot => !contains(),
                    Comparison::Matches => matches(),
                    Comparison::MatchesNot => !matches(),
                }
            }
            Self::Group(Group::And, all) => all.iter().all(|f| f.holds(visit, view, zone)),
            Self::Group(Group::Or, any) => any.iter().any(|f| f.holds(visit, view, zone)),
            Self::Not(_, filter) => !filter.holds(visit, view, zone),
        }
    }

    /// Whether a dimension is asked for anywhere in it.
    #[must_use]
    pub fn mentions(&self, dimension: Dimension) -> bool {
        match self {
            Self::Compare(_, d, _) => *d == dimension,
            Self::Group(_, filters) => filters.iter().any(|f| f.mentions(dimension)),
            Self::Not(_, filter) => filter.mentions(dimension),
        }
    }

    /// Notes the values of a dimension that it names; whether it treats all others alike.
    pub(super) fn values_of<'a>(
        &'a self,
        dimension: Dimension,
        into: &mut Vec<&'a String>,
    ) -> bool {
        match self {
            Self::Compare(_, other, _) if *other != dimension => true,
            Self::Compare(Comparison::Is | Comparison::IsNot, _, values) => {
                into.extend(values);
                true
            }
            Self::Compare(..) => false,
            Self::Group(_, filters) => filters.iter().all(|f| f.values_of(dimension, into)),
            Self::Not(_, filter) => filter.values_of(dimension, into),
        }
    }

    /// The dimensions that it asks for, each as often as it does.
    pub(super) fn dimensions(&self, into: &mut Vec<Dimension>) {
        match self {
            Self::Compare(_, dimension, _) => into.push(*dimension),
            Self::Group(_, filters) => filters.iter().for_each(|filter| filter.dimensions(into)),
            Self::Not(_, filter) => filter.dimensions(into),
        }
    }

    /// Clauses in it, itself included; `None` when it is deeper than `depth`, or one has too many
    /// values or none, or a pattern that is too long.
    pub(super) fn clauses(&self, depth: usize) -> Option<usize> {
        let depth = depth.checked_sub(1)?;
        match self {
            Self::Compare(comparison, _, values) => {
                let is_pattern = matches!(comparison, Comparison::Matches | Comparison::MatchesNot);
                let is_long = |value: &String| is_pattern && value.len() > limit::PATTERN_BYTES;
                let fits = (1..=limit::VALUES).contains(&values.len());
                (fits && !values.iter().any(is_long)).then_some(1)
            }
            Self::Group(_, filters) => {
                filters.iter().try_fold(1, |sum, f| Some(sum + f.clauses(depth)?))
            }
            Self::Not(_, filter) => Some(1 + filter.clauses(depth)?),
        }
    }
}
