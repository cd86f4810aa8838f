//! `GET /api/v1/audit`: who did what to sites, tokens and links, the newest first.

use serde::Serialize;
use ungated_shared::limit;
use worker::{Env, Request};

use super::Answer;
use super::document::ask;
use crate::answer::{Problem, json};
use crate::registry;
use crate::registry::audit::{Call, Entry};

pub async fn list(request: &Request, env: &Env) -> Answer {
    #[derive(Serialize)]
    struct Log {
        acts: Vec<Entry>,
    }
    let url = request.url().map_err(|e| Problem::invalid("url", e.to_string()))?;
    let number = |name: &'static str| -> Result<Option<u64>, Problem> {
        let said = url.query_pairs().find(|(key, _)| key == name);
        let read = |(_, value): (_, std::borrow::Cow<'_, str>)| {
            value.parse().map_err(|_| Problem::invalid(name, "a whole number"))
        };
        said.map(read).transpose()
    };
    let before = number("before")?;
    let limit = number("limit")?.unwrap_or(100);
    if !(1..=limit::AUDIT_PAGE).contains(&limit) {
        return Err(Problem::invalid("limit", format!("1 to {}", limit::AUDIT_PAGE)));
    }
    let acts = ask(env, &registry::Call::Audit(Call { before, limit })).await?;
    Ok(json(&Log { acts }))
}
