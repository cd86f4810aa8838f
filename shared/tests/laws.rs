//! The laws, over random input.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "laws/any.rs"]
mod any;
#[path = "laws/hit.rs"]
mod hit;
#[path = "laws/page_view.rs"]
mod page_view;
#[path = "laws/recorder.rs"]
mod recorder;
#[path = "laws/report.rs"]
mod report;
#[path = "laws/score.rs"]
mod score;
