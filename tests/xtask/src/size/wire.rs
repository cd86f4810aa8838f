//! Bytes as they travel.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// How bytes are counted.
#[derive(Clone, Copy)]
pub enum Wire {
    /// Browsers: brotli at its best, as a content delivery network stores it.
    Brotli,
    /// Cloudflare counts a Worker's size after gzip.
    Gzip,
}

/// What one file costs, by itself.
pub struct Bytes {
    /// As it lies on the disk.
    pub raw: u64,
    /// At level 9.
    pub gzip: u64,
    /// At quality 11.
    pub brotli: u64,
}

impl Bytes {
    /// As this wire counts.
    pub fn on(&self, wire: Wire) -> u64 {
        match wire {
            Wire::Brotli => self.brotli,
            Wire::Gzip => self.gzip,
        }
    }
}

/// What each file costs, compressed by itself as it is sent; in the same order.
pub fn count(files: &[PathBuf]) -> Result<Vec<Bytes>> {
    let counted = Command::new("node")
        .args(["--input-type=module", "--eval", include_str!("compressed.mjs"), "--"])
        .args(files)
        .output()
        .context("node does not start")?;
    if !counted.status.success() {
        bail!("cannot compress: {}", String::from_utf8_lossy(&counted.stderr));
    }
    let sizes: Vec<Value> = serde_json::from_slice(&counted.stdout)?;
    let bytes = |size: &Value| {
        let of = |key: &str| size[key].as_u64();
        Some(Bytes { raw: of("raw")?, gzip: of("gzip")?, brotli: of("brotli")? })
    };
    sizes.iter().map(|size| bytes(size).context("what counts bytes gave none")).collect()
}
