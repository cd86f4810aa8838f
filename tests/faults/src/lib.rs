//! The visit shard under a seeded scheduler that fails whatever can fail, against a naive oracle.
//!
//! [`ungated_shard`] has no platform, no clock and no chance in it, so all three can be played
//! here: [readers](reader) send hits over a network that loses, repeats and reorders; Workers
//! gather them by clocks of their own; [objects](object) lose their memory, their writes, their
//! answers and their alarms. Every commit is in a log, and an [oracle](oracle) that knows nothing
//! but the log tells what facts and ledger have to be.
//!
//! # What holds
//! After a call to a shard (every one while its journal is short, one in ten when it is long),
//! what is in its memory is what follows from its disk
//! ([`State::is_same`](ungated_shard::state::State::is_same)); batches and outcomes survive their
//! encoding; whatever is refused or sent elsewhere has a reason that the oracle sees too; a
//! compaction changes no fact, and one that fails changes nothing.
//!
//! At the end of a run every acknowledged hit is in the facts of its shard, each page view is the
//! join of its hits, visits, their times and scores, and every count of the ledger are the
//! oracle's; no key is on any row, no id is kept, no visit is left open.
//!
//! # What is exempt, and from what
//! * **Clock jumps** (odd seeds): the oracle still tells every visit exactly, as it closes visits
//!   by the shard's clock and joins them by the Worker's, like the shard. The
//!   [rule](ungated_shared::visit::Visits) knows one clock only: these seeds are not held against
//!   it.
//! * **Recovery** (seeds 2 and 3 of four): what was committed after the point of recovery is
//!   gone, acknowledged or not. Facts and ledger are those of what survives.
//! * **Loss**: a hit that no page repeats leaves a gap, which the ledger counts.
//!
//! # Does it find anything?
//! Defects that were planted in a copy, and the first seed of 10,000 events that told:
//!
//! | Planted | Seed |
//! |---|---|
//! | hits acknowledged before the commit | 1 |
//! | hits added up instead of joined | 1 |
//! | the index of keys not cleared when a visit closes | 1 |
//! | one in 1,000 arrivals left out when the journal is read | 3 |
//! | the ledger's counts written again at the next compaction | 1 |
//! | some late hits not joined to their closed visit | 1 |
//! | of a visitor's two open visits the older one goes on | 1 |
//! | the key of a visit stays yesterday's | 1 |
//! | visits closed by the Worker's clock | 1 |
//! | a gap of 30 minutes and one second joins | 28 |
//! | the journal emptied now and then without its open visits | 1 |
//! | some items' rows not written | 1 |

pub mod disk;
pub mod fault;
pub mod object;
pub mod oracle;
pub mod reader;
pub mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use fault::Covered;
use world::World;

/// Runs a seed.
///
/// # Errors
/// With what is wrong, and the command that shows it again.
pub fn run(seed: u64, events: u64) -> Result<Covered, String> {
    let ran = catch_unwind(AssertUnwindSafe(|| World::new(seed).run(events)));
    let panicked = |panic: Box<dyn std::any::Any + Send>| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panicked");
        Err(text.into())
    };
    ran.unwrap_or_else(panicked).map_err(|error| {
        format!("seed {seed}: {error}\n  again: cargo xtask faults --seed {seed} --events {events}")
    })
}
