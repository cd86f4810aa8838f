//! Visits that may still change.

use ungated_shared::item::Item;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::Events;
use ungated_shared::score::model::Model;
use ungated_shared::score::{Score, score};
use ungated_shared::source::bot::Bot;
use ungated_shared::visit::{Opened, readings};

use crate::arrival::{Key, Origin};
use crate::codec::{Reader, Writer};
use crate::fact::{View, Visit};
use crate::items::Items;
use crate::packed;

/// A page view of an open visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenView {
    /// The page view's id.
    pub id: u64,
    /// Its item.
    pub item: u32,
    /// When its first hit came, ms after the visit's start.
    pub after_ms: u64,
    /// Which sequence numbers came: bit n for hit n, the last bit for all from 63 on.
    pub received: u64,
    /// Points.
    pub points: u8,
    packed: Vec<u8>,
}

/// A visit of which more may come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The visitor's key; none where the site wants none.
    pub key: Option<Key>,
    /// First hit, ms.
    pub start_ms: u64,
    /// Last hit that kept it open, ms.
    pub last_ms: u64,
    /// The shard's clock at its last hit: closing goes by it.
    pub seen_ms: u64,
    /// Where it came from.
    pub origin: Origin,
    /// Its page views, in order of opening.
    pub views: Vec<OpenView>,
}

/// What hit numbers tell.
pub mod received {
    /// Whether no hit after `n` has come yet.
    #[must_use]
    pub const fn is_latest(all: u64, n: u16) -> bool {
        let n = if n > 63 { 63 } else { n };
        all >> n <= 1
    }

    /// With hit `n`.
    #[must_use]
    pub const fn with(all: u64, n: u16) -> u64 {
        all | 1 << (if n > 63 { 63 } else { n })
    }

    /// Hits that were sent and did not come: gaps below the highest number.
    #[must_use]
    pub const fn lost(all: u64) -> i64 {
        (64 - all.leading_zeros() - all.count_ones()) as i64
    }
}

impl OpenView {
    /// A page view of which nothing is known yet.
    #[must_use]
    pub fn new(id: u64, item: u32, after_ms: u64) -> Self {
        let mut view = Self { id, item, after_ms, received: 0, points: 0, packed: Vec::new() };
        view.set(&PageView::NEW, &Events::NONE);
        view
    }

    /// What is known of it.
    #[must_use]
    pub fn get(&self) -> (PageView, Events) {
        // Written by ourselves, so there is always something to read.
        packed::read(&mut Reader::new(&self.packed)).unwrap_or((PageView::NEW, Events::NONE))
    }

    /// Sets what is known of it.
    pub fn set(&mut self, view: &PageView, events: &Events) {
        let mut to = Writer::default();
        packed::write(&mut to, view, events);
        self.packed = to.0;
    }
}

impl Open {
    /// How many bytes are known of its page views.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.views.iter().map(|view| view.packed.len()).sum()
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        to.bytes(self.key.as_ref().map_or(&[], |key| key.as_slice()));
        to.put(self.start_ms);
        to.put(self.last_ms);
        to.put(self.seen_ms);
        self.origin.write(to);
        to.put(self.views.len() as u64);
        for view in &self.views {
            to.raw(&view.id.to_le_bytes());
            to.put(view.item);
            to.put(view.after_ms);
            to.put(view.received);
            to.put(view.points);
            to.bytes(&view.packed);
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let key = match from.bytes()? {
            [] => None,
            bytes => Some(bytes.try_into().ok()?),
        };
        let (start_ms, last_ms, seen_ms) = (from.number()?, from.number()?, from.number()?);
        let origin = Origin::read(from)?;
        let mut views = Vec::new();
        for _ in 0..from.count()? {
            let id = u64::from_le_bytes(from.raw(8)?.try_into().ok()?);
            let (item, after_ms, received) = (from.fit()?, from.number()?, from.number()?);
            let (points, packed) = (from.fit()?, from.bytes()?.to_vec());
            packed::read(&mut Reader::new(&packed))?;
            views.push(OpenView { id, item, after_ms, received, points, packed });
        }
        Some(Self { key, start_ms, last_ms, seen_ms, origin, views })
    }

    /// The visit as a fact: scored as far as it went.
    #[must_use]
    pub fn fact(&self, items: &Items, model: &Model) -> Visit {
        let views = self.views.iter().map(|view| {
            let (signals, events) = view.get();
            let OpenView { id: _, item, after_ms, received, points, packed: _ } = *view;
            View { item, after_ms, received, points, signals, events }
        });
        let mut visit = Visit {
            start_ms: self.start_ms,
            last_ms: self.last_ms,
            origin: self.origin.clone(),
            engagement: 0,
            intent: 0,
            standing: String::new(),
            model: model.hash(),
            views: views.collect(),
        };
        visit.score(items, model);
        visit.origin.bot = self.bot(visit.views.iter().map(|view| &view.signals)).into();
        visit
    }

    /// The word of the class of program that it is of, by its name or else by what it did; empty for
    /// a person.
    pub(crate) fn bot<'v>(&self, signals: impl Iterator<Item = &'v PageView>) -> &str {
        match self.origin.bot.as_str() {
            "" => Bot::of_behaviour(signals).map_or("", Bot::word),
            known => known,
        }
    }
}

/// The page views of a visit whose items are known, with their places in it.
pub(crate) fn opened<'v>(
    views: impl Iterator<Item = (u32, &'v PageView)>,
    items: &'v Items,
) -> (Vec<usize>, Vec<Opened<'v>>) {
    let known = views.enumerate().filter_map(|(at, (item, view))| {
        let item: &Item = items.get(item)?;
        Some((at, Opened { item, view }))
    });
    known.unzip()
}

/// The score of page views in order of opening.
pub(crate) fn scored(opened: &[Opened<'_>], model: &Model) -> Score {
    score(model, &readings(opened.iter().copied()))
}
