//! Fills two sites with the same readers and lets Node count their facts a second time.
//!
//! ```text
//! demo publication ─▶ readers ─▶ shards ─▶ export ─▶ naive counts (recount/*.mjs)
//!                                   └────▶ API ────▶ answers ──────────┴─▶ the same?
//! ```
//!
//! One site shows everything (`k` 1), the other what stands for five visits. What is told goes on stdout,
//! as Node's own test runner tells it.
//!
//! # Why at the end of the century?
//! The days are always the same ones, and alarms that are set by then do not ring while it runs.

mod sites;

use std::process::{Command, ExitCode};
use std::time::Instant;

use clap::Parser;
use ungated_harness::{Start, Workerd, place};
use ungated_load::fill::{Readers, fill, register};
use ungated_shared::segment::Segments;
use ungated_simulator::publication::Publication;

/// Monday 2099-12-28, noon: when the reports are asked for.
const NOW_MS: u64 = 4_102_142_400_000;
/// The last moment of the day before.
const END_MS: u64 = 4_102_099_199_999;
/// Eleven weeks, from Monday 2099-10-12: the clocks are put back in some of them.
const DAYS: u32 = 77;
/// Half a day's visits are packed at once.
const LATE_MS: u64 = 12 * 60 * 60 * 1000;

/// Counts everything a second time.
#[derive(Parser)]
struct Recount {
    /// How many visits
    #[arg(long, default_value_t = 200_000, value_name = "N", value_parser = clap::value_parser!(u32).range(1_000..))]
    visits: u32,
    /// How many random questions, and how many pairs of them
    #[arg(long, default_value_t = 2_000, value_name = "N", value_parser = clap::value_parser!(u32).range(10..))]
    pairs: u32,
    /// Another seed, other readers and other questions
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Only tests whose name has this in it
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

fn main() -> ExitCode {
    match Recount::parse().run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

impl Recount {
    fn run(&self) -> Result<bool, String> {
        let data = tempfile::tempdir().map_err(|error| error.to_string())?;
        let start = || Start { sites: Some(sites::all(END_MS)), ..Start::new(data.path()) }.run();
        let begun = Instant::now();
        let publication = prepare(&start()?)?;
        let rules = Segments::parse(&sites::segments().to_string());
        let rules = rules.map_err(|errors| format!("segment rules: {errors:?}"))?;
        let readers = Readers {
            visits: self.visits,
            days: DAYS,
            seed: self.seed,
            now_ms: END_MS,
            late_ms: LATE_MS,
        };
        let filled = fill(&publication, &rules, &readers)?;
        let made_s = begun.elapsed().as_secs_f64();
        filled.put(&sites::NAMES, &data.path().join("objects"))?;
        println!(
            "{} visits with {} page views in 3 regions, {} MB: made in {made_s:.1} s, there after {:.1} s",
            filled.visits,
            filled.views,
            filled.bytes / 1_000_000,
            begun.elapsed().as_secs_f64()
        );
        let workerd = start()?;
        let succeeded = self.node(&workerd)?;
        workerd.stop();
        Ok(succeeded)
    }

    /// Lets Node ask and count.
    fn node(&self, workerd: &Workerd) -> Result<bool, String> {
        let mut node = Command::new("node");
        node.args(["--test", "--test-reporter=spec"]);
        if let Some(only) = &self.only {
            node.args(["--test-name-pattern", only]);
        }
        let status = node
            .arg("tests/recount/recount.test.mjs")
            .current_dir(place::root())
            .env("NODE_OPTIONS", "--max-old-space-size=3072")
            .env("UNGATED_URL", format!("http://{}", workerd.address))
            .env("UNGATED_TOKEN", &workerd.token)
            .env("UNGATED_NOW", NOW_MS.to_string())
            .env("UNGATED_SEED", self.seed.to_string())
            .env("UNGATED_PAIRS", self.pairs.to_string())
            .status();
        Ok(status.map_err(|error| format!("node does not start: {error}"))?.success())
    }
}

/// Makes the sites' shards, and reads the publication as a browser would.
fn prepare(workerd: &Workerd) -> Result<Publication, String> {
    for site in sites::NAMES {
        register(workerd.http(), site, Some(NOW_MS))?;
    }
    Publication::fetch(&workerd.url)
}
