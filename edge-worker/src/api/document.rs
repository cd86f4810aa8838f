//! Bodies of requests that change something: JSON, of which every field is known.

use serde::de::DeserializeOwned;
use ungated_shared::limit;
use worker::{Date, Env, Error, Request};

use crate::answer::Problem;
use crate::registry::Call;
use crate::{body, object};

/// Reads a body of at most [`limit::CONFIG_BYTES`].
///
/// # Errors
/// What is wrong with it, after the path of the field: `sites[1]: …`.
pub async fn read<T: DeserializeOwned>(request: &mut Request) -> Result<T, Problem> {
    let bytes = body::read(request, limit::CONFIG_BYTES).await;
    let bytes = bytes.map_err(|e| Problem::invalid("body", format!("unreadable: {e}")))?;
    let bytes = bytes.ok_or_else(|| Problem::too_large(limit::CONFIG_BYTES))?;
    let mut json = serde_json::Deserializer::from_slice(&bytes);
    let document = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        match error.path().to_string().as_str() {
            "." => Problem::invalid("body", error.inner().to_string()),
            field => Problem::invalid("body", format!("{field}: {}", error.inner())),
        }
    })?;
    json.end().map_err(|e| Problem::invalid("body", e.to_string()))?;
    Ok(document)
}

/// A name that a person gives something.
pub fn name(field: &str, name: &str) -> Result<(), Problem> {
    let chars = name.chars().count();
    if chars == 0 || chars > limit::NAME_CHARS || name.chars().any(char::is_control) {
        let detail = format!("{field}: 1 to {} characters, none that controls", limit::NAME_CHARS);
        return Err(Problem::invalid("body", detail));
    }
    Ok(())
}

/// Asks the registry.
pub async fn ask<T: DeserializeOwned>(env: &Env, call: &Call) -> Result<T, Problem> {
    let unavailable = |error: Error| Problem::unavailable("registry", &error);
    let stub = object::registry(env).map_err(unavailable)?;
    object::ask(&stub, call).await.map_err(unavailable)
}

/// Now, by the runtime's clock, Unix ms.
pub fn now_ms() -> u64 {
    Date::now().as_millis()
}

/// What a part of us failed at.
pub fn failed(error: &Error) -> Problem {
    Problem::unavailable("runtime", error)
}
