//! Benchmarks, and a crash test: `ungated-bench score|formats|ingest|query|dashboard|crash`.
//!
//! A time says more about the machine than about the code, so every figure is a ratio to a floor
//! of the same run: something that cannot be had for less. Both are measured in turns. Of native
//! code the fastest turn counts, as noise only ever adds; of servers and of scans that last
//! milliseconds the median.

mod crash;
mod dashboard;
mod formats;
mod ingest;
mod loaded;
mod query;
mod score;
mod turns;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "ungated-bench")]
struct Cli {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Subcommand)]
enum Bench {
    /// Scoring a visit of twelve pages, against adding up its bytes
    Score(Form),
    /// Keeping closed visits: formats, against a pass over the same numbers
    Formats(formats::Formats),
    /// Taking hits, against an empty Worker that answers 202
    Ingest(ingest::Ingest),
    /// Asking, against a question about days without visits
    Query(query::Query),
    /// Opening the dashboard and clicking in it, against an empty page
    Dashboard(dashboard::Dashboard),
    /// Kills under load: what was lost, and what is double
    Crash(crash::Crash),
}

/// In which form figures are printed.
#[derive(Args, Clone, Copy)]
struct Form {
    /// Print JSON; a bench's main figure is `ratio`
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let done = match Cli::parse().bench {
        Bench::Score(form) => {
            score::run(form.json);
            Ok(())
        }
        Bench::Formats(formats) => formats.run(),
        Bench::Ingest(ingest) => ingest.run(),
        Bench::Query(query) => query.run(),
        Bench::Dashboard(dashboard) => dashboard.run(),
        Bench::Crash(crash) => crash.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::FAILURE
        }
    }
}
