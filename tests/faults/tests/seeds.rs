//! A hundred seeds of ten thousand events: what `cargo xtask faults` does by default.
#![allow(missing_docs, clippy::unwrap_used)]

use std::thread;

use ungated_faults::fault::{Covered, Fault};
use ungated_faults::run;

const SEEDS: u64 = 100;
const EVENTS: u64 = 10_000;

#[test]
fn nothing_is_lost_doubled_or_kept_too_long() {
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let part = |first: u64| {
        let mut part = Covered::default();
        for seed in (first..=SEEDS).step_by(threads as usize) {
            match run(seed, EVENTS) {
                Ok(covered) => part.add(&covered),
                Err(error) => panic!("{error}"),
            }
        }
        part
    };
    let mut all = Covered::default();
    thread::scope(|scope| {
        let parts: Vec<_> = (1..=threads).map(|first| scope.spawn(move || part(first))).collect();
        parts.into_iter().for_each(|part| all.add(&part.join().unwrap()));
    });
    println!("{}", all.lines().join("\n"));
    // A fault that is not injected is not tested.
    for fault in Fault::ALL {
        assert!(all.of(*fault) >= SEEDS, "{} only {} times", fault.word(), all.of(*fault));
    }
    assert!(all.ruled > all.visits / 4 && all.full > SEEDS && all.dropped > 0);
    assert!(all.forgotten > SEEDS);
    assert!(all.late > SEEDS && all.compared > all.steps / 2);
}
