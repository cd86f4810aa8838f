//! `POST /api/v1/query`.

use std::collections::BTreeMap;

use serde::Serialize;
use ungated_shared::limit;
use ungated_shared::report::{Asked, Partial, Range, Row};
use worker::{Date, Env, Request};

use super::{Answer, Coverage, access, ask_shards, model};
use crate::answer::{Problem, json};
use crate::body;
use crate::shard::Call;

#[derive(Serialize)]
struct Answered<'a> {
    results: Vec<Row>,
    meta: Meta<'a>,
    query: &'a Asked,
}

#[derive(Serialize)]
struct Meta<'a> {
    /// Hash of the model behind every score.
    model: String,
    /// Whether all shards answered.
    coverage: Coverage,
    /// Visits in the answer that the simulator made.
    simulated_visits: u64,
    /// Visits of programs that were left out.
    bot_visits: u64,
    /// Rows before `limit` and `offset`.
    rows: usize,
    /// The span of time asked about.
    range: Range,
    /// Titles of the items that rows name by path.
    titles: &'a BTreeMap<String, String>,
}

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked = read(request).await?;
    access::may_read(request, env, &asked.site)?;
    let question = asked
        .check(Date::now().as_millis())
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let call = || Call::Report(question.clone());
    let (partials, coverage) = ask_shards::<Partial>(env, &asked.site, call).await?;
    let mut whole = Partial::default();
    for partial in partials {
        whole.merge(partial);
    }
    let meta = Meta {
        model: model(),
        coverage,
        simulated_visits: whole.simulated_visits(),
        bot_visits: whole.bot_visits(),
        rows: whole.len(),
        range: question.range,
        titles: whole.titles(),
    };
    Ok(json(&Answered { results: whole.rows(&question), meta, query: &asked }))
}

async fn read(request: &mut Request) -> Result<Asked, Problem> {
    let body = body::read(request, limit::QUESTION_BYTES).await;
    let body = body.map_err(|e| Problem::invalid("body", format!("unreadable: {e}")))?;
    let body = body.ok_or_else(|| Problem::too_large(limit::QUESTION_BYTES))?;
    serde_json::from_slice(&body).map_err(|e| Problem::invalid("body", e.to_string()))
}
