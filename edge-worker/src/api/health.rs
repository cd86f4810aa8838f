//! `GET /healthz`: whether everything is there that hits and questions need.

use js_sys::Reflect;
use serde::{Serialize, Serializer};
use worker::{Env, Response, Result};

use super::model;
use crate::answer::json;
use crate::sites;

#[derive(Serialize)]
struct Health {
    /// Whether all that is needed is there.
    ok: bool,
    /// The version of the Worker.
    version: &'static str,
    /// The hash of the model that scores here.
    model: String,
    /// Each binding: `present`, `missing`, or `unreadable` for sites that make no sense. Values are
    /// not told.
    #[serde(serialize_with = "as_object")]
    bindings: [(&'static str, &'static str); 6],
}

fn as_object<S: Serializer>(
    bindings: &[(&'static str, &'static str); 6],
    to: S,
) -> std::result::Result<S::Ok, S::Error> {
    to.collect_map(bindings.iter().copied())
}

/// What nothing does without, and what only public sites do without.
const BINDINGS: [&str; 6] = ["SHARD", "SITE", "REGISTRY", "SALTS", "SITES", "UNGATED_ADMIN_TOKEN"];

/// 200, or 503 if something that is needed is missing. Asks no object: a probe costs next to nothing,
/// and what does not answer shows in the coverage of reports.
pub fn answer(env: &Env) -> Result<Response> {
    let bindings = BINDINGS.map(|name| (name, state(env, name)));
    let is_well =
        |(name, state): &(&str, &str)| *state == PRESENT || *name == "UNGATED_ADMIN_TOKEN";
    let ok = bindings.iter().all(is_well);
    let health = Health { ok, version: env!("CARGO_PKG_VERSION"), model: model(), bindings };
    Ok(json(&health)?.with_status(if ok { 200 } else { 503 }))
}

const PRESENT: &str = "present";

fn state(env: &Env, name: &str) -> &'static str {
    let value = Reflect::get(env, &name.into()).unwrap_or_default();
    if value.is_falsy() {
        return "missing";
    }
    if name == "SITES" && sites::file(env).is_err() { "unreadable" } else { PRESENT }
}
