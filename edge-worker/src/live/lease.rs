//! How a shard tells the room of its site that facts changed.
//!
//! # Why does a shard that has just woken ask?
//! What it knows of the room is in its memory alone, which a quiet shard loses within seconds. If it
//! took that for "nobody watches", the first reader after a quiet time would be seen when the room
//! looks by itself, up to [`CHECK_MS`](super::CHECK_MS) later. So it tells once, and learns from the
//! answer whether to go on.

use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{Either, select};
use worker::{Date, Delay, Env, Error, Result, State};

use super::{CHECK_MS, Call, EVERY_MS, Ends};
use crate::object;

/// How long a shard goes on telling after the room has last asked it, ms: two looks may be missed.
const LEASE_MS: u64 = 3 * CHECK_MS;
/// How long the room's answer is waited for, ms.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether somebody watches the site of a shard.
#[derive(Default)]
pub struct Lease {
    /// Until when, Unix ms; none if that is not known.
    until_ms: Cell<Option<u64>>,
    /// The shard's clock at the last change.
    now_ms: Cell<u64>,
    /// Whether the room is being told, and whether something came meanwhile.
    tells: Cell<bool>,
    again: Cell<bool>,
}

impl Lease {
    /// The room has asked.
    pub fn renew(&self) {
        self.until_ms.set(Some(Date::now().as_millis() + LEASE_MS));
    }

    fn is_over(&self) -> bool {
        self.until_ms.get().is_some_and(|ms| ms <= Date::now().as_millis())
    }

    /// Facts changed. Returns at once; what comes of it concerns nobody who waits for the shard. The
    /// runtime sends nothing out before what was written is on disk.
    pub fn changed(self: &Rc<Self>, state: &State, env: &Env, site: &str, now_ms: u64) {
        if self.is_over() {
            return;
        }
        self.now_ms.set(now_ms);
        if self.tells.replace(true) {
            self.again.set(true);
            return;
        }
        let (lease, env, site) = (Rc::clone(self), env.clone(), site.to_owned());
        state.wait_until(async move { lease.tell(&env, &site).await });
    }

    async fn tell(&self, env: &Env, site: &str) {
        let _ends = Ends(&self.tells);
        loop {
            self.again.set(false);
            let before = self.until_ms.get();
            match self.tell_once(env, site).await {
                Ok(true) => {}
                Ok(false) => self.end(before),
                // The room asks again by itself, if there is one.
                Err(error) => {
                    worker::console_error!("the live room of {site} was not told: {error}");
                    self.end(before);
                }
            }
            if self.is_over() {
                return;
            }
            Delay::from(Duration::from_millis(EVERY_MS)).await;
            if !self.again.get() {
                return;
            }
        }
    }

    /// Tells no more, unless the room has asked meanwhile.
    fn end(&self, before: Option<u64>) {
        if self.until_ms.get() == before {
            self.until_ms.set(Some(0));
        }
    }

    async fn tell_once(&self, env: &Env, site: &str) -> Result<bool> {
        let room = object::room(env, site)?;
        let call = Call::Changed { now_ms: self.now_ms.get() };
        match select(pin!(object::ask(&room, &call)), Delay::from(PATIENCE)).await {
            Either::Left((told, _)) => told,
            Either::Right(_) => Err(Error::from("no answer in time")),
        }
    }
}
