//! What a shard does with time, with many, and with what a site wants.

use std::fmt::Write as _;
use std::thread;

use serde_json::{Value, json};
use ungated_shared::hit::Hit;
use ungated_shared::limit;

use crate::privacy::contains;
use crate::world::{ANA, BEN, MINUTE, NOON, Reader, World, bytes, hit, read};

/// Noon of a day that is far ahead of every real clock: development says that it is later already,
/// and visits are closed by that.
const AHEAD: u64 = 4_102_488_000_000;

/// A reader in another network.
const CLEO: Reader = Reader { address: "192.0.2.9", ..ANA };

impl World {
    fn operations(&self) -> Value {
        self.workerd.get("/api/v1/sites/demo/operations").json()
    }

    /// Asks until what the site's shards hold is so.
    fn holds(&self, what: impl Fn(&Value) -> bool) -> Value {
        loop {
            let operations = self.operations();
            if what(&operations) {
                return operations;
            }
        }
    }

    /// Figures of the day of [`AHEAD`].
    fn ahead(&self, metrics: &Value, dimensions: &Value) -> Value {
        self.ask(&json!({"site": "demo", "metrics": metrics, "dimensions": dimensions,
            "date_range": ["2100-01-01", "2100-01-01"]}))["results"]
            .clone()
    }
}

fn of(site: &str, mut hit: Hit) -> Hit {
    hit.s = site.into();
    hit
}

#[test]
fn a_visit_that_is_over_is_packed_and_its_figures_stay() {
    let world = World::new();
    world.send(&ANA, AHEAD, &read(hit(1, "/demo/a/"), 0, 30_000));
    world.send(&ANA, AHEAD + MINUTE, &read(hit(2, "/demo/pricing/"), 0, 4_000));
    world.send(&BEN, AHEAD, &read(hit(3, "/demo/a/"), 0, 61_000));
    let (metrics, dimensions) = (
        json!(["visits", "pageviews", "engaged_ms", "read_through", "points", "engagement"]),
        json!(["item", "standing", "device", "channel"]),
    );
    let before = world.ahead(&metrics, &dimensions);
    assert_eq!(before.as_array().unwrap().len(), 3);
    let held = world.operations();
    assert_eq!((&held["open_visits"], &held["segments"]), (&json!(2), &json!(0)));
    assert_ne!(held["journal_rows"], 0);

    // Somebody comes when both are over: nothing hangs on an alarm.
    world.send(&CLEO, AHEAD + 40 * MINUTE, &hit(4, "/demo/c/"));
    let held = world.holds(|held| held["segments"] == 1);
    assert_eq!((&held["open_visits"], &held["journal_rows"]), (&json!(1), &json!(0)));
    assert_eq!(held["segment_pageviews"], 3);
    let only_theirs = |rows: Value| -> Vec<Value> {
        let rows = rows.as_array().unwrap().clone();
        rows.into_iter().filter(|row| row["dimensions"][0] != "/demo/c/").collect()
    };
    assert_eq!(only_theirs(world.ahead(&metrics, &dimensions)), *before.as_array().unwrap());

    // What comes late still finds its page view, and opens nothing.
    assert_eq!(
        world.send(&ANA, AHEAD + 50 * MINUTE, &read(hit(2, "/demo/pricing/"), 1, 9_000)).status,
        202
    );
    let total = world.ahead(&json!(["visits", "pageviews", "engaged_ms"]), &json!([]));
    assert_eq!(total[0]["metrics"], json!([3, 4, 100_000]));

    // And so it is after a power failure.
    let world = world.crash();
    let total = world.ahead(&json!(["visits", "pageviews", "engaged_ms"]), &json!([]));
    assert_eq!(total[0]["metrics"], json!([3, 4, 100_000]));
    let quality = "/api/v1/sites/demo/quality?date_range=2100-01-01,2100-01-01";
    let quality = world.workerd.get(quality).json();
    assert_eq!((&quality["accepted"], &quality["late"]), (&json!(5), &json!(1)));
}

