//! `POST /api/v1/movers`: what changed, and which dimension explains it.

use std::cmp::Reverse;

use ungated_contract::report::{Movers, MoversMeta, Suppressed};
use ungated_shared::limit;
use ungated_shared::report::movers::{Asked, Explained, Plan, Whole, explain, whole};
use ungated_shared::report::{Caveat, Dimension};
use worker::{Date, Env, Request};

use super::desk::{Desk, Told};
use super::{Answer, access, model_of, query};
use crate::answer::{Problem, json};
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked: Asked = query::read(request).await?;
    let site = access::may_read(request, env, &asked.site).await?;
    let now_ms = Date::now().as_millis();
    let plan = asked
        .plan(now_ms, &time_zone::offset_at(site.time_zone()))
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let mut desk = Desk::new(env, &site, now_ms);
    let whole = usual(&mut desk, &plan, &asked).await?;
    let mut results = Vec::new();
    if whole.usual.is_some() {
        for dimension in &plan.dimensions {
            results.extend(explained(&mut desk, &plan, &asked, &whole, *dimension).await?);
        }
    }
    results.sort_by_key(|explained| Reverse(explained.moved_milli));
    let Told { coverage, mut caveats, range, suppressed, mut titles } = desk.told;
    caveats.extend(plan.has_left_out_today.then_some(Caveat::TodayLeftOut));
    caveats.extend(whole.usual.is_none().then_some(Caveat::FewPeriods));
    titles.retain(|item, _| {
        results.iter().flat_map(|of: &Explained| &of.rows).any(|row| row.name == *item)
    });
    let coverage = coverage.unwrap_or_default();
    let meta = MoversMeta {
        model: model_of(&site),
        caveats: coverage.caveats(caveats.into_iter().collect()),
        coverage,
        suppressed: Suppressed { k: site.k(), rows: suppressed },
        whole,
        time_zone: site.time_zone(),
        range,
        titles,
    };
    Ok(json(&Movers { results, meta, query: &asked }))
}

/// What is usual.
async fn usual(desk: &mut Desk<'_>, plan: &Plan, asked: &Asked) -> Result<Whole, Problem> {
    let mut figures = Vec::new();
    for period in 0..=limit::MOVERS_PERIODS {
        let Some(question) = plan.whole(period) else { break };
        let rows = desk.ask(&question).await?.rows;
        let figure = |at: usize| rows.first()?.metrics.get(at).copied().flatten();
        figures.push((figure(0), figure(1)));
    }
    let now = figures.remove(0);
    Ok(whole(asked.metric, now, &figures))
}

/// What a dimension has to do with it.
async fn explained(
    desk: &mut Desk<'_>,
    plan: &Plan,
    asked: &Asked,
    whole: &Whole,
    dimension: Dimension,
) -> Result<Option<Explained>, Problem> {
    let Some(before) = plan.before_by(dimension, whole.before.len()) else { return Ok(None) };
    let before = desk.ask(&before).await?.rows;
    let now = desk.ask(&plan.now_by(dimension)).await?.rows;
    Ok(explain(dimension, whole, &now, &before, asked.rows()))
}
