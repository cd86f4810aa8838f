//! The visit shard: the object that assembles, scores and keeps the visits of one site in one
//! region.

mod call;
mod close;
mod facts;
mod ingest;
mod live;
mod store;

use std::cell::Cell;
use std::time::Duration;

use worker::{Date, DurableObject, Env, Request, Response, Result, State, durable_object};

pub use call::{Addressed, Admitted, Call};
pub use live::Live;

use crate::ledger;
use crate::object::{self, Shard};
use crate::site;
use crate::sql::Sql;

/// A visit shard.
#[durable_object(alarm)]
pub struct VisitShard {
    state: State,
    env: Env,
    sql: Sql,
    ready: Cell<bool>,
    registered: Cell<bool>,
    alarm_ms: Cell<u64>,
}

impl DurableObject for VisitShard {
    fn new(state: State, env: Env) -> Self {
        let sql = Sql::of(&state);
        let [ready, registered] = [const { Cell::new(false) }; 2];
        Self { state, env, sql, ready, registered, alarm_ms: Cell::new(0) }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let Addressed { shard, call } = object::call(&mut request).await?;
        self.prepare()?;
        match call {
            Call::Ingest(hit) => {
                self.register(&shard).await?;
                let outcome = ingest::store(&self.sql, &hit)?;
                self.arm().await?;
                object::reply(&outcome.map(|refusal| refusal.code()))
            }
            Call::Refused { now_ms, code } => {
                self.register(&shard).await?;
                ledger::add(&self.sql, now_ms, &code, 1)?;
                object::reply(&())
            }
            Call::Report(question) => object::reply(&facts::answer(&self.sql, &shard, &question)?),
            Call::Live { now_ms } => object::reply(&live::read(&self.sql, now_ms)?),
            Call::Ledger(span) => object::reply(&ledger::read(&self.sql, span)?),
        }
    }

    /// Closes visits. Alarms may come twice or late; closing is idempotent and looks at the
    /// clock, not at the alarm.
    async fn alarm(&self) -> Result<Response> {
        self.prepare()?;
        let next_ms = close::close(&self.sql, Date::now().as_millis())?;
        self.alarm_ms.set(0);
        if let Some(wait_ms) = next_ms {
            self.wake_in(wait_ms).await?;
        }
        Response::empty()
    }
}

impl VisitShard {
    fn prepare(&self) -> Result<()> {
        if !self.ready.get() {
            self.sql.transaction(|| store::migrate(&self.sql))?;
            self.ready.set(true);
        }
        Ok(())
    }

    /// Makes itself known to the site before it keeps anything, so that no fact lies where no
    /// question comes.
    async fn register(&self, shard: &Shard) -> Result<()> {
        if !self.registered.get() && !store::is_registered(&self.sql)? {
            let site = object::site(&self.env, &shard.site)?;
            object::ask::<_, ()>(&site, &site::Call::Register(shard.clone())).await?;
            store::set_registered(&self.sql)?;
        }
        self.registered.set(true);
        Ok(())
    }

    /// Sees to it that an alarm is set, and early enough for the visit just touched. Asked on
    /// every hit, so that a chain of alarms that broke is mended by the next reader.
    async fn arm(&self) -> Result<()> {
        let now_ms = Date::now().as_millis();
        let due_ms = now_ms + close::AFTER_MS;
        let in_time = |at_ms: u64| (now_ms..=due_ms).contains(&at_ms);
        if in_time(self.alarm_ms.get()) {
            return Ok(());
        }
        let set = self.state.storage().get_alarm().await?;
        let set = set.and_then(|ms| u64::try_from(ms).ok()).filter(|ms| in_time(*ms));
        match set {
            Some(at_ms) => self.alarm_ms.set(at_ms),
            None => self.wake_in(close::AFTER_MS).await?,
        }
        Ok(())
    }

    async fn wake_in(&self, ms: u64) -> Result<()> {
        self.state.storage().set_alarm(Duration::from_millis(ms)).await?;
        self.alarm_ms.set(Date::now().as_millis() + ms);
        Ok(())
    }
}
