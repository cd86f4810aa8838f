//! `POST /api/v1/paths`: which way visits went on from an item, or came to what it asks about.

use ungated_contract::report::{Paths, PathsMeta, Suppressed};
use ungated_shared::report::anonymity::Partition;
use ungated_shared::report::paths::{Asked, Part};
use worker::{Date, Env, Request};

use super::query::{ask_told, read, same};
use super::{Answer, access, model_of};
use crate::answer::{Problem, json};
use crate::shard::Call;
use crate::time_zone;

pub async fn answer(request: &mut Request, env: &Env) -> Answer {
    let asked: Asked = read(request).await?;
    let site = access::may_read(request, env, &asked.site).await?;
    let (k, zone) = (site.k(), site.time_zone());
    let mut tree = asked
        .plan(Date::now().as_millis(), &time_zone::offset_at(zone), k)
        .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
    let mut coverage = None;
    while let Some(trail) = tree.next() {
        let question = tree.question();
        let call = Call::Paths(Box::new((question.clone(), trail.clone())));
        let partition = Partition::of(question).along(trail);
        let mut whole = Part::default();
        let take = |part: Part| whole.merge(&part);
        let answered = ask_told(env, &asked.site, question, partition, k, &call, take).await?;
        // What only one of two steps has would be told by their difference.
        match &coverage {
            Some(before) => same(before, &answered)?,
            None => coverage = Some(answered),
        }
        tree.take(whole);
    }
    let coverage = coverage.unwrap_or_default();
    let meta = PathsMeta {
        model: model_of(&site),
        caveats: coverage.caveats(tree.caveats()),
        coverage,
        suppressed: Suppressed { k, rows: tree.suppressed() },
        visits: tree.visits(),
        simulated_visits: tree.simulated_visits(),
        time_zone: zone,
        range: tree.question().range,
        titles: tree.titles(),
    };
    Ok(json(&Paths { results: tree.steps(), meta, query: &asked }))
}
