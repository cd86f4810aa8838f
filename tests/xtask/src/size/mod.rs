//! What is shipped, against its budgets in bytes.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use ungated_harness::place;

use crate::{build, files};

/// How bytes are counted: as they travel.
#[derive(Clone, Copy)]
enum Wire {
    /// Browsers: brotli at its best, as a content delivery network stores it.
    Brotli,
    /// Cloudflare counts a Worker's size after gzip.
    Gzip,
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

/// Builds, measures, prints.
pub fn run(as_json: bool) -> Result<()> {
    build::everything()?;
    let budgets = measure()?;
    if as_json {
        let list: Vec<_> = budgets.iter().map(as_value).collect();
        println!("{:#}", json!({ "budgets": list }));
    } else {
        for budget in &budgets {
            let mark = if budget.is_kept() { "ok  " } else { "OVER" };
            println!("  {mark} {}", line(budget));
        }
    }
    match budgets.iter().find(|budget| !budget.is_kept()) {
        Some(broken) => bail!("{} is over its budget", broken.name),
        None => Ok(()),
    }
}

/// One budget for human eyes.
pub fn line(budget: &Budget) -> String {
    let Budget { name, bytes, limit } = budget;
    format!("{name:<26} {bytes:>9} of {limit:>9} bytes")
}

/// Every budget with what it costs now. Needs a finished build.
pub fn measure() -> Result<Vec<Budget>> {
    let www = place::built().join("www");
    let tag = www.join("u.js");
    let core = scripts(&www.join("u"))?;
    // What a page without WebAssembly fetches instead is not on top of it.
    let core = core.into_iter().filter(|file| !named(file, "fallback"));
    let tracker = core.chain([tag.clone()]).collect();
    let ours = [tag.clone(), www.join("u"), www.join("demo")];
    let mut dashboard = scripts(&www)?;
    dashboard.retain(|file| named(file, ".js") && !ours.iter().any(|our| file.starts_with(our)));
    let worker = scripts(&place::built().join("worker"))?;
    let budget = |name, wire, files: Vec<PathBuf>, limit| -> Result<Budget> {
        if files.is_empty() {
            bail!("there is no file of the {name} to measure");
        }
        let bytes = total(wire, &files)?;
        Ok(Budget { name, bytes, limit })
    };
    Ok(vec![
        budget("tag before idle, brotli", Wire::Brotli, vec![tag], 1_200)?,
        budget("tracker in all, brotli", Wire::Brotli, tracker, 8_000)?,
        budget("dashboard script, brotli", Wire::Brotli, dashboard, 150_000)?,
        budget("Worker, gzip", Wire::Gzip, worker, 1_000_000)?,
    ])
}

fn as_value(budget: &Budget) -> Value {
    json!({
        "name": budget.name,
        "bytes": budget.bytes,
        "limit": budget.limit,
        "ok": budget.is_kept(),
    })
}

fn scripts(dir: &std::path::Path) -> Result<Vec<PathBuf>> {
    let mut found = files::sources(dir)?;
    found.retain(|file| named(file, ".js") || named(file, ".wasm"));
    Ok(found)
}

fn named(file: &std::path::Path, part: &str) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match part.starts_with('.') {
        true => name.ends_with(part),
        false => name.contains(part),
    }
}

/// The sum over files, each compressed by itself, as it is sent.
fn total(wire: Wire, files: &[PathBuf]) -> Result<u64> {
    let key = match wire {
        Wire::Brotli => "brotli",
        Wire::Gzip => "gzip",
    };
    let counted = Command::new("node")
        .args(["--input-type=module", "--eval", include_str!("compressed.mjs"), "--"])
        .args(files)
        .output()
        .context("node does not start")?;
    if !counted.status.success() {
        bail!("cannot compress: {}", String::from_utf8_lossy(&counted.stderr));
    }
    let sizes: Vec<Value> = serde_json::from_slice(&counted.stdout)?;
    Ok(sizes.iter().filter_map(|size| size[key].as_u64()).sum())
}
