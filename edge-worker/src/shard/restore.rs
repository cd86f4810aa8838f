//! Facts of an export back into a shard.

use serde::{Deserialize, Serialize};
use ungated_export::check;
use ungated_shard::segment::Damaged;
use worker::{Error, Result};

use super::{VisitShard, store};
use crate::object::Shard;
use crate::sql::Sql;

/// How far each shard of an export is restored: the number of its last visit. In the transaction of
/// the facts, so that a chunk which is sent again is known.
const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS restored (
    source TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID";

/// What is to be restored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Restore {
    /// The shard from which it was exported, as its cursors begin.
    pub source: String,
    /// Visits in order.
    pub lines: Vec<Line>,
}

/// A visit.
#[derive(Debug, Serialize, Deserialize)]
pub struct Line {
    /// Its line in the body, from 1.
    pub line: u32,
    /// Its number in its shard's export, from 1.
    pub number: u64,
    /// What it says.
    pub visit: String,
}

/// What became of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// Stored.
    Stored {
        /// Visits that are new.
        visits: u64,
        /// Their page views.
        page_views: u64,
        /// Visits that were restored before.
        known: u64,
    },
    /// Nothing is stored: visits are missing before one.
    Gap {
        /// Its line.
        line: u32,
        /// The number that is to come next.
        next: u64,
    },
}

impl VisitShard {
    /// Restores visits, all of them or none.
    pub(super) fn restore(&self, shard: &Shard, restore: Restore) -> Result<Outcome> {
        let (region, n) = (shard.region.word(), shard.n);
        self.sql.run(SCHEMA, vec![])?;
        let last = last(&self.sql, &restore.source)?;
        let (mut next, mut known, mut page_views) = (last, 0, 0);
        let mut restored = Vec::new();
        for Line { line, number, visit } in restore.lines {
            if number <= last {
                known += 1;
                continue;
            }
            if number != next + 1 {
                return Ok(Outcome::Gap { line, next: next + 1 });
            }
            // Who sent it has looked already.
            let visit = check(&visit, region, n).map_err(|e| Error::from(e.to_string()))?;
            page_views += visit.visit.views.len() as u64;
            restored.push(visit);
            next = number;
        }
        let visits = restored.len() as u64;
        if visits > 0 {
            let now_ms = self.now_ms();
            self.change_with(
                |state| {
                    let mut read = |id| store::segment(&self.sql, id).map_err(|_| Damaged);
                    let writes = state.restore(std::mem::take(&mut restored), now_ms, &mut read);
                    let writes =
                        writes.map_err(|Damaged| Error::from("a segment cannot be read"))?;
                    self.mark_stale(&writes)?;
                    Ok(writes)
                },
                || set_last(&self.sql, &restore.source, next),
            )?;
        }
        Ok(Outcome::Stored { visits, page_views, known })
    }
}

fn last(sql: &Sql, source: &str) -> Result<u64> {
    let row = sql.first("SELECT number FROM restored WHERE source = ?", vec![source.into()])?;
    Ok(row.map_or(0, |row| row.unsigned(0)))
}

fn set_last(sql: &Sql, source: &str, number: u64) -> Result<()> {
    let number = i64::try_from(number).map_err(|_| Error::from("a number beyond all visits"))?;
    sql.run("INSERT OR REPLACE INTO restored VALUES (?, ?)", vec![source.into(), number.into()])
}