#[test]
fn hits_that_arrive_together_share_calls_and_rows() {
    let world = World::new();
    // Into the same shard, so that it has made its tables before anything is counted.
    let now = json!({ "now": NOON }).to_string();
    let headers = [("cf-connecting-ip", ANA.address), ("x-ungated-dev", now.as_str())];
    let first = serde_json::to_vec(&hit(1, "/demo/a/")).unwrap();
    assert_eq!(world.workerd.post("/e", &headers, &first).status, 202);
    let before = world.operations();
    thread::scope(|scope| {
        for sender in 0..32u64 {
            let http = world.workerd.http().clone();
            scope.spawn(move || {
                let now = json!({ "now": NOON }).to_string();
                let agent = format!("Mozilla/5.0 Chrome/{sender}");
                let headers = [
                    ("cf-connecting-ip", BEN.address),
                    ("user-agent", agent.as_str()),
                    ("x-ungated-dev", now.as_str()),
                ];
                for n in 0..8 {
                    let body = serde_json::to_vec(&hit(100 + sender * 8 + n, "/demo/a/")).unwrap();
                    assert_eq!(http.post("/e", &headers, &body).status, 202);
                }
            });
        }
    });
    let after = world.operations();
    let grown = |what: &str| after[what].as_u64().unwrap() - before[what].as_u64().unwrap();
    assert_eq!(grown("hits"), 256);
    assert!(grown("object_calls") <= 128, "{} calls", grown("object_calls"));
    assert!(grown("rows_written") <= 2 * grown("object_calls"), "{} rows", grown("rows_written"));
    assert_eq!(world.quality()["accepted"], 257);
}

#[test]
fn one_network_sends_so_much_in_a_minute_and_no_more() {
    let world = World::new();
    let codes = |reader: &Reader, ids: std::ops::Range<u64>| -> Vec<u16> {
        // Each page view of a visitor of its own, so that no visit gets full.
        let agents: Vec<String> =
            ids.clone().map(|id| format!("Mozilla/5.0 Chrome/{id}")).collect();
        let ids: Vec<u64> = ids.collect();
        thread::scope(|scope| {
            let parts =
                ids.chunks(ids.len().div_ceil(16)).zip(agents.chunks(agents.len().div_ceil(16)));
            let senders: Vec<_> = parts
                .map(|(ids, agents)| {
                    let http = world.workerd.http().clone();
                    scope.spawn(move || -> Vec<u16> {
                        let send = |(id, agent): (&u64, &String)| {
                            let now = json!({ "now": AHEAD }).to_string();
                            let headers = [
                                ("cf-connecting-ip", reader.address),
                                ("user-agent", agent.as_str()),
                                ("x-ungated-dev", now.as_str()),
                            ];
                            let body = serde_json::to_vec(&hit(*id, "/demo/a/")).unwrap();
                            http.post("/e", &headers, &body).status
                        };
                        ids.iter().zip(agents).map(send).collect()
                    })
                })
                .collect();
            senders.into_iter().flat_map(|sender| sender.join().unwrap()).collect()
        })
    };
    let most = u64::from(limit::NETWORK_HITS);
    assert!(codes(&ANA, 1..most).iter().all(|code| *code == 202), "one less");
    assert_eq!(codes(&ANA, most..most + 1), [202], "as many as may");
    assert_eq!(codes(&ANA, most + 1..most + 2), [429], "one more");
    // The same /64, whatever its last half; and another network has a budget of its own.
    let [one, other] = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"];
    let (one, other) = (Reader { address: one, ..ANA }, Reader { address: other, ..ANA });
    assert!(codes(&one, 10_000..10_000 + most).iter().all(|code| *code == 202));
    assert_eq!(codes(&other, 20_000..20_001), [429]);
    assert_eq!(codes(&BEN, 30_000..30_001), [202]);
    let quality = "/api/v1/sites/demo/quality?date_range=2100-01-01,2100-01-01";
    let quality = world.workerd.get(quality).json();
    assert_eq!(quality["refused"], json!({"rate_limited": 2}));
    assert_eq!(quality["received"], json!(2 * most + 3));
}

fn sites() -> Value {
    let site = |more: Value| {
        let mut site =
            json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": 1});
        site.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        site
    };
    json!({
        "demo": site(json!({"shards": [{"n": 1}, {"n": 4, "since_ms": AHEAD + 10 * MINUTE}]})),
        "none": site(json!({"visitor": "none"})),
        "trial": site(json!({"hostnames": ["example.com"], "on_trial": ["hostname"]})),
        "eu": site(json!({"residency": "eu"})),
    })
}

