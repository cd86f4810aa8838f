//! The compiler's wasm target.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::{child, say};

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the toolchain if it is not there.
pub fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let asked = Command::new(rustc)
        .args(["--print", "sysroot"])
        .output()
        .context("rustc is missing: install Rust from https://rustup.rs")?;
    let sysroot = String::from_utf8_lossy(&asked.stdout);
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
    if library.is_dir() {
        return Ok(());
    }
    say::step("Rust's wasm target, once for this machine", || {
        let mut rustup = Command::new("rustup");
        let added = child::run(rustup.args(["target", "add", TARGET]));
        if !added.is_ok_and(|added| added) {
            bail!("Rust's wasm target is missing: run `rustup target add {TARGET}`");
        }
        Ok(())
    })
}

/// Adds a component of the toolchain (rustup's minimal profile leaves some out) whose program does
/// not start.
pub fn component(name: &str, program: &str) -> Result<()> {
    let asked = Command::new(program).arg("--version").output();
    if asked.is_ok_and(|asked| asked.status.success()) {
        return Ok(());
    }
    say::step(&format!("{name}, once for this machine"), || {
        let mut rustup = Command::new("rustup");
        let added = child::run(rustup.args(["component", "add", name]));
        if !added.is_ok_and(|added| added) {
            bail!("{name} is missing: run `rustup component add {name}`");
        }
        Ok(())
    })
}
