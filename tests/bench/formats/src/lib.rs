//! Formats that closed visits could be kept in, each with two scans.
//!
//! A *whole* scan adds up every number and the length of every text; a *question* adds up engaged
//! time by channel, and may leave alone what it does not need. All formats have to come to the same
//! sums, so none of them forgets anything.
//!
//! As wasm, with one format's feature on, the crate is what that format would add to a Worker.

#[cfg(feature = "arrow")]
pub mod arrow;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "numbers")]
pub mod numbers;
#[cfg(feature = "segments")]
pub mod segments;
pub mod visit;
mod wasm;

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec_zlib;
use ungated_shard::fact;

/// The effort of our own segments.
const EFFORT: u8 = 6;

/// Engaged ms by channel.
pub type ByChannel = BTreeMap<String, u64>;

/// A format.
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// Packs visits.
    pub pack: fn(&[fact::Visit]) -> Vec<u8>,
    /// The sum of all that is in them.
    pub whole: fn(&[u8]) -> Option<u64>,
    /// Engaged time by channel.
    pub question: fn(&[u8]) -> Option<ByChannel>,
}

/// The formats that are compiled in.
pub const FORMATS: &[Format] = &[
    #[cfg(feature = "segments")]
    segments::SEGMENTS,
    #[cfg(feature = "numbers")]
    numbers::ROWS,
    #[cfg(feature = "json")]
    json::ROWS,
    #[cfg(feature = "arrow")]
    arrow::PLAIN,
    #[cfg(feature = "arrow")]
    arrow::LZ4,
    #[cfg(feature = "arrow")]
    arrow::ZLIB,
];

/// zlib.
#[must_use]
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, EFFORT)
}

#[cfg(any(feature = "arrow", feature = "json", feature = "numbers"))]
fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_zlib(bytes).ok()
}
