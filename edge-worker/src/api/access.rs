//! Who may do what: the one place where that is decided, for every route.
//!
//! # How old may it be?
//! Whoever only reads is looked up at most every [`WHO_MS`] by each isolate: a token or link that is
//! revoked reads on for so long where it was used just before. Whoever changes something is looked up
//! each time.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use ungated_contract::config::{ListedSite, Sites};
use ungated_shared::limit;
use worker::{Env, Error, Method, Request};

use super::Answer;
use super::cookie;
use super::document::ask;
use super::routes::Need;
use crate::answer::{Problem, json};
use crate::dev::{self, Moment};
use crate::registry::Call;
use crate::registry::audit::By;
use crate::registry::sessions::{self, Who};
use crate::registry::tokens::Role;
use crate::secret;
use crate::site::Site;
use crate::sites::{self, Entry};

/// How old what is known of a secret's owner may be where it only reads, ms.
const WHO_MS: u64 = 30_000;
/// What stands before a secret that is sent as a protocol of a WebSocket.
const BEARER: &str = "ungated.bearer.";
/// Secrets whose owners, or that they have none, an isolate remembers; then it begins anew.
const REMEMBERED: usize = 1_024;

/// What somebody sent to be known by.
pub struct Sent {
    /// A token's or a session's secret.
    pub secret: String,
    /// Whether the browser sent it by itself.
    pub is_cookie: bool,
}

impl Sent {
    /// Of a request. A bearer's header is sent on purpose, so that it counts before a cookie; another
    /// kind is for a proxy before us. A browser's script can set no header on a WebSocket: it names
    /// the secret among its protocols, after [`BEARER`], which no form and no link can.
    pub fn of(request: &Request) -> Option<Self> {
        let header = request.headers().get("authorization").ok().flatten().unwrap_or_default();
        if let Some(secret) = header.strip_prefix("Bearer ") {
            return Some(Self { secret: secret.trim().to_owned(), is_cookie: false });
        }
        let protocols = request.headers().get("sec-websocket-protocol").ok().flatten();
        let protocols = protocols.unwrap_or_default();
        if let Some(secret) = protocols.split(',').find_map(|one| one.trim().strip_prefix(BEARER)) {
            return Some(Self { secret: secret.to_owned(), is_cookie: false });
        }
        cookie::read(request).map(|secret| Self { secret, is_cookie: true })
    }
}

/// The first admin's token; empty where there is none.
pub fn admin_token(env: &Env) -> String {
    env.var("UNGATED_ADMIN_TOKEN").map(|token| token.to_string()).unwrap_or_default()
}

/// What stands for the first admin's token in the registry.
pub fn admin_hash(env: &Env) -> String {
    blake3::hash(admin_token(env).as_bytes()).to_hex().to_string()
}

/// That there is a first admin: without one nobody could close what is open.
pub fn configured(env: &Env) -> Result<(), Problem> {
    let is_long = admin_token(env).chars().count() >= limit::ADMIN_TOKEN_CHARS;
    if is_long || dev::is_on(env) { Ok(()) } else { Err(Problem::not_configured()) }
}

/// Whether a secret is the first admin's token.
pub fn is_admin(env: &Env, secret: &str) -> bool {
    let token = admin_token(env);
    !token.is_empty() && secret::same(&token, secret)
}

/// Who a request comes from; none if from nobody we know. `is_fresh`: looked up now.
pub async fn who(request: &Request, env: &Env, is_fresh: bool) -> Result<Option<Who>, Problem> {
    let Some(sent) = Sent::of(request) else { return Ok(None) };
    if !sent.is_cookie && is_admin(env, &sent.secret) {
        return Ok(Some(Who::admin(None)));
    }
    if !secret::is_one(&sent.secret) {
        return Ok(None);
    }
    let now_ms = Moment::of(request, env).now_ms;
    let unavailable = |error: Error| Problem::unavailable("registry", &error);
    let hash = secret::hash(&sent.secret).await.map_err(unavailable)?;
    if let Some(who) = KNOWN.with_borrow(|known| known.of(&hash, now_ms)).filter(|_| !is_fresh) {
        return Ok(who);
    }
    let call = sessions::Call::Who { hash: hash.clone(), admin: admin_hash(env), now_ms };
    let who: Option<Who> = ask(env, &Call::Sessions(call)).await?;
    KNOWN.with_borrow_mut(|known| known.put(hash, now_ms, who.clone()));
    Ok(who)
}

