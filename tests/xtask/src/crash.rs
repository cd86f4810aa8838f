//! `cargo xtask crash`: workerd killed under load, and what was lost.

use anyhow::{Result, ensure};
use clap::Args;

use crate::{bench::native, build, child};

/// Kill workerd under load, again and again, and look for what was lost.
#[derive(Args)]
pub struct Crash {
    /// Hits, each sent until it is acknowledged
    #[arg(long, default_value_t = 100_000, value_name = "N")]
    hits: u32,
    /// Kills at random points
    #[arg(long, default_value_t = 20, value_name = "N")]
    kills: u32,
    /// Another seed, other hits and other points
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Kept connections
    #[arg(long, default_value_t = 64, value_name = "N")]
    connections: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Crash what was built before
    #[arg(long)]
    no_build: bool,
}

impl Crash {
    /// Builds with optimisation and crashes.
    pub fn run(self) -> Result<()> {
        if !self.no_build {
            build::everything()?;
        }
        let mut crash = native("crash");
        crash
            .args(["--hits", &self.hits.to_string(), "--kills", &self.kills.to_string()])
            .args(["--seed", &self.seed.to_string()])
            .args(["--connections", &self.connections.to_string()])
            .args(self.json.then_some("--json"));
        ensure!(child::run(&mut crash)?, "the crash test failed: see its message above");
        Ok(())
    }
}
