//! What a shard's facts say to questions, and what is kept of that.
//!
//! # What is kept?
//! **Tables**: the columns of segments that questions needed, unpacked; the youngest segments, as far
//! as [`TABLES_BYTES`] go. **Counts**: what the closed segments said to a question, as far as
//! [`COUNTS_BYTES`] go. A segment is closed when it is not the youngest and no hit may come for it any
//! more: a day later. So a question that is asked again, as dashboards do, counts the last day and
//! what is open, and adds what was kept.
//!
//! # Invariant
//! What is kept says nothing that the rows do not: it is of segments by number, and goes when one of
//! these is written anew or dropped ([`Reports::forget`]: late hits, retention), or when an item comes
//! to be described otherwise; all of it, when another model holds.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ungated_shared::limit;
use ungated_shared::page_view::language::Unit;
use ungated_shared::report::anonymity::{Census, Counter, Counting, Partition, Shown};
use ungated_shared::report::influence::Part;
use ungated_shared::report::paths::{self, Trail};
use ungated_shared::report::sections::{self, Piece};
use ungated_shared::report::table::{Answering, Need, Table, Weighing};
use ungated_shared::report::weight::Weights;
use ungated_shared::report::{Partial, Question, Range};

use crate::disk::Write;
use crate::facts::{Facts, item_fact};
use crate::kept::Kept;
use crate::segment;
use crate::state::State;

/// Bytes of tables that one shard keeps: some 20 a page view with the columns that dashboards ask for,
/// so a million page views; an object has 128 MB, and others may live beside it.
pub const TABLES_BYTES: usize = 24_000_000;
/// Bytes of answers that one shard keeps, and of groups: those of a dashboard's questions, some ten,
/// have a tenth of that, but for one by path, which has as many rows as visits went different ways.
pub const COUNTS_BYTES: usize = 16_000_000;

/// What is counted before others have their turn, in page views of a kept table: natively two
/// milliseconds for top items of a million page views, which took 130; in the Worker not measured.
const TURN: usize = 16_000;
/// What unpacking a page view costs, and counting it: as much as counting so many that are unpacked
/// (natively 644 ms of a million with the columns of a table of items, against those 130).
const UNPACKING: usize = 5;

/// A segment that cannot be read, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable(pub u32);

/// Answers, and what is kept for the next ones.
#[derive(Default)]
pub struct Reports {
    tables: BTreeMap<u32, Rc<Table>>,
    bytes: usize,
    /// What the texts of items in tables were counted in.
    units: BTreeMap<u32, Unit>,
    censuses: Kept<Census>,
    answers: Kept<Partial>,
    weights: Kept<Weights>,
    influences: Kept<Part>,
    paths: Kept<paths::Part>,
    sections: Kept<sections::Part>,
}

