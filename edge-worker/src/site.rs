//! The object that knows a site's shards. What a site wants, [`ungated_contract::site`] says; which
//! sites there are, [`crate::sites`] knows.

use serde::{Deserialize, Serialize};
use serde_json::Value;
pub use ungated_contract::site::{RETENTION_MS, Site, Trial};
use worker::{DurableObject, Env, Error, Request, Response, Result, State, durable_object};

use crate::object::{self, Shard};
use crate::registry::{self, audit};
use crate::sql::Sql;
use crate::time_zone;

/// Reads a configuration.
///
/// # Errors
/// The first thing that is wrong with it, after the path of the field: `shards[1].n: …`.
pub fn read(config: &Value) -> std::result::Result<Site, String> {
    Site::read(config, time_zone::is_known)
}

/// A call to a site's object.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Remember a shard. Answers `()`.
    Register(Shard),
    /// All shards, in the order in which they came. Answers `Vec<Shard>`.
    Shards,
    /// Remember no shard until everything is erased. Answers `Vec<Shard>`: those to erase.
    BeginErase,
    /// Forget the shards: they are erased. Answers `()`.
    FinishErase {
        /// The site: an object does not know its name.
        site: String,
        /// Who erased it.
        by: audit::By,
        /// When, Unix ms.
        now_ms: u64,
    },
    /// Whether a restore has begun. Answers `bool`.
    Restores,
    /// Remember that a restore has begun. Answers `()`.
    BeginRestore,
}

/// Marks in the site's table: that the registry knows of it, and what is under way.
const HELD: &str = "held";
const ERASES: &str = "erases";
const RESTORES: &str = "restores";

/// The site's object: which shards hold its facts.
#[durable_object]
pub struct SiteObject {
    env: Env,
    sql: Sql,
}

impl DurableObject for SiteObject {
    fn new(state: State, env: Env) -> Self {
        Self { env, sql: Sql::of(&state) }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        for table in [
            "CREATE TABLE IF NOT EXISTS shard (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY) STRICT",
        ] {
            self.sql.run(table, vec![])?;
        }
        match object::call(&mut request).await? {
            Call::Register(shard) => {
                self.register(&shard).await?;
                object::reply(&())
            }
            Call::Shards => object::reply(&self.shards()?),
            Call::BeginErase => {
                self.mark(ERASES)?;
                object::reply(&self.shards()?)
            }
            Call::FinishErase { site, by, now_ms } => {
                // Nothing registers before the mark is gone, so nothing comes between.
                self.tell_registry(registry::Call::Erased { site, by, now_ms }).await?;
                self.sql.transaction(|| {
                    self.sql.run("DELETE FROM shard", vec![])?;
                    self.sql.run("DELETE FROM mark", vec![])
                })?;
                object::reply(&())
            }
            Call::Restores => object::reply(&self.is_marked(RESTORES)?),
            Call::BeginRestore => {
                self.mark(RESTORES)?;
                object::reply(&())
            }
        }
    }
}

impl SiteObject {
    async fn register(&self, shard: &Shard) -> Result<()> {
        // So that no object holds facts of which nobody knows.
        if !self.is_marked(HELD)? {
            self.tell_registry(registry::Call::Holds(shard.site.clone())).await?;
        }
        if self.is_marked(ERASES)? {
            return Err(Error::from("the site is being erased"));
        }
        self.mark(HELD)?;
        let at = serde_json::to_string(shard)?;
        let row = vec![shard.name().into(), at.into()];
        self.sql.run("INSERT OR IGNORE INTO shard VALUES (?, ?)", row)
    }

    async fn tell_registry(&self, call: registry::Call) -> Result<()> {
        object::ask(&object::registry(&self.env)?, &call).await
    }

    fn shards(&self) -> Result<Vec<Shard>> {
        let rows = self.sql.rows("SELECT at FROM shard ORDER BY rowid", vec![])?;
        rows.into_iter().map(|row| Ok(serde_json::from_str(&row.text(0))?)).collect()
    }

    fn mark(&self, mark: &str) -> Result<()> {
        self.sql.run("INSERT OR IGNORE INTO mark VALUES (?)", vec![mark.into()])
    }

    fn is_marked(&self, mark: &str) -> Result<bool> {
        Ok(self.sql.first("SELECT 1 FROM mark WHERE name = ?", vec![mark.into()])?.is_some())
    }
}
