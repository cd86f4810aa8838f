//! The rules of Ungated, the same on both sides.
//!
//! *A page gives **signals**; a **page view** folds them; **hits** carry them; a **visit**
//! orders them; a **score** weighs them; **facts** keep them; a **report** answers.*
//!
//! | Noun | Module | Who calls it |
//! |---|---|---|
//! | Signal | [`recorder`], [`engaged`], [`hand_raise`] | tracker, simulator |
//! | Page view | [`page_view`] | all |
//! | Hit | [`hit`], [`page_url`], [`text`], [`refusal`] | edge, simulator |
//! | Item, source, device | [`item`], [`source`], [`device`] | edge |
//! | Visit | [`visit`] | edge |
//! | Score | [`model`], [`score`], [`standing`] | all |
//! | Report | [`report`], [`histogram`] | edge |
//! | Bounds | [`limit`] | all |
//!
//! # Invariants
//! **No clock, IO, randomness or float.** `now` is an argument; whatever is scored, stored or
//! compared is an integer, so that native code, browser WASM and workerd agree to the bit.
//!
//! **No allocation on the page.** [`recorder`], [`page_view`] and [`score::points`] work in
//! fixed memory; the tracker links nothing else.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod device;
pub mod engaged;
pub mod hand_raise;
#[cfg(feature = "json")]
pub mod histogram;
#[cfg(feature = "json")]
pub mod hit;
pub mod item;
pub mod limit;
pub mod model;
pub mod page_url;
pub mod page_view;
pub mod recorder;
pub mod refusal;
#[cfg(feature = "json")]
pub mod report;
pub mod score;
pub mod source;
pub mod standing;
pub mod text;
pub mod visit;
