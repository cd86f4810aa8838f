//! What is shipped, against its budgets in bytes and beside other trackers.

mod promise;
mod wire;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json};

use crate::{build, rivals};
use promise::{About, PROMISES, part};
use wire::Bytes;

/// Measure what is shipped against its budgets, and beside other trackers.
#[derive(Args)]
pub struct Size {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Leave the other trackers out: nothing is installed
    #[arg(long)]
    ours: bool,
    /// Measure what was built before
    #[arg(long)]
    no_build: bool,
}

/// A promise about bytes.
pub struct Budget {
    /// What it is about.
    pub name: &'static str,
    /// What it costs now.
    pub bytes: u64,
    /// What it may cost.
    pub limit: u64,
}

impl Budget {
    /// Is the promise kept?
    pub fn is_kept(&self) -> bool {
        self.bytes <= self.limit
    }
}

/// One line of the table.
struct Line {
    name: String,
    bytes: Bytes,
    /// The budgets that it counts against, or the packages that it holds.
    notes: Vec<String>,
}

impl Size {
    /// Builds, measures, prints.
    pub fn run(self) -> Result<()> {
        if !self.no_build {
            build::everything()?;
        }
        let budgets = measure()?;
        let ours = tracker()?;
        let rivals = match self.ours {
            true => Err("not asked for: --ours".to_owned()),
            // Without a network our own figures are still worth having.
            false => beside_us().map_err(|error| format!("{error:#}")),
        };
        if self.json {
            println!("{:#}", as_json(&budgets, &ours, &rivals));
        } else {
            print(&budgets, &ours, &rivals);
        }
        match budgets.iter().find(|budget| !budget.is_kept()) {
            Some(broken) => bail!("{} is over its budget", broken.name),
            None => Ok(()),
        }
    }
}

/// One budget for human eyes.
pub fn line(budget: &Budget) -> String {
    let Budget { name, bytes, limit } = budget;
    format!("{name:<26} {bytes:>9} of {limit:>9} bytes")
}

/// Every budget with what it costs now. Needs a finished build.
pub fn measure() -> Result<Vec<Budget>> {
    let mut budgets = Vec::new();
    for promise in &PROMISES {
        let bytes =
            wire::count(&promise.files()?)?.iter().map(|bytes| bytes.on(promise.wire)).sum();
        budgets.push(Budget { name: promise.name, bytes, limit: promise.limit });
    }
    Ok(budgets)
}

/// The tracker's files, each with the budgets that it counts against.
fn tracker() -> Result<Vec<Line>> {
    let files = promise::tracker()?;
    let names = files.iter().map(|file| part(file));
    let lines = names.zip(wire::count(&files)?).map(|(name, bytes)| {
        let counts = PROMISES.iter().filter(|promise| match promise.about {
            About::Parts(parts) => parts.contains(&name.as_str()),
            About::Dashboard | About::Worker => false,
        });
        let notes = counts.map(|promise| promise.name.to_owned()).collect();
        Line { name, bytes, notes }
    });
    Ok(lines.collect())
}

/// Other trackers, bundled as ours.
fn beside_us() -> Result<Vec<Line>> {
    let rivals = rivals::bundled()?;
    let files: Vec<PathBuf> = rivals.iter().map(|rival| rival.file.clone()).collect();
    let counted = rivals.into_iter().zip(wire::count(&files)?);
    let line = |(rival, bytes): (rivals::Rival, Bytes)| Line {
        name: rival.title,
        bytes,
        notes: rival.packages,
    };
    Ok(counted.map(line).collect())
}

type Rivals = Result<Vec<Line>, String>;

fn as_json(budgets: &[Budget], ours: &[Line], rivals: &Rivals) -> Value {
    let budgets: Vec<_> = budgets
        .iter()
        .map(|budget| {
            json!({
                "name": budget.name,
                "bytes": budget.bytes,
                "limit": budget.limit,
                "ok": budget.is_kept(),
            })
        })
        .collect();
    let lines = |lines: &[Line], note: &str| -> Vec<Value> {
        let line = |Line { name, bytes, notes }: &Line| {
            json!({
                "name": name,
                "raw": bytes.raw,
                "gzip": bytes.gzip,
                "brotli": bytes.brotli,
                (note): notes,
            })
        };
        lines.iter().map(line).collect()
    };
    json!({
        "budgets": budgets,
        "files": lines(ours, "counts"),
        "rivals": rivals.as_ref().map(|rivals| lines(rivals, "packages")).unwrap_or_default(),
        "rivals_missing": rivals.as_ref().err(),
    })
}

fn print(budgets: &[Budget], ours: &[Line], rivals: &Rivals) {
    for budget in budgets {
        let mark = if budget.is_kept() { "ok  " } else { "OVER" };
        println!("  {mark} {}", line(budget));
    }
    let row = |name: &str, figures: [&str; 3], note: &str| {
        let [raw, gzip, brotli] = figures;
        println!("  {}", format!("{name:<24} {raw:>9} {gzip:>9} {brotli:>9}  {note}").trim_end());
    };
    let rows = |lines: &[Line]| {
        for Line { name, bytes: Bytes { raw, gzip, brotli }, notes } in lines {
            let note =
                if notes.is_empty() { "nothing: optional".to_owned() } else { notes.join(" · ") };
            row(name, [&raw.to_string(), &gzip.to_string(), &brotli.to_string()], &note);
        }
    };
    println!();
    row("the tracker's files", ["raw", "gzip", "brotli"], "counts as");
    rows(ours);
    println!();
    match rivals {
        Ok(rivals) => {
            row("bundled the same way", ["raw", "gzip", "brotli"], "");
            rows(rivals);
        }
        Err(reason) => println!("  other trackers are missing: {reason}"),
    }
}
