//! The only place that sees an address and a user agent.

use ungated_shared::source::app::App;
use ungated_shared::source::device::Device;
use ungated_shared::visit::SALT_GRACE_MS;
use ungated_shared::{hit::text, limit};
use worker::{Env, Request, Result};

use crate::salt::{self, Salt};
use crate::{object, registry};

/// Who sent a hit: neither printable, nor serializable, nor clonable. It is consumed by what it
/// is turned into.
pub struct Visitor {
    address: String,
    user_agent: String,
}

/// A visitor's anonymous key: 128 bits of a keyed BLAKE3 hash of site, address and user agent.
/// Without the salt, which dies with its day, it says nothing about anybody.
pub type Key = [u8; 16];

/// What is left of a visitor.
pub struct Trace {
    /// The class of device.
    pub device: Device,
    /// The app in whose browser the page was opened.
    pub app: App,
    /// A key for each salt, today's first.
    pub keys: Vec<Key>,
}

impl Visitor {
    /// Reads the request. Only `cf-connecting-ip` counts: Cloudflare sets it itself, while
    /// forwarding headers are whatever a client likes. Without it (local runs) the address is
    /// empty.
    pub fn of(request: &Request) -> Self {
        let header = |name| request.headers().get(name).ok().flatten().unwrap_or_default();
        let user_agent = header("user-agent");
        Self {
            address: header("cf-connecting-ip"),
            user_agent: text::cut(&user_agent, limit::USER_AGENT_BYTES).into(),
        }
    }

    /// Turns the visitor into its trace on a site.
    pub fn into_trace(self, site: &str, salts: &[Salt]) -> Trace {
        let key = |salt: &Salt| {
            let mut hasher = blake3::Hasher::new_keyed(salt.bytes());
            for part in [site, self.address.as_str(), self.user_agent.as_str()] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
            let mut key = Key::default();
            key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
            key
        };
        Trace {
            device: Device::of(&self.user_agent),
            app: App::of(&self.user_agent),
            keys: salts.iter().map(key).collect(),
        }
    }
}

/// The living salts: today's, and in the first half hour yesterday's, if it was ever used.
pub async fn living_salts(env: &Env, now_ms: u64) -> Result<Vec<Salt>> {
    let today = now_ms / salt::DAY_MS;
    let yesterday = today.checked_sub(1).filter(|_| now_ms % salt::DAY_MS < SALT_GRACE_MS);
    let mut salts = Vec::with_capacity(2);
    for (day, make) in [(Some(today), true), (yesterday, false)] {
        let Some(day) = day else { continue };
        let living = match salt::cached(day, now_ms) {
            Some(cached) => Some(cached),
            None => {
                let call = registry::Call::Salt { day, now_ms, make };
                let made: Option<Salt> = object::ask(&object::registry(env)?, &call).await?;
                made.map(|made| salt::keep(day, made))
            }
        };
        salts.extend(living);
    }
    Ok(salts)
}
