//! All facts of a site, gone.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::export::CANARY;
use crate::privacy::contains;
use crate::world::{ANA, NOON, World, bytes, hit};

const ERASE: &str = "/api/v1/sites/demo/facts?confirm=demo";

fn holders(world: &World) -> Value {
    world.get_admin("/api/v1/inventory").json()["sites"].clone()
}

#[test]
fn what_is_erased_is_on_no_byte_of_the_disk() {
    let world = World::with_visits();
    // One that is open, in the journal alone; and what was refused.
    let mut open = hit(5, "/demo/canary-path/open/");
    open.i.t = CANARY.into();
    assert_eq!(world.send(&ANA, NOON, &open).status, 202);
    let canaries = ["/demo/canary-path/", "/demo/canary-path/open/", CANARY];
    let found = |world: &World| {
        let all = bytes(world.data.path());
        canaries.map(|canary| contains(&all, canary))
    };
    assert_eq!(found(&world), [true; 3], "the search finds what is kept");
    let shards = ["demo/weur/0", "demo/wnam/0", "demo/apac/0"];
    assert_eq!(holders(&world), json!([{"site": "demo", "configured": true, "shards": shards}]));

    for more in ["", "?confirm=", "?confirm=Demo", "?confirm=other"] {
        let answer = world.delete_admin(&format!("/api/v1/sites/demo/facts{more}"));
        assert_eq!((answer.status, &answer.json()["code"]), (400, &json!("confirm")), "{more}");
    }
    let http = world.workerd.http();
    assert_eq!(http.try_delete(ERASE, &[]).unwrap().status, 401);
    assert_eq!(found(&world), [true; 3]);

    let erased = world.delete_admin(ERASE);
    assert_eq!(erased.status, 200, "{}", erased.body);
    let erased = erased.json();
    let objects = erased["objects"].as_array().unwrap();
    let named: Vec<_> = objects.iter().map(|it| it["object"].as_str().unwrap()).collect();
    assert_eq!(named, shards);
    for object in objects {
        let [before, after] =
            ["bytes_before", "bytes_after"].map(|it| object[it].as_u64().unwrap());
        assert!(after < before, "{object}");
    }
    assert_eq!(found(&world), [false; 3], "gone while it runs");
    assert_eq!(holders(&world), json!([]));
    assert_eq!(world.facts_hash()["visits"], 0);
    // Doing it twice does nothing.
    assert_eq!(world.delete_admin(ERASE).json()["objects"], json!([]));

    let world = world.crash();
    assert_eq!(found(&world), [false; 3], "and after a power failure");
    assert_eq!(world.totals(json!(["visits"])), [0]);
    // The site is as on its first day: who comes now is counted, and nobody from before.
    assert_eq!(world.send(&ANA, NOON, &hit(6, "/demo/a/")).status, 202);
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, 1]);
    assert_eq!(holders(&world)[0]["shards"], json!(["demo/weur/0"]));
}

/// A hit of a page that was open when its visit was erased begins a visit: it says what the page
/// knows, in a shard that was alive all the time.
#[test]
fn a_page_that_is_open_when_its_site_is_erased_begins_anew() {
    let world = World::new();
    assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/a/")).status, 202);
    assert_eq!(world.send(&ANA, NOON, &hit(2, "/demo/b/")).status, 202);
    assert_eq!(world.delete_admin(ERASE).status, 200);
    assert_eq!(world.send(&ANA, NOON + 1, &hit(2, "/demo/b/")).status, 202);
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, 1]);
    assert_eq!(holders(&world)[0]["shards"], json!(["demo/weur/0"]));
    let question =
        json!({"site": "demo", "metrics": ["visits"], "date_range": ["2026-03-10", "2026-03-10"]});
    assert_eq!(world.ask(&question)["meta"]["coverage"]["shards"], 1);
}

/// Other sites keep theirs, and a site that is no longer configured can be erased.
#[test]
fn a_site_is_erased_alone_and_when_it_is_configured_no_more() {
    let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": 1});
    let world = World::with_sites(json!({"demo": site, "other": site}));
    let mut others = hit(2, "/demo/others/");
    others.s = "other".into();
    assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/canary-path/")).status, 202);
    assert_eq!(world.send(&ANA, NOON, &others).status, 202);
    let World { workerd, data } = world;
    workerd.stop();
    let start = ungated_harness::Start::new(data.path());
    let sites = Some(json!({"other": site}));
    let workerd = ungated_harness::Start { sites, ..start }.run().unwrap();
    let world = World { workerd, data };
    assert_eq!(holders(&world)[0]["configured"], false);
    assert_eq!(world.send(&ANA, NOON, &hit(3, "/demo/a/")).status, 404);
    assert_eq!(world.delete_admin(ERASE).json()["configured"], false);
    assert!(!contains(&bytes(world.data.path()), "/demo/canary-path/"));
    let question =
        json!({"site": "other", "metrics": ["visits"], "date_range": ["2026-03-10", "2026-03-10"]});
    assert_eq!(world.ask(&question)["results"][0]["metrics"], json!([1]));
    assert_eq!(holders(&world).as_array().unwrap().len(), 1);
}

/// Hits that come while a site is erased are turned away to come again, or stored where the site
/// knows it: what is erased once more is gone to the last.
#[test]
fn no_hit_that_comes_meanwhile_lies_where_nobody_knows_it() {
    let world = World::new();
    let places = [r#"{"continent":"EU","country":"DE"}"#, r#"{"continent":"AS","country":"JP"}"#];
    let senders = 8;
    let erased = AtomicBool::new(false);
    thread::scope(|scope| {
        for sender in 0..senders {
            let (http, erased) = (world.workerd.http().clone(), &erased);
            scope.spawn(move || {
                let now = json!({ "now": NOON }).to_string();
                let agent = format!("Mozilla/5.0 Chrome/{sender}");
                for id in 0.. {
                    let place = places[(sender + id) % places.len()];
                    let headers = [
                        ("cf-connecting-ip", ANA.address),
                        ("cf-blob", place),
                        ("user-agent", agent.as_str()),
                        ("x-ungated-dev", now.as_str()),
                    ];
                    let page = hit((sender * 1_000_000 + id) as u64 + 1, "/demo/canary-path/");
                    let body = serde_json::to_vec(&page).unwrap();
                    let status = http.post("/e", &headers, &body).status;
                    // 429: a visitor here has more page views than a visit may.
                    assert!([202, 429, 503].contains(&status), "{status}");
                    if erased.load(Ordering::Relaxed) {
                        break;
                    }
                }
            });
        }
        for _ in 0..5 {
            assert_eq!(world.delete_admin(ERASE).status, 200);
        }
        erased.store(true, Ordering::Relaxed);
    });
    let known: usize = holders(&world)
        .as_array()
        .unwrap()
        .iter()
        .map(|site| site["shards"].as_array().unwrap().len())
        .sum();
    let objects = world.delete_admin(ERASE).json()["objects"].as_array().unwrap().len();
    assert_eq!(objects, known, "the inventory knows every shard");
    assert!(!contains(&bytes(world.data.path()), "/demo/canary-path/"));
}
