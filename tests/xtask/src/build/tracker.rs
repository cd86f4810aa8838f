//! The tag and its core: `u.js` and `u/` in target/ungated/www.

use anyhow::Result;
use ungated_harness::place;

use super::{bindgen, cargo, stamp, www};
use crate::files;

/// Compiles the tracker's core, and lets its own build link and shrink it.
pub fn build() -> Result<()> {
    let root = place::root();
    let wasm = cargo::wasm("ungated-tracker", "tag")?;
    let out = place::built().join("www");
    let bindings = place::built().join("bindgen");
    let stamp = stamp("tracker", &[wasm.clone(), root.join("tracker")])?;
    if stamp.is_fresh() && out.join("u.js").is_file() {
        return Ok(());
    }
    bindgen::for_browser(&wasm, &bindings)?;
    // Its files are named after their content: older ones would stay for ever.
    files::empty(&out.join("u"))?;
    www::node(&[
        "tracker/build.mjs".as_ref(),
        "--bindgen".as_ref(),
        &bindings,
        "--out".as_ref(),
        &out,
    ])?;
    stamp.put()
}
