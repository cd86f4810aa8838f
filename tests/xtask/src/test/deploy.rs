//! Whether Cloudflare would take what was built: a dry run of Wrangler's deployment of each
//! environment, and the limits that only the account's end would tell of. And the archive: by the
//! same files in miniflare, which comes with Wrangler and has buckets, read by DuckDB.
//!
//! # Why an installation of its own?
//! Wrangler brings a workerd and an esbuild with it, DuckDB a library, some 300 MB that nothing else needs: it is
//! installed in target/wrangler, from tests/deploy, when this layer runs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use ungated_harness::place;

use super::{layers::node_tests, tally::Tally};
use crate::{
    child,
    files::{self, Stamp, fingerprint},
    say,
};

/// What npm needs to install exactly what was written down.
const MANIFESTS: [&str; 2] = ["package.json", "package-lock.json"];
/// The environments; the first is the top of the file.
const ENVIRONMENTS: [&str; 3] = ["", "staging", "production"];
/// Every binding, as Wrangler prints it.
const BINDINGS: [&str; 6] =
    ["env.SHARD", "env.SITE", "env.REGISTRY", "env.LIVE", "env.SALTS", "env.SITES"];

/// What an environment has beside them.
const BUCKETS: [&str; 2] = ["env.ARCHIVE", "env.ARCHIVE_EU"];

/// A Worker after gzip, KiB: 3 MB on the free plan, 10 MB on the paid one. Like the next ones:
/// developers.cloudflare.com/workers/platform/limits.
const GZIP_KIB: f64 = 3.0 * 1024.0;
/// A Worker before compression, KiB: 64 MB.
const UPLOAD_KIB: f64 = 64.0 * 1024.0;
/// A variable, bytes: 5 KB.
const VARIABLE_BYTES: usize = 5 * 1024;
/// An asset, bytes: 25 MiB.
const ASSET_BYTES: u64 = 25 * 1024 * 1024;
/// Assets of a version: 20,000 on the free plan.
const ASSETS: usize = 20_000;

/// Runs the layer.
pub fn all(tally: &mut Tally) {
    match wrangler() {
        Ok(wrangler) => {
            for environment in ENVIRONMENTS {
                let name = if environment.is_empty() { "no environment" } else { environment };
                let name = format!("wrangler deploy --dry-run, {name}");
                tally.check(&name, || dry_run(&wrangler, environment));
            }
            tally.check("workerd runs the bytes that are deployed", same_bytes);
            node_tests(tally, &[], "tests/deploy", ".test.mjs");
        }
        Err(error) => tally.fail(&format!("{error:#}")),
    }
    tally.check("environments have every binding, of their own", environments);
    tally.check("assets are within Cloudflare's limits", assets);
}

/// Wrangler's program, installed unless it is.
fn wrangler() -> Result<PathBuf> {
    let out = place::target().join("wrangler");
    let program = out.join("node_modules/wrangler/bin/wrangler.js");
    let sources = place::root().join("tests/deploy");
    let stamp =
        Stamp::new(out.join("stamp"), fingerprint(&MANIFESTS.map(|name| sources.join(name)))?);
    if stamp.is_fresh() && program.is_file() {
        return Ok(program);
    }
    files::empty(&out)?;
    for name in MANIFESTS {
        fs::copy(sources.join(name), out.join(name))
            .with_context(|| format!("cannot copy tests/deploy/{name}"))?;
    }
    say::step("Wrangler from npm, once", || {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&out)
            .stdout(std::io::stderr());
        let installed = child::run(&mut npm).context("npm is missing")?;
        ensure!(installed, "npm could not install it: see its message above");
        Ok(())
    })?;
    stamp.put()?;
    Ok(program)
}

fn dry_run(wrangler: &PathBuf, environment: &str) -> Result<()> {
    let out = place::target().join("wrangler/out");
    files::empty(&out)?;
    let mut run = Command::new("node");
    run.arg(wrangler)
        .args(["deploy", "--dry-run", "--config", "edge-worker/wrangler.jsonc", "--outdir"])
        .arg(&out)
        // Said even where it is empty: that is the top of the file, whatever CLOUDFLARE_ENV says.
        .arg(format!("--env={environment}"))
        .current_dir(place::root())
        .envs([("CI", "1"), ("NO_COLOR", "1"), ("WRANGLER_HIDE_BANNER", "true")])
        .envs([("WRANGLER_SEND_METRICS", "false"), ("WRANGLER_SEND_ERROR_REPORTS", "false")])
        .env("CLOUDFLARE_CF_FETCH_ENABLED", "false")
        .env("WRANGLER_LOG_PATH", out.with_file_name("logs"))
        .stderr(Stdio::inherit());
    let mut said = String::new();
    let done = child::read(&mut run, |line| said += &format!("{line}\n"))?;
    ensure!(done, "it failed:\n{said}");
    let sizes = sizes(&said).with_context(|| format!("it tells no sizes:\n{said}"))?;
    ensure!(sizes.0 <= UPLOAD_KIB, "{} KiB are more than a Worker may have", sizes.0);
    ensure!(sizes.1 <= GZIP_KIB, "{} KiB compressed are more than a Worker may have", sizes.1);
    // `cargo xtask dev` has no bucket, and workerd by itself none to give.
    let buckets = BUCKETS.iter().filter(|_| !environment.is_empty());
    for binding in BINDINGS.iter().chain(buckets) {
        ensure!(said.contains(&format!("{binding} (")), "{binding} is missing:\n{said}");
    }
    println!("       {} KiB, {} KiB compressed", sizes.0, sizes.1);
    Ok(())
}

