//! The Worker: target/ungated/worker.

use std::fs;

use anyhow::{Context, Result};
use ungated_harness::place;

use super::{bindgen, cargo, stamp};

/// Compiles the Worker, makes its bindings and puts its shim beside them.
pub fn build() -> Result<()> {
    let wasm = cargo::wasm("ungated-edge-worker", "wasm")?;
    let shim = place::root().join("edge-worker/shim.js");
    let out = place::built().join("worker");
    let bindings = stamp("worker", std::slice::from_ref(&wasm))?;
    if !bindings.is_fresh() || !out.is_dir() {
        bindgen::for_worker(&wasm, &out)?;
        bindgen::flatten(&out)?;
        bindings.put()?;
    }
    fs::copy(&shim, out.join("shim.js")).with_context(|| format!("{}", shim.display()))?;
    Ok(())
}
