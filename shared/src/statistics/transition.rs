//! How often visits went from one thing to the next.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::statistics::merge::Merge;

/// Where a visit can be, between two steps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum State {
    /// Before the first touch.
    Start,
    /// At an item, topic, author or channel of this name.
    Named(String),
    /// The first hand-raise: the sequence ends here.
    HandRaise,
    /// The visit ended without one.
    Exit,
}

/// Counts of steps from state to state; each visit adds one chain of them, from
/// [`State::Start`] to [`State::HandRaise`] or [`State::Exit`].
///
/// As JSON: a list of `[from, to, count]`, with states as `"start"`, `"hand_raise"`, `"exit"` and
/// `{"named": "/pricing/"}`, so that an item called "exit" stays an item.
///
/// # Bounds
/// A visit adds at most [`crate::limit::VISIT_PAGE_VIEWS`] + 1 steps, so that there are never
/// more kinds of step than that for each visit counted. Who solves the chain bounds its states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "Vec<(State, State, u64)>", into = "Vec<(State, State, u64)>")
)]
pub struct Transitions(BTreeMap<State, BTreeMap<State, u64>>);

impl Transitions {
    /// Counts one visit that touched `names` in this order, and then raised a hand or left.
    ///
    /// A step onto itself is a reload, and no step.
    pub fn add<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, raised: bool) {
        let mut from = State::Start;
        for name in names {
            if matches!(&from, State::Named(at) if at == name) {
                continue;
            }
            let to = State::Named(name.into());
            self.step(from, to.clone(), 1);
            from = to;
        }
        self.step(from, if raised { State::HandRaise } else { State::Exit }, 1);
    }

    fn step(&mut self, from: State, to: State, count: u64) {
        self.0.entry(from).or_default().entry(to).or_default().merge(&count);
    }

    /// How often visits went `from` there `to` here.
    #[must_use]
    pub fn get(&self, from: &State, to: &State) -> u64 {
        self.0.get(from).and_then(|row| row.get(to)).copied().unwrap_or(0)
    }

    /// Each step once, however often it was made: added up over visits, how many made it.
    #[must_use]
    pub fn once(&self) -> Self {
        let mut once = Self::default();
        self.iter().for_each(|(from, to, _)| once.step(from.clone(), to.clone(), 1));
        once
    }

    /// Leads steps that are rare to a name over `by`, so that nobody sees where from or to: into
    /// `by`, and from there on. Where a visit came from and how it ended adds up as before.
    pub fn lead_over(&mut self, by: &str, is_rare: impl Fn(&State, &State) -> bool) {
        let by = State::Named(by.into());
        let rare = |from: &State, to: &State| {
            matches!(to, State::Named(_)) && *from != by && *to != by && is_rare(from, to)
        };
        for (from, row) in core::mem::take(&mut self.0) {
            for (to, count) in row {
                if rare(&from, &to) {
                    self.step(from.clone(), by.clone(), count);
                    self.step(by.clone(), to, count);
                } else {
                    self.step(from.clone(), to, count);
                }
            }
        }
    }

    /// Visits counted.
    #[must_use]
    pub fn visits(&self) -> u64 {
        let starts = self.0.get(&State::Start).into_iter().flat_map(BTreeMap::values);
        starts.fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// Every step that was made, and how often, in the order of states.
    pub fn iter(&self) -> impl Iterator<Item = (&State, &State, u64)> {
        self.0.iter().flat_map(|(from, row)| row.iter().map(move |(to, n)| (from, to, *n)))
    }
}

impl Merge for Transitions {
    fn merge(&mut self, other: &Self) {
        Merge::merge(&mut self.0, &other.0);
    }
}

impl From<Transitions> for Vec<(State, State, u64)> {
    fn from(transitions: Transitions) -> Self {
        let row = |(from, row): (State, BTreeMap<State, u64>)| {
            row.into_iter().map(move |(to, count)| (from.clone(), to, count))
        };
        transitions.0.into_iter().flat_map(row).collect()
    }
}

/// A step that no visit makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadStep {
    index: usize,
    why: &'static str,
}

impl fmt::Display for BadStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "transitions[{}]: {}", self.index, self.why)
    }
}

impl TryFrom<Vec<(State, State, u64)>> for Transitions {
    type Error = BadStep;

    /// Takes steps as they travel between shards; a step that is listed twice is added up.
    ///
    /// # Errors
    /// [`BadStep`] names the first that no visit makes: out of an end, into the start, onto
    /// itself, or 0 times.
    fn try_from(steps: Vec<(State, State, u64)>) -> Result<Self, BadStep> {
        let mut transitions = Self::default();
        for (index, (from, to, count)) in steps.into_iter().enumerate() {
            let why = match (&from, &to) {
                (State::HandRaise | State::Exit, _) => "a hand-raise or exit is the last state",
                (_, State::Start) => "the start is the first state",
                _ if from == to => "a step onto itself is none",
                _ if count == 0 => "a step that was made has a count over 0",
                _ => {
                    transitions.step(from, to, count);
                    continue;
                }
            };
            return Err(BadStep { index, why });
        }
        Ok(transitions)
    }
}
