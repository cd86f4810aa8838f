//! What a question costs, against one about days without visits.
//!
//! Readers of a month are taken by the shard's own state machine, natively, and closed and packed by
//! it; what it wrote goes into the tables of the product's objects as it stands. Then the product is
//! asked over HTTP, as the dashboard does. The floor is a question that takes the same way through the
//! same shards and finds nothing: what is left of a ratio is counting.
//!
//! Two sites have the same facts: one shows everything (`k` 1), one what stands for five visits.
//! Questions that were not asked before count every segment; asked again, they count the last day
//! and what was kept of the others. Both are told.

mod ask;
mod questions;
mod report;

use clap::Args;

use crate::Form;

/// Measures what questions cost.
#[derive(Args)]
pub struct Query {
    /// Page views of the site, over thirty days, in three regions
    #[arg(long, default_value_t = 1_000_000, value_name = "N", value_parser = clap::value_parser!(u32).range(1_000..))]
    views: u32,
    /// How often every question is asked
    #[arg(long, default_value_t = 9, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Hits a second that are taken meanwhile
    #[arg(long, default_value_t = 200, value_name = "N")]
    rate: u32,
    /// Another seed, other readers
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Print the answers too, to compare those of two builds
    #[arg(long)]
    answers: bool,
    #[command(flatten)]
    form: Form,
}

impl Query {
    /// Measures and prints.
    pub fn run(self) -> Result<(), String> {
        let measured = ask::measure(&self)?;
        if self.form.json {
            println!("{}", report::figures(&measured));
        } else {
            println!("{}", report::text(&measured));
        }
        Ok(())
    }
}
