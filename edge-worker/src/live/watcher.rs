//! Somebody who watches: what is attached to a socket, and outlives the object's sleep.

use serde::{Deserialize, Serialize};
use worker::{Error, Result, WebSocket};

use super::CHECK_MS;
use crate::api::access::Key;

/// The protocol that a client names, if it names any (RFC 6455, section 1.9).
pub const PROTOCOL: &str = "ungated.live";

/// Somebody who watches.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Watcher {
    /// The site.
    pub site: String,
    /// By what they may.
    pub key: Key,
    /// When that ends by itself, Unix ms.
    pub expires_ms: Option<u64>,
    /// When it was looked at last, Unix ms.
    pub checked_ms: u64,
    /// Whether the client named [`PROTOCOL`].
    pub has_protocol: bool,
    /// A hash of what they were told last; empty before.
    pub told: String,
}

impl Watcher {
    /// Who is at a socket.
    pub fn of(socket: &WebSocket) -> Option<Self> {
        let text: String = socket.deserialize_attachment().ok()??;
        serde_json::from_str(&text).ok()
    }

    /// Attaches it: as a text, of which the runtime keeps 16 KiB
    /// (developers.cloudflare.com/durable-objects/best-practices/websockets).
    pub fn attach(&self, socket: &WebSocket) -> Result<()> {
        let text = serde_json::to_string(self).map_err(Error::from)?;
        socket.serialize_attachment(text)
    }

    /// Whether it has to be seen whether they still may.
    pub fn is_due(&self, now_ms: u64) -> bool {
        let is_fresh = (self.checked_ms..self.checked_ms + CHECK_MS).contains(&now_ms);
        !is_fresh || self.expires_ms.is_some_and(|ms| ms <= now_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_watches_is_looked_at_every_minute_and_when_their_session_ends() {
        let mut watcher = Watcher {
            site: "a".into(),
            key: Key::Public,
            expires_ms: None,
            checked_ms: 1_000,
            has_protocol: false,
            told: String::new(),
        };
        assert!(!watcher.is_due(1_000) && !watcher.is_due(1_000 + CHECK_MS - 1));
        assert!(watcher.is_due(1_000 + CHECK_MS));
        assert!(watcher.is_due(999), "a clock that went back knows nothing");
        watcher.expires_ms = Some(2_000);
        assert!(!watcher.is_due(1_999) && watcher.is_due(2_000));
    }
}
