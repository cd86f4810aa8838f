//! The index of bad inputs and faults, and that of promises, name tests that are there.

use std::{fs, path::Path};

use anyhow::Result;
use ungated_harness::place;

use super::{Finding, at};

/// What the index is about.
const CASES: std::ops::RangeInclusive<usize> = 1..=48;

/// Rows that name a test which is gone, or none without a reason, and cases without a row. A row
/// without a number is a promise's, which has a test in any case.
pub fn find(_: &Path, text: &str) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let mut cases = CASES;
    for (number, line) in text.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let [_, promise, _, tests, _] = cells[..] {
            found.extend(promised(promise, tests).into_iter().map(|wrong| at(number, wrong)));
        }
        let [_, case, _, expected, tests, ..] = cells[..] else { continue };
        let Ok(case) = case.parse::<usize>() else { continue };
        if cases.next() != Some(case) {
            found.push(at(number, "a case is missing, or stands twice"));
            break;
        }
        if quoted(tests).next().is_none() && !expected.starts_with('—') {
            found.push(at(number, "neither a test nor a reason for none"));
        }
        found.extend(quoted(tests).filter(|test| !is_there(test)).map(|test| at(number, test)));
    }
    if cases.next().is_some() && found.is_empty() {
        found.push("cases are missing at the end".to_owned());
    }
    Ok(found)
}

/// What is wrong with the tests of a promise.
fn promised<'a>(promise: &str, tests: &'a str) -> Vec<&'a str> {
    if promise == "Promise" || promise.starts_with('-') {
        return Vec::new(); // the table's head
    }
    if quoted(tests).next().is_none() {
        return vec!["a promise without a test"];
    }
    quoted(tests).filter(|test| !is_there(test)).collect()
}

/// What stands between grave accents.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// Whether a file of the checkout has a test of this name: `path::name`.
fn is_there(test: &str) -> bool {
    let Some((path, name)) = test.split_once("::") else { return false };
    let Ok(text) = fs::read_to_string(place::root().join(path)) else { return false };
    match path.rsplit('.').next() {
        Some("rs") => text.contains(&format!("fn {name}(")),
        Some("mjs") => {
            ['"', '`'].iter().any(|quote| text.contains(&format!("{quote}{name}{quote}")))
        }
        Some("json") => text.contains(&format!("\"name\": \"{name}\"")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(row: impl Fn(usize) -> String) -> Vec<Finding> {
        let rows: Vec<String> = CASES.map(row).collect();
        find(Path::new("README.md"), &rows.join("\n")).expect("text")
    }

    #[test]
    fn a_test_that_is_gone_or_was_never_there_is_found() {
        let row = |case: usize, test: &str| format!("| {case} | a case | 400 `x` | {test} |");
        let here =
            "`tests/xtask/src/test/lint/named.rs::a_test_that_is_gone_or_was_never_there_is_found`";
        assert_eq!(index(|case| row(case, here)), Vec::<Finding>::new());
        assert_eq!(index(|case| row(case, if case == 7 { "" } else { here })).len(), 1);
        for gone in
            ["`tests/gone.rs::a_test`", "`tests/xtask/src/test/lint/named.rs::gone`", "`no path`"]
        {
            assert_eq!(index(|case| row(case, &format!("{here}, {gone}"))).len(), 48, "{gone}");
        }
    }

    #[test]
    fn a_promise_has_a_test_that_is_there() {
        let here = "`tests/xtask/src/test/lint/named.rs::a_promise_has_a_test_that_is_there`";
        for (tests, wrong) in [(here, 0), ("", 1), ("by hand", 1), ("`tests/gone.rs::a_test`", 1)] {
            let row = |case| format!("| {case} | a case | — the dashboard's | |");
            let rows: Vec<String> = CASES.map(row).collect();
            let promises = format!(
                "| Promise | Expected | Tests |\n|---|---|---|\n| It holds | so | {tests} |"
            );
            let text = format!("{}\n{promises}", rows.join("\n"));
            let found = find(Path::new("README.md"), &text).expect("text");
            assert_eq!(found.len(), wrong, "{tests}");
        }
    }

    #[test]
    fn a_case_without_a_row_is_found() {
        let row = |case: usize| format!("| {case} | a case | — the dashboard's | |");
        assert_eq!(index(row), Vec::<Finding>::new());
        for missing in [1, 20, 48] {
            let without = |case| if case == missing { String::new() } else { row(case) };
            assert_eq!(index(without).len(), 1, "{missing}");
        }
    }
}
