//! Shards full of readers, in seconds: their state machine runs natively, and what it wrote goes into the
//! tables of the product's objects as it stands.

use std::path::Path;
use std::thread;

use serde_json::{Value, json};
use ungated_harness::{Http, Workerd, bare_on, place};
use ungated_shard::disk::Write;
use ungated_shared::segment::Segments;
use ungated_simulator::publication::Publication;

use crate::shard::{self, Month, Ran};

/// Where readers are, as the product is told, and the region whose shard keeps them then.
pub const PLACES: [(&str, &str); 3] = [
    (r#"{"continent":"EU","country":"DE"}"#, "weur"),
    (r#"{"continent":"NA","country":"US","longitude":"-74.0"}"#, "enam"),
    (r#"{"continent":"AS","country":"JP"}"#, "apac"),
];

/// Readers of a site.
pub struct Readers {
    /// How many visits.
    pub visits: u32,
    /// Over how many days.
    pub days: u32,
    /// Another seed, other readers.
    pub seed: u64,
    /// The last moment of the last day, Unix ms.
    pub now_ms: u64,
    /// How long alarms are late, ms. An alarm an hour late packs an hour's visits at once. What is kept is
    /// the same; packing a million page views minute by minute takes most of an hour.
    pub late_ms: u64,
}

/// What a site has.
pub struct Filled {
    /// Visits that are closed.
    pub visits: u64,
    /// Their page views.
    pub views: u64,
    /// The segments they are packed in.
    pub segments: u64,
    /// Bytes of these.
    pub bytes: u64,
    regions: Vec<Ran>,
}

/// Lets readers of a publication come to each region; `rules` say in which segment they are.
///
/// # Errors
/// When a hit is none, or a shard cannot read what it wrote.
pub fn fill(
    publication: &Publication,
    rules: &Segments,
    readers: &Readers,
) -> Result<Filled, String> {
    let &Readers { visits, days, seed, now_ms, late_ms } = readers;
    let month = Month { seed, visits, days, now_ms, late_ms };
    let run =
        |region| shard::run(publication, rules, &month, |it| region == of(it.place.continent));
    // Shards know nothing of each other.
    let regions = thread::scope(|scope| {
        let started = PLACES.map(|(_, region)| scope.spawn(move || run(region)));
        started.map(|it| it.join().unwrap_or_else(|_| Err("a shard panicked".to_owned())))
    });
    let mut filled = Filled { visits: 0, views: 0, segments: 0, bytes: 0, regions: Vec::new() };
    for ran in regions {
        let ran = ran?;
        filled.views += ran.views;
        filled.segments += ran.state.segments().count() as u64;
        filled.bytes += ran.segment_bytes();
        for write in ran.rows.writes() {
            if let Write::Segment { summary, .. } = write {
                filled.visits += summary.visits as u64;
            }
        }
        filled.regions.push(ran);
    }
    Ok(filled)
}

/// The region that takes readers from a continent.
fn of(continent: &str) -> &'static str {
    match continent {
        "NA" => "enam",
        "AS" => "apac",
        _ => "weur",
    }
}

/// One hit from each place: the site then knows its shards, and they have their tables.
///
/// # Errors
/// When a hit is refused.
pub fn register(http: &Http, site: &str) -> Result<(), String> {
    for (at, (place, _)) in PLACES.iter().enumerate() {
        let body = json!({"v": 1, "s": site, "p": format!("{at:016x}"), "n": 0,
            "u": "http://localhost:8787/", "i": {"t": "A page", "w": 100}});
        let address = format!("203.0.113.{at}");
        let headers = [
            ("content-type", "text/plain"),
            (
                "user-agent",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
            ),
            ("cf-connecting-ip", address.as_str()),
            ("cf-blob", place),
        ];
        let answer = http.try_post("/e", &headers, body.to_string().as_bytes())?;
        if answer.status != 202 {
            return Err(format!("a first hit: {} {}", answer.status, answer.body));
        }
    }
    Ok(())
}

impl Filled {
    /// Puts the rows into the tables of these sites' shards, which the product has made and is not running
    /// on now.
    ///
    /// # Errors
    /// When a row cannot be written.
    pub fn put(&self, sites: &[&str], objects: &Path) -> Result<(), String> {
        let filler = filler(objects)?;
        for site in sites {
            for ((_, region), ran) in PLACES.iter().zip(&self.regions) {
                let shard = format!("{site}/{region}/0");
                for table in ["item", "segment", "awaited"] {
                    let delete = format!("DELETE FROM {table}");
                    put(filler.http(), &shard, &delete, json!([]), &[])?;
                }
                for write in ran.rows.writes() {
                    put_write(filler.http(), &shard, &write)?;
                }
            }
        }
        filler.stop();
        Ok(())
    }
}

fn filler(objects: &Path) -> Result<Workerd, String> {
    bare_on(&place::root().join("tests/load/fill/fill.capnp"), objects)
}

/// Runs statements on a shard's tables, which the product has made and is not running on now.
///
/// # Errors
/// When one cannot be run.
pub fn run(objects: &Path, shard: &str, statements: &[&str]) -> Result<(), String> {
    let filler = filler(objects)?;
    for statement in statements {
        put(filler.http(), shard, statement, json!([]), &[])?;
    }
    filler.stop();
    Ok(())
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
