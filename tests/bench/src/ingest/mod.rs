//! What a hit costs, against an empty Worker that answers 202.
//!
//! This process is the load: simulated readers over many kept connections, rendered beforehand.
//! Product and floor are two workerds on one core, loaded in turns with the same hits; the load has
//! another core to itself, where there is one. What the product does behind its answers (closing
//! visits, compacting them) falls into its CPU time too: a turn counts from the end of the turn
//! before.
//!
//! # What fails
//! Counts are the same on every machine: beyond their [bounds] a run ends with an error. Times are not,
//! and are told only.
//!
//! # The clock
//! The hits say when they are sent, by the readers' clock, which runs faster than ours: so visits
//! end under load. That costs the product the reading of one header that no deployed one reads.

mod bounds;
mod flood;
mod report;
mod rounds;
pub mod target;

use clap::Args;

use crate::Form;

/// Measures what taking hits costs.
#[derive(Args)]
pub struct Ingest {
    /// Fewer hits and rounds
    #[arg(long)]
    quick: bool,
    /// One site at 100 times the rate of another: what becomes of the other
    #[arg(long)]
    flood: bool,
    /// Kept connections
    #[arg(long, default_value_t = 256, value_name = "N")]
    connections: usize,
    /// Hits a second at which latency is measured once more
    #[arg(long, default_value_t = 500, value_name = "N")]
    rate: u32,
    /// Another seed, other readers
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    #[command(flatten)]
    form: Form,
}

impl Ingest {
    /// Measures and prints.
    pub fn run(self) -> Result<(), String> {
        let cores = target::Cores::split();
        let (figures, text, over) = if self.flood {
            let flood = flood::measure(&self, cores)?;
            (report::flood_figures(&flood), report::flood_text(&flood), bounds::flood_over(&flood))
        } else {
            let measured = rounds::measure(&self, cores)?;
            // What SQLite adds to a file weighs little only once there is enough in it.
            let over = bounds::over(&measured, !self.quick);
            (report::figures(&measured), report::text(&measured), over)
        };
        if self.form.json {
            println!("{figures}");
        } else {
            println!("{text}");
        }
        if over.is_empty() { Ok(()) } else { Err(over.join("\n")) }
    }
}
