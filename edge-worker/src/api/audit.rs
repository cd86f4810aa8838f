//! `GET /api/v1/audit`: who did what to sites, tokens and links, the newest first.

use ungated_contract::audit::Acts;
use ungated_shared::limit;
use worker::{Env, Request};

use super::Answer;
use super::document::{self, ask};
use crate::answer::json;
use crate::registry;
use crate::registry::audit::Call;

pub async fn list(request: &Request, env: &Env) -> Answer {
    let (before, limit) = document::page(request, limit::AUDIT_PAGE)?;
    let acts = ask(env, &registry::Call::Audit(Call { before, limit })).await?;
    Ok(json(&Acts { acts }))
}
