//! Answers: JSON, and problems in one form.

use serde::Serialize;
use worker::{Response, Result};

/// A problem of the API, as RFC 9457 has it, with a stable `code`.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    code: &'static str,
    detail: String,
    /// The line of the body that it is about, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl Problem {
    fn new(
        status: u16,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        let (kind, detail) = ("about:blank", detail.into());
        Self { kind, title, status, code, detail, line: None }
    }

    /// The same, about a line of the body, from 1.
    pub fn at_line(mut self, line: u32) -> Self {
        self.detail = format!("line {line}: {}", self.detail);
        self.line = Some(line);
        self
    }

    /// 400: the request makes no sense.
    pub fn invalid(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(400, code, "The request makes no sense", detail)
    }

    /// 401: no token, or one that opens nothing.
    pub fn unauthorized() -> Self {
        Self::new(401, "unauthorized", "A token is needed", "Send Authorization: Bearer TOKEN.")
    }

    /// 401: a share link's password is missing or wrong.
    pub fn password() -> Self {
        let detail = "This link asks for a password, or for another one.";
        Self::new(401, "password", "A password is needed", detail)
    }

    /// 403: not with this role, not on this site, not from this page.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(403, "forbidden", "That is not yours to do", detail)
    }

    /// 404: nothing there.
    pub fn not_found() -> Self {
        Self::new(404, "not_found", "Nothing is here", "The README lists the paths.")
    }

    /// 404: no such site.
    pub fn unknown_site(site: &str) -> Self {
        let detail = format!("There is no site {site:?}.");
        Self::new(404, "unknown_site", "No such site", detail)
    }

    /// 404: no such version of a site's configuration, or no longer.
    pub fn unknown_version(site: &str, version: u64) -> Self {
        let detail = format!("There is no version {version} of {site:?}.");
        Self::new(404, "unknown_version", "No such version", detail)
    }

    /// 405: another method is needed.
    pub fn method(needed: &[&str]) -> Self {
        let detail = format!("Use {}.", needed.join(" or "));
        Self::new(405, "method", "Another method is needed", detail)
    }

    /// 409: there is such a site already.
    pub fn site_exists(site: &str) -> Self {
        let detail = format!("There is a site {site:?}; PUT its config.");
        Self::new(409, "site_exists", "There is such a site", detail)
    }

    /// 409: there is no room for more.
    pub fn full(what: &str, most: usize) -> Self {
        Self::new(409, "full", "No room for more", format!("There are {most} {what}, the most."))
    }

    /// 412: another version holds than the sender has seen.
    pub fn version(held: u64) -> Self {
        let detail = format!("Version {held} holds by now: read it, and send what you want again.");
        Self::new(412, "version", "Somebody was faster", detail)
    }

    /// 428: the sender has to say which version is to be replaced.
    pub fn version_needed() -> Self {
        let detail = "Send If-Match with the version that you have seen, as \"3\".";
        Self::new(428, "version_needed", "Which version?", detail)
    }

    /// 429: too many wrong passwords.
    pub fn too_many() -> Self {
        let detail = "Too many wrong passwords for this link. Try again in an hour.";
        Self::new(429, "too_many", "Too many tries", detail)
    }

    /// 503: there is no first admin, who could close what is open.
    pub fn not_configured() -> Self {
        let most = ungated_shared::limit::ADMIN_TOKEN_CHARS;
        let detail = format!(
            "Set the secret UNGATED_ADMIN_TOKEN to at least {most} characters: \
             wrangler secret put UNGATED_ADMIN_TOKEN."
        );
        worker::console_error!("the API does not answer: {detail}");
        Self::new(503, "not_configured", "There is no admin yet", detail)
    }

    /// 409: it does not go with what is there.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(409, code, "That does not go with what is there", detail)
    }

    /// 413: the body is too large.
    pub fn too_large(most: usize) -> Self {
        Self::new(413, "too_large", "The body is too large", format!("At most {most} bytes."))
    }

    /// 503: a part of us did not answer; the log says which.
    pub fn unavailable(what: &str, error: &worker::Error) -> Self {
        worker::console_error!("unavailable: {what}: {error}");
        Self::new(503, "unavailable", "Try again", format!("The {what} did not answer."))
    }

    /// The response.
    pub fn response(&self) -> Result<Response> {
        let mut response = json(self)?.with_status(self.status);
        response.headers_mut().set("content-type", "application/problem+json")?;
        if self.status == 401 {
            response.headers_mut().set("www-authenticate", "Bearer")?;
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
