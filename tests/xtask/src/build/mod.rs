//! Builds everything that is shipped into target/ungated.

mod bindgen;
pub mod cargo;
mod contract;
mod tracker;
mod vectors;
mod worker;
mod workerd_config;
mod www;

use std::path::PathBuf;

use anyhow::Result;
use ungated_harness::place;

use crate::{
    files::{Stamp, fingerprint},
    say, setup,
};

/// The whole product, as `dev`, the tests and a deployment use it.
pub fn everything() -> Result<()> {
    setup::for_build()?;
    // The Worker first: it takes longest, and says most about what is wrong.
    say::step("Worker", worker::build)?;
    contract::build()?;
    say::step("dashboard and demo publication", www::build)?;
    say::step("tracker", tracker::build)?;
    workerd_config::write()
}

/// What the API says of itself, and the dashboard's types from it.
pub fn contract() -> Result<()> {
    setup::for_node()?;
    contract::build()
}

/// What runs the vectors, besides the product.
pub fn vectors() -> Result<()> {
    setup::for_build()?;
    say::step("vectors", vectors::build)
}

/// The memory of a step whose output lies in target/ungated.
///
/// Besides its own inputs, every step depends on how it is done and on the versions of its tools.
fn stamp(step: &str, inputs: &[PathBuf]) -> Result<Stamp> {
    let root = place::root();
    let mut all = inputs.to_vec();
    all.push(root.join("tests/xtask/src/build"));
    all.push(root.join("Cargo.lock"));
    all.push(root.join("package-lock.json"));
    let file = place::built().join(".stamps").join(step);
    Ok(Stamp::new(file, fingerprint(&all)?))
}
