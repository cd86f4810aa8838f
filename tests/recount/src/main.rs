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
//! # Why weeks that are just over?
//! What forms cost, what is usual and what came after is told of days that are over, by the real clock, and
//! older facts are past a site's retention one day. `--until` has the days of an earlier run again.

mod sites;

use std::process::{Command, ExitCode};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use clap::Parser;
use ungated_harness::{Start, Workerd, date, place};
use ungated_load::fill::{Readers, fill, register};
use ungated_shared::segment::Segments;
use ungated_simulator::publication::Publication;

/// Eleven weeks, from a Monday on.
const DAYS: u32 = 77;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// From the Monday before 1970 to 1970, which began on a Thursday, days.
const MONDAY: u64 = 3;
/// Half a day's visits are packed at once.
const LATE_MS: u64 = 12 * 60 * 60 * 1000;

/// Counts everything a second time.
#[derive(Parser)]
struct Recount {
    /// How many visits
    #[arg(long, default_value_t = 40_000, value_name = "N", value_parser = clap::value_parser!(u32).range(1_000..))]
    visits: u32,
    /// How many pairs of questions, and a share of it of every other kind
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u32).range(10..))]
    pairs: u32,
    /// Another seed, other readers and other questions
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// The last day, a Sunday; the last that is over for more than a day, unless said
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
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
        let last = self.last()?;
        let end_ms = (last + 1) * DAY_MS - 1;
        println!("eleven weeks until {}, seed {}", date(last), self.seed);
        let data = tempfile::tempdir().map_err(|error| error.to_string())?;
        let start = || Start { sites: Some(sites::all(end_ms)), ..Start::new(data.path()) }.run();
        let begun = Instant::now();
        let publication = prepare(&start()?)?;
        let rules = Segments::parse(&sites::segments().to_string());
        let rules = rules.map_err(|errors| format!("segment rules: {errors:?}"))?;
        let readers = Readers {
            visits: self.visits,
            days: DAYS,
            seed: self.seed,
            now_ms: end_ms,
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
        let succeeded = self.node(&workerd, last)?;
        workerd.stop();
        Ok(succeeded)
    }

    /// The last day, since 1970.
    fn last(&self) -> Result<u64, String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let yesterday = now.as_millis() as u64 / DAY_MS - 1;
        let sunday = (yesterday + MONDAY) / 7 * 7 - MONDAY - 1;
        let Some(asked) = &self.until else { return Ok(sunday) };
        let mut sundays = (0..100).map(|weeks| sunday - 7 * weeks);
        sundays.find(|day| date(*day) == *asked).ok_or(format!("{asked} is no Sunday of late"))
    }

    /// Lets Node ask and count.
    fn node(&self, workerd: &Workerd, last: u64) -> Result<bool, String> {
        let mut node = Command::new("node");
        node.args(["--test", "--test-reporter=spec"]);
        if let Some(only) = &self.only {
            node.args(["--test-name-pattern", only]);
        }
        let status = node
            .arg("tests/recount/recount.test.mjs")
            .current_dir(place::root())
            // Counts are read from the report: no colours between the words.
            .env("NO_COLOR", "1")
            .env_remove("FORCE_COLOR")
            .env("NODE_OPTIONS", "--max-old-space-size=3072")
            .env("UNGATED_URL", format!("http://{}", workerd.address))
            .env("UNGATED_TOKEN", &workerd.token)
            .env("UNGATED_FIRST", date(last + 1 - u64::from(DAYS)))
            .env("UNGATED_SEED", self.seed.to_string())
            .env("UNGATED_PAIRS", self.pairs.to_string())
            .status();
        Ok(status.map_err(|error| format!("node does not start: {error}"))?.success())
    }
}

/// Makes the sites' shards, and reads the publication as a browser would.
fn prepare(workerd: &Workerd) -> Result<Publication, String> {
    for site in sites::NAMES {
        register(workerd.http(), site)?;
    }
    Publication::fetch(&workerd.url)
}
