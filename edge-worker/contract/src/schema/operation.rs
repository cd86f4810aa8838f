//! One operation of the document.

use std::collections::{BTreeMap, BTreeSet};

use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

use super::{Schemas, parameters};
use crate::code::Code;
use crate::route::{Body, Route, Who};

/// What a route takes, and the rest of its operation.
pub(super) fn of(route: &Route, schemas: &mut Schemas, problem: &Value) -> (Value, Value) {
    let mut taken = Map::new();
    let parameters = parameters::of(route, &mut schemas.taken);
    if !parameters.is_empty() {
        taken.insert("parameters".into(), parameters.into());
    }
    if let Some(content) = content(route.told.body, &mut schemas.taken) {
        taken.insert(
            "requestBody".into(),
            json!({ "required": matches!(route.told.body, Body::Json(_)), "content": content }),
        );
    }
    let given = json!({
        "operationId": name(route),
        "summary": route.told.summary,
        "x-ungated-needs": route.who.word(),
        "security": security(route.who),
        "responses": responses(route, &mut schemas.given, problem),
    });
    (taken.into(), given)
}

impl Who {
    /// The word: who may at least.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Asked | Self::Report => "report",
            Self::Read => "viewer",
            Self::Edit => "editor",
            Self::Admin => "admin",
        }
    }
}

const STREAM: &str = "To a request with `Upgrade: websocket`. Each message is what the same request \
    without it is answered (`x-ungated-messages`): one at once, then one whenever something but `now` \
    is other, at most one a second. A client says nothing but the text `ping`, and is answered \
    `pong`. Who cannot send a header names two protocols: `ungated.live`, and `ungated.bearer.` with \
    the secret behind it. The socket is closed with 1008 `unauthorized` at most a minute after one \
    may no longer read, 1008 `spoke` or 1009 `too_long` if the client says something else, 1013 \
    `unavailable` if no shard answers, 1001 `erased` with the site's facts.";

/// `get_sites_site_live` of `GET sites/{site}/live`.
fn name(route: &Route) -> String {
    let path = route.path.replace(['{', '}'], "").replace('/', "_");
    format!("{}_{path}", route.method.to_lowercase())
}

fn security(who: Who) -> Value {
    match who {
        Who::Nobody | Who::Asked | Who::Report => json!([{}, { "token": [] }, { "session": [] }]),
        Who::Read | Who::Edit | Who::Admin => json!([{ "token": [] }, { "session": [] }]),
    }
}

fn content(body: Body, generator: &mut SchemaGenerator) -> Option<Value> {
    match body {
        Body::Nothing => None,
        Body::Json(make) => Some(json!({ "application/json": { "schema": make(generator) } })),
        Body::Text(kinds) => {
            let kind = |kind: &&str| ((*kind).into(), json!({ "schema": { "type": "string" } }));
            Some(Value::Object(kinds.iter().map(kind).collect()))
        }
    }
}

fn responses(route: &Route, given: &mut SchemaGenerator, problem: &Value) -> Value {
    let mut responses = Map::new();
    let mut fine = json!({ "description": if route.told.status == 204 { "Done." } else { route.told.summary } });
    if let Some(content) = content(route.told.answer, given) {
        fine["content"] = content;
    }
    if is_tagged(route) {
        fine["headers"] = json!({ "ETag": {
            "description": "The version, for `If-Match`.",
            "schema": { "type": "string" },
        }});
    }
    if route.told.streams {
        let messages = content(route.told.answer, given).unwrap_or_default();
        let told = json!({ "description": STREAM, "x-ungated-messages": messages });
        responses.insert("101".into(), told);
    }
    responses.insert(route.told.status.to_string(), fine);
    for (status, codes) in by_status(route) {
        let titles: BTreeSet<&str> = codes.iter().map(|code| code.title()).collect();
        let titles: Vec<&str> = titles.into_iter().collect();
        let schema = json!({
            "allOf": [problem, { "properties": {
                "status": { "const": status },
                "code": { "enum": codes },
            }}],
        });
        let content = json!({ "application/problem+json": { "schema": schema } });
        let answer = json!({ "description": titles.join("; "), "content": content });
        responses.insert(status.to_string(), answer);
    }
    responses.into()
}

/// Whether its answer says which version holds.
fn is_tagged(route: &Route) -> bool {
    route.told.replaces || route.path == "sites/{site}/config"
}

fn by_status(route: &Route) -> BTreeMap<u16, BTreeSet<Code>> {
    let mut codes: BTreeSet<Code> = route.told.codes.iter().copied().collect();
    codes.extend([Code::NotConfigured, Code::Unavailable]);
    match route.who {
        Who::Nobody => {}
        Who::Asked | Who::Report => {
            codes.extend([Code::Unauthorized, Code::Forbidden, Code::UnknownSite]);
        }
        Who::Read | Who::Edit | Who::Admin => codes.extend([Code::Unauthorized, Code::Forbidden]),
    }
    if !matches!(route.told.body, Body::Nothing) {
        codes.extend([Code::Body, Code::TooLarge]);
    }
    if route.told.parameters.is_some() {
        codes.insert(Code::Url);
    }
    if route.told.replaces {
        codes.extend([Code::IfMatch, Code::Version, Code::VersionNeeded]);
    }
    let mut by_status: BTreeMap<u16, BTreeSet<Code>> = BTreeMap::new();
    for code in codes {
        by_status.entry(code.status()).or_default().insert(code);
    }
    by_status
}
