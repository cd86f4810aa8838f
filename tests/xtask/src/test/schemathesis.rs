//! Every operation of the API's document, by data that follow it and data that do not.

use std::{path::Path, process::Command};

use anyhow::{Result, anyhow};
use ungated_harness::{Start, TEST_TOKEN, Workerd, place};

use super::{runner, tally::Tally};
use crate::{files, setup};

/// What takes something away comes last: reports are asked of what is there. The first admin's token
/// is none that could be revoked, and the site is the file's, so that all of it goes on.
const RUNS: [(&str, &str); 2] =
    [("what reads and changes", "--exclude-method"), ("what takes away", "--include-method")];

/// Runs all of them.
pub fn all(tally: &mut Tally) {
    let data = place::root().join("target/schemathesis-data");
    let ready = setup::schemathesis().and_then(|program| Ok((program, serve(&data)?)));
    match ready {
        Ok((program, workerd)) => {
            for (name, choice) in RUNS {
                runner::check(tally, name, &mut run(&program, &workerd, choice));
            }
        }
        Err(error) => tally.fail(&format!("{error:#}")),
    }
}

/// An edge of its own, as deployed.
fn serve(data: &Path) -> Result<Workerd> {
    files::empty(data)?;
    let start = Start { dev: false, token: TEST_TOKEN.into(), ..Start::new(data) };
    start.run().map_err(|sentence| anyhow!(sentence))
}

fn run(program: &Path, workerd: &Workerd, choice: &str) -> Command {
    let folder = place::root().join("tests/schemathesis");
    let mut run = Command::new(program);
    run.arg("--config-file").arg(folder.join("schemathesis.toml"));
    run.args(["run", &format!("{}/api/openapi.json", workerd.url)])
        .args(["--header", &format!("Authorization: Bearer {}", workerd.token)])
        .args([choice, "DELETE"])
        // Where it puts what it remembers of a run.
        .current_dir(place::root().join("target/schemathesis"))
        .env("PYTHONPATH", &folder)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env("NO_COLOR", "1");
    run
}
