//! A visit as facts keep it: without its visitor, with the raw signals, so that other models can
//! be tried on them.

use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::Events;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;

use crate::arrival::{Arrival, Origin};
use crate::items::Items;
use crate::ledger::Told;
use crate::open::{self, received};
use crate::packed;

/// A page view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its item.
    pub item: u32,
    /// When its first hit came, ms after the visit's start.
    pub after_ms: u64,
    /// Which sequence numbers came: bit n for hit n, the last bit for all from 63 on.
    pub received: u64,
    /// Points.
    pub points: u8,
    /// All that its hits told.
    pub signals: PageView,
    /// What the site named.
    pub events: Events,
}

/// A visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// First hit, Unix ms.
    pub start_ms: u64,
    /// Last hit that kept it open, Unix ms.
    pub last_ms: u64,
    /// Where it came from.
    pub origin: Origin,
    /// Engagement, 0–100.
    pub engagement: u8,
    /// Intent, 0–100.
    pub intent: u8,
    /// The word of its standing.
    pub standing: String,
    /// The hash of the model that scored it.
    pub model: u64,
    /// Its page views, in order of opening.
    pub views: Vec<View>,
}

impl View {
    /// Nothing known.
    pub const NEW: Self = Self {
        item: 0,
        after_ms: 0,
        received: 0,
        points: 0,
        signals: PageView::NEW,
        events: Events::NONE,
    };
}

impl Visit {
    /// Scores it.
    pub fn score(&mut self, items: &Items, model: &Model) {
        let views = self.views.iter().map(|view| (view.item, &view.signals));
        let score = open::scored(&open::opened(views, items).1, model);
        (self.engagement, self.intent) = (score.engagement, score.intent);
        self.standing = score.standing.word().into();
        self.model = model.hash();
    }

    /// Scores it and its page views by another model.
    pub fn score_anew(&mut self, items: &Items, model: &Model) {
        for view in &mut self.views {
            let unit = items.get(view.item).map_or(Unit::of(""), |item| Unit::of(&item.language));
            view.points = points(model, unit, &view.signals).total();
        }
        self.score(items, model);
    }

    /// How many bytes are known of its page views, as while it was open.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.views.iter().map(|view| packed::bytes(&view.signals, &view.events)).sum()
    }

    /// Adds what came late for one of its page views; returns what that told.
    pub fn join(
        &mut self,
        at: usize,
        late: &Arrival,
        items: &Items,
        model: &Model,
    ) -> Option<Told> {
        let view = self.views.get_mut(at)?;
        let (known, signals, events) = (view.received, view.signals.clone(), view.events.clone());
        view.signals.join(&late.view);
        view.events.join(&late.events);
        view.received = received::with(known, late.sequence);
        let told = Told {
            is_new: view.received != known,
            changed: view.signals != signals || view.events != events,
            lost: received::lost(view.received) - received::lost(known),
        };
        let unit = items
            .get(view.item)
            .map_or(Unit::of(&late.item.language), |item| Unit::of(&item.language));
        view.points = points(model, unit, &view.signals).total();
        self.score(items, model);
        Some(told)
    }
}
