//! Product and floor in turns, at saturation and at a rate; then what is left on disk.

use std::net::SocketAddr;

use ungated_load::{
    drive::Pace,
    readers::{Parcel, Readers},
};

use super::{
    Ingest,
    target::{Cores, Target, Turn, days, shard_bytes, tomorrow_ms},
};

const SITE: &str = "demo";
/// Seconds at the fixed rate.
const LEVEL_S: u32 = 10;
/// Hits that come after all others, in two steps, so that every shard is touched once their visits
/// are over: after the gap that ends a visit, and after a salt's life.
const LATE_HITS: usize = 1_000;
const LATER_MS: [u64; 2] = [31 * 60 * 1000, 25 * 60 * 60 * 1000];

/// What a run measured.
pub struct Measured {
    pub cores: Cores,
    pub connections: usize,
    /// Floor and product of each round at saturation.
    pub rounds: Vec<[Turn; 2]>,
    /// Hits a second of the level, and floor and product at it.
    pub rate: u32,
    pub level: [Turn; 2],
    /// What the product counted at saturation, at the level, and in all, with what closing cost.
    pub counted: [Counted; 3],
    /// Hits and page views that the product acknowledged in all.
    pub hits: u64,
    pub page_views: u64,
    /// By how much the product's ledger differs from that.
    pub ledger_difference: u64,
    /// Bytes and page views of the packed visits.
    pub packed: Option<(u64, u64)>,
    /// Of the shards' files, with what SQLite adds and the visits that are still open; and how many
    /// of them are in use.
    pub bytes: [u64; 2],
}

/// The product's own count of its operations over so many hits.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    pub hits: u64,
    pub page_views: u64,
    pub rows_written: Option<u64>,
    pub object_calls: Option<u64>,
}

impl Counted {
    fn over<'a>(turns: impl IntoIterator<Item = &'a Turn>) -> Self {
        let mut sum = Self { rows_written: Some(0), object_calls: Some(0), ..Self::default() };
        for Turn { outcome, operations, .. } in turns {
            sum.hits += outcome.acknowledged;
            sum.page_views += outcome.page_views;
            let add = |sum: Option<u64>, name: &str| Some(sum? + operations.get(name)?);
            sum.rows_written = add(sum.rows_written, "rows_written");
            sum.object_calls = add(sum.object_calls, "object_calls");
        }
        sum
    }
}

/// Measures all.
pub fn measure(asked: &Ingest, cores: Cores) -> Result<Measured, String> {
    let (rounds, hits, warm) = if asked.quick { (3, 6_000, 3_000) } else { (5, 20_000, 10_000) };
    let data = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut product = Target::product(&data, None, SITE, cores)?;
    let mut floor = Target::floor(cores)?;
    let publication = product.publication()?;
    let mut readers = Readers::new(&publication, SITE, asked.seed, tomorrow_ms());
    let connections = asked.connections;
    let both = |floor: &mut Target, product: &mut Target, pace, parcels: Vec<Parcel>| {
        let theirs = readdressed(&parcels, product.workerd.address, floor.workerd.address);
        let floor = floor.turn(connections, pace, theirs)?;
        let product = product.turn(connections, pace, parcels)?;
        Ok::<_, String>([floor, product])
    };
    let to = product.workerd.address;

    let mut all = Vec::new();
    let warm_up = both(&mut floor, &mut product, Pace::Closed, readers.parcels(warm, to))?;
    let mut measured = Vec::new();
    for _ in 0..rounds {
        let parcels = readers.parcels(hits, to);
        measured.push(both(&mut floor, &mut product, Pace::Closed, parcels)?);
    }
    let parcels = readers.parcels((asked.rate * LEVEL_S) as usize, to);
    let level = both(&mut floor, &mut product, Pace::PerSecond(asked.rate), parcels)?;

    let end_ms = readers.now_ms();
    for (number, later_ms) in (1..).zip(LATER_MS) {
        let seed = asked.seed.wrapping_add(number);
        let mut late = Readers::new(&publication, SITE, seed, end_ms + later_ms);
        all.push(product.turn(connections, Pace::Closed, late.parcels(LATE_HITS, to))?);
    }
    let [_, warm_up] = warm_up;
    let loaded = || measured.iter().map(|[_, product]| product);
    let counted = [
        Counted::over(loaded()),
        Counted::over([&level[1]]),
        Counted::over(loaded().chain([&level[1]]).chain(&all)),
    ];
    let (hits, page_views) = (
        counted[2].hits + warm_up.outcome.acknowledged,
        counted[2].page_views + warm_up.outcome.page_views,
    );
    let ledger_difference = ledger(&product)?.abs_diff(hits);
    let packed = product.packed()?;
    product.workerd.stop();
    let bytes = shard_bytes(data.path())?;
    Ok(Measured {
        cores,
        connections,
        rounds: measured,
        rate: asked.rate,
        level,
        counted,
        hits,
        page_views,
        ledger_difference,
        packed,
        bytes,
    })
}

/// The same hits for another server.
fn readdressed(parcels: &[Parcel], from: SocketAddr, to: SocketAddr) -> Vec<Parcel> {
    let (from, to) = (format!("host: {from}\r\n"), format!("host: {to}\r\n"));
    let readdress = |parcel: &Parcel| {
        let mut parcel = parcel.clone();
        let at = parcel.request.windows(from.len()).position(|bytes| bytes == from.as_bytes());
        if let Some(at) = at {
            parcel.request.splice(at..at + from.len(), to.bytes());
        }
        parcel
    };
    parcels.iter().map(readdress).collect()
}

/// Hits that the product says it took, over the days of the run.
fn ledger(product: &Target) -> Result<u64, String> {
    let path = format!("/api/v1/sites/{SITE}/quality?date_range={}", days());
    let quality = product.api(&path)?.ok_or(format!("{path} is not there"))?;
    quality["accepted"].as_u64().ok_or(format!("{path} does not say what was accepted"))
}
