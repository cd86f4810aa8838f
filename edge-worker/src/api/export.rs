//! `GET /api/v1/sites/{site}/export` and `…/export/hash`: all facts of a site, as they are kept.
//!
//! For the admin alone: these are the operator's own data, each visit by itself, where no `k` holds.
//!
//! # How is it bounded?
//! Shards are asked one after the other, each piece by piece; a piece is on its way before the next
//! is asked for, so Worker and shard hold one at a time. An answer has at most
//! [`limit::EXPORT_PIECES`].
//!
//! # How does it go on?
//! Every row has a cursor. Whatever ended an answer, the call with the cursor of its last whole row
//! gives exactly the rest; an answer without rows is the end. Where facts lie elsewhere by now, it
//! refuses with `cursor_moved`.

use std::collections::VecDeque;

use futures_util::stream;
use serde::Serialize;
use ungated_contract::code::Code;
use ungated_contract::facts::End;
use ungated_export::csv::{self, PAGE_VIEWS, VISITS};
use ungated_export::{Form, Piece, Position, Told};
use ungated_shared::limit;
use ungated_shared::report::DateRange;
use ungated_shared::report::zone::utc;
use ungated_shared::score::model::Model;
use worker::{Date, Env, Error, Request, Response, Url};

use super::{Answer, access, hash as hash_of, model_of};
use crate::answer::{Problem, json};
use crate::cursor::Cursor;
use crate::object::{self, Shard};
use crate::shard::export::{Export, ask};
use crate::site;

/// The version of what stands in rows: a change that older readers cannot read makes another.
const VERSION: u32 = 1;

/// What is known of a site and is no part of its export.
const LEFT_OUT: [&str; 3] = ["open_visits", "ledger", "awaited_page_views"];

/// The line before all visits.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    site: &'a str,
    from_ms: u64,
    until_ms: u64,
    model: String,
    left_out: [&'static str; 3],
}

/// An export on its way.
struct Telling {
    env: Env,
    site: String,
    model: String,
    asked: Export,
    /// The shards that are not told yet; the first is being told, after `asked.after`.
    shards: VecDeque<Shard>,
    /// Where the last row stands.
    last: Option<Cursor>,
    told: Told,
    open_visits: u64,
    pieces: usize,
    why: Option<&'static str>,
    is_ended: bool,
}

pub async fn answer(request: &Request, env: &Env, site: &str) -> Answer {
    let url = url(request)?;
    let form = form(&url)?;
    let mut telling = begin(env, &url, site, form).await?;
    let mut first = String::new();
    match form {
        Form::Ndjson => first += &telling.head(),
        _ if telling.last.is_some() => {} // a part that goes on: rows, to be put behind the others
        Form::Visits => first += &csv::head(VISITS),
        _ => first += &csv::head(PAGE_VIEWS),
    }
    // What can be refused is refused while there is a status to say it with.
    first += &telling.next().await?;
    let (kind, name) = match form {
        Form::Ndjson => ("application/x-ndjson", "facts.ndjson"),
        Form::Visits => ("text/csv; charset=utf-8", "visits.csv"),
        _ => ("text/csv; charset=utf-8", "page_views.csv"),
    };
    let rest = stream::try_unfold((telling, Some(first)), |(mut telling, first)| async {
        let rows = match first {
            Some(first) => Some(first),
            None => telling.rest().await?,
        };
        Ok::<_, Error>(rows.map(|rows| (rows.into_bytes(), (telling, None))))
    });
    let response = || {
        let mut response = Response::from_stream(rest)?;
        let headers = response.headers_mut();
        headers.set("content-type", kind)?;
        headers.set("cache-control", "no-store")?;
        headers.set("x-content-type-options", "nosniff")?;
        headers.set("x-ungated-left-out", &LEFT_OUT.join(", "))?;
        headers.set("content-disposition", &format!("attachment; filename=\"{site}-{name}\""))?;
        Ok(response)
    };
    Ok(response())
}

/// Answers the hash of the facts alone.
pub async fn hash(request: &Request, env: &Env, site: &str) -> Answer {
    let url = url(request)?;
    let mut telling = begin(env, &url, site, Form::Hash).await?;
    while !telling.is_over() {
        telling.next().await?;
    }
    Ok(json(&telling.end()))
}

fn url(request: &Request) -> Result<Url, Problem> {
    request.url().map_err(|e| Problem::invalid(Code::Url, e.to_string()))
}

fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn form(url: &Url) -> Result<Form, Problem> {
    let table = parameter(url, "table");
    match (parameter(url, "format").as_deref(), table.as_deref()) {
        (None | Some("ndjson"), None) => Ok(Form::Ndjson),
        (Some("csv"), None | Some("visits")) => Ok(Form::Visits),
        (Some("csv"), Some("page_views")) => Ok(Form::PageViews),
        (Some("csv"), _) => Err(Problem::invalid(Code::Table, "visits or page_views")),
        (_, Some(_)) => Err(Problem::invalid(Code::Table, "for format=csv alone")),
        _ => Err(Problem::invalid(Code::Format, "ndjson or csv")),
    }
}

