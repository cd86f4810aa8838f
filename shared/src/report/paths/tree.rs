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

    /// Takes what all shards say to [`next`](Self::next): of all steps so far, so that they add up even
    /// where readers came since the last time.
    pub fn take(&mut self, part: Part) {
        let Part { visits, simulated_visits, nodes, hidden, titles } = part;
        (self.visits, self.simulated_visits) = (visits, simulated_visits);
        (self.hidden, self.titles) = (hidden, titles);
        self.told.clear();
        if self.visits >= self.k.max(1) {
            let (mut paths, mut before) = (vec![String::new()], vec![self.visits]);
            for step in 1..=self.trail.depth {
                if paths.is_empty() {
                    break;
                }
                (paths, before) = self.tell(step, &nodes, &paths, before);
            }
        }
        let is_told = |item: &String| {
            self.told.iter().flat_map(|step| &step.branches).any(|branch| branch.item == *item)
        };
        self.titles.retain(|item, _| is_told(item));
        let has_more = self.told.last().is_some_and(|last| !last.branches.is_empty());
        self.is_done = self.told.len() >= self.steps || !has_more;
        self.trail.depth += 1;
    }

    /// Tells a step on from the paths of the one before and their visits; the same of its own.
    fn tell(
        &mut self,
        number: usize,
        nodes: &BTreeMap<String, Node>,
        paths: &[String],
        before: Vec<u64>,
    ) -> (Vec<String>, Vec<u64>) {
        let is_last = number == self.trail.depth;
        let reached = before.iter().sum();
        let (mut ended, mut other) = (vec![0; before.len()], before);
        let mut on = Vec::new();
        for (path, node) in nodes.iter().filter(|(_, node)| node.visits >= self.k.max(1)) {
            let Some(place) = paths.iter().position(|own| *own == node.before) else { continue };
            if node.item.is_none() {
                ended[place] += node.visits;
                other[place] = other[place].saturating_sub(node.visits);
            } else if is_last || self.trail.followed.contains(path) {
                on.push((place, path, node));
            }
        }
        let mut step = Step { step: number, reached, ..Step::default() };
        let (mut own, mut visits) = (Vec::new(), Vec::new());
        for (place, path, node) in first(&on, self.branches) {
            other[place] = other[place].saturating_sub(node.visits);
            step.branches.push(Branch {
                from: (number > 1).then_some(place),
                item: node.item.clone().unwrap_or_default(),
                visits: node.visits,
                share_micro: micro(node.visits, reached),
                between_ms: node.between_ms.median(),
                ended: None,
                other: None,
            });
            self.trail.followed.insert(path.clone());
            own.push(path.clone());
            visits.push(node.visits);
        }
        if let Some(last) = self.told.last_mut() {
            for (branch, (ended, other)) in last.branches.iter_mut().zip(ended.iter().zip(&other)) {
                (branch.ended, branch.other) = (Some(*ended), Some(*other));
            }
        }
        (step.ended, step.other) = (ended.iter().sum(), other.iter().sum());
        self.told.push(step);
        (own, visits)
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

/// A path: the place of the one before, its text, and who took it.
type Taken<'a> = (usize, &'a String, &'a Node);

/// The first of some by visits; those that tie stay in the order of their paths.
fn first<'a>(on: &[Taken<'a>], most: usize) -> Vec<Taken<'a>> {
    let mut order: Vec<(u64, u64)> =
        (0..).zip(on).map(|(at, (.., node))| (u64::MAX - node.visits, at)).collect();
    order.sort();
    order
        .iter()
        .take(most)
        .filter_map(|(_, at)| on.get(usize::try_from(*at).ok()?).copied())
        .collect()
}

/// A part of a whole in millionths, to the nearest.
fn micro(part: u64, whole: u64) -> u32 {
    let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
    u32::try_from((part * 1_000_000 + whole / 2) / whole).unwrap_or(u32::MAX)
}
