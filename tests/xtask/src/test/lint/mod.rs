//! House rules that no compiler knows.

mod floats;
mod named;
mod secrets;
mod sleeps;

use std::{fs, path::Path};

use anyhow::{Result, bail};
use ungated_harness::place;

use super::tally::Tally;
use crate::files;

/// A place where a rule is broken, in words.
type Finding = String;

/// A rule: looks at one file's name and text.
type Rule = fn(&Path, &str) -> Result<Vec<Finding>>;

/// Every rule over every file it is about.
pub fn all(tally: &mut Tally) {
    let rules: [(&str, &str, Rule); 4] = [
        ("no floats in shared", "shared", floats::find),
        ("no sleeping tests", "tests", sleeps::find),
        ("bad inputs and faults have their tests", "tests/README.md", named::find),
        ("no secrets, no machine's paths, no registry's hosts", "", secrets::find),
    ];
    for (name, folder, rule) in rules {
        tally.check(name, || keep(folder, rule));
    }
}

fn keep(folder: &str, rule: Rule) -> Result<()> {
    let root = place::root();
    let mut findings = Vec::new();
    for file in files::sources(&root.join(folder))? {
        // What is not text has no words to look at.
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        let name = file.strip_prefix(&root)?;
        for finding in rule(name, &text)? {
            findings.push(format!("\n    {}:{finding}", name.display()));
        }
    }
    if !findings.is_empty() {
        bail!("{} found{}", findings.len(), findings.concat());
    }
    Ok(())
}

/// `12: what the line says`, for a finding in this line.
fn at(line: usize, text: &str) -> Finding {
    let said: String = text.trim().chars().take(100).collect();
    format!("{}: {said}", line + 1)
}
