//! Disks that are damaged, set back or lost while the edge is down.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ungated_harness::Workerd;
use ungated_load::fill;

use crate::contract;
use crate::models::{EAGER, config, document, publish, scored};
use crate::world::{ANA, BEN, MINUTE, NOON, Reader, World, hit, read};

/// A reader whose visits another shard keeps.
const FAR: Reader = Reader {
    place: r#"{"continent":"NA","country":"US","longitude":"-74.00"}"#,
    address: "198.51.100.3",
    ..ANA
};

impl World {
    /// Stops, changes what is on disk, and starts again.
    pub fn with_disk(self, change: impl FnOnce(&Path)) -> Self {
        self.workerd.stop();
        change(&self.data.path().join("objects"));
        let workerd = Workerd::start(self.data.path()).watched(contract::watch);
        Self { workerd, data: self.data }
    }

    /// The databases of a kind of object.
    pub fn databases(&self, kind: &str) -> Vec<PathBuf> {
        let folder = self.data.path().join("objects").join(kind);
        let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let is_object = |path: &PathBuf| {
            path.extension().is_some_and(|it| it == "sqlite") && !path.ends_with("metadata.sqlite")
        };
        all.filter(is_object).collect()
    }

    /// Waits until so many hits of no site are counted: each is told before it is.
    pub fn counts_unsited(&self, wanted: &Value) {
        let all = "/api/v1/sites/demo/quality?date_range=2026-03-10,2028-04-01";
        let counted = || self.workerd.get(all).json()["unsited"].clone();
        let deadline = Instant::now() + Duration::from_secs(10);
        while counted() != *wanted && Instant::now() < deadline {}
        assert_eq!(counted(), *wanted);
    }

    fn coverage(&self) -> Value {
        let question = json!({"site": "demo", "metrics": ["visits"],
            "date_range": ["2026-03-10", "2026-03-10"]});
        let coverage = self.ask(&question)["meta"]["coverage"].clone();
        json!({"shards": coverage["shards"], "answered": coverage["answered"]})
    }
}

/// The files of a database: it and what SQLite keeps beside it.
fn files(database: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let name = database.file_name().unwrap().to_str().unwrap();
    let all = fs::read_dir(database.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let is_part = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with(name);
    all.filter(is_part).map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

/// Replaces the files of a database.
pub fn put(database: &Path, parts: &[(PathBuf, Vec<u8>)]) {
    files(database).iter().for_each(|(path, _)| fs::remove_file(path).unwrap());
    parts.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
}

/// Puts something there that is no database; what was there.
pub fn damage(database: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let whole = files(database);
    put(database, &[(database.to_owned(), b"no database at all, page for page".repeat(500))]);
    whole
}

#[test]
fn a_shard_that_cannot_be_read_harms_no_other_and_keeps_what_it_has() {
    let world = World::new();
    world.send(&ANA, NOON, &read(hit(1, "/demo/a/"), 0, 5_000));
    let near = world.databases("ungated-visit-shard").remove(0);
    world.send(&FAR, NOON, &hit(2, "/demo/a/"));
    assert_eq!(world.coverage(), json!({"shards": 2, "answered": 2}));

    let mut whole = Vec::new();
    let world = world.with_disk(|_| whole = damage(&near));
    let answer = world.send(&ANA, NOON, &hit(3, "/demo/b/"));
    assert_eq!((answer.status, answer.header("x-ungated-refused")), (503, Some("unavailable")));
    assert!(answer.header("retry-after").is_some());
    assert_eq!(world.send(&FAR, NOON, &hit(4, "/demo/b/")).status, 202);
    assert_eq!(world.coverage(), json!({"shards": 2, "answered": 1}));
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, 2]);
    assert!(world.workerd.output().contains("took no hits"), "{}", world.workerd.output());
    // The shard cannot count: its own refusals keep their reason, among those of no site.
    let gpc = Reader { headers: &[("sec-gpc", "1")], ..ANA };
    let answer = world.send(&gpc, NOON, &hit(5, "/demo/b/"));
    assert_eq!((answer.status, answer.header("x-ungated-refused")), (403, Some("opted_out")));
    world.counts_unsited(&json!({"unavailable": 1, "opted_out": 1}));
    assert!(files(&near)[0].1.starts_with(b"no database"), "nothing was made anew in its place");

    let world = world.with_disk(|_| put(&near, &whole));
    assert_eq!(world.send(&ANA, NOON, &hit(3, "/demo/b/")).status, 202);
    assert_eq!(world.totals(json!(["visits", "pageviews", "engaged_ms"])), [2, 4, 5_000]);
}

/// Without the day's salt nobody is told apart: hits wait on their pages until there is one.
#[test]
fn without_a_registry_no_hit_is_taken_and_the_log_says_why() {
    let world = World::new();
    world.send(&ANA, NOON, &hit(1, "/demo/a/"));
    let registry = world.databases("ungated-registry").remove(0);
    let mut whole = Vec::new();
    let world = world.with_disk(|_| whole = damage(&registry));
    for _ in 0..2 {
        let answer = world.send(&ANA, NOON, &hit(2, "/demo/b/"));
        assert_eq!((answer.status, answer.header("x-ungated-refused")), (503, Some("unavailable")));
    }
    assert!(world.workerd.output().contains("hits cannot be taken"), "{}", world.workerd.output());
    let world = world.with_disk(|_| put(&registry, &whole));
    assert_eq!(world.send(&ANA, NOON, &hit(2, "/demo/b/")).status, 202);
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, 2]);
}

