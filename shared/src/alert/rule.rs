//! A rule: what is to be told, and from where on.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::limit;
use crate::score::standing::Standing;

/// A rule of a site's `alerts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AlertRule"))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name for people; no other rule has it.
    pub name: String,
    /// What it tells.
    pub when: When,
    /// Of `surge`: the segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// Of `surge`: the least standing that counts; `considering` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// How many percent of the usual, or for `refusals` of the hits, it takes; see [`Rule::percent`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u64>,
    /// How many it takes at least; see [`Rule::at_least`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u64>,
    /// The names of the webhooks that are told; all of the site's unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhooks: Option<Vec<String>>,
}

/// What a rule tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AlertWhen"))]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// More visits of a segment than on other such days have a standing.
    Surge,
    /// Readers raised their hands.
    HandRaise,
    /// More visits than in other such hours.
    Spike,
    /// Fewer visits than in other such hours.
    Drop,
    /// Many hits of the last hour were refused.
    Refusals,
    /// Page and edge did not compute the same points, in the last hour.
    Parity,
}

impl When {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Surge => "surge",
            Self::HandRaise => "hand_raise",
            Self::Spike => "spike",
            Self::Drop => "drop",
            Self::Refusals => "refusals",
            Self::Parity => "parity",
        }
    }
}

impl Rule {
    /// Percent: of the usual, 200 for `surge` and `spike`, 50 for `drop`; of the hits, 20.
    #[must_use]
    pub fn percent(&self) -> u64 {
        self.percent.unwrap_or(match self.when {
            When::Drop => 50,
            When::Refusals => 20,
            _ => 200,
        })
    }

    /// The least count: of visits, 10 for `spike` (Plausible's default) and `drop`, 5 for `surge`; of
    /// hits, 100; of hand-raises and differences, 1. For `drop` it is the usual that has to have so
    /// many.
    #[must_use]
    pub fn at_least(&self) -> u64 {
        self.at_least.unwrap_or(match self.when {
            When::Spike | When::Drop => 10,
            When::Surge => 5,
            When::Refusals => 100,
            When::HandRaise | When::Parity => 1,
        })
    }

    /// Whether a webhook is told.
    #[must_use]
    pub fn tells(&self, webhook: &str) -> bool {
        self.webhooks.as_ref().is_none_or(|names| names.iter().any(|name| name == webhook))
    }

    /// What is wrong with it: the field, and why.
    fn wrong(&self, has_segment: &dyn Fn(&str) -> bool) -> Option<(&'static str, String)> {
        let most = limit::NAME_CHARS;
        let chars = self.name.chars().count();
        if !(1..=most).contains(&chars) || self.name.chars().any(char::is_control) {
            return Some(("name", format!("1 to {most} characters, none that controls")));
        }
        let is_surge = self.when == When::Surge;
        match self.segment.as_deref() {
            None if is_surge => return Some(("segment", "a surge is one of a segment".into())),
            Some(_) if !is_surge => return Some(("segment", "only for a surge".into())),
            Some(name) if !has_segment(name) => {
                return Some(("segment", format!("no rule of segments makes {name:?}")));
            }
            _ => {}
        }
        if self.standing.is_some() && !is_surge {
            return Some(("standing", "only for a surge".into()));
        }
        let span = match self.when {
            When::Surge | When::Spike => Some(110..=10_000),
            When::Drop => Some(0..=90),
            When::Refusals => Some(1..=100),
            When::HandRaise | When::Parity => None,
        };
        match (self.percent, span) {
            (Some(_), None) => {
                return Some(("percent", "only for surge, spike, drop and refusals".into()));
            }
            (Some(percent), Some(span)) if !span.contains(&percent) => {
                return Some(("percent", format!("{} to {}", span.start(), span.end())));
            }
            _ => {}
        }
        if self.at_least.is_some_and(|n| !(1..=1_000_000).contains(&n)) {
            return Some(("at_least", "1 to 1000000".into()));
        }
        if self.webhooks.as_ref().is_some_and(|names| names.len() > limit::WEBHOOKS) {
            return Some(("webhooks", format!("at most {}", limit::WEBHOOKS)));
        }
        None
    }
}

/// Checks a site's rules.
///
/// # Errors
/// The first thing that is wrong, after its path: `alerts[1].percent: 110 to 10000`.
pub fn check(rules: &[Rule], has_segment: &dyn Fn(&str) -> bool) -> Result<(), String> {
    if rules.len() > limit::ALERTS {
        return Err(format!("alerts: at most {}", limit::ALERTS));
    }
    let mut names = BTreeSet::new();
    for (at, rule) in rules.iter().enumerate() {
        if let Some((field, how)) = rule.wrong(has_segment) {
            return Err(format!("alerts[{at}].{field}: {how}"));
        }
        if !names.insert(rule.name.as_str()) {
            return Err(format!("alerts[{at}].name: another rule has it"));
        }
    }
    Ok(())
}
