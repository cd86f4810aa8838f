//! What a shard's tables say to a question.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::{HashMap, HashSet};

use super::counts::Counts;
use super::ways::and_filtered;
use super::{Codes, Need, Read, Table};
use crate::report::anonymity::{Place, Shown};
use crate::report::partial::{Join, Name, is_other, name};
use crate::report::weight::{Names, number};
use crate::report::{Dimension, Partial, Question, ViewFact, VisitFact, bucket};
use crate::statistics::tally::OTHER;

/// Counts tables for a question.
pub struct Answering<'a> {
    rule: Rule<'a>,
    need: Need,
    codes: Codes<'a>,
    decided: HashMap<u64, Decision>,
    /// Names of rows that are in "(other)", but for their paths.
    joined: Vec<Name>,
    /// The numbers of the names that are in it.
    other: HashSet<u64>,
    names: Numbered,
    groups: Numbered,
    rows: Vec<Counts>,
    by_one: HashMap<u64, u64>,
    beside: BTreeMap<u32, u64>,
    partial: Partial,
}

/// The question, and what may be shown.
struct Rule<'a> {
    question: &'a Question,
    shown: Option<&'a Shown>,
    joins: bool,
    asks_bots: bool,
}

/// What a question says of page views with the same values.
#[derive(Clone, Copy, Default)]
struct Decision {
    /// Whether its filters let them through.
    holds: bool,
    /// The row in which they are counted, and as one of which group.
    place: Option<(u32, u32)>,
    /// Their own row's name but for its path, if it is in "(other)" and has one.
    joined: Option<u32>,
    /// Their own row, if it is shown from them where there are no filters.
    unfiltered: Option<u32>,
}

/// Names by number.
#[derive(Default)]
struct Numbered(BTreeMap<Name, u32>);

impl Numbered {
    fn of(&mut self, name: Name) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(name).or_insert(next)
    }
}

/// A row of which the visit at hand has page views.
struct Touched {
    row: u32,
    group: u32,
    is_one_group: bool,
    engaged_ms: u64,
}

/// What a question's filters and rows tell of a moment.
pub(in crate::report) fn sign(question: &Question, shown: Option<&Shown>, ms: u64) -> String {
    let mut dimensions = question.dimensions.clone();
    question.filters.iter().for_each(|filter| filter.dimensions(&mut dimensions));
    let times = dimensions.into_iter().filter(|dimension| dimension.is_time());
    let names: Vec<Option<String>> =
        times.map(|time| bucket::name(time, &question.zone, ms)).collect();
    let periods = shown.map(|shown| shown.partition().periods(ms));
    format!("{names:?}{periods:?}")
}

impl<'a> Answering<'a> {
    /// For a question; `sign` is [`Self::sign`], and `item` tells of a shard's item what page views
    /// of it have in common.
    #[must_use]
    pub fn new(
        question: &'a Question,
        shown: Option<&'a Shown>,
        sign: &'a dyn Fn(u64) -> String,
        item: &'a dyn Fn(u32) -> ViewFact,
    ) -> Self {
        let mut dimensions = question.dimensions.clone();
        question.filters.iter().for_each(|filter| filter.dimensions(&mut dimensions));
        if let Some(shown) = shown {
            dimensions.extend(shown.partition().dimensions());
        }
        let joins = shown.is_some_and(|shown| shown.partition().joins());
        Self {
            rule: Rule { question, shown, joins, asks_bots: question.asks_bots() },
            need: Need::of(question),
            codes: Codes::new(dimensions, &question.zone, sign, item)
                .telling(told_paths(question, shown)),
            joined: Vec::new(),
            other: HashSet::new(),
            decided: HashMap::new(),
            names: Numbered::default(),
            groups: Numbered::default(),
            rows: Vec::new(),
            by_one: HashMap::new(),
            beside: BTreeMap::new(),
            partial: Partial::default(),
        }
    }

    /// What tells moments apart for a question.
    #[must_use]
    pub fn sign(question: &Question, shown: Option<&Shown>, ms: u64) -> String {
        sign(question, shown, ms)
    }

    /// Counts a table. Its columns must be those that the question needs.
    pub fn add(&mut self, table: &Table) {
        let mut views_of: HashMap<Read, u32> = HashMap::new();
        let reads = table.reads(self.codes.are_linked()).into_iter();
        let views: Vec<u32> = reads
            .map(|read| *views_of.entry(read).or_insert_with(|| self.codes.view_of(read)))
            .collect();
        let mut touched: Vec<Touched> = Vec::new();
        let mut beside: BTreeSet<u32> = BTreeSet::new();
        for (visit, code) in self.codes.visits_of(table, self.rule.question.range) {
            let (mut holds, mut joined) = (false, None);
            for view in table.views(visit) {
                let decision = self.decide(code, views[view]);
                beside.extend(decision.unfiltered);
                holds |= decision.holds;
                let Some((row, group)) = decision.place else { continue };
                if decision.joined.is_some() && decision.joined != joined {
                    joined = decision.joined;
                    self.put_other(table, visit, decision.joined);
                }
                let engaged_ms = table.engaged_ms.get(view).copied().unwrap_or(0).into();
                if let Some(counts) = self.rows.get_mut(row as usize) {
                    counts.view(table, view);
                }
                match touched.iter_mut().find(|own| own.row == row) {
                    Some(own) => {
                        own.is_one_group &= own.group == group;
                        own.engaged_ms += engaged_ms;
                    }
                    None => touched.push(Touched { row, group, is_one_group: true, engaged_ms }),
                }
            }
            if !self.rule.asks_bots && table.is_bot(visit) {
                self.partial.bot_visits += u64::from(holds);
                continue;
            }
            if self.rule.joins {
                self.join(&touched, &mut beside);
            }
            if touched.is_empty() {
                continue;
            }
            self.partial.visits += 1;
            self.partial.simulated_visits += u64::from(table.simulated[visit]);
            if self.need.has(Need::FIT) {
                self.partial.classified_visits += u64::from(table.classified[visit]);
            }
            for own in touched.drain(..) {
                if let Some(counts) = self.rows.get_mut(own.row as usize) {
                    counts.visit(table, visit, own.engaged_ms);
                }
            }
        }
    }

