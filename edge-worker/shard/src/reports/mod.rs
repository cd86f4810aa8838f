//! What a shard's facts say to questions, and what is kept of that.
//!
//! # What is kept?
//! **Tables**: the columns of segments that questions needed, unpacked; the youngest segments, as far
//! as [`TABLES_BYTES`] go. **Sums**: what the closed segments said to a question, as far as there is
//! room for its kind. A segment is closed when it is not the youngest and no hit may come for it any
//! more: a day later. So a question that is asked again, as dashboards do, counts the last day and
//! what is open, and adds what was kept.
//!
//! # Invariant
//! What is kept says nothing that the rows do not: it is of segments by number, and goes when one of
//! these is written anew or dropped ([`Reports::forget`]: late hits, retention), or when an item comes
//! to be described otherwise; all of it, when another model holds.

mod asked;
mod counting;
mod kept;
mod sum;
mod tables;

use std::rc::Rc;

use ungated_shared::limit;
use ungated_shared::page_view::language::Unit;
use ungated_shared::report::anonymity::{Census, Counter, Partition, Shown};
use ungated_shared::report::influence::Part;
use ungated_shared::report::paths::{self, Trail};
use ungated_shared::report::sections::{self, Piece, Told};
use ungated_shared::report::weight::Weights;
use ungated_shared::report::{Partial, Question};

pub use self::asked::Asked;
pub(crate) use self::asked::split;
use self::counting::{count, credit, follow, tell, weigh, weights};
use self::kept::Kept;
use self::sum::Sum;
pub use self::tables::TABLES_BYTES;
use self::tables::Tables;
use crate::disk::Write;
use crate::facts::{Facts, Unreadable};

/// Answers, and what is kept for the next ones.
#[derive(Default)]
pub struct Reports {
    tables: Tables,
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
                    self.tables.forget(*id);
                    self.censuses.forget(*id);
                    self.answers.forget(*id);
                    self.weights.forget(*id);
                    self.influences.forget(*id);
                    self.paths.forget(*id);
                    self.sections.forget(*id);
                }
                Write::Item(id, item) => {
                    self.tables.counts_in(*id, Unit::of(&item.language));
                    self.censuses.forget_item(*id);
                    self.answers.forget_item(*id);
                    self.weights.forget_item(*id);
                    self.influences.forget_item(*id);
                    self.paths.forget_item(*id);
                    self.sections.forget_item(*id);
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
        let Self { tables, censuses, answers, weights, influences, paths, sections } = self;
        let next = Next { facts, asked, key };
        match asked {
            Asked::Census(partition) => {
                next.count(tables, censuses, |tables, turn| count(tables, facts, partition, turn))
            }
            Asked::Report(question, shown) => next.count(tables, answers, |tables, turn| {
                tell(tables, facts, question, *shown, turn).map(Some)
            }),
            Asked::Weights(question) => next.count(tables, weights, |tables, turn| {
                weigh(tables, facts, question, turn).map(Some)
            }),
            Asked::Influence(question, shown) => next.count(tables, influences, |_, turn| {
                credit(facts, question, *shown, turn).map(Some)
            }),
            Asked::Paths(question, trail, shown) => next.count(tables, paths, |tables, turn| {
                follow(tables, facts, question, trail, *shown, turn).map(Some)
            }),
            Asked::Sections(piece, told) => next.count(tables, sections, |_, turn| {
                facts.closed_sections(piece, *told, turn).map(Some)
            }),
            Asked::Shapes(item, partition) => {
                next.count(tables, censuses, |_, turn| facts.closed_shapes(item, partition, turn))
            }
        }
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
        let (known, rest) = known(&mut self.censuses, facts, &asked, key);
        let closed = count(&mut self.tables, facts, partition, &rest)?;
        let mut counter = Counter::of(partition);
        facts.open_visits(asked.range(), asked.need()).for_each(|visit| counter.add(&visit));
        Ok(in_all(known, closed, counter.finish()))
    }

    /// The same of what they show of an item.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn shapes(
        &mut self,
        facts: &Facts<'_>,
        item: &str,
        partition: &Partition,
        key: &str,
    ) -> Result<Option<[Rc<Census>; 2]>, Unreadable> {
        let asked = Asked::Shapes(item, partition);
        let (known, rest) = known(&mut self.censuses, facts, &asked, key);
        let closed = facts.closed_shapes(item, partition, &rest)?;
        Ok(in_all(known, closed, facts.open_shapes(item, partition)))
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
        let (asked, tables) = (Asked::Report(question, shown), &mut self.tables);
        let closed = |segments: &[u32]| tell(tables, facts, question, shown, segments);
        told(&mut self.answers, facts, &asked, key, closed, |rest| {
            let open = facts.open_visits(asked.range(), asked.need());
            open.for_each(|visit| rest.add(question, shown, &visit));
            rest.scored_by(facts.state.model(), facts.state.is_unscored());
        })
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
        let (asked, tables) = (Asked::Weights(question), &mut self.tables);
        let closed = |segments: &[u32]| weigh(tables, facts, question, segments);
        told(&mut self.weights, facts, &asked, key, closed, |rest| {
            let mut open = Partial::default();
            let visits = facts.open_visits(asked.range(), asked.need());
            visits.for_each(|visit| open.add(question, None, &visit));
            rest.merge(weights(question, &open));
        })
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
        let closed = |segments: &[u32]| credit(facts, question, shown, segments);
        let both = told(&mut self.influences, facts, &asked, key, closed, |rest| {
            let open = facts.open_visits(asked.range(), asked.need());
            open.for_each(|visit| rest.add(question, shown, &visit));
        });
        both.map(|both| whole(both, Part::merge))
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
        let (asked, tables) = (Asked::Paths(question, trail, shown), &mut self.tables);
        let closed = |segments: &[u32]| follow(tables, facts, question, trail, shown, segments);
        let both = told(&mut self.paths, facts, &asked, key, closed, |rest| {
            let open = facts.open_visits(asked.range(), asked.need());
            open.for_each(|visit| rest.add(question, trail, shown, &visit));
        });
        both.map(|both| whole(both, paths::Part::merge))
    }

    /// How far readers of an item came, from what may be told if not everything may be.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn sections(
        &mut self,
        facts: &Facts<'_>,
        piece: &Piece,
        may: Option<&Told>,
        key: &str,
    ) -> Result<sections::Part, Unreadable> {
        let asked = Asked::Sections(piece, may);
        let closed = |segments: &[u32]| facts.closed_sections(piece, may, segments);
        let both = told(&mut self.sections, facts, &asked, key, closed, |rest| {
            rest.merge(&facts.open_sections(piece, may));
        });
        both.map(|both| whole(both, sections::Part::merge))
    }
}