#[test]
fn more_shards_neither_lose_nor_split_a_visit() {
    let world = World::with_sites(sites());
    let addresses: Vec<String> = (0..24).map(|n| format!("{}.7.0.1", 20 + n)).collect();
    let send = |n: usize, at: u64, hit: &Hit| {
        let now = json!({ "now": at }).to_string();
        let headers = [
            ("cf-connecting-ip", addresses[n].as_str()),
            ("user-agent", ANA.user_agent),
            ("x-ungated-dev", now.as_str()),
        ];
        assert_eq!(
            world.workerd.post("/e", &headers, &serde_json::to_vec(hit).unwrap()).status,
            202
        );
    };
    for n in 0..24 {
        send(n, AHEAD, &read(hit(n as u64 + 1, "/demo/a/"), 0, 1_000));
    }
    assert_eq!(world.operations()["coverage"]["shards"], 1);
    // Across the change: the same page view again, and another page.
    for n in 0..24 {
        send(n, AHEAD + 12 * MINUTE, &read(hit(n as u64 + 1, "/demo/a/"), 1, 5_000));
        send(n, AHEAD + 13 * MINUTE, &hit(n as u64 + 101, "/demo/b/"));
    }
    let total = world.ahead(&json!(["visits", "pageviews", "engaged_ms"]), &json!([]));
    assert_eq!(total[0]["metrics"], json!([24, 48, 24 * 5_000]));
    // Whoever comes now is spread, and found again.
    for n in 0..24 {
        send(n, AHEAD + 90 * MINUTE, &hit(n as u64 + 201, "/demo/a/"));
        send(n, AHEAD + 91 * MINUTE, &hit(n as u64 + 301, "/demo/b/"));
    }
    let total = world.ahead(&json!(["visits", "pageviews"]), &json!([]));
    assert_eq!(total[0]["metrics"], json!([48, 96]));
    assert_eq!(world.operations()["coverage"]["shards"], 4);
}

#[test]
fn a_site_may_want_no_visitors_at_all() {
    let world = World::with_sites(sites());
    for (id, n) in [(1, 0), (1, 1), (2, 0)] {
        world.send(&ANA, NOON, &of("none", read(hit(id, "/demo/a/"), n, 1_000)));
    }
    let question = json!({"site": "none", "metrics": ["visits", "pageviews"], "dimensions": [],
        "date_range": ["2026-03-10", "2026-03-10"]});
    assert_eq!(world.ask(&question)["results"][0]["metrics"], json!([2, 2]));
}

#[test]
fn a_rule_on_trial_tells_what_it_would_do() {
    let world = World::with_sites(sites());
    assert_eq!(world.send(&ANA, NOON, &of("trial", hit(1, "/demo/a/"))).status, 202);
    let quality = "/api/v1/sites/trial/quality?date_range=2026-03-10,2026-03-10";
    let quality = world.workerd.get(quality).json();
    assert_eq!(quality["on_trial"], json!({"hostname": 1}));
    assert_eq!((&quality["refused"], &quality["accepted"]), (&json!({}), &json!(1)));
}

