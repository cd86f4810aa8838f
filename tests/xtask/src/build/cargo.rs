//! Compiles one crate to wasm.

use std::{ffi::OsString, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use ungated_harness::place;

use crate::child;

/// The cargo that runs this program.
pub fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Builds `package` by a profile of the workspace, and answers where its wasm lies.
///
/// Cargo itself says where, whatever target directory is configured on this machine.
pub fn wasm(package: &str, profile: &str) -> Result<PathBuf> {
    wasm_with(package, profile, &[])
}

/// The same, with options for the compiler where it links the crate.
pub fn wasm_with(package: &str, profile: &str, options: &[&str]) -> Result<PathBuf> {
    let mut wasm = None;
    let mut cargo = Command::new(program());
    cargo
        .args(["rustc", "--locked", "--profile", profile, "--package", package])
        .args(["--lib", "--crate-type", "cdylib", "--target", "wasm32-unknown-unknown"])
        .args(["--message-format=json-render-diagnostics", "--"])
        .args(options)
        .current_dir(place::root());
    let compiled = child::read(&mut cargo, |message| {
        wasm = artifact(&message).or(wasm.take());
    })
    .context("cargo does not start")?;
    if !compiled {
        bail!("{package} does not compile: see the compiler's message above");
    }
    wasm.with_context(|| format!("{package} makes no wasm: is its crate-type cdylib?"))
}

/// The wasm file that this build message tells of.
fn artifact(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    if message.get("reason")? != "compiler-artifact" {
        return None;
    }
    let files = message.get("filenames")?.as_array()?;
    let mut paths = files.iter().filter_map(Value::as_str);
    paths.find(|path| path.ends_with(".wasm")).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_names_the_artifact() {
        let message = r#"{"reason":"compiler-artifact","filenames":["a/b.rlib","a/b.wasm"]}"#;
        assert_eq!(artifact(message), Some(PathBuf::from("a/b.wasm")));
        let other = r#"{"reason":"build-finished","success":true}"#;
        assert_eq!(artifact(other), None);
    }
}
