//! Questions and their answers over HTTP.

pub mod access;
mod archive;
mod audit;
mod badge;
mod configs;
mod content;
mod cookie;
mod deals;
mod desk;
mod diff;
mod document;
mod erase;
mod export;
pub mod health;
mod heard;
mod imports;
mod influence;
mod inventory;
pub mod live;
mod login;
mod model;
mod movers;
mod operations;
mod paths;
mod quality;
mod query;
mod restore;
mod routes;
mod sections;
mod segments;
mod shares;
mod tokens;
mod ungate;
mod uplift;
mod webhooks;

use std::time::Duration;

use futures_util::future::{Either, LocalBoxFuture, join_all, select};
use ungated_contract::report::Coverage;
use ungated_shared::score::model::Model;
use worker::{Delay, Env, Error, Method, Request, Response, Result};

use self::imports::Brought;
use crate::answer::Problem;
use crate::object::{self, Shard};
use crate::shard::{Addressed, Call};
use crate::site::{self, Site};

pub use quality::hits;
pub use query::told;

/// Answers everything under `/api/`.
pub async fn answer(mut request: Request, env: &Env) -> Result<Response> {
    route(&mut request, env).await.unwrap_or_else(|problem| problem.response())
}

/// Looks up what the route needs ([`routes`]), lets the request in or not ([`access`]), and hands it
/// on.
async fn route(request: &mut Request, env: &Env) -> Answer {
    let (method, path) = (request.method(), request.path());
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    // As it was sent: `Method` takes what it does not know for a GET.
    let need = routes::need(&request.inner().method(), &parts)?;
    access::configured(env)?;
    let who = access::admit(request, env, need).await?;
    let who = who.as_ref();
    match (method, parts.get(2..).unwrap_or_default()) {
        (Method::Post, ["query"]) => query::answer(request, env).await,
        (Method::Post, ["influence"]) => influence::answer(request, env).await,
        (Method::Post, ["movers"]) => movers::answer(request, env).await,
        (Method::Post, ["paths"]) => paths::answer(request, env).await,
        (Method::Post, ["sections"]) => sections::answer(request, env).await,
        (Method::Post, ["ungate"]) => ungate::answer(request, env).await,
        (Method::Post, ["uplift"]) => uplift::answer(request, env).await,
        (Method::Get, ["sites"]) => access::sites(request, env).await,
        (Method::Post, ["sites"]) => configs::create(request, env, who).await,
        (Method::Get, ["sites", site, "live"]) => live::answer(request, env, site).await,
        (Method::Get, ["sites", site, "badge.svg"]) => badge::answer(env, site).await,
        (Method::Get, ["sites", site, "quality"]) => quality::answer(request, env, site).await,
        (Method::Get, ["sites", site, "operations"]) => {
            operations::answer(request, env, site).await
        }
        (Method::Get, ["sites", site, "export"]) => export::answer(request, env, site).await,
        (Method::Get, ["sites", site, "export", "hash"]) => export::hash(request, env, site).await,
        (Method::Post, ["sites", site, "restore"]) => {
            restore::answer(request, env, site, who).await
        }
        (Method::Delete, ["sites", site, "facts"]) => erase::answer(request, env, site, who).await,
        (Method::Get, ["sites", site, "archive"]) => archive::read(env, site).await,
        (Method::Post, ["sites", site, "archive"]) => archive::write(env, site, who).await,
        (Method::Get, ["inventory"]) => inventory::answer(env).await,
        (Method::Get, ["sites", site, "config"]) => configs::read(env, site).await,
        (Method::Put, ["sites", site, "config"]) => configs::replace(request, env, site, who).await,
        (Method::Get, ["sites", site, "config", "versions"]) => configs::versions(env, site).await,
        (Method::Get, ["sites", site, "config", "versions", n]) => {
            configs::version(request, env, site, n).await
        }
        (Method::Post, ["sites", site, "config", "rollback"]) => {
            configs::rollback(request, env, site, who).await
        }
        (Method::Post, ["sites", site, "content", "try"]) => {
            content::answer(request, env, site).await
        }
        (Method::Post, ["sites", site, "segments", "try"]) => {
            segments::answer(request, env, site).await
        }
        (Method::Post, ["sites", site, "model", "try"]) => model::answer(request, env, site).await,
        (Method::Get, ["sites", site, "shares"]) => shares::list(env, site).await,
        (Method::Post, ["sites", site, "shares"]) => shares::create(request, env, site, who).await,
        (Method::Delete, ["sites", site, "shares", id]) => shares::revoke(env, site, id, who).await,
        (Method::Get, ["sites", site, "webhooks"]) => webhooks::list(env, site).await,
        (Method::Post, ["sites", site, "webhooks"]) => {
            webhooks::create(request, env, site, who).await
        }
        (Method::Delete, ["sites", site, "webhooks", id]) => {
            webhooks::remove(request, env, site, id, who).await
        }
        (Method::Post, ["sites", site, "webhooks", id, "secret"]) => {
            webhooks::rotate(request, env, site, id, who).await
        }
        (Method::Post, ["sites", site, "webhooks", id, "test"]) => {
            webhooks::test(request, env, site, id, who).await
        }
        (Method::Get, ["sites", site, "deliveries"]) => webhooks::log(request, env, site).await,
        (Method::Post, ["sites", site, "deliveries", id, "replay"]) => {
            webhooks::replay(request, env, site, id, who).await
        }
        (Method::Post, ["sites", site, "alerts", "check"]) => {
            webhooks::check(request, env, site).await
        }
        (Method::Post, ["sites", site, "deals", "report"]) => {
            deals::answer(request, env, site).await
        }
        (Method::Post, ["sites", site, "answers", "report"]) => {
            heard::answer(request, env, site).await
        }
        (method, ["sites", site, "deals"]) => {
            imports::answer(Brought::Deals, method, request, env, site, who).await
        }
        (method, ["sites", site, "answers"]) => {
            imports::answer(Brought::Answers, method, request, env, site, who).await
        }
        (Method::Get, ["tokens"]) => tokens::list(env).await,
        (Method::Post, ["tokens"]) => tokens::create(request, env, who).await,
        (Method::Delete, ["tokens", id]) => tokens::revoke(env, id, who).await,
        (Method::Get, ["audit"]) => audit::list(request, env).await,
        (Method::Get, ["me"]) => login::me(request, env).await,
        (Method::Post, ["login"]) => login::login(request, env).await,
        (Method::Post, ["logout"]) => login::logout(request, env).await,
        (Method::Post, ["share"]) => login::share(request, env).await,
        _ => Err(Problem::not_found()),
    }
}

