//! Which items, topics, authors or channels the hand-raises of a site can be put down to.
//!
//! A [`Question`] with one dimension travels to every shard; each folds its visits into a [`Part`];
//! parts merge exactly into one, and that finishes as rows, a model beside the other.
//!
//! # Which page views give credit?
//! The models see whole visits, up to the page view in which the hand was raised first. Filters
//! choose whose credit is told: of an item's share nothing goes to others because these are
//! filtered out. Page views in a row with one name are one touch, and each has an even part of its credit:
//! so filters, and what may be shown, choose page views here as in a report. So an answer is a sum over the same pieces as a report's, and what
//! [`anonymity`](super::anonymity) says of these holds for it.
//!
//! # Why no chain with filters on page views?
//! The chain of [`InfluenceModel::MarkovRemoval`] has no meaning for half a visit: then there are
//! seven models.
//!
//! # What is hidden of the chain?
//! A step is one from there to here, which no other answer tells. Steps that fewer than `k` visits
//! made lead over [`OTHER`], so that the chain adds up and tells of none of them. What a removal
//! effect is then, is the effect of a chain in which few readers are strangers to each other.

use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::anonymity::{Place, Shown};
use super::caveat::Caveat;
use super::dimension::Dimension;
use super::fact::{ViewFact, VisitFact};
use super::filter::Filter;
use super::metric::Metric;
use super::question::{self, Field, Include, Invalid, Question};
use super::range::DateRange;
use super::zone::OffsetAt;
use crate::influence::{Influence, InfluenceModel, Journey, Touch};
use crate::limit;
use crate::statistics::merge::Merge;
use crate::statistics::tally::OTHER;
use crate::statistics::transition::Transitions;

/// A question as it is asked: the body of `POST /api/v1/influence`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "InfluenceQuestion"))]
pub struct Asked {
    /// The site.
    pub site: String,
    /// Whose influence: `item`, `topic`, `author`, `stage`, `type`, `channel`, `source`, `campaign`,
    /// `country`, `region`, `device` or `segment`.
    pub dimension: Dimension,
    /// Which days.
    pub date_range: DateRange,
    /// Whose credit is told: all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// How many rows at most; 100 unless said, and no more than have an influence of their own
    /// ([`limit::INFLUENCE_STATES`]) and one for the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::INFLUENCE_STATES + 1)))]
    pub limit: Option<usize>,
}

impl Asked {
    /// Checks the question, as seen at `now_ms` by a site's clock, where figures stand for `k` visits.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that makes no sense, and why.
    pub fn check(&self, now_ms: u64, offset_at: OffsetAt<'_>, k: u64) -> Result<Question, Invalid> {
        use Dimension::{
            Bot, EngagementBand, Entry, Exit, FitBand, Heard, Next, Path, Previous, Standing,
        };
        let is_none = matches!(
            self.dimension,
            Bot | EngagementBand
                | Entry
                | Exit
                | FitBand
                | Heard
                | Next
                | Path
                | Previous
                | Standing
        );
        if self.dimension.is_time() || is_none {
            let detail = "something that is read, or where readers come from: item, topic, author, \
                          stage, type, channel, source, campaign, country, region, device, segment";
            return Err(Invalid { field: Field::Dimension, detail: detail.into() });
        }
        let (most, rows) = (limit::INFLUENCE_STATES + 1, self.limit.unwrap_or(100));
        if !(1..=most).contains(&rows) {
            return Err(Invalid { field: Field::Limit, detail: alloc::format!("1 to {most}") });
        }
        let asked = question::Asked {
            site: self.site.clone(),
            metrics: vec![Metric::Visits],
            date_range: self.date_range.clone(),
            dimensions: vec![self.dimension],
            filters: self.filters.clone(),
            order_by: Vec::new(),
            limit: Some(rows),
            offset: 0,
            comparison: None,
            include: Include::default(),
        };
        asked.check(now_ms, offset_at, k)
    }
}

/// What the facts of one shard say. Parts of disjoint facts merge exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    influence: Influence,
    /// Steps of all visits, by the names that may be shown.
    steps: Transitions,
    /// How many visits made each of them.
    crossed: Transitions,
    /// Visits in each row.
    visits: BTreeMap<String, u64>,
    /// Names of which a part at least is in [`OTHER`].
    other: BTreeSet<String>,
    titles: BTreeMap<String, String>,
    simulated_visits: u64,
}

