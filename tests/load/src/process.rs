//! What the operating system knows of a process: the CPU time it took, and where it may run.

use std::{fs, time::Duration};

/// User and system time of a process so far, all its threads, those that have ended included.
///
/// # Errors
/// Where there is no `/proc`, or no such process.
pub fn cpu(pid: u32) -> Result<Duration, String> {
    let path = format!("/proc/{pid}/stat");
    let stat = fs::read_to_string(&path)
        .map_err(|error| format!("{path}: {error}; CPU time is measured on Linux only"))?;
    let ticks = ticks(&stat).ok_or(format!("{path} is not what it was"))?;
    let per_second = rustix::param::clock_ticks_per_second().max(1);
    Ok(Duration::from_nanos(ticks * (1_000_000_000 / per_second)))
}

/// `utime` and `stime`: fields 14 and 15, counted behind the program's name, which may hold
/// spaces and brackets.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

/// The cores that this process may use.
#[must_use]
pub fn cores() -> Vec<usize> {
    #[cfg(target_os = "linux")]
    {
        use rustix::thread::{CpuSet, sched_getaffinity};
        let set = sched_getaffinity(None).unwrap_or_else(|_| CpuSet::new());
        (0..CpuSet::MAX_CPU).filter(|core| set.is_set(*core)).collect()
    }
    #[cfg(not(target_os = "linux"))]
    Vec::new()
}

/// Binds a process with all its threads, or the calling thread, to one core; whether that could
/// be done.
pub fn pin(pid: Option<u32>, core: usize) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::thread::{CpuSet, Pid, sched_setaffinity};
        let mut set = CpuSet::new();
        set.set(core);
        let Some(pid) = pid else { return sched_setaffinity(None, &set).is_ok() };
        let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { return false };
        let ids = threads.flatten().filter_map(|thread| thread.file_name().to_str()?.parse().ok());
        ids.filter_map(Pid::from_raw).all(|thread| sched_setaffinity(Some(thread), &set).is_ok())
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (pid, core);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_and_brackets_is_no_field() {
        let stat = "7 (a ) 9 b) S 1 7 7 0 -1 4194304 10 0 0 0 123 45 6 7 20 0 1 0 100 1 1";
        assert_eq!(ticks(stat), Some(168));
        assert_eq!(ticks("7 (a) S 1"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn work_shows_as_time_of_this_process() {
        let pid = std::process::id();
        let before = cpu(pid).expect("this process");
        let mut sum = 0u64;
        while cpu(pid).expect("this process") == before {
            sum = std::hint::black_box((0..100_000u64).fold(sum, |sum, n| sum ^ n));
        }
    }
}
