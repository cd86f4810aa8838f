//! What a site brought in files: a part of its object, so that it goes with the site's facts.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use ungated_contract::import::RowState;
use ungated_shared::limit;
use worker::{Response, Result};

use crate::object;
use crate::sql::Sql;

/// Rows of all kinds by what makes them the same, as JSON; `n` is how many of it there are.
pub const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS imported (
    kind TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, row TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID";

/// A call about files.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Keep rows, or tell what would be new. Answers `Option<Vec<State>>`: none where there is no room.
    Put {
        /// Of what kind they are.
        kind: String,
        /// The rows.
        rows: Vec<Row>,
        /// Whether nothing is to be kept.
        is_preview: bool,
    },
    /// All rows of a kind, by their keys. Answers `Vec<Row>`.
    List(String),
    /// Forget all rows of a kind. Answers `()`.
    Clear(String),
}

impl Call {
    /// Whether it keeps something.
    pub const fn keeps(&self) -> bool {
        matches!(self, Self::Put { is_preview: false, .. })
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What makes it the same as another.
    pub key: String,
    /// How many of it there are.
    pub n: u32,
    /// What it says, as JSON.
    pub row: String,
}

/// Whether a row was kept already, and how many more of it there are now.
pub type State = (RowState, u32);

pub fn answer(sql: &Sql, call: Call) -> Result<Response> {
    match call {
        Call::Put { kind, rows, is_preview } => {
            object::reply(&sql.transaction(|| put(sql, &kind, &rows, is_preview))?)
        }
        Call::List(kind) => object::reply(&list(sql, &kind)?),
        Call::Clear(kind) => {
            sql.run("DELETE FROM imported WHERE kind = ?", vec![kind.into()])?;
            object::reply(&())
        }
    }
}

fn list(sql: &Sql, kind: &str) -> Result<Vec<Row>> {
    let all = "SELECT key, n, row FROM imported WHERE kind = ? ORDER BY key";
    let rows = sql.rows(all, vec![kind.into()])?;
    let read = |row: &crate::sql::Row| Row {
        key: row.text(0),
        n: u32::try_from(row.unsigned(1)).unwrap_or(u32::MAX),
        row: row.text(2),
    };
    Ok(rows.iter().map(read).collect())
}

/// Keeps rows: of each the larger of what is kept and what is brought, so that a file brought twice is
/// nothing new.
fn put(sql: &Sql, kind: &str, rows: &[Row], is_preview: bool) -> Result<Option<Vec<State>>> {
    let all = list(sql, kind)?;
    let held: HashMap<&str, &Row> = all.iter().map(|row| (row.key.as_str(), row)).collect();
    let more = rows.iter().filter(|row| !held.contains_key(row.key.as_str())).count();
    if held.len() + more > limit::IMPORTED_ROWS {
        return Ok(None);
    }
    let mut states = Vec::with_capacity(rows.len());
    for row in rows {
        let before = held.get(row.key.as_str());
        let more = row.n.saturating_sub(before.map_or(0, |before| before.n));
        let state = match before {
            _ if more > 0 => RowState::New,
            Some(before) if before.row != row.row => RowState::Changed,
            _ => RowState::Known,
        };
        states.push((state, more));
        if !is_preview && state != RowState::Known {
            sql.run(
                "INSERT INTO imported VALUES (?, ?, ?, ?)
                 ON CONFLICT DO UPDATE SET n = max(n, excluded.n), row = excluded.row",
                vec![
                    kind.into(),
                    row.key.as_str().into(),
                    sql.ms(row.n.into()),
                    row.row.as_str().into(),
                ],
            )?;
        }
    }
    Ok(Some(states))
}
