//! Readers and what their pages know: a function of the seed, so that nothing has to be kept.

use std::collections::BTreeMap;

use ungated_shard::arrival::{Arrival, Fit, Key, Origin};
use ungated_shared::item::{Item, Stage};
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::{Event, Events};
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::heard::Heard;
use ungated_shared::source::Source;
use ungated_shared::source::channel::Channel;
use ungated_shared::visit::SALT_GRACE_MS;
use ungated_simulator::chance::Chance;

/// A UTC day, ms.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// What every key begins with, so that it is found wherever it lies.
pub const KEY_MARK: &[u8; 6] = b"\xeeKEY\xee\xfe";

/// A page view: who has it open, and what it will send.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its id.
    pub id: u64,
    /// Who reads.
    pub visitor: u32,
    /// Whether the site knows visitors.
    pub has_keys: bool,
    /// How many hits it sends.
    pub hits: u16,
    /// The number of its item.
    pub item: u32,
}

/// The keys of a visitor at a time, today's first; in the first half hour yesterday's too.
#[must_use]
pub fn keys(visitor: u32, now_ms: u64) -> Vec<Key> {
    let key = |day: u64| {
        let mut key = Key::default();
        key[..6].copy_from_slice(KEY_MARK);
        key[6..10].copy_from_slice(&visitor.to_le_bytes());
        key[10..].copy_from_slice(&(day as u32).to_le_bytes().repeat(2)[..6]);
        key
    };
    let today = now_ms / DAY_MS;
    let mut keys = vec![key(today)];
    if now_ms % DAY_MS < SALT_GRACE_MS {
        keys.extend(today.checked_sub(1).map(key));
    }
    keys
}

/// What hit `sequence` of a page view knows: never less than the one before.
#[must_use]
pub fn snapshot(seed: u64, number: u32, sequence: u16) -> (PageView, Events) {
    let mut chance = Chance::of(seed ^ 0x5eed, u64::from(number));
    // The height is the page view's number, so that facts, which have no ids, tell whose they are.
    let mut view = PageView { height_px: number + 1, ..PageView::NEW };
    let mut events = Events::NONE;
    let sections = chance.between((0, 5)) as usize;
    for at in 0..sections {
        view.sections.at(at).words = 50 + chance.between((0, 400));
    }
    for _ in 0..sequence {
        view.active_ms += chance.between((0, 20_000));
        view.media_ms += chance.between((0, 10)) / 10 * 5_000;
        view.bottom_px = (view.bottom_px + chance.between((0, number / 2 + 1))).min(number + 1);
        if sections > 0 {
            view.sections.at(chance.between((0, sections as u32 - 1)) as usize).ms +=
                chance.between((0, 20_000));
        }
        match chance.between((0, 30)) {
            0 => view.hand_raises.add(HandRaise::ALL[chance.between((0, 5)) as usize]),
            1 => view.acts.add(Act::ALL[chance.between((0, 3)) as usize]),
            2 => view.heard.add(Heard::ALL[chance.between((0, 12)) as usize]),
            3 => {
                let from_s = chance.between((0, 3_000));
                if let Some(medium) = view.media.at(chance.between((0, 1)) as usize) {
                    medium.length_s = 3_600;
                    medium.played.add(from_s, from_s + 60);
                }
            }
            4 => {
                let name = format!("event-{}", chance.between((0, 3)));
                let count = events.iter().map(|(_, count)| count).max().unwrap_or(0) + 1;
                events.set(event(&name), count);
            }
            _ => {}
        }
    }
    (view, events)
}

fn event(name: &str) -> Event {
    Event::new(name, BTreeMap::new()).unwrap_or_else(|| panic!("{name} is an event's name"))
}

/// The item of a page view, as hit `sequence` names it: some pages learn their address late.
#[must_use]
pub fn path(page: &Page, sequence: u16) -> String {
    if page.item.is_multiple_of(7) && sequence == 0 {
        format!("/plain/{}/", page.item)
    } else {
        format!("/piece/{}/", page.item)
    }
}

/// An item by its path; its title changes from day to day.
#[must_use]
pub fn item(path: &str, now_ms: u64) -> Item {
    let number = path.bytes().filter(u8::is_ascii_digit).map(u32::from).sum::<u32>();
    Item {
        path: path.into(),
        title: format!("A piece, as it was called on day {}", now_ms / DAY_MS),
        topic: format!("topic {}", number % 4),
        stage: Stage::ALL[number as usize % Stage::ALL.len()],
        language: if number % 5 == 0 { "ja".into() } else { "en".into() },
        words: 600,
        ..Item::default()
    }
}

/// Whether a hit claims other points than it should.
#[must_use]
pub fn claims_wrongly(number: u32, sequence: u16) -> bool {
    (number + u32::from(sequence)) % 97 == 5
}

/// What segment rules said of the reader of a page view; nothing of a third of them.
#[must_use]
pub fn fit(number: u32) -> Fit {
    if number.is_multiple_of(3) {
        return Fit::default();
    }
    let segment = format!("segment {}", number % 5);
    Fit { segment, score: (number % 101) as u8, classified: number.is_multiple_of(2) }
}

/// How many events a hit brings that are none.
#[must_use]
pub fn refused_events(number: u32, sequence: u16) -> u8 {
    u8::from((number + u32::from(sequence)) % 41 == 3) * 2
}

/// A hit as it arrives at `now_ms` by the Worker's clock.
#[must_use]
pub fn arrival(seed: u64, page: &Page, number: u32, sequence: u16, now_ms: u64) -> Arrival {
    let (view, events) = snapshot(seed, number, sequence);
    let item = item(&path(page, sequence), now_ms);
    let model = &Model::DEFAULT;
    let own = points(model, Unit::of(&item.language), &view).total();
    let wrong = u8::from(claims_wrongly(number, sequence));
    Arrival {
        now_ms,
        only_known: false,
        asks: number.is_multiple_of(11),
        network: u64::from(page.visitor) + 1,
        keys: if page.has_keys { keys(page.visitor, now_ms) } else { Vec::new() },
        page_view: page.id,
        sequence,
        origin: Origin {
            source: Source {
                name: format!("source {}", number % 9),
                channel: Channel::Community,
                campaign: String::new(),
                confidence: 90,
            },
            device: "mobile".into(),
            bot: String::new(),
            // Whatever stands here stays: it tells whose origin a visit has.
            country: format!("{number}"),
            fit: fit(number),
            simulated: false,
        },
        item,
        view,
        events,
        refused_events: refused_events(number, sequence),
        claim: Some((own + wrong, model.hash())),
        on_trial: Vec::new(),
    }
}
