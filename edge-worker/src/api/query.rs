//! `POST /api/v1/query`.

use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use ungated_contract::code::Code;
use ungated_contract::report::{Coverage, Report, ReportMeta, Suppressed};
use ungated_shared::limit;
use ungated_shared::report::anonymity::{Census, Partition, Shown};
use ungated_shared::report::weight::Weights;
use ungated_shared::report::{Asked, Caveat, Partial, Question, Row, comparison};
use worker::{Date, Env, Error, Request};

use super::{Answer, access, ask_packed, model_of, pause};
use crate::answer::{Problem, json};
use crate::body;
use crate::object;
use crate::shard::Call;
use crate::site::Site;
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked: Asked = read(request).await?;
    let site = access::may_read(request, env, &asked.site).await?;
    let (k, zone) = (site.k(), site.time_zone());
    let question = asked
        .check(Date::now().as_millis(), &time_zone::offset_at(zone), k)
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let (whole, rows, coverage) = first_rows(env, &asked.site, &question, k).await?;
    let mut results = whole.rows(&question, k);
    if let Some(mut earlier) = question.earlier() {
        if k <= 1 {
            earlier.only = question.names(&results);
        }
        let (answer, compared) = report(env, &asked.site, &earlier, k).await?;
        same(&coverage, &compared)?;
        comparison::put(&mut results, &question, &earlier, &answer, k);
    }
    let mut caveats = whole.caveats(&question, k);
    caveats.extend((!whole.is_scored_by(site.model())).then_some(Caveat::Rescoring));
    let meta = ReportMeta {
        model: model_of(&site),
        caveats: coverage.caveats(caveats),
        coverage,
        suppressed: Suppressed { k, rows: whole.suppressed() },
        simulated_visits: whole.simulated_visits(k),
        bot_visits: whole.bot_visits(&question, k),
        classified_visits: whole.classified_visits(&question, k),
        rows,
        time_zone: zone,
        range: question.range,
        comparison_range: question.comparison,
        titles: whole.titles(),
    };
    Ok(json(&Report { results, meta, query: &asked }))
}

/// What a report tells of a question, as rows, and whether all shards answered: for alerts, which are
/// told what reports tell, and nothing else.
pub async fn told(
    env: &Env,
    site: &Site,
    asked: &Asked,
    now_ms: u64,
) -> Result<(Vec<Row>, bool), Problem> {
    let k = site.k();
    let question = asked
        .check(now_ms, &time_zone::offset_at(site.time_zone()), k)
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let (whole, coverage) = report(env, &asked.site, &question, k).await?;
    Ok((whole.rows(&question, k), coverage.answered == coverage.shards))
}

/// What the shards answer, as far as the rows that are asked for need it; and how many rows there are
/// in all.
async fn first_rows(
    env: &Env,
    site: &str,
    question: &Question,
    k: u64,
) -> Result<(Partial, usize, Coverage), Problem> {
    // Where not all may be shown, what is hidden has no rows that could be left out.
    if let Some(weighing) = question.weighing().filter(|_| k <= 1) {
        let (weights, weighed) = weights(env, site, weighing).await?;
        let only = weights.first(question.offset.saturating_add(question.limit));
        if only.is_some() {
            let wanted = Question { only, ..question.clone() };
            let (whole, coverage) = report(env, site, &wanted, k).await?;
            same(&weighed, &coverage)?;
            if whole.has_all(&wanted) {
                return Ok((whole, weights.len(), coverage));
            }
        }
    }
    let (whole, coverage) = report(env, site, question, k).await?;
    let rows = whole.len(question, k);
    Ok((whole, rows, coverage))
}

/// What the rows of a question weigh.
async fn weights(
    env: &Env,
    site: &str,
    question: Question,
) -> Result<(Weights, Coverage), Problem> {
    let call = Call::Weights(Box::new(question));
    let mut whole = Weights::default();
    let take = |parts: [Weights; 2]| parts.into_iter().for_each(|part| whole.merge(part));
    let coverage = ask_packed(env, site, &call, &[], take).await?;
    Ok((whole, coverage))
}

/// The whole of what the shards answer. One copy, whoever asks: as a part of each caller it has some
/// kilobytes.
pub(super) fn report<'a>(
    env: &'a Env,
    site: &'a str,
    question: &'a Question,
    k: u64,
) -> LocalBoxFuture<'a, Result<(Partial, Coverage), Problem>> {
    Box::pin(async move {
        let call = Call::Report(Box::new(question.clone()));
        let mut whole = Partial::default();
        let take = |parts: [Partial; 2]| parts.into_iter().for_each(|part| whole.merge(part));
        let coverage = ask_shown(env, site, question, k, &call, take).await?;
        Ok((whole, coverage))
    })
}