/// A row of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "InfluenceRow"))]
pub struct Row {
    /// The name.
    pub name: String,
    /// Visits that read it; `None` where that may not be told.
    pub visits: Option<u64>,
    /// Its share of the hand-raises by each model, in micro-credits: 1,000,000 are one hand-raise.
    #[cfg_attr(feature = "schema", schemars(schema_with = "credits"))]
    pub credits: BTreeMap<InfluenceModel, u64>,
    /// Its removal effect in millionths of all hand-raises; `None` without a chain.
    pub removal_effect_micro: Option<u32>,
    /// What the smallest credit lacks of the largest, in thousandths of the largest: 0 where all
    /// models agree.
    pub disagreement_per_mille: u16,
}

/// Of each model that there is a credit by.
#[cfg(feature = "schema")]
fn credits(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let credit = |model: InfluenceModel| {
        (model.word().into(), serde_json::json!({"type": "integer", "minimum": 0}))
    };
    let credits: serde_json::Map<String, serde_json::Value> =
        InfluenceModel::ALL.into_iter().map(credit).collect();
    schemars::json_schema!({
        "type": "object", "properties": credits, "additionalProperties": false,
    })
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its rows, largest sum of credits first, "(other)" last.
    pub rows: Vec<Row>,
    /// Rows before `limit`.
    pub len: usize,
    /// Visits that were looked at; `None` where that may not be told.
    pub visits: Option<u64>,
    /// Their hand-raises, of which rows have their shares; `None` where that may not be told.
    pub hand_raises: Option<u64>,
    /// Those of the visits that the simulator made; `None` where that may not be told.
    pub simulated_visits: Option<u64>,
    /// Names of which a part at least is in "(other)".
    pub suppressed: usize,
    /// What it is to be read with.
    pub caveats: Vec<Caveat>,
    /// Titles of the items that rows name by path.
    pub titles: BTreeMap<String, String>,
}

/// Whether its filters choose page views, not visits.
fn is_split(question: &Question) -> bool {
    let mut all = Vec::new();
    question.filters.iter().for_each(|filter| filter.dimensions(&mut all));
    all.into_iter().any(Dimension::is_of_page_view)
}

impl Part {
    /// Counts one visit, as far as it belongs to the question; tells what is `shown` by name, where
    /// not everything may be.
    pub fn add(&mut self, question: &Question, shown: Option<&Shown>, visit: &VisitFact) {
        let [dimension] = question.dimensions[..] else { return };
        let in_range = (question.range.from..question.range.to).contains(&visit.start_ms);
        if !in_range || !visit.bot.is_empty() && !question.asks_bots() {
            return;
        }
        let name = |view: &ViewFact| visit.value(dimension, view, &question.zone).into_owned();
        // Of each page view, under which name it is told.
        let mut told: Vec<Option<String>> = Vec::with_capacity(visit.views.len());
        for view in &visit.views {
            if !question.holds(visit, view) {
                told.push(None);
                continue;
            }
            told.push(match shown.map(|shown| shown.place(visit, view)) {
                None | Some(Place::Row(_)) => {
                    self.title(dimension, view);
                    Some(name(view))
                }
                Some(Place::Other(_)) => {
                    self.other.insert(name(view));
                    Some(OTHER.into())
                }
                Some(Place::Nowhere) => None,
            });
        }
        let rows: BTreeSet<&str> = told.iter().flatten().map(String::as_str).collect();
        if rows.is_empty() {
            return;
        }
        let raised = visit.views.iter().find(|view| view.hand_raises > 0);
        let raises = visit.views.iter().fold(0u32, |sum, v| sum.saturating_add(v.hand_raises));
        let touch = |view: &ViewFact| Touch {
            name: name(view),
            at_ms: view.after_ms,
            engaged_ms: view.engaged_ms,
            is_content: view.is_content(),
        };
        let raised_at_ms = raised.map_or(0, |view| view.after_ms);
        let journey = Journey::new(visit.views.iter().map(touch), raises, raised_at_ms);
        let row = |place: usize| told.get(place).and_then(Option::as_deref);
        self.influence.credit(&journey, |place, _| row(place));
        self.simulated_visits += u64::from(visit.simulated);
        if !is_split(question) {
            let mut steps = Transitions::default();
            // Page views of one name are told alike here.
            let first = journey.places().iter().filter_map(|places| places.first());
            steps.add(first.map(|place| row(*place).unwrap_or(OTHER)), raises > 0);
            self.crossed.merge(&steps.once());
            self.steps.merge(&steps);
        }
        for name in rows {
            *self.visits.entry(name.to_owned()).or_default() += 1;
        }
    }

