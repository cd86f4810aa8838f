//! What a shard can be asked.

use serde::{Deserialize, Serialize};
use ungated_shared::hit::Snapshot;
use ungated_shared::report::Question;

use crate::ledger::Span;
use crate::object::Shard;
use crate::visitor::Key;

/// A call, with the name of the shard it is for: an object does not always know its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct Addressed {
    /// Which shard.
    pub shard: Shard,
    /// What it is to do.
    pub call: Call,
}

/// A call to a shard.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Store a hit. Answers `Option<String>`: the code of a refusal.
    Ingest(Box<Admitted>),
    /// Count a hit that was refused before it came here. Answers `()`.
    Refused {
        /// When, Unix ms.
        now_ms: u64,
        /// The code.
        code: String,
    },
    /// Answer a question. Answers `Partial`.
    Report(Question),
    /// Who reads now. Answers [`super::Live`].
    Live {
        /// When, Unix ms.
        now_ms: u64,
    },
    /// What became of hits. Answers `BTreeMap<String, i64>`.
    Ledger(Span),
}

/// A hit on its way to its shard: nothing in it names a person.
#[derive(Debug, Serialize, Deserialize)]
pub struct Admitted {
    /// When it arrived, Unix ms.
    pub now_ms: u64,
    /// What the page says.
    pub snapshot: Snapshot,
    /// The visitor's keys, today's first.
    pub keys: Vec<Key>,
    /// The word of the device.
    pub device: String,
    /// The word of the app in whose browser the page was opened.
    #[serde(default)]
    pub app: String,
    /// Country, or empty.
    pub country: String,
    /// Whether the reader is simulated.
    pub simulated: bool,
}
