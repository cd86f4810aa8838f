//! Sites and what they want, and the object that knows a site's shards.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use ungated_shared::limit;
use ungated_shared::visit::SALT_GRACE_MS;
use worker::{DurableObject, Env, Error, Request, Response, Result, State, durable_object};

use crate::region::Residency;
use crate::{registry, salt};

use crate::object::{self, Shard};
use crate::sql::Sql;

/// How long a site keeps facts unless it says else: 13 months, so that a month can be compared
/// with the same month a year ago.
pub const RETENTION_MS: u64 = 13 * MONTH_MS;
/// The longest month.
const MONTH_MS: u64 = 31 * salt::DAY_MS;
/// The longest that facts may be kept, months: what the CNIL (France's authority for data
/// protection) asks of audience measurement.
const RETENTION_MONTHS: u64 = 25;
/// How long after a change of the number of shards visits may go on where they began: as long as
/// a visitor can be known at all.
const MOVING_MS: u64 = salt::DAY_MS + SALT_GRACE_MS;

/// A site's configuration: an entry of the variable `SITES`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its name for people.
    pub title: String,
    /// Whether anybody may read its reports.
    #[serde(default)]
    pub public: bool,
    /// Hosts whose pages may send hits; `*.example.com` stands for all below.
    pub hostnames: Vec<String>,
    /// How visitors are told apart.
    #[serde(default)]
    visitor: VisitorMode,
    /// Where its facts have to stay; anywhere near the readers unless said.
    #[serde(default)]
    pub residency: Option<Residency>,
    /// How many shards it has in each region, and since when: a new number is added with the time
    /// from which it holds, at least a day and a half hour after the one before.
    #[serde(default)]
    shards: Vec<Shards>,
    /// Months for which its facts are kept: 13 unless said, at most 25.
    #[serde(default)]
    retention_months: Option<u64>,
    /// Visits for which a figure stands at least: 5 unless said, 1 (everything is shown) to 1,000.
    #[serde(default)]
    k: Option<u64>,
    /// Codes of refusals that are only counted, as `trial_…`, to see what they would do:
    /// `hostname`, `rate_limited`.
    #[serde(default)]
    on_trial: Vec<Trial>,
}

/// How a site's visitors are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum VisitorMode {
    /// By a keyed hash that dies with its day's salt.
    #[default]
    Daily,
    /// Not at all: each page view is a visit of its own.
    None,
}

/// A number of shards.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shards {
    /// How many in each region.
    n: NonZero<u16>,
    /// Since when, Unix ms; the first number holds from the beginning.
    #[serde(default)]
    since_ms: u64,
}

/// A refusal that can be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trial {
    /// [`Refusal::Hostname`](ungated_shared::hit::refusal::Refusal::Hostname).
    Hostname,
    /// [`Refusal::RateLimited`](ungated_shared::hit::refusal::Refusal::RateLimited).
    RateLimited,
}

type Sites = Rc<BTreeMap<String, Site>>;

thread_local! {
    /// The sites, as this isolate read them: a variable does not change while it lives.
    static SITES: RefCell<Option<Sites>> = const { RefCell::new(None) };
}

impl Site {
    /// Every site, by name.
    pub fn all(env: &Env) -> Result<Sites> {
        if let Some(sites) = Self::known() {
            return Ok(sites);
        }
        let sites: BTreeMap<String, Self> = env.object_var("SITES")?;
        for (name, site) in &sites {
            site.check().map_err(|error| Error::from(format!("SITES: {name}: {error}")))?;
        }
        let sites = Rc::new(sites);
        SITES.with_borrow_mut(|known| *known = Some(Rc::clone(&sites)));
        Ok(sites)
    }

    /// Every site, if they were read already.
    pub fn known() -> Option<Sites> {
        SITES.with_borrow(Clone::clone)
    }

    /// One site.
    pub fn find(env: &Env, name: &str) -> Result<Option<Self>> {
        Ok(Self::all(env)?.get(name).cloned())
    }

    fn check(&self) -> std::result::Result<(), String> {
        let apart = |pair: &[Shards]| pair[0].since_ms + MOVING_MS <= pair[1].since_ms;
        if !self.shards.windows(2).all(apart) {
            return Err("shards: numbers follow each other after 24.5 hours at the soonest".into());
        }
        if self.shards.iter().any(|shards| shards.n.get() > limit::SHARDS) {
            return Err(format!("shards: at most {}", limit::SHARDS));
        }
        if self.k.is_some_and(|k| !(1..=limit::K_MOST).contains(&k)) {
            return Err(format!("k: 1 to {}", limit::K_MOST));
        }
        match self.retention_months {
            Some(0) => Err("retention_months: at least 1".into()),
            Some(n) if n > RETENTION_MONTHS => {
                Err(format!("retention_months: at most {RETENTION_MONTHS}"))
            }
            _ => Ok(()),
        }
    }

    /// Whether a page on `host` belongs to the site.
    pub fn has_host(&self, host: &str) -> bool {
        self.hostnames.iter().any(|own| match own.strip_prefix("*.") {
            Some(parent) => host.strip_suffix(parent).is_some_and(|rest| rest.ends_with('.')),
            None => own == host,
        })
    }

    /// Whether its visitors have keys.
    pub fn has_visitors(&self) -> bool {
        self.visitor == VisitorMode::Daily
    }

    /// How long its facts are kept, ms.
    pub fn retention_ms(&self) -> u64 {
        self.retention_months.map_or(RETENTION_MS, |months| months * MONTH_MS)
    }

    /// Visits for which a figure stands at least.
    pub fn k(&self) -> u64 {
        self.k.unwrap_or(limit::K)
    }

    /// Whether a refusal is only tried.
    pub fn tries(&self, trial: Trial) -> bool {
        self.on_trial.contains(&trial)
    }

    /// The shard of a region in which a visit begins, by a number that spreads readers; and before
    /// it, while visits from before a change may go on, the one in which it would have begun.
    pub fn places(&self, spread: u64, now_ms: u64) -> (Option<u16>, u16) {
        let n = |shards: &Shards| (spread % u64::from(shards.n.get())) as u16;
        let now = self.shards.iter().rposition(|shards| shards.since_ms <= now_ms).unwrap_or(0);
        let Some(shards) = self.shards.get(now) else { return (None, 0) };
        let is_moving = now > 0 && now_ms < shards.since_ms + MOVING_MS;
        let before = self.shards.get(now.wrapping_sub(1)).filter(|_| is_moving).map(n);
        (before.filter(|before| *before != n(shards)), n(shards))
    }
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
    FinishErase(String),
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
            Call::FinishErase(site) => {
                // Nothing registers before the mark is gone, so nothing comes between.
                self.tell_registry(registry::Call::Erased(site)).await?;
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
