//! `/api/v1/sites/{site}/deals` and `…/answers`: files that a site brings.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ungated_contract::code::Code;
use ungated_contract::import::{FileRow, Imported, Kept, KeptRow, RowState};
use ungated_shared::import::{self, Answer as Given, Currency, Deal, File, Held, Known};
use ungated_shared::limit;
use worker::{Env, Error, Method, Request};

use super::{Answer, access, document};
use crate::answer::{Problem, json, nothing};
use crate::imports::{Call, Row, State};
use crate::registry::sessions::Who;
use crate::site::Site;
use crate::{body, object, registry, site};

/// What a site brings.
#[derive(Clone, Copy)]
pub enum Brought {
    /// Deals that were won.
    Deals,
    /// Answers that were given elsewhere.
    Answers,
}

impl Brought {
    /// The name, as routes and tables have it.
    const fn name(self) -> &'static str {
        match self {
            Self::Deals => "deals",
            Self::Answers => "answers",
        }
    }

    /// Reads a file.
    fn read(self, text: &str, known: &Known<'_>) -> File<Value> {
        match self {
            Self::Deals => as_values(import::read::<Deal>(text, known)),
            Self::Answers => as_values(import::read::<Given>(text, known)),
        }
    }
}

/// The same with rows as JSON, so that what follows is there once, whatever they are.
fn as_values<T: Serialize>(file: File<T>) -> File<Value> {
    let value = |Held { line, key, n, row }: Held<T>| {
        let row = serde_json::to_value(row).unwrap_or_default();
        Held { line, key, n, row }
    };
    File {
        rows: file.rows.into_iter().map(value).collect(),
        ignored: file.ignored,
        errors: file.errors,
        more_errors: file.more_errors,
    }
}

/// Answers what is asked of one kind.
pub async fn answer(
    kind: Brought,
    method: Method,
    request: &mut Request,
    env: &Env,
    site: &str,
    who: Option<&Who>,
) -> Answer {
    let entry = access::entry(env, site).await?.ok_or_else(|| Problem::unknown_site(site))?;
    match method {
        Method::Get => {
            let rows = kept::<Value>(env, site, kind).await?;
            let rows = rows.into_iter().map(|(row, n)| KeptRow { n, row }).collect();
            Ok(json(&Kept { rows }))
        }
        Method::Post => take(kind, request, env, site, &entry.site, who).await,
        _ => clear(request, env, site, kind.name(), who).await,
    }
}

/// Everything of a kind that a site keeps, and how many of each.
pub async fn kept<T: DeserializeOwned>(
    env: &Env,
    site: &str,
    kind: Brought,
) -> Result<Vec<(T, u32)>, Problem> {
    let rows: Vec<Row> = ask(env, site, Call::List(kind.name().into())).await?;
    // What another build took may make no sense to this one.
    let read = |row: Row| serde_json::from_str(&row.row).ok().map(|it| (it, row.n));
    Ok(rows.into_iter().filter_map(read).collect())
}

async fn ask<R: DeserializeOwned>(env: &Env, name: &str, call: Call) -> Result<R, Problem> {
    let unavailable = |error: Error| Problem::unavailable("site's object", &error);
    let stub = object::site(env, name).map_err(unavailable)?;
    object::ask(&stub, &site::Call::Imports(name.into(), call)).await.map_err(unavailable)
}

/// Writes an act down before it is done: none is done that is not in the log.
async fn acts(env: &Env, who: Option<&Who>, act: String, on: String) -> Result<(), Problem> {
    let by = access::by(who)?;
    let call = registry::Call::Acted { by, act, on, now_ms: document::now_ms() };
    document::ask(env, &call).await
}

