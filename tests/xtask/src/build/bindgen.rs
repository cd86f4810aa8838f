//! JavaScript bindings for compiled wasm, made in this process.
//!
//! # Why not the command-line tool?
//!
//! It takes five minutes to install, and has to be the very version that the crates were built
//! with. As a library the lock file answers for that, and it costs half a minute once.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::files;

/// For a Cloudflare Worker: an ES module that imports its compiled wasm.
pub fn for_worker(wasm: &Path, out: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("index");
    // After a panic the Worker's shim makes a fresh instance by these two.
    bindgen.reset_state_function(true);
    bindgen.force_enable_abort_handler(true);
    bindgen.remove_name_section(true);
    bindgen.module(true).and_then(|it| generate(it, out))
}

/// For a browser: bindings without a loader, which the tracker's own build links and shrinks; it
/// goes by the names of functions, and strips them itself.
///
/// # Why are the target's features taken out?
/// With reference types wasm-bindgen gives the module a second table, which wasm2js refuses. Without,
/// values cross by a list in JavaScript, and the same bindings serve the module and the script that
/// is made of it.
pub fn for_browser(wasm: &Path, name: &str, out: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let plain = without_section(&bytes, b"target_features")
        .with_context(|| format!("{} is no wasm", wasm.display()))?;
    bindgen.input_bytes(name, plain).out_name(name);
    bindgen.bundler(true).and_then(|it| generate(it, out))
}

/// A module without a custom section; `None` if it is none.
///
/// A section is a byte for its kind (0: custom), its length and its content; that of a custom one
/// begins with its name (WebAssembly core specification, "Modules", binary format).
fn without_section(module: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    const PREAMBLE: usize = 8;
    let mut kept = module.get(..PREAMBLE).filter(|start| start.starts_with(b"\0asm"))?.to_vec();
    let mut rest = &module[PREAMBLE..];
    while let Some((kind, after)) = rest.split_first() {
        let (length, content) = leb128(after)?;
        let (content, next) = content.split_at_checked(length)?;
        let named = |content| leb128(content).and_then(|(length, text)| text.get(..length));
        if *kind != 0 || named(content)? != name {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Some(kept)
}

/// An unsigned number of seven bits a byte, lowest first, and what follows it.
fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (number, rest) = bytes.split_at(end + 1);
    Some((number.iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7f)), rest))
}

fn generate(bindgen: &mut Bindgen, out: &Path) -> Result<()> {
    files::empty(out)?;
    bindgen
        .typescript(false)
        .remove_producers_section(true)
        .generate(out)
        .context("wasm-bindgen cannot make bindings")
}

/// Makes the Worker's modules ones that workerd and Cloudflare load: all in one folder, and the
/// wasm imported as a plain module, since neither knows `import source` yet.
pub fn flatten(out: &Path) -> Result<()> {
    let index = out.join("index.js");
    let mut script = fs::read_to_string(&index)?.replace("import source ", "import ");
    let snippets = out.join("snippets");
    if snippets.is_dir() {
        for file in files::sources(&snippets)? {
            let inside = file.strip_prefix(out)?.to_string_lossy().into_owned();
            let flat = inside.replace('/', "_");
            fs::rename(&file, out.join(&flat))?;
            script = script.replace(&format!("./{inside}"), &format!("./{flat}"));
        }
        fs::remove_dir_all(&snippets)?;
    }
    fs::write(&index, script).context("cannot write the Worker's index.js")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ungated_harness::place;

    /// The generator reads what the macro wrote into the wasm: versions must be one and the same.
    #[test]
    fn every_part_of_wasm_bindgen_has_one_version() {
        let lock = std::fs::read_to_string(place::root().join("Cargo.lock")).expect("Cargo.lock");
        let parts = [
            "wasm-bindgen",
            "wasm-bindgen-macro",
            "wasm-bindgen-macro-support",
            "wasm-bindgen-shared",
            "wasm-bindgen-cli-support",
        ];
        let mut versions = BTreeSet::new();
        for part in parts {
            let name = format!("name = \"{part}\"\nversion = ");
            let of_part: Vec<_> =
                lock.split(&name).skip(1).filter_map(|rest| rest.lines().next()).collect();
            assert_eq!(of_part.len(), 1, "{part}: {of_part:?}");
            versions.extend(of_part);
        }
        assert_eq!(versions.len(), 1, "{versions:?}");
    }
}