/// What was kept for a question, and the rest: what the segments that are not kept say, `closed`, and what
/// visits add that are `open`.
fn told<T: Sum>(
    kept: &mut Kept<T>,
    facts: &Facts<'_>,
    asked: &Asked<'_>,
    key: &str,
    closed: impl FnOnce(&[u32]) -> Result<T, Unreadable>,
    open: impl FnOnce(&mut T),
) -> Result<[Rc<T>; 2], Unreadable> {
    let (known, segments) = known(kept, facts, asked, key);
    let mut rest = closed(&segments)?;
    open(&mut rest);
    Ok([known, Rc::new(rest)])
}

/// Both, as one.
fn whole<T: Sum>([known, rest]: [Rc<T>; 2], merge: fn(&mut T, &T)) -> T {
    let mut whole = Rc::unwrap_or_clone(rest);
    merge(&mut whole, &known);
    whole
}

/// Groups that were kept, and the rest of them; none if those are too many.
fn in_all(
    known: Rc<Census>,
    closed: Option<Census>,
    open: Option<Census>,
) -> Option<[Rc<Census>; 2]> {
    let (mut census, open) = closed.zip(open)?;
    census.merge(&open);
    // Most of its groups are among those that are known.
    let fits = known.len() + census.len() <= limit::GROUPS || {
        let mut whole = Census::clone(&known);
        whole.merge(&census);
        whole.len() <= limit::GROUPS
    };
    fits.then(|| [known, Rc::new(census)])
}

/// What was kept for a question; and the segments that are to be counted for it now.
fn known<T: Sum>(
    kept: &mut Kept<T>,
    facts: &Facts<'_>,
    asked: &Asked<'_>,
    key: &str,
) -> (Rc<T>, Vec<u32>) {
    let known = kept.get(key).unwrap_or_default();
    let (closed, rest) = split(facts.state, asked.range(), &known.segments);
    (known.value, [closed, rest].concat())
}

/// The next turn of a question.
struct Next<'a> {
    facts: &'a Facts<'a>,
    asked: &'a Asked<'a>,
    key: &'a str,
}

impl Next<'_> {
    /// Counts some of the closed segments that are not known, and keeps what they say with what is;
    /// whether there are more, and room for them.
    fn count<T: Sum>(
        &self,
        tables: &mut Tables,
        kept: &mut Kept<T>,
        count: impl FnOnce(&mut Tables, &[u32]) -> Result<Option<T>, Unreadable>,
    ) -> Result<bool, Unreadable> {
        let Self { facts, asked, key } = self;
        let mut known = kept.get(key).unwrap_or_default();
        let (closed, _) = split(facts.state, asked.range(), &known.segments);
        let (turn, has_more) = tables.turn(facts.state, closed, asked.need());
        if turn.is_empty() {
            return Ok(false);
        }
        let Some(more) = count(tables, &turn)? else { return Ok(false) };
        // What is known is changed where it lies, not copied.
        kept.remove(key);
        known.add(turn, facts.state.items().last(), more);
        Ok(kept.put((*key).into(), known) && has_more)
    }
}
