//! What the developer is told while things take their time.

use std::time::{Duration, Instant};

use anyhow::Result;

/// A shorter step needs no time beside it.
const WORTH_TELLING: Duration = Duration::from_millis(1500);

/// Says what is being done, does it, and says how long it took if it took long.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("» {what}");
    let begun = Instant::now();
    let done = work()?;
    if begun.elapsed() >= WORTH_TELLING {
        eprintln!("  done in {}", seconds(begun.elapsed()));
    }
    Ok(done)
}

/// A duration for human eyes.
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        secs => format!("{} min {:02} s", secs / 60, secs % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_minutes() {
        assert_eq!(seconds(Duration::from_millis(1540)), "1.5 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}
