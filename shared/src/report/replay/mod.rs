//! What a draft of a model would have said: both models over the same facts.
//!
//! Each shard scores its visits twice and adds up ([`Part`]); parts merge exactly, and become what is
//! told ([`Replayed`]).
//!
//! # What has the published model to do with it, as facts have its scores?
//! It is asked again, not read: a visit that was scored before another model was published, or that an
//! export brought, would be compared with something else.
//!
//! # Does a score foretell a hand-raise?
//! A hand-raise itself makes a visit ready, so its standing cannot be held against it. [`alone`] is the
//! standing that reading alone had brought it to by then: of the page views up to the one on which a hand
//! was first raised, without what was raised. Of a visit that raised none, it is that of all of it.
//!
//! # Why in steps of `k`?
//! Which visits are counted together follows from the draft, which anybody who may ask can choose: two
//! drafts that differ by one could tell of one visit. So counts that depend on a draft are told in whole
//! steps of `k`, and points only of items that an ordinary answer would name: their visits are the same,
//! whatever the draft.

mod part;
mod told;

pub use part::{Asked, Part, alone};
pub use told::{Band, Both, Considering, Foretold, ItemPoints, Moved, Reached, Replayed};
