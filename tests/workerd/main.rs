//! The edge from outside: real workerd, real SQLite, real HTTP.
#![allow(clippy::unwrap_used)]

mod access;
mod durable;
mod privacy;
mod query;
mod refusals;
mod regions;
mod visits;
mod world;
