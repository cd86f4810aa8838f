//! Two sites with a month of readers, as they lie on a disk.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tempfile::TempDir;
use ungated_load::fill::{self, Filled};
use ungated_shared::segment::Segments;
use ungated_simulator::assumptions::PAGES_PER_VISIT;

use crate::formats::visits;
use crate::ingest::target::{Cores, Target};

pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// Days over which readers come.
pub const DAYS: u32 = 30;
/// The sites, and how many visits a figure stands for in each.
pub const SITES: [(&str, u64); 2] = [("all", 1), ("five", 5)];

/// What the product is told of them.
pub fn sites() -> Value {
    json!({
        "all": {"title": "All", "public": true, "hostnames": ["localhost", "127.0.0.1"], "k": 1},
        "five": {"title": "Five", "public": true, "hostnames": ["localhost", "127.0.0.1"]},
    })
}

/// A disk with both sites on it.
pub struct Loaded {
    pub filled: Filled,
    pub data: TempDir,
    /// When its last day ends, Unix ms: no page of it may send hits any more.
    pub end_ms: u64,
}

impl Loaded {
    /// About so many page views a site, in three regions.
    pub fn of(views: u32, seed: u64) -> Result<Self, String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        // The end of the day before yesterday.
        let end_ms = (now.as_millis() as u64 / DAY_MS - 1) * DAY_MS;
        let publication = visits::publication().ok_or("the publication has no page")?;
        let readers = fill::Readers {
            visits: (f64::from(views) / PAGES_PER_VISIT) as u32,
            days: DAYS,
            seed,
            now_ms: end_ms - 1,
            late_ms: 60 * 60 * 1000,
        };
        let filled = fill::fill(&publication, &Segments::default(), &readers)?;
        let data = tempfile::tempdir().map_err(|error| error.to_string())?;
        // What makes the product's objects known; their rows come after.
        let product = Target::product(&data, Some(sites()), "five", Cores::shared())?;
        for (site, _) in SITES {
            fill::register(product.workerd.http(), site)?;
        }
        product.workerd.stop();
        filled.put(&SITES.map(|(site, _)| site), &data.path().join("objects"))?;
        Ok(Self { filled, data, end_ms })
    }
}
