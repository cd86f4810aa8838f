//! The facts of a shard, as reports take them.

use ungated_shared::page_view::PageView;
use ungated_shared::page_view::language::Unit;
use ungated_shared::report::table::{Need, STANDING};
use ungated_shared::report::{Range, ViewFact, VisitFact};
use ungated_shared::score::model::Model;
use ungated_shared::score::words_read;
use ungated_shared::signal::heard;

use crate::arrival::Origin;
use crate::fact::{View, Visit};
use crate::items::Items;
use crate::open::{Open, OpenView};
use crate::segment::{Damaged, Unpacker};
use crate::state::State;

/// A segment that cannot be read, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable(pub u32);

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
                told(&visit_fact(&visit, self).linked());
            }
        }
        Ok(())
    }

    /// The open visits that started in the range, as far as they are needed.
    pub(crate) fn open_visits(&self, range: Range, need: Need) -> impl Iterator<Item = VisitFact> {
        let within = move |start_ms: u64| (range.from..range.to).contains(&start_ms);
        let open = self.state.open_visits().filter(move |open| within(open.start_ms));
        open.map(move |open| self.open_visit(open, need).linked())
    }

    /// Most questions need no score, and scoring an open visit costs more than counting it.
    fn open_visit(&self, open: &Open, need: Need) -> VisitFact {
        let items = self.state.items();
        if need.has(Need::SCORES) || need.has(Need::text(STANDING)) {
            return visit_fact(&open.fact(items, &self.state.model), self);
        }
        let signals: Vec<PageView> = open.views.iter().map(|view| view.get().0).collect();
        let view = |(view, signals): (&OpenView, &PageView)| {
            let (points, after_ms) = (view.points, view.after_ms);
            let own = ViewFact { points, after_ms, ..item_fact(items, view.item) };
            numbers(&self.state.model, signals, items, view.item, own)
        };
        let views = open.views.iter().zip(&signals).map(view).collect();
        let heard = heard::answer(signals.iter().map(|signals| &signals.heard)).into();
        let visit = VisitFact { start_ms: open.start_ms, heard, views, ..VisitFact::default() };
        VisitFact { bot: open.bot(signals.iter()).into(), ..of_origin(visit, &open.origin, self) }
    }
}

/// With what is known of where a visit came from.
fn of_origin(visit: VisitFact, origin: &Origin, facts: &Facts<'_>) -> VisitFact {
    VisitFact {
        channel: origin.source.channel.word().into(),
        source: origin.source.name.clone(),
        campaign: origin.source.campaign.clone(),
        country: origin.country.clone(),
        region: facts.region.into(),
        device: origin.device.clone(),
        bot: origin.bot.clone(),
        segment: origin.fit.segment.clone(),
        fit: origin.fit.score,
        classified: origin.fit.classified,
        simulated: origin.simulated,
        ..visit
    }
}

pub(crate) fn visit_fact(visit: &Visit, facts: &Facts<'_>) -> VisitFact {
    let Visit { start_ms, origin, engagement, intent, standing, views, .. } = visit;
    let (start_ms, engagement, intent) = (*start_ms, *engagement, *intent);
    let items = facts.state.items();
    let view = |view: &View| {
        let (points, after_ms) = (view.points, view.after_ms);
        let own = ViewFact { points, after_ms, ..item_fact(items, view.item) };
        numbers(&facts.state.model, &view.signals, items, view.item, own)
    };
    let heard = heard::answer(views.iter().map(|view| &view.signals.heard)).into();
    let views = views.iter().map(view).collect();
    let standing = standing.clone();
    let visit =
        VisitFact { start_ms, engagement, intent, standing, heard, views, ..VisitFact::default() };
    of_origin(visit, origin, facts)
}

/// With what the signals of a page view say.
fn numbers(
    model: &Model,
    signals: &PageView,
    items: &Items,
    item: u32,
    view: ViewFact,
) -> ViewFact {
    let unit = items.get(item).map_or(Unit::of(""), |item| Unit::of(&item.language));
    ViewFact {
        engaged_ms: signals.engaged_ms(),
        depth: signals.depth(),
        words: signals.words(),
        words_read: words_read(model, unit, signals),
        hand_raises: signals.hand_raises.total(),
        ..view
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