/// The first millisecond of a day, or that after its last.
fn day(url: &Url, name: &str, code: Code, is_last: bool) -> Result<Option<u64>, Problem> {
    let Some(day) = parameter(url, name) else { return Ok(None) };
    let range = DateRange::Days([day.clone(), day]).span(Date::now().as_millis(), &utc);
    let range = range.ok_or_else(|| Problem::invalid(code, "a day: YYYY-MM-DD, UTC"))?;
    Ok(Some(if is_last { range.to } else { range.from }))
}

async fn begin(env: &Env, url: &Url, name: &str, form: Form) -> Result<Telling, Problem> {
    let (from_ms, until_ms) =
        (day(url, "from", Code::From, false)?, day(url, "until", Code::Until, true)?);
    let (from_ms, until_ms) = (from_ms.unwrap_or(0), until_ms.unwrap_or(u64::MAX));
    if from_ms >= until_ms {
        return Err(Problem::invalid(Code::Until, "not before `from`"));
    }
    let last = match parameter(url, "cursor") {
        Some(cursor) => {
            Some(cursor.parse::<Cursor>().map_err(|e| Problem::invalid(Code::Cursor, e))?)
        }
        None => None,
    };
    let of_site = |e: Error| Problem::unavailable("site's object", &e);
    let stub = object::site(env, name).map_err(of_site)?;
    let shards: Vec<Shard> = object::ask(&stub, &site::Call::Shards).await.map_err(of_site)?;
    let configured = access::entry(env, name).await?;
    if shards.is_empty() && configured.is_none() {
        return Err(Problem::unknown_site(name));
    }
    let mut shards = VecDeque::from(shards);
    let mut after = Position::START;
    if let Some(cursor) = &last {
        after = cursor.position;
        let shard = cursor.shard(name);
        while shards.front().is_some_and(|it| *it != shard) {
            shards.pop_front();
        }
        if shards.is_empty() {
            return Err(moved());
        }
    }
    Ok(Telling {
        env: env.clone(),
        site: name.into(),
        model: configured.map_or_else(|| hash_of(&Model::DEFAULT), |entry| model_of(&entry.site)),
        asked: Export { form, from_ms, until_ms, after },
        shards,
        last,
        told: Told::default(),
        open_visits: 0,
        pieces: 0,
        why: None,
        is_ended: false,
    })
}

fn moved() -> Problem {
    let detail = "The facts lie elsewhere by now than the cursor says: begin anew.";
    Problem::conflict(Code::CursorMoved, detail)
}

impl Telling {
    fn head(&self) -> String {
        let head = Head {
            version: VERSION,
            site: &self.site,
            from_ms: self.asked.from_ms,
            until_ms: self.asked.until_ms,
            model: self.model.clone(),
            left_out: LEFT_OUT,
        };
        line("export", &head)
    }

    fn end(&self) -> End {
        End {
            told: self.told,
            open_visits: self.open_visits,
            complete: self.shards.is_empty(),
            cursor: self.last.as_ref().map(Cursor::to_string),
            why: self.why,
        }
    }

    fn is_over(&self) -> bool {
        self.shards.is_empty() || self.pieces >= limit::EXPORT_PIECES
    }

    /// The next rows: those of one piece, or none where a shard has no more.
    async fn next(&mut self) -> Result<String, Problem> {
        let Some(shard) = self.shards.front() else { return Ok(String::new()) };
        let answered = ask(&self.env, shard, self.asked).await;
        let answered = answered.map_err(|e| Problem::unavailable("site's shard", &e))?;
        let (Piece { rows, told, after, is_end }, open) = answered.ok_or_else(moved)?;
        self.pieces += 1;
        self.told.merge(&told);
        if after != Position::START {
            self.last = Some(Cursor::of(shard, after));
        }
        self.asked.after = after;
        if is_end {
            self.open_visits += open;
            self.shards.pop_front();
            self.asked.after = Position::START;
        }
        Ok(rows)
    }

    /// What follows the first rows; none when the answer is over.
    async fn rest(&mut self) -> Result<Option<String>, Error> {
        let is_ndjson = self.asked.form == Form::Ndjson;
        while !self.is_over() {
            match self.next().await {
                Ok(rows) if rows.is_empty() => {}
                Ok(rows) => return Ok(Some(rows)),
                Err(_) if is_ndjson => {
                    self.why = Some("interrupted");
                    break;
                }
                // CSV has no place to say it: the transfer breaks off.
                Err(_) => return Err(Error::from("a shard did not answer")),
            }
        }
        if !is_ndjson || self.is_ended {
            return Ok(None);
        }
        self.is_ended = true;
        Ok(Some(line("end", &self.end())))
    }
}

/// A line of one entry.
fn line<T: Serialize>(name: &str, value: &T) -> String {
    // Numbers, texts and lists: nothing that cannot be written.
    format!("{{\"{name}\":{}}}\n", serde_json::to_string(value).unwrap_or_default())
}
