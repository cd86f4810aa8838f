//! `cargo xtask simulate`: a full dashboard within a minute.

use std::io::{IsTerminal, stderr};

use anyhow::{Result, anyhow};
use clap::Args;
use ungated_simulator::{Plan, Summary, send::Tally};

use crate::dev::PORT;

/// Send realistic readers through the front door.
#[derive(Args)]
pub struct Simulate {
    /// How many visits
    #[arg(long, value_name = "N")]
    visits: u32,
    /// Over how many days they are spread: today (UTC) up to now, and the days before it
    #[arg(long, default_value_t = 1, value_name = "D")]
    days: u32,
    /// Another seed, other readers
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Where Ungated serves
    #[arg(long, default_value_t = format!("http://localhost:{PORT}"), value_name = "U")]
    url: String,
    /// Unix ms that count as now
    #[arg(long, hide = true)]
    now: Option<u64>,
}

impl Simulate {
    /// Simulates, telling how it goes.
    pub fn run(self) -> Result<()> {
        let visits = self.visits;
        let plan = Plan {
            url: self.url.trim_end_matches('/').to_owned(),
            visits,
            days: self.days,
            seed: self.seed,
            now_ms: self.now,
        };
        eprintln!("» {visits} simulated visits, {}", days(self.days));
        let mut told = 0;
        let progress = |begun, tally: &Tally| tell(begun, visits, tally, &mut told);
        let summary =
            ungated_simulator::run(&plan, progress).map_err(|sentence| anyhow!(sentence))?;
        if stderr().is_terminal() {
            eprintln!();
        }
        println!("{}", report(&summary));
        Ok(())
    }
}

fn days(days: u32) -> String {
    match days {
        0 | 1 => "today".to_owned(),
        days => format!("today and the {} days before", days - 1),
    }
}

/// One line that is written anew in a terminal; a line for every tenth elsewhere.
fn tell(begun: u32, visits: u32, tally: &Tally, told: &mut u32) {
    let line = format!("  {begun} of {visits} visits, {} hits", tally.sent());
    if stderr().is_terminal() {
        eprint!("\r{line}\x1b[K");
        return;
    }
    let tenth = begun * 10 / visits.max(1);
    if tenth > *told {
        *told = tenth;
        eprintln!("{line}");
    }
}

fn report(summary: &Summary) -> String {
    let Summary { visits, items, tally, seconds } = summary;
    let mut lines = vec![
        format!("  visits    {visits} over {items} items"),
        format!("  hits      {} sent, {} accepted", tally.sent(), tally.accepted),
    ];
    for (reason, count) in &tally.refused {
        lines.push(format!("  refused   {count} ({reason})"));
    }
    lines.push(format!("  time      {seconds:.1} s"));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_names_every_refusal() {
        let tally =
            Tally { accepted: 7, refused: [("hostname".to_owned(), 2)].into(), broken: None };
        let report = report(&Summary { visits: 3, items: 2, tally, seconds: 1.25 });
        assert!(report.contains("9 sent, 7 accepted"));
        assert!(report.contains("2 (hostname)"));
    }
}
