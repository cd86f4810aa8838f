//! Python, for the one tool that comes from there: schemathesis.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Result, bail};
use ungated_harness::place;

use super::debian;
use crate::{
    child,
    files::{self, Stamp, fingerprint},
    say,
};

const MISSING: &str = "Python 3.11 or newer with its module venv is missing: \
    install it from https://www.python.org or your system's packages (python3-venv)";

/// The program `st`, with exactly what tests/schemathesis/requirements.txt names.
pub fn schemathesis() -> Result<PathBuf> {
    let requirements = place::root().join("tests/schemathesis/requirements.txt");
    let home = place::root().join("target/schemathesis");
    let program = home.join("bin/st");
    let stamp =
        Stamp::new(home.join(".requirements"), fingerprint(std::slice::from_ref(&requirements))?);
    if stamp.is_fresh() && program.is_file() {
        return Ok(program);
    }
    let is_there = has_venv() || debian::may_install() && debian::install("python3-venv", has_venv);
    if !is_there {
        bail!(MISSING);
    }
    say::step("schemathesis of tests/schemathesis/requirements.txt", || {
        files::empty(&home)?;
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv"]).arg(&home).stdout(std::io::stderr());
        let mut pip = Command::new(home.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--require-hashes", "--no-deps", "--requirement"])
            .arg(&requirements)
            .stdout(std::io::stderr());
        for step in [&mut venv, &mut pip] {
            if !child::run(step)? {
                bail!("schemathesis could not be installed: see its message above");
            }
        }
        stamp.put()
    })?;
    Ok(program)
}

/// Whether there is a Python that makes environments: Debian's leaves that to a package.
fn has_venv() -> bool {
    let script = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))";
    let mut python = Command::new("python3");
    python.args(["-c", script]).stdout(Stdio::null()).stderr(Stdio::null());
    python.status().is_ok_and(|status| status.success())
}
