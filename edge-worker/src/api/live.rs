//! `GET /api/v1/sites/{site}/live`: once, or over a WebSocket whenever it changes.
//!
//! # Who may open a socket?
//! Whoever may ask once. A browser sends its cookie with a socket that any page opens, and asks
//! nobody before: with a cookie it has to come from our own pages, with nothing not from a page of
//! another host, and with a secret that was sent on purpose from anywhere. Scripts cannot set a
//! header on it; they send the secret as a protocol, as [`access::Sent`] says.

use std::collections::BTreeMap;

use ungated_contract::live::{Live as Answered, LiveItem as Item, LivePart};
use ungated_contract::report::Coverage;
use ungated_shared::limit::LIVE_MINUTES;
use ungated_shared::report::anonymity::Parts;
use ungated_shared::score::standing::Standing;
use ungated_shared::statistics::tally::OTHER;
use worker::{Env, Request};

use super::access::{self, Sent};
use super::{Answer, ask_shards, cookie};
use crate::answer::{Problem, json};
use crate::dev::Moment;
use crate::live::{PROTOCOL, Watcher};
use crate::object;
use crate::shard::{Call, Live};

pub async fn answer(request: &Request, env: &Env, site: &str) -> Answer {
    let now_ms = Moment::of(request, env).now_ms;
    if is_upgrade(request) {
        return open(request, env, site, now_ms).await;
    }
    let k = access::may_read(request, env, site).await?.k();
    let (live, coverage) = gather(env, site, now_ms, false).await?;
    Ok(json(&told(live, coverage, k, now_ms)))
}

fn is_upgrade(request: &Request) -> bool {
    let upgrade = request.headers().get("upgrade").ok().flatten().unwrap_or_default();
    upgrade.eq_ignore_ascii_case("websocket")
}

async fn open(request: &Request, env: &Env, site: &str, now_ms: u64) -> Answer {
    let is_foreign = match Sent::of(request) {
        Some(sent) if sent.is_cookie => !cookie::is_own_origin(request),
        Some(_) => false,
        None => cookie::is_other_origin(request),
    };
    if is_foreign {
        return Err(Problem::forbidden(
            "A socket has to be opened by the dashboard's own pages (Origin), or with a token.",
        ));
    }
    let (key, expires_ms) = access::key(request, env, site).await?;
    let protocols = request.headers().get("sec-websocket-protocol").ok().flatten();
    let has_protocol =
        protocols.is_some_and(|all| all.split(',').any(|one| one.trim() == PROTOCOL));
    let (site, told) = (site.to_owned(), String::new());
    let watcher = Watcher { site, key, expires_ms, checked_ms: now_ms, has_protocol, told };
    let unavailable = |error: worker::Error| Problem::unavailable("site's live room", &error);
    let response = object::watch(env, &watcher).await.map_err(unavailable)?;
    match response.status_code() {
        101 => Ok(Ok(response)),
        503 => Err(Problem::watchers()),
        status => Err(unavailable(worker::Error::from(format!("it answered {status}")))),
    }
}

/// Who reads now, over all shards of a site. `watched`: for its room.
pub async fn gather(
    env: &Env,
    site: &str,
    now_ms: u64,
    watched: bool,
) -> Result<(Live, Coverage), Problem> {
    let call = Call::Live { now_ms, watched };
    let (shards, coverage) = ask_shards::<Live>(env, site, &call).await?;
    let mut live = Live { minutes: vec![0; LIVE_MINUTES], ..Live::default() };
    for shard in shards {
        live.merge(shard);
    }
    Ok((live, coverage))
}

/// What of it may be told: the one place, for whoever asks once and for all who watch.
pub fn told(live: Live, coverage: Coverage, k: u64, now_ms: u64) -> Answered {
    let told = |visits: u64, figure: u64| (k <= 1 || visits >= k).then_some(figure);
    Answered {
        now: now_ms,
        readers: told(live.readers, live.readers),
        standings: standings(live.standings, k),
        items: items(live.items, k),
        channels: parts(live.channels, k),
        countries: parts(live.countries, k),
        minutes: live.minutes.iter().map(|visits| told(*visits, *visits)).collect(),
        hand_raises: told(live.raising, live.hand_raises),
        k,
        revision: format!("{}/{}", coverage.answered, live.revision),
        coverage,
    }
}

fn standings(counts: BTreeMap<String, u64>, k: u64) -> BTreeMap<&'static str, Option<u64>> {
    let Parts { shown, other } = Parts::of(counts, k);
    let none = if k <= 1 { Some(0) } else { None };
    let count =
        |standing: Standing| (standing.word(), shown.get(standing.word()).copied().or(none));
    let rest = (other > 0 && other >= k).then_some((OTHER, Some(other)));
    Standing::ALL.into_iter().map(count).chain(rest).collect()
}

/// The parts of the readers, the largest first; all that may not be told one by one is the last.
fn parts(counts: BTreeMap<String, u64>, k: u64) -> Vec<LivePart> {
    let Parts { shown, other } = Parts::of(counts, k);
    let part = |(name, readers)| LivePart { name, readers };
    let mut parts: Vec<LivePart> = shown.into_iter().map(part).collect();
    parts.sort_by(|a, b| b.readers.cmp(&a.readers).then_with(|| a.name.cmp(&b.name)));
    let rest = LivePart { name: OTHER.into(), readers: other };
    parts.extend((other > 0 && other >= k).then_some(rest));
    parts
}

/// The same of items, with their titles.
fn items(counts: BTreeMap<String, (String, u64)>, k: u64) -> Vec<Item> {
    let by_item = counts.iter().map(|(item, (_, readers))| (item.clone(), *readers)).collect();
    let item = |LivePart { name: item, readers }| {
        let title = counts.get(&item).map(|(title, _)| title.clone()).unwrap_or_default();
        Item { item, title, readers }
    };
    parts(by_item, k).into_iter().map(item).collect()
}
