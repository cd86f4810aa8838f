//! Who reads now.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ungated_shared::visit::GAP_MS;
use worker::Result;

use super::store::StoredView;
use crate::sql::Sql;

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
    /// Changes whenever a fact changes.
    pub revision: i64,
}

impl Live {
    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: Self) {
        self.readers += other.readers;
        self.hand_raises += other.hand_raises;
        self.revision += other.revision;
        for (standing, n) in other.standings {
            *self.standings.entry(standing).or_default() += n;
        }
        for (item, (title, n)) in other.items {
            self.items.entry(item).or_insert((title, 0)).1 += n;
        }
    }
}

/// Reads it from a shard.
pub fn read(sql: &Sql, now_ms: u64) -> Result<Live> {
    let mut live = Live::default();
    let rows = sql.rows(
        "SELECT last_ms, standing, views FROM visit
         WHERE start_ms >= ? AND last_ms >= ? AND device <> 'bot'",
        // No sitting is longer than twelve hours; this keeps the scan on the index.
        vec![
            sql.ms(now_ms.saturating_sub(u64::from(ungated_shared::limit::ENGAGED_MS))),
            sql.ms(now_ms.saturating_sub(GAP_MS)),
        ],
    )?;
    for row in rows {
        let views: Vec<StoredView> = serde_json::from_str(&row.text(2))?;
        let raised = views.iter().map(|v| u64::from(v.view.hand_raises.total()));
        live.hand_raises += raised.sum::<u64>();
        if row.unsigned(0) + LIVE_MS < now_ms {
            continue;
        }
        live.readers += 1;
        *live.standings.entry(row.text(1)).or_default() += 1;
        if let Some(view) = views.last() {
            let item =
                sql.first("SELECT path, title FROM item WHERE id = ?", vec![view.i.into()])?;
            if let Some(item) = item {
                live.items.entry(item.text(0)).or_insert((item.text(1), 0)).1 += 1;
            }
        }
    }
    let hits =
        sql.first("SELECT coalesce(sum(n), 0) FROM ledger WHERE code = 'accepted'", vec![])?;
    live.revision = hits.map_or(0, |row| row.int(0));
    Ok(live)
}
