//! The one object that belongs to no site: it counts hits that could not be assigned to one.

use serde::{Deserialize, Serialize};
use ungated_shared::refusal::Refusal;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

use crate::ledger::{self, Span};
use crate::object;
use crate::sql::Sql;

/// A call to the registry.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Count a hit that names no site we know. Answers `()`.
    Refused {
        /// When, Unix ms.
        now_ms: u64,
        /// The code of the refusal.
        code: String,
    },
    /// What was counted. Answers `BTreeMap<String, i64>`.
    Ledger(Span),
}

/// The registry.
#[durable_object]
pub struct Registry {
    sql: Sql,
}

impl DurableObject for Registry {
    fn new(state: State, _env: Env) -> Self {
        Self { sql: Sql::of(&state) }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        self.sql.run(ledger::SCHEMA, vec![])?;
        match object::call(&mut request).await? {
            Call::Refused { now_ms, code } => {
                // Only known codes become rows, whatever is asked.
                if let Some(refusal) = Refusal::from_code(&code) {
                    ledger::add(&self.sql, now_ms, refusal.code(), 1)?;
                }
                object::reply(&())
            }
            Call::Ledger(span) => object::reply(&ledger::read(&self.sql, span)?),
        }
    }
}
