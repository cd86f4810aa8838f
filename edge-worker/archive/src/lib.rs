//! Closed days as Parquet files, which DuckDB and whatever else reads Parquet open as they are.
//!
//! # Why a writer of our own?
//! The crate `parquet` does it well. Measured, three columns written by version 57.3.2 without Arrow and
//! without a codec, `opt-level = "z"` and link-time optimisation: 115 kB of WASM after gzip, some of which a
//! Worker has anyway. All of the archive, this writer, the shard's turns and the bucket, adds 31 kB: a
//! footer and two kinds of pages are some 400 lines, and the deflate is there for segments. The tests read
//! every file by that crate, and DuckDB does.
//!
//! # What of Parquet?
//! As little as says it all: one row group a file, one data page a column, no value is null, nothing
//! is nested. Texts have a dictionary where it is shorter; pages are compressed by gzip, a codec that
//! every reader has.
//!
//! # Why so many files?
//! A shard has 128 MB and readers who wait. So it packs a day in parts, some
//! [`limit::ARCHIVE_PART_BYTES`](ungated_shared::limit::ARCHIVE_PART_BYTES) of values each, and reads
//! one segment a turn. The same facts in the same segments make the same bytes.

pub mod column;
pub mod day;
pub mod fill;
mod gzip;
pub mod table;
mod thrift;

pub use day::{Day, due, next_due_ms};
pub use fill::{Filling, Part, Turn, Unfilled};
