//! `GET /healthz`: whether everything is there that hits and questions need.

use js_sys::Reflect;
use ungated_contract::health::{BindingState, Health};
use ungated_shared::score::model::Model;
use worker::{Env, Response, Result};

use super::hash;
use crate::answer::json;
use crate::{archive, sites};

/// What nothing does without; what only public sites do without; and what only the archive needs.
const BINDINGS: [&str; 9] = {
    let [archive, archive_eu] = archive::BINDINGS;
    let token = "UNGATED_ADMIN_TOKEN";
    ["SHARD", "SITE", "REGISTRY", "LIVE", "SALTS", "SITES", token, archive, archive_eu]
};

/// 200, or 503 if something that is needed is missing. Asks no object: a probe costs next to nothing,
/// and what does not answer shows in the coverage of reports.
pub fn answer(env: &Env) -> Result<Response> {
    let bindings = BINDINGS.map(|name| (name, state(env, name)));
    let is_well = |(name, state): &(&str, BindingState)| {
        let is_needed = *name != "UNGATED_ADMIN_TOKEN" && !archive::BINDINGS.contains(name);
        *state == BindingState::Present || !is_needed
    };
    let ok = bindings.iter().all(is_well);
    let health =
        Health { ok, version: env!("CARGO_PKG_VERSION"), model: hash(&Model::DEFAULT), bindings };
    Ok(json(&health)?.with_status(if ok { 200 } else { 503 }))
}

fn state(env: &Env, name: &str) -> BindingState {
    let value = Reflect::get(env, &name.into()).unwrap_or_default();
    if value.is_falsy() {
        return BindingState::Missing;
    }
    match name {
        "SITES" if sites::file(env).is_err() => BindingState::Unreadable,
        _ => BindingState::Present,
    }
}
