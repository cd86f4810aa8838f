//! The end of a visit: its visitor is forgotten.

use ungated_shared::visit::{GAP_MS, SALT_GRACE_MS};
use worker::Result;

use crate::sql::Sql;

/// How long after a visit's last hit it is closed: the gap, and a minute for late hits.
pub const AFTER_MS: u64 = GAP_MS + 60_000;

/// How long a page may send hits for a page view: as long as the salt of its day lives.
const PAGE_VIEW_MS: u64 = 24 * 60 * 60 * 1000 + SALT_GRACE_MS;

/// Closes what is due at `now_ms` of the real clock; returns in how many ms to come again, if
/// there is anything left to close.
pub fn close(sql: &Sql, now_ms: u64) -> Result<Option<u64>> {
    sql.transaction(|| {
        let due = |after_ms| sql.ms(now_ms.saturating_sub(after_ms));
        sql.run(
            "UPDATE visit SET key = NULL WHERE key IS NOT NULL AND seen_ms <= ?",
            vec![due(AFTER_MS)],
        )?;
        sql.run("DELETE FROM page_view WHERE seen_ms <= ?", vec![due(PAGE_VIEW_MS)])?;
        let count = |statement| Ok::<_, worker::Error>(sql.first(statement, vec![])?.is_some());
        if count("SELECT 1 FROM visit WHERE key IS NOT NULL LIMIT 1")? {
            return Ok(Some(AFTER_MS));
        }
        Ok(count("SELECT 1 FROM page_view LIMIT 1")?.then_some(PAGE_VIEW_MS))
    })
}
