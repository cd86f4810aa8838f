//! Kills under load: what was lost, and what is double.

use std::time::Instant;

use clap::Args;
use serde_json::{Value, json};
use ungated_load::crash::{Figures, Outcome, Plan, run};

use crate::Form;

/// Loads workerd, kills it at random points, and looks for what was lost.
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
    connections: usize,
    #[command(flatten)]
    form: Form,
}

impl Crash {
    /// Runs and prints; an error when anything is lost, double or miscounted.
    pub fn run(self) -> Result<(), String> {
        let Self { hits, kills, seed, connections, form } = self;
        let begun = Instant::now();
        let outcome = run(&Plan { hits, kills, seed, connections })?;
        if form.json {
            println!("{}", figures(&outcome, seed));
        } else {
            println!("{}", report(&outcome, begun.elapsed().as_secs_f64()));
        }
        match outcome.holds() {
            true => Ok(()),
            false => Err(format!(
                "it does not hold; again: cargo xtask crash --hits {hits} --kills {kills} --seed {seed} --connections {connections}"
            )),
        }
    }
}

fn report(outcome: &Outcome, seconds: f64) -> String {
    let row = |Figures { visits, page_views, engaged_ms }: Figures| {
        format!("{visits} visits, {page_views} page views, {engaged_ms} engaged ms")
    };
    let mut lines = vec![
        format!("  hits       {} acknowledged, {} kills", outcome.acknowledged, outcome.kills),
        format!("  requests   {}, {} unanswered", outcome.attempts, outcome.unanswered),
    ];
    for (reason, n) in &outcome.refused {
        lines.push(format!("  refused    {n} ({reason})"));
    }
    lines.extend([
        format!("  sent       {}", row(outcome.sent)),
        format!("  lost       {}", row(outcome.lost)),
        format!("  double     {}", row(outcome.double)),
        format!("  ledger     {} accepted, {} duplicate", outcome.accepted, outcome.duplicate),
        format!("  difference {}", outcome.ledger_difference),
        format!("  time       {seconds:.1} s"),
    ]);
    lines.join("\n")
}

fn figures(outcome: &Outcome, seed: u64) -> Value {
    let of = |Figures { visits, page_views, engaged_ms }: Figures| json!({"visits": visits, "page_views": page_views, "engaged_ms": engaged_ms});
    json!({
        "bench": "crash", "seed": seed, "holds": outcome.holds(), "kills": outcome.kills,
        "acknowledged": outcome.acknowledged, "attempts": outcome.attempts,
        "unanswered": outcome.unanswered, "refused": outcome.refused,
        "sent": of(outcome.sent), "lost": of(outcome.lost), "double": of(outcome.double),
        "accepted": outcome.accepted, "duplicate": outcome.duplicate,
        "ledger_difference": outcome.ledger_difference,
    })
}
