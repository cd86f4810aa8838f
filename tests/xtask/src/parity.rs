//! `cargo xtask parity`: the rules give the same numbers wherever they run.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use ungated_vectors::random;

use crate::build;
use crate::test::{Tally, in_chromium};

/// Compare native code with every other runtime, on random visitors.
#[derive(Args)]
pub struct Parity {
    /// How many visitors, each with several visits
    #[arg(long, default_value_t = 1_000_000, value_name = "N")]
    visitors: u32,
    /// Another seed, other visitors
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u32,
}

impl Parity {
    /// Runs the tests that compare, with more visitors than a test run has time for.
    pub fn run(self) -> ExitCode {
        let mut tally = Tally::default();
        tally.begin("parity");
        match build::vectors() {
            Ok(()) => {
                let environment = [
                    ("UNGATED_VISITORS", self.visitors.to_string()),
                    ("UNGATED_SEED", self.seed.to_string()),
                ];
                in_chromium(&mut tally, &environment, "tests/vectors");
            }
            Err(error) => tally.fail(&format!("not run: {error:#}")),
        }
        tally.report()
    }
}

/// Prints what native code gives.
pub fn digests(seed: u32, blocks: u32) -> Result<()> {
    let digests = random::digests(seed.into(), blocks).map(|digest| format!("{digest:016x}"));
    println!("{}", serde_json::json!(digests.collect::<Vec<_>>()));
    Ok(())
}
