//! Killed under load, again and again: nothing lost, nothing double. `cargo xtask crash` is the
//! same with more of everything.

use ungated_load::crash::{Plan, run};

#[test]
fn what_was_acknowledged_is_there_once_after_every_kill() {
    let outcome = run(&Plan { hits: 4_000, kills: 3, seed: 5, connections: 16 }).unwrap();
    assert!(outcome.holds(), "{outcome:?}");
    assert_eq!((outcome.acknowledged, outcome.kills), (4_000, 3));
    // The power went out in the middle of something.
    assert!(outcome.unanswered > 0, "{outcome:?}");
}
