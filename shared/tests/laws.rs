//! The laws, over random input.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "laws/alert.rs"]
mod alert;
#[path = "laws/anonymity.rs"]
mod anonymity;
#[path = "laws/any.rs"]
mod any;
#[path = "laws/bot.rs"]
mod bot;
#[path = "laws/content.rs"]
mod content;
#[path = "laws/draft.rs"]
mod draft;
#[path = "laws/event.rs"]
mod event;
#[path = "laws/fractions.rs"]
mod fractions;
#[path = "laws/hit.rs"]
mod hit;
#[path = "laws/import.rs"]
mod import;
#[path = "laws/influence.rs"]
mod influence;
#[path = "laws/influence_report.rs"]
mod influence_report;
#[path = "laws/intervals.rs"]
mod intervals;
#[path = "laws/media.rs"]
mod media;
#[path = "laws/movers.rs"]
mod movers;
#[path = "laws/page_url.rs"]
mod page_url;
#[path = "laws/page_view.rs"]
mod page_view;
#[path = "laws/paths.rs"]
mod paths;
#[path = "laws/question.rs"]
mod question;
#[path = "laws/recorder.rs"]
mod recorder;
#[path = "laws/report.rs"]
mod report;
#[path = "laws/score.rs"]
mod score;
#[path = "laws/sections.rs"]
mod sections;
#[path = "laws/segment.rs"]
mod segment;
#[path = "laws/so_far.rs"]
mod so_far;
#[path = "laws/source.rs"]
mod source;
#[path = "laws/statistics.rs"]
mod statistics;
#[path = "laws/strata.rs"]
mod strata;
#[path = "laws/table.rs"]
mod table;
#[path = "laws/ungate.rs"]
mod ungate;
#[path = "laws/visit.rs"]
mod visit;
#[path = "laws/weight.rs"]
mod weight;
#[path = "laws/zone.rs"]
mod zone;