/// A Durable Object can go back by thirty days. What was undone is in neither facts nor ledger.
#[test]
fn a_shard_set_back_to_an_earlier_time_tells_what_survives_and_goes_on() {
    let world = World::new();
    world.send(&ANA, NOON, &read(hit(1, "/demo/a/"), 0, 5_000));
    let shard = world.databases("ungated-visit-shard").remove(0);
    let mut earlier = Vec::new();
    let world = world.with_disk(|_| earlier = files(&shard));
    world.send(&ANA, NOON, &read(hit(1, "/demo/a/"), 1, 9_000));
    world.send(&ANA, NOON + MINUTE, &hit(2, "/demo/b/"));
    world.send(&BEN, NOON, &hit(3, "/demo/c/"));
    assert_eq!(world.totals(json!(["visits", "pageviews", "engaged_ms"])), [2, 3, 9_000]);

    let world = world.with_disk(|_| put(&shard, &earlier));
    assert_eq!(world.totals(json!(["visits", "pageviews", "engaged_ms"])), [1, 1, 5_000]);
    assert_eq!(world.quality()["accepted"], 1);
    assert_eq!(world.coverage(), json!({"shards": 1, "answered": 1}));
    // A page that still is open says all it knows, as always.
    world.send(&ANA, NOON + 2 * MINUTE, &read(hit(2, "/demo/b/"), 1, 7_000));
    assert_eq!(world.totals(json!(["visits", "pageviews", "engaged_ms"])), [1, 2, 12_000]);
}

/// A value that is not there yet, or no more: another salt is made, so that readers of that day
/// are counted anew from then on, and no hit is turned away. The open page view is found by its id.
#[test]
fn a_salt_that_the_store_has_lost_is_made_anew() {
    let world = World::new();
    world.send(&ANA, NOON, &read(hit(1, "/demo/a/"), 0, 5_000));
    // With the store all is as it was.
    let world = world.with_disk(|_| {});
    world.send(&ANA, NOON + MINUTE, &hit(2, "/demo/b/"));
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, 2]);

    let world = world.with_disk(|objects| fs::remove_dir_all(objects.join("ungated-kv")).unwrap());
    let later = NOON + 2 * MINUTE;
    assert_eq!(world.send(&ANA, later, &hit(3, "/demo/c/")).status, 202);
    assert_eq!(world.send(&ANA, later, &read(hit(1, "/demo/a/"), 1, 9_000)).status, 202);
    assert_eq!(world.totals(json!(["visits", "pageviews", "engaged_ms"])), [2, 3, 9_000]);
    // The new one holds.
    let world = world.with_disk(|_| {});
    assert_eq!(world.send(&ANA, later + MINUTE, &hit(4, "/demo/d/")).status, 202);
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [2, 4]);
}

/// The fifth version of a shard's tables, as the release before left them; each migration is run
/// whole, in one transaction with its number, or not at all.
#[test]
fn a_disk_of_the_version_before_is_brought_up_to_date_and_says_the_same() {
    const AHEAD: u64 = 4_102_488_000_000;
    let world = World::with_sites(json!({"demo": config()}));
    world.send(&ANA, AHEAD, &read(hit(1, "/demo/a/"), 0, 5_000));
    world.send(&BEN, AHEAD, &read(hit(2, "/demo/a/"), 0, 9_000));
    // Some of it in a segment, some open, some in the journal.
    world.close_days_before(AHEAD + 24 * 60 * MINUTE);
    world.send(&BEN, AHEAD + 24 * 60 * MINUTE, &hit(3, "/demo/b/"));
    let says = |world: &World| {
        let by = json!({"site": "demo", "metrics": ["visits", "pageviews", "engaged_ms", "engagement"],
            "dimensions": ["item", "time:day"], "date_range": ["2100-01-01", "2100-01-02"]});
        (world.ask(&by)["results"].clone(), world.quality()["accepted"].clone())
    };
    let before = says(&world);
    assert_eq!(before.0.as_array().unwrap().len(), 3);

    let fifth = ["DROP TABLE model", "DELETE FROM version WHERE n > 5"];
    let world = world.with_disk(|objects| fill::run(objects, "demo/weur/0", &fifth).unwrap());
    assert_eq!(says(&world), before);
    // What the sixth brought is there.
    assert_eq!(publish(&world, 0, &document("Eager", EAGER), "").status, 200);
    scored(&world);
    assert_ne!(says(&world).0, before.0);

    // A version that is newer than the program, after a rollback of it: what it knows of it, it serves.
    let newer =
        ["INSERT INTO version VALUES (7)", "CREATE TABLE later (n INTEGER NOT NULL) STRICT"];
    let scored = says(&world);
    let world = world.with_disk(|objects| fill::run(objects, "demo/weur/0", &newer).unwrap());
    assert_eq!(says(&world), scored);
}
