//! The layers of tests, cheapest first.

use std::{fs, path::PathBuf, process::Command};

use anyhow::Result;
use clap::ValueEnum;
use ungated_harness::place;

use super::{Need, deploy, lint, runner, schemathesis, tally::Tally};
use crate::{build, files, program, recount, setup, size};

/// The crates that also, or only, run as wasm.
const WASM_CRATES: [&str; 4] =
    ["ungated-tracker", "ungated-live", "ungated-edge-worker", "ungated-vectors"];

/// Folders with a tsconfig.json.
const TYPED: [&str; 2] = ["tracker", "www"];

/// A layer of tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layer {
    /// rustfmt
    Fmt,
    /// House rules: no floats in shared, no sleeping tests, named tests are there, no secrets, no
    /// machine's paths
    Lint,
    /// clippy, for this machine and for wasm
    Clippy,
    /// Documentation without broken links
    Doc,
    /// TypeScript's types
    Types,
    /// Rust: units, laws, vectors
    Rust,
    /// The rules in every runtime: vectors, and random visits against native code
    Vectors,
    /// The built Worker in a real workerd
    Workerd,
    /// The API against its own document, by random data that follow it and that do not
    Schemathesis,
    /// Every report against a second count of the exported facts, of 40,000 visits; `cargo xtask recount` has 200,000
    Recount,
    /// The whole product in a real Chromium
    Browser,
    /// Bytes against their budgets
    Size,
    /// A dry run of the deployment, within Cloudflare's limits
    Deploy,
}

impl Layer {
    /// Cheapest first: a typing error should not cost ten minutes.
    pub const IN_ORDER: [Layer; 13] = [
        Layer::Fmt,
        Layer::Lint,
        Layer::Clippy,
        Layer::Doc,
        Layer::Types,
        Layer::Rust,
        Layer::Vectors,
        Layer::Workerd,
        Layer::Schemathesis,
        Layer::Recount,
        Layer::Browser,
        Layer::Size,
        Layer::Deploy,
    ];

    /// As the command line names it.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Fmt => "fmt",
            Layer::Lint => "lint",
            Layer::Clippy => "clippy",
            Layer::Doc => "doc",
            Layer::Types => "types",
            Layer::Rust => "rust",
            Layer::Vectors => "vectors",
            Layer::Workerd => "workerd",
            Layer::Schemathesis => "schemathesis",
            Layer::Recount => "recount",
            Layer::Browser => "browser",
            Layer::Size => "size",
            Layer::Deploy => "deploy",
        }
    }

    /// What has to be there before.
    pub(super) fn need(self) -> Need {
        match self {
            Layer::Lint | Layer::Doc | Layer::Rust => Need::Sources,
            Layer::Fmt | Layer::Clippy => Need::Rust,
            Layer::Types => Need::Contract,
            Layer::Vectors => Need::Vectors,
            Layer::Workerd
            | Layer::Schemathesis
            | Layer::Recount
            | Layer::Browser
            | Layer::Size
            | Layer::Deploy => Need::Product,
        }
    }

    /// Runs the layer and counts.
    pub fn run(self, tally: &mut Tally) {
        match self {
            Layer::Fmt => runner::check(tally, "rustfmt", &mut cargo(&["fmt", "--all", "--check"])),
            Layer::Lint => lint::all(tally),
            Layer::Clippy => clippy(tally),
            Layer::Doc => doc(tally),
            Layer::Types => types(tally),
            Layer::Rust => rust(tally),
            Layer::Vectors => in_chromium(tally, &[], "tests/vectors"),
            Layer::Workerd => workerd(tally),
            Layer::Schemathesis => schemathesis::all(tally),
            Layer::Recount => runner::tests(tally, &mut recount::program(), runner::node),
            Layer::Browser => browser(tally),
            Layer::Size => sizes(tally),
            Layer::Deploy => deploy::all(tally),
        }
    }
}

fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(build::cargo::program());
    command.args(args).current_dir(place::root());
    command
}

fn clippy(tally: &mut Tally) {
    let deny = ["--", "--deny", "warnings"];
    let mut native = cargo(&["clippy", "--locked", "--workspace", "--all-targets"]);
    runner::check(tally, "clippy, native", native.args(deny));
    // Each by itself: the tag's core is built without the standard library, which others ask for.
    for package in WASM_CRATES {
        let mut wasm = cargo(&["clippy", "--locked", "--target", "wasm32-unknown-unknown"]);
        wasm.args(["--package", package]);
        runner::check(tally, &format!("clippy, wasm: {package}"), wasm.args(deny));
    }
}

fn doc(tally: &mut Tally) {
    let mut doc = cargo(&["doc", "--locked", "--no-deps", "--package", "ungated-shared"]);
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    runner::check(tally, "documentation of shared", &mut doc);
}