    /// Notes what the visits of joined groups would tell.
    fn join(&mut self, touched: &[Touched], beside: &mut BTreeSet<u32>) {
        for own in touched {
            if own.is_one_group {
                let key = u64::from(own.row) << 32 | u64::from(own.group);
                *self.by_one.entry(key).or_default() += 1;
            }
            beside.remove(&own.row);
        }
        for row in core::mem::take(beside) {
            *self.beside.entry(row).or_default() += 1;
        }
    }

    /// Notes the name of the row that a visit would be in, which is in "(other)": what it was told apart
    /// by does not say its path.
    fn put_other(&mut self, table: &Table, visit: usize, joined: Option<u32>) {
        let Some(mut name) = joined.and_then(|at| self.joined.get(at as usize)).cloned() else {
            return;
        };
        if let [path] = name.as_mut_slice() {
            path.clear();
            self.other.insert(self.codes.path_number(table, visit));
            return;
        }
        let at = self.rule.question.dimensions.iter().position(|d| *d == Dimension::Path);
        if let Some(path) = at.and_then(|at| name.get_mut(at)) {
            *path = self.codes.path(table, visit);
        }
        self.other.insert(number(&name));
    }

    fn decide(&mut self, visit: u32, view: u32) -> Decision {
        let key = u64::from(visit) << 32 | u64::from(view);
        if let Some(decision) = self.decided.get(&key) {
            return *decision;
        }
        let samples = (self.codes.visits.get(visit as usize), self.codes.views.get(view as usize));
        let (Some(visit), Some(view)) = samples else { return Decision::default() };
        let rule = &self.rule;
        let (question, shown) = (rule.question, rule.shown);
        let holds = question.holds(visit, view);
        let mut decision = Decision { holds, ..Decision::default() };
        if rule.asks_bots || visit.bot.is_empty() {
            let own = question.told(name(question, visit, view));
            if rule.joins && shown.is_some_and(|shown| shown.has_unfiltered(visit, view)) {
                decision.unfiltered = Some(self.names.of(own.clone()));
            }
            if holds
                && let Some((name, group, is_joined)) =
                    place(&mut self.partial, rule, &own, (visit, view))
            {
                if is_joined {
                    if question.dimensions.contains(&Dimension::Path) {
                        decision.joined = Some(self.joined.len() as u32);
                        self.joined.push(own);
                    } else {
                        self.other.insert(number(&own));
                    }
                }
                decision.place = Some((self.names.of(name), self.groups.of(group)));
            }
        }
        self.rows.resize_with(self.names.0.len(), || Counts::new(self.need));
        self.decided.insert(key, decision);
        decision
    }

    /// What was counted.
    #[must_use]
    pub fn finish(self) -> Partial {
        let (mut partial, question) = (self.partial, self.rule.question);
        let by_number = |numbered: &Numbered| {
            let mut names: Vec<(u32, Name)> =
                numbered.0.iter().map(|(name, number)| (*number, name.clone())).collect();
            names.sort_unstable();
            names.into_iter().map(|(_, name)| name).collect::<Vec<Name>>()
        };
        let (names, groups) = (by_number(&self.names), by_number(&self.groups));
        for (key, visits) in self.by_one {
            let (row, group) = ((key >> 32) as usize, (key & u64::from(u32::MAX)) as usize);
            let join: &mut Join = partial.joins.entry(names[row].clone()).or_default();
            join.by_one.insert(groups[group].clone(), visits);
        }
        for (row, visits) in self.beside {
            partial.joins.entry(names[row as usize].clone()).or_default().beside = visits;
        }
        partial.other = self.other.into_iter().collect();
        for (name, counts) in names.into_iter().zip(self.rows) {
            let cell = counts.finish();
            if cell.visits > 0 && !question.leaves_out(&name) {
                partial.cells.insert(name, cell);
            }
        }
        partial
    }
}

/// The paths that an answer tells apart; none if all.
fn told_paths(question: &Question, shown: Option<&Shown>) -> Option<Names> {
    let told = match shown {
        Some(shown) => shown.partition().common()?,
        None if question.dimensions == [Dimension::Path] => question.only.as_ref()?,
        None => return None,
    };
    and_filtered(told, &question.filters)
}

/// The row and the group of page views that the filters let through, and whether that is the one of all
/// that may not be told; as in [`Partial::add`].
fn place(
    partial: &mut Partial,
    rule: &Rule<'_>,
    own: &Name,
    (visit, view): (&VisitFact, &ViewFact),
) -> Option<(Name, Name, bool)> {
    let (name, group, is_joined) = match rule.shown.map(|shown| shown.place(visit, view)) {
        None => (own.clone(), Name::new(), false),
        Some(Place::Row(group)) => (own.clone(), group, false),
        Some(Place::Other(group)) => {
            (rule.question.dimensions.iter().map(|_| OTHER.into()).collect(), group, true)
        }
        Some(Place::Nowhere) => return None,
    };
    if !is_other(&name) && !rule.question.leaves_out(&name) {
        partial.title(rule.question, visit, view);
    }
    Some((name, group, is_joined))
}
