//! What one shard adds up.

use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::trail::{Trail, UNTOLD, named};
use crate::report::anonymity::Shown;
use crate::report::influence::merge_title;
use crate::report::weight::number;
use crate::report::{Question, ViewFact, VisitFact};
use crate::statistics::histogram::Histogram;

/// Where the visits of a shard went, as far as is followed. Parts of disjoint facts merge exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Visits that have the anchor.
    pub(super) visits: u64,
    /// Those of them that the simulator made.
    pub(super) simulated_visits: u64,
    /// By path text.
    pub(super) nodes: BTreeMap<String, Node>,
    /// Numbers of path texts of which a part at least is not told.
    pub(super) hidden: BTreeSet<u64>,
    pub(super) titles: BTreeMap<String, String>,
}

/// Visits that took one path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Node {
    pub(super) visits: u64,
    /// The path before the last step.
    pub(super) before: String,
    /// The last piece; none where there was no further one.
    pub(super) item: Option<String>,
    /// From the opening of one piece to that of the other, ms.
    pub(super) between_ms: Histogram,
}

impl Node {
    /// Counts a visit; of its last step, when both page views were opened, if that is known.
    pub(super) fn add<T: Into<u64>>(&mut self, opened: Option<[Option<T>; 2]>) {
        self.visits += 1;
        if let Some([Some(from), Some(to)]) = opened {
            self.between_ms.add(from.into().abs_diff(to.into()));
        }
    }
}

/// Where a visit is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// Whether it has the anchor, and may be told of.
    pub(super) is_in: bool,
    /// The path texts under which it is told, one for each step.
    pub(super) paths: Vec<String>,
}

/// The number of a path text.
pub(super) fn of_path(path: &str) -> u64 {
    number(&[path.to_owned()])
}

impl Part {
    /// Counts one visit, as far as it belongs to the question; tells what is `shown`, where not
    /// everything may be.
    pub fn add(
        &mut self,
        question: &Question,
        trail: &Trail,
        shown: Option<&Shown>,
        visit: &VisitFact,
    ) {
        let range = question.range;
        if !(range.from..range.to).contains(&visit.start_ms) {
            return;
        }
        let counted = self.place(question, trail, shown, visit);
        if !counted.is_in {
            return;
        }
        self.visits += 1;
        self.simulated_visits += u64::from(visit.simulated);
        let route = trail.route_of(visit);
        let opened = |place: usize| visit.views.get(place).map(|view| view.after_ms);
        for (step, path) in (1..).zip(&counted.paths) {
            let Some(node) = self.nodes.get_mut(path) else { continue };
            let between = route.as_ref().and_then(|route| route.step(step));
            node.add(between.map(|between| between.map(opened)));
        }
    }

    /// Where a visit is counted, and all others that are like it: for its paths there are nodes.
    pub(super) fn place(
        &mut self,
        question: &Question,
        trail: &Trail,
        shown: Option<&Shown>,
        visit: &VisitFact,
    ) -> Counted {
        let is_left_out = !visit.bot.is_empty() && !question.asks_bots();
        // No filter is on a page view.
        if is_left_out || !question.holds(visit, &ViewFact::default()) {
            return Counted::default();
        }
        let Some(route) = trail.route_of(visit) else { return Counted::default() };
        if shown.is_some_and(|shown| !shown.has_steps(0, visit)) {
            return Counted::default();
        }
        let levels = trail.levels(visit);
        let mut counted = Counted { is_in: true, paths: Vec::new() };
        let mut before = String::new();
        for (step, path) in levels.into_iter().enumerate().skip(1) {
            if path == UNTOLD {
                break;
            }
            if shown.is_some_and(|shown| !shown.has_steps(step, visit)) {
                self.hidden.insert(of_path(&path));
                break;
            }
            let view = route.pieces.get(step - 1).and_then(|place| visit.views.get(*place));
            if let Some(view) = view.filter(|view| !view.title.is_empty()) {
                merge_title(&mut self.titles, &view.item, &view.title);
            }
            let node = self.nodes.entry(path.clone()).or_default();
            node.item = view.map(|view| named(&view.item).to_owned());
            node.before = core::mem::replace(&mut before, path.clone());
            counted.paths.push(path);
        }
        counted
    }

    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: &Self) {
        self.visits += other.visits;
        self.simulated_visits += other.simulated_visits;
        for (path, theirs) in &other.nodes {
            let ours = self.nodes.entry(path.clone()).or_insert_with(|| Node {
                before: theirs.before.clone(),
                item: theirs.item.clone(),
                ..Node::default()
            });
            ours.visits += theirs.visits;
            ours.between_ms.merge(&theirs.between_ms);
        }
        self.hidden.extend(&other.hidden);
        for (item, title) in &other.titles {
            merge_title(&mut self.titles, item, title);
        }
    }

    /// About how many bytes it takes in memory. Reckoned, not measured: a node is three texts and a tree of
    /// times, taken as 40 bytes each.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let node = |(path, node): (&String, &Node)| {
            let times = usize::try_from(node.between_ms.count()).unwrap_or(usize::MAX);
            3 * path.len() + 200 + times.saturating_mul(40)
        };
        let titles = self.titles.iter().map(|(item, title)| item.len() + title.len() + 80);
        self.nodes.iter().map(node).sum::<usize>() + titles.sum::<usize>() + self.hidden.len() * 20
    }
}
