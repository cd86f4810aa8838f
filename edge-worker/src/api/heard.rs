//! `POST /api/v1/sites/{site}/answers/report`: what people say brought them, here and elsewhere.

use ungated_contract::report::{Answers, AnswersMeta, Suppressed};
use ungated_shared::import::Answer as Given;
use ungated_shared::report::heard::{Asked, rows};
use ungated_shared::report::{Asking, Caveat};
use worker::{Env, Request};

use super::imports::Brought;
use super::{Answer, access, document, imports, query};
use crate::answer::{Problem, json};
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env, name: &str) -> Answer {
    let asked: Asked = query::read(request).await?;
    let entry = access::entry(env, name).await?.ok_or_else(|| Problem::unknown_site(name))?;
    let (site, now_ms) = (&entry.site, document::now_ms());
    let (k, zone) = (site.k(), site.time_zone());
    let invalid = |it: ungated_shared::report::Invalid| Problem::invalid(it.field, it.detail);
    let question = asked.question(name);
    let question = question.check(now_ms, &time_zone::offset_at(zone), k).map_err(invalid)?;
    let kept = imports::kept::<Given>(env, name, Brought::Answers).await?;
    let all = kept.iter().map(|(_, n)| u64::from(*n)).sum();
    let given = asked.given(kept, now_ms, &time_zone::offset_at(zone)).map_err(invalid)?;
    let (whole, coverage) = query::report(env, name, &question, k).await?;
    let observed = Asking { rows: whole.rows(&question, k), is_cut: whole.suppressed() > 0 };
    let (results, imported) = rows(&observed, &given);
    let mut caveats = whole.caveats(&question, k);
    caveats.extend((imported.imported > 0).then_some(Caveat::AnswersImported));
    caveats.extend((imported.without_channel > 0).then_some(Caveat::ChannelUnknown));
    let meta = AnswersMeta {
        caveats: coverage.caveats(caveats),
        coverage,
        suppressed: Suppressed { k, rows: whole.suppressed() },
        imported,
        kept: all,
        time_zone: zone,
        range: question.range,
    };
    Ok(json(&Answers { results, meta, query: &asked }))
}
