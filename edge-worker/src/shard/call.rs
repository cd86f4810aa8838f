//! What a shard can be asked, beside taking a batch of hits.

use serde::{Deserialize, Serialize};
pub use ungated_contract::live::Operations;
use ungated_shared::report::anonymity::Partition;
use ungated_shared::report::paths::Trail;
use ungated_shared::report::sections::Piece;
use ungated_shared::report::{Question, replay};

use super::export::Export;
use super::restore::Restore;
use crate::ledger::Span;
use crate::object::Shard;

/// A call, with the name of the shard it is for: an object does not always know its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct Addressed {
    /// Which shard.
    pub shard: Shard,
    /// What it is to do.
    pub call: Call,
}

impl Addressed {
    /// Its text, where that of the call is written already: for many shards, once.
    pub fn text(shard: &Shard, call: &str) -> serde_json::Result<String> {
        Ok(format!("{{\"shard\":{},\"call\":{call}}}", serde_json::to_string(shard)?))
    }
}

/// A call to a shard.
///
/// If not everything may be told, what may be goes with it, packed: a [`Shown`], but for `Sections`,
/// which has a [`Told`].
///
/// [`Shown`]: ungated_shared::report::anonymity::Shown
/// [`Told`]: ungated_shared::report::sections::Told
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Count the visits of each group. Answers, packed as the next six
    /// answers are, `Option<[Census; 2]>`: what was kept, and the rest.
    Census(Partition),
    /// The same by what they show of an item.
    Shapes(String, Partition),
    /// Answer a question, from what may be told. Answers `[Partial; 2]`, likewise.
    Report(Box<Question>),
    /// Tell what the rows of a question weigh, by its first metric. Answers
    /// `[Weights; 2]`, likewise.
    Weights(Box<Question>),
    /// Say what hand-raises can be put down to, from what may be told. Answers `influence::Part`.
    Influence(Box<Question>),
    /// Say where visits went, from what may be told. Answers `paths::Part`.
    Paths(Box<(Question, Trail)>),
    /// Say how far readers of an item came, from what may be told. Answers `sections::Part`.
    Sections(Box<Piece>),
    /// Who reads now. Answers [`super::Live`].
    Live {
        /// When, Unix ms.
        now_ms: u64,
        /// Whether the site's room asks, which is told of changes from then on.
        watched: bool,
    },
    /// What became of hits. Answers `BTreeMap<String, i64>`.
    Ledger(Span),
    /// What it cost. Answers [`Operations`].
    Operations,
    /// Tell facts as rows. Answers a body of rows: see [`super::export::ask`].
    Export(Export),
    /// Say what is archived. Answers [`super::Archived`].
    Archived,
    /// Archive what is due. Answers [`super::Archived`].
    Archive,
    /// Take facts of an export. Answers [`super::restore::Outcome`].
    Restore(Restore),
    /// Score by two models. Answers `replay::Part`.
    Replay(Box<replay::Asked>),
    /// Go by the model that the site has now, if it is another. Answers `()`.
    Score,
    /// Forget everything. Answers [`super::Erased`].
    Erase,
}
