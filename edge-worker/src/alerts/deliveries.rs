//! The log of what was sent, is sent, and could not be.

use ungated_contract::webhook::{Delivery, DeliveryState};
use ungated_shared::alert::{Told, retry};
use ungated_shared::limit;
use worker::Result;

use super::send::Said;
use crate::secret;
use crate::sql::{Row, Sql};

/// `state` is `waiting`, `delivered` or `failed`; `most` is how many tries there are.
pub const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS delivery (
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, webhook TEXT NOT NULL,
    at_ms INTEGER NOT NULL, type TEXT NOT NULL, alert TEXT NOT NULL, body TEXT NOT NULL,
    state TEXT NOT NULL, tries INTEGER NOT NULL, most INTEGER NOT NULL, next_ms INTEGER NOT NULL,
    tried_ms INTEGER NOT NULL, said TEXT NOT NULL
) STRICT";

/// A delivery that is to be written down.
pub struct Put<'a> {
    pub id: &'a str,
    pub webhook: &'a str,
    pub told: &'a Told<'a>,
    pub text: &'a str,
    pub now_ms: u64,
}

const COLUMNS: &str =
    "n, id, webhook, at_ms, type, alert, body, state, tries, next_ms, said FROM delivery";

/// A new id.
pub fn id() -> Result<String> {
    Ok(format!("msg_{}", secret::id()?))
}

/// Within a transaction: writes a delivery down, due at once. Whoever tries a webhook stands before
/// it: a test has one try.
pub fn put(sql: &Sql, put: &Put<'_>) -> Result<()> {
    let most = if matches!(put.told, Told::Test) { 1 } else { retry::TRIES };
    sql.run(
        "INSERT INTO delivery (id, webhook, at_ms, type, alert, body, state, tries, most, next_ms,
             tried_ms, said)
         VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?, 0, '')",
        vec![
            put.id.into(),
            put.webhook.into(),
            sql.ms(put.now_ms),
            put.told.kind().into(),
            put.told.rule().into(),
            put.text.into(),
            sql.ms(most),
            sql.ms(put.now_ms),
        ],
    )?;
    sql.run(
        "DELETE FROM delivery WHERE n <= (SELECT max(n) FROM delivery) - ?",
        vec![sql.ms(limit::DELIVERIES)],
    )
}

/// Within a transaction: those that are due (or `only` one), as id, webhook and body. Each is
/// written down as tried and failed, so that nothing that happens meanwhile sends it twice.
pub fn take(sql: &Sql, now_ms: u64, only: Option<&str>) -> Result<Vec<(String, String, String)>> {
    let rows = sql.rows(
        "SELECT id, webhook, body, tries, most FROM delivery
         WHERE state = 'waiting' AND next_ms <= ? AND (? IS NULL OR id = ?)
         ORDER BY next_ms, n LIMIT ?",
        vec![sql.ms(now_ms), only.into(), only.into(), sql.ms(limit::DELIVERIES_AT_ONCE)],
    )?;
    for row in &rows {
        let (id, tries, most) = (row.text(0), row.unsigned(3) + 1, row.unsigned(4));
        let wait = retry::wait_ms(&id, tries).filter(|_| tries < most);
        let state = if wait.is_some() { "waiting" } else { "failed" };
        let next = sql.ms(now_ms + wait.unwrap_or(0));
        sql.run(
            "UPDATE delivery SET tries = ?, state = ?, next_ms = ?, tried_ms = ?, said = 'timeout'
             WHERE id = ?",
            vec![sql.ms(tries), state.into(), next, sql.ms(now_ms), id.into()],
        )?;
    }
    Ok(rows.iter().map(|row| (row.text(0), row.text(1), row.text(2))).collect())
}

/// Writes down what came of a try.
pub fn tried(sql: &Sql, id: &str, said: &Said, now_ms: u64) -> Result<()> {
    let code = said.code.as_str();
    let state = if said.is_done {
        "delivered"
    } else if said.is_over {
        "failed"
    } else {
        let only_said = vec![code.into(), id.into(), sql.ms(now_ms)];
        return sql.run("UPDATE delivery SET said = ? WHERE id = ? AND tried_ms = ?", only_said);
    };
    sql.run(
        "UPDATE delivery SET said = ?, state = ? WHERE id = ?",
        vec![code.into(), state.into(), id.into()],
    )
}

/// Within a transaction: makes a delivery due again, with all its tries. Whether there is one that is
/// not just being tried.
pub fn again(sql: &Sql, id: &str, now_ms: u64) -> Result<bool> {
    let found = sql.first("SELECT 1 FROM delivery WHERE id = ?", vec![id.into()])?.is_some();
    let values = vec![sql.ms(now_ms), id.into()];
    sql.run("UPDATE delivery SET state = 'waiting', tries = 0, next_ms = ? WHERE id = ?", values)?;
    Ok(found)
}

/// Within a transaction: gives up what was to be sent to a webhook.
pub fn give_up(sql: &Sql, webhook: &str) -> Result<()> {
    sql.run(
        "UPDATE delivery SET state = 'failed', said = 'removed'
         WHERE webhook = ? AND state = 'waiting'",
        vec![webhook.into()],
    )
}

/// When something is due next, Unix ms.
pub fn next_ms(sql: &Sql) -> Result<Option<u64>> {
    let next = "SELECT next_ms FROM delivery WHERE state = 'waiting' ORDER BY next_ms LIMIT 1";
    Ok(sql.first(next, vec![])?.map(|row| row.unsigned(0)))
}

pub fn newest(sql: &Sql, before: Option<u64>, most: u64) -> Result<Vec<Delivery>> {
    let page = format!("SELECT {COLUMNS} WHERE n < ? ORDER BY n DESC LIMIT ?");
    let before = sql.ms(before.unwrap_or(u64::MAX).min((1 << 53) - 1));
    let most = sql.ms(most.min(limit::DELIVERIES_PAGE));
    Ok(sql.rows(&page, vec![before, most])?.iter().map(read).collect())
}

pub fn one(sql: &Sql, id: &str) -> Result<Option<Delivery>> {
    let one = format!("SELECT {COLUMNS} WHERE id = ?");
    Ok(sql.first(&one, vec![id.into()])?.as_ref().map(read))
}

/// The last of a webhook.
pub fn last(sql: &Sql, webhook: &str) -> Result<Option<Delivery>> {
    let last = format!("SELECT {COLUMNS} WHERE webhook = ? ORDER BY n DESC LIMIT 1");
    Ok(sql.first(&last, vec![webhook.into()])?.as_ref().map(read))
}

fn read(row: &Row) -> Delivery {
    let state = match row.text(7).as_str() {
        "waiting" => DeliveryState::Waiting,
        "delivered" => DeliveryState::Delivered,
        _ => DeliveryState::Failed,
    };
    Delivery {
        n: row.unsigned(0),
        id: row.text(1),
        webhook: row.text(2),
        at_ms: row.unsigned(3),
        kind: row.text(4),
        alert: row.text(5),
        body: row.text(6),
        tries: row.unsigned(8),
        next_ms: (state == DeliveryState::Waiting).then(|| row.unsigned(9)),
        state,
        said: row.text(10),
    }
}
