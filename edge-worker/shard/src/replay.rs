//! Two models over a shard's facts: see [`ungated_shared::report::replay`].

use std::collections::BTreeSet;

use ungated_shared::report::replay::{Asked, Part};

use crate::fact::Visit;
use crate::facts::{Facts, Unreadable};
use crate::open::opened;
use crate::reports::split;
use crate::segment::Unpacker;

/// Segments that are replayed before others have their turn: a visit is made whole and scored four
/// times, which takes some ten times as long as to count it.
const TURN: usize = 2;

/// A replay under way.
#[derive(Debug)]
pub struct Replay {
    asked: Asked,
    part: Part,
    /// The segments that are in it.
    segments: BTreeSet<u32>,
}

impl Replay {
    /// One that has replayed nothing yet.
    #[must_use]
    pub fn new(asked: Asked) -> Self {
        Self { asked, part: Part::default(), segments: BTreeSet::new() }
    }

    /// Replays some of the closed segments; whether there are more. To be called until there are none,
    /// with turns for others between: a closed segment says the same before and after.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn turn(&mut self, facts: &Facts<'_>) -> Result<bool, Unreadable> {
        let (closed, _) = split(facts.state, self.asked.range, &self.segments);
        closed.iter().take(TURN).try_for_each(|id| self.segment(facts, *id))?;
        Ok(closed.len() > TURN)
    }

    /// Replays what is left, and what is open.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn finish(mut self, facts: &Facts<'_>) -> Result<Part, Unreadable> {
        let (closed, rest) = split(facts.state, self.asked.range, &self.segments);
        closed.into_iter().chain(rest).try_for_each(|id| self.segment(facts, id))?;
        for open in facts.state.open_visits() {
            self.visit(facts, &open.fact(facts.state.items(), facts.state.model()));
        }
        Ok(self.part)
    }

    fn segment(&mut self, facts: &Facts<'_>, id: u32) -> Result<(), Unreadable> {
        let bytes = (facts.read)(id).ok_or(Unreadable(id))?;
        for visit in Unpacker::new(&bytes).map_err(|_| Unreadable(id))? {
            self.visit(facts, &visit.map_err(|_| Unreadable(id))?);
        }
        self.segments.insert(id);
        Ok(())
    }

    /// Visits of programs are no readers.
    fn visit(&mut self, facts: &Facts<'_>, visit: &Visit) {
        let range = self.asked.range;
        if !(range.from..range.to).contains(&visit.start_ms) || !visit.origin.bot.is_empty() {
            return;
        }
        let views = visit.views.iter().map(|view| (view.item, &view.signals));
        let (_, opened) = opened(views, facts.state.items());
        self.part.add(&self.asked, &visit.origin.fit.segment, &opened);
    }
}
