//! `GET /api/v1/audit`: who did what to sites, tokens and links, the newest first.

use ungated_contract::audit::Acts;
use ungated_contract::code::Code;
use ungated_shared::limit;
use worker::{Env, Request};

use super::Answer;
use super::document::ask;
use crate::answer::{Problem, json};
use crate::registry;
use crate::registry::audit::Call;

pub async fn list(request: &Request, env: &Env) -> Answer {
    let url = request.url().map_err(|e| Problem::invalid(Code::Url, e.to_string()))?;
    let number = |name: &str, code: Code| -> Result<Option<u64>, Problem> {
        let said = url.query_pairs().find(|(key, _)| key == name);
        let read = |(_, value): (_, std::borrow::Cow<'_, str>)| {
            value.parse().map_err(|_| Problem::invalid(code, "a whole number"))
        };
        said.map(read).transpose()
    };
    let before = number("before", Code::Before)?;
    let limit = number("limit", Code::Limit)?.unwrap_or(100);
    if !(1..=limit::AUDIT_PAGE).contains(&limit) {
        return Err(Problem::invalid(Code::Limit, format!("1 to {}", limit::AUDIT_PAGE)));
    }
    let acts = ask(env, &registry::Call::Audit(Call { before, limit })).await?;
    Ok(json(&Acts { acts }))
}
