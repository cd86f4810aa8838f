//! Other trackers, as npm has them, bundled as ours is: target/rivals.
//!
//! Only what measures beside us asks for them; no test and no build needs them.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use ungated_harness::place;

use crate::{
    child,
    files::{self, Stamp, fingerprint},
    say,
};

/// What npm needs to install exactly what was written down.
const MANIFESTS: [&str; 2] = ["package.json", "package-lock.json"];

/// Another tracker.
pub struct Rival {
    /// For people.
    pub title: String,
    /// `name@version` of each package in it.
    pub packages: Vec<String>,
    /// Its bundle.
    pub file: PathBuf,
}

/// The folder of the bundles: `NAME.js` each.
pub fn folder() -> PathBuf {
    place::target().join("rivals/bundles")
}

/// Every other tracker, installed and bundled unless it already is.
pub fn bundled() -> Result<Vec<Rival>> {
    let sources = place::root().join("tests/rivals");
    let out = place::target().join("rivals");
    let list = out.join("list.json");
    let stamp = Stamp::new(out.join("stamp"), fingerprint(std::slice::from_ref(&sources))?);
    if !stamp.is_fresh() || !list.is_file() {
        files::empty(&out)?;
        say::step("other trackers from npm, once", install)?;
        fs::write(&list, say::step("their bundles", bundle)?)?;
        stamp.put()?;
    }
    let made: Vec<Value> = serde_json::from_slice(&fs::read(&list)?)?;
    made.iter().map(|rival| read(rival).context("a rival without a name")).collect()
}

fn read(rival: &Value) -> Option<Rival> {
    let versions = rival["packages"].as_object()?;
    let named = |(name, version): (&String, &Value)| Some(format!("{name}@{}", version.as_str()?));
    Some(Rival {
        title: rival["title"].as_str()?.to_owned(),
        packages: versions.iter().map(named).collect::<Option<_>>()?,
        file: folder().join(format!("{}.js", rival["name"].as_str()?)),
    })
}

fn install() -> Result<()> {
    let out = place::target().join("rivals");
    for name in MANIFESTS {
        fs::copy(place::root().join("tests/rivals").join(name), out.join(name))
            .with_context(|| format!("cannot copy tests/rivals/{name}"))?;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&out)
        .stdout(std::io::stderr());
    let installed = child::run(&mut npm).context("npm is missing")?;
    ensure!(installed, "npm could not install them: see its message above");
    Ok(())
}

fn bundle() -> Result<Vec<u8>> {
    let bundled = Command::new("node")
        .arg("tests/rivals/bundle.mjs")
        .arg("--packages")
        .arg(place::target().join("rivals"))
        .arg("--out")
        .arg(folder())
        .current_dir(place::root())
        .stderr(Stdio::inherit())
        .output()
        .context("node does not start")?;
    if !bundled.status.success() {
        bail!("they could not be bundled: see the message above");
    }
    Ok(bundled.stdout)
}
