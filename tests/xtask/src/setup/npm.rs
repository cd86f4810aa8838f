//! The npm packages of the lock file.

use std::process::Command;

use anyhow::{Result, bail};
use ungated_harness::place;

use crate::{
    child,
    files::{Stamp, fingerprint},
    say,
};

/// Installs exactly what package-lock.json names, when it names something new.
pub fn packages() -> Result<()> {
    let root = place::root();
    let modules = root.join("node_modules");
    let lock = fingerprint(&[root.join("package-lock.json")])?;
    let stamp = Stamp::new(modules.join(".ungated-lock"), lock);
    if stamp.is_fresh() {
        return Ok(());
    }
    say::step("npm packages of package-lock.json", || {
        let mut npm = Command::new("npm");
        // Nothing we use needs a package's own install script, so none may run.
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&root)
            .stdout(std::io::stderr());
        let Ok(installed) = child::run(&mut npm) else {
            bail!("npm is missing: it comes with Node from https://nodejs.org");
        };
        if !installed {
            bail!("npm could not install the packages of package-lock.json: see its message above");
        }
        stamp.put()
    })
}
