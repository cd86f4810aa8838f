//! Hits: what pages send, checked once at the door and rid of what could name a person.

pub(crate) mod address;
pub mod campaign;
pub mod page_url;
pub mod refusal;
pub(crate) mod scrub;
pub mod text;
#[cfg(feature = "json")]
mod wire;

#[cfg(feature = "json")]
pub use wire::{Hit, Numbers, Snapshot, VERSION, WireItem};
