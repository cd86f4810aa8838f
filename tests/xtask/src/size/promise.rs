//! What was promised about bytes, in one table.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use ungated_harness::place;

use super::wire::Wire;
use crate::files;

/// What a promise is about.
pub enum About {
    /// These parts of the tracker: see [`part`].
    Parts(&'static [&'static str]),
    /// Every script of the dashboard that one reader loads. Of the words that is one language:
    /// German, which is longer.
    Dashboard,
    /// Every file of the Worker.
    Worker,
}

/// A limit, and what counts against it.
pub struct Promise {
    /// As it is printed.
    pub name: &'static str,
    /// What counts.
    pub about: About,
    /// Compressed how.
    pub wire: Wire,
    /// Bytes at most.
    pub limit: u64,
}

/// What is promised. Of the tracker's parts every page fetches those of the first lines; the others
/// only where it uses them.
pub const PROMISES: [Promise; 9] = [
    Promise {
        name: "tag before idle, brotli",
        about: About::Parts(&["u.js"]),
        wire: Wire::Brotli,
        limit: 1_200,
    },
    Promise {
        name: "tracker in all, brotli",
        about: About::Parts(&["u.js", "core.js", "core.wasm"]),
        wire: Wire::Brotli,
        limit: 8_000,
    },
    Promise {
        name: "fallback, brotli",
        about: About::Parts(&["fallback.js"]),
        wire: Wire::Brotli,
        limit: 6_000,
    },
    Promise {
        name: "tag that is pinned, brotli",
        about: About::Parts(&["tag.js"]),
        wire: Wire::Brotli,
        limit: 1_200,
    },
    Promise {
        name: "live score, brotli",
        about: About::Parts(&["live.js", "live.wasm"]),
        wire: Wire::Brotli,
        limit: 19_000,
    },
    Promise {
        name: "live score as JavaScript, brotli",
        about: About::Parts(&["live-fallback.js"]),
        wire: Wire::Brotli,
        limit: 22_500,
    },
    Promise {
        name: "all other parts, brotli",
        about: About::Parts(&[
            "copies.js",
            "embeds.js",
            "hash.js",
            "history.js",
            "media.js",
            "named.js",
            "transparency.js",
        ]),
        wire: Wire::Brotli,
        limit: 4_000,
    },
    // What the first view loads has its own bound, 150,000: `www/build.mjs`.
    Promise {
        name: "dashboard with all it can open, brotli",
        about: About::Dashboard,
        wire: Wire::Brotli,
        limit: 175_000,
    },
    // Cloudflare takes 3 MB on its free plan (developers.cloudflare.com/workers/platform/limits); less
    // is read sooner when an isolate begins. Of what it has, the archive is 31,000. With `shared` at opt-level "s" it would be 82,000 less, and
    // questions slower.
    Promise { name: "Worker, gzip", about: About::Worker, wire: Wire::Gzip, limit: 1_500_000 },
];

impl Promise {
    /// The files that count.
    pub fn files(&self) -> Result<Vec<PathBuf>> {
        let www = place::built().join("www");
        let files = match &self.about {
            About::Parts(wanted) => {
                let files = tracker()?;
                for name in *wanted {
                    let is_there = files.iter().any(|file| part(file) == *name);
                    ensure!(is_there, "{}: there is no {name} to measure", self.name);
                }
                files.into_iter().filter(|file| wanted.contains(&part(file).as_str())).collect()
            }
            About::Dashboard => {
                let others = [www.join("u.js"), www.join("u"), www.join("demo")];
                let mut files = scripts(&www)?;
                files.retain(|file| {
                    let is_other = others.iter().any(|other| file.starts_with(other));
                    is(file, "js") && !is_other && !is_english(file)
                });
                files
            }
            About::Worker => scripts(&place::built().join("worker"))?,
        };
        ensure!(!files.is_empty(), "{}: there is no file to measure", self.name);
        Ok(files)
    }
}

/// Every file of the tracker: the tag, then its parts by name. Of this build: others that were
/// released may lie beside it.
pub fn tracker() -> Result<Vec<PathBuf>> {
    let www = place::built().join("www");
    let listed = fs::read(www.join("u/integrity.json")).context("no tracker is built")?;
    let listed: BTreeMap<String, Value> = serde_json::from_slice(&listed)?;
    let mut files = vec![www.join("u.js")];
    files.extend(listed.keys().map(|path| www.join(path)));
    Ok(files)
}

/// A part's name: `core.wasm` for `u/0123456789ab/core.wasm`, and for `core.0123456789ab.wasm`.
pub fn part(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match name.split('.').collect::<Vec<_>>()[..] {
        [first, _hash, kind] => format!("{first}.{kind}"),
        _ => name.into_owned(),
    }
}

fn scripts(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = files::sources(dir)?;
    found.retain(|file| is(file, "js") || is(file, "wasm"));
    Ok(found)
}

/// The words of the dashboard in English: `en-0A1B2C3D.js`.
fn is_english(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("en-"))
}

fn is(file: &Path, kind: &str) -> bool {
    file.extension().is_some_and(|extension| extension == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_without_its_hash() {
        assert_eq!(part(Path::new("u/core.5d61b1688728.wasm")), "core.wasm");
        assert_eq!(part(Path::new("u/5d61b1688728/core.wasm")), "core.wasm");
        assert_eq!(part(Path::new("www/u.js")), "u.js");
    }
}
