//! Webhooks: where, in which form, signed with which key.

use serde::{Deserialize, Serialize};
use ungated_contract::webhook::{DeliveryCounts, Webhook};
use ungated_shared::alert::Format;
use worker::Result;

use super::deliveries;
use crate::salt::DAY_MS;
use crate::sql::{Row, Sql};

pub const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS webhook (
    id TEXT PRIMARY KEY, site TEXT NOT NULL, name TEXT NOT NULL UNIQUE, url TEXT NOT NULL,
    format TEXT NOT NULL, secret TEXT NOT NULL, created_ms INTEGER NOT NULL, old TEXT,
    rotated_ms INTEGER, waiting INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID";

/// How long the key before a rotation signs too, ms: a day to give the receiver the new one
/// (standard-webhooks/spec, "Secret rotation").
const OLD_MS: u64 = DAY_MS;

/// A webhook that is to be made, and what is told only now.
#[derive(Clone, Serialize, Deserialize)]
pub struct New {
    /// What may be told.
    pub webhook: Webhook,
    /// Whose it is.
    pub site: String,
    /// Where it is.
    pub url: String,
    /// The key that signs, as `whsec_` and base64.
    pub secret: String,
}

/// Neither address nor key is printed.
impl std::fmt::Debug for New {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.webhook.fmt(f)
    }
}

/// What sending needs.
pub struct Hook {
    /// Whose it is.
    pub site: String,
    /// Where it is.
    pub url: String,
    /// How bodies are written.
    pub format: Format,
    /// The keys that sign, the present one first.
    pub secrets: Vec<String>,
}

pub fn create(sql: &Sql, new: &New) -> Result<()> {
    let New { webhook, site, url, secret } = new;
    sql.run(
        "INSERT INTO webhook (id, site, name, url, format, secret, created_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        vec![
            webhook.id.as_str().into(),
            site.as_str().into(),
            webhook.name.as_str().into(),
            url.as_str().into(),
            word(webhook.format).into(),
            secret.as_str().into(),
            sql.ms(webhook.created_ms),
        ],
    )
}

pub fn list(sql: &Sql) -> Result<Vec<Webhook>> {
    let all = "SELECT id, name, url, format, created_ms, rotated_ms, waiting, delivered, failed,
             dropped
         FROM webhook ORDER BY created_ms, id";
    let rows = sql.rows(all, vec![])?;
    let read = |row: Row| {
        let id = row.text(0);
        Ok(Webhook {
            last: deliveries::last(sql, &id)?,
            id,
            name: row.text(1),
            host: ungated_shared::alert::host(&row.text(2)).to_owned(),
            format: format(&row.text(3)),
            created_ms: row.unsigned(4),
            rotated_ms: Some(row.unsigned(5)).filter(|ms| *ms > 0),
            counts: DeliveryCounts {
                waiting: row.unsigned(6),
                delivered: row.unsigned(7),
                failed: row.unsigned(8),
                dropped: row.unsigned(9),
            },
        })
    };
    rows.into_iter().map(read).collect()
}

/// Ids and names of all.
pub fn names(sql: &Sql) -> Result<Vec<(String, String, Format)>> {
    let rows = sql.rows("SELECT id, name, format FROM webhook ORDER BY created_ms, id", vec![])?;
    Ok(rows.iter().map(|row| (row.text(0), row.text(1), format(&row.text(2)))).collect())
}

/// Gives a webhook another key; until when the one before signs too.
pub fn rotate(sql: &Sql, id: &str, secret: &str, now_ms: u64) -> Result<u64> {
    let values = vec![secret.into(), sql.ms(now_ms), id.into()];
    sql.run("UPDATE webhook SET old = secret, secret = ?, rotated_ms = ? WHERE id = ?", values)?;
    Ok(now_ms + OLD_MS)
}

/// Forgets a webhook; what was to be sent to it has failed.
pub fn remove(sql: &Sql, id: &str) -> Result<()> {
    sql.transaction(|| {
        sql.run("DELETE FROM webhook WHERE id = ?", vec![id.into()])?;
        deliveries::give_up(sql, id)
    })
}

/// The site, if there is a webhook.
pub fn site(sql: &Sql) -> Result<Option<String>> {
    Ok(sql.first("SELECT site FROM webhook LIMIT 1", vec![])?.map(|row| row.text(0)))
}

pub fn hook(sql: &Sql, id: &str, now_ms: u64) -> Result<Option<Hook>> {
    let one = "SELECT site, url, format, secret, old, rotated_ms FROM webhook WHERE id = ?";
    let read = |row: Row| {
        let mut secrets = vec![row.text(3)];
        let old = row.text(4);
        if !old.is_empty() && now_ms < row.unsigned(5) + OLD_MS {
            secrets.push(old);
        }
        Hook { site: row.text(0), url: row.text(1), format: format(&row.text(2)), secrets }
    };
    Ok(sql.first(one, vec![id.into()])?.map(read))
}

const fn word(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Slack => "slack",
    }
}

fn format(word: &str) -> Format {
    if word == self::word(Format::Slack) { Format::Slack } else { Format::Json }
}
