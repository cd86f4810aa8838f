//! Where this program lies.

use std::{env, path::PathBuf, sync::OnceLock};

static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();

/// The path of this program. To be asked first at the start: when cargo builds it anew for a test,
/// the system calls the running one deleted, while what lies at its path is as good.
pub fn path() -> Option<PathBuf> {
    PROGRAM.get_or_init(|| env::current_exe().ok()).clone()
}
