//! What a format adds to a Worker.

use std::{fs, process::Command};

use serde_json::Value;
use ungated_harness::place;

/// The wasm of a feature: bytes, and bytes deflated.
pub struct Size {
    pub feature: &'static str,
    pub bytes: u64,
    pub deflated: u64,
}

/// The features, and first none.
const FEATURES: [&str; 5] = ["", "segments", "numbers", "json", "arrow"];

/// Compiles the formats one by one, as the Worker is compiled.
pub fn sizes() -> Result<Vec<Size>, String> {
    FEATURES.into_iter().map(size).collect()
}

fn size(feature: &'static str) -> Result<Size, String> {
    let compiled = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["rustc", "--locked", "--quiet", "--profile", "wasm", "--package", "ungated-formats"])
        .args(["--lib", "--crate-type", "cdylib", "--target", "wasm32-unknown-unknown"])
        .args(["--no-default-features", "--features", feature])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(place::root())
        .env("CARGO_PROFILE_WASM_STRIP", "true")
        .output()
        .map_err(|error| format!("cargo does not start: {error}"))?;
    if !compiled.status.success() {
        return Err(String::from_utf8_lossy(&compiled.stderr).into_owned());
    }
    let messages = String::from_utf8_lossy(&compiled.stdout);
    let wasm = messages.lines().filter_map(artifact).next_back();
    let wasm = wasm.ok_or("cargo names no wasm")?;
    let bytes = fs::read(&wasm).map_err(|error| format!("{wasm}: {error}"))?;
    let deflated = ungated_formats::deflate(&bytes).len() as u64;
    Ok(Size { feature, bytes: bytes.len() as u64, deflated })
}

/// The wasm file that a build message tells of.
fn artifact(message: &str) -> Option<String> {
    let message: Value = serde_json::from_str(message).ok()?;
    let files = message.get("filenames")?.as_array()?;
    files.iter().filter_map(Value::as_str).find(|path| path.ends_with(".wasm")).map(Into::into)
}