/// Forgets who is who, after an act that may have changed it. Other isolates find out by
/// themselves, see [`WHO_MS`].
pub fn forget() {
    KNOWN.with_borrow_mut(|known| known.0.clear());
}

/// Lets a request in, or not, before anything is done for it.
pub async fn admit(request: &Request, env: &Env, need: Need<'_>) -> Result<Option<Who>, Problem> {
    let (role, site) = match need {
        // Whoever signs in or out, or whose question names its site in the body.
        Need::Nobody => return Ok(None),
        Need::Report(site) => {
            may_read(request, env, site).await?;
            return Ok(None);
        }
        Need::Read(site) => (Role::Viewer, Some(site)),
        Need::Edit(site) => (Role::Editor, Some(site)),
        Need::Admin => (Role::Admin, None),
    };
    let is_change = !matches!(request.method(), Method::Get | Method::Head);
    if is_change {
        same_origin(request)?;
    }
    let who = who(request, env, is_change).await?.ok_or_else(Problem::unauthorized)?;
    allow(&who, role, site)?;
    Ok(Some(who))
}

/// A browser sends a cookie by itself, whoever made it ask. So what changes something with one has
/// to come from our own pages.
pub fn same_origin(request: &Request) -> Result<(), Problem> {
    if Sent::of(request).is_some_and(|sent| sent.is_cookie) && !cookie::is_own_origin(request) {
        return Err(Problem::forbidden(
            "This has to come from the dashboard's own pages (Origin).",
        ));
    }
    Ok(())
}

/// Whether somebody may do what a role may, on a site.
fn allow(who: &Who, role: Role, site: Option<&str>) -> Result<(), Problem> {
    if who.role < role {
        let detail = format!("This needs the role {}; yours is {}.", role.word(), who.role.word());
        return Err(Problem::forbidden(detail));
    }
    match (site, &who.sites) {
        (Some(site), Some(sites)) if !sites.iter().any(|own| own == site) => {
            Err(Problem::forbidden("This is not for that site."))
        }
        _ => Ok(()),
    }
}

/// The site, if this request may read its reports. Without a token a site that is not public
/// cannot be told from one that does not exist.
pub async fn may_read(request: &Request, env: &Env, name: &str) -> Result<Rc<Site>, Problem> {
    let entry = entry(env, name).await?;
    if let Some(entry) = entry.as_ref().filter(|entry| entry.site.public) {
        return Ok(Rc::clone(&entry.site));
    }
    let who = who(request, env, false).await?.ok_or_else(Problem::unauthorized)?;
    allow(&who, Role::Share, Some(name))?;
    entry.map(|entry| entry.site).ok_or_else(|| Problem::unknown_site(name))
}

/// By what a request reads a site's reports: what is asked again while its socket is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    /// The site is public.
    Public,
    /// The first admin's token, of this hash.
    Admin(String),
    /// A token's or a session's secret, of this hash.
    Secret(String),
}

/// The key of a request that may read a site's reports ([`may_read`]), looked up now, and when it ends,
/// Unix ms.
pub async fn key(request: &Request, env: &Env, name: &str) -> Result<(Key, Option<u64>), Problem> {
    // It is asked again a minute later: what holds now has to hold now.
    let known = sites::within(env, 0).await;
    known.map_err(|error| Problem::unavailable("list of sites", &error))?;
    if may_read(request, env, name).await?.public {
        return Ok((Key::Public, None));
    }
    let sent = Sent::of(request).ok_or_else(Problem::unauthorized)?;
    if !sent.is_cookie && is_admin(env, &sent.secret) {
        return Ok((Key::Admin(admin_hash(env)), None));
    }
    let who = who(request, env, true).await?.ok_or_else(Problem::unauthorized)?;
    allow(&who, Role::Share, Some(name))?;
    let unavailable = |error: Error| Problem::unavailable("registry", &error);
    let hash = secret::hash(&sent.secret).await.map_err(unavailable)?;
    Ok((Key::Secret(hash), who.expires_ms))
}

/// Whether a key still opens a site's reports, looked up now.
pub async fn still_reads(env: &Env, name: &str, key: &Key, now_ms: u64) -> Result<bool, Problem> {
    let all = sites::within(env, 0).await;
    let all = all.map_err(|error| Problem::unavailable("list of sites", &error))?;
    let Some(entry) = all.get(name) else { return Ok(false) };
    Ok(match key {
        Key::Public => entry.site.public,
        Key::Admin(hash) => *hash == admin_hash(env),
        Key::Secret(hash) => {
            let (hash, admin) = (hash.clone(), admin_hash(env));
            let call = Call::Sessions(sessions::Call::Who { hash, admin, now_ms });
            let who: Option<Who> = ask(env, &call).await?;
            who.is_some_and(|who| allow(&who, Role::Share, Some(name)).is_ok())
        }
    })
}

