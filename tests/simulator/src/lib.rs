//! Realistic simulated readers, through the real front door.
//!
//! A simulated reader fetches nothing secret and knows no back door: the simulator looks at the
//! publication's pages as a browser would, lets readers arrive, read, wander and leave as
//! published studies say they do, folds what they do with the tracker's own
//! [`Recorder`](ungated_shared::signal::recorder::Recorder), and posts the tracker's own
//! [`Hit`](ungated_shared::hit::Hit)s.
//!
//! ```text
//! page ─▶ publication ─┐
//! place, browser ─▶ reader ─┤
//! arrival, hours ───────────┴▶ visit ─▶ reading (Recorder) ─▶ hits in order of time ─▶ POST /e
//! ```
//!
//! # Why is every number in [`assumptions`]?
//! So that whoever doubts a simulated dashboard can read, in one place, what it stands on.
//!
//! # Invariant
//! The same seed, number, days, moment and publication give the same hits, byte for byte.

pub mod arrival;
pub mod assumptions;
pub mod browser;
pub mod chance;
pub mod gate;
pub mod heard;
pub mod hours;
pub mod page;
pub mod place;
pub mod publication;
pub mod reader;
pub mod reading;
pub mod send;
pub mod timeline;
pub mod visit;
pub mod walk;

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use publication::Publication;
use send::{Sender, Tally};
use timeline::Timeline;

/// What to simulate.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where the product serves, without a slash at the end.
    pub url: String,
    /// How many visits.
    pub visits: u32,
    /// Over how many days they are spread: today (UTC) up to now, and the days before it.
    pub days: u32,
    /// Another seed, other readers.
    pub seed: u64,
    /// Unix ms that count as now; the clock's if none.
    pub now_ms: Option<u64>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Summary {
    /// How many visits began.
    pub visits: u32,
    /// How many content items the readers found.
    pub items: usize,
    /// What became of their hits.
    pub tally: Tally,
    /// How long it took.
    pub seconds: f64,
}

/// Simulates readers until all have come and gone. `progress` hears of it now and then: visits
/// begun, and what became of hits.
///
/// # Errors
/// In one sentence: nothing answers at the address, or it is no publication.
pub fn run(plan: &Plan, mut progress: impl FnMut(u32, &Tally)) -> Result<Summary, String> {
    let begun = Instant::now();
    let publication = Publication::fetch(&plan.url)?;
    let now_ms = plan.now_ms.unwrap_or_else(clock_ms);
    let mut sender = Sender::to(&plan.url);
    let mut timeline = Timeline::new(plan, &publication, now_ms);
    while let Some(posting) = timeline.next() {
        if sender.send(posting)? {
            progress(timeline.visits_begun(), &sender.tally());
        }
    }
    let tally = sender.finish()?;
    Ok(Summary {
        visits: timeline.visits_begun(),
        items: publication.pages.len(),
        tally,
        seconds: begun.elapsed().as_secs_f64(),
    })
}

fn clock_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_millis() as u64
}
