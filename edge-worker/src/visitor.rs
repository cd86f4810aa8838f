//! The only place that sees an address and a user agent.

use std::cell::RefCell;
use std::net::IpAddr;

use ungated_shard::arrival::Key;
use ungated_shared::source::app::App;
use ungated_shared::source::bot::Bot;
use ungated_shared::source::device::Device;
use ungated_shared::visit::SALT_GRACE_MS;
use ungated_shared::{hit::text, limit};
use worker::{Env, Result};

use crate::memory::Memory;
use crate::salt::{self, Salt};
use crate::{object, registry};

/// Who sent a hit: neither printable, nor serializable, nor clonable. It is consumed by what it
/// is turned into.
pub struct Visitor {
    address: String,
    user_agent: String,
}

/// What a user agent says of its program.
#[derive(Clone, Copy)]
pub struct Program {
    /// The class of device.
    pub device: Device,
    /// The class of the program that it says it is.
    pub bot: Option<Bot>,
    /// The app in whose browser the page was opened.
    pub app: App,
}

thread_local! {
    /// A user agent is looked for in some thousand texts.
    static PROGRAMS: RefCell<Memory<Program>> = RefCell::new(Memory::new());
}

impl Program {
    /// Of a user agent. Its hash is remembered under the day's salt, without which it says nothing.
    fn of(user_agent: &str, salts: &[Salt]) -> Self {
        let look = |said: &str| Self {
            device: Device::of(said),
            bot: Bot::of_user_agent(said),
            app: App::of(said),
        };
        let key = salts.first().map_or(&[0; 32], Salt::bytes);
        PROGRAMS.with_borrow_mut(|programs| programs.of(key, user_agent, look))
    }
}

/// What is left of a visitor.
pub struct Trace {
    /// What the user agent says.
    pub program: Program,
    /// A key for each salt, today's first: 128 bits of a keyed BLAKE3 hash of site, address and
    /// user agent. Without the salt, which dies with its day, it says nothing about anybody.
    pub keys: Vec<Key>,
    /// Stands for the address (IPv4) or its /64 (IPv6) in this minute; 0 without an address, and where
    /// the site wants no hash of its readers: then only the shard's own rate holds. Under the day's
    /// salt, as an address would be found by trying all.
    pub network: u64,
    /// A number that spreads readers over shards: of the address's first 16 bits (IPv4) or 32
    /// (IPv6), which a whole provider shares. It holds across midnight, as the address does.
    pub spread: u64,
}

impl Visitor {
    /// From what `cf-connecting-ip` and `user-agent` say. Cloudflare sets the first itself, while
    /// forwarding headers are whatever a client likes. Without it (local runs) the address is
    /// empty.
    pub fn new(address: String, user_agent: &str) -> Self {
        Self { address, user_agent: text::cut(user_agent, limit::USER_AGENT_BYTES).into() }
    }

    /// Turns the visitor into its trace on a site; `with_keys` unless the site wants no hash of its
    /// readers.
    pub fn into_trace(self, site: &str, salts: &[Salt], now_ms: u64, with_keys: bool) -> Trace {
        let hash = |salt: &Salt, parts: &[&[u8]]| {
            let mut whole = Vec::with_capacity(512);
            for part in parts {
                whole.extend((part.len() as u64).to_le_bytes());
                whole.extend_from_slice(part);
            }
            *blake3::keyed_hash(salt.bytes(), &whole).as_bytes()
        };
        let key = |salt: &Salt| {
            let mut key = Key::default();
            let parts = [site.as_bytes(), self.address.as_bytes(), self.user_agent.as_bytes()];
            key.copy_from_slice(&hash(salt, &parts)[..16]);
            key
        };
        let number = |bytes: &[u8]| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&bytes[..8]);
            u64::from_le_bytes(eight)
        };
        let address = self.address.parse::<IpAddr>().ok();
        let (host, provider) = address.map_or_else(Default::default, |address| match address {
            IpAddr::V4(address) => (address.octets().to_vec(), address.octets()[..2].to_vec()),
            IpAddr::V6(address) => (address.octets()[..8].to_vec(), address.octets()[..4].to_vec()),
        });
        let minute = now_ms / 60_000;
        let network = match salts.first() {
            Some(salt) if with_keys && address.is_some() => {
                // Never 0, which is nobody.
                number(&hash(salt, &[b"network", &minute.to_le_bytes(), &host])) | 1
            }
            _ => 0,
        };
        Trace {
            program: Program::of(&self.user_agent, salts),
            keys: if with_keys { salts.iter().map(key).collect() } else { Vec::new() },
            network,
            spread: if provider.is_empty() {
                0
            } else {
                number(blake3::hash(&provider).as_bytes())
            },
        }
    }
}

/// The days whose salts live: today, and in the first half hour yesterday.
fn living_days(now_ms: u64) -> (u64, Option<u64>) {
    let today = now_ms / salt::DAY_MS;
    (today, today.checked_sub(1).filter(|_| now_ms % salt::DAY_MS < SALT_GRACE_MS))
}

/// The living salts, today's first, if this isolate knows them: yesterday's may never have been.
pub fn living_salts(now_ms: u64) -> Option<Vec<Salt>> {
    let (today, yesterday) = living_days(now_ms);
    let mut salts = vec![salt::cached(today, now_ms)?];
    if let Some(yesterday) = yesterday {
        salts.extend(salt::asked(yesterday, now_ms)?);
    }
    Some(salts)
}

/// Gets the living salts from the registry.
pub async fn fetch_salts(env: &Env, now_ms: u64) -> Result<()> {
    let (today, yesterday) = living_days(now_ms);
    let mut days = Vec::new();
    if salt::cached(today, now_ms).is_none() {
        days.push((today, true));
    }
    if let Some(yesterday) = yesterday.filter(|day| salt::asked(*day, now_ms).is_none()) {
        days.push((yesterday, false));
    }
    for (day, make) in days {
        let call = registry::Call::Salt { day, now_ms, make };
        let made: Option<Salt> = object::ask(&object::registry(env)?, &call).await?;
        salt::keep(day, made);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_without_visitors_gets_no_hash_of_its_readers() {
        for address in ["203.0.113.7", "2001:db8::7"] {
            let trace = |with_keys| {
                let visitor = Visitor::new(address.into(), "Mozilla/5.0");
                visitor.into_trace("demo", &[Salt::of([7; 32])], 0, with_keys)
            };
            let (with, without) = (trace(true), trace(false));
            assert!(with.keys.len() == 1 && with.network != 0);
            assert!(without.keys.is_empty() && without.network == 0);
            assert_eq!(with.spread, without.spread, "of the provider: no key, and no reader's");
        }
    }

    #[test]
    fn yesterdays_salt_lives_for_half_an_hour() {
        let midnight_ms = 20_000 * salt::DAY_MS;
        for (at_ms, days) in [
            (midnight_ms - 1, (19_999, None)),
            (midnight_ms, (20_000, Some(19_999))),
            (midnight_ms + SALT_GRACE_MS - 1, (20_000, Some(19_999))),
            (midnight_ms + SALT_GRACE_MS, (20_000, None)),
            (0, (0, None)),
        ] {
            assert_eq!(living_days(at_ms), days, "{at_ms}");
        }
    }
}
