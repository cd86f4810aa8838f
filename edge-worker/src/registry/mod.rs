//! The one object that belongs to no site: it keeps the sites' configurations, tokens, sessions,
//! share links and the audit log, makes the day's salt, counts hits that could not be assigned to a
//! site, and knows which sites have objects, whether or not they are configured.
//!
//! # Why all of that in one?
//! An act and its row in the audit log are one transaction; an object is as far as one reaches. It is
//! asked a few times a minute by each isolate, and never by a hit that knows its sites.

pub mod audit;
pub mod configs;
pub mod sessions;
pub mod shares;
pub mod tokens;

use std::cell::Cell;

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
    Erased {
        /// The site.
        site: String,
        /// Who erased it.
        by: audit::By,
        /// When, Unix ms.
        now_ms: u64,
    },
    /// Write down an act that changes nothing here. Answers `()`.
    Acted {
        /// Who acts.
        by: audit::By,
        /// What: `restore` …
        act: String,
        /// What it is done to.
        on: String,
        /// When, Unix ms.
        now_ms: u64,
    },
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
    /// About configurations.
    Configs(configs::Call),
    /// About tokens.
    Tokens(tokens::Call),
    /// About sessions.
    Sessions(sessions::Call),
    /// About share links.
    Shares(shares::Call),
    /// About the audit log.
    Audit(audit::Call),
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
#[durable_object(fetch)]
pub struct Registry {
    env: Env,
    sql: Sql,
    /// Whether the tables are there.
    is_laid_out: Cell<bool>,
}

impl DurableObject for Registry {
    fn new(state: State, env: Env) -> Self {
        Self { env, sql: Sql::of(&state), is_laid_out: Cell::new(false) }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        self.lay_out()?;
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
            Call::Erased { site, by, now_ms } => {
                self.sql.transaction(|| {
                    audit::put(&self.sql, now_ms, &by, "facts.erase", &site, "")?;
                    self.sql.run("DELETE FROM holder WHERE site = ?", vec![site.as_str().into()])
                })?;
                object::reply(&())
            }
            Call::Acted { by, act, on, now_ms } => {
                self.sql.transaction(|| audit::put(&self.sql, now_ms, &by, &act, &on, ""))?;
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
            Call::Configs(call) => self.configs(call),
            Call::Tokens(call) => self.tokens(call),
            Call::Sessions(call) => self.sessions(call),
            Call::Shares(call) => self.shares(call).await,
            Call::Audit(call) => object::reply(&audit::read(&self.sql, &call)?),
        }
    }
}

impl Registry {
    fn lay_out(&self) -> Result<()> {
        if !self.is_laid_out.get() {
            let tables = [
                configs::SCHEMA,
                tokens::SCHEMA,
                sessions::SCHEMA,
                shares::SCHEMA,
                audit::SCHEMA,
                ledger::SCHEMA,
                HOLDERS,
            ];
            for schema in tables {
                self.sql.run(schema, vec![])?;
            }
            self.is_laid_out.set(true);
        }
        Ok(())
    }

    fn configs(&self, call: configs::Call) -> Result<Response> {
        use configs::Call;
        match call {
            Call::Changed { since } => object::reply(&configs::changed(&self.sql, since)?),
            Call::Put(put) => object::reply(&configs::put(&self.sql, &put)?),
            Call::Versions(site) => object::reply(&configs::versions(&self.sql, &site)?),
            Call::Version { site, version } => {
                object::reply(&configs::version(&self.sql, &site, version)?)
            }
        }
    }

    fn tokens(&self, call: tokens::Call) -> Result<Response> {
        use tokens::Call;
        match call {
            Call::Create { token, hash, by } => {
                object::reply(&tokens::create(&self.sql, &token, &hash, &by)?)
            }
            Call::List => object::reply(&tokens::list(&self.sql)?),
            Call::Revoke { id, by, now_ms } => {
                object::reply(&tokens::revoke(&self.sql, &id, &by, now_ms)?)
            }
        }
    }

    fn sessions(&self, call: sessions::Call) -> Result<Response> {
        use sessions::Call;
        let sql = &self.sql;
        match call {
            Call::Who { hash, admin, now_ms } => {
                object::reply(&sessions::who(sql, &hash, &admin, now_ms)?)
            }
            Call::Login { token, admin, session, now_ms } => {
                let token = token.as_deref();
                object::reply(&sessions::login(sql, token, &admin, &session, now_ms)?)
            }
            Call::Logout { session, by, now_ms } => {
                object::reply(&sessions::logout(sql, &session, &by, now_ms)?)
            }
        }
    }

    async fn shares(&self, call: shares::Call) -> Result<Response> {
        use shares::Call;
        let sql = &self.sql;
        match call {
            Call::Create { share, hash, password, by } => {
                let password = password.as_deref();
                object::reply(&shares::create(sql, &share, &hash, password, &by).await?)
            }
            Call::List(site) => object::reply(&shares::list(sql, &site)?),
            Call::Revoke { site, id, by, now_ms } => {
                object::reply(&shares::revoke(sql, &site, &id, &by, now_ms)?)
            }
            Call::Open { hash, password, session, now_ms } => {
                let password = password.as_deref();
                object::reply(&shares::open(sql, &hash, password, &session, now_ms).await?)
            }
        }
    }
}
