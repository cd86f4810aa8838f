//! Hits that the site's author named.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::hit::refusal::Refusal;
use crate::{hit::scrub, hit::text, limit};

/// The value of a property.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Prop {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A label, scrubbed like a URL's parts, at most [`limit::LABEL_CHARS`].
    Text(String),
}

/// An event: its name and properties. Two that differ in a property are two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    name: String,
    props: BTreeMap<String, Prop>,
}

impl Event {
    /// An event within its bounds: names of 1 to [`limit::EVENT_NAME_CHARS`] characters without
    /// control characters or outer space, at most [`limit::EVENT_PROPS`] properties. Names and texts
    /// are scrubbed, and numbers from [`limit::EVENT_NUMBER`] on; anything else out of bounds is
    /// `None`.
    #[must_use]
    pub fn new(name: &str, props: BTreeMap<String, Prop>) -> Option<Self> {
        let named = |name: &str| {
            let clean = text::clean(name, limit::EVENT_NAME_CHARS);
            !clean.is_empty() && clean == name
        };
        if !named(name) || props.len() > limit::EVENT_PROPS || !props.keys().all(|key| named(key)) {
            return None;
        }
        let label = |name: &str| scrub::label(name, limit::EVENT_NAME_CHARS);
        let safe = |(key, prop): (String, Prop)| {
            let prop = match prop {
                Prop::Text(raw) => Prop::Text(scrub::label(&raw, limit::LABEL_CHARS)),
                Prop::Number(n) if n.unsigned_abs() >= limit::EVENT_NUMBER => {
                    Prop::Text(":id".into())
                }
                other => other,
            };
            (label(&key), prop)
        };
        Some(Self { name: label(name), props: props.into_iter().map(safe).collect() })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its properties.
    #[must_use]
    pub const fn props(&self) -> &BTreeMap<String, Prop> {
        &self.props
    }
}

/// The events of a page view and how often each happened.
///
/// Kept beside [`crate::page_view::PageView`] and joined like it: the page's listeners count
/// them, as they are text and text needs memory that the core does without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Events(BTreeMap<Event, u16>);

impl Events {
    /// None: the identity of [`Self::join`].
    pub const NONE: Self = Self(BTreeMap::new());

    /// Sets how often an event happened so far, at most [`limit::EVENT_COUNT`].
    pub fn set(&mut self, event: Event, count: u16) {
        let ours = self.0.entry(event).or_default();
        *ours = (*ours).max(count.min(limit::EVENT_COUNT));
        self.bound();
    }

    /// Adds what another snapshot of the same page view knows: the larger count of each.
    ///
    /// Of more than [`limit::EVENTS`] different ones, which no page sends, the first by name stay.
    /// An event among the first of all is among the first of any part, so the order of joining
    /// changes nothing.
    pub fn join(&mut self, other: &Self) {
        for (event, count) in &other.0 {
            let ours = self.0.entry(event.clone()).or_default();
            *ours = (*ours).max(*count);
        }
        self.bound();
    }

    fn bound(&mut self) {
        while self.0.len() > limit::EVENTS {
            self.0.pop_last();
        }
    }

    /// Events and counts, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&Event, u16)> {
        self.0.iter().map(|(event, count)| (event, *count))
    }

    /// How often events of some names happened, whatever their properties. Never less than an earlier
    /// snapshot of the page view said.
    #[must_use]
    pub fn count_of(&self, names: &[String]) -> u32 {
        let named = self.0.iter().filter(|(event, _)| names.contains(&event.name));
        named.map(|(_, count)| u32::from(*count)).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An event on the wire: name, properties, count.
pub type WireEvent = (String, BTreeMap<String, Prop>, u16);

impl From<&Events> for Vec<WireEvent> {
    fn from(events: &Events) -> Self {
        events.iter().map(|(e, count)| (e.name.clone(), e.props.clone(), count)).collect()
    }
}

impl TryFrom<Vec<WireEvent>> for Events {
    type Error = Refusal;

    fn try_from(wire: Vec<WireEvent>) -> Result<Self, Self::Error> {
        let decode = Refusal::Decode;
        if wire.len() > limit::EVENTS {
            return Err(decode);
        }
        let mut events = Self::NONE;
        for (name, props, count) in wire {
            events.set(Event::new(&name, props).ok_or(decode)?, count);
        }
        Ok(events)
    }
}

impl Serialize for Events {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Vec::from(self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Events {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wire = Vec::<WireEvent>::deserialize(from)?;
        wire.try_into().map_err(|_| serde::de::Error::custom("events out of bounds"))
    }
}
