//! Alerts of a site, and the webhooks that are told: a part of the site's object.
//!
//! The rules are [`ungated_shared::alert`]; this is their shell, with tables, an alarm and a network.
//!
//! # Why are webhooks not in the configuration?
//! The address of an incoming webhook is a secret (whoever has Slack's can write into the channel),
//! and so is the key that signs. A configuration is read by viewers, and its versions are kept.
//! Webhooks are therefore made and revoked as tokens and share links are; rules name them.
//!
//! # When is what asked?
//! An object with a webhook whose site has rules wakes every minute: hand-raises, refusals and parity
//! are asked then, what is compared with weeks every [`watch::EVERY_MS`]. Without one of both there is
//! no alarm, and nothing costs anything.
//!
//! # What is in the log before it is sent?
//! A delivery is written down in the transaction in which its rule is marked as told, and each try
//! before it is made: whatever fails, a receiver is told at least once, under the same id, and at most
//! [`retry::TRIES`](ungated_shared::alert::retry::TRIES) times within a day.

mod deliveries;
mod send;
mod watch;
mod webhooks;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use ungated_contract::webhook::{Delivery, DeliveryCounts, Webhook};
use ungated_shared::alert::{Format, Told, body};
use worker::{Env, Response, Result, State};

use self::deliveries::Again;
use crate::sql::Sql;
use crate::{object, secret, sites};

pub use deliveries::migrate;
pub use webhooks::New;

/// The tables. `secret` and `url` are told to nobody; `old` is the key before the last rotation.
pub const SCHEMA: [&str; 3] = [webhooks::SCHEMA, deliveries::SCHEMA, watch::SCHEMA];
/// What counts beside them.
pub const COUNTS: [&str; 3] = deliveries::COUNTS;
/// How often rules are asked, ms.
const TICK_MS: u64 = 60_000;
/// The soonest that an alarm is set, ms.
const SOON_MS: u64 = 1_000;

/// A call about alerts.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// All webhooks. Answers `Vec<Webhook>`.
    Webhooks,
    /// Make one. Answers `()`.
    Create(Box<New>),
    /// Give one another key. Answers until when the one before signs too, Unix ms.
    Rotate {
        /// Which.
        id: String,
        /// The key.
        secret: String,
        /// When, Unix ms.
        now_ms: u64,
    },
    /// Forget one. Answers `()`.
    Remove(String),
    /// Send one a test, once. Answers `Option<Delivery>`.
    Test {
        /// Which.
        id: String,
        /// When, Unix ms.
        now_ms: u64,
    },
    /// The newest deliveries before a number. Answers `Vec<Delivery>`.
    Log {
        /// The number; all if none.
        before: Option<u64>,
        /// How many at most.
        limit: u64,
    },
    /// One delivery. Answers `Option<Delivery>`.
    Delivery(String),
    /// Send a delivery again, under its id. Answers [`Replayed`].
    Replay {
        /// Which.
        id: String,
        /// When, Unix ms.
        now_ms: u64,
    },
    /// Ask all rules, and send what is due. Answers `Vec<CheckedAlert>`.
    Check {
        /// When, Unix ms.
        now_ms: u64,
    },
    /// The site's rules have changed. Answers `()`.
    Wake {
        /// When, Unix ms.
        now_ms: u64,
    },
}

/// What came of a replay.
#[derive(Debug, Serialize, Deserialize)]
pub enum Replayed {
    /// It was tried; here is how that went.
    Tried(Box<Delivery>),
    /// It is being tried just now.
    BeingTried,
    /// There is no such delivery.
    Unknown,
}

impl Call {
    /// When it is made, Unix ms, where that matters.
    pub fn now_ms(&self) -> Option<u64> {
        match self {
            Self::Create(new) => Some(new.webhook.created_ms),
            Self::Rotate { now_ms, .. }
            | Self::Test { now_ms, .. }
            | Self::Replay { now_ms, .. }
            | Self::Check { now_ms }
            | Self::Wake { now_ms } => Some(*now_ms),
            Self::Webhooks | Self::Remove(_) | Self::Log { .. } | Self::Delivery(_) => None,
        }
    }
}

/// What alerts need of the object that they are a part of.
pub struct Alerts<'a> {
    pub sql: &'a Sql,
    pub state: &'a State,
    pub env: &'a Env,
}

