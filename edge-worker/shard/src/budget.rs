//! How much of what may come: from one network, to one shard, and how many new names a day.
//!
//! Budgets live in memory only. They decide, and the decision is what is written down: a shard
//! that wakes up replays what was accepted and counts anew.

use std::collections::{BTreeMap, BTreeSet};

use ungated_shared::hit::refusal::Refusal;
use ungated_shared::limit;
use ungated_shared::page_view::event::{Event, Events};

use crate::arrival::Arrival;
use crate::items::{Items, OTHER};

const SECOND_MS: u64 = 1_000;
const MINUTE_MS: u64 = 60 * SECOND_MS;
const DAY_MS: u64 = 24 * 60 * MINUTE_MS;

/// What was spent.
#[derive(Clone, Debug, Default)]
pub struct Budgets {
    second: u64,
    hits: u32,
    minute: u64,
    networks: BTreeMap<u64, u32>,
    day: u64,
    items: usize,
    sources: BTreeSet<String>,
    campaigns: BTreeSet<String>,
    events: BTreeSet<String>,
}

impl Budgets {
    /// Refuses a hit for which there is no room now: `received_ms` is the shard's clock.
    pub fn refuse(&mut self, arrival: &Arrival, received_ms: u64) -> Option<Refusal> {
        let second = received_ms / SECOND_MS;
        if second != self.second {
            (self.second, self.hits) = (second, 0);
        }
        if self.hits >= limit::SHARD_HITS {
            return Some(Refusal::Overloaded);
        }
        let minute = received_ms / MINUTE_MS;
        if minute != self.minute {
            self.minute = minute;
            self.networks.clear();
        }
        if arrival.network != 0 {
            // So many networks in a minute are a flood of its own kind: the later ones share one
            // budget.
            let room = self.networks.len() < limit::NETWORKS;
            let known = self.networks.contains_key(&arrival.network);
            let network = if room || known { arrival.network } else { 0 };
            let hits = self.networks.entry(network).or_default();
            if *hits >= limit::NETWORK_HITS {
                return Some(Refusal::RateLimited);
            }
            *hits += 1;
        }
        self.hits += 1;
        None
    }

    /// Gives names for which there is no room the name of the others; returns how many.
    pub fn name(&mut self, arrival: &mut Arrival, items: &Items) -> u64 {
        let day = arrival.now_ms / DAY_MS;
        if day > self.day {
            *self = Self {
                day,
                items: 0,
                sources: BTreeSet::new(),
                campaigns: BTreeSet::new(),
                events: BTreeSet::new(),
                ..std::mem::take(self)
            };
        }
        let mut others = 0;
        if !items.has(&arrival.item.path) && arrival.item.path != OTHER {
            if self.items >= limit::NEW_ITEMS || items.len() >= limit::ITEMS {
                arrival.item =
                    ungated_shared::item::Item { path: OTHER.into(), ..Default::default() };
                others += 1;
            } else {
                self.items += 1;
            }
        }
        let source = &mut arrival.origin.source;
        others += fit(&mut self.sources, &mut source.name, limit::NAMES);
        others += fit(&mut self.campaigns, &mut source.campaign, limit::NAMES);
        if !arrival.events.is_empty() {
            let mut named = Events::NONE;
            for (event, count) in arrival.events.iter() {
                let key = format!("{event:?}");
                let fits = self.events.contains(&key) || self.events.len() < limit::NAMES;
                if fits {
                    self.events.insert(key);
                    named.set(event.clone(), count);
                } else if let Some(other) = Event::new(OTHER, BTreeMap::new()) {
                    named.set(other, count);
                    others += 1;
                }
            }
            arrival.events = named;
        }
        others
    }
}

/// Keeps a name if it is known or there is room; else it becomes that of the others.
fn fit(known: &mut BTreeSet<String>, name: &mut String, most: usize) -> u64 {
    if name.is_empty() || known.contains(name.as_str()) {
        return 0;
    }
    if known.len() < most {
        known.insert(name.clone());
        return 0;
    }
    *name = OTHER.into();
    1
}