/// The body, as text.
async fn text(request: &mut Request) -> Result<String, Problem> {
    let body = body::read(request, limit::IMPORT_BYTES).await;
    let body = body.map_err(|e| Problem::invalid(Code::Body, format!("unreadable: {e}")))?;
    let body = body.ok_or_else(|| Problem::too_large(limit::IMPORT_BYTES))?;
    String::from_utf8(body).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        let detail = "a letter that is not UTF-8: save the file as “CSV UTF-8”";
        Problem::invalid(Code::Body, detail).at_line(u32::try_from(line).unwrap_or(u32::MAX))
    })
}

/// What the query of a request says: whether it is a preview, and the file's currency.
fn asked(request: &Request) -> Result<(bool, Option<Currency>), Problem> {
    let url = request.url().map_err(|e| Problem::invalid(Code::Url, e.to_string()))?;
    let said = |key: &str| url.query_pairs().find(|(name, _)| name == key).map(|(_, it)| it);
    let is_preview = match said("preview").as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(Problem::invalid(Code::Preview, "true or false")),
    };
    let read = |text: std::borrow::Cow<'_, str>| {
        Currency::read(&text)
            .ok_or_else(|| Problem::invalid(Code::Currency, "three letters, as EUR"))
    };
    Ok((is_preview, said("currency").map(read).transpose()?))
}

/// Reads a file, and keeps what is new; a file with errors only as a preview.
async fn take(
    kind: Brought,
    request: &mut Request,
    env: &Env,
    name: &str,
    site: &Site,
    who: Option<&Who>,
) -> Answer {
    let (is_preview, currency) = asked(request)?;
    let text = text(request).await?;
    let file = kind.read(&text, &Known { segments: &site.segments, currency });
    if let Some(first) = file.errors.first().filter(|_| !is_preview) {
        let more = file.errors.len() - 1 + file.more_errors as usize;
        let column = if first.column.is_empty() { "row" } else { &first.column };
        let detail =
            format!("{column}: {}; {more} more errors, which a preview tells", first.detail);
        return Err(Problem::invalid(Code::Rows, detail).at_line(first.line));
    }
    let row =
        |held: &Held<Value>| Row { key: held.key.clone(), n: held.n, row: held.row.to_string() };
    let rows: Vec<Row> = file.rows.iter().map(row).collect();
    if !is_preview {
        let on = format!("{name}: {} rows", rows.len());
        acts(env, who, format!("{}.import", kind.name()), on).await?;
    }
    let call = Call::Put { kind: kind.name().into(), rows, is_preview };
    let states: Option<Vec<State>> = ask(env, name, call).await?;
    let states = states.ok_or_else(|| Problem::full(kind.name(), limit::IMPORTED_ROWS))?;
    Ok(json(&told(file, &states, is_preview)))
}

fn told(file: File<Value>, states: &[State], preview: bool) -> Imported<Value> {
    let count = |state| states.iter().filter(|(it, _)| *it == state).count() as u64;
    let rows = file.rows.into_iter().zip(states);
    let row = |(Held { line, n, row, .. }, (state, _)): (Held<Value>, &State)| FileRow {
        line,
        n,
        state: *state,
        row,
    };
    Imported {
        preview,
        rows: rows.map(row).collect(),
        new: states.iter().map(|(_, more)| u64::from(*more)).sum(),
        changed: count(RowState::Changed),
        known: count(RowState::Known),
        ignored_columns: file.ignored,
        errors: file.errors,
        more_errors: file.more_errors,
    }
}

/// Forgets everything of a kind.
async fn clear(request: &Request, env: &Env, name: &str, kind: &str, who: Option<&Who>) -> Answer {
    let url = request.url().map_err(|e| Problem::invalid(Code::Url, e.to_string()))?;
    if !url.query_pairs().any(|(key, value)| key == "confirm" && value == name) {
        let detail = format!("To forget all {kind} of this site, send ?confirm={name}.");
        return Err(Problem::invalid(Code::Confirm, detail));
    }
    acts(env, who, format!("{kind}.remove"), name.into()).await?;
    ask::<()>(env, name, Call::Clear(kind.into())).await?;
    Ok(nothing())
}
