//! The parts of a score: their rules, as data and in words.
//!
//! A part of engagement is what a piece added to the curve. A part of intent is a row in
//! [`intent`]: to add one, add its [`Why`] with its words, and its row.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::earned::Earned;
use super::model::Model;
use crate::item::Stage;
use crate::signal::hand_raise::HandRaises;

/// One line of a score's explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Part {
    /// Why.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub why: Why,
    /// What it added.
    pub plus: u8,
}

/// Why a score is what it is. `index` is the place of a reading in the slice that was scored, so
/// that whoever shows the line can name the piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case", tag = "part"))]
pub enum Why {
    /// Engagement: read a text.
    Read {
        /// Which piece.
        index: usize,
        /// Share of its words that was read, 0–100.
        share: u8,
    },
    /// Engagement: listened to audio or watched video.
    Played {
        /// Which piece.
        index: usize,
        /// Share that was played, 0–100.
        share: u8,
    },
    /// Intent: raised a hand.
    HandRaise {
        /// In how many ways.
        kinds: u8,
    },
    /// Intent: the best-read decision piece.
    Decision {
        /// Which piece.
        index: usize,
    },
    /// Intent: the best-read consideration piece.
    Consideration {
        /// Which piece.
        index: usize,
    },
    /// Intent: came back to a decision piece.
    Return {
        /// Which piece.
        index: usize,
    },
    /// Engagement: kept a piece. Intent: kept a consideration or decision piece.
    Kept {
        /// Which piece.
        index: usize,
    },
    /// Intent: read in several stages of buying.
    Progress {
        /// How many stages.
        stages: u8,
    },
}

impl Part {
    /// The part in a marketer's words; `title` names the piece at an index.
    ///
    /// ```
    /// use ungated_shared::score::{Part, Why};
    ///
    /// let part = Part { why: Why::Read { index: 0, share: 82 }, plus: 14 };
    /// assert_eq!(part.words(|_| "Pricing explained"), "Read 82 % of ‘Pricing explained’: +14");
    /// ```
    #[must_use]
    pub fn words<'a>(&self, title: impl Fn(usize) -> &'a str) -> String {
        let why = match self.why {
            Why::Read { index, share: 0 } => format!("Gave time to ‘{}’", title(index)),
            Why::Read { index, share } => format!("Read {share} % of ‘{}’", title(index)),
            Why::Played { index, share } => format!("Played {share} % of ‘{}’", title(index)),
            Why::HandRaise { kinds: 1 } => "Raised a hand".into(),
            Why::HandRaise { kinds } => format!("Raised a hand in {kinds} ways"),
            Why::Decision { index } => format!("Decision piece ‘{}’", title(index)),
            Why::Consideration { index } => format!("Consideration piece ‘{}’", title(index)),
            Why::Return { index } => format!("Came back to ‘{}’", title(index)),
            Why::Kept { index } => format!("Copied, downloaded or printed ‘{}’", title(index)),
            Why::Progress { stages } => format!("Read in {stages} stages of buying"),
        };
        format!("{why}: +{}", self.plus)
    }
}

/// The parts of engagement.
///
/// `100 * sum / (sum + half)` over weighted points: the first piece counts most, no sum reaches
/// 100. Each reading's part is what it adds to the curve after those before it, so the parts
/// telescope to the total.
pub(super) fn engagement(model: &Model, earned: &[Earned]) -> Vec<Part> {
    let curve = |sum: u64| 100 * sum / (sum + u64::from(model.engagement_half.max(1)));
    let mut sum = 0;
    let mut parts = Vec::with_capacity(earned.len());
    for (index, one) in earned.iter().enumerate() {
        let weighted = |points: u8| u64::from(points) * u64::from(one.weight) / 100;
        let before = curve(sum);
        let taken_in = curve(sum + weighted(one.points.attention + one.points.read_through));
        sum += weighted(one.points.total());
        let share = one.share;
        let why =
            if one.is_played { Why::Played { index, share } } else { Why::Read { index, share } };
        let kept = Why::Kept { index };
        for (why, plus) in [(why, taken_in - before), (kept, curve(sum) - taken_in)] {
            if plus > 0 {
                parts.push(Part { why, plus: plus as u8 });
            }
        }
    }
    parts
}

/// The parts of intent, in the order of the rows: where the sum hits 100, the later ones give way.
#[must_use]
pub fn intent(model: &Model, earned: &[Earned]) -> Vec<Part> {
    let best = |stage| best(earned, stage);
    let first = |is: &dyn Fn(&Earned) -> bool| earned.iter().position(is);
    let returned = |one: &Earned| one.returned && one.stage == Stage::Decision;
    let kept = |one: &Earned| one.kept && one.stage >= Stage::Consideration;
    let rows = [
        hand_raise(model, earned),
        best(Stage::Decision).map(|(index, points)| {
            (Why::Decision { index }, model.intent_decision * u32::from(points) / 100)
        }),
        best(Stage::Consideration).map(|(index, points)| {
            (Why::Consideration { index }, model.intent_consideration * u32::from(points) / 100)
        }),
        first(&returned).map(|index| (Why::Return { index }, model.intent_return)),
        first(&kept).map(|index| (Why::Kept { index }, model.intent_kept)),
        progress(model, earned),
    ];
    let mut room = 100;
    let mut parts = Vec::new();
    for (why, plus) in rows.into_iter().flatten() {
        let plus = plus.min(room);
        room -= plus;
        if plus > 0 {
            parts.push(Part { why, plus: plus as u8 });
        }
    }
    parts
}

fn hand_raise(model: &Model, earned: &[Earned]) -> Option<(Why, u32)> {
    let mut all = HandRaises::NONE;
    for one in earned {
        all.plus(&one.hand_raises);
    }
    let further = all.kinds().checked_sub(1)?;
    let plus = model.intent_hand_raise + further * model.intent_further_kind;
    Some((Why::HandRaise { kinds: all.kinds() as u8 }, plus))
}

/// The best-read piece of a stage (the first of equals), and its points.
fn best(earned: &[Earned], stage: Stage) -> Option<(usize, u8)> {
    let of_stage = earned.iter().enumerate().filter(|(_, one)| one.stage == stage);
    let points = of_stage.map(|(index, one)| (index, one.points.total()));
    points.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Stages beyond the first in which a piece was read.
fn progress(model: &Model, earned: &[Earned]) -> Option<(Why, u32)> {
    let reached = |stage: &Stage| {
        let points = best(earned, *stage).map_or(0, |(_, points)| u32::from(points));
        points >= model.progress_from.max(1)
    };
    let stages = [Stage::Awareness, Stage::Consideration, Stage::Decision];
    let stages = stages.iter().filter(|stage| reached(stage)).count() as u8;
    let further = u32::from(stages.checked_sub(1)?);
    Some((Why::Progress { stages }, further * model.intent_progress))
}
