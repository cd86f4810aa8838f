//! A day of a shard, in turns: a segment each, and a part when there is enough.

use std::collections::{BTreeMap, VecDeque};

use ungated_export::VisitRecord;
use ungated_shard::segment::{Damaged, Unpacker};
use ungated_shard::state::{Closed, State};
use ungated_shared::limit;

use crate::day::Day;
use crate::table::Tables;

/// A day that is being packed.
pub struct Filling {
    /// Which.
    pub day: Day,
    region: String,
    shard: u16,
    segments: VecDeque<u32>,
    tables: Tables,
    /// Visits so far.
    visits: u64,
    /// Parts so far.
    parts: u32,
}

/// What a turn came to.
#[derive(Debug)]
pub enum Turn {
    /// There is more to read.
    More,
    /// A part is whole.
    Part(Part),
    /// All is told.
    End,
}

/// A part of a day: a file of each table.
#[derive(Debug)]
pub struct Part {
    /// Its number, from 0.
    pub n: u32,
    /// Visits.
    pub visits: u64,
    /// Page views.
    pub page_views: u64,
    /// The files of visits and of page views.
    pub files: [Vec<u8>; 2],
}

/// Why a day is not packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfilled {
    /// A page may still tell of a visit.
    Awaited,
    /// A segment cannot be read, or is gone meanwhile.
    Damaged(u32),
}

impl Filling {
    /// Begins a day of a shard.
    #[must_use]
    pub fn new(state: &State, day: Day, region: &str, shard: u16) -> Self {
        let segments = state.segments().filter(|(_, closed)| has(closed, day));
        let segments = segments.map(|(id, _)| id).collect();
        let region = region.into();
        Self { day, region, shard, segments, tables: Tables::default(), visits: 0, parts: 0 }
    }

    /// Reads a segment more. What changes between turns is for the caller to see.
    ///
    /// # Errors
    /// If the day is not closed, or a segment cannot be read.
    pub fn turn(
        &mut self,
        state: &State,
        read: &mut dyn FnMut(u32) -> Result<Vec<u8>, Damaged>,
    ) -> Result<Turn, Unfilled> {
        let is_full = self.tables.size() >= limit::ARCHIVE_PART_BYTES;
        if is_full || self.segments.is_empty() && self.tables.visits() > 0 {
            return Ok(Turn::Part(self.part()));
        }
        let Some(id) = self.segments.pop_front() else { return Ok(Turn::End) };
        let damaged = |Damaged| Unfilled::Damaged(id);
        let closed = state.segments().find(|(own, _)| *own == id).map(|(_, closed)| closed);
        let awaited = closed.ok_or(Unfilled::Damaged(id))?.awaited.visits();
        let days = self.day.from_ms()..self.day.until_ms();
        for (place, visit) in
            (0..).zip(Unpacker::new(&read(id).map_err(damaged)?).map_err(damaged)?)
        {
            let visit = visit.map_err(damaged)?;
            if !days.contains(&visit.start_ms) {
                continue;
            }
            if awaited.contains_key(&place) {
                return Err(Unfilled::Awaited);
            }
            self.visits += 1;
            let Self { region, shard, day, .. } = self;
            let name = format!("{region}.{shard}.{day}.{}", self.visits);
            let record = VisitRecord::of(&visit, state.items(), &self.region, self.shard);
            self.tables.push(&record, &visit, &name);
        }
        Ok(Turn::More)
    }

    fn part(&mut self) -> Part {
        let tables = std::mem::take(&mut self.tables);
        self.parts += 1;
        Part {
            n: self.parts - 1,
            visits: tables.visits() as u64,
            page_views: tables.page_views() as u64,
            files: tables.finish(),
        }
    }
}

fn has(closed: &Closed, day: Day) -> bool {
    closed.from_ms < day.until_ms() && closed.to_ms >= day.from_ms()
}

/// The keys of a part's files: visits and page views.
#[must_use]
pub fn keys(site: &str, day: Day, region: &str, shard: u16, part: u32) -> [String; 2] {
    prefixes(site, day, region, shard).map(|prefix| format!("{prefix}{part}.parquet"))
}

/// What the keys of all parts of a shard's day begin with.
#[must_use]
pub fn prefixes(site: &str, day: Day, region: &str, shard: u16) -> [String; 2] {
    ["visits", "page_views"]
        .map(|table| format!("{}{table}/day={day}/{region}-{shard}-", prefix(site)))
}

/// What all keys of a site begin with.
#[must_use]
pub fn prefix(site: &str) -> String {
    format!("v1/{site}/")
}

/// The tables by name, with what is in a file: for tests and documents.
#[must_use]
pub fn columns() -> BTreeMap<&'static str, Vec<&'static str>> {
    let names = |columns: &[(&'static str, _)]| columns.iter().map(|(name, _)| *name).collect();
    [("visits", names(crate::table::VISITS)), ("page_views", names(crate::table::PAGE_VIEWS))]
        .into_iter()
        .collect()
}
