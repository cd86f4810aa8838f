//! `POST /api/v1/ungate`: what forms in front of a site's pieces cost.

use ungated_contract::report::{Coverage, Suppressed, Ungate, UngateMeta};
use ungated_shared::report::ungate::{Asked, Power, Row};
use ungated_shared::report::{Caveat, Field};
use worker::{Date, Env, Request};

use super::query::{read, report};
use super::{Answer, access, model_of};
use crate::answer::{Problem, json};
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked: Asked = read(request).await?;
    let site = access::may_read(request, env, &asked.site).await?;
    let (k, zone, now_ms) = (site.k(), site.time_zone(), Date::now().as_millis());
    let offset_at = time_zone::offset_at(zone);
    let wanted = asked
        .check(&site.ungate, now_ms, &offset_at, k)
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let range = asked.date_range.span(now_ms, &offset_at);
    let range = range.ok_or_else(|| Problem::invalid(Field::DateRange, "no days"))?;
    let mut results: Vec<Row> = Vec::new();
    let mut coverage = Coverage::default();
    let mut caveats: Vec<Caveat> = Vec::new();
    // One question after the other: a shard that is asked many at once keeps hits waiting.
    for wanted in &wanted {
        let mut answers = Vec::new();
        for question in wanted.questions() {
            let (partial, answered) = report(env, &asked.site, question, k).await?;
            // A shard can be made meanwhile; one that was missing once is missing in the answer.
            if coverage.answered == coverage.shards {
                coverage = answered;
            }
            answers.push(partial);
        }
        let row = wanted.finish(answers, k);
        for caveat in &row.caveats {
            if !caveats.contains(caveat) {
                caveats.push(*caveat);
            }
        }
        results.push(row);
    }
    let meta = UngateMeta {
        model: model_of(&site),
        caveats: coverage.caveats(caveats),
        coverage,
        suppressed: Suppressed { k, rows: results.iter().map(|row| row.hidden).sum() },
        power: Power::HELD,
        time_zone: zone,
        range,
    };
    Ok(json(&Ungate { results, meta, query: &asked }))
}
