//! What workerd says.

use std::{
    io::{BufRead, BufReader, Read},
    sync::{Arc, Mutex, MutexGuard},
    thread,
};

/// Lines to keep: enough to explain a failed test, never a memory leak.
const KEPT_LINES: usize = 500;

/// The last lines that workerd wrote to stdout and stderr.
#[derive(Clone, Default)]
pub struct Output {
    lines: Arc<Mutex<Vec<String>>>,
    forward: bool,
}

impl Output {
    /// Keeps lines, and writes them to stderr too when `forward` is set.
    pub fn new(forward: bool) -> Output {
        Output { lines: Arc::default(), forward }
    }

    /// The kept lines as one text.
    pub fn text(&self) -> String {
        self.lock().join("\n")
    }

    /// Reads `from` to its end on a thread of its own, then calls `at_end`.
    ///
    /// A line for which `is_ours` is true is not output but a message to us.
    pub fn follow(
        &self,
        from: impl Read + Send + 'static,
        is_ours: impl Fn(&str) -> bool + Send + 'static,
        at_end: impl FnOnce() + Send + 'static,
    ) {
        let output = self.clone();
        thread::spawn(move || {
            for line in BufReader::new(from).lines().map_while(Result::ok) {
                if !is_ours(&line) {
                    output.put(line);
                }
            }
            at_end();
        });
    }

    fn put(&self, line: String) {
        if self.forward {
            eprintln!("{line}");
        }
        let mut lines = self.lock();
        if lines.len() == KEPT_LINES {
            lines.remove(0);
        }
        lines.push(line);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.lines.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