impl Reports {
    /// Forgets what is not so any more once this is written.
    pub fn forget(&mut self, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Segment { id, .. } | Write::DropSegment(id) => {
                    self.drop_table(*id);
                    self.censuses.forget(*id);
                    self.answers.forget(*id);
                    self.weights.forget(*id);
                    self.influences.forget(*id);
                    self.paths.forget(*id);
                    self.sections.forget(*id);
                }
                Write::Item(id, item) => {
                    self.censuses.forget_item(*id);
                    self.answers.forget_item(*id);
                    self.weights.forget_item(*id);
                    self.influences.forget_item(*id);
                    self.paths.forget_item(*id);
                    self.sections.forget_item(*id);
                    let unit = Unit::of(&item.language);
                    if self.units.get(id).is_some_and(|known| *known != unit) {
                        self.tables.clear();
                        self.units.clear();
                        self.bytes = 0;
                    }
                }
                Write::Model(_) => *self = Self::default(),
                _ => {}
            }
        }
    }

    /// Counts some of the closed segments that a question needs and keeps what they say; whether there
    /// are more. To be called until there are none, with turns for others between: a closed segment
    /// says the same before and after.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn prepare(
        &mut self,
        facts: &Facts<'_>,
        asked: &Asked<'_>,
        key: &str,
    ) -> Result<bool, Unreadable> {
        let (range, need) = (asked.range(), asked.need());
        match asked {
            Asked::Census(partition) => {
                let known = self.censuses.get(key).unwrap_or_default();
                let (closed, _) = split(facts.state, range, &known.segments);
                let (turn, has_more) = self.turn(facts.state, closed, need);
                if turn.is_empty() {
                    return Ok(false);
                }
                let Some(more) = self.count(facts, partition, &turn)? else { return Ok(false) };
                self.censuses.remove(key);
                let mut known = known;
                known.add(turn, facts.state.items().last(), |census| census.merge(&more));
                let bytes = known.value.bytes();
                Ok(self.censuses.put(key.into(), known, bytes) && has_more)
            }
            Asked::Report(question, shown) => {
                let known = self.answers.get(key).unwrap_or_default();
                let (closed, _) = split(facts.state, range, &known.segments);
                let (turn, has_more) = self.turn(facts.state, closed, need);
                if turn.is_empty() {
                    return Ok(false);
                }
                let more = self.tell(facts, question, *shown, &turn)?;
                self.answers.remove(key);
                let mut known = known;
                known.add(turn, facts.state.items().last(), |partial| partial.merge(more));
                let bytes = known.value.bytes();
                Ok(self.answers.put(key.into(), known, bytes) && has_more)
            }
            Asked::Weights(question) => {
                let known = self.weights.get(key).unwrap_or_default();
                let (closed, _) = split(facts.state, range, &known.segments);
                let (turn, has_more) = self.turn(facts.state, closed, need);
                if turn.is_empty() {
                    return Ok(false);
                }
                let more = self.weigh(facts, question, &turn)?;
                self.weights.remove(key);
                let mut known = known;
                known.add(turn, facts.state.items().last(), |weights| weights.merge(more));
                let bytes = known.value.bytes();
                Ok(self.weights.put(key.into(), known, bytes) && has_more)
            }
            Asked::Influence(question, shown) => {
                let known = self.influences.get(key).unwrap_or_default();
                let (closed, _) = split(facts.state, range, &known.segments);
                let (turn, has_more) = self.turn(facts.state, closed, need);
                if turn.is_empty() {
                    return Ok(false);
                }
                let more = part(facts, question, *shown, &turn)?;
                self.influences.remove(key);
                let mut known = known;
                known.add(turn, facts.state.items().last(), |part| part.merge(&more));
                let bytes = known.value.bytes();
                Ok(self.influences.put(key.into(), known, bytes) && has_more)
            }
            Asked::Paths(question, trail, shown) => {
                let known = self.paths.get(key).unwrap_or_default();
                let (closed, _) = split(facts.state, range, &known.segments);
                let (turn, has_more) = self.turn(facts.state, closed, need);
                if turn.is_empty() {
                    return Ok(false);
                }
                let more = self.follow(facts, question, trail, *shown, &turn)?;
                self.paths.remove(key);
                let mut known = known;
                known.add(turn, facts.state.items().last(), |part| part.merge(&more));
                let bytes = known.value.bytes();
                Ok(self.paths.put(key.into(), known, bytes) && has_more)
            }
            Asked::Sections(piece, shown) => {
                let known = self.sections.get(key).unwrap_or_default();
                let (closed, _) = split(facts.state, range, &known.segments);
                let (turn, has_more) = self.turn(facts.state, closed, need);
                if turn.is_empty() {
                    return Ok(false);
                }
                let more = facts.closed_sections(piece, *shown, &turn)?;
                self.sections.remove(key);
                let mut known = known;
                known.add(turn, facts.state.items().last(), |part| part.merge(&more));
                let bytes = known.value.bytes();
                Ok(self.sections.put(key.into(), known, bytes) && has_more)
            }
        }
    }

    /// The first of some segments, as many as are counted in one turn; whether there are more.
    fn turn(&self, state: &State, mut segments: Vec<u32>, need: Need) -> (Vec<u32>, bool) {
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

    /// How many visits each group has: what was kept, and the rest; none if those are too many.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn census(
        &mut self,
        facts: &Facts<'_>,
        partition: &Partition,
        key: &str,
    ) -> Result<Option<[Rc<Census>; 2]>, Unreadable> {
        let asked = Asked::Census(partition);
        let known = self.censuses.get(key).unwrap_or_default();
        let (closed, rest) = split(facts.state, asked.range(), &known.segments);
        let rest = [closed, rest].concat();
        let Some(mut census) = self.count(facts, partition, &rest)? else { return Ok(None) };
        let mut counter = Counter::of(partition);
        facts.open_visits(asked.range(), asked.need()).for_each(|visit| counter.add(&visit));
        let Some(open) = counter.finish() else { return Ok(None) };
        census.merge(&open);
        // Most of its groups are among those that are known.
        let fits = |kept: &Census| {
            kept.len() + census.len() <= limit::GROUPS || {
                let mut whole = kept.clone();
                whole.merge(&census);
                whole.len() <= limit::GROUPS
            }
        };
        Ok(fits(&known.value).then(|| [known.value, Rc::new(census)]))
    }

    fn count(
        &mut self,
        facts: &Facts<'_>,
        partition: &Partition,
        segments: &[u32],
    ) -> Result<Option<Census>, Unreadable> {
        let sign = |ms| Counting::sign(partition, ms);
        let item = |id| item_fact(facts.state.items(), id);
        let mut counting = Counting::new(partition, &sign, &item);
        for id in segments {
            counting.add(&*self.table(facts, *id, Need::of_groups(partition))?);
        }
        Ok(counting.finish())
    }

    /// What the facts say to a question, from what may be shown if not everything may be: what was
    /// kept, and the rest.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn answer(
        &mut self,
        facts: &Facts<'_>,
        question: &Question,
        shown: Option<&Shown>,
        key: &str,
    ) -> Result<[Rc<Partial>; 2], Unreadable> {
        let asked = Asked::Report(question, shown);
        let known = self.answers.get(key).unwrap_or_default();
        let (closed, rest) = split(facts.state, asked.range(), &known.segments);
        let mut rest = self.tell(facts, question, shown, &[closed, rest].concat())?;
        facts
            .open_visits(asked.range(), asked.need())
            .for_each(|visit| rest.add(question, shown, &visit));
        rest.scored_by(facts.state.model(), facts.state.is_unscored());
        Ok([known.value, Rc::new(rest)])
    }

    /// What the rows of a question weigh, by its first metric: what was kept, and the rest.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn weights(
        &mut self,
        facts: &Facts<'_>,
        question: &Question,
        key: &str,
    ) -> Result<[Rc<Weights>; 2], Unreadable> {
        let asked = Asked::Weights(question);
        let known = self.weights.get(key).unwrap_or_default();
        let (closed, rest) = split(facts.state, asked.range(), &known.segments);
        let mut rest = self.weigh(facts, question, &[closed, rest].concat())?;
        let mut open = Partial::default();
        facts
            .open_visits(asked.range(), asked.need())
            .for_each(|visit| open.add(question, None, &visit));
        rest.merge(weights(question, &open));
        Ok([known.value, Rc::new(rest)])
    }

    fn weigh(
        &mut self,
        facts: &Facts<'_>,
        question: &Question,
        segments: &[u32],
    ) -> Result<Weights, Unreadable> {
        let sign = |ms| Weighing::sign(question, ms);
        let item = |id| item_fact(facts.state.items(), id);
        let Some(mut weighing) = Weighing::new(question, &sign, &item) else {
            return Ok(weights(question, &self.tell(facts, question, None, segments)?));
        };
        for id in segments {
            weighing.add(&*self.table(facts, *id, Need::of(question))?);
        }
        Ok(weighing.finish())
    }

    fn tell(
        &mut self,
        facts: &Facts<'_>,
        question: &Question,
        shown: Option<&Shown>,
        segments: &[u32],
    ) -> Result<Partial, Unreadable> {
        let sign = |ms| Answering::sign(question, shown, ms);
        let item = |id| item_fact(facts.state.items(), id);
        let mut answering = Answering::new(question, shown, &sign, &item);
        let need = Asked::Report(question, shown).need();
        for id in segments {
            answering.add(&*self.table(facts, *id, need)?);
        }
        Ok(answering.finish())
    }

    /// What the facts say of influence, from what may be shown if not everything may be.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn influence(
        &mut self,
        facts: &Facts<'_>,
        question: &Question,
        shown: Option<&Shown>,
        key: &str,
    ) -> Result<Part, Unreadable> {
        let asked = Asked::Influence(question, shown);
        let known = self.influences.get(key).unwrap_or_default();
        let (closed, rest) = split(facts.state, asked.range(), &known.segments);
        let mut whole = part(facts, question, shown, &[closed, rest].concat())?;
        facts
            .open_visits(asked.range(), asked.need())
            .for_each(|visit| whole.add(question, shown, &visit));
        whole.merge(&known.value);
        Ok(whole)
    }

    /// Where visits went, from what may be shown if not everything may be.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn paths(
        &mut self,
        facts: &Facts<'_>,
        question: &Question,
        trail: &Trail,
        shown: Option<&Shown>,
        key: &str,
    ) -> Result<paths::Part, Unreadable> {
        let asked = Asked::Paths(question, trail, shown);
        let known = self.paths.get(key).unwrap_or_default();
        let (closed, rest) = split(facts.state, asked.range(), &known.segments);
        let segments = [closed, rest].concat();
        let mut whole = self.follow(facts, question, trail, shown, &segments)?;
        facts
            .open_visits(asked.range(), asked.need())
            .for_each(|visit| whole.add(question, trail, shown, &visit));
        whole.merge(&known.value);
        Ok(whole)
    }

    fn follow(
        &mut self,
        facts: &Facts<'_>,
        question: &Question,
        trail: &Trail,
        shown: Option<&Shown>,
        segments: &[u32],
    ) -> Result<paths::Part, Unreadable> {
        let sign = |ms| paths::Counting::sign(question, shown, ms);
        let item = |id| item_fact(facts.state.items(), id);
        let mut counting = paths::Counting::new(question, trail, shown, &sign, &item);
        let need = Asked::Paths(question, trail, shown).need();
        for id in segments {
            counting.add(&*self.table(facts, *id, need)?);
        }
        Ok(counting.finish())
    }

    /// How far readers of an item came, from what may be shown if not everything may be.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn sections(
        &mut self,
        facts: &Facts<'_>,
        piece: &Piece,
        shown: Option<&Shown>,
        key: &str,
    ) -> Result<sections::Part, Unreadable> {
        let asked = Asked::Sections(piece, shown);
        let known = self.sections.get(key).unwrap_or_default();
        let (closed, rest) = split(facts.state, asked.range(), &known.segments);
        let mut whole = facts.closed_sections(piece, shown, &[closed, rest].concat())?;
        whole.merge(&facts.open_sections(piece, shown));
        whole.merge(&known.value);
        Ok(whole)
    }

    fn table(&mut self, facts: &Facts<'_>, id: u32, need: Need) -> Result<Rc<Table>, Unreadable> {
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
        self.drop_table(id);
        // What is youngest is asked for most, so that stays.
        while self.bytes + table.bytes() > TABLES_BYTES {
            match self.tables.first_key_value() {
                Some((&oldest, _)) if oldest < id => self.drop_table(oldest),
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

    fn drop_table(&mut self, id: u32) {
        if let Some(table) = self.tables.remove(&id) {
            self.bytes -= table.bytes();
        }
    }
}

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
    Sections(&'a Piece, Option<&'a Shown>),
}

impl Asked<'_> {
    fn range(&self) -> Range {
        match self {
            Self::Census(partition) => partition.span(),
            Self::Report(question, _)
            | Self::Influence(question, _)
            | Self::Weights(question)
            | Self::Paths(question, ..) => question.range,
            Self::Sections(piece, _) => piece.question.range,
        }
    }

    fn need(&self) -> Need {
        match self {
            Self::Census(partition) => Need::of_groups(partition),
            Self::Report(question, shown) => {
                let groups = shown.map(|shown| Need::of_groups(shown.partition()));
                Need::of(question) | groups.unwrap_or_default()
            }
            Self::Weights(question) => Need::of(question),
            Self::Influence(..) | Self::Sections(..) => Need::ALL,
            Self::Paths(question, trail, shown) => {
                let groups = shown.map(|shown| Need::of_groups(shown.partition()));
                Need::of_paths(question, trail) | groups.unwrap_or_default()
            }
        }
    }
}

