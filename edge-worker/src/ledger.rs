//! What became of every hit, by 15-minute bucket: written in the transaction of the data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ungated_shard::ledger::{BUCKET_MS, Ledger};
use worker::Result;

use crate::sql::Sql;

/// The table. `n` can fall for `lost`, when a late hit fills a gap.
pub const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS ledger (
    bucket_ms INTEGER NOT NULL,
    code      TEXT    NOT NULL,
    n         INTEGER NOT NULL,
    PRIMARY KEY (bucket_ms, code)
) STRICT, WITHOUT ROWID";

/// A span of time, Unix ms, its end not included.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Span {
    /// First millisecond.
    pub from: u64,
    /// First millisecond after it.
    pub to: u64,
}

/// Adds to a count.
pub fn add(sql: &Sql, now_ms: u64, code: &str, n: i64) -> Result<()> {
    if n == 0 {
        return Ok(());
    }
    let bucket = now_ms / BUCKET_MS * BUCKET_MS;
    sql.run(
        "INSERT INTO ledger VALUES (?, ?, ?)
         ON CONFLICT (bucket_ms, code) DO UPDATE SET n = n + excluded.n",
        vec![sql.ms(bucket), code.into(), n.into()],
    )
}

/// Adds up the counts of each code in the buckets before a time: what stays is how many there were.
pub fn fold(sql: &Sql, before_ms: u64) -> Result<()> {
    let older = || vec![sql.ms(before_ms)];
    sql.run(
        "INSERT INTO ledger
         SELECT 0, code, sum(n) FROM ledger WHERE bucket_ms > 0 AND bucket_ms < ? GROUP BY code
         ON CONFLICT (bucket_ms, code) DO UPDATE SET n = n + excluded.n",
        older(),
    )?;
    sql.run("DELETE FROM ledger WHERE bucket_ms > 0 AND bucket_ms < ?", older())
}

/// Counts by code, over the buckets that begin in a span.
pub fn read(sql: &Sql, span: Span) -> Result<BTreeMap<String, i64>> {
    let rows = sql.rows(
        "SELECT code, sum(n) FROM ledger WHERE bucket_ms >= ? AND bucket_ms < ? GROUP BY code",
        vec![sql.ms(span.from), sql.ms(span.to)],
    )?;
    Ok(rows.into_iter().map(|row| (row.text(0), row.int(1))).collect())
}

/// Adds counts that are not in the table yet.
pub fn add_recent(counts: &mut BTreeMap<String, i64>, recent: &Ledger, span: Span) {
    for ((bucket_ms, code), n) in &recent.0 {
        if (span.from..span.to).contains(bucket_ms) {
            *counts.entry(code.clone()).or_default() += n;
        }
    }
}

/// A count over all time.
pub fn total(sql: &Sql, code: &str) -> Result<i64> {
    let row =
        sql.first("SELECT coalesce(sum(n), 0) FROM ledger WHERE code = ?", vec![code.into()])?;
    Ok(row.map_or(0, |row| row.int(0)))
}