    fn title(&mut self, dimension: Dimension, view: &ViewFact) {
        if dimension == Dimension::Item && !view.title.is_empty() {
            merge_title(&mut self.titles, &view.item, &view.title);
        }
    }

    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: &Self) {
        self.influence.merge(&other.influence);
        self.steps.merge(&other.steps);
        self.crossed.merge(&other.crossed);
        Merge::merge(&mut self.visits, &other.visits);
        self.other.extend(other.other.iter().cloned());
        for (item, title) in &other.titles {
            merge_title(&mut self.titles, item, title);
        }
        self.simulated_visits += other.simulated_visits;
    }

    /// About how many bytes it takes in memory. Reckoned, not measured: a step is two names and a count
    /// in a tree, taken as 150 bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let steps = (self.steps.iter().count() + self.crossed.iter().count()) * 150;
        let names = self.visits.keys().chain(&self.other).map(|name| name.len() + 40);
        let titles = self.titles.iter().map(|(item, title)| item.len() + title.len() + 80);
        // The credits of seven models, under the same names.
        steps + 8 * names.sum::<usize>() + titles.sum::<usize>()
    }

    /// The answer, in which no row stands for fewer than `k` visits.
    #[must_use]
    pub fn finish(mut self, question: &Question, k: u64) -> Answer {
        let (is_split, visits) = (is_split(question), self.influence.visits());
        let mut caveats = vec![Caveat::SameVisitOnly];
        if raised(&self.steps) < limit::INFLUENCE_RAISES && !is_split
            || is_split && self.influence.hand_raises() < limit::INFLUENCE_RAISES
        {
            caveats.push(Caveat::FewHandRaises);
        }
        if is_split {
            caveats.push(Caveat::NoChain);
        } else {
            if k > 1 {
                let crossed = &self.crossed;
                self.steps.lead_over(OTHER, |from, to| crossed.get(from, to) < k);
                caveats.push(Caveat::RareStepsJoined);
            }
            self.influence.set_transitions(self.steps);
        }
        if self.visits.len() > limit::INFLUENCE_STATES {
            caveats.push(Caveat::NamesJoined);
        }
        let enough = |name: &str| self.visits.get(name).copied().filter(|visits| *visits >= k);
        // How many visits several names have together is told by no row.
        let is_joined = k > 1 && is_split;
        let row = |row: crate::influence::Row| {
            let is_other = row.name == OTHER;
            // Of "(other)" can be nobody: then it is names past the most, and rare steps.
            let is_empty = is_other && !self.visits.contains_key(OTHER);
            if enough(&row.name).is_none() && !is_empty {
                return None;
            }
            let mut credits = row.credits;
            if is_split {
                credits.remove(&InfluenceModel::MarkovRemoval);
            }
            Some(Row {
                visits: enough(&row.name).filter(|_| !is_other && !is_joined),
                credits,
                removal_effect_micro: (!is_split).then_some(row.removal_effect_micro),
                disagreement_per_mille: row.disagreement_per_mille,
                name: row.name,
            })
        };
        let mut rows: Vec<Row> = self.influence.finish().into_iter().filter_map(row).collect();
        let len = rows.len();
        rows.truncate(question.limit);
        self.titles.retain(|item, _| rows.iter().any(|row| row.name == *item));
        let is_told = k <= 1 || visits >= k && !is_split;
        let few = 1..k;
        let simulated = self.simulated_visits;
        let is_simulated_told = !few.contains(&simulated) && !few.contains(&(visits - simulated));
        Answer {
            rows,
            len,
            visits: is_told.then_some(visits),
            hand_raises: is_told.then_some(self.influence.hand_raises()),
            simulated_visits: (is_told && is_simulated_told).then_some(simulated),
            suppressed: self.other.len(),
            caveats,
            titles: self.titles,
        }
    }
}

/// Visits that raised a hand.
fn raised(steps: &Transitions) -> u64 {
    use crate::statistics::transition::State;
    let ends = steps.iter().filter(|(_, to, _)| **to == State::HandRaise);
    ends.fold(0, |sum, (_, _, count)| sum.saturating_add(count))
}

/// Shards may hold different versions of a title: the smaller text is as good as any, and makes
/// merging independent of order.
pub(super) fn merge_title(titles: &mut BTreeMap<String, String>, item: &str, title: &str) {
    match titles.get_mut(item) {
        Some(known) if title < known.as_str() => *known = title.to_owned(),
        Some(_) => {}
        None => drop(titles.insert(item.to_owned(), title.to_owned())),
    }
}
