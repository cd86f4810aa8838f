//! The way of a hit through the Worker, to be read aloud: what is refused, what is put.

use ungated_shared::hit::page_url::PageUrl;
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::hit::{Hit, Snapshot};
use ungated_shared::limit;
use worker::{Env, Method, Request, Response, Result};

use crate::dev::Moment;
use crate::object::{self, Shard};
use crate::region::Place;
use crate::shard::Admitted;
use crate::site::Site;
use crate::visitor::{self, Visitor};
use crate::{answer, body, registry, shard};

/// Answers `/e`.
pub async fn hit(mut request: Request, env: &Env) -> Result<Response> {
    if request.method() == Method::Options {
        return answer::preflight();
    }
    let moment = Moment::of(&request, env);
    let outcome = match read(&mut request).await {
        Ok(snapshot) => put(&request, env, moment, snapshot).await,
        Err(refusal) => count_unsited(env, moment, refusal).await,
    };
    match outcome {
        Ok(None) => answer::accepted(),
        Ok(Some(refusal)) => answer::refused(refusal),
        Err(error) => {
            worker::console_error!("hit not stored: {error}");
            // Counted if anything still counts; the answer does not depend on it.
            let _ = count_unsited(env, moment, Refusal::Unavailable).await;
            answer::refused(Refusal::Unavailable)
        }
    }
}

/// Everything that can be refused before the site is known.
async fn read(request: &mut Request) -> std::result::Result<Snapshot, Refusal> {
    refuse_method(request)?;
    refuse_encoding(request)?;
    match body::read(request, limit::HIT_BYTES).await {
        Ok(Some(body)) => Hit::read(&body),
        Ok(None) => Err(Refusal::TooLarge),
        Err(_) => Err(Refusal::Decode),
    }
}

fn refuse_method(request: &Request) -> std::result::Result<(), Refusal> {
    if request.method() == Method::Post { Ok(()) } else { Err(Refusal::Method) }
}

fn refuse_encoding(request: &Request) -> std::result::Result<(), Refusal> {
    match header(request, "content-encoding").as_str() {
        "" | "identity" => Ok(()),
        _ => Err(Refusal::Encoding),
    }
}

/// Everything that depends on the site, up to the durable write.
async fn put(
    request: &Request,
    env: &Env,
    moment: Moment,
    mut snapshot: Snapshot,
) -> Result<Option<Refusal>> {
    let Some(site) = Site::find(env, &snapshot.site)? else {
        return count_unsited(env, moment, Refusal::UnknownSite).await;
    };
    if PageUrl::parse(&snapshot.referrer).is_some_and(|from| site.has_host(&from.host)) {
        // The site's own pages are no source, whichever of its hosts they are on.
        snapshot.referrer.clear();
    }
    let place = Place::of(request);
    let shard = Shard { site: snapshot.site.clone(), region: place.region(), n: 0 };
    if let Err(refusal) = refuse_opted_out(request).and(refuse_hostname(&site, &snapshot)) {
        let call = shard::Call::Refused { now_ms: moment.now_ms, code: refusal.code().into() };
        let call = shard::Addressed { shard: shard.clone(), call };
        object::ask::<_, ()>(&shard.stub(env)?, &call).await?;
        return Ok(Some(refusal));
    }
    let salts = visitor::living_salts(env, moment.now_ms).await?;
    let trace = Visitor::of(request).into_trace(&snapshot.site, &salts);
    let admitted = Admitted {
        now_ms: moment.now_ms,
        snapshot,
        keys: trace.keys,
        device: trace.device.word().into(),
        app: trace.app.word().into(),
        country: place.country().into(),
        simulated: moment.simulated,
    };
    let call = shard::Call::Ingest(Box::new(admitted));
    let refused: Option<String> =
        object::ask(&shard.stub(env)?, &shard::Addressed { shard: shard.clone(), call }).await?;
    Ok(refused.as_deref().and_then(Refusal::from_code))
}

/// Readers who object are not recorded, even if a page sends their hits.
fn refuse_opted_out(request: &Request) -> std::result::Result<(), Refusal> {
    let objects = header(request, "sec-gpc") == "1" || header(request, "dnt") == "1";
    if objects { Err(Refusal::OptedOut) } else { Ok(()) }
}

fn refuse_hostname(site: &Site, snapshot: &Snapshot) -> std::result::Result<(), Refusal> {
    if site.has_host(&snapshot.url.host) { Ok(()) } else { Err(Refusal::Hostname) }
}

/// Counts a refusal that no site's ledger can hold.
async fn count_unsited(env: &Env, moment: Moment, refusal: Refusal) -> Result<Option<Refusal>> {
    let call = registry::Call::Refused { now_ms: moment.now_ms, code: refusal.code().into() };
    object::ask::<_, ()>(&object::registry(env)?, &call).await?;
    Ok(Some(refusal))
}

fn header(request: &Request, name: &str) -> String {
    request.headers().get(name).ok().flatten().unwrap_or_default()
}
