//! What a room does: takes sockets in, looks for all of them, and sends home who may not stay.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{Either, select};
use serde::Serialize;
use ungated_shared::limit;
use worker::{
    Date, Delay, Env, Headers, Response, Result, State, WebSocket, WebSocketPair,
    WebSocketRequestResponsePair,
};

use super::watcher::{PROTOCOL, Watcher};
use super::{CHECK_MS, EVERY_MS, Ends, Watching};
use crate::api::access::{self, Key};
use crate::api::live as told;
use crate::dev;
use crate::sql::Sql;

/// When a shard that did not answer is asked again, ms.
const PARTIAL_MS: u64 = 5_000;
/// The soonest that an alarm is set, ms: readers who leave together are told of together.
const SOON_MS: u64 = 2_000;
/// How late an alarm may be before it is taken for one that never comes, ms.
const OVERDUE_MS: u64 = 10_000;
/// How long a look may take, ms: longer than a shard is waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// A client's only word, and the answer, which the runtime gives while the object sleeps.
const PING: [&str; 2] = ["ping", "pong"];

/// Why a socket is closed or refused: its status (RFC 6455, section 7.4.1), and a word to count by.
pub type Why = (u16, &'static str);
const UNAUTHORIZED: Why = (1008, "unauthorized");
pub const SPOKE: Why = (1008, "spoke");
pub const TOO_LONG: Why = (1009, "too_long");
const UNAVAILABLE: Why = (1013, "unavailable");
const ERASED: Why = (1001, "erased");
/// Refused before it was one.
const FULL: &str = "watchers";

const SCHEMA: &str =
    "CREATE TABLE IF NOT EXISTS closed (why TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT";

/// The sockets of those who watch a site, and what they are told.
pub struct Room {
    state: State,
    env: Env,
    sql: Sql,
    /// Whether a look is under way, and whether another has to follow.
    looks: Cell<bool>,
    again: Cell<bool>,
    /// When the last one began.
    looked_ms: Cell<u64>,
    /// What it said: its hash and the message.
    recent: RefCell<Option<(String, String)>>,
    /// How many there were since it woke.
    looked: Cell<u64>,
    /// When the alarm comes; 0 if that is not known.
    alarm_ms: Cell<u64>,
    /// The latest time that development said it is.
    said_ms: Cell<u64>,
}

impl Room {
    pub fn new(state: State, env: Env) -> Self {
        let sql = Sql::of(&state);
        let [looks, again] = [const { Cell::new(false) }; 2];
        let [looked_ms, looked, alarm_ms, said_ms] = [const { Cell::new(0) }; 4];
        let recent = RefCell::new(None);
        Self { state, env, sql, looks, again, looked_ms, recent, looked, alarm_ms, said_ms }
    }

    /// The alarm has come.
    pub async fn wake(&self) {
        self.alarm_ms.set(0);
        self.look().await;
    }

    /// Takes a socket in, which is told the state in a moment.
    pub fn open(self: &Rc<Self>, mut watcher: Watcher) -> Result<Response> {
        let watching = self.sockets().len();
        if watching >= limit::LIVE_SOCKETS {
            self.count(FULL);
            return Response::error(FULL, 503);
        }
        self.hear(watcher.checked_ms);
        let WebSocketPair { client, server } = WebSocketPair::new()?;
        self.state.accept_web_socket(&server);
        // Where nobody watched before, no shard tells of what changed since.
        let holds = watching > 0 && self.has_just_looked();
        let recent = self.recent.borrow().clone().filter(|_| holds);
        if let Some((state, _)) = &recent {
            watcher.told.clone_from(state);
        }
        watcher.attach(&server)?;
        let [ping, pong] = PING;
        let pair = WebSocketRequestResponsePair::new(ping, pong)?;
        self.state.set_websocket_auto_response(&pair);
        if let Some((_, message)) = &recent {
            server.send_with_str(message)?;
        }
        // What is being looked at now is told to those who were there when it began.
        if recent.is_none() || self.looks.get() {
            self.look_soon();
        }
        let headers = Headers::new();
        if watcher.has_protocol {
            headers.set("sec-websocket-protocol", PROTOCOL)?;
        }
        Ok(Response::from_websocket(client)?.with_headers(headers))
    }

    /// The sockets that are open.
    pub fn sockets(&self) -> Vec<WebSocket> {
        const OPEN: u16 = 1;
        let mut sockets = self.state.get_websockets();
        sockets.retain(|socket| socket.as_ref().ready_state() == OPEN);
        sockets
    }

    /// The real clock, unless development said that it is later already.
    fn now_ms(&self) -> u64 {
        Date::now().as_millis().max(self.said_ms.get())
    }

    pub fn hear(&self, now_ms: u64) {
        if dev::is_on(&self.env) {
            self.said_ms.set(self.said_ms.get().max(now_ms));
        }
    }

    fn has_just_looked(&self) -> bool {
        let since_ms = Date::now().as_millis().checked_sub(self.looked_ms.get());
        since_ms.is_some_and(|ms| ms < EVERY_MS)
    }

    /// Looks, without keeping anybody waiting.
    pub fn look_soon(self: &Rc<Self>) {
        let room = Rc::clone(self);
        self.state.wait_until(async move { room.look().await });
    }

    /// Looks, and once more if something came meanwhile: one at a time, for all who watch.
    async fn look(&self) {
        if self.looks.replace(true) {
            self.again.set(true);
            return;
        }
        let _ends = Ends(&self.looks);
        loop {
            self.again.set(false);
            let now_ms = Date::now().as_millis();
            // A clock that went back makes nobody wait.
            let since_ms = now_ms.checked_sub(self.looked_ms.get()).unwrap_or(EVERY_MS);
            if since_ms < EVERY_MS {
                Delay::from(Duration::from_millis(EVERY_MS - since_ms)).await;
            }
            self.looked_ms.set(Date::now().as_millis());
            let looked = match select(pin!(self.look_once()), Delay::from(PATIENCE)).await {
                Either::Left((looked, _)) => looked,
                Either::Right(_) => Err(UNAVAILABLE),
            };
            // Better no picture than an old one: they ask by themselves, and come again.
            if let Err(why) = looked {
                self.recent.take();
                self.sockets().iter().for_each(|socket| self.close(socket, why));
            }
            if !self.again.get() {
                return;
            }
        }
    }

    async fn look_once(&self) -> std::result::Result<(), Why> {
        let now_ms = self.now_ms();
        let watchers = self.check(now_ms).await?;
        let Some(site) = watchers.first().map(|(_, watcher)| watcher.site.clone()) else {
            return Ok(());
        };
        let entry = access::entry(&self.env, &site).await.map_err(|_| UNAVAILABLE)?;
        let k = entry.ok_or(UNAUTHORIZED)?.site.k();
        self.looked.set(self.looked.get() + 1);
        let gathered = told::gather(&self.env, &site, now_ms, true).await;
        let (live, coverage) = gathered.map_err(|_| UNAVAILABLE)?;
        let whole = coverage.answered == coverage.shards;
        let mut next_ms = now_ms + if whole { CHECK_MS } else { PARTIAL_MS };
        next_ms = live.leaves_ms.map_or(next_ms, |ms| next_ms.min(ms));
        let expiries = watchers.iter().filter_map(|(_, watcher)| watcher.expires_ms);
        next_ms = expiries.fold(next_ms, u64::min);
        let mut answer = told::told(live, coverage, k, 0);
        // The time of a look is no change.
        let state = blake3::hash(text(&answer)?.as_bytes()).to_hex().to_string();
        answer.now = now_ms;
        let message = text(&answer)?;
        *self.recent.borrow_mut() = Some((state.clone(), message.clone()));
        for (socket, mut watcher) in watchers {
            if watcher.told == state {
                continue;
            }
            watcher.told.clone_from(&state);
            // One that is gone meanwhile is no longer on the list.
            let _ = watcher.attach(&socket).and_then(|()| socket.send_with_str(&message));
        }
        self.arm(now_ms, next_ms).await.map_err(|_| UNAVAILABLE)
    }

    /// Those who may read, after sending home those who no longer may.
    async fn check(&self, now_ms: u64) -> std::result::Result<Vec<(WebSocket, Watcher)>, Why> {
        let mut known: Vec<(Key, bool)> = Vec::new();
        let mut watchers = Vec::new();
        for socket in self.sockets() {
            let Some(mut watcher) = Watcher::of(&socket) else {
                self.close(&socket, UNAVAILABLE);
                continue;
            };
            if watcher.is_due(now_ms) {
                let asked = known.iter().find(|(key, _)| *key == watcher.key).map(|(_, may)| *may);
                let may = match asked {
                    Some(may) => may,
                    None => {
                        let Watcher { site, key, .. } = &watcher;
                        let may = access::still_reads(&self.env, site, key, now_ms).await;
                        let may = may.map_err(|_| UNAVAILABLE)?;
                        known.push((key.clone(), may));
                        may
                    }
                };
                if !may {
                    self.close(&socket, UNAUTHORIZED);
                    continue;
                }
                watcher.checked_ms = now_ms;
                if watcher.attach(&socket).is_err() {
                    continue;
                }
            }
            watchers.push((socket, watcher));
        }
        Ok(watchers)
    }

    /// Sets the alarm, unless it comes early enough.
    async fn arm(&self, now_ms: u64, next_ms: u64) -> Result<()> {
        let wait_ms = next_ms.saturating_sub(now_ms).max(SOON_MS);
        let clock_ms = Date::now().as_millis();
        let at_ms = clock_ms + wait_ms;
        // One that is a little late is on its way.
        let since_ms = clock_ms.saturating_sub(OVERDUE_MS);
        if (since_ms..=at_ms).contains(&self.alarm_ms.get()) {
            return Ok(());
        }
        self.state.storage().set_alarm(Duration::from_millis(wait_ms)).await?;
        self.alarm_ms.set(at_ms);
        Ok(())
    }

    pub fn close(&self, socket: &WebSocket, (status, why): Why) {
        self.count(why);
        let _ = socket.close(Some(status), Some(why));
    }

    fn count(&self, why: &str) {
        let put = "INSERT INTO closed VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1";
        let counted = self.sql.run(SCHEMA, vec![]);
        let counted = counted.and_then(|()| self.sql.run(put, vec![why.into()]));
        if let Err(error) = counted {
            worker::console_error!("a socket is not counted as {why}: {error}");
        }
    }

    pub fn counts(&self) -> Result<Watching> {
        self.sql.run(SCHEMA, vec![])?;
        let rows = self.sql.rows("SELECT why, n FROM closed", vec![])?;
        let closed = rows.iter().map(|row| (row.text(0), row.unsigned(1))).collect();
        Ok(Watching { sockets: self.sockets().len() as u64, looks: self.looked.get(), closed })
    }

    pub async fn erase(&self) -> Result<()> {
        for socket in self.sockets() {
            let (status, why) = ERASED;
            let _ = socket.close(Some(status), Some(why));
        }
        let storage = self.state.storage();
        storage.delete_alarm().await?;
        storage.delete_all().await?;
        self.alarm_ms.set(0);
        self.recent.take();
        Ok(())
    }
}

fn text<T: Serialize>(value: &T) -> std::result::Result<String, Why> {
    serde_json::to_string(value).map_err(|_| UNAVAILABLE)
}
