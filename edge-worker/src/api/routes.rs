//! Every route of the API, and what it needs. What is not here is not answered.

use worker::Method;

use crate::answer::Problem;

/// What a route needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need<'a> {
    /// Nothing: the handler itself looks at what the body brings.
    Nobody,
    /// That the site is public, or whatever opens its reports.
    Report(&'a str),
    /// A viewer of the site.
    Read(&'a str),
    /// An editor of the site.
    Edit(&'a str),
    /// An admin.
    Admin,
}

/// The same, before the site is known.
#[derive(Clone, Copy)]
enum Who {
    Nobody,
    Report,
    Read,
    Edit,
    Admin,
}

/// A name in braces is any part of a path; `{site}` is the site.
const ROUTES: &[(&str, &str, Who)] = &[
    ("POST", "query", Who::Nobody),
    ("POST", "influence", Who::Nobody),
    ("GET", "sites", Who::Nobody),
    ("GET", "sites/{site}/live", Who::Report),
    ("GET", "sites/{site}/quality", Who::Report),
    ("GET", "sites/{site}/operations", Who::Report),
    ("POST", "sites", Who::Admin),
    ("GET", "sites/{site}/config", Who::Read),
    ("PUT", "sites/{site}/config", Who::Edit),
    ("GET", "sites/{site}/config/versions", Who::Read),
    ("GET", "sites/{site}/config/versions/{version}", Who::Read),
    ("POST", "sites/{site}/config/rollback", Who::Edit),
    ("POST", "sites/{site}/content/try", Who::Edit),
    ("GET", "sites/{site}/shares", Who::Edit),
    ("POST", "sites/{site}/shares", Who::Edit),
    ("DELETE", "sites/{site}/shares/{id}", Who::Edit),
    ("GET", "sites/{site}/export", Who::Admin),
    ("GET", "sites/{site}/export/hash", Who::Admin),
    ("POST", "sites/{site}/restore", Who::Admin),
    ("DELETE", "sites/{site}/facts", Who::Admin),
    ("GET", "inventory", Who::Admin),
    ("GET", "tokens", Who::Admin),
    ("POST", "tokens", Who::Admin),
    ("DELETE", "tokens/{id}", Who::Admin),
    ("GET", "audit", Who::Admin),
    ("GET", "me", Who::Nobody),
    ("POST", "login", Who::Nobody),
    ("POST", "logout", Who::Nobody),
    ("POST", "share", Who::Nobody),
];

/// What the route of a path's parts needs.
///
/// # Errors
/// 404 where there is none, 405 where there is one by another method.
pub fn need<'a>(method: &Method, parts: &[&'a str]) -> Result<Need<'a>, Problem> {
    let ["api", "v1", path @ ..] = parts else { return Err(Problem::not_found()) };
    let mut methods = Vec::new();
    for (needed, pattern, who) in ROUTES {
        let Some(site) = matches(pattern, path) else { continue };
        if *needed == method.as_ref() {
            return Ok(match who {
                Who::Nobody => Need::Nobody,
                Who::Report => Need::Report(site),
                Who::Read => Need::Read(site),
                Who::Edit => Need::Edit(site),
                Who::Admin => Need::Admin,
            });
        }
        methods.push(*needed);
    }
    if methods.is_empty() { Err(Problem::not_found()) } else { Err(Problem::method(&methods)) }
}

/// The site in a path that a pattern is for; empty where it names none.
fn matches<'a>(pattern: &str, path: &[&'a str]) -> Option<&'a str> {
    let mut site = "";
    let mut parts = path.iter();
    for own in pattern.split('/') {
        let part = parts.next()?;
        match own {
            "{site}" => site = part,
            own if own.starts_with('{') => {}
            own if own == *part => {}
            _ => return None,
        }
    }
    parts.next().is_none().then_some(site)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(method: Method, path: &str) -> Option<Need<'_>> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        need(&method, &parts).ok()
    }

    #[test]
    fn a_route_needs_what_its_line_says_and_no_line_is_no_route() {
        assert_eq!(of(Method::Get, "/api/v1/sites/a/live"), Some(Need::Report("a")));
        assert_eq!(of(Method::Put, "/api/v1/sites/a/config"), Some(Need::Edit("a")));
        assert_eq!(of(Method::Get, "/api/v1/sites/a/config/versions/3"), Some(Need::Read("a")));
        assert_eq!(of(Method::Delete, "/api/v1/tokens/x"), Some(Need::Admin));
        for (method, path) in [
            (Method::Get, "/api/v1"),
            (Method::Get, "/api/v2/sites"),
            (Method::Delete, "/api/v1/sites/a/config"),
            (Method::Get, "/api/v1/sites/a"),
            (Method::Get, "/api/v1/sites/a/live/b"),
            (Method::Get, "/api/v1/tokens/x/y"),
        ] {
            assert_eq!(of(method, path), None, "{path}");
        }
    }
}
