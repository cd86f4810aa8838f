//! No sleeping tests: a test waits for what it expects, or moves a clock of its own.

use std::path::Path;

use anyhow::Result;

use super::{Finding, at};

/// What sleeps, in Rust and in JavaScript.
const SLEEPS: [&str; 4] = [
    concat!("thread::sl", "eep("),
    concat!("setTime", "out("),
    concat!("waitForTime", "out("),
    concat!("timers/prom", "ises"),
];

/// Where real time is what is tested, a comment says so in the line or in the one above.
const EXCUSE: &str = "// real time:";

/// Calls that sleep without an excuse.
pub fn find(_: &Path, text: &str) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let mut above = "";
    for (number, line) in text.lines().enumerate() {
        let sleeps = SLEEPS.iter().any(|call| line.contains(call));
        if sleeps && !line.contains(EXCUSE) && !above.contains(EXCUSE) {
            found.push(at(number, line));
        }
        above = line;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_needs_its_reason() {
        let sleep = concat!("std::thread::sl", "eep(a_while);");
        let found = |text: &str| find(Path::new("a.rs"), text).expect("text").len();
        assert_eq!(found(&format!("\n{sleep}")), 1);
        assert_eq!(found(&format!("{EXCUSE} it is measured\n{sleep}")), 0);
        assert_eq!(found(&format!("{sleep} {EXCUSE} it is measured")), 0);
        assert_eq!(found("until(|| page.is_ready())"), 0);
    }
}
