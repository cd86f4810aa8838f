//! What a request needs, by its route: one of [`ROUTES`]. What is not there is not answered.

use ungated_contract::route::{Route, Who};
use ungated_contract::routes::ROUTES;

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

/// What the route of a path's parts needs.
///
/// # Errors
/// 404 where there is none, 405 where there is one by another method.
pub fn need<'a>(method: &str, parts: &[&'a str]) -> Result<Need<'a>, Problem> {
    let ["api", "v1", path @ ..] = parts else { return Err(Problem::not_found()) };
    let mut methods = Vec::new();
    for Route { method: needed, path: pattern, who, .. } in ROUTES {
        let Some(site) = matches(pattern, path) else { continue };
        if *needed == method {
            return Ok(match who {
                Who::Nobody | Who::Asked => Need::Nobody,
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

    fn of<'a>(method: &str, path: &'a str) -> Option<Need<'a>> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        need(method, &parts).ok()
    }

    #[test]
    fn a_route_needs_what_its_line_says_and_no_line_is_no_route() {
        assert_eq!(of("GET", "/api/v1/sites/a/live"), Some(Need::Report("a")));
        assert_eq!(of("PUT", "/api/v1/sites/a/config"), Some(Need::Edit("a")));
        assert_eq!(of("GET", "/api/v1/sites/a/config/versions/3"), Some(Need::Read("a")));
        assert_eq!(of("DELETE", "/api/v1/tokens/x"), Some(Need::Admin));
        for (method, path) in [
            ("GET", "/api/v1"),
            ("GET", "/api/v2/sites"),
            ("DELETE", "/api/v1/sites/a/config"),
            ("GET", "/api/v1/sites/a"),
            ("GET", "/api/v1/sites/a/live/b"),
            ("GET", "/api/v1/tokens/x/y"),
            ("QUERY", "/api/v1/tokens"),
            ("get", "/api/v1/tokens"),
        ] {
            assert_eq!(of(method, path), None, "{path}");
        }
    }
}
