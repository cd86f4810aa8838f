//! `POST /api/v1/influence`: what the hand-raises of a site can be put down to.

use std::collections::BTreeMap;

use serde::Serialize;
use ungated_shared::report::Range;
use ungated_shared::report::influence::{Asked, Caveat, Part, Row};
use worker::{Date, Env, Request};

use super::query::{Suppressed, ask_shown, read};
use super::{Answer, Coverage, access, model};
use crate::answer::{Problem, json};
use crate::shard::Call;
use crate::time_zone;

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
    /// What is not told, as it stands for too few visits.
    suppressed: Suppressed,
    /// Visits that were looked at; `null` where that may not be told.
    visits: Option<u64>,
    /// Their hand-raises, of which rows have their shares; `null` where that may not be told.
    hand_raises: Option<u64>,
    /// Those of the visits that the simulator made; `null` where that may not be told.
    simulated_visits: Option<u64>,
    /// What the answer is to be read with.
    caveats: Vec<Caveat>,
    /// Rows before `limit`.
    rows: usize,
    /// The zone by whose clock days are told.
    time_zone: &'a str,
    /// The span of time asked about.
    range: Range,
    /// Titles of the items that rows name by path.
    titles: &'a BTreeMap<String, String>,
}

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked: Asked = read(request).await?;
    let site = access::may_read(request, env, &asked.site).await?;
    let (k, zone) = (site.k(), site.time_zone());
    let question = asked
        .check(Date::now().as_millis(), &time_zone::offset_at(zone), k)
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let call = |shown| Call::Influence(Box::new(question.clone()), shown);
    let (parts, coverage) = ask_shown::<Part>(env, &asked.site, &question, k, call).await?;
    let mut whole = Part::default();
    parts.iter().for_each(|part| whole.merge(part));
    let answer = whole.finish(&question, k);
    let meta = Meta {
        model: model(),
        coverage,
        suppressed: Suppressed { k, rows: answer.suppressed },
        visits: answer.visits,
        hand_raises: answer.hand_raises,
        simulated_visits: answer.simulated_visits,
        caveats: answer.caveats,
        rows: answer.len,
        time_zone: zone,
        range: question.range,
        titles: &answer.titles,
    };
    Ok(json(&Answered { results: answer.rows, meta, query: &asked }))
}
