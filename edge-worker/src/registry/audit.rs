//! What was done to the configuration of all this, by whom, when. A row is written in the
//! transaction of the act: there is none without the other.

use serde::{Deserialize, Serialize};
pub use ungated_contract::audit::{By, Entry};
use ungated_shared::limit;
use worker::Result;

use crate::sql::Sql;

/// Ids count up and never come again.
pub const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, by_id TEXT NOT NULL,
    by_name TEXT NOT NULL, act TEXT NOT NULL, on_what TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;";

/// A call about the log: the newest acts before an id. Answers `Vec<Entry>`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Call {
    /// The id; all if none.
    pub before: Option<u64>,
    /// How many at most.
    pub limit: u64,
}

/// Within a transaction: writes down an act.
pub fn put(sql: &Sql, now_ms: u64, by: &By, act: &str, on: &str, detail: &str) -> Result<()> {
    sql.run(
        "INSERT INTO audit (at_ms, by_id, by_name, act, on_what, detail) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            sql.ms(now_ms),
            by.id.as_str().into(),
            by.name.as_str().into(),
            act.into(),
            on.into(),
            detail.into(),
        ],
    )?;
    sql.run(
        "DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?",
        vec![sql.ms(limit::AUDIT_ROWS)],
    )
}

pub fn read(sql: &Sql, call: &Call) -> Result<Vec<Entry>> {
    // Below what JavaScript counts exactly.
    let before = sql.ms(call.before.unwrap_or(u64::MAX).min((1 << 53) - 1));
    let rows = sql.rows(
        "SELECT id, at_ms, by_id, by_name, act, on_what, detail FROM audit
         WHERE id < ? ORDER BY id DESC LIMIT ?",
        vec![before, sql.ms(call.limit.min(limit::AUDIT_PAGE))],
    )?;
    let entry = |row: &crate::sql::Row| Entry {
        id: row.unsigned(0),
        at_ms: row.unsigned(1),
        by: By { id: row.text(2), name: row.text(3) },
        act: row.text(4),
        on: row.text(5),
        detail: row.text(6),
    };
    Ok(rows.iter().map(entry).collect())
}
