//! The API's contract: what is asked of it, what it answers, and what can stand in the way.
//!
//! The Worker reads and writes these types; from the same ones the feature `schema` makes the
//! OpenAPI document of `/api/openapi.json`, and that makes the dashboard's types.
//!
//! # Walkthrough: a further route
//! 1. Types of its body and its answer, in the module of their noun, with the two lines
//!    `#[cfg_attr(feature = "schema", …)]` that their neighbours have. Their comments are what the
//!    document says of them.
//! 2. A line in [`routes::ROUTES`]: method, path, who may, what it does, what it takes and gives, and
//!    which codes it has besides those of every route like it. A new code is a variant of
//!    [`code::Code`].
//! 3. A line in the Worker's `api/mod.rs` that hands it on.
//! 4. Its turn in `tests/workerd/contract.rs`, which fails until there is one.
//!
//! What the document says is held against every answer of `tests/workerd`, and by schemathesis.

pub mod archive;
pub mod audit;
pub mod code;
pub mod config;
pub mod content;
pub mod facts;
pub mod health;
pub mod import;
pub mod live;
pub mod model;
pub mod problem;
pub mod quality;
pub mod report;
pub mod route;
pub mod routes;
#[cfg(feature = "schema")]
pub mod schema;
pub mod segment;
pub mod session;
pub mod share;
pub mod site;
pub mod token;
pub mod webhook;
