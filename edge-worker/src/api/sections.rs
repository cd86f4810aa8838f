//! `POST /api/v1/sections`: how far readers of one piece came, by its sections and media.

use ungated_contract::report::{Sections, SectionsMeta, Suppressed};
use ungated_shared::report::sections::{Asked, Part};
use ungated_shared::report::ungate::Power;
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
    let piece = asked
        .check(Date::now().as_millis(), &time_zone::offset_at(zone), k)
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let call = |shown| Call::Sections(Box::new(piece.clone()), shown);
    let mut whole = Part::default();
    let take = |part: Part| whole.merge(&part);
    let coverage = ask_shown(env, &asked.site, &piece.question, k, call, take).await?;
    let answer = whole.finish(k);
    let meta = SectionsMeta {
        model: model_of(&site),
        caveats: coverage.caveats(answer.caveats),
        coverage,
        suppressed: Suppressed { k, rows: answer.suppressed },
        page_views: answer.page_views,
        outline_page_views: answer.outline,
        unseen: answer.unseen,
        other_outlines: answer.other_outlines,
        without_sections: answer.without_sections,
        other_starts: answer.other_starts,
        unit: answer.unit,
        confidence_percent: Power::HELD.confidence_percent,
        time_zone: zone,
        range: piece.question.range,
        titles: answer.titles,
    };
    Ok(json(&Sections { results: answer.sections, media: answer.media, meta, query: &asked }))
}