/// An answer or the problem that stands in its way; the outer kind is for answers that cannot
/// even be written.
type Answer = std::result::Result<Result<Response>, Problem>;

/// The hash of the model that scores a site's visits.
fn model_of(site: &Site) -> String {
    hash(site.model())
}

fn hash(model: &Model) -> String {
    format!("{:016x}", model.hash())
}

/// How long a report waits for one shard: longer than any honest scan, shorter than a person.
const PATIENCE: Duration = Duration::from_secs(20);

fn add(coverage: &mut Coverage, shard: &Shard, answered: bool) {
    let region = coverage.regions.entry(shard.region.word()).or_default();
    coverage.shards += 1;
    region.shards += 1;
    if answered {
        coverage.answered += 1;
        region.answered += 1;
    } else {
        coverage.missing.push(shard.name());
    }
}

/// Asks every shard of a site at once. A shard that does not answer is missing from the result
/// and shows in the coverage; it is never silently nothing.
async fn ask_shards<T: serde::de::DeserializeOwned>(
    env: &Env,
    site: &str,
    call: &Call,
) -> std::result::Result<(Vec<T>, Coverage), Problem> {
    let mut partials = Vec::new();
    let answers = every_shard(env, site, call, &[]).await?;
    let coverage = covered(answers, &mut |answer| {
        partials.push(serde_json::from_slice(answer)?);
        Ok(())
    })?;
    Ok((partials, coverage))
}

