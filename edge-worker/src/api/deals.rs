//! `POST /api/v1/sites/{site}/deals/report`: what the readers of segments read before their deals.

use ungated_contract::report::{Deals, DealsMeta, Suppressed};
use ungated_shared::import::Deal;
use ungated_shared::report::deals::{Asked, Counted, Row, by_heard, by_way, finish};
use ungated_shared::report::{self, Asking, Caveat, Field};
use worker::{Env, Request};

use super::desk::{Desk, Told};
use super::imports::Brought;
use super::{Answer, access, document, imports, model_of, query};
use crate::answer::{Problem, json};
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env, name: &str) -> Answer {
    let asked: Asked = query::read(request).await?;
    let entry = access::entry(env, name).await?.ok_or_else(|| Problem::unknown_site(name))?;
    let site = &entry.site;
    let (now_ms, zone) = (document::now_ms(), site.time_zone());
    let kept = imports::kept::<Deal>(env, name, Brought::Deals).await?;
    let all = count(&kept);
    let plan = asked
        .plan(kept, now_ms, &time_zone::offset_at(zone))
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let range = asked.date_range.span(now_ms, &time_zone::offset_at(zone));
    let range = range.ok_or_else(|| Problem::invalid(Field::DateRange, "no days"))?;
    let mut desk = Desk::new(env, site, now_ms);
    let mut results = Vec::new();
    for group in &plan.groups {
        let mut row = group.row();
        if group.is_asked {
            let mut answers: [Asking; 4] = Default::default();
            // One question after the other: a shard that is asked many at once keeps hits waiting.
            for (answer, asked) in answers.iter_mut().zip(group.questions(name, plan.dimension)) {
                *answer = desk.ask(&asked).await?;
            }
            finish(&mut row, &answers, asked.rows());
        } else if group.has_readers() {
            desk.told.caveats.insert(Caveat::SegmentsLeftOut);
        } else {
            desk.told.caveats.insert(Caveat::DealsWithoutReaders);
        }
        results.push(row);
    }
    let Told { coverage, mut caveats, suppressed, mut titles, .. } = desk.told;
    caveats.extend(of_rows(&results));
    titles.retain(|item, _| results.iter().flat_map(|it| &it.results).any(|it| it.name == *item));
    let coverage = coverage.unwrap_or_default();
    let meta = DealsMeta {
        model: model_of(site),
        caveats: coverage.caveats(caveats.into_iter().collect()),
        coverage,
        suppressed: Suppressed { k: site.k(), rows: suppressed },
        deals: count(&plan.deals),
        kept: all,
        ways: by_way(&plan.deals),
        heard: by_heard(&plan.deals),
        confidence_percent: report::ungate::Power::HELD.confidence_percent,
        time_zone: zone,
        range,
        titles,
    };
    Ok(json(&Deals { results, meta, query: &asked }))
}

fn count(deals: &[Counted]) -> u64 {
    deals.iter().map(|(_, n)| u64::from(*n)).sum()
}

/// What rows are to be read with.
fn of_rows(rows: &[Row]) -> impl Iterator<Item = Caveat> {
    let asked = || rows.iter().filter(|row| row.is_asked);
    let has = |is: &dyn Fn(&Row) -> bool| asked().any(is);
    let told = has(&|row| !row.results.is_empty());
    let few = has(&|row| row.results.iter().any(|it| !it.enough));
    let hidden = has(&|row| row.visits.is_none() || row.other_visits.is_none());
    [
        (Caveat::DealsEntered, !rows.is_empty()),
        (Caveat::NotTheCause, told),
        (Caveat::ManyCompared, told),
        (Caveat::ViewsOfOneReader, told),
        (Caveat::NotEnoughData, few),
        (Caveat::ReadersHidden, hidden),
    ]
    .into_iter()
    .filter_map(|(caveat, holds)| holds.then_some(caveat))
}
