//! A visit shard without its platform: the visits of one site in one region, as a pure state
//! machine.
//!
//! *Batch* of hits → [`State::step`](state::State::step) → rows to write, answers to give. Now and
//! then [`State::compact`](state::State::compact): visits that are over are packed into
//! [segments](segment) and their visitors forgotten.
//!
//! # Why a journal?
//! Rows and calls are what cost. Hits that arrive together become one row, whatever visits they
//! belong to, and the state is what follows from the rows: reading them back after a restart
//! takes the same steps again. What is written is what was accepted, so budgets and clocks have
//! no say when it is read.
//!
//! # Invariants
//! **No platform, no clock, no chance.** Time is an argument. The shell that has a database runs
//! what [`disk::Write`] says in one transaction, before it answers; a simulator runs the same
//! code on a disk of its own and fails it wherever it likes.
//!
//! **State follows from disk.** [`State::load`](state::State::load) of what was written is the
//! state that wrote it, budgets excepted.
//!
//! **Forgotten is forgotten.** The visitor's key goes with the journal and the open visits at the
//! first compaction after the visit's end; segments have none. The ids of page views lie beside
//! them, and go when no hit may come for them any more ([`awaited`]). A visit goes within a day of
//! the end of the time for which its site keeps facts.
//!
//! **Every row has a bound.** A batch becomes as many rows of the journal as it needs, open visits
//! and segments take no more once they are full, and a visit, open or closed, is refused hits
//! beyond [`VISIT_BYTES`](ungated_shared::limit::VISIT_BYTES): whatever comes, no row is longer than
//! [`ROW_BYTES`](ungated_shared::limit::ROW_BYTES).

pub mod arrival;
pub mod awaited;
pub mod batch;
pub mod budget;
pub mod codec;
pub mod compact;
pub mod disk;
pub mod fact;
pub mod facts;
pub mod items;
pub mod ledger;
pub mod open;
pub mod packed;
pub mod replay;
pub mod reports;
pub mod rescore;
pub mod restore;
mod retention;
mod rewrite;
mod sections;
pub mod segment;
pub mod state;
