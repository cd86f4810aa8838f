//! Who may read what.

use serde::Serialize;
use worker::{Env, Request};

use super::Answer;
use crate::answer::{Problem, json};
use crate::site::Site;

/// Whether the request bears the admin's token. Compares hashes: in constant time, and without
/// giving away the length.
pub fn is_admin(request: &Request, env: &Env) -> bool {
    let Ok(token) = env.var("UNGATED_ADMIN_TOKEN") else {
        return false;
    };
    let token = token.to_string();
    let header = request.headers().get("authorization").ok().flatten().unwrap_or_default();
    let sent = header.strip_prefix("Bearer ").unwrap_or_default();
    !token.is_empty() && blake3::hash(token.as_bytes()) == blake3::hash(sent.as_bytes())
}

/// The site, if this request may read its reports. Without the token a site that is not public
/// cannot be told from one that does not exist.
pub fn may_read(request: &Request, env: &Env, name: &str) -> Result<Site, Problem> {
    let site = Site::find(env, name).map_err(|e| Problem::unavailable("list of sites", &e))?;
    match site {
        Some(site) if site.public || is_admin(request, env) => Ok(site),
        None if is_admin(request, env) => Err(Problem::unknown_site(name)),
        _ => Err(Problem::unauthorized()),
    }
}

/// Answers `GET /api/v1/sites`: those this request may read.
pub fn sites(request: &Request, env: &Env) -> Answer {
    #[derive(Serialize)]
    struct Entry {
        site: String,
        title: String,
        public: bool,
    }
    #[derive(Serialize)]
    struct Sites {
        sites: Vec<Entry>,
    }
    let admin = is_admin(request, env);
    let all = Site::all(env).map_err(|e| Problem::unavailable("list of sites", &e))?;
    let readable = all.iter().filter(|(_, site)| admin || site.public);
    let entry = |(site, Site { title, public, .. }): (&String, &Site)| Entry {
        site: site.clone(),
        title: title.clone(),
        public: *public,
    };
    Ok(json(&Sites { sites: readable.map(entry).collect() }))
}
