//! Segments: classes of readers whom the site writes for, and how well a visit fits them.
//!
//! ```json
//! [
//!   {"segment": "DACH manufacturing", "fit": 40,
//!    "when": {"network": ["business"], "country": ["DE", "AT", "CH"]}},
//!   {"segment": "LinkedIn campaign", "fit": 20, "when": {"campaign": ["*abm*"]}}
//! ]
//! ```
//!
//! A visit belongs to the *first* segment whose rule holds, so that the counts of segments add
//! up to the count of visits. Its fit is the sum of *every* rule that holds, up to 100: a reader
//! from the right industry who came by the right campaign fits better than by either alone.
//!
//! ```
//! use ungated_shared::segment::{Audience, Segments};
//!
//! let rules = r#"[{"segment": "DACH", "fit": 40, "when": {"country": ["DE", "AT", "CH"]}}]"#;
//! let segments = Segments::parse(rules).unwrap();
//! let fit = segments.fit(&Audience { country: "AT", ..Audience::default() });
//! assert_eq!((fit.score, fit.segment.as_deref()), (40, Some("DACH")));
//! assert_eq!(fit.parts[0].to_string(), "In segment ‘DACH’: +40");
//! ```
//!
//! # Invariant
//! A condition on the organisation or its network never holds for an access provider, a cloud, a
//! VPN or an unknown network ([`NetworkKind::is_classified`](crate::segment::network::NetworkKind)): there,
//! the name is not that of the reader's organisation. [`Coverage`] says how many visits that leaves.

mod audience;
mod coverage;
mod fit;
pub mod network;
mod rule;
mod when;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;

pub use audience::Audience;
pub use coverage::Coverage;
pub use fit::{Fit, FitPart};

use crate::limit;
use crate::rules::{self, Errors, RuleError};
use audience::Folded;
use network::NetworkKind;
use rule::Rule;

/// A site's segment rules, at most [`limit::SEGMENT_RULES`]; every one of them makes sense.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Segments {
    rules: Vec<Rule>,
}

impl Segments {
    /// Reads a JSON array of rules of at most [`limit::RULES_BYTES`].
    ///
    /// # Errors
    /// All that is wrong with it: each error names its place, `rules[3].when.country[0]`, and
    /// says what is allowed there.
    pub fn parse(json: &str) -> Result<Self, Vec<RuleError>> {
        let mut errors = Errors::default();
        let list = rules::list(json, limit::SEGMENT_RULES, &mut errors);
        let read = list.iter().filter_map(|(at, rule)| Rule::read(at, rule, &mut errors));
        let rules = read.collect();
        errors.or(Self { rules })
    }

    /// The rules as JSON: [`Segments::parse`] reads the same segments back.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings and integers in a list: there is nothing that cannot be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The names of the segments, each once, in the order of their first rules.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for rule in &self.rules {
            if !names.contains(&rule.segment.as_str()) {
                names.push(&rule.segment);
            }
        }
        names
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether a rule asks for organisations by their names, not only for kinds of networks.
    #[must_use]
    pub fn name_organisations(&self) -> bool {
        self.rules.iter().any(|rule| rule.when.names_organisations())
    }

    /// How well what the edge knows of a visit fits.
    ///
    /// # Laws (property-tested)
    /// Bounded by 0 and 100; parts sum exactly to the score; the segment is that of the first
    /// rule that holds; another rule at the end takes no points away and moves no visit.
    #[must_use]
    pub fn fit(&self, audience: &Audience<'_>) -> Fit {
        self.fit_from(NetworkKind::of(audience.organisation), audience)
    }

    /// The same for who knows the kind of the organisation's network already: it is looked for in
    /// some hundred phrases.
    #[must_use]
    pub fn fit_from(&self, network: NetworkKind, audience: &Audience<'_>) -> Fit {
        let known = Folded::of(network, audience);
        let mut fit = Fit {
            score: 0,
            segment: None,
            network: known.network,
            classified: known.network.is_classified(),
            parts: Vec::new(),
        };
        for (index, rule) in self.met_by(&known) {
            fit.segment.get_or_insert_with(|| rule.segment.clone());
            // In the order of the rules: where the sum hits 100, the later ones give way.
            let plus = rule.fit.min(100_u8.saturating_sub(fit.score));
            fit.score = fit.score.saturating_add(plus);
            if plus > 0 {
                let segment = rule.segment.to_string();
                fit.parts.push(FitPart { rule: index, segment, plus });
            }
        }
        fit
    }

    /// The places of the rules that hold, from 0: also of those that add nothing to the fit.
    #[must_use]
    pub fn holding(&self, audience: &Audience<'_>) -> Vec<usize> {
        let known = Folded::of(NetworkKind::of(audience.organisation), audience);
        self.met_by(&known).map(|(index, _)| index).collect()
    }

    /// The rules that hold, with their places.
    fn met_by<'a>(&'a self, known: &'a Folded) -> impl Iterator<Item = (usize, &'a Rule)> {
        self.rules.iter().enumerate().filter(|(_, rule)| rule.when.holds(known))
    }
}
