//! `POST /api/v1/movers`: what changed, and which dimension explains it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use ungated_contract::report::{Coverage, Movers, MoversMeta, Suppressed};
use ungated_shared::limit;
use ungated_shared::report::movers::{Asked, Explained, Plan, Whole, explain, whole};
use ungated_shared::report::{self, Caveat, Dimension, Range, Row};
use worker::{Date, Env, Request};

use super::{Answer, access, model_of, query};
use crate::answer::{Problem, json};
use crate::site::Site;
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked: Asked = query::read(request).await?;
    let site = access::may_read(request, env, &asked.site).await?;
    let now_ms = Date::now().as_millis();
    let plan = asked
        .plan(now_ms, &time_zone::offset_at(site.time_zone()))
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let mut desk = Desk { env, site: &site, now_ms, told: Told::default() };
    let whole = desk.whole(&plan, &asked).await?;
    let mut results = Vec::new();
    if whole.usual.is_some() {
        for dimension in &plan.dimensions {
            results.extend(desk.explain(&plan, &asked, &whole, *dimension).await?);
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

/// What the questions behind one said beside their rows.
#[derive(Default)]
struct Told {
    coverage: Option<Coverage>,
    caveats: BTreeSet<Caveat>,
    /// The span of the first question.
    range: Range,
    suppressed: usize,
    titles: BTreeMap<String, String>,
}

/// Where the questions behind one are asked.
struct Desk<'a> {
    env: &'a Env,
    site: &'a Site,
    now_ms: u64,
    told: Told,
}

impl Desk<'_> {
    /// What is usual.
    async fn whole(&mut self, plan: &Plan, asked: &Asked) -> Result<Whole, Problem> {
        let mut figures = Vec::new();
        for period in 0..=limit::MOVERS_PERIODS {
            let Some(question) = plan.whole(period) else { break };
            let rows = self.ask(&question).await?;
            let figure = |at: usize| rows.first()?.metrics.get(at).copied().flatten();
            figures.push((figure(0), figure(1)));
        }
        let now = figures.remove(0);
        Ok(whole(asked.metric, now, &figures))
    }

    /// What a dimension has to do with it.
    async fn explain(
        &mut self,
        plan: &Plan,
        asked: &Asked,
        whole: &Whole,
        dimension: Dimension,
    ) -> Result<Option<Explained>, Problem> {
        let Some(before) = plan.before_by(dimension, whole.before.len()) else { return Ok(None) };
        let before = self.ask(&before).await?;
        let now = self.ask(&plan.now_by(dimension)).await?;
        Ok(explain(dimension, whole, &now, &before, asked.rows()))
    }

    /// The rows of an ordinary question: of the same shards as those before.
    async fn ask(&mut self, asked: &report::Asked) -> Result<Vec<Row>, Problem> {
        let (k, zone) = (self.site.k(), self.site.time_zone());
        let question = asked
            .check(self.now_ms, &time_zone::offset_at(zone), k)
            .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
        let (answer, coverage) = query::report(self.env, &asked.site, &question, k).await?;
        let told = &mut self.told;
        match &told.coverage {
            Some(before) => query::same(before, &coverage)?,
            None => (told.coverage, told.range) = (Some(coverage), question.range),
        }
        told.caveats.extend(answer.caveats(&question, k));
        told.suppressed += answer.suppressed();
        told.titles.extend(answer.titles().clone());
        Ok(answer.rows(&question, k))
    }
}
