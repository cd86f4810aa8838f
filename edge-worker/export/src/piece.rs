//! A piece of an export: so much as a shard tells in one go, while hits wait.

use serde::{Deserialize, Serialize};
use ungated_shard::fact::Visit;
use ungated_shard::segment::{Damaged, Unpacker};
use ungated_shard::state::State;
use ungated_shared::limit;

use crate::{FactsHash, Position, VisitRecord, csv, record};

/// In which form visits are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Lines of JSON: `{"cursor": …, "visit": …}`.
    Ndjson,
    /// CSV: a row a visit.
    Visits,
    /// CSV: a row a page view.
    PageViews,
    /// Nothing but their number and hash.
    Hash,
}

/// What is asked of a shard.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// In which form.
    pub form: Form,
    /// Visits that started from then on, Unix ms …
    pub from_ms: u64,
    /// … and before then.
    pub until_ms: u64,
    /// After which row.
    pub after: Position,
    /// The shard's region.
    pub region: &'a str,
    /// Its number there.
    pub shard: u16,
    /// What its cursors begin with.
    pub name: &'a str,
}

/// Visits that were told, whole or in part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Told {
    /// Visits.
    pub visits: u64,
    /// Page views.
    pub page_views: u64,
    /// Their hash; 0 for CSV, of which none is asked.
    #[cfg_attr(feature = "schema", schemars(with = "String", regex(pattern = "^[0-9a-f]{64}$")))]
    pub hash: FactsHash,
}

impl Told {
    /// Adds others.
    pub fn merge(&mut self, other: &Self) {
        self.visits += other.visits;
        self.page_views += other.page_views;
        self.hash.merge(&other.hash);
    }
}

/// What a shard tells in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The rows.
    pub rows: String,
    /// What is in them.
    pub told: Told,
    /// Where they end.
    pub after: Position,
    /// Whether nothing follows.
    pub is_end: bool,
}

/// Why nothing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// The facts lie elsewhere by now than the position says.
    Moved,
    /// A segment cannot be read.
    Damaged(u32),
}

/// Tells the visits after a position, up to [`limit::PIECE_BYTES`] of rows and
/// [`limit::PIECE_SEGMENTS`] segments.
///
/// `read` gives the bytes of a segment.
///
/// # Errors
/// If the position is not where it was, or a segment cannot be read.
#[inline(never)] // small, as this crate is, wherever it is asked
pub fn piece(
    state: &State,
    asked: &Asked<'_>,
    read: &mut dyn FnMut(u32) -> Result<Vec<u8>, Damaged>,
) -> Result<Piece, Untold> {
    let mut piece = Piece { after: asked.after, ..Piece::default() };
    let start = asked.after;
    let (mut before, mut opened, mut found) = (0, 0, start.segment == 0);
    for (id, closed) in state.segments() {
        let here = before;
        before += closed.views as u64;
        if id < start.segment {
            continue;
        }
        if id == start.segment {
            found = here == start.before;
        }
        if !found {
            return Err(Untold::Moved);
        }
        let has_any = closed.from_ms < asked.until_ms && closed.to_ms >= asked.from_ms;
        if !has_any && id != start.segment {
            continue;
        }
        if opened == limit::PIECE_SEGMENTS {
            return Ok(piece);
        }
        opened += 1;
        let visits = read(id).and_then(|bytes| Unpacker::new(&bytes));
        let visits = visits.map_err(|Damaged| Untold::Damaged(id))?;
        let mut known_again = id != start.segment;
        for (place, visit) in (0..).zip(visits) {
            let visit = visit.map_err(|Damaged| Untold::Damaged(id))?;
            let mut told_views = 0;
            if !known_again {
                if place < start.visit {
                    continue;
                }
                known_again = true;
                if record::imprint(&visit) != start.imprint {
                    return Err(Untold::Moved);
                }
                told_views = start.views;
                if told_views as usize >= visit.views.len() {
                    continue;
                }
                if asked.form != Form::PageViews {
                    return Err(Untold::Moved);
                }
            }
            if piece.rows.len() >= limit::PIECE_BYTES {
                return Ok(piece);
            }
            let at = Position {
                segment: id,
                visit: place,
                views: visit.views.len() as u32,
                before: here,
                number: piece.after.number,
                imprint: record::imprint(&visit),
            };
            piece.after = at;
            if (asked.from_ms..asked.until_ms).contains(&visit.start_ms) {
                piece.after.number += u64::from(told_views == 0);
                piece.tell(state, asked, &visit, told_views);
            }
        }
        if !known_again {
            return Err(Untold::Moved);
        }
    }
    // A segment that is gone took the position with it.
    let is_there = start.segment == 0 || state.segments().any(|(id, _)| id == start.segment);
    piece.is_end = true;
    if is_there { Ok(piece) } else { Err(Untold::Moved) }
}

impl Piece {
    /// Adds the rows of the visit that `after` stands behind, without its first page views.
    fn tell(&mut self, state: &State, asked: &Asked<'_>, visit: &Visit, told_views: u32) {
        let record = VisitRecord::of(visit, state.items(), asked.region, asked.shard);
        let cursor = |after: Position| format!("{}{after}", asked.name);
        let name = format!("{}{}.{}", asked.name, self.after.segment, self.after.visit);
        self.told.visits += u64::from(told_views == 0);
        self.told.page_views += u64::from(self.after.views - told_views);
        match asked.form {
            Form::Ndjson => {
                let line = record.line();
                self.told.hash.add(line.as_bytes());
                let cursor = cursor(self.after);
                self.rows += &format!("{{\"cursor\":\"{cursor}\",\"visit\":{line}}}\n");
            }
            Form::Hash => self.told.hash.add(record.line().as_bytes()),
            Form::Visits => self.rows += &csv::visit(&record, &name, &cursor(self.after)),
            Form::PageViews => {
                let views = (1..).zip(record.page_views.iter().zip(&visit.views));
                for (n, (view, fact)) in views.skip(told_views as usize) {
                    let cursor = cursor(Position { views: n, ..self.after });
                    self.rows += &csv::page_view(view, &fact.signals, &name, n, &cursor);
                }
            }
        }
    }
}
