//! The rules of Ungated, the same on both sides.
//!
//! *A page gives **signals**; a **page view** folds them; **hits** carry them; a **visit**
//! orders them; a **score** weighs them; **facts** keep them; a **report** answers.*
//!
//! | Noun | Module | Who calls it |
//! |---|---|---|
//! | Signal | [`signal`]: the recorder, the clock of engaged time, links, acts, hand-raises | tracker, simulator |
//! | Page view | [`page_view`]: sections, media seconds, events, language | all |
//! | Hit | [`hit`]: the wire, addresses and campaigns, refusals | edge, simulator |
//! | Item | [`item`]; `content`: what a page says of itself, and the site's own rules | edge |
//! | Source | [`source`]: sources and channels, click ids, apps, devices, bots | edge |
//! | Segment | `segment`: networks, segments and fit | edge |
//! | Visit | [`visit`]: assembly, readings, shape | edge |
//! | Score | [`score`]: the model, points, engagement and intent, standing, replay | all |
//! | Influence | [`influence`]: eight models side by side | edge |
//! | Report | `report`, on [`statistics`] that merge exactly | edge |
//! | Ungate | `ungate`: which pieces were gated, and when | edge |
//! | Import | `import`, on the rows of `csv`: deals and answers that a site brings | edge |
//! | Alert | `alert`: rules, what is usual, texts, tries, where a webhook may be | edge |
//! | Bounds | [`limit`] | all |
//!
//! # Invariants
//! **No clock, IO, randomness or float.** `now` is an argument; whatever is scored, stored or
//! compared is an integer, so that native code, browser WASM and workerd agree to the bit.
//!
//! **No allocation on the page.** [`signal::recorder`], [`page_view`] and [`score::points`] work in
//! fixed memory; the tracker links nothing else.
//!
//! **Proved, not promised.** Every rule has vectors in `shared/vectors`, which run natively, in
//! Node, Chromium and workerd, as WASM and as the JavaScript that wasm2js makes of it; every law
//! is a property test in `shared/tests/laws`.
//!
//! # To add a rule
//! One file of rules and its vectors; what else knows of it is made from there.
//!
//! | To add | Write | Its vectors |
//! |---|---|---|
//! | a signal that is counted | a variant in [`signal::act`] or [`signal::hand_raise`] | `page_view/acts.json` |
//! | a source | a row in [`source::table`] | `source/` |
//! | a bot | a newer `crawler-user-agents`, or a word in [`source::bot::words`] | `bot/` |
//! | a channel | its word and its row in [`source::channel`] | `source/` |
//! | a part of a score | a row in [`score::part`] | `score/` |
//! | a constant | a row in [`score::model`] | `model/` |
//! | a kind of network | a row in `segment::network` | `network/` |
//! | a content type | a row in `content::kind` | `content/` |
//!
//! For example, to score sharing: a variant `Share` in [`signal::act::Act`] makes the page view count
//! it, the hit carry it (by its word) and the join keep it. A variant in [`score::part::Why`] with
//! its words, and its line in [`score::part::intent`], give it a part, and a constant in
//! [`score::model`] its weight. Then `cargo xtask bless`, and read what changed as somebody who did
//! not write it. (The tag's listeners still have to notice it: `tracker/js/core.ts`.)
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

#[cfg(feature = "json")]
pub mod alert;
#[cfg(feature = "json")]
pub mod content;
#[cfg(feature = "json")]
pub mod csv;
pub mod hit;
#[cfg(feature = "json")]
pub mod import;
pub mod influence;
pub mod item;
pub mod limit;
pub mod page_view;
mod percent;
#[cfg(feature = "json")]
pub mod report;
#[cfg(feature = "json")]
pub mod rules;
pub mod score;
#[cfg(feature = "json")]
pub mod segment;
pub mod signal;
pub mod source;
pub mod statistics;
#[cfg(feature = "json")]
pub mod ungate;
pub mod visit;
mod words;
