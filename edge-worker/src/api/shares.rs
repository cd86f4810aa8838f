//! `/api/v1/sites/{site}/shares`: links that open a site's reports.

use ungated_contract::code::Code;
use ungated_contract::share::{CreatedShare, NewShare, Shares};
use ungated_shared::limit;
use worker::{Env, Request};

use super::document::{self, ask, failed, now_ms};
use super::{Answer, access, configs, cookie};
use crate::answer::{Problem, json};
use crate::registry::sessions::Who;
use crate::registry::shares::{Call, Share};
use crate::salt::DAY_MS;
use crate::{registry, secret};

/// Days that a link opens unless said: a month, as long as people talk about one report.
const DAYS: u64 = 30;

/// Answers `POST /api/v1/sites/{site}/shares`: the only time that the secret is told. It stands
/// behind the `#` of the link, which no browser sends.
pub async fn create(request: &mut Request, env: &Env, site: &str, who: Option<&Who>) -> Answer {
    let asked: NewShare = document::read(request).await?;
    document::name("name", &asked.name)?;
    let days = asked.days.unwrap_or(DAYS);
    if !(1..=limit::SHARE_DAYS).contains(&days) {
        return Err(Problem::invalid(Code::Body, format!("days: 1 to {}", limit::SHARE_DAYS)));
    }
    let lengths = limit::PASSWORD_CHARS_MIN..=limit::PASSWORD_CHARS;
    let is_wrong = |password: &String| !lengths.contains(&password.chars().count());
    if asked.password.as_ref().is_some_and(is_wrong) {
        let detail = format!("password: {} to {} characters", lengths.start(), lengths.end());
        return Err(Problem::invalid(Code::Body, detail));
    }
    configs::existing(env, site).await?;
    let secret = secret::draw(secret::SHARE).map_err(|e| failed(&e))?;
    let now_ms = now_ms();
    let share = Share {
        id: secret::id().map_err(|e| failed(&e))?,
        site: site.into(),
        name: asked.name,
        created_ms: now_ms,
        expires_ms: now_ms + days * DAY_MS,
        has_password: asked.password.is_some(),
    };
    let hash = secret::hash(&secret).await.map_err(|e| failed(&e))?;
    let (by, password) = (access::by(who)?, asked.password);
    let call = Call::Create { share: share.clone(), hash, password, by };
    if !ask::<bool>(env, &registry::Call::Shares(call)).await? {
        return Err(Problem::full("share links", limit::SHARES));
    }
    let url = request.url().map_err(|e| failed(&e))?;
    let link = format!("{}/?site={site}#share={secret}", cookie::own_origin(&url));
    let created = CreatedShare { share: &share, secret: &secret, link };
    Ok(json(&created).map(|answer| answer.with_status(201)))
}

/// Answers `GET /api/v1/sites/{site}/shares`.
pub async fn list(env: &Env, site: &str) -> Answer {
    configs::existing(env, site).await?;
    let shares = ask(env, &registry::Call::Shares(Call::List(site.into()))).await?;
    Ok(json(&Shares { shares }))
}

/// Answers `DELETE /api/v1/sites/{site}/shares/{id}`.
pub async fn revoke(env: &Env, site: &str, id: &str, who: Option<&Who>) -> Answer {
    let (site, id, by) = (site.into(), id.into(), access::by(who)?);
    let call = Call::Revoke { site, id, by, now_ms: now_ms() };
    if !ask::<bool>(env, &registry::Call::Shares(call)).await? {
        return Err(Problem::not_found());
    }
    access::forget();
    Ok(crate::answer::nothing())
}
