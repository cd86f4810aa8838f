//! Runs other test runners, shows what they print and reads their counts from it.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::tally::{Counts, Tally};
use crate::child;

/// Runs a program that is one check as a whole.
pub fn check(tally: &mut Tally, name: &str, command: &mut Command) {
    tally.check(name, || match child::run(command).context("it does not start")? {
        true => Ok(()),
        false => bail!("see above"),
    });
}

/// Runs a test runner; `count` finds the counts in a line of its output.
///
/// A runner that fails without a failed test (it did not compile, it crashed) is one failed test,
/// and so is one that ran none: an empty layer proves nothing.
pub fn tests(tally: &mut Tally, command: &mut Command, count: fn(&str, &mut Counts)) {
    match run(command, count) {
        Ok((counts, succeeded)) => {
            tally.add(counts);
            if !succeeded && counts.failed == 0 {
                tally.fail("the runner failed: see above");
            } else if counts == Counts::default() {
                tally.fail("no test ran");
            }
        }
        Err(error) => tally.fail(&format!("the runner does not start: {error:#}")),
    }
}

fn run(command: &mut Command, count: fn(&str, &mut Counts)) -> Result<(Counts, bool)> {
    let mut counts = Counts::default();
    let succeeded = child::read(command, |line| {
        println!("{line}");
        count(&line, &mut counts);
    })?;
    Ok((counts, succeeded))
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; …`, once for every test program.
pub fn cargo(line: &str, counts: &mut Counts) {
    let Some((_, result)) = line.split_once("test result: ") else {
        return;
    };
    for part in result.split([';', '.']) {
        let mut words = part.split_whitespace();
        let number: Option<u32> = words.next().and_then(|word| word.parse().ok());
        match (number, words.next()) {
            (Some(number), Some("passed")) => counts.passed += number,
            (Some(number), Some("failed")) => counts.failed += number,
            (_, _) => {}
        }
    }
}

/// `ℹ pass 12`, `ℹ fail 0`, `ℹ cancelled 0` at the end of Node's report.
pub fn node(line: &str, counts: &mut Counts) {
    let Some(summary) = line.strip_prefix("ℹ ") else {
        return;
    };
    let Some((word, number)) = summary.split_once(' ') else {
        return;
    };
    let number: u32 = number.trim().parse().unwrap_or(0);
    match word {
        "pass" => counts.passed += number,
        "fail" | "cancelled" => counts.failed += number,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(count: fn(&str, &mut Counts), text: &str) -> (u32, u32) {
        let mut counts = Counts::default();
        text.lines().for_each(|line| count(line, &mut counts));
        (counts.passed, counts.failed)
    }

    #[test]
    fn cargo_counts_every_program() {
        let text = "running 2 tests\ntest a ... ok\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; finished in 0.00s\n\
            test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; finished in 1.50s";
        assert_eq!(counted(cargo, text), (5, 1));
    }

    #[test]
    fn node_counts_at_the_end() {
        let text =
            "✔ reads (3ms)\nℹ tests 6\nℹ suites 1\nℹ pass 4\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0";
        assert_eq!(counted(node, text), (4, 2));
    }

    #[test]
    fn a_runner_that_tests_nothing_has_failed() {
        let mut tally = Tally::default();
        tally.begin("empty");
        tests(&mut tally, &mut Command::new("true"), cargo);
        tests(&mut tally, &mut Command::new("false"), cargo);
        tests(&mut tally, &mut Command::new("no such program"), cargo);
        assert_eq!(tally.report(), std::process::ExitCode::FAILURE);
    }
}
