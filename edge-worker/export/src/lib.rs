//! Facts as rows that anybody reads, and the hash by which two shards are compared.
//!
//! # Rows
//! Lines of JSON have all that is known of a closed visit ([`record`]): what they say, [`check`] makes into
//! the same facts. CSV ([`csv`]) is for spreadsheets: a table of
//! visits and one of page views.
//!
//! # Order
//! Segments by number, visits as they lie in them. Each row says where it stands ([`position`]):
//! asked to go on after a row, a shard tells exactly the rest.
//!
//! # Why a sum of hashes?
//! Visits lie in segments as they came to be closed, and late hits can move them; the facts are the
//! same. So each visit's line is hashed with SHA-256, and the hash of many is the sum of theirs
//! modulo 2²⁵⁶ ([`hash`]): it knows no order, takes 32 bytes however many there are, and those of
//! several shards add up. It tells whether two deployments have the same facts; it is no signature.

pub mod check;
pub mod csv;
pub mod hash;
pub mod line;
pub mod piece;
pub mod position;
pub mod record;

pub use check::check;
pub use hash::FactsHash;
pub use piece::{Asked, Form, Piece, Told, Untold, piece};
pub use position::Position;
pub use record::VisitRecord;
