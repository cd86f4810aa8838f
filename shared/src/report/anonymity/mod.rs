//! No answer tells of fewer than `k` visits, nor does the difference of two.
//!
//! A visit stands for a visitor here: visits are what the facts know, as keys are gone with their
//! day. Whoever visits twice counts twice, so a row of `k` visits can be of fewer people.
//!
//! # How does an answer come about?
//! 1. Every shard counts its visits by **group**: a value for each dimension that the question
//!    mentions, in its filters or its rows, or that one of these determines (an item its topic), and
//!    a **period**: a week, a day or an hour. It counts for every subset of the dimensions of page
//!    views ([`Counter`], [`Counting`], [`Census`]); for the others, and for longer periods, counts are
//!    sums.
//! 2. The counts of all shards together decide which groups may be shown ([`Census::shown`]).
//! 3. Every shard answers from these groups alone ([`Partial::add`](super::Partial::add)). Filters
//!    choose among groups that may be shown. What a filter lets through and may not be shown on its
//!    own goes into one row named "(other)", so that counts still add up.
//!
//! The steps of a [path](super::paths) are as many dimensions of visits, each of which determines those
//! before it.
//!
//! The [sections](super::sections) of an item are told by outline, and its media by length: the groups of its
//! page views with these are counted and decided beside those of the question, by the same dimensions and periods.
//!
//! With a `k` of 1 everything may be shown, and only the third step takes place.
//!
//! # Which groups are shown?
//! Those that have `k` visits and
//! - lie in no hidden group of fewer dimensions or of a longer period;
//! - leave, of each such group, nothing or at least `k` visits hidden: where fewer would be left,
//!   the smallest that is still shown is hidden as well, until it holds or nothing is shown;
//! - are not all of such a group but for fewer than `k` visits.
//!
//! # Why does that hold against differences?
//! Which groups are shown depends on the facts of whole weeks and on the dimensions, and on nothing
//! else of a question: not on its range, its values, its metrics. With the same dimensions, every
//! answer is a sum of the same pieces, each of which has `k` visits: shown groups, and what is hidden
//! of a longer period. With fewer dimensions the pieces are coarser, and what they have more than
//! the finer ones together is nothing or at least `k` visits.
//!
//! # Why weeks?
//! Ranges that differ by one day differ, in each row, by what that day brought. An exact answer for
//! every range would tell that for every row and day, so there is none: a row is made of whole weeks
//! (from Monday, by the site's clock), and of single days only in weeks that are not wholly in the range. A day's
//! group with fewer than `k` visits is shown as part of its week, and else in "(other)".
//!
//! # What remains derivable?
//! - How many page views of a row have other outlines is a figure of the row; and what a row's figures have
//!   more than those of the outline that is told is, but for time beside all sections, that of the others,
//!   of which there may be fewer than `k`.
//! - Three or more answers with crossing dimensions form equations, which now and then have one
//!   solution. Two answers have none where the dimensions of one are among the other's.
//! - Dimensions that say the same in other words are not compared: who entered at an item, left there
//!   or has it in their path also read it; who went on from one to another came from that one,
//!   and has it in their path, at one of its steps. Nor is what somebody knows from elsewhere, such as that all
//!   readers of a campaign came on one day.
//! - A segment is told by its rules: where one asks for a country or a campaign, whoever knows the rules
//!   knows that of its readers.
//! - Page views of a visit lie in several groups of an item's dimensions. Rows that join some of
//!   these (a filter with several items, say) tell how many visits they have only if each of the
//!   groups adds nothing or `k` visits of its own to the row; that is not asked of every
//!   combination of them. How many visits "(other)" has is not told where they are in rows as well.
//! - A site whose time zone is changed has other days: the answers before and after differ by the visits
//!   between.
//! - Whoever asks again while readers come, or while a shard does not answer, sees the change.

mod census;
mod counting;
mod group;
mod groups;
mod partition;
mod parts;
mod period;
mod shown;
mod slots;
mod sums;

pub use census::{Census, Counter};
pub use counting::Counting;
pub use partition::{Partition, Shape};
pub use parts::Parts;
pub(super) use shown::Place;
pub use shown::Shown;
