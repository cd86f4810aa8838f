//! Who reads now.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ungated_shard::ledger::ACCEPTED;
use ungated_shard::state::State;
use ungated_shared::visit::GAP_MS;

/// A visit is live while its last hit is younger than this, ms. Pages send a hit at least that
/// often while they are read.
const LIVE_MS: u64 = 5 * 60 * 1000;

/// Who reads now, in one shard or, merged, on a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    /// Live visits.
    pub readers: u64,
    /// Live visits by standing.
    pub standings: BTreeMap<String, u64>,
    /// Live visits by the item opened last: path to title and count.
    pub items: BTreeMap<String, (String, u64)>,
    /// Hand-raises in visits of the last half hour.
    pub hand_raises: u64,
    /// The visits that raised them.
    pub raising: u64,
    /// Changes whenever a fact changes.
    pub revision: i64,
}

impl Live {
    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: Self) {
        self.readers += other.readers;
        self.hand_raises += other.hand_raises;
        self.raising += other.raising;
        self.revision += other.revision;
        for (standing, n) in other.standings {
            *self.standings.entry(standing).or_default() += n;
        }
        for (item, (title, n)) in other.items {
            self.items.entry(item).or_insert((title, 0)).1 += n;
        }
    }
}

/// Reads it from a shard, which has so many accepted hits in its ledger's table.
pub fn read(visits: &State, stored: i64, now_ms: u64) -> Live {
    let mut live = Live::default();
    let since = now_ms.saturating_sub(GAP_MS);
    for open in visits.open_visits() {
        if open.last_ms < since || !open.origin.bot.is_empty() {
            continue;
        }
        let visit = open.fact(visits.items(), visits.model());
        let raised = visit.views.iter().map(|v| u64::from(v.signals.hand_raises.total()));
        let raised = raised.sum::<u64>();
        live.hand_raises += raised;
        live.raising += u64::from(raised > 0);
        if visit.last_ms + LIVE_MS < now_ms {
            continue;
        }
        live.readers += 1;
        *live.standings.entry(visit.standing).or_default() += 1;
        if let Some(item) = visit.views.last().and_then(|view| visits.items().get(view.item)) {
            live.items.entry(item.path.clone()).or_insert((item.title.clone(), 0)).1 += 1;
        }
    }
    let accepted = visits.ledger().0.iter().filter(|((_, code), _)| code == ACCEPTED);
    live.revision = stored + accepted.map(|(_, n)| n).sum::<i64>();
    live
}
