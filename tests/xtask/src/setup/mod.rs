//! What a machine with only rustup and Node still needs, each installed when it is missing.

mod chromium;
mod debian;
mod node;
mod npm;
mod python;
mod rust;

pub use chromium::chromium;
pub use python::schemathesis;

use anyhow::Result;

/// Everything that building takes.
pub fn for_build() -> Result<()> {
    rust::wasm_target()?;
    for_node()
}

/// Everything that rustfmt and clippy take.
pub fn for_lints() -> Result<()> {
    rust::component("rustfmt", "cargo-fmt")?;
    rust::component("clippy", "cargo-clippy")?;
    rust::wasm_target()
}

/// Everything that Node programs take.
pub fn for_node() -> Result<()> {
    node::check()?;
    npm::packages()
}