#[test]
fn a_site_that_wants_its_facts_in_one_place_has_shards_of_its_own() {
    let world = World::with_sites(sites());
    assert_eq!(world.send(&ANA, NOON, &of("eu", hit(1, "/demo/a/"))).status, 202);
    let question = json!({"site": "eu", "metrics": ["visits"], "dimensions": [],
        "date_range": ["2026-03-10", "2026-03-10"]});
    assert_eq!(world.ask(&question)["results"][0]["metrics"], json!([1]));
    // Its shard knows where it has to stay; none of another site does.
    let shards = || bytes(&world.data.path().join("objects/ungated-visit-shard"));
    assert!(contains(&shards(), r#""site":"eu","region":"weur","n":0,"residency":"eu""#));
    world.send(&ANA, NOON, &hit(2, "/demo/a/"));
    assert!(contains(&shards(), r#""site":"demo","region":"weur","n":0}"#));
}

/// The days' salts, as their store has them.
fn salts(world: &World) -> Vec<[u8; 32]> {
    let stored = bytes(&world.data.path().join("objects/ungated-kv"));
    let stored = String::from_utf8_lossy(&stored).into_owned();
    let salt = |from: &str| serde_json::from_str(&format!("[{}]", from.split(']').next()?)).ok();
    stored.split(r#""bytes":["#).skip(1).filter_map(salt).collect()
}

/// A visitor's key under a salt, as the README says it is made.
fn key(salt: &[u8; 32], site: &str, reader: &Reader) -> Vec<u8> {
    let mut whole = Vec::new();
    for part in [site, reader.address, reader.user_agent] {
        whole.extend((part.len() as u64).to_le_bytes());
        whole.extend(part.as_bytes());
    }
    blake3::keyed_hash(salt, &whole).as_bytes()[..16].to_vec()
}

#[test]
fn no_object_has_a_salt_and_a_site_without_visitors_none_of_their_keys() {
    let world = World::with_sites(sites());
    let readers = [ANA, BEN, CLEO, Reader { address: "2001:db8:7::9", ..ANA }];
    for (id, reader) in (1..).zip(&readers) {
        for site in ["demo", "none"] {
            let answer = world.send(reader, NOON, &of(site, hit(id, "/demo/a/")));
            assert_eq!(answer.status, 202);
        }
    }
    let salts = salts(&world);
    let [salt] = salts[..] else { panic!("{} salts", salts.len()) };
    let kinds = ["ungated-visit-shard", "ungated-site", "ungated-registry"];
    let kept = kinds.map(|kind| bytes(&world.data.path().join("objects").join(kind))).concat();
    let has = |secret: &[u8]| kept.windows(secret.len()).any(|window| window == secret);
    for reader in &readers {
        assert!(has(&key(&salt, "demo", reader)), "the search finds what is kept");
        assert!(!has(&key(&salt, "none", reader)));
    }
    let hex = salt.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let listed = serde_json::to_string(&salt).unwrap();
    for secret in [&salt[..], hex.as_bytes(), hex.to_uppercase().as_bytes(), listed.as_bytes()] {
        assert!(!has(secret));
    }
}

#[test]
fn of_a_thousand_readers_neither_address_nor_user_agent_is_kept() {
    let world = World::new();
    let mut secrets = Vec::new();
    for n in 0..1_000u32 {
        secrets.push((
            format!("10.{}.{}.77", n / 250 + 101, n % 250),
            format!("canary-agent-{n:04}x"),
        ));
    }
    thread::scope(|scope| {
        for part in secrets.chunks(63) {
            let http = world.workerd.http().clone();
            scope.spawn(move || {
                for (n, (address, agent)) in part.iter().enumerate() {
                    let agent = format!("Mozilla/5.0 {agent} Chrome/142");
                    let now = json!({ "now": AHEAD }).to_string();
                    let headers = [
                        ("cf-connecting-ip", address.as_str()),
                        ("user-agent", agent.as_str()),
                        ("x-ungated-dev", now.as_str()),
                    ];
                    let mut id = String::new();
                    write!(id, "{:08x}{n:08x}", part.as_ptr() as u32).unwrap();
                    let mut page = hit(1, "/demo/canary-item/");
                    page.p = id;
                    let body = serde_json::to_vec(&page).unwrap();
                    assert_eq!(http.post("/e", &headers, &body).status, 202);
                    // And one that is turned away.
                    http.post("/e", &headers, b"{\"v\":1,");
                }
            });
        }
    });
    let search = |world: &World, when: &str| {
        let mut all = bytes(world.data.path());
        all.extend(world.workerd.output().as_bytes());
        assert!(contains(&all, "/demo/canary-item/"), "{when}: the search finds what is kept");
        // What all of them have: a thousand searches would find no more.
        for secret in ["10.101.", "10.102.", "10.103.", "10.104.", "canary-agent-"] {
            assert!(!contains(&all, secret), "{when}: {secret} was kept");
        }
    };
    search(&world, "while they read");
    // A day and a half hour later.
    let now = json!({ "now": AHEAD + 25 * 60 * MINUTE }).to_string();
    let headers = [("cf-connecting-ip", CLEO.address), ("x-ungated-dev", now.as_str())];
    let body = serde_json::to_vec(&hit(4, "/demo/canary-item/")).unwrap();
    assert_eq!(world.workerd.post("/e", &headers, &body).status, 202);
    world.holds(|held| held["open_visits"] == 1);
    search(&world, "when they are gone");
}

/// There is room for so many shards, and a number beyond is said where it is written.
#[test]
fn a_site_has_room_for_so_many_shards() {
    let most = limit::SHARDS;
    for (n, status) in [(most - 1, 202), (most, 202), (most + 1, 503)] {
        let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "shards": [{"n": n}]});
        let world = World::with_sites(json!({"demo": site}));
        assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/a/")).status, status, "{n} shards");
        let is_told = || world.workerd.output().contains("shards: at most 64");
        if status == 503 {
            while !is_told() {} // the log comes behind the answer
        } else {
            assert!(!is_told(), "{}", world.workerd.output());
        }
    }
}