/// Asks the shards what is wanted of a question, after they said what of it may be shown: `None` if
/// everything; and `take`s what each of them says.
pub(super) async fn ask_shown<T: DeserializeOwned>(
    env: &Env,
    site: &str,
    question: &Question,
    k: u64,
    call: &Call,
    take: impl FnMut(T),
) -> Result<Coverage, Problem> {
    ask_told(env, site, question, Partition::of(question), k, call, take).await
}

/// The same where a question divides visits by more than it mentions.
pub(super) async fn ask_told<T: DeserializeOwned>(
    env: &Env,
    site: &str,
    question: &Question,
    partition: Partition,
    k: u64,
    call: &Call,
    take: impl FnMut(T),
) -> Result<Coverage, Problem> {
    if k <= 1 {
        return ask_packed(env, site, call, &[], take).await;
    }
    let (shown, counted) = shown(env, site, question, partition, k).await?;
    let coverage = ask_packed(env, site, call, &packed(&shown)?, take).await?;
    same(&counted, &coverage)?;
    Ok(coverage)
}

/// What may be told, as it goes with a call.
pub(super) fn packed<T: Serialize>(may: &T) -> Result<Vec<u8>, Problem> {
    object::pack(may).map_err(|error| Problem::unavailable("site's shards", &error))
}

/// Groups from which on others have a turn before it is decided which are shown.
const MANY: usize = 4_000;

/// What of a question may be shown.
pub(super) async fn shown(
    env: &Env,
    site: &str,
    question: &Question,
    mut partition: Partition,
    k: u64,
) -> Result<(Shown, Coverage), Problem> {
    let mut weighed = None;
    if let Some(weighing) = partition.weighing(question) {
        let (weights, coverage) = weights(env, site, weighing).await?;
        partition = partition.with_common(weights.at_least(k));
        weighed = Some(coverage);
    }
    let call = Call::Census(partition.clone());
    let (shown, counted) = counted(env, site, &call, partition, k).await?;
    if let Some(weighed) = weighed {
        same(&weighed, &counted)?;
    }
    Ok((shown, counted))
}

/// What may be shown of the groups that a call counts.
pub(super) async fn counted(
    env: &Env,
    site: &str,
    call: &Call,
    partition: Partition,
    k: u64,
) -> Result<(Shown, Coverage), Problem> {
    let (census, counted) = census(env, site, call).await?;
    if census.len() > MANY {
        pause().await;
    }
    let shown = census.shown(partition, k).ok_or_else(|| too_many(limit::GROUPS_IN_ALL))?;
    Ok((shown, counted))
}

/// That the same shards answered twice: what only one of two answers has is told by neither.
pub(super) fn same(first: &Coverage, second: &Coverage) -> Result<(), Problem> {
    if first == second {
        return Ok(());
    }
    let error = Error::from("not the same shards answered twice");
    Err(Problem::unavailable("site's shards", &error))
}

fn too_many(most: usize) -> Problem {
    let detail = format!("more than {most} groups of visits: ask for fewer days or dimensions");
    Problem::invalid(Code::Dimensions, detail)
}

async fn census(env: &Env, site: &str, call: &Call) -> Result<(Census, Coverage), Problem> {
    let mut whole = Some(Census::default());
    let take = |parts: Option<[Census; 2]>| {
        whole = whole.take().zip(parts).map(|(mut whole, parts)| {
            parts.iter().for_each(|part| whole.merge(part));
            whole
        });
    };
    let coverage = ask_packed(env, site, call, &[], take).await?;
    Ok((whole.ok_or_else(|| too_many(limit::GROUPS))?, coverage))
}

/// Reads a question.
pub(super) async fn read<T: DeserializeOwned>(request: &mut Request) -> Result<T, Problem> {
    let body = body::read(request, limit::QUESTION_BYTES).await;
    let body = body.map_err(|e| Problem::invalid(Code::Body, format!("unreadable: {e}")))?;
    let body = body.ok_or_else(|| Problem::too_large(limit::QUESTION_BYTES))?;
    serde_json::from_slice(&body).map_err(|e| Problem::invalid(Code::Body, e.to_string()))
}
