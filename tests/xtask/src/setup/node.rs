//! Node, which builds the front end and runs the browser tests.

use std::process::Command;

use anyhow::{Result, bail};

/// The oldest release that still gets security fixes and runs our tools.
const OLDEST: u32 = 20;

/// Is there a Node, and is it new enough?
pub fn check() -> Result<()> {
    let Ok(answer) = Command::new("node").arg("--version").output() else {
        bail!("Node is missing: install Node {OLDEST} or newer from https://nodejs.org");
    };
    let version = String::from_utf8_lossy(&answer.stdout);
    match major(&version) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => bail!(
            "Node {} is too old: install Node {OLDEST} or newer from https://nodejs.org",
            version.trim()
        ),
    }
}

/// 20 from `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    let numbers = version.trim().strip_prefix('v')?;
    numbers.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_counts() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("deno 2.1"), None);
    }
}
