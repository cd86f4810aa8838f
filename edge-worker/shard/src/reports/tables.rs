//! The columns of segments that questions needed, unpacked.

use std::collections::BTreeMap;
use std::rc::Rc;

use ungated_shared::page_view::language::Unit;
use ungated_shared::report::table::{Need, Table};

use crate::facts::{Facts, Unreadable};
use crate::segment;
use crate::state::State;

/// Bytes of tables that one shard keeps: some 20 a page view with the columns that dashboards ask for,
/// so a million page views; an object has 128 MB, and others may live beside it.
pub const TABLES_BYTES: usize = 24_000_000;

/// What is counted before others have their turn, in page views of a kept table: natively two
/// milliseconds for top items of a million page views, which took 130; in the Worker not measured.
const TURN: usize = 16_000;
/// What unpacking a page view costs, and counting it: as much as counting so many that are unpacked
/// (natively 644 ms of a million with the columns of a table of items, against those 130).
const UNPACKING: usize = 5;

/// Tables, by segment: the youngest, as far as there is room.
#[derive(Default)]
pub struct Tables {
    tables: BTreeMap<u32, Rc<Table>>,
    bytes: usize,
    /// What the texts of their items were counted in.
    units: BTreeMap<u32, Unit>,
}

impl Tables {
    /// The table of a segment with what is needed, kept or unpacked.
    ///
    /// # Errors
    /// If the segment cannot be read.
    pub fn table(
        &mut self,
        facts: &Facts<'_>,
        id: u32,
        need: Need,
    ) -> Result<Rc<Table>, Unreadable> {
        let known = self.tables.get(&id).map(|table| (table.has, Rc::clone(table)));
        let before = match known {
            Some((has, table)) if has.has(need) => return Ok(table),
            Some((has, _)) => has,
            None => Need::default(),
        };
        let items = facts.state.items();
        let unit_of = |id| items.get(id).map_or(Unit::of(""), |item| Unit::of(&item.language));
        let bytes = (facts.read)(id).ok_or(Unreadable(id))?;
        let table =
            segment::scan(&bytes, need | before, facts.region, facts.state.model(), &unit_of);
        let table = Rc::new(table.map_err(|_| Unreadable(id))?);
        self.forget(id);
        // What is youngest is asked for most, so that stays.
        while self.bytes + table.bytes() > TABLES_BYTES {
            match self.tables.first_key_value() {
                Some((&oldest, _)) if oldest < id => self.forget(oldest),
                _ => return Ok(table),
            }
        }
        for item in &table.item {
            self.units.entry(*item).or_insert_with(|| unit_of(*item));
        }
        self.bytes += table.bytes();
        self.tables.insert(id, Rc::clone(&table));
        Ok(table)
    }

    /// Forgets the table of a segment.
    pub fn forget(&mut self, id: u32) {
        if let Some(table) = self.tables.remove(&id) {
            self.bytes -= table.bytes();
        }
    }

    /// Forgets all if an item's text is counted otherwise than it was.
    pub fn counts_in(&mut self, item: u32, unit: Unit) {
        if self.units.get(&item).is_some_and(|known| *known != unit) {
            *self = Self::default();
        }
    }

    /// The first of some segments, as many as are counted in one turn; whether there are more.
    pub fn turn(&self, state: &State, mut segments: Vec<u32>, need: Need) -> (Vec<u32>, bool) {
        let mut left = TURN;
        let mut fits = |id: &u32| {
            let views = state.segments.get(id).map_or(0, |closed| closed.views);
            let is_kept = self.tables.get(id).is_some_and(|table| table.has.has(need));
            let cost = if is_kept { views } else { views * UNPACKING };
            // The first one fits always.
            let fits = left == TURN || cost <= left;
            left = left.saturating_sub(cost.max(1));
            fits
        };
        let end = segments.iter().take_while(|id| fits(id)).count();
        let has_more = end < segments.len();
        segments.truncate(end);
        (segments, has_more)
    }
}

#[cfg(test)]
mod tests {
    use ungated_shared::score::model::Model;

    use super::*;
    use crate::awaited::Awaited;
    use crate::disk::Disk;
    use crate::state::Closed;

    /// Tables and a state of ten segments, each of so many page views.
    fn ten(views: usize) -> (Tables, State, Vec<u32>) {
        let mut state = State::load(Model::DEFAULT, &Disk::default()).expect("an empty disk");
        let closed = Closed { from_ms: 0, to_ms: 1, views, awaited: Awaited::default() };
        state.segments.extend((1..=10).map(|id| (id, closed.clone())));
        (Tables::default(), state, (1..=10).collect())
    }

    /// Segments in the turns that it takes to count all.
    fn turns(tables: &Tables, state: &State, mut segments: Vec<u32>) -> Vec<usize> {
        let mut turns = Vec::new();
        loop {
            let (turn, has_more) = tables.turn(state, segments.clone(), Need::default());
            turns.push(turn.len());
            segments.drain(..turn.len());
            assert_eq!(has_more, !segments.is_empty());
            if !has_more {
                return turns;
            }
        }
    }

    #[test]
    fn a_turn_has_so_many_page_views_and_no_more() {
        let (mut tables, state, segments) = ten(TURN / 4);
        assert_eq!(turns(&tables, &state, segments.clone()), [1; 10], "each is unpacked first");
        for id in &segments {
            tables.tables.insert(*id, Rc::default());
        }
        assert_eq!(turns(&tables, &state, segments), [4, 4, 2], "what is kept is counted");
    }

    #[test]
    fn a_segment_that_is_larger_than_a_turn_has_one_of_its_own() {
        let (mut tables, state, segments) = ten(2 * TURN);
        assert_eq!(turns(&tables, &state, segments.clone()), [1; 10]);
        for id in &segments {
            tables.tables.insert(*id, Rc::default());
        }
        assert_eq!(turns(&tables, &state, segments), [1; 10]);
    }

    #[test]
    fn segments_without_page_views_take_turns_too() {
        let (tables, state, segments) = ten(0);
        assert_eq!(turns(&tables, &state, segments), [10]);
    }
}
