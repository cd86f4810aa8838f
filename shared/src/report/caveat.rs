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
    /// What is compared are other days, not readers of the same days by lot: whatever else changed between
    /// them (season, campaigns, the piece itself) is in the difference.
    DifferentTimes,
    /// An arm has fewer than [`limit::UNGATE_DAYS`] days: days of the week are not in both alike.
    FewDays,
    /// Where a gated page shows less of the text, less is a read: then the form cost more than is told.
    ShorterWhenGated,
    /// Page views and visits are taken for independent. Some are of the same reader, so that intervals
    /// are narrower than they should be.
    ViewsOfOneReader,
    /// A difference of the size that counts could not be seen in so little: it is not told.
    NotEnoughData,
    /// Of one of the arms nothing may be told, as too few visits came.
    ArmHidden,
    /// Days with few visits, where a period begins or ends within their week, and spans of days with few
    /// visits are left out of both arms.
    FewLeftOut,
    /// How often a form was filled in is what the site says.
    FormFillsEntered,
    /// Another model was published: some scores are still of the one before.
    Rescoring,
    /// Counts that depend on a draft are told in whole steps of `k`.
    StepsOfK,
    /// A hand-raise is held against what was read up to the end of the page on which it was raised.
    RaisePageCounts,
    /// A gated period reaches beyond the days asked about: form fills of a part of it are not known.
    FormFillsCut,
    /// Deals are what the site says; that of a segment's readers some were the buyers is not known.
    DealsEntered,
    /// What was read came before the closings, which does not say that they came of it.
    NotTheCause,
    /// Of deals of no segment and no country there are no readers to compare.
    DealsWithoutReaders,
    /// More than six segments have deals: the readers of those with the fewest are
    /// not asked about.
    SegmentsLeftOut,
    /// Many figures are compared at once: of twenty that differ by chance alone, one looks sure.
    ManyCompared,
    /// Of the segment's readers in these weeks nothing may be told, as too few visits came.
    ReadersHidden,
    /// Some of the answers were given elsewhere, and are what the site says.
    AnswersImported,
    /// Of some imported answers nobody knows as which channel software saw who gave them.
    ChannelUnknown,
    /// What is compared are segments in weeks, not people: nobody was followed from one week to the next.
    SegmentsNotPeople,
    /// That two things go together does not say that one comes of the other: segments that read more may
    /// differ from others in whatever else.
    OnlyGoesTogether,
    /// Segments are left out of weeks in which, or after which, too few of their visits came.
    CellsLeftOut,
    /// Fewer than two segments have visits that may be told: there is nothing to compare.
    FewSegments,
    /// A path is within a visit: what its reader read on other days is not known.
    PathsWithinVisits,
    /// Going back to a piece that is on the path already is no step.
    ReturnsAreNoSteps,
    /// On which page a hand was first raised is known, not when: to that page there is no time.
    RaiseTimeUnknown,
    /// When a visit reached its standing is not kept: paths end with the visit, not where it was reached.
    StandingTimeUnknown,
    /// Page views of too few visits, by weeks and under these filters, are left out.
    SmallGroupsLeftOut,
    /// Some page views counted other sections or words: the piece was edited, or is not the same for all.
    OutlinesDiffer,
    /// In some page views no section was found: they were left before any was looked for, or the piece
    /// has no text.
    WithoutSections,
    /// Sections that are read within [`limit::SHORT_SECTION_MS`]: a glance is a read.
    ShortSections,
    /// Audio and video are known by their length: two of the same length are one.
    MediaByLength,
}
