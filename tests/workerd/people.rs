//! People who ask: by a token, by a cookie, by a link.

use serde_json::{Value, json};
use ungated_harness::Answer;

use crate::world::World;

/// Three sites: two private ones, and one that anybody may read.
pub fn world() -> World {
    let site = |public: bool| json!({"title": "A site", "public": public, "hostnames": ["localhost"], "k": 1});
    World::with_sites(json!({"one": site(false), "two": site(false), "open": site(true)}))
}

impl World {
    /// A request with a bearer's secret; with none if it is empty.
    pub fn api(&self, secret: &str, method: &str, path: &str, body: &Value) -> Answer {
        self.api_with(secret, method, path, &[], body)
    }

    /// The same with more headers.
    pub fn api_with(
        &self,
        secret: &str,
        method: &str,
        path: &str,
        more: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        self.request(secret, method, &format!("/api/v1/{path}"), more, body)
    }

    /// The same by the whole path.
    pub fn request(
        &self,
        secret: &str,
        method: &str,
        path: &str,
        more: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let bearer = format!("Bearer {secret}");
        let mut headers = more.to_vec();
        if !secret.is_empty() {
            headers.push(("authorization", &bearer));
        }
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.workerd.send(method, path, &headers, body.as_bytes())
    }

    /// A request of the first admin that has to succeed.
    pub fn admin(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.api(&self.workerd.token, method, path, body);
        assert!(matches!(answer.status, 200 | 201), "{method} {path}: {}", answer.body);
        answer.json()
    }

    /// A new token's secret.
    pub fn token(&self, role: &str, sites: &[&str]) -> String {
        let asked =
            json!({"name": role, "role": role, "sites": (!sites.is_empty()).then_some(sites)});
        text(&self.admin("POST", "tokens", &asked)["secret"])
    }

    /// A share link's session.
    pub fn opened(&self, site: &str) -> String {
        let link = self.admin("POST", &format!("sites/{site}/shares"), &json!({"name": "a link"}));
        let begun = self.api("", "POST", "share", &json!({"secret": link["secret"]}));
        assert_eq!(begun.status, 200, "{}", begun.body);
        text(&begun.json()["secret"])
    }

    /// What the audit log says, the oldest first: who, what, on what.
    pub fn acts(&self) -> Vec<(String, String, String)> {
        let log = self.admin("GET", "audit?limit=500", &Value::Null);
        let acts = log["acts"].as_array().unwrap().iter().rev();
        acts.map(|act| (text(&act["by"]["name"]), text(&act["act"]), text(&act["on"]))).collect()
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The status and the problem's code, or nothing.
pub fn said(answer: &Answer) -> (u16, String) {
    let is_problem = answer.header("content-type") == Some("application/problem+json");
    (answer.status, if is_problem { text(&answer.json()["code"]) } else { String::new() })
}
