//! Access tokens: who may do what, by the hash of a secret that is nowhere kept.

use serde::{Deserialize, Serialize};
pub use ungated_contract::token::{Role, Token};
use ungated_shared::limit;
use worker::Result;

use super::audit::{self, By};
use crate::salt::DAY_MS;
use crate::sql::{Row, Sql};

/// `sites` is a JSON list, NULL for all. `used_day` counts days since 1970.
pub const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS token (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, sites TEXT,
    hash TEXT NOT NULL UNIQUE, created_ms INTEGER NOT NULL, used_day INTEGER
) STRICT, WITHOUT ROWID;";

/// A call about tokens.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Make one. Answers whether there was room.
    Create {
        /// The token.
        token: Token,
        /// Of its secret.
        hash: String,
        /// Who makes it.
        by: By,
    },
    /// All. Answers `Vec<Token>`.
    List,
    /// Revoke one, and end its sessions. Answers whether there was one.
    Revoke {
        /// Its id.
        id: String,
        /// Who does it.
        by: By,
        /// When, Unix ms.
        now_ms: u64,
    },
}

const COLUMNS: &str = "id, name, role, sites, created_ms, used_day";

pub fn create(sql: &Sql, token: &Token, hash: &str, by: &By) -> Result<bool> {
    sql.transaction(|| {
        let count = sql.first("SELECT count(*) FROM token", vec![])?;
        if count.is_some_and(|row| row.unsigned(0) >= limit::TOKENS as u64) {
            return Ok(false);
        }
        let sites = token.sites.as_ref().map(serde_json::to_string).transpose()?;
        let detail = format!("{} {}", token.role.word(), sites.as_deref().unwrap_or("all sites"));
        sql.run(
            "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, NULL)",
            vec![
                token.id.as_str().into(),
                token.name.as_str().into(),
                token.role.word().into(),
                sites.into(),
                hash.into(),
                sql.ms(token.created_ms),
            ],
        )?;
        let on = format!("{} {:?}", token.id, token.name);
        audit::put(sql, token.created_ms, by, "token.create", &on, &detail)?;
        Ok(true)
    })
}

pub fn list(sql: &Sql) -> Result<Vec<Token>> {
    let all = format!("SELECT {COLUMNS} FROM token ORDER BY created_ms, id");
    sql.rows(&all, vec![])?.iter().map(read).collect()
}

pub fn revoke(sql: &Sql, id: &str, by: &By, now_ms: u64) -> Result<bool> {
    sql.transaction(|| {
        let token = sql.first("SELECT name FROM token WHERE id = ?", vec![id.into()])?;
        let Some(token) = token else { return Ok(false) };
        sql.run("DELETE FROM token WHERE id = ?", vec![id.into()])?;
        sql.run("DELETE FROM session WHERE kind = 'token' AND of = ?", vec![id.into()])?;
        let on = format!("{id} {:?}", token.text(0));
        audit::put(sql, now_ms, by, "token.revoke", &on, "")?;
        Ok(true)
    })
}

/// The token of a hash.
pub fn by_hash(sql: &Sql, hash: &str) -> Result<Option<Token>> {
    let one = format!("SELECT {COLUMNS} FROM token WHERE hash = ?");
    sql.first(&one, vec![hash.into()])?.as_ref().map(read).transpose()
}

/// The token of an id.
pub fn by_id(sql: &Sql, id: &str) -> Result<Option<Token>> {
    let one = format!("SELECT {COLUMNS} FROM token WHERE id = ?");
    sql.first(&one, vec![id.into()])?.as_ref().map(read).transpose()
}

/// Remembers that a token is used: one row a day, whatever it is used for.
pub fn used(sql: &Sql, token: &Token, now_ms: u64) -> Result<()> {
    let day = now_ms / DAY_MS;
    if token.used_day == Some(day) {
        return Ok(());
    }
    let row = vec![sql.ms(day), token.id.as_str().into()];
    sql.run("UPDATE token SET used_day = ? WHERE id = ?", row)
}

fn read(row: &Row) -> Result<Token> {
    let sites = Some(row.text(3)).filter(|sites| !sites.is_empty());
    Ok(Token {
        id: row.text(0),
        name: row.text(1),
        role: Role::of(&row.text(2)),
        sites: sites.map(|sites| serde_json::from_str(&sites)).transpose()?,
        created_ms: row.unsigned(4),
        used_day: Some(row.unsigned(5)).filter(|day| *day > 0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_a_ladder_and_an_unknown_word_is_its_lowest_rung() {
        let ladder = [Role::Share, Role::Viewer, Role::Editor, Role::Admin];
        assert!(ladder.is_sorted());
        for role in ladder {
            assert_eq!(Role::of(role.word()), role);
        }
        assert_eq!(Role::of("owner"), Role::Share);
    }
}