fn types(tally: &mut Tally) {
    let compiler = place::root().join("node_modules/typescript/bin/tsc");
    for folder in TYPED {
        let mut tsc = Command::new("node");
        tsc.arg(&compiler).args(["--noEmit", "--project", folder]).current_dir(place::root());
        runner::check(tally, &format!("types of {folder}"), &mut tsc);
    }
}

fn rust(tally: &mut Tally) {
    let mut tests = cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]);
    // These need the built product, and have a layer of their own.
    tests.args(["--exclude", "ungated-tests"]);
    runner::tests(tally, &mut tests, runner::cargo);
}

fn workerd(tally: &mut Tally) {
    let mut product = cargo(&["test", "--locked", "--no-fail-fast", "--package", "ungated-tests"]);
    runner::tests(tally, product.env("UNGATED_BUILD", place::built()), runner::cargo);
    node_tests(tally, &[], "tests/workerd", ".test.mjs");
    let mut server = cargo(&["test", "--locked", "--package", "xtask", "--test", "serve"]);
    runner::tests(tally, server.env("UNGATED_BUILD", place::built()), runner::cargo);
}

/// Runs the Node tests in a folder, which drive a Chromium.
pub fn in_chromium(tally: &mut Tally, environment: &[(&str, String)], folder: &str) {
    let found = test_files(folder, ".test.mjs").and_then(|files| Ok((files, setup::chromium()?)));
    match found {
        Ok((files, chromium)) => {
            let mut environment = environment.to_vec();
            environment.push(("UNGATED_CHROMIUM", chromium.to_string_lossy().into_owned()));
            node_files(tally, &environment, &files, 1);
        }
        Err(error) => tally.fail(&format!("{error:#}")),
    }
}

/// Whoever reads in real time reads alone, as that is measured to a tenth of a second; the others wait
/// more than they work, and go two at a time.
fn browser(tally: &mut Tally) {
    let found = test_files("tests/browser", ".test.mjs").and_then(|files| {
        let (mut alone, mut others) = (Vec::new(), Vec::new());
        for file in files {
            let text = fs::read_to_string(&file)?;
            let is_read = IN_REAL_TIME.iter().any(|sign| text.contains(sign));
            if is_read { alone.push(file) } else { others.push(file) }
        }
        Ok((alone, others, setup::chromium()?))
    });
    match found {
        Ok((alone, others, chromium)) => {
            let chromium = chromium.to_string_lossy().into_owned();
            let environment = [("UNGATED_CHROMIUM", chromium)];
            node_files(tally, &environment, &others, 2);
            node_files(tally, &environment, &alone, 1);
        }
        Err(error) => tally.fail(&format!("{error:#}")),
    }
}

/// A person's time passes: `pass` of `tests/browser/world.mjs`, or the scripted readers of `truth/`.
const IN_REAL_TIME: [&str; 2] = ["pass(", "\"./truth/"];

/// Runs the Node tests in a folder whose file names end in `ending`.
pub fn node_tests(tally: &mut Tally, environment: &[(&str, String)], folder: &str, ending: &str) {
    match test_files(folder, ending) {
        Ok(files) => node_files(tally, environment, &files, 1),
        Err(error) => tally.fail(&format!("{error:#}")),
    }
}

/// Runs Node tests, so many files at a time.
fn node_files(
    tally: &mut Tally,
    environment: &[(&str, String)],
    files: &[PathBuf],
    at_a_time: usize,
) {
    let mut node = Command::new("node");
    // A test that hangs fails by its name, instead of taking the run with it.
    node.args(["--test", "--test-reporter=spec", "--test-timeout=600000"])
        .arg(format!("--test-concurrency={at_a_time}"))
        .current_dir(place::root())
        .env("UNGATED_BUILD", place::built())
        // Counts are read from the report: no colours between the words.
        .env("NO_COLOR", "1")
        .env_remove("FORCE_COLOR")
        .envs(environment.iter().map(|(name, value)| (*name, value)));
    // A test starts its own server by this program: `xtask serve`.
    match program::path() {
        Some(xtask) if !files.is_empty() => {
            node.env("UNGATED_XTASK", xtask).args(files);
            runner::tests(tally, &mut node, runner::node);
        }
        _ => tally.fail("no files with tests for Node, or no program of one's own"),
    }
}

fn test_files(folder: &str, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = files::sources(&place::root().join(folder))?;
    found.retain(|file| file.to_string_lossy().ends_with(ending));
    Ok(found)
}

fn sizes(tally: &mut Tally) {
    match size::measure() {
        Ok(budgets) => {
            for budget in budgets {
                tally.check(&size::line(&budget), || {
                    anyhow::ensure!(budget.is_kept(), "over its budget");
                    Ok(())
                });
            }
        }
        Err(error) => tally.fail(&format!("{error:#}")),
    }
}
