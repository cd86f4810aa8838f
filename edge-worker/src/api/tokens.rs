//! `/api/v1/tokens`: who may do what.

use ungated_contract::code::Code;
use ungated_contract::token::{CreatedToken, NewToken, Tokens};
use ungated_shared::limit;
use worker::{Env, Request};

use super::document::{self, ask, failed, now_ms};
use super::{Answer, access};
use crate::answer::{Problem, json};
use crate::registry;
use crate::registry::sessions::Who;
use crate::registry::tokens::{Call, Role, Token};
use crate::secret;

fn check(asked: &NewToken) -> Result<(), Problem> {
    document::name("name", &asked.name)?;
    let wrong = |detail: String| Err(Problem::invalid(Code::Body, detail));
    if asked.role == Role::Share {
        return wrong("role: admin, editor or viewer; links are shared by the site".into());
    }
    match &asked.sites {
        Some(_) if asked.role == Role::Admin => wrong("sites: an admin is one of all sites".into()),
        Some(sites) if sites.is_empty() || sites.len() > limit::SITES => {
            wrong(format!("sites: 1 to {} names, or none for all", limit::SITES))
        }
        Some(sites)
            if sites.iter().any(|site| site.is_empty() || site.len() > limit::SITE_BYTES) =>
        {
            wrong(format!("sites: names of 1 to {} bytes", limit::SITE_BYTES))
        }
        _ => Ok(()),
    }
}

/// Answers `POST /api/v1/tokens`: the only time that the secret is told.
pub async fn create(request: &mut Request, env: &Env, who: Option<&Who>) -> Answer {
    let asked: NewToken = document::read(request).await?;
    check(&asked)?;
    let secret = secret::draw(secret::TOKEN).map_err(|e| failed(&e))?;
    let token = Token {
        id: secret::id().map_err(|e| failed(&e))?,
        name: asked.name,
        role: asked.role,
        sites: asked.sites,
        created_ms: now_ms(),
        used_day: None,
    };
    let hash = secret::hash(&secret).await.map_err(|e| failed(&e))?;
    let call = Call::Create { token: token.clone(), hash, by: access::by(who)? };
    if !ask::<bool>(env, &registry::Call::Tokens(call)).await? {
        return Err(Problem::full("tokens", limit::TOKENS));
    }
    access::forget();
    Ok(json(&CreatedToken { token: &token, secret: &secret }).map(|answer| answer.with_status(201)))
}

/// Answers `GET /api/v1/tokens`: all, without their secrets, which nobody has.
pub async fn list(env: &Env) -> Answer {
    let tokens = ask(env, &registry::Call::Tokens(Call::List)).await?;
    Ok(json(&Tokens { tokens }))
}

/// Answers `DELETE /api/v1/tokens/{id}`.
pub async fn revoke(env: &Env, id: &str, who: Option<&Who>) -> Answer {
    let call = Call::Revoke { id: id.into(), by: access::by(who)?, now_ms: now_ms() };
    if !ask::<bool>(env, &registry::Call::Tokens(call)).await? {
        return Err(Problem::not_found());
    }
    access::forget();
    Ok(crate::answer::nothing())
}
