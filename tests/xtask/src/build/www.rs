//! Dashboard and demo publication: target/ungated/www.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};
use ungated_harness::place;

use super::{contract, stamp};
use crate::{child, files};

/// Builds the pages, unless they are what they would become.
pub fn build() -> Result<()> {
    let root = place::root();
    let out = place::built().join("www");
    let (document, types) = (contract::document(), contract::types());
    let stamp = stamp("www", &[root.join("www"), document.clone(), types])?;
    if stamp.is_fresh() && out.join("index.html").is_file() {
        return Ok(());
    }
    files::empty(&out)?;
    node(&["www/build.mjs".as_ref(), "--out".as_ref(), &out])?;
    fs::create_dir_all(out.join("api"))?;
    fs::copy(&document, out.join("api/openapi.json"))
        .with_context(|| format!("{}", document.display()))?;
    stamp.put()
}

/// Runs one of our Node programs.
pub fn node(args: &[&Path]) -> Result<()> {
    let mut node = Command::new("node");
    node.args(args).current_dir(place::root()).stdout(std::io::stderr());
    if !child::run(&mut node).context("node does not start")? {
        bail!("{} failed: see its message above", args[0].display());
    }
    Ok(())
}
