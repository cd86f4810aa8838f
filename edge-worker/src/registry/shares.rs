//! Share links: reports of one site for whoever has the link, until it expires or is revoked.

use serde::{Deserialize, Serialize};
pub use ungated_contract::share::Share;
use ungated_shared::limit;
use worker::Result;

use super::audit::{self, By};
use super::sessions::{self, Kind, Session};
use crate::secret;
use crate::sql::{Row, Sql};

/// `password` and its `salt` are NULL where none is asked for. Wrong passwords are counted by the
/// hour since 1970.
pub const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS share (
    id TEXT PRIMARY KEY, site TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
    created_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL, salt TEXT, password TEXT,
    hour INTEGER NOT NULL, tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;";

/// A call about share links.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Make one. Answers whether there was room.
    Create {
        /// The link.
        share: Share,
        /// Of its secret.
        hash: String,
        /// What has to be given with it.
        password: Option<String>,
        /// Who makes it.
        by: By,
    },
    /// Those of a site. Answers `Vec<Share>`.
    List(String),
    /// Revoke one, and end its sessions. Answers whether there was one.
    Revoke {
        /// Its site.
        site: String,
        /// Its id.
        id: String,
        /// Who does it.
        by: By,
        /// When, Unix ms.
        now_ms: u64,
    },
    /// Begin a session with a link. Answers [`Opened`].
    Open {
        /// Of the link's secret.
        hash: String,
        /// The password that was given.
        password: Option<String>,
        /// Of the session's secret.
        session: String,
        /// When, Unix ms.
        now_ms: u64,
    },
}

/// What became of a link that was opened.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Opened {
    /// A session began.
    Session {
        /// The link.
        share: Share,
        /// When the session ends, Unix ms.
        expires_ms: u64,
    },
    /// There is no such link, or no longer.
    Closed,
    /// A password is needed, or another one.
    Password,
    /// Too many wrong passwords in this hour.
    TooMany,
}

const HOUR_MS: u64 = 60 * 60 * 1000;

const COLUMNS: &str =
    "id, site, name, created_ms, expires_ms, password IS NOT NULL, salt, password, hour, tries";

pub async fn create(
    sql: &Sql,
    share: &Share,
    hash: &str,
    password: Option<&str>,
    by: &By,
) -> Result<bool> {
    let salt = secret::salt()?;
    let password = match password {
        Some(password) => Some(secret::stretch(password, &salt).await?),
        None => None,
    };
    sql.transaction(|| {
        let site = || share.site.as_str().into();
        let expired = vec![site(), sql.ms(share.created_ms)];
        sql.run("DELETE FROM share WHERE site = ? AND expires_ms <= ?", expired)?;
        let count = sql.first("SELECT count(*) FROM share WHERE site = ?", vec![site()])?;
        if count.is_some_and(|row| row.unsigned(0) >= limit::SHARES as u64) {
            return Ok(false);
        }
        sql.run(
            "INSERT INTO share VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
            vec![
                share.id.as_str().into(),
                site(),
                share.name.as_str().into(),
                hash.into(),
                sql.ms(share.created_ms),
                sql.ms(share.expires_ms),
                password.as_ref().map(|_| salt.as_str()).into(),
                password.as_deref().into(),
            ],
        )?;
        let on = format!("{}: {} {:?}", share.site, share.id, share.name);
        audit::put(sql, share.created_ms, by, "share.create", &on, "")?;
        Ok(true)
    })
}

pub fn list(sql: &Sql, site: &str) -> Result<Vec<Share>> {
    let all = format!("SELECT {COLUMNS} FROM share WHERE site = ? ORDER BY created_ms, id");
    Ok(sql.rows(&all, vec![site.into()])?.iter().map(read).collect())
}

pub fn revoke(sql: &Sql, site: &str, id: &str, by: &By, now_ms: u64) -> Result<bool> {
    sql.transaction(|| {
        let key = || vec![id.into(), site.into()];
        let share = sql.first("SELECT name FROM share WHERE id = ? AND site = ?", key())?;
        let Some(share) = share else { return Ok(false) };
        sql.run("DELETE FROM share WHERE id = ? AND site = ?", key())?;
        sql.run("DELETE FROM session WHERE kind = 'share' AND of = ?", vec![id.into()])?;
        let on = format!("{site}: {id} {:?}", share.text(0));
        audit::put(sql, now_ms, by, "share.revoke", &on, "")?;
        Ok(true)
    })
}

/// Begins a session. A wrong password is counted before it is looked at, so that many at once are
/// no way around.
pub async fn open(
    sql: &Sql,
    hash: &str,
    password: Option<&str>,
    session: &str,
    now_ms: u64,
) -> Result<Opened> {
    let Some(row) = by_hash(sql, hash, now_ms)? else { return Ok(Opened::Closed) };
    let share = read(&row);
    if share.has_password {
        let Some(password) = password else { return Ok(Opened::Password) };
        let hour = now_ms / HOUR_MS;
        let tries = if row.unsigned(8) == hour { row.unsigned(9) } else { 0 };
        if tries >= limit::PASSWORD_TRIES {
            return Ok(Opened::TooMany);
        }
        let counted = vec![sql.ms(hour), sql.ms(tries + 1), share.id.as_str().into()];
        sql.run("UPDATE share SET hour = ?, tries = ? WHERE id = ?", counted)?;
        if !secret::same(&secret::stretch(password, &row.text(6)).await?, &row.text(7)) {
            return Ok(Opened::Password);
        }
        let right = vec![sql.ms(hour), share.id.as_str().into()];
        sql.run("UPDATE share SET tries = tries - 1 WHERE hour = ? AND id = ?", right)?;
    }
    let expires_ms = share.expires_ms.min(now_ms + sessions::SHARE_MS);
    let begun = Session { kind: Kind::Share, of: share.id.clone(), expires_ms };
    // It may have been revoked while the password was looked at.
    if by_hash(sql, hash, now_ms)?.is_none() {
        return Ok(Opened::Closed);
    }
    sql.transaction(|| sessions::begin(sql, session, &begun, now_ms))?;
    Ok(Opened::Session { share, expires_ms })
}

fn by_hash(sql: &Sql, hash: &str, now_ms: u64) -> Result<Option<Row>> {
    let one = format!("SELECT {COLUMNS} FROM share WHERE hash = ? AND expires_ms > ?");
    sql.first(&one, vec![hash.into(), sql.ms(now_ms)])
}

/// The link of an id, if it still opens.
pub fn by_id(sql: &Sql, id: &str, now_ms: u64) -> Result<Option<Share>> {
    let one = format!("SELECT {COLUMNS} FROM share WHERE id = ? AND expires_ms > ?");
    Ok(sql.first(&one, vec![id.into(), sql.ms(now_ms)])?.as_ref().map(read))
}

fn read(row: &Row) -> Share {
    Share {
        id: row.text(0),
        site: row.text(1),
        name: row.text(2),
        created_ms: row.unsigned(3),
        expires_ms: row.unsigned(4),
        has_password: row.int(5) == 1,
    }
}
