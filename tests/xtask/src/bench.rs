//! `cargo xtask bench`: what things cost, as ratios.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use ungated_harness::place;

use crate::{
    build::{self, cargo::program as cargo},
    child, program, rivals, setup,
};

/// Measure what something costs, as a ratio to a floor of the same run.
#[derive(Args)]
pub struct Bench {
    /// What to measure
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
    /// Print JSON; its main figure is `ratio`
    #[arg(long)]
    json: bool,
    /// How often every tracker has its turn
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Less of everything: of the other trackers, Plausible's only
    #[arg(long)]
    quick: bool,
    /// Measure what was built before
    #[arg(long)]
    no_build: bool,
    /// Of ingest: one site at 100 times the rate of another
    #[arg(long)]
    flood: bool,
    /// Of query and dashboard: page views of the site
    #[arg(long, value_name = "N")]
    views: Option<u32>,
    /// Of ingest: kept connections
    #[arg(long, value_name = "N")]
    connections: Option<u32>,
    /// Of ingest: hits a second at which latency is measured once more; of query: those beside
    #[arg(long, value_name = "N")]
    rate: Option<u32>,
}

/// What can be measured.
#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Scoring a visit of twelve pages, against adding up its bytes
    Score,
    /// What the tag costs a page, against Plausible's and beside other trackers
    Tracker,
    /// Keeping closed visits: formats, against a pass over the same numbers
    Formats,
    /// Taking hits, against an empty Worker that answers 202
    Ingest,
    /// Asking, against a question about days without visits
    Query,
    /// Opening the dashboard and clicking in it, against an empty page
    Dashboard,
}

impl Bench {
    /// Builds with optimisation and measures.
    pub fn run(self) -> Result<()> {
        let mut measure = match self.what {
            What::Score => native("score"),
            What::Tracker => self.tracker()?,
            What::Formats => self.formats(),
            What::Ingest => self.ingest()?,
            What::Query => self.query()?,
            What::Dashboard => self.dashboard()?,
        };
        measure.args(self.json.then_some("--json")).current_dir(place::root());
        ensure!(child::run(&mut measure)?, "the benchmark failed: see its message above");
        Ok(())
    }

    fn ingest(&self) -> Result<Command> {
        if !self.no_build {
            build::everything()?;
        }
        let mut bench = native("ingest");
        bench.args(self.quick.then_some("--quick")).args(self.flood.then_some("--flood"));
        for (name, value) in [("--connections", self.connections), ("--rate", self.rate)] {
            if let Some(value) = value {
                bench.args([name, &value.to_string()]);
            }
        }
        Ok(bench)
    }

    fn query(&self) -> Result<Command> {
        if !self.no_build {
            build::everything()?;
        }
        let mut bench = native("query");
        for (name, value) in [("--views", self.views), ("--rate", self.rate)] {
            if let Some(value) = value {
                bench.args([name, &value.to_string()]);
            }
        }
        Ok(bench)
    }

    fn dashboard(&self) -> Result<Command> {
        if !self.no_build {
            build::everything()?;
        }
        let chromium = setup::chromium()?;
        let mut bench = native("dashboard");
        bench.env("UNGATED_CHROMIUM", chromium).args(["--rounds", &self.rounds.to_string()]);
        if let Some(views) = self.views {
            bench.args(["--views", &views.to_string()]);
        }
        Ok(bench)
    }

    fn formats(&self) -> Command {
        let mut bench = native("formats");
        bench.args(self.quick.then_some("--quick"));
        bench
    }

    fn tracker(&self) -> Result<Command> {
        if !self.no_build {
            build::everything()?;
        }
        let chromium = setup::chromium()?;
        rivals::bundled().context("there is nobody to compare with")?;
        let mut node = Command::new("node");
        node.arg("tests/bench/tracker/main.mjs")
            .arg("--xtask")
            .arg(program::path().context("this program does not know where it lies")?)
            .arg("--www")
            .arg(place::built().join("www"))
            .arg("--bundles")
            .arg(rivals::folder())
            .args(["--rounds", &self.rounds.to_string()])
            .args(self.quick.then_some("--quick"))
            .env("UNGATED_CHROMIUM", chromium)
            .env("UNGATED_BUILD", place::built());
        Ok(node)
    }
}

/// A benchmark of the crate for them, compiled with optimisation.
pub fn native(name: &str) -> Command {
    let mut bench = Command::new(cargo());
    bench
        .args(["run", "--locked", "--quiet", "--release", "--package", "ungated-bench"])
        .args(["--", name])
        .current_dir(place::root())
        .env("UNGATED_BUILD", place::built());
    bench
}
