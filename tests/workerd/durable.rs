//! Acknowledged means durable.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use serde_json::json;

use crate::world::{ANA, BEN, MINUTE, NOON, World, hit, read};

/// Eight senders at once, each killed mid-stream with the server: every hit that was answered
/// 202 is there once, and nothing is there that was not sent.
#[test]
fn what_was_acknowledged_survives_a_power_failure() {
    let world = World::new();
    let (sent, acknowledged) = (AtomicU64::new(0), AtomicU64::new(0));
    let http = world.workerd.http().clone();
    let pid = world.workerd.id().to_string();
    let reader_bodies = |id: u64| serde_json::to_vec(&read(hit(id, "/demo/a/"), 0, 1_000)).unwrap();
    thread::scope(|scope| {
        for sender in 0..8u64 {
            let (http, sent, acknowledged) = (http.clone(), &sent, &acknowledged);
            scope.spawn(move || {
                let address = format!("198.51.100.{sender}");
                let dev = json!({"now": NOON}).to_string();
                for n in 1..150u64 {
                    let headers = [
                        ("cf-connecting-ip", address.as_str()),
                        ("user-agent", ANA.user_agent),
                        ("x-ungated-dev", dev.as_str()),
                    ];
                    sent.fetch_add(1, Ordering::SeqCst);
                    match http.try_post("/e", &headers, &reader_bodies(sender * 1_000 + n)) {
                        Ok(answer) if answer.status == 202 => {
                            acknowledged.fetch_add(1, Ordering::SeqCst);
                        }
                        // The power is out.
                        _ => break,
                    }
                }
            });
        }
        scope.spawn(|| {
            while acknowledged.load(Ordering::SeqCst) < 200 {
                thread::yield_now();
            }
            std::process::Command::new("kill").args(["-9", &pid]).status().unwrap();
        });
    });
    let (sent, acknowledged) = (sent.into_inner(), acknowledged.into_inner());
    assert!(acknowledged < sent, "the server died before the last hit");
    let world = world.crash();
    let [pageviews, visits] = world.totals(json!(["pageviews", "visits"]))[..] else { panic!() };
    assert!((acknowledged..=sent).contains(&pageviews), "{acknowledged} {pageviews} {sent}");
    assert!(visits <= 8);
    // Data and ledger are of one transaction: they agree on what was stored.
    assert_eq!(world.quality()["accepted"], json!(pageviews));
}

#[test]
fn a_visit_goes_on_after_a_restart_and_a_hit_sent_again_counts_once() {
    let world = World::new();
    world.send(&ANA, NOON, &read(hit(1, "/demo/a/"), 0, 5_000));
    world.send(&BEN, NOON, &hit(9, "/demo/a/"));
    let world = world.crash();
    world.send(&ANA, NOON, &read(hit(1, "/demo/a/"), 0, 5_000));
    world.send(&ANA, NOON + 1_000, &hit(2, "/demo/b/"));
    assert_eq!(world.totals(json!(["visits", "pageviews", "engaged_ms"])), [2, 3, 5_000]);
}

/// What the module had in memory goes with a panic; what was acknowledged does not.
#[test]
fn a_panic_is_a_503_for_one_and_nothing_for_the_next() {
    let world = World::new();
    assert_eq!(world.send(&ANA, NOON, &read(hit(1, "/demo/a/"), 0, 5_000)).status, 202);
    for n in 1..=3u16 {
        let body = serde_json::to_vec(&hit(99, "/demo/a/")).unwrap();
        let answer = world.workerd.post("/e", &[("x-ungated-dev", r#"{"panics":true}"#)], &body);
        let refused = answer.header("x-ungated-refused");
        assert_eq!((answer.status, refused), (503, Some("unavailable")));
        assert_eq!(answer.header("retry-after"), Some("5"));
        // The visit goes on, in a module that was made anew.
        let later = NOON + u64::from(n) * MINUTE;
        assert_eq!(world.send(&ANA, later, &read(hit(1, "/demo/a/"), n, 5_000)).status, 202);
        world.counts_unsited(&json!({"unavailable": n}));
    }
    assert_eq!(world.send(&BEN, NOON, &hit(2, "/demo/a/")).status, 202);
    assert_eq!(world.totals(json!(["visits", "pageviews", "engaged_ms"])), [2, 2, 5_000]);
    assert_eq!(world.quality()["accepted"], 5);
}