/// Asks every shard for an answer of many numbers, with what goes with the call, packed; and `take`s what each said, one after the other:
/// between them whatever else there is to do has its turn.
async fn ask_packed<T: serde::de::DeserializeOwned>(
    env: &Env,
    site: &str,
    call: &Call,
    more: &[u8],
    mut take: impl FnMut(T),
) -> std::result::Result<Coverage, Problem> {
    let answers = every_shard(env, site, call, more).await?;
    let mut coverage = Coverage::default();
    for (shard, answer) in answers {
        let is_long = answer.as_ref().is_ok_and(|answer| answer.len() > LONG);
        let answer = answer.and_then(|answer| object::unpack(&answer));
        if is_long {
            pause().await;
        }
        cover(&mut coverage, &shard, answer.map(&mut take));
        if is_long {
            pause().await;
        }
    }
    is_covered(coverage)
}

/// Bytes of an answer from which on others have a turn between reading and adding it. Reckoned, not
/// measured; a turn is a timer of workerd's, which has its price too.
const LONG: usize = 64 * 1024;

/// Lets whatever else there is to do have its turn.
async fn pause() {
    Delay::from(Duration::ZERO).await;
}

/// What a shard said, if it did.
type Said = (Shard, Result<Vec<u8>>);

/// What every shard says. One copy, whatever is asked: as a part of each caller it has some kilobytes.
/// The call is written once: with what may be shown it can be long.
fn every_shard<'a>(
    env: &'a Env,
    site: &'a str,
    call: &'a Call,
    more: &'a [u8],
) -> LocalBoxFuture<'a, std::result::Result<Vec<Said>, Problem>> {
    Box::pin(async move {
        let unavailable = |error: Error| Problem::unavailable("site's object", &error);
        let stub = object::site(env, site).map_err(unavailable)?;
        let shards: Vec<Shard> =
            object::ask(&stub, &site::Call::Shards).await.map_err(unavailable)?;
        let call = serde_json::to_string(call).map_err(|error| unavailable(error.into()))?;
        let asked = shards.iter().map(|shard| async {
            let (stub, call) = (shard.stub(env)?, Addressed::text(shard, &call)?);
            match select(
                object::send(&stub, object::with_more(&call, more), None),
                Delay::from(PATIENCE),
            )
            .await
            {
                Either::Left((answer, _)) => answer.map(|(_, answer)| answer),
                Either::Right(_) => Err(Error::from("no answer in time")),
            }
        });
        let answers = join_all(asked).await;
        Ok(shards.into_iter().zip(answers).collect())
    })
}

/// Reads the answers; which of them can be read.
fn covered(
    answers: Vec<Said>,
    read: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> std::result::Result<Coverage, Problem> {
    let mut coverage = Coverage::default();
    for (shard, answer) in answers {
        cover(&mut coverage, &shard, answer.and_then(|answer| read(&answer)));
    }
    is_covered(coverage)
}

/// Notes whether a shard answered.
fn cover(coverage: &mut Coverage, shard: &Shard, answered: Result<()>) {
    add(coverage, shard, answered.is_ok());
    if let Err(error) = answered {
        worker::console_error!("shard {} did not answer: {error}", shard.name());
    }
}

/// That not all of several shards are missing.
fn is_covered(coverage: Coverage) -> std::result::Result<Coverage, Problem> {
    if coverage.answered == 0 && coverage.shards > 0 {
        let error = Error::from("none answered");
        return Err(Problem::unavailable("site's shards", &error));
    }
    Ok(coverage)
}
