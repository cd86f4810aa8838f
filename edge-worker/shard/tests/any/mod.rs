//! Hits, visits and a disk for the tests.
#![allow(dead_code)]

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shard::arrival::{Arrival, Fit, Origin};
use ungated_shard::awaited::Awaited;
use ungated_shard::batch::{Batch, Outcome};
use ungated_shard::disk::{Disk, Write};
use ungated_shard::fact::{View, Visit};
use ungated_shard::segment::{Damaged, Unpacker};
use ungated_shard::state::{Closed, State};
use ungated_shared::item::Item;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::{Event, Events};
use ungated_shared::score::model::Model;
use ungated_shared::source::Source;
use ungated_shared::source::channel::Channel;

#[path = "../../../../shared/tests/any/page_view.rs"]
mod any_page_view;
use any_page_view::Most;

/// A moment, Unix ms.
pub const NOW_MS: u64 = 1_728_000_000_000;

pub fn event(name: &str) -> Event {
    Event::new(name, BTreeMap::new()).unwrap()
}

pub fn origin() -> Origin {
    Origin {
        source: Source {
            name: "Slack".into(),
            channel: Channel::Community,
            campaign: String::new(),
            confidence: 90,
        },
        device: "mobile".into(),
        bot: String::new(),
        country: "DE".into(),
        fit: Fit::default(),
        simulated: false,
    }
}

/// A hit of a visitor for a page view.
pub fn arrival(visitor: u8, page_view: u64, sequence: u16, now_ms: u64) -> Arrival {
    Arrival {
        now_ms,
        only_known: false,
        asks: false,
        network: 0,
        keys: vec![[visitor; 16]],
        page_view,
        sequence,
        origin: origin(),
        item: Item { path: "/a/".into(), title: "A".into(), ..Item::default() },
        view: PageView { active_ms: 1_000 * u32::from(sequence), ..PageView::NEW },
        events: Events::NONE,
        refused_events: 0,
        claim: None,
        on_trial: Vec::new(),
    }
}

/// Up to every bound.
pub fn page_view() -> impl Strategy<Value = PageView> {
    any_page_view::page_view(Most {
        sections: limit::SECTIONS,
        words: limit::WORDS,
        shown_ms: limit::ENGAGED_MS,
        pixels: limit::PIXELS,
        seconds: limit::MEDIA_SECONDS,
        stretches: (64, 90),
    })
}

pub fn events() -> impl Strategy<Value = Events> {
    vec(("[a-z]{1,40}", 1..=limit::EVENT_COUNT), 0..=limit::EVENTS).prop_map(|all| {
        let mut events = Events::NONE;
        for (name, count) in all {
            events.set(event(&name), count);
        }
        events
    })
}

fn view() -> impl Strategy<Value = View> {
    (1..40u32, any::<u32>(), any::<u64>(), 0..=100u8, page_view(), events()).prop_map(
        |(item, after_ms, received, points, signals, events)| View {
            item,
            after_ms: after_ms.into(),
            received,
            points,
            signals,
            events,
        },
    )
}

/// Nothing for half of the visits, so that some segments have none.
fn fit() -> impl Strategy<Value = Fit> {
    let some = ("\\PC{0,20}", 0..=100u8, any::<bool>());
    let some = some.prop_map(|(segment, score, classified)| Fit { segment, score, classified });
    prop_oneof![Just(Fit::default()), some]
}

