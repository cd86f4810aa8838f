//! The page views of one item, with what they show of its sections and media.
//!
//! # Why no table?
//! What was on screen is more than a third of a segment, and a question is about one item: segments that
//! do not name it are not opened, and visits that did not read it are not made facts of.

use ungated_shared::page_view::language::Unit;
use ungated_shared::report::anonymity::{Census, Counter, Partition};
use ungated_shared::report::sections::{self, Part, Piece, Seen, Told};
use ungated_shared::report::{Range, VisitFact};

use crate::fact::Visit;
use crate::facts::{Facts, Unreadable, visit_fact};
use crate::segment::{Damaged, Unpacker, items};

/// What the page view at a place of a visit shows.
type Shows<'s> = &'s dyn Fn(usize) -> Option<Seen<'s>>;

impl Facts<'_> {
    /// What the visits of some segments say of an item.
    pub(crate) fn closed_sections(
        &self,
        piece: &Piece,
        told: Option<&Told>,
        segments: &[u32],
    ) -> Result<Part, Unreadable> {
        let mut part = Part::default();
        self.closed_readers(&piece.item, piece.question.range, segments, |seen, fact| {
            part.add(piece, told, self.state.model(), fact, seen);
        })?;
        Ok(part)
    }

    /// What open visits say of an item.
    pub(crate) fn open_sections(&self, piece: &Piece, told: Option<&Told>) -> Part {
        let mut part = Part::default();
        self.open_readers(&piece.item, piece.question.range, |seen, fact| {
            part.add(piece, told, self.state.model(), fact, seen);
        });
        part
    }

    /// How many visits of some segments each group has by what they show of an item; none if those are too
    /// many.
    pub(crate) fn closed_shapes(
        &self,
        item: &str,
        partition: &Partition,
        segments: &[u32],
    ) -> Result<Option<Census>, Unreadable> {
        let mut counter = Counter::of(partition);
        self.closed_readers(item, partition.span(), segments, |seen, fact| {
            sections::count(&mut counter, item, fact, seen);
        })?;
        Ok(counter.finish())
    }

    /// The same of open visits.
    pub(crate) fn open_shapes(&self, item: &str, partition: &Partition) -> Option<Census> {
        let mut counter = Counter::of(partition);
        self.open_readers(item, partition.span(), |seen, fact| {
            sections::count(&mut counter, item, fact, seen);
        });
        counter.finish()
    }

    /// Each visit of some segments that read an item, with what its page views show.
    fn closed_readers(
        &self,
        item: &str,
        range: Range,
        segments: &[u32],
        mut each: impl for<'s> FnMut(Shows<'s>, &VisitFact),
    ) -> Result<(), Unreadable> {
        let Some(item) = self.state.items().find(item) else { return Ok(()) };
        for id in segments {
            let unreadable = |Damaged| Unreadable(*id);
            let bytes = (self.read)(*id).ok_or(Unreadable(*id))?;
            if !items(&bytes).map_err(unreadable)?.contains(&item) {
                continue;
            }
            for visit in Unpacker::new(&bytes).map_err(unreadable)? {
                self.reader(item, range, &visit.map_err(unreadable)?, &mut each);
            }
        }
        Ok(())
    }

    /// The same of open visits.
    fn open_readers(
        &self,
        item: &str,
        range: Range,
        mut each: impl for<'s> FnMut(Shows<'s>, &VisitFact),
    ) {
        let items = self.state.items();
        let Some(item) = items.find(item) else { return };
        let has_read = |open: &&crate::open::Open| open.views.iter().any(|view| view.item == item);
        for open in self.state.open_visits().filter(has_read) {
            self.reader(item, range, &open.fact(items, self.state.model()), &mut each);
        }
    }

    fn reader(
        &self,
        item: u32,
        range: Range,
        visit: &Visit,
        each: &mut impl for<'s> FnMut(Shows<'s>, &VisitFact),
    ) {
        let in_range = (range.from..range.to).contains(&visit.start_ms);
        if !in_range || !visit.views.iter().any(|view| view.item == item) {
            return;
        }
        let known = self.state.items().get(item);
        let unit = known.map_or(Unit::of(""), |item| Unit::of(&item.language));
        let seen = |at: usize| visit.views.get(at).map(|view| Seen { unit, view: &view.signals });
        each(&seen, &visit_fact(visit, self).linked());
    }
}
