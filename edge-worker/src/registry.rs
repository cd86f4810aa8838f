//! The one object that belongs to no site: it makes the day's salt, and counts hits that could
//! not be assigned to a site.

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
            Call::Salt { day, now_ms, make } => {
                object::reply(&salt::of_day(&self.env, day, now_ms, make).await?)
            }
        }
    }
}
