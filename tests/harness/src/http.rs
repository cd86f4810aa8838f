//! HTTP as a test wants it: every status is an answer, connections are kept.

use std::time::Duration;

/// Longer than any answer of a healthy server on a busy machine.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// More than any answer; a bound all the same.
const LONGEST_BODY: u64 = 64 << 20;

/// What looks at every answer: its method, its path with the query, and itself.
pub type Watch = fn(&str, &str, &Answer);

/// A client of one server. Clones share their connections.
#[derive(Clone)]
pub struct Http {
    agent: ureq::Agent,
    base: String,
    pub(crate) watch: Option<Watch>,
}

/// What the server said.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

impl Http {
    /// A client of the server at `base`, a URL without a slash at the end.
    pub fn to(base: String) -> Http {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(ANSWER_WITHIN))
            .max_redirects(0)
            .proxy(None)
            .build()
            .into();
        Http { agent, base, watch: None }
    }

    /// The server's URL, as it is asked: without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// `GET path`.
    ///
    /// # Panics
    /// When there is no answer at all.
    pub fn get(&self, path: &str) -> Answer {
        match self.try_get(path) {
            Ok(answer) => answer,
            Err(error) => panic!("GET {}{path}: {error}", self.base),
        }
    }

    /// `GET path`, or why there was no answer.
    pub fn try_get(&self, path: &str) -> Result<Answer, String> {
        let sent = self.agent.get(format!("{}{path}", self.base)).call();
        self.watched("GET", path, answer(sent))
    }

    /// `GET path` with these headers, or why there was no answer.
    pub fn try_get_with(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.watched("GET", path, answer(request.call()))
    }

    /// `DELETE path` with these headers, or why there was no answer.
    pub fn try_delete(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
        let mut request = self.agent.delete(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.watched("DELETE", path, answer(request.call()))
    }

    /// `POST path` with these headers.
    ///
    /// # Panics
    /// When there is no answer at all.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        match self.try_post(path, headers, body) {
            Ok(answer) => answer,
            Err(error) => panic!("POST {}{path}: {error}", self.base),
        }
    }

    /// `POST path` with these headers, or why there was no answer.
    pub fn try_post(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer, String> {
        let mut request = self.agent.post(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.watched("POST", path, answer(request.send(body)))
    }

    fn watched(
        &self,
        method: &str,
        path: &str,
        answer: Result<Answer, String>,
    ) -> Result<Answer, String> {
        if let (Some(watch), Ok(answer)) = (self.watch, &answer) {
            watch(method, path, answer);
        }
        answer
    }
}

impl Http {
    /// A request by any method.
    ///
    /// # Panics
    /// When there is no answer at all.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        // A method that brings nothing has no body, not an empty one.
        let sent = match body {
            [] => request.body(()).map(|request| self.agent.run(request)),
            body => request.body(body).map(|request| self.agent.run(request)),
        };
        let answer = sent.map_err(|error| error.to_string()).and_then(answer);
        match self.watched(method, path, answer) {
            Ok(answer) => answer,
            Err(error) => panic!("{method} {}{path}: {error}", self.base),
        }
    }
}

impl Answer {
    /// The value of the header `name` (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not JSON.
    pub fn json(&self) -> serde_json::Value {
        match serde_json::from_str(&self.body) {
            Ok(json) => json,
            Err(error) => panic!("not JSON ({error}): {}", self.body),
        }
    }
}

fn answer(sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Answer, String> {
    let mut response = sent.map_err(|error| error.to_string())?;
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        })
        .collect();
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(LONGEST_BODY);
    let body = body.read_to_string().map_err(|error| error.to_string())?;
    Ok(Answer { status, headers, body })
}
