//! A Chromium for the browser tests.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Result, bail};
use ungated_harness::place;

use super::debian;
use crate::{child, say};

/// Where systems put it.
const USUAL: [&str; 5] = [
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const MISSING: &str = "Chromium is missing: install chromium or Google Chrome, \
    or name one in the variable UNGATED_CHROMIUM";

/// A Chromium that starts: the one that is named, the system's, Playwright's, or a new one.
pub fn chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("UNGATED_CHROMIUM") {
        let named = PathBuf::from(named);
        if !starts(&named) {
            bail!("UNGATED_CHROMIUM names {}, which does not start", named.display());
        }
        return Ok(named);
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    say::step("Chromium for the browser tests, once for this machine", install)?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("{MISSING}"),
    }
}

fn find() -> Option<PathBuf> {
    let usual = USUAL.iter().flat_map(|name| in_path(Path::new(name)));
    usual.chain(playwrights()).find(|browser| starts(browser))
}

/// Every file of this name in PATH; an absolute name is itself.
fn in_path(name: &Path) -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<_> = env::split_paths(&path).map(|dir| dir.join(name)).collect();
    found.retain(|file| file.is_file());
    found.dedup();
    found
}

/// Where playwright-core would have put its own.
fn playwrights() -> Option<PathBuf> {
    let asked = Command::new("node")
        .args(["--input-type=module", "--eval"])
        .arg("console.log((await import('playwright-core')).chromium.executablePath())")
        .current_dir(place::root())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let path = String::from_utf8(asked.stdout).ok()?;
    Some(PathBuf::from(path.trim()))
}

/// A browser without its libraries is a file that does not start.
fn starts(browser: &Path) -> bool {
    Command::new(browser)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Debian's package brings its libraries along, so it is tried first where that is allowed.
fn install() -> Result<()> {
    let is_found = || find().is_some();
    let is_done = match debian::may_install() {
        true => debian::install("chromium", is_found),
        false => {
            let mut own = Command::new("npx");
            own.args(["--no-install", "playwright-core", "install", "chromium"])
                .current_dir(place::root())
                // Our own output belongs to the tests.
                .stdout(std::io::stderr());
            child::run(&mut own).is_ok_and(|done| done) && is_found()
        }
    };
    if is_done { Ok(()) } else { bail!("{MISSING}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_is_in_the_path() {
        assert!(!in_path(Path::new("sh")).is_empty());
        assert_eq!(in_path(Path::new("no such program")), Vec::<PathBuf>::new());
    }

    #[test]
    fn a_file_that_is_no_program_does_not_start() {
        assert!(!starts(Path::new(env!("CARGO_MANIFEST_DIR"))));
    }
}
