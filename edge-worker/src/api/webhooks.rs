//! `/api/v1/sites/{site}/webhooks`, `…/deliveries` and `…/alerts/check`: who is told, what was told.

use serde::de::DeserializeOwned;
use ungated_contract::code::Code;
use ungated_contract::webhook::{
    CheckedAlerts, CreatedWebhook, Deliveries, Delivery, NewWebhook, RotatedKey, Webhook, Webhooks,
};
use ungated_shared::alert::is_safe;
use ungated_shared::limit;
use worker::{Env, Request};

use super::document::{self, failed};
use super::{Answer, access, configs};
use crate::alerts::{self, Call, Replayed};
use crate::answer::{Problem, json};
use crate::dev::{self, Moment};
use crate::registry::sessions::Who;
use crate::{object, registry, secret, site};

async fn ask<T: DeserializeOwned>(env: &Env, site: &str, call: Call) -> Result<T, Problem> {
    let unavailable = |error: worker::Error| Problem::unavailable("site's object", &error);
    let stub = object::site(env, site).map_err(unavailable)?;
    object::ask(&stub, &site::Call::Alerts(site.into(), call)).await.map_err(unavailable)
}

/// Writes an act down before it is done: none is done that is not in the log.
async fn acts(env: &Env, who: Option<&Who>, act: &str, on: String, ms: u64) -> Result<(), Problem> {
    let call = registry::Call::Acted { by: access::by(who)?, act: act.into(), on, now_ms: ms };
    document::ask(env, &call).await
}

async fn webhooks(env: &Env, site: &str) -> Result<Vec<Webhook>, Problem> {
    ask(env, site, Call::Webhooks).await
}

/// The webhook of an id.
async fn named(env: &Env, site: &str, id: &str) -> Result<Webhook, Problem> {
    let all = webhooks(env, site).await?;
    all.into_iter().find(|webhook| webhook.id == id).ok_or_else(Problem::not_found)
}

fn on(site: &str, webhook: &Webhook) -> String {
    format!("{site}: {} {:?} on {}", webhook.id, webhook.name, webhook.host)
}

/// Answers `GET /api/v1/sites/{site}/webhooks`.
pub async fn list(env: &Env, site: &str) -> Answer {
    configs::existing(env, site).await?;
    Ok(json(&Webhooks { webhooks: webhooks(env, site).await? }))
}

/// Answers `POST /api/v1/sites/{site}/webhooks`: the only time that the key is told.
pub async fn create(request: &mut Request, env: &Env, site: &str, who: Option<&Who>) -> Answer {
    let NewWebhook { name, url, format } = document::read(request).await?;
    document::name("name", &name)?;
    is_safe(&url, dev::is_on(env))
        .map_err(|wrong| Problem::invalid(Code::Body, format!("url: {wrong}")))?;
    configs::existing(env, site).await?;
    let held = webhooks(env, site).await?;
    if held.len() >= limit::WEBHOOKS {
        return Err(Problem::full("webhooks", limit::WEBHOOKS));
    }
    if held.iter().any(|other| other.name == name) {
        return Err(Problem::conflict(
            Code::NameTaken,
            "Another webhook of the site has this name.",
        ));
    }
    let now_ms = Moment::of(request, env).now_ms;
    let new = alerts::drawn(name, url, format, site, now_ms).map_err(|e| failed(&e))?;
    acts(env, who, "webhook.create", on(site, &new.webhook), now_ms).await?;
    ask::<()>(env, site, Call::Create(Box::new(new.clone()))).await?;
    let created = CreatedWebhook { webhook: &new.webhook, secret: &new.secret };
    Ok(json(&created).map(|answer| answer.with_status(201)))
}

/// Answers `DELETE /api/v1/sites/{site}/webhooks/{id}`.
pub async fn remove(
    request: &Request,
    env: &Env,
    site: &str,
    id: &str,
    who: Option<&Who>,
) -> Answer {
    let webhook = named(env, site, id).await?;
    let now_ms = Moment::of(request, env).now_ms;
    acts(env, who, "webhook.remove", on(site, &webhook), now_ms).await?;
    ask::<()>(env, site, Call::Remove(id.into())).await?;
    Ok(crate::answer::nothing())
}

/// Answers `POST /api/v1/sites/{site}/webhooks/{id}/secret`: another key, told once. The one before
/// signs too for a day.
pub async fn rotate(
    request: &Request,
    env: &Env,
    site: &str,
    id: &str,
    who: Option<&Who>,
) -> Answer {
    let webhook = named(env, site, id).await?;
    let now_ms = Moment::of(request, env).now_ms;
    acts(env, who, "webhook.secret", on(site, &webhook), now_ms).await?;
    let secret = secret::signing().map_err(|e| failed(&e))?;
    let call = Call::Rotate { id: id.into(), secret: secret.clone(), now_ms };
    let old_until_ms = ask(env, site, call).await?;
    Ok(json(&RotatedKey { secret, old_until_ms }))
}

/// Answers `POST /api/v1/sites/{site}/webhooks/{id}/test`: one try, and what came of it.
pub async fn test(request: &Request, env: &Env, site: &str, id: &str, who: Option<&Who>) -> Answer {
    let webhook = named(env, site, id).await?;
    let now_ms = Moment::of(request, env).now_ms;
    acts(env, who, "webhook.test", on(site, &webhook), now_ms).await?;
    let call = Call::Test { id: id.into(), now_ms };
    let sent: Option<Delivery> = ask(env, site, call).await?;
    sent.map(|sent| json(&sent)).ok_or_else(Problem::not_found)
}

/// Answers `GET /api/v1/sites/{site}/deliveries`, the newest first.
pub async fn log(request: &Request, env: &Env, site: &str) -> Answer {
    configs::existing(env, site).await?;
    let (before, limit) = document::page(request, limit::DELIVERIES_PAGE)?;
    Ok(json(&Deliveries { deliveries: ask(env, site, Call::Log { before, limit }).await? }))
}

/// Answers `POST /api/v1/sites/{site}/deliveries/{id}/replay`: the same again, under the same id.
pub async fn replay(
    request: &Request,
    env: &Env,
    site: &str,
    id: &str,
    who: Option<&Who>,
) -> Answer {
    let known: Option<Delivery> = ask(env, site, Call::Delivery(id.into())).await?;
    known.ok_or_else(Problem::not_found)?;
    let now_ms = Moment::of(request, env).now_ms;
    acts(env, who, "delivery.replay", format!("{site}: {id}"), now_ms).await?;
    match ask(env, site, Call::Replay { id: id.into(), now_ms }).await? {
        Replayed::Tried(sent) => Ok(json(&sent)),
        Replayed::BeingTried => Err(Problem::conflict(
            Code::BeingTried,
            "It is being tried: its receiver has 15 seconds to answer.",
        )),
        Replayed::Unknown => Err(Problem::not_found()),
    }
}

/// Answers `POST /api/v1/sites/{site}/alerts/check`: all rules, asked now.
pub async fn check(request: &Request, env: &Env, site: &str) -> Answer {
    configs::existing(env, site).await?;
    let now_ms = Moment::of(request, env).now_ms;
    Ok(json(&CheckedAlerts { alerts: ask(env, site, Call::Check { now_ms }).await? }))
}

/// Tells a site's object that its rules have changed. If it cannot be told, whoever next makes or
/// tries a webhook does.
pub async fn wake(env: &Env, site: &str, now_ms: u64) {
    if let Err(problem) = ask::<()>(env, site, Call::Wake { now_ms }).await {
        worker::console_error!("alerts of {site} begin later: {problem:?}");
    }
}
