//! What closed visits cost where they are kept: formats beside each other, and a shard's tables.
//!
//! The visits are the simulator's readers', taken by the shard itself. Every format packs the same
//! ones, as many to a piece as our segments have, and is scanned in turns with a floor: a pass over
//! the same numbers as a flat list. What a format adds to a Worker is the wasm of a crate that
//! reads nothing else, without the wasm that reads nothing.
//!
//! # Why no SQLite?
//! It would be the only C in the workspace. Its form says where bytes go
//! (<https://sqlite.org/fileformat2.html>): what `sqlite` adds is computed from that.

mod report;
mod scan;
mod sqlite;
mod tables;
pub mod visits;
mod wasm;

use clap::Args;
use ungated_load::shard::{self, Month, Ran};
use ungated_shared::segment::Segments;
use ungated_simulator::publication::Publication;

use crate::Form;

/// The end of 18 November 2026, UTC: the last of the days.
const NOW_MS: u64 = 1_795_046_399_999;

/// Lets so many visits come to one shard over so many days.
fn run(publication: &Publication, seed: u64, visits: u32, days: u32) -> Result<Ran, String> {
    let month = Month { seed, visits, days, now_ms: NOW_MS, late_ms: 0 };
    shard::run(publication, &Segments::default(), &month, |_| true)
}

/// Measures formats.
#[derive(Args)]
pub struct Formats {
    /// Fewer page views and rounds, and no wasm
    #[arg(long)]
    quick: bool,
    /// Another seed, other readers
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    #[command(flatten)]
    form: Form,
}

impl Formats {
    /// Measures and prints.
    pub fn run(self) -> Result<(), String> {
        let (visits, rounds) = if self.quick { (4_000, 3) } else { (46_000, 9) };
        let publication = visits::publication().ok_or("the publication has no page")?;
        // One region of a large site on one day, and a small site's two months.
        let large = run(&publication, self.seed, visits, 1)?;
        let small = run(&publication, self.seed, 46 * 60, 60)?;
        let scans = scan::measure(&large.visits()?, rounds)?;
        let sizes = if self.quick { Vec::new() } else { wasm::sizes()? };
        let measured = report::Measured { scans, sizes, large, small };
        if self.form.json {
            println!("{}", report::figures(&measured));
        } else {
            println!("{}", report::text(&measured));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What page views may cost where they are kept: a small site's, with all tables and SQLite's
    /// pages but the fixed ones, and a large site's in segments.
    const BYTES_PER_PAGE_VIEW: u64 = 60;
    const IN_LARGE_SEGMENTS: u64 = 30;

    #[test]
    fn every_format_gives_back_what_was_packed() {
        let publication = visits::publication().expect("pages");
        let ran = run(&publication, 1, 400, 1).expect("a shard");
        let scans = scan::measure(&ran.visits().expect("visits"), 1).expect("the same sums");
        assert_eq!(scans.formats.len(), ungated_formats::FORMATS.len());
    }

    #[test]
    fn page_views_stay_within_their_bytes() {
        let publication = visits::publication().expect("pages");
        let large = run(&publication, 1, 4_000, 1).expect("a shard");
        assert!(large.segment_bytes() <= IN_LARGE_SEGMENTS * large.views);
        let small = run(&publication, 1, 46 * 30, 30).expect("a shard");
        let pages: u64 = tables::tables(&small).iter().map(|(_, table)| table.pages).sum();
        assert!(pages <= BYTES_PER_PAGE_VIEW * small.views, "{pages} {}", small.views);
    }
}
