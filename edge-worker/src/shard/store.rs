//! The tables of a shard.

use serde::{Deserialize, Serialize};
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::Events;
use worker::Result;

use crate::ledger;
use crate::sql::Sql;

/// Each entry brings the tables from one version to the next. Entries are never changed, only
/// added.
const MIGRATIONS: &[&[&str]] = &[FIRST, SECOND];

/// How sure the channel is, 0–100.
const SECOND: &[&str] = &["ALTER TABLE visit ADD COLUMN confidence INTEGER NOT NULL DEFAULT 100"];

const FIRST: &[&str] = &[
    // A content item, as its page described it last.
    "CREATE TABLE item (
        id       INTEGER PRIMARY KEY,
        path     TEXT NOT NULL UNIQUE,
        title    TEXT NOT NULL,
        topic    TEXT NOT NULL,
        author   TEXT NOT NULL,
        type     TEXT NOT NULL,
        stage    TEXT NOT NULL,
        language TEXT NOT NULL,
        words    INTEGER NOT NULL
    ) STRICT",
    // A visit with its page views, which are a JSON list: one row to write for a hit, one row
    // to read for a visit. `key` is NULL once the visit is closed; `seen_ms` is the real clock
    // at the last write, which closing goes by.
    "CREATE TABLE visit (
        id         INTEGER PRIMARY KEY,
        key        TEXT,
        start_ms   INTEGER NOT NULL,
        last_ms    INTEGER NOT NULL,
        seen_ms    INTEGER NOT NULL,
        channel    TEXT NOT NULL,
        source     TEXT NOT NULL,
        campaign   TEXT NOT NULL,
        country    TEXT NOT NULL,
        device     TEXT NOT NULL,
        simulated  INTEGER NOT NULL,
        engagement INTEGER NOT NULL,
        intent     INTEGER NOT NULL,
        standing   TEXT NOT NULL,
        model      TEXT NOT NULL,
        views      TEXT NOT NULL
    ) STRICT",
    "CREATE INDEX visit_by_key ON visit (key) WHERE key IS NOT NULL",
    "CREATE INDEX visit_by_start ON visit (start_ms)",
    // Which visit a page view belongs to, while a page may still send hits for it.
    "CREATE TABLE page_view (
        id      TEXT PRIMARY KEY,
        visit   INTEGER NOT NULL,
        seen_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID",
    ledger::SCHEMA,
    "CREATE TABLE registered (at INTEGER NOT NULL) STRICT",
];

/// Brings the tables up to date. To be run in a transaction; doing it twice does nothing.
pub fn migrate(sql: &Sql) -> Result<()> {
    sql.run("CREATE TABLE IF NOT EXISTS version (n INTEGER NOT NULL) STRICT", vec![])?;
    let version = sql.first("SELECT max(n) FROM version", vec![])?.map_or(0, |row| row.int(0));
    for (n, statements) in (1i64..).zip(MIGRATIONS) {
        if n > version {
            for statement in *statements {
                sql.run(statement, vec![])?;
            }
            sql.run("INSERT INTO version VALUES (?)", vec![n.into()])?;
        }
    }
    Ok(())
}

/// Whether the site knows this shard.
pub fn is_registered(sql: &Sql) -> Result<bool> {
    Ok(sql.first("SELECT at FROM registered", vec![])?.is_some())
}

/// Remembers that the site knows this shard.
pub fn set_registered(sql: &Sql) -> Result<()> {
    sql.run("INSERT INTO registered VALUES (1)", vec![])
}

/// A page view in its visit's row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredView {
    /// Page view id, hex.
    pub p: String,
    /// Item id.
    pub i: i64,
    /// When its first hit came, ms after the visit's start.
    pub t: u64,
    /// Which sequence numbers came: bit n for hit n, the last bit for all from 63 on.
    pub s: u64,
    /// Points.
    pub q: u8,
    /// What the site named.
    #[serde(default, skip_serializing_if = "Events::is_empty")]
    pub o: Events,
    /// The signals, raw, so that other models can be tried on them.
    #[serde(flatten)]
    pub view: PageView,
}

impl StoredView {
    /// Whether no hit after `n` has come yet.
    pub const fn is_latest(&self, n: u16) -> bool {
        let n = if n > 63 { 63 } else { n };
        self.s >> n <= 1
    }

    /// Notes that hit `n` came; whether it was new.
    pub fn receive(&mut self, n: u16) -> bool {
        let bit = 1 << n.min(63);
        let new = self.s & bit == 0;
        self.s |= bit;
        new
    }

    /// Hits that were sent and did not come: gaps below the highest number.
    pub const fn lost(&self) -> i64 {
        (64 - self.s.leading_zeros() - self.s.count_ones()) as i64
    }
}
