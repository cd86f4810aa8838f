//! `/api/v1/sites` and `/api/v1/sites/{site}/config`: what sites want, and what they wanted before.

use serde_json::Value;
use ungated_contract::code::Code;
use ungated_contract::config::{
    Change, Config, ConfigChanges, ConfigVersions, NewSite, Rollback, Version,
};
use ungated_shared::hit::text;
use ungated_shared::limit;
use ungated_shared::score::model::Model;
use worker::{Env, Request, Response, Result};

use super::diff::changes;
use super::document::{self, ask, failed, now_ms};
use super::{Answer, access, ask_shards, webhooks};
use crate::answer::{Problem, json};
use crate::registry;
use crate::registry::configs::{Call, Put, Refused, Stored};
use crate::registry::sessions::Who;
use crate::shard;
use crate::site::{self, Site};
use crate::sites;

/// The version that holds for a site, and its document.
pub struct Held {
    version: u64,
    in_file: bool,
    config: Value,
}

/// What holds for a site now.
///
/// # Errors
/// There is no such site.
pub async fn existing(env: &Env, site: &str) -> Result<Held, Problem> {
    find(env, site, None).await?.ok_or_else(|| Problem::unknown_site(site))
}

/// A version of a site; the one that holds if none is named.
async fn find(env: &Env, site: &str, version: Option<u64>) -> Result<Option<Held>, Problem> {
    let file = sites::in_file(env, site).map_err(|e| Problem::unavailable("list of sites", &e))?;
    let call = Call::Version { site: site.into(), version };
    let stored: Option<Stored> = match version {
        Some(0) => None,
        _ => ask(env, &registry::Call::Configs(call)).await?,
    };
    Ok(match stored {
        Some(Stored { version, config: Some(config) }) => {
            Some(Held { version: version.version, in_file: false, config })
        }
        // Handed back to the file. If that has it no longer, neither have we.
        Some(Stored { version, config: None }) => {
            file.map(|config| Held { version: version.version, in_file: true, config })
        }
        None if version.unwrap_or(0) == 0 => {
            file.map(|config| Held { version: 0, in_file: true, config })
        }
        None => None,
    })
}

/// Answers `POST /api/v1/sites`.
pub async fn create(request: &mut Request, env: &Env, who: Option<&Who>) -> Answer {
    let NewSite { site, config } = document::read(request).await?;
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    if site.is_empty() || site.len() > limit::SITE_BYTES || !site.chars().all(is_plain) {
        let detail = format!(
            "site: 1 to {} of the characters a to z, 0 to 9, dot, hyphen and underscore",
            limit::SITE_BYTES
        );
        return Err(Problem::invalid(Code::Body, detail));
    }
    check(&config)?;
    let act = Act { act: "site.create", ..Act::default() };
    let version = put(env, &site, Some(config.clone()), None, who, act).await?;
    answer(Config { site: &site, version, in_file: false, config }, 201)
}

/// Answers `GET /api/v1/sites/{site}/config`.
pub async fn read(env: &Env, site: &str) -> Answer {
    let Held { version, in_file, config } = existing(env, site).await?;
    answer(Config { site, version, in_file, config }, 200)
}

/// Answers `PUT /api/v1/sites/{site}/config`: the whole document, in the place of the version that
/// `If-Match` names.
pub async fn replace(request: &mut Request, env: &Env, site: &str, who: Option<&Who>) -> Answer {
    let (seen, why) = (seen(request)?, why(request)?);
    let config: Value = document::read(request).await?;
    check(&config)?;
    let held = existing(env, site).await?;
    let detail = changed(&changes(&held.config, &config));
    let act = Act { act: "config.put", detail, why };
    let version = put(env, site, Some(config.clone()), Some(seen), who, act).await?;
    answer(Config { site, version, in_file: false, config }, 200)
}

/// Answers `GET /api/v1/sites/{site}/config/versions`, the newest first.
pub async fn versions(env: &Env, site: &str) -> Answer {
    let Held { version, .. } = existing(env, site).await?;
    let call = registry::Call::Configs(Call::Versions(site.into()));
    let mut versions: Vec<Version> = ask(env, &call).await?;
    let file = sites::in_file(env, site).map_err(|e| Problem::unavailable("list of sites", &e))?;
    versions.extend(file.map(|_| Version {
        version: 0,
        at_ms: 0,
        by: "SITES".into(),
        act: "file".into(),
        why: String::new(),
    }));
    Ok(json(&ConfigVersions { site, version, versions }))
}

/// Answers `GET /api/v1/sites/{site}/config/versions/{n}`; with `?against=m`, what is other in it
/// than in that.
pub async fn version(request: &Request, env: &Env, site: &str, version: &str) -> Answer {
    let held = named(env, site, Code::VersionNumber, version).await?;
    let number = version.parse().unwrap_or(held.version);
    let url = request.url().map_err(|e| failed(&e))?;
    let against = url.query_pairs().find(|(name, _)| name == "against");
    let Some((_, against)) = against else {
        let Held { in_file, config, .. } = held;
        return answer(Config { site, version: number, in_file, config }, 200);
    };
    let other = named(env, site, Code::Against, &against).await?;
    let changes = changes(&other.config, &held.config);
    let against = against.parse().unwrap_or(other.version);
    Ok(json(&ConfigChanges { site, version: number, against, changes }))
}

