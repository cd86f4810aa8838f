//! Signing in and out, by a token or a share link, and who one is.

use ungated_contract::session::{Login, Me, WhoAmI};
use ungated_contract::share::{OpenShare, OpenedShare};
use worker::{Env, Request, Response, Result};

use super::access::{self, Sent};
use super::document::{self, ask, failed};
use super::{Answer, cookie};
use crate::answer::{Problem, json, nothing};
use crate::dev::Moment;
use crate::registry::sessions::{self, Who};
use crate::registry::shares::{self, Opened};
use crate::{registry, secret};

fn me_of(who: Who) -> Me {
    let Who { by, role, sites, expires_ms } = who;
    Me { id: by.id, name: by.name, role, sites, expires_ms }
}

/// Answers `GET /api/v1/me`: `null` is nobody we know.
pub async fn me(request: &Request, env: &Env) -> Answer {
    let who = access::who(request, env, false).await?;
    Ok(json(&WhoAmI { me: who.map(me_of) }))
}

/// Answers `POST /api/v1/login`: a token for a session cookie. Whatever is wrong with a token, the
/// answer is the same.
pub async fn login(request: &mut Request, env: &Env) -> Answer {
    if cookie::is_other_origin(request) {
        return Err(Problem::forbidden("Sign in on the dashboard's own page."));
    }
    let asked: Login = document::read(request).await?;
    let token = match access::is_admin(env, &asked.token) {
        true => None,
        false => Some(secret::hash(&asked.token).await.map_err(|e| failed(&e))?),
    };
    let secret = secret::draw(secret::SESSION).map_err(|e| failed(&e))?;
    let session = secret::hash(&secret).await.map_err(|e| failed(&e))?;
    let now_ms = Moment::of(request, env).now_ms;
    let call = sessions::Call::Login { token, admin: access::admin_hash(env), session, now_ms };
    let who: Option<Who> = ask(env, &registry::Call::Sessions(call)).await?;
    let who = who.ok_or_else(Problem::unauthorized)?;
    let answer = json(&me_of(who));
    Ok(answer.and_then(|answer| with_cookie(answer, request, &secret, sessions::LOGIN_MS / 1000)))
}

/// Answers `POST /api/v1/logout`: ends the session, and takes the cookie back whether there was one
/// or not.
pub async fn logout(request: &Request, env: &Env) -> Answer {
    access::same_origin(request)?;
    let who = access::who(request, env, true).await?;
    // A token has no session that could end.
    let session =
        Sent::of(request).filter(|_| who.as_ref().is_some_and(|it| it.expires_ms.is_some()));
    if let (Some(sent), Some(who)) = (session, who) {
        let session = secret::hash(&sent.secret).await.map_err(|e| failed(&e))?;
        let now_ms = Moment::of(request, env).now_ms;
        let call = sessions::Call::Logout { session, by: who.by, now_ms };
        let () = ask(env, &registry::Call::Sessions(call)).await?;
        access::forget();
    }
    Ok(nothing().and_then(|answer| with_cookie(answer, request, "", 0)))
}

/// Answers `POST /api/v1/share`: a link's secret, and its password if it has one, for a session's
/// secret. That is no cookie: who is signed in and opens a link stays signed in.
pub async fn share(request: &mut Request, env: &Env) -> Answer {
    let OpenShare { secret: link, password } = document::read(request).await?;
    let hash = secret::hash(&link).await.map_err(|e| failed(&e))?;
    let secret = secret::draw(secret::SESSION).map_err(|e| failed(&e))?;
    let session = secret::hash(&secret).await.map_err(|e| failed(&e))?;
    let now_ms = Moment::of(request, env).now_ms;
    let call = shares::Call::Open { hash, password, session, now_ms };
    match ask(env, &registry::Call::Shares(call)).await? {
        Opened::Session { share, expires_ms } => {
            let shares::Share { site, name, .. } = share;
            Ok(json(&OpenedShare { site, name, secret, expires_ms }))
        }
        Opened::Closed => Err(Problem::unauthorized()),
        Opened::Password => Err(Problem::password()),
        Opened::TooMany => Err(Problem::too_many()),
    }
}

fn with_cookie(mut answer: Response, to: &Request, secret: &str, s: u64) -> Result<Response> {
    answer.headers_mut().set("set-cookie", &cookie::set(&to.url()?, secret, s))?;
    Ok(answer)
}
