//! Facts into partial answers.

use ungated_shard::fact::{View, Visit};
use ungated_shard::items::Items;
use ungated_shard::segment::{Damaged, Unpacker};
use ungated_shard::state::State;
use ungated_shared::page_view::language::Unit;
use ungated_shared::report::anonymity::{Census, Counter, Partition, Shown};
use ungated_shared::report::{Partial, Question, Range, ViewFact, VisitFact, influence};
use ungated_shared::score::model::Model;
use ungated_shared::score::words_read;
use worker::{Error, Result};

use crate::object::Shard;

/// The facts of a shard.
pub struct Facts<'a> {
    /// Its visits.
    pub visits: &'a State,
    /// Gives the bytes of a segment.
    pub read: &'a dyn Fn(u32) -> Result<Vec<u8>>,
}

/// How many visits each group has; none if those are too many.
pub fn census(facts: &Facts<'_>, shard: &Shard, partition: &Partition) -> Result<Option<Census>> {
    let mut counter = Counter::of(partition);
    facts.each(partition.span(), shard, |visit| counter.add(visit))?;
    Ok(counter.finish())
}

/// What this shard's facts say to a question.
pub fn answer(
    facts: &Facts<'_>,
    shard: &Shard,
    question: &Question,
    shown: Option<&Shown>,
) -> Result<Partial> {
    let mut partial = Partial::default();
    facts.each(question.range, shard, |visit| partial.add(question, shown, visit))?;
    Ok(partial)
}

/// What they say of influence.
pub fn influence(
    facts: &Facts<'_>,
    shard: &Shard,
    question: &Question,
    shown: Option<&Shown>,
) -> Result<influence::Part> {
    let mut part = influence::Part::default();
    facts.each(question.range, shard, |visit| part.add(question, shown, visit))?;
    Ok(part)
}

impl Facts<'_> {
    /// Every visit that started in the range.
    fn each(&self, range: Range, shard: &Shard, mut told: impl FnMut(&VisitFact)) -> Result<()> {
        let Range { from, to } = range;
        let mut add = |visit: Visit| {
            if (from..to).contains(&visit.start_ms) {
                told(&fact(visit, self.visits.items(), shard));
            }
        };
        for (id, closed) in self.visits.segments() {
            if closed.from_ms < to && closed.to_ms >= from {
                let damaged = |Damaged| Error::from(format!("segment {id} cannot be read"));
                for visit in Unpacker::new(&(self.read)(id)?).map_err(damaged)? {
                    add(visit.map_err(damaged)?);
                }
            }
        }
        for open in self.visits.open_visits() {
            if (from..to).contains(&open.start_ms) {
                add(open.fact(self.visits.items(), &self.visits.model));
            }
        }
        Ok(())
    }
}

fn fact(visit: Visit, items: &Items, shard: &Shard) -> VisitFact {
    let Visit { start_ms, origin, engagement, intent, standing, views, .. } = visit;
    VisitFact {
        start_ms,
        channel: origin.source.channel.word().into(),
        source: origin.source.name,
        campaign: origin.source.campaign,
        country: origin.country,
        region: shard.region.word().into(),
        device: origin.device,
        bot: origin.bot,
        simulated: origin.simulated,
        engagement,
        intent,
        standing,
        views: views.into_iter().map(|view| view_fact(&view, items)).collect(),
    }
}

fn view_fact(view: &View, items: &Items) -> ViewFact {
    let item = items.get(view.item).cloned().unwrap_or_default();
    let signals = &view.signals;
    ViewFact {
        after_ms: view.after_ms,
        engaged_ms: signals.engaged_ms(),
        depth: signals.depth(),
        words: signals.words(),
        words_read: words_read(&Model::DEFAULT, Unit::of(&item.language), signals),
        hand_raises: signals.hand_raises.total(),
        points: view.points,
        item: item.path,
        title: item.title,
        topic: item.topic,
        author: item.author,
        stage: item.stage.word().into(),
        kind: item.kind,
    }
}
