//! `POST /api/v1/sites/{site}/model/try`: what a draft of the model would have said.

use std::collections::BTreeMap;

use ungated_contract::code::Code;
use ungated_contract::model::{Draft, TriedDraft, TriedDraftMeta};
use ungated_contract::report::{Coverage, Suppressed};
use ungated_shared::limit;
use ungated_shared::report::replay::{self, Part, Replayed};
use ungated_shared::report::{self, Caveat, DateRange, Dimension, Include, Metric, Range, Row};
use ungated_shared::rules::RuleError;
use ungated_shared::score::model::Document;
use ungated_shared::statistics::tally::OTHER;
use worker::{Date, Env, Request};

use super::query::{read, report, same};
use super::{Answer, access, ask_shards, hash};
use crate::answer::{Problem, json};
use crate::shard::Call;
use crate::site::Site;
use crate::time_zone;

/// Answers it. Which items and segments are told, and whether anything is, ordinary questions say; the
/// draft has no say in that.
pub async fn answer(request: &mut Request, env: &Env, name: &str) -> Answer {
    let Draft { date_range, model } = read(request).await?;
    let draft = Document::parse(&model.to_string()).map_err(|errors| wrong(&errors))?.model;
    let entry = access::entry(env, name).await?.ok_or_else(|| Problem::unknown_site(name))?;
    let site = &*entry.site;
    let desk = Desk { env, name, site, range: date_range };
    let whole = desk.ask(None, &[Metric::Visits]).await?;
    let items = desk.ask(Some(Dimension::Item), &[Metric::Points, Metric::Visits]).await?;
    let segments = desk.ask(Some(Dimension::Segment), &[Metric::Visits]).await?;
    same(&whole.coverage, &items.coverage)?;
    same(&whole.coverage, &segments.coverage)?;
    let (k, published) = (site.k(), site.model());
    let mut titles = items.titles.clone();
    let items: Vec<String> = items.named().into_iter().map(|(item, _)| item).collect();
    titles.retain(|item, _| items.contains(item));
    let segments = segments.named();
    let asked = replay::Asked {
        range: whole.range,
        published: published.values(),
        draft: draft.values(),
        items: items.iter().cloned().collect(),
        segments: segments.iter().map(|(segment, _)| segment.clone()).collect(),
    };
    let call = Call::Replay(Box::new(asked.clone()));
    let (parts, coverage) = ask_shards::<Part>(env, name, &call).await?;
    same(&whole.coverage, &coverage)?;
    let mut part = Part::default();
    parts.iter().for_each(|other| part.merge(other));
    let is_told = whole.has_figures();
    let mut caveats = vec![Caveat::RaisePageCounts];
    caveats.extend((k > 1).then_some(Caveat::StepsOfK));
    caveats.extend(whole.is_simulated.then_some(Caveat::Simulated));
    let meta = TriedDraftMeta {
        published: hash(published),
        draft: hash(&draft),
        caveats: coverage.caveats(caveats),
        coverage,
        suppressed: Suppressed { k, rows: usize::from(!is_told) },
        time_zone: site.time_zone(),
        range: whole.range,
        titles,
    };
    let results = is_told.then(|| Replayed::of(&part, &items, &segments, k));
    Ok(json(&TriedDraft { results, meta }))
}

/// Where the ordinary questions behind a replay are asked.
struct Desk<'a> {
    env: &'a Env,
    name: &'a str,
    site: &'a Site,
    range: DateRange,
}

/// What an ordinary question was answered.
struct Answered {
    rows: Vec<Row>,
    coverage: Coverage,
    range: Range,
    is_simulated: bool,
    titles: BTreeMap<String, String>,
}

impl Desk<'_> {
    async fn ask(&self, by: Option<Dimension>, metrics: &[Metric]) -> Result<Answered, Problem> {
        let asked = report::Asked {
            site: self.name.into(),
            metrics: metrics.to_vec(),
            date_range: self.range.clone(),
            dimensions: by.into_iter().collect(),
            filters: Vec::new(),
            order_by: Vec::new(),
            limit: Some(limit::REPLAY_ROWS),
            offset: 0,
            comparison: None,
            include: Include::default(),
        };
        let (k, zone) = (self.site.k(), self.site.time_zone());
        let question = asked
            .check(Date::now().as_millis(), &time_zone::offset_at(zone), k)
            .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
        let (whole, coverage) = report(self.env, self.name, &question, k).await?;
        Ok(Answered {
            rows: whole.rows(&question, k),
            coverage,
            range: question.range,
            is_simulated: whole.simulated_visits(k).is_some_and(|visits| visits > 0),
            titles: whole.titles().clone(),
        })
    }
}

impl Answered {
    /// Names with the last figure, of rows that stand for one name and may be told.
    fn named(&self) -> Vec<(String, u64)> {
        let named = self.rows.iter().filter_map(|row| {
            let (name, visits) = (row.dimensions.first()?, row.metrics.last().copied().flatten()?);
            Some((name.clone(), visits))
        });
        named.filter(|(name, _)| !name.is_empty() && name != OTHER).collect()
    }

    fn has_figures(&self) -> bool {
        self.rows.iter().any(|row| row.metrics.iter().all(Option::is_some))
    }
}

/// All that is wrong with a draft.
fn wrong(errors: &[RuleError]) -> Problem {
    let told: Vec<String> = errors.iter().map(RuleError::to_string).collect();
    Problem::invalid(Code::Model, told.join("; "))
}
