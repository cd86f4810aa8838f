//! The answer, step by step.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use serde::Serialize;

use super::part::{Node, Part};
use super::trail::{Anchor, Trail};
use crate::report::{Caveat, Question};

/// One step of all paths together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PathStep"))]
pub struct Step {
    /// Its number, from 1.
    pub step: usize,
    /// Visits that came as far as to the branches of the step before, or to the anchor: as many as have
    /// the branches of this one, `ended` and `other` together.
    pub reached: u64,
    /// Those of them whose path has no further piece: forward the visit opened nothing else, backward it
    /// began there. Where too few did, they are in `other`.
    pub ended: u64,
    /// Those that took a branch which is not shown.
    pub other: u64,
    /// The branches with the most visits, most first.
    pub branches: Vec<Branch>,
}

/// Visits that took the same path so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PathBranch"))]
pub struct Branch {
    /// The place, from 0, of the branch of the step before that it goes on from; `null` at the first step.
    pub from: Option<usize>,
    /// The item's path.
    pub item: String,
    /// Visits.
    pub visits: u64,
    /// Its part of all that reached the step, in millionths.
    pub share_micro: u32,
    /// From the opening of one piece to that of the other, backward from the earlier one to the later, ms:
    /// the median over its visits. `null` where that is not known.
    pub between_ms: Option<u64>,
    /// Those of its visits whose path has no further piece, if enough; `null` at the last step, after which
    /// nothing is asked.
    pub ended: Option<u64>,
    /// Those that took a branch which is not shown; `null` at the last step.
    pub other: Option<u64>,
}

/// An answer that grows: ask every shard what [`next`](Self::next) says, and let it
/// [`take`](Self::take) what they say together, until there is nothing to ask.
#[derive(Clone, Debug)]
pub struct Tree {
    question: Question,
    steps: usize,
    branches: usize,
    k: u64,
    trail: Trail,
    /// The path texts of the last step's branches.
    paths: Vec<String>,
    is_done: bool,
    told: Vec<Step>,
    visits: u64,
    simulated_visits: u64,
    hidden: BTreeSet<u64>,
    titles: BTreeMap<String, String>,
}

impl Tree {
    pub(super) fn new(
        question: Question,
        anchor: Anchor,
        steps: usize,
        branches: usize,
        k: u64,
    ) -> Self {
        Self {
            question,
            steps,
            branches,
            k,
            trail: Trail { anchor, depth: 1, followed: BTreeSet::new() },
            paths: vec![String::new()],
            is_done: false,
            told: Vec::new(),
            visits: 0,
            simulated_visits: 0,
            hidden: BTreeSet::new(),
            titles: BTreeMap::new(),
        }
    }

    /// Which visits.
    #[must_use]
    pub const fn question(&self) -> &Question {
        &self.question
    }

    /// What is to be asked next, if anything.
    #[must_use]
    pub fn next(&self) -> Option<&Trail> {
        (!self.is_done).then_some(&self.trail)
    }

