//! The tag and its parts: `u.js` and `u/` in target/ungated/www; as a package for npm in
//! target/ungated/npm.

use anyhow::Result;
use ungated_harness::place;

use super::{bindgen, cargo, stamp, www};
use crate::files;

/// What readers download is read once and run a little: loops stay loops, and a function is copied
/// into its callers only where that makes it smaller. Measured on the core, brotli: 3.1 kB with
/// these, 3.4 kB without, and 3.5 kB at optimisation level "s"; what two branches begin alike stands
/// before both: 27 bytes.
const SMALL: [&str; 4] = [
    "-Cllvm-args=--unroll-runtime=false",
    "-Cllvm-args=--unroll-allow-partial=false",
    "-Cllvm-args=-inline-threshold=50",
    "-Cllvm-args=-hoist-common-insts",
];

/// Compiles the core and the live score, and lets the tracker's own build link and shrink them.
pub fn build() -> Result<()> {
    let root = place::root();
    let core = cargo::wasm_with("ungated-tracker", "tag", &SMALL)?;
    let live = cargo::wasm("ungated-live", "tag")?;
    let out = place::built().join("www");
    let bindings = place::built().join("live");
    let package = place::built().join("npm");
    let stamp = stamp("tracker", &[core.clone(), live.clone(), root.join("tracker")])?;
    if stamp.is_fresh() && out.join("u.js").is_file() && package.is_dir() {
        return Ok(());
    }
    bindgen::for_browser(&live, "live", &bindings)?;
    // Its files are named after their content: older ones would stay for ever.
    files::empty(&out.join("u"))?;
    www::node(&[
        "tracker/build.mjs".as_ref(),
        "--core".as_ref(),
        &core,
        "--live".as_ref(),
        &bindings,
        "--out".as_ref(),
        &out,
        "--package".as_ref(),
        &package,
    ])?;
    stamp.put()
}
