//! The directory that holds what a local workerd stores.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::files;

/// Says that a directory is ours, and so may be emptied.
const MARKER: &str = ".ungated-data";

/// Makes `dir` ready to keep data; `fresh` empties it first.
///
/// Only a directory that we made, or an empty one, is ever used: a mistyped `--data ~` must not
/// cost anybody their home.
pub fn prepare(dir: &Path, fresh: bool) -> Result<()> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let marker = dir.join(MARKER);
    let is_empty = fs::read_dir(dir)?.next().is_none();
    if !is_empty && !marker.is_file() {
        bail!(
            "{} holds other files than Ungated's data: name an empty or new directory with --data",
            dir.display()
        );
    }
    if fresh {
        files::empty(dir)?;
    }
    fs::write(&marker, "Data of a local Ungated. `cargo xtask dev --fresh` empties it.\n")
        .with_context(|| format!("cannot write to {}", dir.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_directory_is_emptied() {
        let dir = std::env::temp_dir().join(format!("ungated-data-{}", std::process::id()));
        prepare(&dir, false).expect("a new directory");
        let stored = dir.join("visits");
        fs::write(&stored, "x").expect("written");
        prepare(&dir, false).expect("ours");
        assert!(stored.exists());
        prepare(&dir, true).expect("ours");
        assert!(!stored.exists());

        fs::remove_file(dir.join(MARKER)).expect("the marker");
        fs::write(&stored, "somebody's").expect("written");
        let refused = prepare(&dir, true).expect_err("not ours");
        assert!(refused.to_string().contains("other files"));
        assert!(stored.exists());
        fs::remove_dir_all(&dir).expect("tidied up");
    }
}
