//! `POST /api/v1/sections`: how far readers of one piece came, by its sections and media.

use ungated_contract::report::{Coverage, Sections, SectionsMeta, Suppressed};
use ungated_shared::report::anonymity::Partition;
use ungated_shared::report::sections::{Asked, Part, Piece, Told};
use ungated_shared::report::ungate::Power;
use worker::{Date, Env, Request};

use super::query::{counted, packed, read, same, shown};
use super::{Answer, access, ask_packed, model_of};
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
    let call = Call::Sections(Box::new(piece.clone()));
    let (mut whole, mut may) = (Part::default(), None);
    if k > 1 {
        may = Some(told(env, &asked.site, &piece, k).await?);
    }
    let (may, counted) = may.unzip();
    let take = |part: Part| whole.merge(&part);
    let coverage = ask_packed(env, &asked.site, &call, &may.unwrap_or_default(), take).await?;
    if let Some(counted) = counted {
        same(&counted, &coverage)?;
    }
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

/// What of a piece may be told, as it goes with a call.
async fn told(
    env: &Env,
    site: &str,
    piece: &Piece,
    k: u64,
) -> Result<(Vec<u8>, Coverage), Problem> {
    let question = &piece.question;
    let (rows, of_rows) = shown(env, site, question, Partition::of(question), k).await?;
    let partition = Partition::by_shape(rows.partition());
    let call = Call::Shapes(piece.item.clone(), partition.clone());
    let (shapes, of_shapes) = counted(env, site, &call, partition, k).await?;
    same(&of_rows, &of_shapes)?;
    Ok((packed(&Told { rows, shapes })?, of_rows))
}
