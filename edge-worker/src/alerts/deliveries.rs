//! The log of what was sent, is sent, and could not be.

use ungated_contract::webhook::{Delivery, DeliveryState};
use ungated_shared::alert::{Told, retry};
use ungated_shared::limit;
use worker::Result;

use super::send::Said;
use crate::secret;
use crate::sql::{Row, Sql};

/// `state` is `waiting`, `delivered` or `failed`; `most` is how many tries there are. `tries` never
/// goes back, so that it names a try; `spent` are those before the last replay. `open_ms` is when the
/// try began that is not known to have ended, 0 if none.
pub const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS delivery (
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, webhook TEXT NOT NULL,
    at_ms INTEGER NOT NULL, type TEXT NOT NULL, alert TEXT NOT NULL, body TEXT NOT NULL,
    state TEXT NOT NULL, tries INTEGER NOT NULL, spent INTEGER NOT NULL, most INTEGER NOT NULL,
    next_ms INTEGER NOT NULL, open_ms INTEGER NOT NULL, said TEXT NOT NULL
) STRICT";

/// Counts each delivery of a webhook once, by where it stands, for longer than the log keeps it.
///
/// Triggers, as they count in the transaction of whatever changes a row: waiting, delivered, failed
/// and dropped always add up to what was written down.
pub const COUNTS: [&str; 3] = [
    "CREATE TRIGGER IF NOT EXISTS delivery_put AFTER INSERT ON delivery BEGIN
         UPDATE webhook SET waiting = waiting + 1 WHERE id = NEW.webhook;
     END",
    "CREATE TRIGGER IF NOT EXISTS delivery_turned AFTER UPDATE OF state ON delivery
     WHEN OLD.state <> NEW.state BEGIN
         UPDATE webhook SET
             waiting = waiting + (NEW.state = 'waiting') - (OLD.state = 'waiting'),
             delivered = delivered + (NEW.state = 'delivered') - (OLD.state = 'delivered'),
             failed = failed + (NEW.state = 'failed') - (OLD.state = 'failed')
         WHERE id = NEW.webhook;
     END",
    "CREATE TRIGGER IF NOT EXISTS delivery_dropped AFTER DELETE ON delivery
     WHEN OLD.state = 'waiting' BEGIN
         UPDATE webhook SET waiting = waiting - 1, dropped = dropped + 1 WHERE id = OLD.webhook;
     END",
];

/// Brings the tables of a build that did not count up to date: its log goes, its webhooks stay. Doing it
/// twice does nothing.
pub fn migrate(sql: &Sql) -> Result<()> {
    let old = "SELECT 1 FROM sqlite_master WHERE name = 'delivery' AND instr(sql, 'spent') = 0";
    if sql.first(old, vec![])?.is_none() {
        return Ok(());
    }
    sql.transaction(|| {
        sql.run("DROP TABLE delivery", vec![])?;
        ["waiting", "delivered", "failed", "dropped"].into_iter().try_for_each(|column| {
            let add = format!("ALTER TABLE webhook ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0");
            sql.run(&add, vec![])
        })
    })
}

/// A delivery that is to be written down.
pub struct Put<'a> {
    pub id: &'a str,
    pub webhook: &'a str,
    pub told: &'a Told<'a>,
    pub text: &'a str,
    pub now_ms: u64,
}

/// A delivery that is to be tried, and which of its tries that is.
pub struct Taken {
    pub id: String,
    pub webhook: String,
    pub body: String,
    tries: u64,
}

/// What came of asking for a delivery again.
pub enum Again {
    Due,
    BeingTried,
    Unknown,
}

const COLUMNS: &str =
    "n, id, webhook, at_ms, type, alert, body, state, tries - spent, next_ms, said FROM delivery";

/// A new id.
pub fn id() -> Result<String> {
    Ok(format!("msg_{}", secret::id()?))
}

