//! Sites and what they want, and the object that knows a site's shards.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

use crate::object::{self, Shard};
use crate::sql::Sql;

/// A site's configuration: an entry of the variable `SITES`.
#[derive(Clone, Debug, Deserialize)]
pub struct Site {
    /// Its name for people.
    pub title: String,
    /// Whether anybody may read its reports.
    #[serde(default)]
    pub public: bool,
    /// Hosts whose pages may send hits; `*.example.com` stands for all below.
    pub hostnames: Vec<String>,
}

impl Site {
    /// Every site, by name.
    pub fn all(env: &Env) -> Result<BTreeMap<String, Self>> {
        env.object_var("SITES")
    }

    /// One site.
    pub fn find(env: &Env, name: &str) -> Result<Option<Self>> {
        Ok(Self::all(env)?.remove(name))
    }

    /// Whether a page on `host` belongs to the site.
    pub fn has_host(&self, host: &str) -> bool {
        self.hostnames.iter().any(|own| match own.strip_prefix("*.") {
            Some(parent) => host.strip_suffix(parent).is_some_and(|rest| rest.ends_with('.')),
            None => own == host,
        })
    }
}

/// A call to a site's object.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Remember a shard. Answers `()`.
    Register(Shard),
    /// All shards. Answers `Vec<Shard>`.
    Shards,
}

/// The site's object: which shards hold its facts.
#[durable_object]
pub struct SiteObject {
    sql: Sql,
}

impl DurableObject for SiteObject {
    fn new(state: State, _env: Env) -> Self {
        Self { sql: Sql::of(&state) }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        self.sql.run(
            "CREATE TABLE IF NOT EXISTS shard (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
            vec![],
        )?;
        match object::call(&mut request).await? {
            Call::Register(shard) => {
                let at = serde_json::to_string(&shard)?;
                let row = vec![shard.name().into(), at.into()];
                self.sql.run("INSERT OR IGNORE INTO shard VALUES (?, ?)", row)?;
                object::reply(&())
            }
            Call::Shards => {
                let mut shards = Vec::new();
                for row in self.sql.rows("SELECT at FROM shard ORDER BY name", vec![])? {
                    shards.push(serde_json::from_str::<Shard>(&row.text(0))?);
                }
                object::reply(&shards)
            }
        }
    }
}
