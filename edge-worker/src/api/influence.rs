//! `POST /api/v1/influence`: what the hand-raises of a site can be put down to.

use ungated_contract::report::{Influence, InfluenceMeta, Suppressed};
use ungated_shared::report::influence::{Asked, Part};
use worker::{Date, Env, Request};

use super::query::{ask_shown, read};
use super::{Answer, access, model_of};
use crate::answer::{Problem, json};
use crate::shard::Call;
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked: Asked = read(request).await?;
    let site = access::may_read(request, env, &asked.site).await?;
    let (k, zone) = (site.k(), site.time_zone());
    let question = asked
        .check(Date::now().as_millis(), &time_zone::offset_at(zone), k)
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let call = Call::Influence(Box::new(question.clone()));
    let mut whole = Part::default();
    let take = |part: Part| whole.merge(&part);
    let coverage = ask_shown(env, &asked.site, &question, k, &call, take).await?;
    let answer = whole.finish(&question, k);
    let meta = InfluenceMeta {
        model: model_of(&site),
        caveats: coverage.caveats(answer.caveats),
        coverage,
        suppressed: Suppressed { k, rows: answer.suppressed },
        visits: answer.visits,
        hand_raises: answer.hand_raises,
        simulated_visits: answer.simulated_visits,
        rows: answer.len,
        time_zone: zone,
        range: question.range,
        titles: &answer.titles,
    };
    Ok(json(&Influence { results: answer.rows, meta, query: &asked }))
}
