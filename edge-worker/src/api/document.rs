//! Bodies of requests that change something: JSON, of which every field is known.

use serde::de::DeserializeOwned;
use serde_json::Value;
use ungated_contract::code::Code;
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
    let document = value(request).await?;
    serde_path_to_error::deserialize(&document).map_err(|error| {
        let field = error.path().to_string();
        wrong(&field, &error.into_inner())
    })
}

/// The part of [`read`] that is the same whatever is read.
async fn value(request: &mut Request) -> Result<Value, Problem> {
    let bytes = body::read(request, limit::CONFIG_BYTES).await;
    let bytes = bytes.map_err(|e| Problem::invalid(Code::Body, format!("unreadable: {e}")))?;
    let bytes = bytes.ok_or_else(|| Problem::too_large(limit::CONFIG_BYTES))?;
    serde_json::from_slice(&bytes).map_err(|error| wrong(".", &error))
}

fn wrong(field: &str, error: &serde_json::Error) -> Problem {
    match field {
        "." => Problem::invalid(Code::Body, error.to_string()),
        field => Problem::invalid(Code::Body, format!("{field}: {error}")),
    }
}

/// A name that a person gives something.
pub fn name(field: &str, name: &str) -> Result<(), Problem> {
    let chars = name.chars().count();
    if chars == 0 || chars > limit::NAME_CHARS || name.chars().any(char::is_control) {
        let detail = format!("{field}: 1 to {} characters, none that controls", limit::NAME_CHARS);
        return Err(Problem::invalid(Code::Body, detail));
    }
    Ok(())
}

/// The page of a log that is asked for: before which number (`before`; from the newest if none), and
/// how many (`limit`; 100 unless said, `most` at most).
pub fn page(request: &Request, most: u64) -> Result<(Option<u64>, u64), Problem> {
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
    if !(1..=most).contains(&limit) {
        return Err(Problem::invalid(Code::Limit, format!("1 to {most}")));
    }
    Ok((before, limit))
}

/// Asks the registry.
pub async fn ask<T: DeserializeOwned>(env: &Env, call: &Call) -> Result<T, Problem> {
    let answer = exchange(env, call).await;
    let read = answer.and_then(|answer| Ok(serde_json::from_slice(&answer)?));
    read.map_err(|error| Problem::unavailable("registry", &error))
}

/// The part of [`ask`] that is the same whatever is asked.
async fn exchange(env: &Env, call: &Call) -> worker::Result<Vec<u8>> {
    let stub = object::registry(env)?;
    let (_, answer) = object::send(&stub, serde_json::to_string(call)?.into(), None).await?;
    Ok(answer)
}

/// Now, by the runtime's clock, Unix ms.
pub fn now_ms() -> u64 {
    Date::now().as_millis()
}

/// What a part of us failed at.
pub fn failed(error: &Error) -> Problem {
    Problem::unavailable("runtime", error)
}
