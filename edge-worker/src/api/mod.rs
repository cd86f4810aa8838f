//! Questions and their answers over HTTP.

mod access;
mod erase;
mod export;
pub mod health;
mod influence;
mod inventory;
mod live;
mod operations;
mod quality;
mod query;
mod restore;

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use serde::Serialize;
use ungated_shared::score::model::Model;
use worker::{Delay, Env, Error, Method, Request, Response, Result};

use crate::answer::Problem;
use crate::object::{self, Shard};
use crate::shard::{Addressed, Call};
use crate::site;

/// Answers everything under `/api/`.
pub async fn answer(mut request: Request, env: &Env) -> Result<Response> {
    let path = request.path();
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let method = request.method();
    let answered = match parts.as_slice() {
        ["api", "v1", "query"] if method == Method::Post => query::answer(&mut request, env).await,
        ["api", "v1", "influence"] if method == Method::Post => {
            influence::answer(&mut request, env).await
        }
        ["api", "v1", "influence" | "query"] => Err(Problem::method("POST")),
        ["api", "v1", "sites"] if method == Method::Get => access::sites(&request, env),
        ["api", "v1", "sites", site, "live"] if method == Method::Get => {
            live::answer(&request, env, site).await
        }
        ["api", "v1", "sites", site, "quality"] if method == Method::Get => {
            quality::answer(&request, env, site).await
        }
        ["api", "v1", "sites", site, "operations"] if method == Method::Get => {
            operations::answer(&request, env, site).await
        }
        ["api", "v1", "sites", site, "export"] if method == Method::Get => {
            export::answer(&request, env, site).await
        }
        ["api", "v1", "sites", site, "export", "hash"] if method == Method::Get => {
            export::hash(&request, env, site).await
        }
        ["api", "v1", "sites", site, "restore"] if method == Method::Post => {
            restore::answer(&mut request, env, site).await
        }
        ["api", "v1", "sites", _, "restore"] => Err(Problem::method("POST")),
        ["api", "v1", "sites", site, "facts"] if method == Method::Delete => {
            erase::answer(&request, env, site).await
        }
        ["api", "v1", "sites", _, "facts"] => Err(Problem::method("DELETE")),
        ["api", "v1", "inventory"] if method == Method::Get => {
            inventory::answer(&request, env).await
        }
        ["api", "v1", "inventory"]
        | ["api", "v1", "sites", _, "export"]
        | ["api", "v1", "sites", _, "export", "hash"] => Err(Problem::method("GET")),
        ["api", "v1", "sites"] | ["api", "v1", "sites", _, "live" | "operations" | "quality"] => {
            Err(Problem::method("GET"))
        }
        _ => Err(Problem::not_found()),
    };
    answered.unwrap_or_else(|problem| problem.response())
}

/// An answer or the problem that stands in its way; the outer kind is for answers that cannot
/// even be written.
type Answer = std::result::Result<Result<Response>, Problem>;

/// The hash of the model that scores here.
fn model() -> String {
    format!("{:016x}", Model::DEFAULT.hash())
}

/// How many shards were asked, and how many answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Coverage {
    shards: usize,
    answered: usize,
    regions: BTreeMap<&'static str, InRegion>,
    /// Those that did not answer.
    #[serde(skip)]
    missing: Vec<String>,
}

/// The same of one region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct InRegion {
    shards: usize,
    answered: usize,
}

impl Coverage {
    fn add(&mut self, shard: &Shard, answered: bool) {
        let region = self.regions.entry(shard.region.word()).or_default();
        self.shards += 1;
        region.shards += 1;
        if answered {
            self.answered += 1;
            region.answered += 1;
        } else {
            self.missing.push(shard.name());
        }
    }
}

/// How long a report waits for one shard: longer than any honest scan, shorter than a person.
const PATIENCE: Duration = Duration::from_secs(20);

/// Asks every shard of a site at once. A shard that does not answer is missing from the result
/// and shows in the coverage; it is never silently nothing.
async fn ask_shards<T: serde::de::DeserializeOwned>(
    env: &Env,
    site: &str,
    call: impl Fn() -> Call,
) -> std::result::Result<(Vec<T>, Coverage), Problem> {
    let unavailable = |error: Error| Problem::unavailable("site's object", &error);
    let stub = object::site(env, site).map_err(unavailable)?;
    let shards: Vec<Shard> = object::ask(&stub, &site::Call::Shards).await.map_err(unavailable)?;
    let asked = shards.iter().map(|shard| async {
        let call = Addressed { shard: shard.clone(), call: call() };
        let stub = shard.stub(env)?;
        let answer = pin!(object::ask::<_, T>(&stub, &call));
        match select(answer, Delay::from(PATIENCE)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(Error::from("no answer in time")),
        }
    });
    let answers = futures_util::future::join_all(asked).await;
    let mut coverage = Coverage::default();
    let mut partials = Vec::new();
    for (shard, answer) in shards.iter().zip(answers) {
        coverage.add(shard, answer.is_ok());
        match answer {
            Ok(partial) => partials.push(partial),
            Err(error) => worker::console_error!("shard {} did not answer: {error}", shard.name()),
        }
    }
    if coverage.answered == 0 && coverage.shards > 0 {
        let error = Error::from("none answered");
        return Err(Problem::unavailable("site's shards", &error));
    }
    Ok((partials, coverage))
}
