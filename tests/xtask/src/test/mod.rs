//! `cargo xtask test`: every test there is, in layers, counted as one.

mod layers;
mod lint;
mod runner;
mod tally;

use std::process::ExitCode;

use clap::Args;

use crate::{build, setup};
use layers::Layer;
use tally::Tally;

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
        // What all layers stand on is no test, but without it nothing has been tested.
        let ready = prepare(&layers);
        for layer in layers {
            tally.begin(layer.name());
            match &ready {
                Ok(()) => layer.run(&mut tally),
                Err(error) => tally.fail(&format!("not run: {error:#}")),
            }
        }
        tally.report()
    }
}

fn prepare(layers: &[Layer]) -> anyhow::Result<()> {
    if layers.iter().any(Layer::needs_product) {
        build::everything()
    } else if layers.iter().any(Layer::needs_node) {
        setup::for_node()
    } else {
        Ok(())
    }
}
