//! The models of influence, and how they weigh one visit.

use alloc::vec;
use alloc::vec::Vec;

use super::touch::Touch;

/// How the hand-raises of visits are shared among what was touched before them.
///
/// # Why eight?
/// Each is somebody's idea of fairness, and none is the truth. Side by side they show which names
/// earn their credit whatever one believes, and which only by the choice of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum InfluenceModel {
    /// All to the first touch: what brought them in.
    First,
    /// All to the last touch: what they had just read.
    Last,
    /// All to the last touch that is content, so that contact pages do not take it all; to the
    /// last touch where none is. Parse.ly's "last post".
    LastContent,
    /// The same to every touch.
    Linear,
    /// 40 % to the first, 40 % to the last, 20 % shared equally by those between; halves for two
    /// touches. The field's position-based or U-shaped model, with the shares of Google's
    /// Universal Analytics.
    PositionBased,
    /// Half as much for each [`HALF_LIFE_MS`] that a touch was opened before the last one.
    TimeDecay,
    /// In proportion to engaged time; linear where there was none. The only one of these that
    /// asks whether a piece was read.
    EngagedTime,
    /// In proportion to the removal effect: the share of hand-raises that the chain of all visits
    /// would lose if everyone who comes to the name left there ([`super::removal_effects`]).
    /// Anderl, Becker, von Wangenheim, Schumann 2016, "Mapping the customer journey", IJRM 33(3).
    MarkovRemoval,
}

/// The half-life of [`InfluenceModel::TimeDecay`], ms: 7 minutes.
///
/// Google's Universal Analytics halves after 7 days, in a window of 30 days. A visit is all that
/// we know of anybody, and its window is the 30 minutes of [`crate::visit::GAP_MS`]: 7 of 30 again.
pub const HALF_LIFE_MS: u64 = 7 * 60 * 1000;

impl InfluenceModel {
    /// Every model, simplest first.
    pub const ALL: [Self; 8] = [
        Self::First,
        Self::Last,
        Self::LastContent,
        Self::Linear,
        Self::PositionBased,
        Self::TimeDecay,
        Self::EngagedTime,
        Self::MarkovRemoval,
    ];

    /// The word: in JSON, API and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Last => "last",
            Self::LastContent => "last_content",
            Self::Linear => "linear",
            Self::PositionBased => "position_based",
            Self::TimeDecay => "time_decay",
            Self::EngagedTime => "engaged_time",
            Self::MarkovRemoval => "markov_removal",
        }
    }

    /// What each touch of one visit weighs, all zero meaning equal; `None` for the model that
    /// has to see all visits first.
    pub(super) fn weights(self, touches: &[Touch]) -> Option<Vec<u64>> {
        let last = touches.len().saturating_sub(1);
        let all_to = |at: usize| (0..touches.len()).map(|i| u64::from(i == at)).collect();
        Some(match self {
            Self::First => all_to(0),
            Self::Last => all_to(last),
            Self::LastContent => all_to(touches.iter().rposition(|t| t.is_content).unwrap_or(last)),
            Self::Linear => vec![1; touches.len()],
            Self::PositionBased => position_based(touches.len()),
            Self::TimeDecay => {
                let end = touches.last().map_or(0, |t| t.at_ms);
                touches.iter().map(|t| decay(end.saturating_sub(t.at_ms))).collect()
            }
            Self::EngagedTime => touches.iter().map(|t| u64::from(t.engaged_ms)).collect(),
            Self::MarkovRemoval => return None,
        })
    }
}

/// With `m` touches between, each of them weighs 1 and each end 2·`m`: 20 % and 40 % of 5·`m`.
fn position_based(touches: usize) -> Vec<u64> {
    let between = touches.saturating_sub(2) as u64;
    let end = if between == 0 { 1 } else { 2 * between };
    (0..touches).map(|i| if i == 0 || i + 1 == touches { end } else { 1 }).collect()
}

/// Entries of [`DECAY`] to a half-life.
const STEPS: usize = 16;

/// One step, ms; a half-life is a whole number of them.
const STEP_MS: u64 = HALF_LIFE_MS / STEPS as u64;
const _: () = assert!(STEP_MS * STEPS as u64 == HALF_LIFE_MS);

/// 2³² · 2^(−k/16), to the nearest integer.
const DECAY: [u64; STEPS + 1] = [
    4_294_967_296,
    4_112_874_773,
    3_938_502_376,
    3_771_522_796,
    3_611_622_603,
    3_458_501_653,
    3_311_872_529,
    3_171_459_999,
    3_037_000_500,
    2_908_241_642,
    2_784_941_738,
    2_666_869_345,
    2_553_802_834,
    2_445_529_972,
    2_341_847_524,
    2_242_560_872,
    2_147_483_648,
];

// The square of an entry is the entry of twice its age; that ties each to 1 and to a half.
const _: () = {
    assert!(DECAY[0] == 1 << 32 && DECAY[STEPS] == 1 << 31);
    let mut k = 1;
    while k < STEPS {
        let twice = if 2 * k <= STEPS { DECAY[2 * k] << 32 } else { DECAY[2 * k - STEPS] << 31 };
        assert!((DECAY[k] * DECAY[k]).abs_diff(twice) <= 3 << 31);
        k += 1;
    }
};

/// What a touch weighs that was opened `age_ms` before the last one; 2³² if just then.
///
/// Between entries of the table the weight is on the straight line, at most 0.025 % above the
/// curve; it is rounded down to a 2³²nd. It is nothing after 33 half-lives (nearly 4 hours), when
/// it is due less than a micro-credit of 4,000 hand-raises.
///
/// # Why from the last touch, not from the hand-raise?
/// The shares are the same, as only ratios count, and the last touch always weighs something.
fn decay(age_ms: u64) -> u64 {
    let steps = age_ms / STEP_MS;
    let (halvings, step) = (steps / STEPS as u64, (steps % STEPS as u64) as usize);
    let (Some(high), Some(low)) = (DECAY.get(step), DECAY.get(step + 1)) else { return 0 };
    let weight = high - (high - low) * (age_ms % STEP_MS) / STEP_MS;
    u32::try_from(halvings).ok().and_then(|n| weight.checked_shr(n)).unwrap_or(0)
}
