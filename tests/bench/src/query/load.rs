//! Shards full of a month's readers.

use std::path::Path;

use serde_json::{Value, json};
use ungated_harness::{Http, bare_on, place};
use ungated_shard::disk::Write;

use crate::formats::shard::{self, Ran};
use crate::formats::visits;

/// Where readers are, as the product is told, and the region whose shard keeps them then.
pub const PLACES: [(&str, &str); 3] = [
    (r#"{"continent":"EU","country":"DE"}"#, "weur"),
    (r#"{"continent":"NA","country":"US","longitude":"-74.0"}"#, "enam"),
    (r#"{"continent":"AS","country":"JP"}"#, "apac"),
];
/// Days over which readers come.
pub const DAYS: u32 = 30;

/// What the simulator's readers open on average, for so many page views in all.
const VIEWS_PER_VISIT: f64 = 2.2;

/// An alarm an hour late packs an hour's visits at once. What is kept is the same; packing them minute
/// by minute takes most of an hour.
const LATE_MS: u64 = 60 * 60 * 1000;

/// What a site has.
pub struct Loaded {
    /// Visits and page views that are closed, and segments and their bytes.
    pub visits: u64,
    pub views: u64,
    pub segments: u64,
    pub bytes: u64,
    regions: Vec<Ran>,
}

/// Lets readers come to each region until `now_ms`.
pub fn run(views: u32, seed: u64, now_ms: u64) -> Result<Loaded, String> {
    let publication = visits::publication().ok_or("the publication has no page")?;
    let visits = (f64::from(views) / VIEWS_PER_VISIT) as u32;
    let mut loaded = Loaded { visits: 0, views: 0, segments: 0, bytes: 0, regions: Vec::new() };
    for (_, region) in PLACES {
        let is_here = |continent: &str| match region {
            "enam" => continent == "NA",
            "apac" => continent == "AS",
            _ => continent != "NA" && continent != "AS",
        };
        let plan = shard::Month { seed, visits, days: DAYS, now_ms, late_ms: LATE_MS };
        let ran = shard::run_where(&publication, &plan, |reader| is_here(reader.place.continent))?;
        loaded.views += ran.views;
        loaded.segments += ran.state.segments().count() as u64;
        loaded.bytes += ran.segment_bytes();
        for write in ran.rows.writes() {
            if let Write::Segment { summary, .. } = write {
                loaded.visits += summary.visits as u64;
            }
        }
        loaded.regions.push(ran);
    }
    Ok(loaded)
}

impl Loaded {
    /// Puts the rows into the tables of these sites' shards, which the product has made.
    pub fn put(&self, sites: &[&str], data: &Path) -> Result<(), String> {
        let loader = bare_on(&place::root().join("tests/bench/query/load.capnp"), data)?;
        for site in sites {
            for ((_, region), ran) in PLACES.iter().zip(&self.regions) {
                let shard = format!("{site}/{region}/0");
                for table in ["item", "segment", "awaited"] {
                    put(loader.http(), &shard, &format!("DELETE FROM {table}"), json!([]), &[])?;
                }
                for write in ran.rows.writes() {
                    put_write(loader.http(), &shard, &write)?;
                }
            }
        }
        loader.stop();
        Ok(())
    }
}

/// As the product writes it.
fn put_write(http: &Http, shard: &str, write: &Write) -> Result<(), String> {
    match write {
        Write::Item(id, item) => {
            let values = json!([
                id,
                item.path,
                item.title,
                item.topic,
                item.author,
                item.kind,
                item.stage.word(),
                item.language,
                item.words,
                item.weight
            ]);
            put(http, shard, "INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?)", values, &[])
        }
        Write::Segment { id, summary, bytes } => {
            let values = json!([id, summary.from_ms, summary.to_ms, summary.visits, summary.views]);
            put(http, shard, "INSERT INTO segment VALUES (?,?,?,?,?,?)", values, bytes)
        }
        Write::Await(id, visits) => {
            put(http, shard, "INSERT INTO awaited VALUES (?,?)", json!([id]), visits)
        }
        // Readers are waited for until all have left, and what the ledger counts is not asked.
        _ => Ok(()),
    }
}

fn put(
    http: &Http,
    shard: &str,
    statement: &str,
    values: Value,
    blob: &[u8],
) -> Result<(), String> {
    let values = values.to_string();
    let headers = [("x-shard", shard), ("x-statement", statement), ("x-values", values.as_str())];
    let answer = http.try_post("/", &headers, blob)?;
    if answer.status == 200 { Ok(()) } else { Err(format!("{shard}: {}", answer.body)) }
}
