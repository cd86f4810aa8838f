//! Benchmarks of native code: `ungated-bench score [--json]`.
//!
//! A time says more about the machine than about the code, so every figure is a ratio to a floor
//! of the same run: something that cannot be had for less. Both are measured in turns, and of each
//! the fastest turn counts, as noise only ever adds.

mod score;
mod turns;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let json = arguments.iter().any(|argument| argument == "--json");
    match arguments.first().map(String::as_str) {
        Some("score") => score::run(json),
        _ => {
            eprintln!("usage: ungated-bench score [--json]");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
