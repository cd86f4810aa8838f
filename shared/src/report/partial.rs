//! What one shard answers, and how answers become one.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::anonymity::{Partition, Place, Shown};
use super::bucket;
use super::caveat::Caveat;
use super::dimension::Dimension;
use super::fact::{Neighbour, ViewFact, VisitFact};
use super::metric::{Cell, Metric};
use super::question::{Key, Order, Question};
use super::table::{HEARD, Need};
use super::weight::{Names, number};
use crate::score::model::Model;
use crate::statistics::estimate::Estimate;
use crate::statistics::tally::OTHER;

/// Part of an answer, from some of the facts. Partials of disjoint facts merge exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partial {
    #[serde(with = "pairs")]
    pub(super) cells: BTreeMap<Name, Cell>,
    #[serde(with = "pairs")]
    pub(super) joins: BTreeMap<Name, Join>,
    /// The names that are in "(other)".
    pub(super) other: Names,
    pub(super) titles: BTreeMap<String, String>,
    pub(super) simulated_visits: u64,
    pub(super) visits: u64,
    pub(super) bot_visits: u64,
    /// Counted where the question is about segments or fit; a shard of the release before has none.
    #[serde(default)]
    pub(super) classified_visits: u64,
    /// The models that its shards score by; [`UNSCORED`] where another one's scores are among them.
    #[serde(default)]
    pub(super) models: BTreeSet<u64>,
}

/// No model's hash: some scores are still of an earlier one.
const UNSCORED: u64 = 0;

/// Of a row, or of a group: a value for each dimension.
pub(super) type Name = Vec<String>;

/// What the visits of a row that joins groups of page views would tell of single groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Join {
    /// Visits that are in it by one group only, by that group.
    #[serde(with = "pairs")]
    pub(super) by_one: BTreeMap<Name, u64>,
    /// Visits that are not in it and would be without filters.
    pub(super) beside: u64,
}

impl Join {
    fn merge(&mut self, other: Self) {
        self.beside += other.beside;
        for (group, visits) in other.by_one {
            *self.by_one.entry(group).or_default() += visits;
        }
    }

    fn tells_few(&self, k: u64) -> bool {
        self.by_one.values().chain([&self.beside]).any(|visits| (1..k).contains(visits))
    }
}

/// The page views of one visit in one row, and the groups that they come from.
#[derive(Default)]
struct Share<'a> {
    views: Vec<&'a ViewFact>,
    groups: BTreeSet<Name>,
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// Its name: a value for each dimension.
    pub dimensions: Vec<String>,
    /// Its figures, in the order asked for; `null` where there is nothing to take one from, or
    /// nothing that may be told.
    pub metrics: Vec<Option<u64>>,
    /// The figures of the days that it is compared with, if it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Vec<Option<u64>>>,
}

impl Row {
    /// One of no visits: of fewer than `k`, where that is not 1.
    pub(super) fn without(question: &Question, k: u64, dimensions: Name) -> Self {
        let nothing = Cell::default();
        let figure = |metric: &Metric| if k <= 1 { nothing.figure(*metric) } else { None };
        let metrics = question.metrics.iter().map(figure).collect();
        Self { dimensions, metrics, comparison: None }
    }
}

impl Partial {
    /// Counts one visit, as far as it belongs to the question; from what is `shown` alone, where
    /// not everything may be.
    ///
    /// Visits of programs are left out, and counted as left out, unless the question asks about
    /// bots itself.
    pub fn add(&mut self, question: &Question, shown: Option<&Shown>, visit: &VisitFact) {
        let in_range = (question.range.from..question.range.to).contains(&visit.start_ms);
        let views: Vec<&ViewFact> =
            visit.views.iter().filter(|view| question.holds(visit, view)).collect();
        if !in_range {
            return;
        }
        if !visit.bot.is_empty() && !question.asks_bots() {
            self.bot_visits += u64::from(!views.is_empty());
            return;
        }
        let rows = self.shares(question, shown, visit, views);
        if let Some(shown) = shown.filter(|shown| shown.partition().joins()) {
            self.join(question, shown, visit, &rows);
        }
        if rows.is_empty() {
            return;
        }
        self.visits += 1;
        self.simulated_visits += u64::from(visit.simulated);
        let need = Need::of(question);
        if need.has(Need::FIT) {
            self.classified_visits += u64::from(visit.classified);
        }
        for (name, share) in rows.into_iter().filter(|(name, _)| !question.leaves_out(name)) {
            self.cells.entry(name).or_default().add(need, visit, share.views);
        }
    }