/// What the rows of an answer weigh, by the question's first metric.
fn weights(question: &Question, partial: &Partial) -> Weights {
    let by = question.metrics.first();
    by.map(|by| Weights::of(partial, *by)).unwrap_or_default()
}

/// What the visits of some segments say of influence.
fn part(
    facts: &Facts<'_>,
    question: &Question,
    shown: Option<&Shown>,
    segments: &[u32],
) -> Result<Part, Unreadable> {
    let mut part = Part::default();
    for id in segments {
        facts.closed_visits(*id, question.range, |visit| part.add(question, shown, visit))?;
    }
    Ok(part)
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

#[cfg(test)]
mod tests {
    use ungated_shared::score::model::Model;

    use super::*;
    use crate::awaited::Awaited;
    use crate::disk::Disk;
    use crate::state::Closed;

    /// Reports and a state of ten segments, each of so many page views.
    fn ten(views: usize) -> (Reports, State, Vec<u32>) {
        let mut state = State::load(Model::DEFAULT, &Disk::default()).expect("an empty disk");
        let closed = Closed { from_ms: 0, to_ms: 1, views, awaited: Awaited::default() };
        state.segments.extend((1..=10).map(|id| (id, closed.clone())));
        (Reports::default(), state, (1..=10).collect())
    }

    /// Segments in the turns that it takes to count all.
    fn turns(reports: &Reports, state: &State, mut segments: Vec<u32>) -> Vec<usize> {
        let mut turns = Vec::new();
        loop {
            let (turn, has_more) = reports.turn(state, segments.clone(), Need::default());
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
        let (mut reports, state, segments) = ten(TURN / 4);
        assert_eq!(turns(&reports, &state, segments.clone()), [1; 10], "each is unpacked first");
        for id in &segments {
            reports.tables.insert(*id, Rc::default());
        }
        assert_eq!(turns(&reports, &state, segments), [4, 4, 2], "what is kept is counted");
    }

    #[test]
    fn a_segment_that_is_larger_than_a_turn_has_one_of_its_own() {
        let (mut reports, state, segments) = ten(2 * TURN);
        assert_eq!(turns(&reports, &state, segments.clone()), [1; 10]);
        for id in &segments {
            reports.tables.insert(*id, Rc::default());
        }
        assert_eq!(turns(&reports, &state, segments), [1; 10]);
    }

    #[test]
    fn segments_without_page_views_take_turns_too() {
        let (reports, state, segments) = ten(0);
        assert_eq!(turns(&reports, &state, segments), [10]);
    }
}
