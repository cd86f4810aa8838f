//! The vectors' functions as wasm and as JavaScript: target/ungated/vectors.

use anyhow::Result;
use ungated_harness::place;

use super::{cargo, stamp, www};

/// Compiles the crate that runs vectors, for the runtimes that the product runs in.
pub fn build() -> Result<()> {
    let wasm = cargo::wasm("ungated-vectors", "wasm")?;
    let out = place::built().join("vectors");
    let script = place::root().join("tests/vectors/build.mjs");
    let stamp = stamp("vectors", &[wasm.clone(), script.clone()])?;
    if stamp.is_fresh() && out.join("vectors.js").is_file() {
        return Ok(());
    }
    www::node(&[&script, "--wasm".as_ref(), &wasm, "--out".as_ref(), &out])?;
    stamp.put()
}