    /// The rows in which a visit is counted.
    fn shares<'a>(
        &mut self,
        question: &Question,
        shown: Option<&Shown>,
        visit: &VisitFact,
        views: Vec<&'a ViewFact>,
    ) -> BTreeMap<Name, Share<'a>> {
        let mut rows: BTreeMap<Name, Share<'a>> = BTreeMap::new();
        for view in views {
            let name = question.told(name(question, visit, view));
            let place = shown.map(|shown| shown.place(visit, view));
            let (name, group) = match place {
                None => (name, None),
                Some(Place::Row(group)) => (name, Some(group)),
                Some(Place::Other(group)) => {
                    let other = question.dimensions.iter().map(|_| OTHER.into()).collect();
                    self.other.insert(number(&name));
                    (other, Some(group))
                }
                Some(Place::Nowhere) => continue,
            };
            if !is_other(&name) && !question.leaves_out(&name) {
                self.title(question, visit, view);
            }
            let share = rows.entry(name).or_default();
            share.views.push(view);
            share.groups.extend(group);
        }
        rows
    }

    /// Notes what the visits of joined groups would tell.
    fn join(
        &mut self,
        question: &Question,
        shown: &Shown,
        visit: &VisitFact,
        rows: &BTreeMap<Name, Share<'_>>,
    ) {
        for (name, share) in rows {
            if let (1, Some(group)) = (share.groups.len(), share.groups.first()) {
                let join = self.joins.entry(name.clone()).or_default();
                *join.by_one.entry(group.clone()).or_default() += 1;
            }
        }
        let unfiltered = visit.views.iter().filter(|view| shown.has_unfiltered(visit, view));
        let names: BTreeSet<Name> = unfiltered.map(|view| name(question, visit, view)).collect();
        for name in names.into_iter().filter(|name| !rows.contains_key(name)) {
            self.joins.entry(name).or_default().beside += 1;
        }
    }

    /// Notes the titles of items that a row names by path.
    pub(super) fn title(&mut self, question: &Question, visit: &VisitFact, view: &ViewFact) {
        for dimension in &question.dimensions {
            match dimension {
                Dimension::Item => self.title_of(view),
                Dimension::Previous => self.title_beside(&view.previous),
                Dimension::Next => self.title_beside(&view.next),
                Dimension::Entry => visit.views.first().into_iter().for_each(|v| self.title_of(v)),
                Dimension::Exit => visit.views.last().into_iter().for_each(|v| self.title_of(v)),
                Dimension::Path => visit.views.iter().for_each(|v| self.title_of(v)),
                _ => {}
            }
        }
    }

    fn title_beside(&mut self, Neighbour { item, title }: &Neighbour) {
        if !title.is_empty() && !self.titles.contains_key(item) {
            self.titles.insert(item.clone(), title.clone());
        }
    }

    fn title_of(&mut self, view: &ViewFact) {
        if !view.title.is_empty() && !self.titles.contains_key(&view.item) {
            self.titles.insert(view.item.clone(), view.title.clone());
        }
    }

    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: Self) {
        for (name, cell) in other.cells {
            self.cells.entry(name).or_default().merge(&cell);
        }
        for (name, join) in other.joins {
            self.joins.entry(name).or_default().merge(join);
        }
        self.other.merge(other.other);
        for (item, title) in other.titles {
            // Shards may hold different versions of a title: the smaller text is as good as
            // any, and makes merging independent of order.
            let kept = self.titles.entry(item).or_insert_with(|| title.clone());
            if title < *kept {
                *kept = title;
            }
        }
        self.simulated_visits += other.simulated_visits;
        self.visits += other.visits;
        self.bot_visits += other.bot_visits;
        self.models.extend(other.models);
        self.classified_visits += other.classified_visits;
    }

    /// How many bytes it takes, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let name = |name: &Name| name.iter().map(|value| value.len() + 40).sum::<usize>();
        let cells: usize = self.cells.iter().map(|(row, cell)| name(row) + cell.bytes()).sum();
        let join = |join: &Join| join.by_one.keys().map(|group| name(group) + 40).sum::<usize>();
        let joins: usize = self.joins.iter().map(|(row, it)| name(row) + 40 + join(it)).sum();
        let titles = self.titles.iter().map(|(item, title)| item.len() + title.len() + 80);
        cells + joins + 16 * self.other.len() + titles.sum::<usize>()
    }

    /// Rows in all, before any limit, none of which stands for fewer than `k` visits.
    #[must_use]
    pub fn len(&self, question: &Question, k: u64) -> usize {
        self.told(question, k).len()
    }

    /// Rows that are in "(other)".
    #[must_use]
    pub fn suppressed(&self) -> usize {
        self.other.len()
    }

    /// Whether each row that the question wants alone has come, as none does where two of them have
    /// one number.
    #[must_use]
    pub fn has_all(&self, question: &Question) -> bool {
        question.only.as_ref().is_none_or(|only| only.len() == self.cells.len())
    }

    /// Titles of the items that rows name by path.
    #[must_use]
    pub const fn titles(&self) -> &BTreeMap<String, String> {
        &self.titles
    }

    /// Visits in the answer that the simulator made; `None` where they, or the others, are fewer
    /// than `k`.
    #[must_use]
    pub fn simulated_visits(&self, k: u64) -> Option<u64> {
        self.told_part(self.simulated_visits, k)
    }

    /// Visits in an answer about segments or fit whose network says where the reader works: of the
    /// others fit knows little. `None` where they, or the others, are fewer than `k`, and where the
    /// question is about something else.
    #[must_use]
    pub fn classified_visits(&self, question: &Question, k: u64) -> Option<u64> {
        let is_asked = Need::of(question).has(Need::FIT);
        self.told_part(self.classified_visits, k).filter(|_| is_asked)
    }

    /// Notes the model that its visits are scored by, and whether some still have the scores of an
    /// earlier one.
    pub fn scored_by(&mut self, model: &Model, is_unscored: bool) {
        self.models.insert(model.hash());
        self.models.extend(is_unscored.then_some(UNSCORED));
    }

    /// Whether all of it is scored by a model. A shard of the release before says nothing of it.
    #[must_use]
    pub fn is_scored_by(&self, model: &Model) -> bool {
        self.models.iter().all(|hash| *hash == model.hash())
    }

    /// What the answer is to be read with. Nothing follows from it that its figures do not tell.
    #[must_use]
    pub fn caveats(&self, question: &Question, k: u64) -> Vec<Caveat> {
        let is_known = self.classified_visits(question, k).is_none_or(|n| n == self.visits);
        let is_said = Need::of(question).has(Need::text(HEARD));
        let holds = [
            (Caveat::SmallGroupsJoined, self.suppressed() > 0),
            (Caveat::Simulated, self.simulated_visits(k).is_some_and(|visits| visits > 0)),
            (Caveat::SelfReported, is_said),
            (Caveat::SeveralAnswers, is_said),
            (Caveat::UnclassifiedNetworks, !is_known),
        ];
        holds.into_iter().filter_map(|(caveat, holds)| holds.then_some(caveat)).collect()
    }

    /// Of an answer without dimensions about engaged time: the median over its visits, with its interval;
    /// `None` where that may not be told, or where there are too few visits to have one.
    pub(super) fn engaged_median(&self, k: u64) -> Option<Estimate> {
        let tells_few = self.joins.get(&Name::new()).is_some_and(|join| join.tells_few(k));
        let cell = self.cells.get(&Name::new()).filter(|cell| cell.visits() >= k && !tells_few);
        cell?.engaged.median_estimate()
    }

    /// How many of the visits are of one kind, if it and the rest are nothing or enough.
    fn told_part(&self, part: u64, k: u64) -> Option<u64> {
        let few = 1..k;
        let is_told = !few.contains(&part) && !few.contains(&(self.visits - part));
        is_told.then_some(part)
    }

    /// Visits of programs that were left out; unless `k` is 1, `None` where fewer, or where filters
    /// could tell of one by the difference of two answers.
    #[must_use]
    pub fn bot_visits(&self, question: &Question, k: u64) -> Option<u64> {
        let is_told = k <= 1 || self.bot_visits >= k && question.filters.is_empty();
        is_told.then_some(self.bot_visits)
    }

    /// The rows of the answer, ordered and cut, none of which stands for fewer than `k` visits. A
    /// question without dimensions has exactly one.
    #[must_use]
    pub fn rows(&self, question: &Question, k: u64) -> Vec<Row> {
        let mut rows = self.told(question, k);
        // Stable: rows that tie stay in the order of their names. What is hidden comes last.
        rows.sort_by(|a, b| {
            let rest = self.is_rest(&a.dimensions).cmp(&self.is_rest(&b.dimensions));
            rest.then_with(|| compare(question, a, b))
        });
        rows.into_iter().skip(question.offset).take(question.limit).collect()
    }

    /// All rows that may be told, by name. What was shown has enough visits; facts can go between
    /// two calls.
    pub(super) fn told(&self, question: &Question, k: u64) -> Vec<Row> {
        let enough = self.cells.iter().filter(|(_, cell)| cell.visits() >= k);
        let row = |(name, cell)| self.row(question, k, name, cell);
        let mut rows: Vec<Row> = enough.map(row).collect();
        if rows.is_empty() && question.dimensions.is_empty() {
            rows.push(Row::without(question, k, Vec::new()));
        }
        if let (Some(range), [time]) = (question.filled, question.dimensions.as_slice()) {
            let known: BTreeSet<Name> = rows.iter().map(|row| row.dimensions.clone()).collect();
            let names = bucket::names(*time, &question.zone, range);
            let names = names.into_iter().map(|name| alloc::vec![name]);
            let missing = names.filter(|name| !known.contains(name));
            rows.extend(missing.map(|name| Row::without(question, k, name)));
        }
        if question.dimensions.iter().any(|d| d.is_time()) {
            rows.sort_by(|a, b| by_name(question, a, b));
        }
        rows
    }

    fn row(&self, question: &Question, k: u64, name: &Name, cell: &Cell) -> Row {
        let tells_few = self.joins.get(name).is_some_and(|join| join.tells_few(k));
        // Visits that are in other rows as well.
        let is_shared = self.is_rest(name) && Partition::of(question).shares_visits();
        let figure = |metric: &Metric| match metric.is_of_visits() && (tells_few || is_shared) {
            true => None,
            false => cell.figure(*metric),
        };
        let metrics = question.metrics.iter().map(figure).collect();
        Row { dimensions: name.clone(), metrics, comparison: None }
    }

    /// Whether it is the row of what is hidden.
    fn is_rest(&self, name: &[String]) -> bool {
        !self.other.is_empty() && is_other(name)
    }
}

