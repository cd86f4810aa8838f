//! What is asked of a shard, and which of its segments that concerns.

use std::collections::BTreeSet;

use ungated_shared::report::anonymity::{Partition, Shown};
use ungated_shared::report::paths::Trail;
use ungated_shared::report::sections::{Piece, Told};
use ungated_shared::report::table::Need;
use ungated_shared::report::{Question, Range};

use crate::state::State;

/// What is asked of a shard.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// How many visits each group has.
    Census(&'a Partition),
    /// What the facts say.
    Report(&'a Question, Option<&'a Shown>),
    /// What the rows weigh.
    Weights(&'a Question),
    /// What hand-raises can be put down to.
    Influence(&'a Question, Option<&'a Shown>),
    /// Where visits went.
    Paths(&'a Question, &'a Trail, Option<&'a Shown>),
    /// How far readers of an item came.
    Sections(&'a Piece, Option<&'a Told>),
    /// How many visits each group has by what they show of an item.
    Shapes(&'a str, &'a Partition),
}

impl Asked<'_> {
    pub(super) fn range(&self) -> Range {
        match self {
            Self::Census(partition) | Self::Shapes(_, partition) => partition.span(),
            Self::Report(question, _)
            | Self::Influence(question, _)
            | Self::Weights(question)
            | Self::Paths(question, ..) => question.range,
            Self::Sections(piece, _) => piece.question.range,
        }
    }

    pub(super) fn need(&self) -> Need {
        match self {
            Self::Census(partition) => Need::of_groups(partition),
            Self::Report(question, shown) => {
                let groups = shown.map(|shown| Need::of_groups(shown.partition()));
                Need::of(question) | groups.unwrap_or_default()
            }
            Self::Weights(question) => Need::of(question),
            Self::Influence(..) | Self::Sections(..) | Self::Shapes(..) => Need::ALL,
            Self::Paths(question, trail, shown) => {
                let groups = shown.map(|shown| Need::of_groups(shown.partition()));
                Need::of_paths(question, trail) | groups.unwrap_or_default()
            }
        }
    }
}

/// The segments that can have visits of a range.
fn within(state: &State, range: Range) -> impl Iterator<Item = u32> {
    let touches = move |closed: &crate::state::Closed| {
        closed.from_ms < range.to && closed.to_ms >= range.from
    };
    state.segments().filter(move |(_, closed)| touches(closed)).map(|(id, _)| id)
}

/// Of these, those that are closed and not known; and those that are not closed and not known.
pub(crate) fn split(state: &State, range: Range, known: &BTreeSet<u32>) -> (Vec<u32>, Vec<u32>) {
    let youngest = state.segments().last().map(|(id, _)| id);
    let closed: BTreeSet<u32> = state
        .segments()
        .filter(|(id, closed)| closed.awaited.is_empty() && Some(*id) != youngest)
        .map(|(id, _)| id)
        .collect();
    within(state, range).filter(|id| !known.contains(id)).partition(|id| closed.contains(id))
}
