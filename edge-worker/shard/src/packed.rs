//! A page view in few bytes: what open visits, the journal and calls hold of it.
//!
//! A page view as a value has room for every second of four media, some eight kilobytes; most
//! have none. Here it is its numbers (`page_view::flat`), what was said brought the reader, and
//! its events.

use ungated_shared::page_view::event::{Events, WireEvent};
use ungated_shared::page_view::{PageView, flat};
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::heard::{Heard, HeardOf};

use crate::codec::{Reader, Writer};

/// Writes a page view and its events.
pub fn write(to: &mut Writer, view: &PageView, events: &Events) {
    let mut numbers = Writer::default();
    flat::write(view, &mut |number| numbers.put(number));
    to.bytes(&numbers.0);
    to.put(heard(view));
    to.bytes(&events_json(events));
}

/// What was said brought the reader, as bits in the order of [`Heard::ALL`].
#[must_use]
pub fn heard(view: &PageView) -> u64 {
    let heard = Heard::ALL.iter().enumerate();
    heard.fold(0, |bits, (at, kind)| bits | u64::from(view.heard.of(*kind)) << at)
}

/// The same from such bits; those that no answer has say nothing.
#[must_use]
pub fn heard_of(bits: u64) -> HeardOf {
    let mut said = HeardOf::NONE;
    for (at, kind) in Heard::ALL.iter().enumerate() {
        if bits >> at & 1 == 1 {
            said.add(*kind);
        }
    }
    said
}

/// Events in their wire form; none are no bytes.
#[must_use]
pub fn events_json(events: &Events) -> Vec<u8> {
    if events.is_empty() {
        return Vec::new();
    }
    // Rare, and small beside the texts in them.
    serde_json::to_vec(&Vec::<WireEvent>::from(events)).unwrap_or_default()
}

/// How many bytes [`write()`] writes.
#[must_use]
pub fn bytes(view: &PageView, events: &Events) -> usize {
    let mut to = Writer::default();
    write(&mut to, view, events);
    to.0.len()
}

/// Reads what [`write()`] wrote.
pub fn read(from: &mut Reader<'_>) -> Option<(PageView, Events)> {
    let mut rest = Reader::new(from.bytes()?);
    let mut numbers = Vec::new();
    while !rest.is_done() {
        numbers.push(rest.fit()?);
    }
    let mut view = flat::read(&numbers)?;
    view.heard = heard_of(from.number()?);
    Some((view, events(from.bytes()?)?))
}

/// Events from their wire form.
pub fn events(bytes: &[u8]) -> Option<Events> {
    if bytes.is_empty() {
        return Some(Events::NONE);
    }
    serde_json::from_slice::<Vec<WireEvent>>(bytes).ok()?.try_into().ok()
}
