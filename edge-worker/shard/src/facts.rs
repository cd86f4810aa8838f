//! The facts of a shard, as reports take them.

use ungated_shared::page_view::language::Unit;
use ungated_shared::report::{Range, ViewFact, VisitFact};
use ungated_shared::score::model::Model;
use ungated_shared::score::words_read;

use crate::fact::{View, Visit};
use crate::items::Items;
use crate::reports::Unreadable;
use crate::segment::{Damaged, Unpacker};
use crate::state::State;

/// The facts of a shard.
pub struct Facts<'a> {
    /// Its state.
    pub state: &'a State,
    /// The word of its region.
    pub region: &'a str,
    /// Gives the bytes of a segment, if it can.
    pub read: &'a dyn Fn(u32) -> Option<Vec<u8>>,
}

impl Facts<'_> {
    /// Tells the visits of a segment that started in the range.
    pub(crate) fn closed_visits(
        &self,
        segment: u32,
        range: Range,
        mut told: impl FnMut(&VisitFact),
    ) -> Result<(), Unreadable> {
        let unreadable = |Damaged| Unreadable(segment);
        let bytes = (self.read)(segment).ok_or(Unreadable(segment))?;
        for visit in Unpacker::new(&bytes).map_err(unreadable)? {
            let visit = visit.map_err(unreadable)?;
            if (range.from..range.to).contains(&visit.start_ms) {
                told(&visit_fact(visit, self));
            }
        }
        Ok(())
    }

    /// The open visits that started in the range.
    pub(crate) fn open_visits(&self, range: Range) -> impl Iterator<Item = VisitFact> {
        let within = move |start_ms: u64| (range.from..range.to).contains(&start_ms);
        let open = self.state.open_visits().filter(move |open| within(open.start_ms));
        open.map(|open| visit_fact(open.fact(self.state.items(), &self.state.model), self))
    }
}

fn visit_fact(visit: Visit, facts: &Facts<'_>) -> VisitFact {
    let Visit { start_ms, origin, engagement, intent, standing, views, .. } = visit;
    let items = facts.state.items();
    VisitFact {
        start_ms,
        channel: origin.source.channel.word().into(),
        source: origin.source.name,
        campaign: origin.source.campaign,
        country: origin.country,
        region: facts.region.into(),
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
    let signals = &view.signals;
    let unit = items.get(view.item).map_or(Unit::of(""), |item| Unit::of(&item.language));
    ViewFact {
        after_ms: view.after_ms,
        engaged_ms: signals.engaged_ms(),
        depth: signals.depth(),
        words: signals.words(),
        words_read: words_read(&Model::DEFAULT, unit, signals),
        hand_raises: signals.hand_raises.total(),
        points: view.points,
        ..item_fact(items, view.item)
    }
}

/// What all page views of an item have in common.
pub(crate) fn item_fact(items: &Items, id: u32) -> ViewFact {
    let item = items.get(id).cloned().unwrap_or_default();
    ViewFact {
        item: item.path,
        title: item.title,
        topic: item.topic,
        author: item.author,
        stage: item.stage.word().into(),
        kind: item.kind,
        ..ViewFact::default()
    }
}
