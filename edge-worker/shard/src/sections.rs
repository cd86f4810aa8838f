//! The page views of one item, with what they show of its sections and media.
//!
//! # Why no table?
//! What was on screen is more than a third of a segment, and a question is about one item: segments that
//! do not name it are not opened, and visits that did not read it are not made facts of.

use ungated_shared::page_view::language::Unit;
use ungated_shared::report::anonymity::Shown;
use ungated_shared::report::sections::{Part, Piece, Seen};

use crate::fact::Visit;
use crate::facts::{Facts, Unreadable, visit_fact};
use crate::segment::{Damaged, Unpacker, items};

impl Facts<'_> {
    /// What the visits of some segments say of an item.
    pub(crate) fn closed_sections(
        &self,
        piece: &Piece,
        shown: Option<&Shown>,
        segments: &[u32],
    ) -> Result<Part, Unreadable> {
        let mut part = Part::default();
        let Some(item) = self.state.items().find(&piece.item) else { return Ok(part) };
        for id in segments {
            let unreadable = |Damaged| Unreadable(*id);
            let bytes = (self.read)(*id).ok_or(Unreadable(*id))?;
            if !items(&bytes).map_err(unreadable)?.contains(&item) {
                continue;
            }
            for visit in Unpacker::new(&bytes).map_err(unreadable)? {
                self.add(&mut part, piece, shown, item, &visit.map_err(unreadable)?);
            }
        }
        Ok(part)
    }

    /// What open visits say of an item.
    pub(crate) fn open_sections(&self, piece: &Piece, shown: Option<&Shown>) -> Part {
        let mut part = Part::default();
        let items = self.state.items();
        let Some(item) = items.find(&piece.item) else { return part };
        let has_read = |open: &&crate::open::Open| open.views.iter().any(|view| view.item == item);
        for open in self.state.open_visits().filter(has_read) {
            let visit = open.fact(items, self.state.model());
            self.add(&mut part, piece, shown, item, &visit);
        }
        part
    }

    fn add(&self, part: &mut Part, piece: &Piece, shown: Option<&Shown>, item: u32, visit: &Visit) {
        let range = piece.question.range;
        let in_range = (range.from..range.to).contains(&visit.start_ms);
        if !in_range || !visit.views.iter().any(|view| view.item == item) {
            return;
        }
        let known = self.state.items().get(item);
        let unit = known.map_or(Unit::of(""), |item| Unit::of(&item.language));
        let seen = |at: usize| visit.views.get(at).map(|view| Seen { unit, view: &view.signals });
        let fact = visit_fact(visit, self).linked();
        part.add(piece, shown, self.state.model(), &fact, seen);
    }
}
