//! Sessions: what a browser holds instead of a token, and who a secret belongs to.

use serde::{Deserialize, Serialize};
use ungated_shared::limit;
use worker::Result;

use super::audit::{self, By};
use super::shares;
use super::tokens::{self, Role, Token};
use crate::sql::{Row, Sql};

/// How long a person stays signed in, ms: a week, as no work of a browser's owner keeps it open.
pub const LOGIN_MS: u64 = 7 * 24 * 60 * 60 * 1000;
/// How long a share link that was opened shows reports, ms: a working day.
pub const SHARE_MS: u64 = 12 * 60 * 60 * 1000;
/// The first admin's id and name: whoever knows `UNGATED_ADMIN_TOKEN`.
pub const ADMIN: &str = "admin";

/// `of` is the id of the token or the share link, or the hash of the first admin's token.
pub const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS session (
    hash TEXT PRIMARY KEY, kind TEXT NOT NULL, of TEXT NOT NULL, expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_of ON session (kind, of, expires_ms);";

/// What a session stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The first admin.
    Admin,
    /// A token.
    Token,
    /// A share link.
    Share,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Token => "token",
            Self::Share => "share",
        }
    }
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// What it stands for.
    pub kind: Kind,
    /// Which.
    pub of: String,
    /// When it ends, Unix ms.
    pub expires_ms: u64,
}

/// A call about sessions.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Whom a secret belongs to. Answers `Option<Who>`.
    Who {
        /// Of the secret.
        hash: String,
        /// Of the first admin's token, as it is now.
        admin: String,
        /// When, Unix ms.
        now_ms: u64,
    },
    /// Begin a session. Answers `Option<Who>`: none if the token is none.
    Login {
        /// Of the token; none if it is the first admin's.
        token: Option<String>,
        /// Of the first admin's token.
        admin: String,
        /// Of the session's secret.
        session: String,
        /// When, Unix ms.
        now_ms: u64,
    },
    /// End a session. Answers `()`.
    Logout {
        /// Of the session's secret.
        session: String,
        /// Who ends it.
        by: By,
        /// When, Unix ms.
        now_ms: u64,
    },
}

/// Somebody who may do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Whose acts the audit log names.
    pub by: By,
    /// What they may do.
    pub role: Role,
    /// On which sites; all if none.
    pub sites: Option<Vec<String>>,
    /// When their session ends, Unix ms; none for a token.
    pub expires_ms: Option<u64>,
}

impl Who {
    /// The first admin.
    pub fn admin(expires_ms: Option<u64>) -> Self {
        let by = By { id: ADMIN.into(), name: ADMIN.into() };
        Self { by, role: Role::Admin, sites: None, expires_ms }
    }

    fn token(token: Token, expires_ms: Option<u64>) -> Self {
        let by = By { id: token.id, name: token.name };
        Self { by, role: token.role, sites: token.sites, expires_ms }
    }
}

/// Whom a secret belongs to: a token or a session. A session ends with what it stands for.
pub fn who(sql: &Sql, hash: &str, admin: &str, now_ms: u64) -> Result<Option<Who>> {
    if let Some(token) = tokens::by_hash(sql, hash)? {
        tokens::used(sql, &token, now_ms)?;
        return Ok(Some(Who::token(token, None)));
    }
    let session = sql.first(
        "SELECT kind, of, expires_ms FROM session WHERE hash = ? AND expires_ms > ?",
        vec![hash.into(), sql.ms(now_ms)],
    )?;
    let Some(session) = session else { return Ok(None) };
    of(sql, &session, admin, now_ms)
}

fn of(sql: &Sql, session: &Row, admin: &str, now_ms: u64) -> Result<Option<Who>> {
    let (of, expires_ms) = (session.text(1), Some(session.unsigned(2)));
    Ok(match session.text(0).as_str() {
        // Another first token: sessions of the one before are over.
        "admin" => (of == admin).then(|| Who::admin(expires_ms)),
        "token" => {
            let token = tokens::by_id(sql, &of)?;
            if let Some(token) = &token {
                tokens::used(sql, token, now_ms)?;
            }
            token.map(|token| Who::token(token, expires_ms))
        }
        _ => shares::by_id(sql, &of, now_ms)?.map(|share| Who {
            by: By { id: share.id, name: share.name },
            role: Role::Share,
            sites: Some(vec![share.site]),
            expires_ms,
        }),
    })
}

/// Begins a person's session.
pub fn login(
    sql: &Sql,
    token: Option<&str>,
    admin: &str,
    session: &str,
    now_ms: u64,
) -> Result<Option<Who>> {
    let expires_ms = now_ms + LOGIN_MS;
    let (who, kind, of) = match token {
        None => (Who::admin(Some(expires_ms)), Kind::Admin, admin.to_owned()),
        Some(hash) => {
            let Some(token) = tokens::by_hash(sql, hash)? else { return Ok(None) };
            tokens::used(sql, &token, now_ms)?;
            let of = token.id.clone();
            (Who::token(token, Some(expires_ms)), Kind::Token, of)
        }
    };
    sql.transaction(|| {
        begin(sql, session, &Session { kind, of: of.clone(), expires_ms }, now_ms)?;
        audit::put(sql, now_ms, &who.by, "login", "dashboard", "")
    })?;
    Ok(Some(who))
}

/// Ends a session.
pub fn logout(sql: &Sql, session: &str, by: &By, now_ms: u64) -> Result<()> {
    sql.transaction(|| {
        sql.run("DELETE FROM session WHERE hash = ?", vec![session.into()])?;
        audit::put(sql, now_ms, by, "logout", "dashboard", "")
    })
}

/// Within a transaction: begins a session, and forgets what is over.
pub fn begin(sql: &Sql, hash: &str, session: &Session, now_ms: u64) -> Result<()> {
    sql.run("DELETE FROM session WHERE expires_ms <= ?", vec![sql.ms(now_ms)])?;
    let key = || [session.kind.word().into(), session.of.as_str().into()];
    let mut row = vec![hash.into()];
    row.extend(key());
    row.push(sql.ms(session.expires_ms));
    sql.run("INSERT INTO session VALUES (?, ?, ?, ?)", row)?;
    let mut most = key().to_vec();
    most.push(sql.ms(limit::SESSIONS as u64));
    sql.run(
        "DELETE FROM session WHERE hash IN (
            SELECT hash FROM session WHERE kind = ? AND of = ?
            ORDER BY expires_ms DESC LIMIT -1 OFFSET ?)",
        most,
    )
}
