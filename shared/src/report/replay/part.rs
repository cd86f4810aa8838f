//! What one shard adds up.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::page_view::PageView;
use crate::page_view::language::Unit;
use crate::report::{BANDS, NONE, Range, band};
use crate::score::model::Model;
use crate::score::replay::replay;
use crate::score::standing::Standing;
use crate::score::{points, score};
use crate::signal::counts::Counts;
use crate::visit::{Opened, readings};

/// What a shard is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Visits that began in it.
    pub range: Range,
    /// The values of the published model.
    pub published: [u32; Model::CONSTANTS.len()],
    /// Those of the draft.
    pub draft: [u32; Model::CONSTANTS.len()],
    /// Items of which points are added up, by path.
    pub items: BTreeSet<String>,
    /// Segments of which visits are counted.
    pub segments: BTreeSet<String>,
}

/// A count or a sum under the published model, and under the draft.
pub(super) type Two = [u64; 2];

const STANDINGS: usize = Standing::ALL.len();

/// What replaying some visits gave. Parts of disjoint visits merge exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Visits.
    pub(super) visits: u64,
    /// Those of which a figure changed.
    pub(super) changed: u64,
    /// Visits by standing: the published one chooses the row, the draft's the column.
    pub(super) standings: [[u64; STANDINGS]; STANDINGS],
    /// Visits by band of engagement.
    pub(super) engagement: [Two; BANDS.len()],
    /// Visits by band of intent.
    pub(super) intent: [Two; BANDS.len()],
    /// Visits by the standing that reading alone brought them to.
    pub(super) alone: [Two; STANDINGS],
    /// Those of them that raised a hand.
    pub(super) raising: [Two; STANDINGS],
    /// Points by item.
    pub(super) items: BTreeMap<String, Two>,
    /// Visits that are considering or ready, by segment.
    pub(super) segments: BTreeMap<String, Two>,
}

impl Part {
    /// Adds a visit, by its page views in order of opening. `segment` is the one it is in, or empty: then it
    /// counts for [`NONE`], as ordinary answers name it.
    pub fn add(&mut self, asked: &Asked, segment: &str, opened: &[Opened<'_>]) {
        let segment = if segment.is_empty() { NONE } else { segment };
        let models = [asked.published, asked.draft].map(Model::of_values);
        let [published, draft] = &models;
        let replayed = replay(published, draft, &readings(opened.iter().copied()));
        self.visits += 1;
        self.changed += u64::from(replayed.is_changed());
        let both = [&replayed.published, &replayed.draft];
        let [row, column] = both.map(|score| score.standing as usize);
        add(self.standings.get_mut(row).and_then(|row| row.get_mut(column)));
        let before = before_raise(opened);
        let raises = opened.iter().any(|it| it.view.hand_raises.total() > 0);
        for (at, (score, model)) in both.into_iter().zip(&models).enumerate() {
            let count = |cells: &mut [Two], place: usize| {
                add(cells.get_mut(place).and_then(|cell| cell.get_mut(at)));
            };
            count(&mut self.engagement, band::place(score.engagement));
            count(&mut self.intent, band::place(score.intent));
            let alone = of_reading(model, &before, opened) as usize;
            count(&mut self.alone, alone);
            if raises {
                count(&mut self.raising, alone);
            }
            if score.standing >= Standing::Considering && asked.segments.contains(segment) {
                let cell = self.segments.entry(segment.into()).or_default();
                add(cell.get_mut(at));
            }
            for Opened { item, view } in opened {
                if asked.items.contains(&item.path) {
                    let cell = self.items.entry(item.path.clone()).or_default();
                    let earned = points(model, Unit::of(&item.language), view).total();
                    if let Some(sum) = cell.get_mut(at) {
                        *sum += u64::from(earned);
                    }
                }
            }
        }
    }

    /// Adds another, of other visits.
    pub fn merge(&mut self, other: &Self) {
        self.visits += other.visits;
        self.changed += other.changed;
        let all = |of: &Self| of.standings.into_iter().flatten().collect::<Vec<u64>>();
        for (ours, theirs) in self.standings.iter_mut().flatten().zip(all(other)) {
            *ours += theirs;
        }
        sum(&mut self.engagement, &other.engagement);
        sum(&mut self.intent, &other.intent);
        sum(&mut self.alone, &other.alone);
        sum(&mut self.raising, &other.raising);
        sum_by_name(&mut self.items, &other.items);
        sum_by_name(&mut self.segments, &other.segments);
    }
}

fn add(cell: Option<&mut u64>) {
    if let Some(cell) = cell {
        *cell += 1;
    }
}

fn sum(ours: &mut [Two], theirs: &[Two]) {
    for (ours, theirs) in ours.iter_mut().flatten().zip(theirs.iter().flatten()) {
        *ours += theirs;
    }
}

fn sum_by_name(ours: &mut BTreeMap<String, Two>, theirs: &BTreeMap<String, Two>) {
    for (name, two) in theirs {
        sum(core::slice::from_mut(ours.entry(name.clone()).or_default()), &[*two]);
    }
}

/// The standing that reading alone brought a visit to, before a hand was raised.
#[must_use]
pub fn alone(model: &Model, opened: &[Opened<'_>]) -> Standing {
    of_reading(model, &before_raise(opened), opened)
}

/// The page views up to the first on which a hand was raised, without what was raised.
fn before_raise(opened: &[Opened<'_>]) -> Vec<PageView> {
    let first = opened.iter().position(|it| it.view.hand_raises.total() > 0);
    let until = first.map_or(opened.len(), |first| first + 1);
    let quiet = |it: &Opened<'_>| PageView { hand_raises: Counts::NONE, ..it.view.clone() };
    opened.iter().take(until).map(quiet).collect()
}

fn of_reading(model: &Model, before: &[PageView], opened: &[Opened<'_>]) -> Standing {
    let views = before.iter().zip(opened).map(|(view, it)| Opened { item: it.item, view });
    score(model, &readings(views)).standing
}
