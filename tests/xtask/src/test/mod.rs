//! `cargo xtask test`: every test there is, in layers, counted as one.

mod deploy;
mod layers;
mod lint;
mod runner;
mod schemathesis;
mod tally;

use std::{collections::BTreeMap, process::ExitCode};

use clap::Args;

use crate::{build, setup};
use layers::Layer;
pub use layers::in_chromium;
pub use tally::Tally;

/// Run every test there is, or the named layers.
#[derive(Args)]
pub struct Test {
    /// Only these layers
    #[arg(value_enum, value_name = "NAME")]
    layers: Vec<Layer>,
}

impl Test {
    /// Runs the layers; the last line says how many tests passed and failed.
    pub fn run(self) -> ExitCode {
        let layers = match self.layers.is_empty() {
            true => Layer::IN_ORDER.to_vec(),
            false => self.layers,
        };
        let mut tally = Tally::default();
        // A layer whose ground is missing has tested nothing, and that is a failure of its own.
        let mut ground = Ground::default();
        for layer in layers {
            tally.begin(layer.name());
            match ground.prepare(layer.need()) {
                Ok(()) => layer.run(&mut tally),
                Err(error) => tally.fail(&format!("not run: {error}")),
            }
        }
        tally.report()
    }
}

/// What a layer stands on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    /// The sources.
    Sources,
    /// rustfmt and clippy, and the compiler's wasm target.
    Rust,
    /// Node and its packages, and the API's types.
    Contract,
    /// All that is shipped.
    Product,
    /// All that is shipped, and the rules in every form.
    Vectors,
}

/// What has been prepared, or why it could not be.
#[derive(Default)]
struct Ground(BTreeMap<Need, Result<(), String>>);

impl Ground {
    fn prepare(&mut self, need: Need) -> Result<(), String> {
        let done = self.0.entry(need).or_insert_with(|| {
            let done = match need {
                Need::Sources => Ok(()),
                Need::Rust => setup::for_lints(),
                Need::Contract => build::contract(),
                Need::Product => build::everything(),
                Need::Vectors => build::everything().and_then(|()| build::vectors()),
            };
            done.map_err(|error| format!("{error:#}"))
        });
        done.clone()
    }
}
