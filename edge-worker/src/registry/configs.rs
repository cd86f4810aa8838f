//! The configurations of sites: every version, and which one holds.

use serde::{Deserialize, Serialize};
use serde_json::Value;
pub use ungated_contract::config::Version;
use ungated_shared::limit;
use worker::Result;

use super::audit::{self, By};
use crate::sql::{Row, Sql};

/// `revision` counts changes over all sites, so that an isolate can ask for those since its last.
/// A `config` that is NULL is that of the file.
pub const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS site (
    name TEXT PRIMARY KEY, version INTEGER NOT NULL, revision INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS config (
    site TEXT NOT NULL, version INTEGER NOT NULL, at_ms INTEGER NOT NULL, by TEXT NOT NULL,
    act TEXT NOT NULL, config TEXT, PRIMARY KEY (site, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reason (
    site TEXT NOT NULL, version INTEGER NOT NULL, why TEXT NOT NULL, PRIMARY KEY (site, version)
) STRICT, WITHOUT ROWID;";

/// A call about configurations.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// What has changed. Answers [`Changed`].
    Changed {
        /// The last revision that is known.
        since: u64,
    },
    /// Make a version. Answers `Result<u64, Refused>`: its number.
    Put(Put),
    /// The versions of a site, the newest first. Answers `Vec<Version>`.
    Versions(String),
    /// A version of a site. Answers `Option<Stored>`.
    Version {
        /// The site.
        site: String,
        /// The number; the one that holds if none.
        version: Option<u64>,
    },
}

/// A version to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Put {
    /// The site.
    pub site: String,
    /// The document; none if the file's is to hold.
    pub config: Option<Value>,
    /// The version that its author has seen; none if there must be no such site.
    pub seen: Option<u64>,
    /// Whether the file has the site, so that there is a version 0.
    pub in_file: bool,
    /// What is done, for the versions and the audit log.
    pub act: String,
    /// What changed.
    pub detail: String,
    /// What its author says of it.
    pub why: String,
    /// Who does it.
    pub by: By,
    /// When, Unix ms.
    pub now_ms: u64,
}

/// Why a version was not made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Refused {
    /// There is such a site.
    Exists,
    /// There is none.
    Unknown,
    /// Another version holds.
    Version(u64),
    /// There are [`limit::SITES`].
    Full,
    /// All configurations together would have more than [`limit::CONFIGS_BYTES`].
    Long,
}

/// Sites that changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Changed {
    /// The last revision.
    pub revision: u64,
    /// What holds.
    pub sites: Vec<Current>,
}

/// What holds for a site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Current {
    /// The site.
    pub site: String,
    /// The version.
    pub version: u64,
    /// The document; none if the file's holds.
    pub config: Option<Value>,
}

/// A version with its document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stored {
    /// Which.
    #[serde(flatten)]
    pub version: Version,
    /// The document; none if the file's holds.
    pub config: Option<Value>,
}

pub fn changed(sql: &Sql, since: u64) -> Result<Changed> {
    let mut changed = Changed { revision: since, sites: Vec::new() };
    let rows = sql.rows(
        "SELECT name, version, revision, config FROM site
         JOIN config USING (version) WHERE site = name AND revision > ? ORDER BY revision",
        vec![sql.ms(since)],
    )?;
    for row in rows {
        changed.revision = row.unsigned(2);
        let (site, version) = (row.text(0), row.unsigned(1));
        changed.sites.push(Current { site, version, config: document(&row, 3)? });
    }
    Ok(changed)
}

