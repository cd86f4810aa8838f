//! The one object that belongs to no site: it makes the day's salt, counts hits that could not be
//! assigned to a site, and knows which sites have objects, whether or not they are configured.

use serde::{Deserialize, Serialize};
use ungated_shard::batch::Count;
use ungated_shared::hit::refusal::Refusal;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

use crate::ledger::{self, Span};
use crate::sql::Sql;
use crate::{object, salt};

/// A call to the registry.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Count hits that name no site we know. Answers `()`.
    Refused(Vec<Refused>),
    /// What was counted. Answers `BTreeMap<String, i64>`.
    Ledger(Span),
    /// Remember that a site has shards. Answers `()`.
    Holds(String),
    /// Forget a site: its shards are erased. Answers `()`.
    Erased(String),
    /// The sites that have shards. Answers `Vec<String>`.
    Holders,
    /// The salt of a day. Answers `Option<Salt>`.
    Salt {
        /// Days since 1970, UTC.
        day: u64,
        /// When, Unix ms.
        now_ms: u64,
        /// Whether to make it if there is none.
        make: bool,
    },
}

/// The sites that have shards.
const HOLDERS: &str = "CREATE TABLE IF NOT EXISTS holder (site TEXT PRIMARY KEY) STRICT";

/// Hits that were refused for one reason.
#[derive(Debug, Serialize, Deserialize)]
pub struct Refused {
    /// When, Unix ms.
    now_ms: u64,
    /// The code of the refusal.
    code: String,
    /// How many.
    n: i64,
}

impl From<Count> for Refused {
    fn from(Count { now_ms, code, n }: Count) -> Self {
        Self { now_ms, code, n: i64::try_from(n).unwrap_or(i64::MAX) }
    }
}

/// The registry.
#[durable_object]
pub struct Registry {
    env: Env,
    sql: Sql,
}

impl DurableObject for Registry {
    fn new(state: State, env: Env) -> Self {
        Self { env, sql: Sql::of(&state) }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        self.sql.run(ledger::SCHEMA, vec![])?;
        self.sql.run(HOLDERS, vec![])?;
        match object::call(&mut request).await? {
            Call::Refused(refused) => {
                self.sql.transaction(|| {
                    for Refused { now_ms, code, n } in &refused {
                        // Only known codes become rows, whatever is asked.
                        if let Some(refusal) = Refusal::from_code(code) {
                            ledger::add(&self.sql, *now_ms, refusal.code(), *n)?;
                        }
                    }
                    Ok(())
                })?;
                object::reply(&())
            }
            Call::Ledger(span) => object::reply(&ledger::read(&self.sql, span)?),
            Call::Holds(site) => {
                self.sql.run("INSERT OR IGNORE INTO holder VALUES (?)", vec![site.into()])?;
                object::reply(&())
            }
            Call::Erased(site) => {
                self.sql.run("DELETE FROM holder WHERE site = ?", vec![site.into()])?;
                object::reply(&())
            }
            Call::Holders => {
                let rows = self.sql.rows("SELECT site FROM holder ORDER BY site", vec![])?;
                let sites: Vec<String> = rows.iter().map(|row| row.text(0)).collect();
                object::reply(&sites)
            }
            Call::Salt { day, now_ms, make } => {
                object::reply(&salt::of_day(&self.env, day, now_ms, make).await?)
            }
        }
    }
}
