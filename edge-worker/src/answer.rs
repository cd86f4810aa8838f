//! Answers: JSON, and problems in one form.

use serde::Serialize;
use ungated_contract::code::Code;
use ungated_contract::problem;
use worker::{Response, Result};

/// A problem of the API, on its way out.
#[derive(Clone, Debug)]
pub struct Problem {
    told: problem::Problem,
    /// The methods that would do.
    allow: Option<String>,
    /// When to come again, s.
    retry_s: Option<u64>,
}

impl Problem {
    fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { told: problem::Problem::new(code, detail), allow: None, retry_s: None }
    }

    /// The same, about a line of the body, from 1.
    pub fn at_line(mut self, line: u32) -> Self {
        self.told.detail = format!("line {line}: {}", self.told.detail);
        self.told.line = Some(line);
        self
    }

    /// 400: the request makes no sense.
    pub fn invalid(code: impl Into<Code>, detail: impl Into<String>) -> Self {
        Self::new(code.into(), detail)
    }

    /// 401: no token, or one that opens nothing.
    pub fn unauthorized() -> Self {
        Self::new(Code::Unauthorized, "Send Authorization: Bearer TOKEN.")
    }

    /// 401: a share link's password is missing or wrong.
    pub fn password() -> Self {
        let detail = "This link asks for a password, or for another one.";
        Self::new(Code::Password, detail)
    }

    /// 403: not with this role, not on this site, not from this page.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(Code::Forbidden, detail)
    }

    /// 404: nothing there.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "The README lists the paths.")
    }

    /// 404: no such site.
    pub fn unknown_site(site: &str) -> Self {
        let detail = format!("There is no site {site:?}.");
        Self::new(Code::UnknownSite, detail)
    }

    /// 404: no such version of a site's configuration, or no longer.
    pub fn unknown_version(site: &str, version: u64) -> Self {
        let detail = format!("There is no version {version} of {site:?}.");
        Self::new(Code::UnknownVersion, detail)
    }

    /// 405: another method is needed.
    pub fn method(needed: &[&str]) -> Self {
        let detail = format!("Use {}.", needed.join(" or "));
        Self { allow: Some(needed.join(", ")), ..Self::new(Code::Method, detail) }
    }

    /// 409: there is such a site already.
    pub fn site_exists(site: &str) -> Self {
        let detail = format!("There is a site {site:?}; PUT its config.");
        Self::new(Code::SiteExists, detail)
    }

    /// 409: there is no room for more.
    pub fn full(what: &str, most: usize) -> Self {
        Self::new(Code::Full, format!("There are {most} {what}, the most."))
    }

    /// 412: another version holds than the sender has seen.
    pub fn version(held: u64) -> Self {
        let detail = format!("Version {held} holds by now: read it, and send what you want again.");
        Self::new(Code::Version, detail)
    }

    /// 428: the sender has to say which version is to be replaced.
    pub fn version_needed() -> Self {
        let detail = "Send If-Match with the version that you have seen, as \"3\".";
        Self::new(Code::VersionNeeded, detail)
    }

    /// 429: too many wrong passwords.
    pub fn too_many() -> Self {
        let detail = "Too many wrong passwords for this link. Try again in an hour.";
        Self::new(Code::TooMany, detail)
    }

    /// 503: there is no first admin, who could close what is open.
    pub fn not_configured() -> Self {
        let most = ungated_shared::limit::ADMIN_TOKEN_CHARS;
        let detail = format!(
            "Set the secret UNGATED_ADMIN_TOKEN to at least {most} characters: \
             wrangler secret put UNGATED_ADMIN_TOKEN."
        );
        worker::console_error!("the API does not answer: {detail}");
        Self::new(Code::NotConfigured, detail)
    }

    /// 409: this deployment has no bucket for the archive.
    pub fn no_archive() -> Self {
        let detail = "No R2 bucket is bound for this site's facts: see EXPORT.md, Archive.";
        Self::new(Code::NoArchive, detail)
    }

    /// 409: it does not go with what is there.
    pub fn conflict(code: Code, detail: impl Into<String>) -> Self {
        Self::new(code, detail)
    }

    /// 413: the body is too large.
    pub fn too_large(most: usize) -> Self {
        Self::new(Code::TooLarge, format!("At most {most} bytes."))
    }

    /// 503: a part of us did not answer; the log says which.
    pub fn unavailable(what: &str, error: &worker::Error) -> Self {
        worker::console_error!("unavailable: {what}: {error}");
        Self::new(Code::Unavailable, format!("The {what} did not answer."))
    }

    /// 503: as many watch a site as may.
    pub fn watchers() -> Self {
        let most = ungated_shared::limit::LIVE_SOCKETS;
        let detail = format!("At most {most} sockets a site: ask without one.");
        let problem = Self::new(Code::Watchers, detail);
        Self { retry_s: Some(ungated_shared::limit::LIVE_RETRY_S), ..problem }
    }

    /// The response.
    pub fn response(&self) -> Result<Response> {
        let mut response = json(&self.told)?.with_status(self.told.status);
        let headers = response.headers_mut();
        headers.set("content-type", "application/problem+json")?;
        if self.told.status == 401 {
            headers.set("www-authenticate", "Bearer")?;
        }
        if let Some(methods) = &self.allow {
            headers.set("allow", methods)?;
        }
        if let Some(seconds) = self.retry_s {
            headers.set("retry-after", &seconds.to_string())?;
        }
        Ok(response)
    }
}

/// 204: done, and nothing to say.
pub fn nothing() -> Result<Response> {
    let mut response = Response::empty()?.with_status(204);
    response.headers_mut().set("cache-control", "no-store")?;
    Ok(response)
}

/// A JSON answer that nobody may keep.
pub fn json<T: Serialize>(value: &T) -> Result<Response> {
    written(serde_json::to_string(value)?)
}

/// The part of [`json`] that is the same whatever is told.
fn written(json: String) -> Result<Response> {
    let mut response = Response::ok(json)?;
    response.headers_mut().set("content-type", "application/json")?;
    response.headers_mut().set("cache-control", "no-store")?;
    Ok(response)
}
