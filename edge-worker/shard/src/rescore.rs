//! Another model: what is open and what is closed is scored anew.
//!
//! # Why the past, too?
//! Facts keep the raw signals, so one model can hold for all of them: a trend does not break on the
//! day on which a model was published, and a rollback brings back the figures of before. What
//! describes the items (stage, weight) is what is known of them now.
//!
//! # Why in steps?
//! A site's year has hundreds of segments, each with thousands of page views. They are written anew a
//! few at a time, and how far that went is written with them: whatever ends the process, it goes on
//! from there.

use std::collections::BTreeMap;

use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;

use crate::disk::Write;
use crate::segment::Damaged;
use crate::state::State;

/// Segments that are scored in one step: a few ten milliseconds.
pub const STEP: usize = 4;

impl State {
    /// Goes by a model from now on; returns what is to be written, all at once. What is closed is then
    /// [unscored](Self::is_unscored).
    ///
    /// Where hits wait to be joined to closed visits, these come first ([`Self::compact`]): they are in the
    /// journal alone, which this empties. Nothing is done then.
    pub fn set_model(&mut self, model: Model) -> Vec<Write> {
        if model == self.model || self.has_late() {
            return Vec::new();
        }
        self.model = model;
        let items = &self.items;
        for view in self.visits.values_mut().flat_map(|visit| &mut visit.views) {
            let unit = items.get(view.item).map_or(Unit::of(""), |item| Unit::of(&item.language));
            view.points = points(&model, unit, &view.get().0).total();
        }
        self.unscored = self.segments.keys().next().copied();
        let mut writes = vec![Write::Model(model), Write::Unscored(self.unscored)];
        // What is read back is scored by the model of then.
        self.empty_journal(&mut writes);
        writes
    }

    /// Whether there are closed visits that are still to be scored by the model that holds.
    #[must_use]
    pub const fn is_unscored(&self) -> bool {
        self.unscored.is_some()
    }

    /// Scores the visits of the next [`STEP`] segments; returns what is to be written, all at once, and
    /// which segments could not be read: those stay as they are.
    ///
    /// Where hits wait to be joined to closed visits, these come first ([`Self::compact`]): nothing is
    /// done.
    ///
    /// `read` gives the bytes of a segment.
    pub fn rescore(
        &mut self,
        received_ms: u64,
        read: &mut dyn FnMut(u32) -> Result<Vec<u8>, Damaged>,
    ) -> (Vec<Write>, Vec<u32>) {
        let Some(from) = self.unscored.filter(|_| !self.has_late()) else {
            return (Vec::new(), Vec::new());
        };
        let (mut changed, mut unreadable) = (BTreeMap::new(), Vec::new());
        for (&id, closed) in self.segments.range(from..).take(STEP) {
            match read(id).and_then(|bytes| self.scored(closed, &bytes)) {
                Ok(Some(parts)) => drop(changed.insert(id, parts)),
                Ok(None) => {}
                Err(Damaged) => unreadable.push(id),
            }
        }
        let next = self.segments.range(from..).nth(STEP).map(|(id, _)| *id);
        let mut writes = self.replace(changed, received_ms);
        // What outgrew its segment has the last number; it is scored already.
        self.unscored = next;
        writes.push(Write::Unscored(next));
        (writes, unreadable)
    }
}
