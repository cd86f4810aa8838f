//! `DELETE /api/v1/sites/{site}/facts?confirm={site}`: every object that holds facts of a site.
//!
//! # In which order?
//! First the site's object stops to take shards: none can come and be forgotten. Then every shard is
//! emptied, alarm and all, and the room of those who watch; then what the archive has goes, when no
//! shard is there to add to it; then the site's list and the registry's entry go. If a shard does not
//! answer, the list stays, the site takes no hits, and the same call again goes on.
//!
//! # What remains?
//! Facts lie nowhere else: KV has only the day's salt, and a bucket that is not bound any more is not
//! reached. Cloudflare can set an
//! object back to any point of the last 30 days, for whoever runs code in it; the answer says until
//! when.
//!
//! # What if a hit comes afterwards?
//! The site is as it was on its first day: where it is still configured, its readers make new visits.
//! A page that is open says again what it knows of itself. To end that too, take the site out of
//! `SITES` first: its hits are then refused as `unknown_site`, and its facts can still be erased.

use ungated_contract::code::Code;
use ungated_contract::facts::{ErasedObject, ErasedSite};
use worker::{Date, Env, Request};

use super::{Answer, access};
use crate::answer::{Problem, json};
use crate::object::{self, Shard};
use crate::registry::sessions::Who;
use crate::shard::{Addressed, Call};
use crate::{archive, live, salt, site};

/// For how long Cloudflare can set an object back, ms
/// (developers.cloudflare.com/durable-objects/api/sqlite-storage-api, point-in-time recovery).
const RECOVERY_MS: u64 = 30 * salt::DAY_MS;

pub async fn answer(request: &Request, env: &Env, name: &str, who: Option<&Who>) -> Answer {
    let by = access::by(who)?;
    let url = request.url().map_err(|e| Problem::invalid(Code::Url, e.to_string()))?;
    let confirmed = url.query_pairs().any(|(key, value)| key == "confirm" && value == name);
    if !confirmed {
        let detail = format!("To erase all facts of this site, send ?confirm={name}.");
        return Err(Problem::invalid(Code::Confirm, detail));
    }
    let configured = access::entry(env, name).await?;
    let of_site = |e: worker::Error| Problem::unavailable("site's object", &e);
    let stub = object::site(env, name).map_err(of_site)?;
    let shards: Vec<Shard> = object::ask(&stub, &site::Call::BeginErase).await.map_err(of_site)?;
    let mut objects = Vec::with_capacity(shards.len());
    for shard in shards {
        let of_shard = |e: worker::Error| Problem::unavailable("site's shard", &e);
        let call = Addressed { shard: shard.clone(), call: Call::Erase };
        let stub = shard.stub(env).map_err(of_shard)?;
        let erased = object::ask(&stub, &call).await.map_err(of_shard)?;
        objects.push(ErasedObject { object: shard.name(), erased });
    }
    let of_room = |e: worker::Error| Problem::unavailable("site's live room", &e);
    let room = object::room(env, name).map_err(of_room)?;
    object::ask::<_, ()>(&room, &live::Call::Erase).await.map_err(of_room)?;
    let of_archive = |e: worker::Error| Problem::unavailable("archive", &e);
    let archived = archive::erase(env, name).await.map_err(of_archive)?;
    let now_ms = Date::now().as_millis();
    let finish = site::Call::FinishErase { site: name.into(), by, now_ms };
    object::ask::<_, ()>(&stub, &finish).await.map_err(of_site)?;
    Ok(json(&ErasedSite {
        objects,
        archived,
        configured: configured.is_some(),
        recoverable_until_ms: now_ms + RECOVERY_MS,
    }))
}