/// Answers `POST /api/v1/sites/{site}/config/rollback`: an earlier version becomes the newest.
pub async fn rollback(request: &mut Request, env: &Env, site: &str, who: Option<&Who>) -> Answer {
    let (seen, why) = (seen(request)?, why(request)?);
    let Rollback { version: to } = document::read(request).await?;
    let held = named(env, site, Code::VersionNumber, &to.to_string()).await?;
    // What another build took may make no sense to this one.
    check(&held.config)?;
    let config = (!held.in_file).then(|| held.config.clone());
    let act = Act { act: "config.rollback", detail: format!("to version {to}"), why };
    let version = put(env, site, config, Some(seen), who, act).await?;
    answer(Config { site, version, in_file: held.in_file, config: held.config }, 200)
}

/// The version that a request names.
async fn named(env: &Env, site: &str, code: Code, n: &str) -> Result<Held, Problem> {
    let version = n.parse().map_err(|_| Problem::invalid(code, "a version's number"))?;
    existing(env, site).await?;
    find(env, site, Some(version)).await?.ok_or_else(|| Problem::unknown_version(site, version))
}

fn check(config: &Value) -> Result<Site, Problem> {
    site::read(config).map_err(|wrong| Problem::invalid(Code::Config, wrong))
}

/// The version that the sender has seen: `If-Match: "3"`.
fn seen(request: &Request) -> Result<u64, Problem> {
    let header = request.headers().get("if-match").ok().flatten();
    let header = header.ok_or_else(Problem::version_needed)?;
    let number = header.trim().trim_start_matches("W/").trim_matches('"');
    number
        .parse()
        .map_err(|_| Problem::invalid(Code::IfMatch, "the number of one version, as \"3\""))
}

/// What is done to a configuration.
#[derive(Default)]
struct Act {
    act: &'static str,
    /// What changed.
    detail: String,
    /// What its author says of it.
    why: String,
}

/// What the sender says of the change: `?why=`.
fn why(request: &Request) -> Result<String, Problem> {
    let url = request.url().map_err(|e| failed(&e))?;
    let why = url.query_pairs().find(|(name, _)| name == "why");
    let why = why.map(|(_, why)| why.into_owned()).unwrap_or_default();
    if text::clean(&why, limit::WHY_CHARS) == why {
        return Ok(why);
    }
    let detail = format!("one line of at most {} characters", limit::WHY_CHARS);
    Err(Problem::invalid(Code::Why, detail))
}

async fn put(
    env: &Env,
    site: &str,
    config: Option<Value>,
    seen: Option<u64>,
    who: Option<&Who>,
    act: Act,
) -> Result<u64, Problem> {
    let before = held_model(env, site).await?;
    let file = sites::in_file(env, site).map_err(|e| Problem::unavailable("list of sites", &e))?;
    let holds = config.as_ref().or(file.as_ref());
    let has_alerts = holds.is_some_and(|config| config["alerts"].is_array());
    let put = Put {
        site: site.into(),
        config,
        seen,
        in_file: file.is_some(),
        act: act.act.into(),
        detail: act.detail,
        why: act.why,
        by: access::by(who)?,
        now_ms: now_ms(),
    };
    let call = registry::Call::Configs(Call::Put(put));
    let version = ask::<std::result::Result<u64, Refused>>(env, &call).await?;
    let version = version.map_err(|refused| match refused {
        Refused::Exists => Problem::site_exists(site),
        Refused::Unknown => Problem::unknown_site(site),
        Refused::Version(held) => Problem::version(held),
        Refused::Full => Problem::full("sites", limit::SITES),
        Refused::Long => Problem::full("bytes of configurations", limit::CONFIGS_BYTES as usize),
    })?;
    // What this isolate is asked next follows from it already. If it cannot learn it now, it will.
    if let Err(error) = sites::update(env, now_ms()).await {
        worker::console_error!("the sites are learnt later: {error}");
    }
    let after = sites::known().and_then(|all| Some(*all.get(site)?.site.model()));
    if before.is_some() && after != before {
        score(env, site).await;
    }
    if has_alerts {
        webhooks::wake(env, site, now_ms()).await;
    }
    Ok(version)
}

/// The model that holds, as the registry says now: what another isolate published a moment ago counts.
async fn held_model(env: &Env, site: &str) -> Result<Option<Model>, Problem> {
    let all = sites::within(env, 0).await;
    let all = all.map_err(|error| Problem::unavailable("list of sites", &error))?;
    Ok(all.get(site).map(|entry| *entry.site.model()))
}

/// Has all that is kept scored by the model that holds now. A shard that is not reached learns of it
/// later.
async fn score(env: &Env, site: &str) {
    if let Err(problem) = ask_shards::<()>(env, site, &shard::Call::Score).await {
        worker::console_error!("{site} is scored anew later: {problem:?}");
    }
}

/// The names of changed fields, for the audit log.
fn changed(changes: &[Change]) -> String {
    changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>().join(", ")
}

fn answer(config: Config<'_>, status: u16) -> Answer {
    let tagged = |mut answer: Response| {
        answer.headers_mut().set("etag", &format!("\"{}\"", config.version))?;
        Ok(answer.with_status(status))
    };
    Ok(json(&config).and_then(tagged))
}