pub fn put(sql: &Sql, put: &Put) -> Result<std::result::Result<u64, Refused>> {
    sql.transaction(|| {
        let name = || put.site.as_str().into();
        let held = sql.first("SELECT version FROM site WHERE name = ?", vec![name()])?;
        let held = held.map(|row| row.unsigned(0)).or(put.in_file.then_some(0));
        match (held, put.seen) {
            (Some(_), None) => return Ok(Err(Refused::Exists)),
            (None, Some(_)) => return Ok(Err(Refused::Unknown)),
            (Some(held), Some(seen)) if held != seen => return Ok(Err(Refused::Version(held))),
            _ => {}
        }
        let row = sql.first("SELECT count(*), coalesce(max(revision), 0) FROM site", vec![])?;
        let (sites, revision) = row.map_or((0, 0), |row| (row.unsigned(0), row.unsigned(1)));
        if held.unwrap_or(0) == 0 && sites >= limit::SITES as u64 {
            return Ok(Err(Refused::Full));
        }
        let version = held.unwrap_or(0) + 1;
        let config = put.config.as_ref().map(Value::to_string);
        let others = sql.first(
            "SELECT coalesce(sum(length(config)), 0) FROM site
             JOIN config USING (version) WHERE site = name AND name <> ?",
            vec![name()],
        )?;
        let bytes = others.map_or(0, |row| row.unsigned(0))
            + config.as_ref().map_or(0, |config| config.len() as u64);
        if bytes > limit::CONFIGS_BYTES {
            return Ok(Err(Refused::Long));
        }
        sql.run(
            "INSERT INTO config VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                name(),
                sql.ms(version),
                sql.ms(put.now_ms),
                put.by.name.as_str().into(),
                put.act.as_str().into(),
                config.into(),
            ],
        )?;
        sql.run(
            "INSERT INTO site VALUES (?, ?, ?)
             ON CONFLICT DO UPDATE SET version = excluded.version, revision = excluded.revision",
            vec![name(), sql.ms(version), sql.ms(revision + 1)],
        )?;
        let oldest = version.saturating_sub(limit::CONFIG_VERSIONS);
        let rest = || vec![name(), sql.ms(oldest)];
        sql.run("DELETE FROM config WHERE site = ? AND version <= ?", rest())?;
        sql.run("DELETE FROM reason WHERE site = ? AND version <= ?", rest())?;
        if !put.why.is_empty() {
            let why = vec![name(), sql.ms(version), put.why.as_str().into()];
            sql.run("INSERT OR REPLACE INTO reason VALUES (?, ?, ?)", why)?;
        }
        let on = format!("{}, version {version}", put.site);
        audit::put(sql, put.now_ms, &put.by, &put.act, &on, &put.detail)?;
        Ok(Ok(version))
    })
}

pub fn versions(sql: &Sql, site: &str) -> Result<Vec<Version>> {
    let rows = sql.rows(
        "SELECT version, at_ms, by, act, why FROM config LEFT JOIN reason USING (site, version)
         WHERE site = ? ORDER BY version DESC",
        vec![site.into()],
    )?;
    Ok(rows.iter().map(version_of).collect())
}

pub fn version(sql: &Sql, site: &str, version: Option<u64>) -> Result<Option<Stored>> {
    let row = match version {
        Some(version) => sql.first(
            "SELECT version, at_ms, by, act, why, config
             FROM config LEFT JOIN reason USING (site, version) WHERE site = ? AND version = ?",
            vec![site.into(), sql.ms(version)],
        )?,
        None => sql.first(
            "SELECT version, at_ms, by, act, why, config
             FROM config LEFT JOIN reason USING (site, version) WHERE site = ?
             ORDER BY version DESC LIMIT 1",
            vec![site.into()],
        )?,
    };
    let stored = |row: Row| Ok(Stored { version: version_of(&row), config: document(&row, 5)? });
    row.map(stored).transpose()
}

fn version_of(row: &Row) -> Version {
    let (version, at_ms) = (row.unsigned(0), row.unsigned(1));
    Version { version, at_ms, by: row.text(2), act: row.text(3), why: row.text(4) }
}

fn document(row: &Row, column: usize) -> Result<Option<Value>> {
    match row.text(column) {
        text if text.is_empty() => Ok(None),
        text => Ok(Some(serde_json::from_str(&text)?)),
    }
}
