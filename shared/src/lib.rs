//! The rules of Ungated, the same on both sides.
//!
//! *A page gives **signals**; a **page view** folds them; **hits** carry them; a **visit**
//! orders them; a **score** weighs them; **facts** keep them; a **report** answers.*
//!
//! | Noun | Module | Who calls it |
//! |---|---|---|
//! | Signal | [`recorder`], [`engaged`], [`hand_raise`], [`act`], [`link`] | tracker, simulator |
//! | Page view | [`page_view`], [`media`], [`counts`], [`event`], [`language`] | all |
//! | Hit | [`hit`], [`page_url`], [`campaign`], [`text`], [`refusal`] | edge, simulator |
//! | Item | [`item`], [`content`] | edge |
//! | Source and channel | [`source`], [`channel`], [`click`], [`app`], [`device`] | edge |
//! | Segment and fit | [`segment`], [`network`] | edge |
//! | Visit | [`visit`] | edge |
//! | Score | [`model`], [`score`], [`standing`], [`replay`] | all |
//! | Influence | [`influence`] | edge |
//! | Statistics | [`merge`], [`histogram`], [`tally`], [`transition`] | edge |
//! | Report | [`report`] | edge |
//! | Bounds and errors | [`limit`], [`rule_error`] | all |
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

pub mod act;
pub mod app;
pub mod campaign;
pub mod channel;
pub mod click;
#[cfg(feature = "json")]
pub mod content;
pub mod counts;
pub mod device;
pub mod engaged;
#[cfg(feature = "json")]
pub mod event;
pub mod hand_raise;
pub mod histogram;
#[cfg(feature = "json")]
pub mod hit;
pub mod influence;
pub mod item;
pub mod language;
pub mod limit;
pub mod link;
pub mod media;
pub mod merge;
pub mod model;
pub mod network;
pub mod page_url;
pub mod page_view;
pub mod recorder;
pub mod refusal;
pub mod replay;
#[cfg(feature = "json")]
pub mod report;
pub mod rule_error;
#[cfg(feature = "json")]
mod rules;
pub mod score;
mod scrub;
#[cfg(feature = "json")]
pub mod segment;
pub mod source;
pub mod standing;
pub mod tally;
pub mod text;
pub mod transition;
pub mod visit;
#[cfg(feature = "json")]
mod wildcard;
mod words;