pub fn visit(views: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Visit> {
    let times = (0..2 * NOW_MS, any::<u32>());
    let scores = (0..=100u8, 0..=100u8);
    (times, scores, fit(), any::<u64>(), vec(view(), views), "\\PC{0,20}").prop_map(
        |((start_ms, lasted_ms), (engagement, intent), fit, model, views, name)| {
            let mut origin = Origin { fit, ..origin() };
            origin.source.name = name;
            Visit {
                start_ms,
                last_ms: start_ms + u64::from(lasted_ms),
                origin,
                engagement,
                intent,
                standing: "reading".into(),
                model,
                views,
            }
        },
    )
}

pub fn refused(code: &str) -> Outcome {
    Outcome::Refused(code.into())
}

/// A shard and its disk.
pub struct Shard {
    pub state: State,
    pub items: BTreeMap<u32, Item>,
    pub open: Vec<Vec<u8>>,
    pub journal: Vec<Vec<u8>>,
    pub segments: BTreeMap<u32, (Closed, Vec<u8>)>,
    pub ledger: BTreeMap<String, i64>,
    pub model: Option<Model>,
    pub unscored: Option<u32>,
}

impl Shard {
    pub fn new() -> Self {
        Self {
            state: State::load(Model::DEFAULT, &Disk::default()).unwrap(),
            items: BTreeMap::new(),
            open: Vec::new(),
            journal: Vec::new(),
            segments: BTreeMap::new(),
            ledger: BTreeMap::new(),
            model: None,
            unscored: None,
        }
    }

    /// Takes a batch, and writes what follows.
    pub fn take(&mut self, arrivals: Vec<Arrival>, received_ms: u64) -> Vec<Outcome> {
        let step = self.state.step(Batch { arrivals, counts: Vec::new() }, received_ms);
        self.commit(step.writes);
        step.outcomes
    }

    pub fn commit(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write {
                Write::Journal(row) => self.journal.push(row),
                Write::Item(id, item) => {
                    self.items.insert(id, item);
                }
                Write::DropItem(id) => {
                    self.items.remove(&id).unwrap();
                }
                Write::Segment { id, summary, bytes } => {
                    let (from_ms, to_ms, views) = (summary.from_ms, summary.to_ms, summary.views);
                    let awaited = self.segments.remove(&id).map(|(closed, _)| closed.awaited);
                    let awaited = awaited.unwrap_or_default();
                    let closed = Closed { from_ms, to_ms, views, awaited };
                    self.segments.insert(id, (closed, bytes));
                }
                Write::Await(id, row) => {
                    self.segments.get_mut(&id).unwrap().0.awaited = Awaited::read(&row).unwrap();
                }
                Write::ForgetIds(id) => {
                    let closed = &mut self.segments.get_mut(&id).unwrap().0;
                    assert!(!closed.awaited.is_empty(), "there is something to forget");
                    closed.awaited = Awaited::default();
                }
                Write::DropSegment(id) => {
                    self.segments.remove(&id).unwrap();
                }
                Write::Open(rows) => self.open = rows,
                Write::ClearJournal => self.journal.clear(),
                Write::FoldCounts(_) => {}
                Write::Count { code, n, .. } => *self.ledger.entry(code).or_default() += n,
                Write::Model(model) => self.model = Some(model),
                Write::Unscored(from) => self.unscored = from,
            }
        }
        assert!(self.state.is_same(&self.loaded().unwrap()), "memory follows from disk");
    }

    pub fn loaded(&self) -> Result<State, Damaged> {
        let disk = Disk {
            items: self.items.clone().into_iter().collect(),
            open: self.open.clone(),
            segments: self.segments.iter().map(|(id, (it, _))| (*id, it.clone())).collect(),
            journal: self.journal.clone(),
            model: self.model,
            unscored: self.unscored,
        };
        State::load(Model::DEFAULT, &disk)
    }

    pub fn compact(&mut self, received_ms: u64, retention_ms: u64) {
        let segments = &self.segments;
        let mut read = |id| segments.get(&id).map(|(_, bytes)| bytes.clone()).ok_or(Damaged);
        let writes = self.state.compact(received_ms, retention_ms, &mut read).unwrap();
        self.commit(writes);
    }

    pub fn closed(&self) -> Vec<Visit> {
        let read = |(_, bytes): &(Closed, Vec<u8>)| Unpacker::new(bytes).unwrap();
        self.segments.values().flat_map(read).map(Result::unwrap).collect()
    }

    /// The longest row.
    pub fn longest(&self) -> usize {
        let rows = self.open.iter().chain(&self.journal);
        let awaited = self.segments.values().map(|(closed, _)| closed.awaited.write().len());
        let segments = self.segments.values().map(|(_, bytes)| bytes.len());
        rows.map(Vec::len).chain(segments).chain(awaited).max().unwrap_or(0)
    }

    /// A count: in the table and in memory.
    pub fn count(&self, code: &str) -> i64 {
        let recent = self.state.ledger().0.iter().filter(|((_, it), _)| it == code);
        self.ledger.get(code).copied().unwrap_or(0) + recent.map(|(_, n)| n).sum::<i64>()
    }
}

/// What an item without a language is counted in.
pub fn words() -> ungated_shared::page_view::language::Unit {
    ungated_shared::page_view::language::Unit::of("")
}
