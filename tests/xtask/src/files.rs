//! The files of a checkout, and whether they changed since a step last ran.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use ungated_harness::place;

/// The dashboard's types of the API: made by the build.
pub const CONTRACT: &str = "contract.ts";

/// Made by tools, never by hand.
const NOT_SOURCES: [&str; 6] =
    [".git", ".wrangler", "node_modules", "target", ".dev.vars", CONTRACT];

/// Every source file under `path` (or `path` itself), in a stable order.
pub fn sources(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut to_visit = vec![path.to_path_buf()];
    while let Some(path) = to_visit.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).with_context(|| format!("{}", path.display()))? {
                let entry = entry?;
                let name = entry.file_name();
                if !NOT_SOURCES.iter().any(|other| name == *other) {
                    to_visit.push(entry.path());
                }
            }
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// A fingerprint of the names and contents of all these files and folders.
///
/// It decides whether work can be spared, nothing else: a hash that differs between versions of
/// Rust costs one build.
pub fn fingerprint(paths: &[PathBuf]) -> Result<String> {
    let root = place::root();
    let mut hasher = DefaultHasher::new();
    for path in paths {
        for file in sources(path)? {
            file.strip_prefix(&root).unwrap_or(&file).hash(&mut hasher);
            fs::read(&file)
                .with_context(|| format!("cannot read {}", file.display()))?
                .hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Remembers for which input a step last succeeded.
pub struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// The step that leaves `file` behind, about to run for the input `now`.
    pub fn new(file: PathBuf, now: String) -> Stamp {
        Stamp { file, now }
    }

    /// Whether the step has already succeeded for this input.
    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|then| then == self.now)
    }

    /// The step has succeeded.
    pub fn put(&self) -> Result<()> {
        if let Some(dir) = self.file.parent() {
            fs::create_dir_all(dir)?;
        }
        fs::write(&self.file, &self.now)
            .with_context(|| format!("cannot write {}", self.file.display()))
    }
}

/// Makes `dir` an empty directory, keeping the directory itself: somebody may be serving it.
pub fn empty(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir)?;
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        }
        .with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_done_again_when_its_input_changed() {
        let dir = std::env::temp_dir().join(format!("ungated-files-{}", std::process::id()));
        let (source, made) = (dir.join("a.txt"), dir.join("node_modules/b.txt"));
        fs::create_dir_all(dir.join("node_modules")).expect("made");
        fs::write(&source, "one").expect("written");
        fs::write(&made, "one").expect("written");
        assert_eq!(sources(&dir).expect("readable"), std::slice::from_ref(&source));

        let now = || {
            let input = fingerprint(std::slice::from_ref(&dir)).expect("read");
            Stamp::new(dir.join("target/stamp"), input)
        };
        assert!(!now().is_fresh());
        now().put().expect("written");
        assert!(now().is_fresh());
        fs::write(&made, "two").expect("written");
        assert!(now().is_fresh());
        fs::write(&source, "two").expect("written");
        assert!(!now().is_fresh());

        empty(&dir).expect("emptied");
        assert_eq!(fs::read_dir(&dir).expect("still there").count(), 0);
        fs::remove_dir(&dir).expect("tidied up");
    }
}
