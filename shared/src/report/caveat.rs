//! What an answer is to be read with.

use serde::Serialize;

#[cfg(doc)]
use crate::limit;

/// What an answer is to be read with, as data: an interface has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Caveat {
    /// A shard did not answer: what it keeps is missing.
    ShardsMissing,
    /// Rows of too few visits, or a part of them, are in "(other)".
    SmallGroupsJoined,
    /// The simulator made some of the visits.
    Simulated,
    /// It is what readers say, as far as they answer and remember; nobody knows what the others would
    /// have said.
    SelfReported,
    /// Who gave several answers on one page is "(several)"; of answers on several pages the last counts.
    SeveralAnswers,
    /// Of some visits the network does not say where the reader works: of those fit knows little.
    UnclassifiedNetworks,
    /// Credit is within a visit: what a reader read on other days is not known.
    SameVisitOnly,
    /// Fewer visits raised a hand than [`limit::INFLUENCE_RAISES`].
    FewHandRaises,
    /// Filters choose page views: there is no chain, and one model less.
    NoChain,
    /// Steps of few visits lead over "(other)": removal effects are those of a coarser chain.
    RareStepsJoined,
    /// Today is not over and is left out.
    TodayLeftOut,
    /// Too few periods before are known to say what is usual.
    FewPeriods,
    /// There are more names than [`limit::INFLUENCE_STATES`]: the rest is one.
    NamesJoined,
}
