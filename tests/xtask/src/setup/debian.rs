//! Debian's packages, where this may install them.

use std::{path::Path, process::Command};

use rustix::process::geteuid;

use crate::child;

/// Whether packages can be installed here.
pub fn may_install() -> bool {
    geteuid().is_root() && Path::new("/usr/bin/apt-get").exists()
}

/// Installs a package, with the lists as they are or with new ones; whether it did what it is for.
pub fn install(package: &str, is_done: impl Fn() -> bool) -> bool {
    let install = ["install", "-y", "--no-install-recommends", package];
    let ways: [&[&str]; 3] = [&install, &["update"], &install];
    ways.into_iter().any(|way| {
        let mut apt = Command::new("apt-get");
        // Our own output belongs to the tests.
        apt.args(way).env("DEBIAN_FRONTEND", "noninteractive").stdout(std::io::stderr());
        child::run(&mut apt).is_ok_and(|done| done) && is_done()
    })
}
