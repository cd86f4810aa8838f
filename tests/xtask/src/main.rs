//! The two commands a developer needs, `cargo xtask dev` and `cargo xtask test`, and their helpers.
//!
//! A fresh machine needs rustup and Node only. Every command makes sure of the rest itself, says
//! what it is doing when that takes long, and does nothing twice.

mod bench;
mod build;
mod child;
mod crash;
mod data;
mod dev;
mod faults;
mod files;
mod parity;
mod program;
mod recount;
mod rivals;
mod say;
mod serve;
mod setup;
mod simulate;
mod size;
mod stop;
mod test;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Builds, runs, tests and measures Ungated.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and serve it here: dashboard, demo publication, tag, API
    Dev(dev::Dev),
    /// Run every test there is, or the named layers
    Test(test::Test),
    /// Send realistic readers through the front door
    Simulate(simulate::Simulate),
    /// Run the visit shard under faults, against a naive oracle
    Faults(faults::Faults),
    /// Measure what something costs, as a ratio to a floor of the same run
    Bench(bench::Bench),
    /// Kill workerd under load, again and again, and look for what was lost
    Crash(crash::Crash),
    /// Count every report a second time, from the exported facts of simulated readers
    Recount(recount::Recount),
    /// Compare the rules in every runtime with native code, on random visitors
    Parity(parity::Parity),
    /// Write what the vectors' rules give now as what is expected, for review
    Bless,
    /// Measure what is shipped against its budgets, and beside other trackers
    Size(size::Size),
    /// Build everything that is shipped
    Build,
    /// Print native code's digests of random visitors
    #[command(hide = true)]
    Digests {
        /// The first visitor
        #[arg(long)]
        seed: u32,
        /// How many thousands
        #[arg(long)]
        blocks: u32,
    },
    /// Serve for a test: prints one line of JSON, ends with its input
    #[command(hide = true)]
    Serve {
        /// The port, 0 for a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// Where the data are kept
        #[arg(long)]
        data: PathBuf,
        /// Serve what was built before
        #[arg(long)]
        no_build: bool,
        /// Let the product's own requests go to this machine, as to the receiver of a test
        #[arg(long)]
        reaches_here: bool,
    },
}

fn main() -> ExitCode {
    program::path();
    let done = match Cli::parse().task {
        Task::Dev(dev) => dev.run(),
        Task::Test(test) => return test.run(),
        Task::Simulate(simulate) => simulate.run(),
        Task::Faults(faults) => faults.run(),
        Task::Bench(bench) => bench.run(),
        Task::Crash(crash) => crash.run(),
        Task::Recount(recount) => recount.run(),
        Task::Parity(parity) => return parity.run(),
        Task::Bless => bless(),
        Task::Digests { seed, blocks } => parity::digests(seed, blocks),
        Task::Size(size) => size.run(),
        Task::Build => build::everything(),
        Task::Serve { port, data, no_build, reaches_here } => {
            serve::run(port, &data, no_build, reaches_here)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the lists of bots, the vectors' expectations and the model's documents anew.
fn bless() -> anyhow::Result<()> {
    setup::for_node()?;
    let mut lists = std::process::Command::new("node");
    lists.args(["tests/vectors/bots.mjs", "--write"]).current_dir(ungated_harness::place::root());
    anyhow::ensure!(child::run(&mut lists)?, "the lists of bots cannot be made: see above");
    let mut cargo = std::process::Command::new(build::cargo::program());
    cargo
        .args([
            "test",
            "--locked",
            "--quiet",
            "--package",
            "ungated-vectors",
            "--package",
            "ungated-shared",
        ])
        .args(["--test", "native", "--test", "documents"])
        .current_dir(ungated_harness::place::root())
        .env("UNGATED_BLESS", "1");
    anyhow::ensure!(child::run(&mut cargo)?, "a vector is not well formed: see its message above");
    println!("blessed: now read `git diff shared` as somebody who did not write the code");
    Ok(())
}