impl Alerts<'_> {
    /// Answers a call.
    pub async fn answer(&self, call: Call) -> Result<Response> {
        match call {
            Call::Webhooks => object::reply(&webhooks::list(self.sql)?),
            Call::Create(new) => {
                webhooks::create(self.sql, &new)?;
                self.arm(new.webhook.created_ms).await?;
                object::reply(&())
            }
            Call::Rotate { id, secret, now_ms } => {
                object::reply(&webhooks::rotate(self.sql, &id, &secret, now_ms)?)
            }
            Call::Remove(id) => object::reply(&webhooks::remove(self.sql, &id)?),
            Call::Test { id, now_ms } => object::reply(&self.test(&id, now_ms).await?),
            Call::Log { before, limit } => {
                object::reply(&deliveries::newest(self.sql, before, limit)?)
            }
            Call::Delivery(id) => object::reply(&deliveries::one(self.sql, &id)?),
            Call::Replay { id, now_ms } => object::reply(&self.replay(&id, now_ms).await?),
            Call::Check { now_ms } => {
                let checked = self.watch(now_ms, true).await?;
                self.deliver(now_ms, None).await?;
                self.arm(now_ms).await?;
                object::reply(&checked)
            }
            Call::Wake { now_ms } => {
                self.arm(now_ms).await?;
                object::reply(&())
            }
        }
    }

    /// What the alarm does. What fails is in the log, and is tried again a minute later.
    pub async fn tick(&self, now_ms: u64) -> Result<()> {
        if let Err(error) = self.watch(now_ms, false).await {
            worker::console_error!("alerts could not be asked: {error}");
        }
        if let Err(error) = self.deliver(now_ms, None).await {
            worker::console_error!("webhooks could not be told: {error}");
        }
        self.arm(now_ms).await
    }

    async fn test(&self, webhook: &str, now_ms: u64) -> Result<Option<Delivery>> {
        let hook = webhooks::hook(self.sql, webhook, now_ms)?;
        let Some((site, format)) = hook.map(|hook| (hook.site, hook.format)) else {
            return Ok(None);
        };
        let id = deliveries::id()?;
        let text = body(format, &site, &Told::Test, now_ms);
        self.sql.transaction(|| {
            let told = &Told::Test;
            deliveries::put(
                self.sql,
                &deliveries::Put { id: &id, webhook, told, text: &text, now_ms },
            )?;
            deliveries::prune(self.sql)
        })?;
        self.deliver(now_ms, Some(&id)).await?;
        deliveries::one(self.sql, &id)
    }

    async fn replay(&self, id: &str, now_ms: u64) -> Result<Replayed> {
        match self.sql.transaction(|| deliveries::again(self.sql, id, now_ms))? {
            Again::Unknown => return Ok(Replayed::Unknown),
            Again::BeingTried => return Ok(Replayed::BeingTried),
            Again::Due => {}
        }
        self.deliver(now_ms, Some(id)).await?;
        self.arm(now_ms).await?;
        let tried = deliveries::one(self.sql, id)?;
        Ok(tried.map_or(Replayed::Unknown, |tried| Replayed::Tried(Box::new(tried))))
    }

    /// Sends what is due, or one delivery, whatever is due.
    async fn deliver(&self, now_ms: u64, only: Option<&str>) -> Result<()> {
        let due = self.sql.transaction(|| deliveries::take(self.sql, now_ms, only))?;
        let sent = due.iter().map(|taken| async move {
            let said = match webhooks::hook(self.sql, &taken.webhook, now_ms)? {
                Some(hook) => send::send(self.env, &hook, &taken.id, &taken.body, now_ms).await,
                None => send::Said::removed(),
            };
            deliveries::tried(self.sql, taken, &said)
        });
        futures_util::future::join_all(sent).await.into_iter().collect()
    }

    /// Sets the alarm for what comes next, if anything does.
    async fn arm(&self, now_ms: u64) -> Result<()> {
        let mut next = deliveries::next_ms(self.sql)?;
        if let Some(site) = webhooks::site(self.sql)? {
            // Who does not know whether there are rules comes again: a chain that broke mends by nobody.
            let known = sites::within(self.env, sites::FRESH_MS).await;
            let has_rules = known.map_or(true, |known| {
                known.get(&site).is_some_and(|entry| !entry.site.alerts.is_empty())
            });
            if has_rules {
                let tick = now_ms + TICK_MS;
                next = Some(next.map_or(tick, |next| next.min(tick)));
            }
        }
        let storage = self.state.storage();
        match next {
            Some(at_ms) => {
                let wait = at_ms.saturating_sub(now_ms).max(SOON_MS);
                storage.set_alarm(Duration::from_millis(wait)).await
            }
            None => storage.delete_alarm().await,
        }
    }
}

/// A new webhook's id, and its key.
pub fn drawn(name: String, url: String, format: Format, site: &str, now_ms: u64) -> Result<New> {
    let id = secret::id()?;
    let host = ungated_shared::alert::host(&url).to_owned();
    let webhook = Webhook {
        id,
        name,
        host,
        format,
        created_ms: now_ms,
        rotated_ms: None,
        counts: DeliveryCounts::default(),
        last: None,
    };
    Ok(New { webhook, site: site.to_owned(), url, secret: secret::signing()? })
}