pub(super) fn is_other(name: &[String]) -> bool {
    !name.is_empty() && name.iter().all(|value| value == OTHER)
}

/// The row of a page view.
pub(super) fn name(question: &Question, visit: &VisitFact, view: &ViewFact) -> Name {
    let value = |d: &Dimension| visit.value(*d, view, &question.zone).into_owned();
    question.dimensions.iter().map(value).collect()
}

/// In the order of the rows' names.
fn by_name(question: &Question, a: &Row, b: &Row) -> Ordering {
    let values = a.dimensions.iter().zip(&b.dimensions);
    let mut orders = question
        .dimensions
        .iter()
        .zip(values)
        .map(|(d, (a, b))| bucket::order(*d, &question.zone, a, b));
    orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn compare(question: &Question, a: &Row, b: &Row) -> Ordering {
    let by = |(key, order): &(Key, Order)| {
        let ordering = match key {
            Key::Metric(metric) => {
                let at = question.metrics.iter().position(|m| m == metric).unwrap_or(0);
                a.metrics.get(at).cmp(&b.metrics.get(at))
            }
            Key::Dimension(dimension) => {
                let at = question.dimensions.iter().position(|d| d == dimension).unwrap_or(0);
                let name = |row: &Row| row.dimensions.get(at).cloned().unwrap_or_default();
                bucket::order(*dimension, &question.zone, &name(a), &name(b))
            }
        };
        if *order == Order::Desc { ordering.reverse() } else { ordering }
    };
    if question.order_by.is_empty() {
        if question.dimensions.iter().any(|d| d.is_time()) {
            return Ordering::Equal; // by name, which is by time
        }
        let first = question.metrics.first();
        return first.map_or(Ordering::Equal, |m| by(&(Key::Metric(*m), Order::Desc)));
    }
    question.order_by.iter().map(by).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}

/// Maps as a list of pairs: JSON has no maps with lists for keys.
mod pairs {
    use super::{BTreeMap, Name, Vec};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer, T: Serialize>(
        map: &BTreeMap<Name, T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        from: D,
    ) -> Result<BTreeMap<Name, T>, D::Error> {
        Ok(Vec::<(Name, T)>::deserialize(from)?.into_iter().collect())
    }
}
