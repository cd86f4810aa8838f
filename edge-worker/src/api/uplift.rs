//! `POST /api/v1/uplift`: what goes with hand-raises in the weeks after, by segments.

use ungated_contract::report::{Suppressed, Uplift, UpliftMeta};
use ungated_shared::report::uplift::{Asked, Cells, Plan, Row, finish};
use ungated_shared::report::{self, Caveat, Field};
use worker::{Date, Env, Request};

use super::desk::{Desk, Told};
use super::{Answer, access, model_of, query};
use crate::answer::{Problem, json};
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked: Asked = query::read(request).await?;
    let site = access::may_read(request, env, &asked.site).await?;
    let (now_ms, zone) = (Date::now().as_millis(), site.time_zone());
    let invalid = |it: report::Invalid| Problem::invalid(it.field, it.detail);
    let plan = asked.plan(now_ms, &time_zone::offset_at(zone)).map_err(invalid)?;
    let range = asked.date_range.span(now_ms, &time_zone::offset_at(zone));
    let range = range.ok_or_else(|| Problem::invalid(Field::DateRange, "no days"))?;
    let mut desk = Desk::new(env, &site, now_ms);
    let (results, segments, rows) = results(&mut desk, &plan).await?;
    let Told { coverage, mut caveats, suppressed, mut titles, .. } = desk.told;
    caveats.extend(of_rows(&results));
    caveats.extend((segments < 2).then_some(Caveat::FewSegments));
    titles.retain(|item, _| results.iter().any(|row| row.name == *item));
    let coverage = coverage.unwrap_or_default();
    let meta = UpliftMeta {
        model: model_of(&site),
        caveats: coverage.caveats(caveats.into_iter().collect()),
        coverage,
        suppressed: Suppressed { k: site.k(), rows: suppressed },
        weeks: plan.weeks,
        weeks_after: plan.weeks_after,
        segments,
        rows,
        confidence_percent: report::ungate::Power::HELD.confidence_percent,
        time_zone: zone,
        range,
        titles,
    };
    Ok(json(&Uplift { results, meta, query: &asked }))
}

/// What rows are to be read with.
fn of_rows(rows: &[Row]) -> impl Iterator<Item = Caveat> {
    let told = rows.iter().any(|row| row.enough);
    let few = rows.iter().any(|row| !row.enough);
    let left_out = rows.iter().any(|row| row.cells_left_out > 0);
    [
        (Caveat::SegmentsNotPeople, !rows.is_empty()),
        (Caveat::OnlyGoesTogether, told),
        (Caveat::ManyCompared, told),
        (Caveat::ViewsOfOneReader, told),
        (Caveat::CellsLeftOut, left_out),
        (Caveat::NotEnoughData, few),
    ]
    .into_iter()
    .filter_map(|(caveat, holds)| holds.then_some(caveat))
}

/// The rows, how many segments are compared, and how many rows there would be.
async fn results(desk: &mut Desk<'_>, plan: &Plan) -> Result<(Vec<Row>, usize, usize), Problem> {
    let Some([whole, named]) = plan.whole() else { return Ok((Vec::new(), 0, 0)) };
    // One question after the other: a shard that is asked many at once keeps hits waiting.
    let whole = desk.ask(&whole).await?;
    let cells = Cells::of(plan, &whole);
    if cells.segments() < 2 {
        return Ok((Vec::new(), cells.segments(), 0));
    }
    let (names, rows) = plan.names(&desk.ask(&named).await?);
    let mut answers = Vec::new();
    for named in names {
        let Some(read) = plan.read(&named.0) else { continue };
        answers.push((named, desk.ask(&read).await?));
    }
    Ok((finish(&cells, plan.weeks_after, answers), cells.segments(), rows))
}
