//! Where things are in a checkout.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The root of the repository.
///
/// Cargo says at run time for which package it runs this; what was true at compile time is asked
/// second, since a checkout may have been copied together with its target directory.
pub fn root() -> PathBuf {
    let now = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let then = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let roots = [now, Some(then.clone())].into_iter().flatten().find_map(|package| {
        let root = package.ancestors().find(|dir| dir.join("tests/harness/Cargo.toml").is_file());
        root.map(Path::to_path_buf)
    });
    roots.unwrap_or(then)
}

/// Cargo's target directory.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// What `cargo xtask build` writes: `www/`, `worker/`, `workerd.capnp`.
pub fn built() -> PathBuf {
    match std::env::var_os("UNGATED_BUILD") {
        Some(dir) => root().join(dir),
        None => target().join("ungated"),
    }
}

/// The workerd that npm installed for this machine, if there is one.
///
/// The package `workerd` brings the binary in a package named after the platform. Its own
/// JavaScript launcher would put a Node process between us and the signals we send.
pub fn workerd() -> Option<PathBuf> {
    let packages = fs::read_dir(root().join("node_modules/@cloudflare")).ok()?;
    packages
        .flatten()
        .filter(|package| package.file_name().to_string_lossy().starts_with("workerd-"))
        .map(|package| package.path().join("bin/workerd"))
        .find(|binary| binary.is_file())
}
