//! What opening the dashboard costs, and a click in it, against an empty page.
//!
//! A site has a month of readers; Chromium opens its board as a marketer does, and clicks. The floor is
//! a page that says one word, and one whose click changes that word.

use std::process::Command;

use clap::Args;
use ungated_harness::place;

use crate::Form;
use crate::ingest::target::{Cores, Target};
use crate::loaded::{Loaded, sites};

/// Measures the dashboard in Chromium.
#[derive(Args)]
pub struct Dashboard {
    /// Page views of the site, over thirty days, in three regions
    #[arg(long, default_value_t = 1_000_000, value_name = "N", value_parser = clap::value_parser!(u32).range(1_000..))]
    views: u32,
    /// How often everything is done
    #[arg(long, default_value_t = 9, value_name = "N", value_parser = clap::value_parser!(u32).range(3..))]
    rounds: u32,
    #[command(flatten)]
    form: Form,
}

impl Dashboard {
    /// Measures and prints.
    pub fn run(self) -> Result<(), String> {
        let loaded = Loaded::of(self.views, 1)?;
        let product = Target::product(&loaded.data, Some(sites()), "five", Cores::shared())?;
        let told = Command::new("node")
            .arg("tests/bench/dashboard/main.mjs")
            .args(["--url", &format!("http://{}", product.workerd.address)])
            .args(["--site", "five"])
            .args(["--rounds", &self.rounds.to_string()])
            .args(["--page-views", &loaded.filled.views.to_string()])
            .args(self.form.json.then_some("--json"))
            .current_dir(place::root())
            .status();
        product.workerd.stop();
        match told {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err("the dashboard was not measured: see the message above".into()),
            Err(error) => Err(format!("node does not start: {error}")),
        }
    }
}
