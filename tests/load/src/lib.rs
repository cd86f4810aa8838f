//! Many simulated readers at once: what they are answered, how fast, and at what cost.
//!
//! ```text
//! readers (simulator) ─▶ parcels ─▶ drive: N connections, closed loop or fixed rate ─▶ outcome
//!                                         │
//!                          process: CPU time of the workerd under load, a core for each
//! readers ─▶ arrivals ─▶ shard, natively ─▶ fill: its rows, in the objects of a workerd
//! ```
//!
//! The load runs on one thread of one process and renders its requests beforehand, so that on two
//! cores it disturbs what it measures as little as it can.

pub mod arrival;
pub mod connection;
pub mod crash;
pub mod drive;
pub mod fill;
pub mod process;
pub mod readers;
pub mod shard;

use std::future::Future;

/// Runs a load on this thread.
///
/// # Errors
/// When the operating system has no means left to wait for sockets.
pub fn block_on<T>(load: impl Future<Output = T>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(|error| format!("no runtime: {error}"))?.block_on(load))
}
