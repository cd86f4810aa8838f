//! `POST /api/v1/sites/{site}/restore`: lines of an export, back into an empty deployment.
//!
//! # In parts, and twice?
//! A body has at most [`limit::RESTORE_BYTES`]; an export is sent in as many as it needs, in order.
//! Each visit has a number in its shard's export; a shard remembers the last one with the facts
//! themselves. So a part that is sent again is known and counted as such, and one that leaves visits
//! out is refused.
//!
//! # Nothing half
//! Every line is read before any is stored. A line that makes no sense is told by its number, and
//! nothing of its part is taken.

use ungated_contract::code::Code;
use ungated_contract::facts::Restored;
use ungated_export::check;
use ungated_shared::limit;
use worker::{Date, Env, Request};

use super::{Answer, access, ask_shards, document};
use crate::answer::{Problem, json};
use crate::body;
use crate::cursor::{self, Cursor};
use crate::object::{self, Shard};
use crate::registry;
use crate::registry::audit::By;
use crate::registry::sessions::Who;
use crate::shard::restore::{Line, Outcome, Restore};
use crate::shard::{Addressed, Call, Operations};
use crate::site::{self, Site};

/// What of a body is for one shard.
struct Load {
    /// Where it goes.
    shard: Shard,
    /// Whence it was exported, as the cursors begin there.
    source: String,
    lines: Vec<Line>,
}

pub async fn answer(request: &mut Request, env: &Env, name: &str, who: Option<&Who>) -> Answer {
    let by = access::by(who)?;
    let site = access::may_read(request, env, name).await?;
    let body = body::read(request, limit::RESTORE_BYTES).await;
    let body = body.map_err(|e| Problem::invalid(Code::Body, format!("unreadable: {e}")))?;
    let body = body.ok_or_else(|| Problem::too_large(limit::RESTORE_BYTES))?;
    let loads = read(&body, name, &site)?;
    drop(body);
    if !loads.is_empty() {
        begin(env, name, by).await?;
    }
    let mut answered = Restored::default();
    for Load { shard, source, lines } in loads {
        let of_shard = |e: worker::Error| Problem::unavailable("site's shard", &e);
        let stub = shard.stub(env).map_err(of_shard)?;
        let call = Addressed { shard, call: Call::Restore(Restore { source, lines }) };
        match object::ask(&stub, &call).await.map_err(of_shard)? {
            Outcome::Stored { visits, page_views, known } => {
                answered.visits += visits;
                answered.page_views += page_views;
                answered.known += known;
            }
            Outcome::Gap { line, next } => {
                let detail = format!(
                    "visits are missing before this one: its shard is to go on with visit {next}"
                );
                return Err(Problem::conflict(Code::RestoreGap, detail).at_line(line));
            }
        }
    }
    Ok(json(&answered))
}

/// Reads every line, and keeps none that makes no sense.
fn read(body: &[u8], name: &str, site: &Site) -> Result<Vec<Load>, Problem> {
    let mut loads: Vec<Load> = Vec::new();
    for (line, bytes) in (1..).zip(body.split(|byte| *byte == b'\n')) {
        let wrong = |what: String| Problem::invalid(Code::RestoreLine, what).at_line(line);
        let text = std::str::from_utf8(bytes).map_err(|e| wrong(e.to_string()))?;
        let visit = ungated_export::line::read(text).map_err(|e| wrong(e.to_string()))?;
        let Some((cursor, visit)) = visit else { continue };
        let cursor: Cursor = cursor.parse().map_err(|e: &str| wrong(e.into()))?;
        check(visit, cursor.region.word(), cursor.n).map_err(|e| wrong(e.to_string()))?;
        let source = cursor::prefix(&cursor.shard(name));
        let line = Line { line, number: cursor.position.number, visit: visit.into() };
        match loads.iter_mut().find(|load| load.source == source) {
            Some(load) => load.lines.push(line),
            None => {
                let residency = site.residency.or(cursor.residency);
                let shard = Shard { residency, ..cursor.shard(name) };
                loads.push(Load { shard, source, lines: vec![line] });
            }
        }
    }
    Ok(loads)
}

/// Begins a restore, or goes on with one: a site that has facts of its own takes none of another.
async fn begin(env: &Env, name: &str, by: By) -> Result<(), Problem> {
    let of_site = |e: worker::Error| Problem::unavailable("site's object", &e);
    let stub = object::site(env, name).map_err(of_site)?;
    if object::ask(&stub, &site::Call::Restores).await.map_err(of_site)? {
        return Ok(());
    }
    let (shards, coverage) = ask_shards::<Operations>(env, name, &Call::Operations).await?;
    let has_facts = shards.iter().any(|shard| shard.open_visits + shard.segments > 0);
    if has_facts || coverage.answered < coverage.shards {
        let detail = "The site has facts: erase them first, or restore into another deployment.";
        return Err(Problem::conflict(Code::SiteNotEmpty, detail));
    }
    let act = registry::Call::Acted {
        by,
        act: "facts.restore".into(),
        on: name.into(),
        now_ms: Date::now().as_millis(),
    };
    document::ask::<()>(env, &act).await?;
    object::ask::<_, ()>(&stub, &site::Call::BeginRestore).await.map_err(of_site)
}
