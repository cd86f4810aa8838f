//! What development may do and production may not: set the clock, say that a reader is simulated, and
//! have the module panic, to see what becomes of the others.

use serde::Deserialize;
use worker::{Date, Env, Request};

/// The header that carries it, as JSON: `{"now": 1763769600000, "simulated": true}`.
const HEADER: &str = "x-ungated-dev";

/// Whence a hit's time comes, and whether its reader is real.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    now: Option<u64>,
    simulated: bool,
    panics: bool,
}

/// The circumstances of a hit.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Unix ms. The server's clock, always, in production.
    pub now_ms: u64,
    /// Whether the reader is simulated.
    pub simulated: bool,
}

/// The year 9999: what JavaScript, SQLite and our own sums can all hold.
const LATEST_MS: u64 = 253_402_300_800_000;

fn now() -> u64 {
    Date::now().as_millis()
}

impl Moment {
    /// Reads the circumstances of a request to the API.
    pub fn of(request: &Request, env: &Env) -> Self {
        let header = request.headers().get(HEADER).ok().flatten();
        Self::said(header.as_deref().unwrap_or_default(), is_on(env))
    }

    /// Reads the circumstances from what stands in the header. It counts only in development.
    pub fn said(header: &str, is_dev: bool) -> Self {
        let said = Some(header).filter(|header| is_dev && !header.is_empty());
        let wish: Wish = said.and_then(|h| serde_json::from_str(h).ok()).unwrap_or_default();
        assert!(!wish.panics, "as development wished");
        Self {
            now_ms: wish.now.filter(|now| *now < LATEST_MS).unwrap_or_else(now),
            simulated: wish.simulated,
        }
    }
}

/// Whether this is development: where the variable `UNGATED_DEV` is `1`, which no deployed
/// configuration sets.
pub fn is_on(env: &Env) -> bool {
    env.var("UNGATED_DEV").is_ok_and(|v| v.to_string() == "1")
}