/// Within a transaction: writes a delivery down, due at once. Whoever tries a webhook stands before
/// it: a test has one try.
pub fn put(sql: &Sql, put: &Put<'_>) -> Result<()> {
    let most = if matches!(put.told, Told::Test) { 1 } else { retry::TRIES };
    sql.run(
        "INSERT INTO delivery (id, webhook, at_ms, type, alert, body, state, tries, spent, most,
             next_ms, open_ms, said)
         VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, 0, ?, ?, 0, '')",
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
    )
}

/// Within a transaction that has put: forgets what the log has no room for, first of what has ended,
/// then of what waits, the oldest first. What waited is counted as dropped.
pub fn prune(sql: &Sql) -> Result<()> {
    sql.run(
        "DELETE FROM delivery WHERE n IN (
             SELECT n FROM delivery ORDER BY state = 'waiting', n
             LIMIT max(0, (SELECT count(*) FROM delivery) - ?))",
        vec![sql.ms(limit::DELIVERIES)],
    )
}

/// Within a transaction: those that are due (or `only` one). Each is written down as tried and
/// failed, so that nothing that happens meanwhile sends it twice.
pub fn take(sql: &Sql, now_ms: u64, only: Option<&str>) -> Result<Vec<Taken>> {
    let rows = sql.rows(
        "SELECT id, webhook, body, tries, spent, most FROM delivery
         WHERE state = 'waiting' AND next_ms <= ? AND (? IS NULL OR id = ?)
         ORDER BY next_ms, n LIMIT ?",
        vec![sql.ms(now_ms), only.into(), only.into(), sql.ms(limit::DELIVERIES_AT_ONCE)],
    )?;
    let mut taken = Vec::with_capacity(rows.len());
    for row in &rows {
        let (id, tries, most) = (row.text(0), row.unsigned(3) + 1, row.unsigned(5));
        let round = tries - row.unsigned(4);
        let wait = retry::wait_ms(&id, round).filter(|_| round < most);
        let state = if wait.is_some() { "waiting" } else { "failed" };
        let next = sql.ms(now_ms + wait.unwrap_or(0));
        sql.run(
            "UPDATE delivery SET tries = ?, state = ?, next_ms = ?, open_ms = ?, said = 'timeout'
             WHERE id = ?",
            vec![sql.ms(tries), state.into(), next, sql.ms(now_ms), id.as_str().into()],
        )?;
        taken.push(Taken { id, webhook: row.text(1), body: row.text(2), tries });
    }
    Ok(taken)
}

/// Writes down what came of a try, unless another has begun since: a late answer ends nothing.
pub fn tried(sql: &Sql, taken: &Taken, said: &Said) -> Result<()> {
    let state = match said {
        Said { is_done: true, .. } => Some("delivered"),
        Said { is_over: true, .. } => Some("failed"),
        _ => None,
    };
    sql.run(
        "UPDATE delivery SET said = ?, state = coalesce(?, state), open_ms = 0
         WHERE id = ? AND tries = ?",
        vec![
            said.code.as_str().into(),
            state.into(),
            taken.id.as_str().into(),
            sql.ms(taken.tries),
        ],
    )
}

/// Within a transaction: makes a delivery due again, with as many tries as it had at first: a test
/// has one. One that is being tried is left alone, for as long as an answer is waited for.
pub fn again(sql: &Sql, id: &str, now_ms: u64) -> Result<Again> {
    let open = sql.first("SELECT open_ms FROM delivery WHERE id = ?", vec![id.into()])?;
    let Some(open_ms) = open.map(|row| row.unsigned(0)) else { return Ok(Again::Unknown) };
    if open_ms > 0 && now_ms < open_ms + limit::WEBHOOK_ANSWER_MS {
        return Ok(Again::BeingTried);
    }
    sql.run(
        "UPDATE delivery SET state = 'waiting', spent = tries, next_ms = ? WHERE id = ?",
        vec![sql.ms(now_ms), id.into()],
    )?;
    Ok(Again::Due)
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
