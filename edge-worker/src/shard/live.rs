//! Who reads now.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ungated_shard::ledger::ACCEPTED;
use ungated_shard::state::State;
use ungated_shared::limit::LIVE_MINUTES;
use ungated_shared::report::NONE;
use ungated_shared::visit::GAP_MS;

/// A visit is live while its last hit is younger than this, ms. Pages send a hit at least that
/// often while they are read.
const LIVE_MS: u64 = 5 * 60 * 1000;
const MINUTE_MS: u64 = 60 * 1000;

// A visit that opened a page in one of the minutes told has not closed yet.
const _: () = assert!(LIVE_MINUTES as u64 * MINUTE_MS <= GAP_MS);

/// Who reads now, in one shard or, merged, on a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    /// Live visits.
    pub readers: u64,
    /// Live visits by standing.
    pub standings: BTreeMap<String, u64>,
    /// Live visits by the item opened last: path to title and count.
    pub items: BTreeMap<String, (String, u64)>,
    /// Live visits by the word of their channel.
    pub channels: BTreeMap<String, u64>,
    /// Live visits by country.
    pub countries: BTreeMap<String, u64>,
    /// Visits that opened a page, by minute of the clock: this one is the last.
    pub minutes: Vec<u64>,
    /// Hand-raises in visits of the last half hour.
    pub hand_raises: u64,
    /// The visits that raised them.
    pub raising: u64,
    /// Changes whenever a fact changes.
    pub revision: i64,
    /// When the first of these figures changes if nothing happens, Unix ms.
    pub leaves_ms: Option<u64>,
}

impl Live {
    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: Self) {
        self.readers += other.readers;
        self.hand_raises += other.hand_raises;
        self.raising += other.raising;
        self.revision += other.revision;
        for (own, others) in [
            (&mut self.standings, other.standings),
            (&mut self.channels, other.channels),
            (&mut self.countries, other.countries),
        ] {
            for (part, n) in others {
                *own.entry(part).or_default() += n;
            }
        }
        for (item, (title, n)) in other.items {
            self.items.entry(item).or_insert((title, 0)).1 += n;
        }
        for (own, others) in self.minutes.iter_mut().zip(other.minutes) {
            *own += others;
        }
        self.changes_at(other.leaves_ms);
    }

    fn changes_at(&mut self, ms: Option<u64>) {
        self.leaves_ms = self.leaves_ms.into_iter().chain(ms).min();
    }
}

/// Reads it from a shard, which has so many accepted hits in its ledger's table.
pub fn read(visits: &State, stored: i64, now_ms: u64) -> Live {
    let mut live = Live { minutes: vec![0; LIVE_MINUTES], ..Live::default() };
    let since = now_ms.saturating_sub(GAP_MS);
    for open in visits.open_visits() {
        if open.last_ms < since || !open.origin.bot.is_empty() {
            continue;
        }
        let visit = open.fact(visits.items(), visits.model());
        let opened = visit.views.iter().map(|view| visit.start_ms + view.after_ms);
        count_minutes(&mut live.minutes, opened, now_ms);
        let raised = visit.views.iter().map(|v| u64::from(v.signals.hand_raises.total()));
        let raised = raised.sum::<u64>();
        live.hand_raises += raised;
        live.raising += u64::from(raised > 0);
        if raised > 0 {
            live.changes_at(Some(visit.last_ms + GAP_MS + 1));
        }
        if visit.last_ms + LIVE_MS < now_ms {
            continue;
        }
        live.changes_at(Some(visit.last_ms + LIVE_MS + 1));
        live.readers += 1;
        *live.standings.entry(visit.standing).or_default() += 1;
        let channel = visit.origin.source.channel.word();
        *live.channels.entry(channel.into()).or_default() += 1;
        let country = Some(visit.origin.country).filter(|country| !country.is_empty());
        *live.countries.entry(country.unwrap_or_else(|| NONE.into())).or_default() += 1;
        if let Some(item) = visit.views.last().and_then(|view| visits.items().get(view.item)) {
            live.items.entry(item.path.clone()).or_insert((item.title.clone(), 0)).1 += 1;
        }
    }
    if live.minutes.iter().any(|visits| *visits > 0) {
        live.changes_at(Some((now_ms / MINUTE_MS + 1) * MINUTE_MS));
    }
    let accepted = visits.ledger().0.iter().filter(|((_, code), _)| code == ACCEPTED);
    live.revision = stored + accepted.map(|(_, n)| n).sum::<i64>();
    live
}

/// Counts a visit in each minute in which it opened a page, once.
fn count_minutes(minutes: &mut [u64], opened: impl Iterator<Item = u64>, now_ms: u64) {
    let mut own = [false; LIVE_MINUTES];
    for opened_ms in opened {
        let ago = (now_ms / MINUTE_MS).checked_sub(opened_ms / MINUTE_MS);
        let minute = ago.and_then(|ago| LIVE_MINUTES.checked_sub(1 + usize::try_from(ago).ok()?));
        if let Some(own) = minute.and_then(|minute| own.get_mut(minute)) {
            *own = true;
        }
    }
    for (visits, own) in minutes.iter_mut().zip(own) {
        *visits += u64::from(own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_counts_once_in_each_minute_of_the_last_half_hour() {
        let now_ms = 1_000 * MINUTE_MS + 30_000;
        let at = |ago: u64| now_ms - ago * MINUTE_MS;
        let mut minutes = [0; LIVE_MINUTES];
        let opened = [at(0), at(0) + 1, at(2), at(29), at(30), now_ms + MINUTE_MS];
        count_minutes(&mut minutes, opened.into_iter(), now_ms);
        let told: Vec<usize> = (0..LIVE_MINUTES).filter(|n| minutes[*n] > 0).collect();
        assert_eq!(told, [0, 27, 29]);
        assert_eq!(minutes.iter().sum::<u64>(), 3);
    }

    #[test]
    fn figures_of_regions_add_up_and_the_first_change_is_the_next() {
        let part = |ms: u64| Live {
            readers: 1,
            channels: [("search".into(), 1)].into(),
            leaves_ms: Some(ms),
            ..Live::default()
        };
        let mut live = Live::default();
        live.merge(part(20));
        live.merge(part(10));
        live.merge(Live::default());
        assert_eq!((live.readers, live.leaves_ms), (2, Some(10)));
        assert_eq!(live.channels["search"], 2);
    }
}
