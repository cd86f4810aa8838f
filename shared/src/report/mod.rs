//! The answer to one question, from facts that stay where they were made.
//!
//! A [`Question`] travels to every shard; each folds its [`VisitFact`]s into a [`Partial`];
//! partials merge (associative, commutative, exact) into one, and that finishes as rows.
//!
//! # Why is a visit dated by its start, with everything in it?
//! One rule for visits and page views makes days add up: no visit is in two days, and the sum
//! of a month's days is the month, for every count.

pub mod anonymity;
mod asking;
mod band;
mod bucket;
mod caveat;
pub mod comparison;
pub mod deals;
mod dimension;
mod fact;
mod filter;
pub mod heard;
pub mod influence;
mod metric;
pub mod movers;
mod partial;
pub mod paths;
mod pattern;
mod question;
mod range;
pub mod replay;
pub mod sections;
pub mod table;
pub mod ungate;
pub mod uplift;
pub mod weight;
pub mod zone;

pub use asking::Asking;
pub use band::BANDS;
pub use caveat::Caveat;
pub use dimension::{Dimension, NONE};
pub use fact::{Neighbour, ViewFact, VisitFact};
pub use filter::{Comparison, Filter};
pub use metric::{Cell, Metric};
pub use partial::{Partial, Row};
pub use question::{Asked, Field, Include, Invalid, Order, Question};
pub use range::{DateRange, Earlier, Named, Range};
