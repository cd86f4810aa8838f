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

    /// 404: nothing there.
    pub fn not_found() -> Self {
        Self::new(404, "not_found", "Nothing is here", "The README lists the paths.")
    }

    /// 404: no such site.
    pub fn unknown_site(site: &str) -> Self {
        let detail = format!("There is no site {site:?}.");
        Self::new(404, "unknown_site", "No such site", detail)
    }

    /// 405: another method is needed.
    pub fn method(needed: &'static str) -> Self {
        Self::new(405, "method", "Another method is needed", format!("Use {needed}."))
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

/// A JSON answer that nobody may keep.
pub fn json<T: Serialize>(value: &T) -> Result<Response> {
    let mut response = Response::from_json(value)?;
    response.headers_mut().set("cache-control", "no-store")?;
    Ok(response)
}
