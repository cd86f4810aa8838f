//! The end of a visit: its visitor is forgotten.

use ungated_shared::visit::{GAP_MS, SALT_GRACE_MS};
use worker::Result;

use crate::sql::Sql;

/// How long after a visit's last hit it is closed.
pub const AFTER_MS: u64 = GAP_MS;

/// How long a page may send hits for a page view: as long as the salt of its day lives.
const PAGE_VIEW_MS: u64 = 24 * 60 * 60 * 1000 + SALT_GRACE_MS;

/// Closes what is due at `now_ms` of the real clock; returns in how many ms to come again, if
/// there is anything left to close.
pub fn close(sql: &Sql, now_ms: u64) -> Result<Option<u64>> {
    sql.transaction(|| {
        let due = |after_ms| sql.ms(now_ms.saturating_sub(after_ms));
        sql.run(
            "UPDATE visit SET key = NULL WHERE key IS NOT NULL AND seen_ms < ?",
            vec![due(AFTER_MS)],
        )?;
        sql.run("DELETE FROM page_view WHERE seen_ms <= ?", vec![due(PAGE_VIEW_MS)])?;
        let oldest = |statement| {
            let row = sql.first(statement, vec![])?.filter(|row| row.unsigned(0) > 0);
            Ok::<_, worker::Error>(row.map(|row| row.unsigned(0)))
        };
        let wait = |seen_ms: u64| (seen_ms + AFTER_MS).saturating_sub(now_ms).max(1_000);
        if let Some(seen_ms) = oldest("SELECT min(seen_ms) FROM visit WHERE key IS NOT NULL")? {
            return Ok(Some(wait(seen_ms)));
        }
        Ok(oldest("SELECT min(seen_ms) FROM page_view")?.map(|_| PAGE_VIEW_MS))
    })
}
