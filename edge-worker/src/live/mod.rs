//! The room of a site: the one object that all sockets of those who watch it hang on.
//!
//! # Why a room?
//! Whoever looks by itself asks every shard. A room asks them once for all who watch, and says
//! something only when something is other than what it said last.
//!
//! # Who wakes it?
//! A shard whose facts changed, after it has stored them ([`Lease`]): at most once in
//! [`EVERY_MS`], and only while somebody watches. And its alarm: readers leave by time, so it comes
//! when the next one does, or to see whether those who watch still may ([`CHECK_MS`]). In between the
//! runtime may forget the object and keep its sockets: what it has to know of each is attached to it.
//!
//! # What does it keep?
//! Its alarm, and counts of sockets that it turned away or closed. No fact, and nothing of a reader.

mod lease;
mod room;
mod watcher;

use std::cell::Cell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
pub use ungated_contract::live::Watching;
use ungated_shared::limit;
use wasm_bindgen::prelude::*;
use worker::worker_sys::web_sys;
use worker::{DurableObject, Env, Request, Response, Result, State, WebSocket, durable_object};

pub use self::lease::Lease;
use self::room::{Room, SPOKE, TOO_LONG};
pub use self::watcher::{PROTOCOL, Watcher};
use crate::object;

/// How often at most a shard tells of changes, and a room looks, ms.
pub const EVERY_MS: u64 = 1_000;
/// How long after it was last looked at somebody may read on who no longer may, ms.
pub const CHECK_MS: u64 = 60_000;

/// A call to a room; sockets come by [`object::watch`].
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Facts changed. Answers whether anybody watches.
    Changed {
        /// When, Unix ms.
        now_ms: u64,
    },
    /// What it does. Answers [`Watching`].
    Count,
    /// Send all home and forget everything. Answers `()`.
    Erase,
}

/// The room's object.
#[durable_object(alarm)]
pub struct LiveObject {
    room: Rc<Room>,
}

impl DurableObject for LiveObject {
    fn new(state: State, env: Env) -> Self {
        Self { room: Rc::new(Room::new(state, env)) }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        if let Some(watcher) = object::watcher(&request)? {
            return self.room.open(watcher);
        }
        match object::call(&mut request).await? {
            Call::Changed { now_ms } => {
                let is_watched = !self.room.sockets().is_empty();
                if is_watched {
                    self.room.hear(now_ms);
                    self.room.look_soon();
                }
                object::reply(&is_watched)
            }
            Call::Count => object::reply(&self.room.counts()?),
            Call::Erase => object::reply(&self.room.erase().await?),
        }
    }

    async fn alarm(&self) -> Result<Response> {
        self.room.wake().await;
        Response::empty()
    }
}

// What sockets bring nobody waits for: asynchronous, as the crate would have them, and with what it
// adds to them, they make the Worker some kilobytes larger.
#[wasm_bindgen]
impl LiveObject {
    /// The runtime answers pings; who watches has nothing else to say. All that is looked at is how
    /// long it is.
    #[wasm_bindgen(js_name = webSocketMessage)]
    pub fn web_socket_message(&self, socket: web_sys::WebSocket, length: usize) {
        let is_long = length > limit::LIVE_MESSAGE_BYTES;
        self.room.close(&socket.into(), if is_long { TOO_LONG } else { SPOKE });
    }

    /// Says goodbye too (RFC 6455, section 5.5.1), which the runtime leaves to the object. What was
    /// lost is closed already.
    #[wasm_bindgen(js_name = webSocketClose)]
    pub fn web_socket_close(&self, socket: web_sys::WebSocket) {
        let _ = WebSocket::from(socket).close(None, None::<&str>);
    }
}

/// Marks the end of what is under way, however it ends.
struct Ends<'a>(&'a Cell<bool>);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}