    /// Takes what all shards say to [`next`](Self::next).
    pub fn take(&mut self, part: Part) {
        let Part { visits, simulated_visits, nodes, hidden, titles } = part;
        if self.told.is_empty() {
            (self.visits, self.simulated_visits) = (visits, simulated_visits);
        }
        if self.visits < self.k.max(1) {
            self.is_done = true;
            return;
        }
        self.hidden.extend(hidden);
        let before: Vec<u64> = match self.told.last() {
            Some(last) => last.branches.iter().map(|branch| branch.visits).collect(),
            None => vec![self.visits],
        };
        let (number, reached) = (self.told.len() + 1, before.iter().sum());
        let (mut ended, mut other) = (vec![0; before.len()], before);
        let mut on = Vec::new();
        for (path, node) in nodes {
            // What shards say of paths that were not asked about is not told.
            let Some(place) = self.paths.iter().position(|own| *own == node.before) else {
                continue;
            };
            if node.visits < self.k.max(1) {
                continue;
            }
            if node.item.is_some() {
                on.push((place, path, node));
            } else {
                ended[place] += node.visits;
                other[place] = other[place].saturating_sub(node.visits);
            }
        }
        self.paths.clear();
        let mut branches = Vec::new();
        for (place, path, node) in first(on, self.branches) {
            other[place] = other[place].saturating_sub(node.visits);
            let item = node.item.unwrap_or_default();
            if let Some(title) = titles.get(&item) {
                self.titles.insert(item.clone(), title.clone());
            }
            branches.push(Branch {
                from: (number > 1).then_some(place),
                item,
                visits: node.visits,
                share_micro: micro(node.visits, reached),
                between_ms: node.between_ms.median(),
                ended: None,
                other: None,
            });
            self.trail.followed.insert(path.clone());
            self.paths.push(path);
        }
        if let Some(last) = self.told.last_mut() {
            for (branch, (ended, other)) in last.branches.iter_mut().zip(ended.iter().zip(&other)) {
                (branch.ended, branch.other) = (Some(*ended), Some(*other));
            }
        }
        let (ended, other) = (ended.iter().sum(), other.iter().sum());
        let step = Step { step: number, reached, ended, other, branches };
        self.is_done = step.step >= self.steps || step.branches.is_empty();
        self.trail.depth += 1;
        self.told.push(step);
    }

    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.told
    }

    /// Visits that have the anchor; `None` where that may not be told.
    #[must_use]
    pub fn visits(&self) -> Option<u64> {
        (self.k <= 1 || self.visits >= self.k).then_some(self.visits)
    }

    /// Those of them that the simulator made; `None` where that may not be told.
    #[must_use]
    pub fn simulated_visits(&self) -> Option<u64> {
        let simulated = self.simulated_visits;
        let few = 1..self.k;
        let is_told = !few.contains(&simulated) && !few.contains(&(self.visits - simulated));
        self.visits().map(|_| simulated).filter(|_| is_told)
    }

    /// Path texts of which a part at least is not told.
    #[must_use]
    pub fn suppressed(&self) -> usize {
        self.hidden.len()
    }

    /// Titles of the items that branches name by path.
    #[must_use]
    pub const fn titles(&self) -> &BTreeMap<String, String> {
        &self.titles
    }

    /// What it is to be read with.
    #[must_use]
    pub fn caveats(&self) -> Vec<Caveat> {
        let anchor = &self.trail.anchor;
        let holds = [
            (Caveat::SmallGroupsJoined, !self.hidden.is_empty()),
            (Caveat::Simulated, self.simulated_visits().is_some_and(|visits| visits > 0)),
            (Caveat::PathsWithinVisits, true),
            (Caveat::ReturnsAreNoSteps, true),
            (Caveat::RaiseTimeUnknown, *anchor == Anchor::HandRaise),
            (Caveat::StandingTimeUnknown, matches!(anchor, Anchor::Standing(_))),
        ];
        holds.into_iter().filter_map(|(caveat, holds)| holds.then_some(caveat)).collect()
    }
}

/// The first of some nodes by visits; those that tie stay in the order of their paths.
fn first(on: Vec<(usize, String, Node)>, most: usize) -> Vec<(usize, String, Node)> {
    let mut order: Vec<(u64, u64)> =
        (0..).zip(&on).map(|(at, (.., node))| (u64::MAX - node.visits, at)).collect();
    order.sort();
    let mut on: Vec<Option<(usize, String, Node)>> = on.into_iter().map(Some).collect();
    order
        .into_iter()
        .take(most)
        .filter_map(|(_, at)| on.get_mut(usize::try_from(at).ok()?)?.take())
        .collect()
}

/// A part of a whole in millionths, to the nearest.
fn micro(part: u64, whole: u64) -> u32 {
    let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
    u32::try_from((part * 1_000_000 + whole / 2) / whole).unwrap_or(u32::MAX)
}
