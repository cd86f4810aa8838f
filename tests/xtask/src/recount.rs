//! `cargo xtask recount`: every report against a second count of the exported facts.

use std::process::Command;

use anyhow::{Result, ensure};
use clap::Args;
use ungated_harness::place;

use crate::{build, child};

/// Count every report a second time, from the exported facts of simulated readers.
#[derive(Args)]
pub struct Recount {
    /// Visits; a test run has 40,000
    #[arg(long, default_value_t = 200_000, value_name = "N")]
    visits: u32,
    /// Pairs of questions, and a share of it of every other kind; a test run has 200
    #[arg(long, default_value_t = 2_000, value_name = "N")]
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
    /// Ask what was built before
    #[arg(long)]
    no_build: bool,
}

impl Recount {
    /// Builds with optimisation and counts.
    pub fn run(self) -> Result<()> {
        if !self.no_build {
            build::everything()?;
        }
        let mut recount = program();
        recount
            .args(["--visits", &self.visits.to_string(), "--pairs", &self.pairs.to_string()])
            .args(["--seed", &self.seed.to_string()]);
        for (name, value) in [("--until", &self.until), ("--only", &self.only)] {
            recount.args(value.iter().flat_map(|value| [name, value.as_str()]));
        }
        ensure!(child::run(&mut recount)?, "a report is not what the facts say: see above");
        Ok(())
    }
}

/// What fills the sites and counts, compiled with optimisation; with a test run's numbers unless said.
pub fn program() -> Command {
    let mut recount = Command::new(build::cargo::program());
    recount
        .args(["run", "--locked", "--quiet", "--release", "--package", "ungated-recount", "--"])
        .current_dir(place::root())
        .env("UNGATED_BUILD", place::built());
    recount
}
