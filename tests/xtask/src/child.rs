//! Other programs, which never outlive this one.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use anyhow::Result;
use ungated_harness::Guard;

/// Runs a program to its end; whether it succeeded.
pub fn run(command: &mut Command) -> Result<bool> {
    let (mut child, _guard) = Guard::spawn(command.stdin(Stdio::null()))?;
    Ok(child.wait()?.success())
}

/// Runs a program to its end, handing over each line of its output as it comes.
pub fn read(command: &mut Command, mut line: impl FnMut(String)) -> Result<bool> {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped());
    let (mut child, _guard) = Guard::spawn(command)?;
    if let Some(stdout) = child.stdout.take() {
        for next in BufReader::new(stdout).lines() {
            line(next?);
        }
    }
    Ok(child.wait()?.success())
}
