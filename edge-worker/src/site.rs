//! The object that knows a site's shards. What a site wants, [`ungated_contract::site`] says; which
//! sites there are, [`crate::sites`] knows.

use std::cell::Cell;

use serde::{Deserialize, Serialize};
use serde_json::Value;
pub use ungated_contract::site::{RETENTION_MS, Site, Trial};
use worker::{Date, DurableObject, Env, Error, Request, Response, Result, State, durable_object};

use crate::alerts::{self, Alerts};
use crate::dev;
use crate::imports;
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
    /// About alerts of the site of this name.
    Alerts(String, alerts::Call),
    /// About files that were brought to the site of this name.
    Imports(String, imports::Call),
}

/// Marks in the site's table: that the registry knows of it, and what is under way.
const HELD: &str = "held";
const ERASES: &str = "erases";
const RESTORES: &str = "restores";

/// The site's object: which shards hold its facts, who is told of what is unusual, and what was imported.
#[durable_object(alarm)]
pub struct SiteObject {
    state: State,
    env: Env,
    sql: Sql,
    /// The time that a request of development said last.
    said_ms: Cell<u64>,
}

impl DurableObject for SiteObject {
    fn new(state: State, env: Env) -> Self {
        let sql = Sql::of(&state);
        Self { state, env, sql, said_ms: Cell::new(0) }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let call = object::call(&mut request).await?;
        self.lay_out()?;
        match call {
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
                // Whole, as of a deleted row the bytes would stay; webhooks and their keys go too.
                let storage = self.state.storage();
                storage.delete_alarm().await?;
                storage.delete_all().await?;
                object::reply(&())
            }
            Call::Restores => object::reply(&self.is_marked(RESTORES)?),
            Call::BeginRestore => {
                self.mark(RESTORES)?;
                object::reply(&())
            }
            Call::Alerts(site, call) => {
                if let Some(now_ms) = call.now_ms().filter(|_| dev::is_on(&self.env)) {
                    self.said_ms.set(now_ms);
                }
                if matches!(call, alerts::Call::Create(_)) {
                    self.hold(site).await?;
                }
                self.alerts().answer(call).await
            }
            Call::Imports(site, call) => {
                if call.keeps() {
                    self.hold(site).await?;
                }
                imports::answer(&self.sql, call)
            }
        }
    }

    /// Asks the site's rules and sends what is due.
    async fn alarm(&self) -> Result<Response> {
        self.lay_out()?;
        self.alerts().tick(self.now_ms()).await?;
        Response::empty()
    }
}

impl SiteObject {
    fn lay_out(&self) -> Result<()> {
        let own = [
            "CREATE TABLE IF NOT EXISTS shard (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY) STRICT",
        ];
        alerts::migrate(&self.sql)?;
        let all = own.into_iter().chain(alerts::SCHEMA).chain(alerts::COUNTS);
        let mut all = all.chain([imports::SCHEMA]);
        all.try_for_each(|table| self.sql.run(table, vec![]))
    }

    fn alerts(&self) -> Alerts<'_> {
        Alerts { sql: &self.sql, state: &self.state, env: &self.env }
    }

    /// The clock of alarms: the real one, unless development said that it is later already.
    fn now_ms(&self) -> u64 {
        Date::now().as_millis().max(self.said_ms.get())
    }

    async fn register(&self, shard: &Shard) -> Result<()> {
        self.hold(shard.site.clone()).await?;
        let at = serde_json::to_string(shard)?;
        let row = vec![shard.name().into(), at.into()];
        self.sql.run("INSERT OR IGNORE INTO shard VALUES (?, ?)", row)
    }

    /// Makes the site known to the registry, so that no object holds anything of which nobody knows.
    async fn hold(&self, site: String) -> Result<()> {
        if !self.is_marked(HELD)? {
            self.tell_registry(registry::Call::Holds(site)).await?;
        }
        if self.is_marked(ERASES)? {
            return Err(Error::from("the site is being erased"));
        }
        self.mark(HELD)
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