/// The modules that Wrangler would send are those that the tests' workerd is given, byte for byte.
fn same_bytes() -> Result<()> {
    let sent = place::target().join("wrangler/out");
    let mut modules = Vec::new();
    for file in files::sources(&sent)? {
        let name = file.strip_prefix(&sent)?;
        // Wrangler's own words about the folder.
        if name == Path::new("README.md") {
            continue;
        }
        let own = place::built().join("worker").join(name);
        let own = fs::read(&own).with_context(|| format!("no {}", own.display()))?;
        ensure!(fs::read(&file)? == own, "{} is another file", name.display());
        modules.push(name.display().to_string());
    }
    let config = fs::read_to_string(place::built().join("workerd.capnp"))?;
    let mut embedded = embedded(&config);
    embedded.sort_unstable();
    modules.sort_unstable();
    ensure!(!modules.is_empty() && modules == embedded, "sent {modules:?}, run {embedded:?}");
    Ok(())
}

/// The files of the Worker that workerd's configuration embeds.
fn embedded(config: &str) -> Vec<&str> {
    let after = config.split("embed \"worker/").skip(1);
    after.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name).collect()
}

/// The sizes in `Total Upload: 2765.90 KiB / gzip: 917.17 KiB`.
fn sizes(said: &str) -> Option<(f64, f64)> {
    let line = said.lines().find_map(|line| line.strip_prefix("Total Upload: "))?;
    let (upload, gzip) = line.split_once(" / gzip: ")?;
    let number = |text: &str| text.strip_suffix(" KiB")?.parse().ok();
    Some((number(upload)?, number(gzip)?))
}

/// Environments inherit no bindings, and share no salts and no name.
fn environments() -> Result<()> {
    let file = place::root().join("edge-worker/wrangler.jsonc");
    let wrangler: Value =
        jsonc_parser::parse_to_serde_value(&fs::read_to_string(&file)?, &Default::default())?;
    let mut own = Vec::new();
    for environment in ENVIRONMENTS {
        let config = if environment.is_empty() { &wrangler } else { &wrangler["env"][environment] };
        ensure!(
            config["durable_objects"] == wrangler["durable_objects"],
            "{environment}: not every object"
        );
        for (name, value) in config["vars"].as_object().context("no vars")? {
            let bytes = value.to_string().len();
            ensure!(bytes <= VARIABLE_BYTES, "{environment}: {name} has {bytes} bytes");
        }
        own.push(config["name"].clone());
        own.push(config["kv_namespaces"][0]["id"].clone());
        let buckets = config["r2_buckets"].as_array();
        own.extend(buckets.into_iter().flatten().map(|bucket| bucket["bucket_name"].clone()));
    }
    for (at, value) in own.iter().enumerate() {
        ensure!(value.is_string(), "a name or a namespace's id is missing");
        if own.iter().skip(at + 1).any(|other| other == value) {
            bail!("{value} is two environments'");
        }
    }
    Ok(())
}

fn assets() -> Result<()> {
    let files = files::sources(&place::built().join("www"))?;
    ensure!(files.len() <= ASSETS, "{} assets", files.len());
    for file in files {
        let bytes = fs::metadata(&file)?.len();
        ensure!(bytes <= ASSET_BYTES, "{} has {bytes} bytes", file.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{embedded, sizes};

    #[test]
    fn files_of_the_worker_are_read_from_workerds_configuration() {
        let config = r#"[(name = "a.js", esModule = embed "worker/a.js"), embed "other"]"#;
        assert_eq!(embedded(config), ["a.js"]);
    }

    #[test]
    fn sizes_are_read_from_what_wrangler_says() {
        let said = "x\nTotal Upload: 2765.90 KiB / gzip: 917.17 KiB\ny\n";
        assert_eq!(sizes(said), Some((2765.90, 917.17)));
        assert_eq!(sizes("Total Upload: 1 MB / gzip: 1 KiB"), None);
        assert_eq!(sizes(""), None);
    }
}
