//! `GET /api/v1/sites/{site}/quality`: what became of every hit.

use ungated_contract::code::Code;
use ungated_contract::quality::{Counts, Quality};
use ungated_contract::report::Coverage;
use ungated_shard::ledger::{
    ACCEPTED, DUPLICATE, EVENT_INVALID, LATE, LOST, ON_TRIAL, OTHER, PARITY,
};
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::report::DateRange;
use worker::{Date, Env, Request};

use super::{Answer, access, ask_shards};
use crate::answer::{Problem, json};
use crate::ledger::Span;
use crate::shard::Call;
use crate::{object, registry, time_zone};

pub async fn answer(request: &Request, env: &Env, site: &str) -> Answer {
    let configured = access::may_read(request, env, site).await?;
    let span = span(request, configured.time_zone())?;
    let (counts, coverage) = counts(env, site, span).await?;
    let unsited: Counts = match object::registry(env) {
        Ok(stub) => object::ask(&stub, &registry::Call::Ledger(span)).await,
        Err(error) => Err(error),
    }
    .map_err(|error| Problem::unavailable("registry", &error))?;

    let of = |code: &str| counts.get(code).copied().unwrap_or(0);
    let refused = Refusal::ALL.into_iter().map(|r| (r.code().to_string(), of(r.code())));
    let refused: Counts = refused.filter(|(_, n)| *n > 0).collect();
    let trials = counts.iter().filter_map(|(code, n)| Some((code.strip_prefix(ON_TRIAL)?, *n)));
    let on_trial = trials.map(|(code, n)| (code.to_string(), n)).collect();
    Ok(json(&Quality {
        received: of(ACCEPTED) + refused.values().sum::<i64>(),
        accepted: of(ACCEPTED),
        refused,
        duplicate: of(DUPLICATE),
        parity: of(PARITY),
        lost: of(LOST),
        event_invalid: of(EVENT_INVALID),
        late: of(LATE),
        other: of(OTHER),
        on_trial,
        unsited,
        coverage,
    }))
}

/// Counts of all shards, by code.
async fn counts(env: &Env, site: &str, span: Span) -> Result<(Counts, Coverage), Problem> {
    let (shards, coverage) = ask_shards::<Counts>(env, site, &Call::Ledger(span)).await?;
    let mut counts = Counts::new();
    for (code, n) in shards.into_iter().flatten() {
        *counts.entry(code).or_default() += n;
    }
    Ok((counts, coverage))
}

/// What became of the hits of a span.
pub struct Hits {
    /// Hits that were stored.
    pub accepted: u64,
    /// Hits that were turned away, for whatever reason.
    pub refused: u64,
    /// Page views scored differently by page and edge.
    pub parity: u64,
}

/// The same figures, for alerts.
pub async fn hits(env: &Env, site: &str, span: Span) -> Result<Hits, Problem> {
    let (counts, _) = counts(env, site, span).await?;
    let of = |code: &str| counts.get(code).map_or(0, |n| u64::try_from(*n).unwrap_or(0));
    let refused = Refusal::ALL.into_iter().map(|refusal| of(refusal.code())).sum();
    Ok(Hits { accepted: of(ACCEPTED), refused, parity: of(PARITY) })
}

/// The days asked about: `date_range` as in a question, two dates with a comma between; today
/// unless said. Days of every zone begin with a bucket of the ledger: since 1980 all offsets are
/// quarters of an hour.
fn span(request: &Request, zone: &str) -> Result<Span, Problem> {
    let url = request.url().map_err(|e| Problem::invalid(Code::Url, e.to_string()))?;
    let asked = url.query_pairs().find(|(name, _)| name == "date_range");
    let asked = asked.map_or_else(|| "day".to_string(), |(_, value)| value.into_owned());
    let json = match asked.split_once(',') {
        Some((first, last)) => serde_json::json!([first, last]),
        None => serde_json::json!(asked),
    };
    let range: DateRange = serde_json::from_value(json)
        .map_err(|e| Problem::invalid(Code::DateRange, e.to_string()))?;
    let range = range
        .span(Date::now().as_millis(), &time_zone::offset_at(zone))
        .ok_or_else(|| Problem::invalid(Code::DateRange, "dates in order, not too far apart"))?;
    Ok(Span { from: range.from, to: range.to })
}