/// A site, as it was at most [`sites::FRESH_MS`] ago.
pub async fn entry(env: &Env, name: &str) -> Result<Option<Entry>, Problem> {
    let all = sites::within(env, sites::FRESH_MS).await;
    let all = all.map_err(|error| Problem::unavailable("list of sites", &error))?;
    Ok(all.get(name).cloned())
}

/// Answers `GET /api/v1/sites`: those this request may read.
pub async fn sites(request: &Request, env: &Env) -> Answer {
    let who = who(request, env, false).await?;
    let all = sites::within(env, sites::FRESH_MS).await;
    let all = all.map_err(|error| Problem::unavailable("list of sites", &error))?;
    let may =
        |role, name: &str| who.as_ref().is_some_and(|who| allow(who, role, Some(name)).is_ok());
    let readable = all.iter().filter(|(name, it)| it.site.public || may(Role::Share, name));
    let listed = |(name, Entry { site, version }): (&String, &Entry)| ListedSite {
        site: name.clone(),
        title: site.title.clone(),
        public: site.public,
        version: may(Role::Viewer, name).then_some(*version),
    };
    Ok(json(&Sites { sites: readable.map(listed).collect() }))
}

/// Whom an act is written down for.
pub fn by(who: Option<&Who>) -> Result<By, Problem> {
    who.map(|who| who.by.clone()).ok_or_else(Problem::unauthorized)
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::new(Known::default());
}

/// Owners of secrets, by the secrets' hashes, and when they were looked up, Unix ms.
#[derive(Default)]
struct Known(HashMap<String, (u64, Option<Who>)>);

impl Known {
    /// The owner, if it is known well enough: `Some(None)` is known to be nobody.
    fn of(&self, hash: &str, now_ms: u64) -> Option<Option<Who>> {
        let (read_ms, who) = self.0.get(hash)?;
        if !(*read_ms..read_ms + WHO_MS).contains(&now_ms) {
            return None;
        }
        Some(who.clone().filter(|who| who.expires_ms.is_none_or(|ms| now_ms < ms)))
    }

    fn put(&mut self, hash: String, now_ms: u64, who: Option<Who>) {
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(hash, (now_ms, who));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewer(expires_ms: Option<u64>) -> Who {
        Who { role: Role::Viewer, sites: Some(vec!["own".into()]), ..Who::admin(expires_ms) }
    }

    #[test]
    fn who_somebody_is_holds_for_half_a_minute_and_not_beyond_their_session() {
        let mut known = Known::default();
        assert_eq!(known.of("a", 1_000), None);
        known.put("a".into(), 1_000, Some(viewer(None)));
        known.put("b".into(), 1_000, None);
        known.put("c".into(), 1_000, Some(viewer(Some(2_000))));
        assert_eq!(known.of("a", 1_000), Some(Some(viewer(None))));
        assert_eq!(known.of("a", 1_000 + WHO_MS - 1), Some(Some(viewer(None))));
        assert_eq!(known.of("a", 1_000 + WHO_MS), None);
        assert_eq!(known.of("a", 999), None, "a clock that went back knows nothing");
        assert_eq!(known.of("b", 1_001), Some(None), "known to be nobody");
        assert_eq!(known.of("c", 1_999), Some(Some(viewer(Some(2_000)))));
        assert_eq!(known.of("c", 2_000), Some(None));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut known = Known::default();
        for n in 0..3 * REMEMBERED {
            known.put(n.to_string(), 1_000, None);
        }
        assert!(known.0.len() <= REMEMBERED);
    }

    #[test]
    fn a_role_may_what_those_below_may_on_its_own_sites_only() {
        let who = viewer(None);
        assert!(allow(&who, Role::Share, Some("own")).is_ok());
        assert!(allow(&who, Role::Viewer, Some("own")).is_ok());
        assert!(allow(&who, Role::Editor, Some("own")).is_err());
        assert!(allow(&who, Role::Viewer, Some("other")).is_err());
        assert!(allow(&Who::admin(None), Role::Editor, Some("any")).is_ok());
    }
}
