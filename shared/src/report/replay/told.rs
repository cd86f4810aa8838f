//! What is told of a draft.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::part::{Part, Two};
use crate::report::BANDS;
use crate::score::standing::Standing;
use crate::statistics::estimate::Estimate;
use crate::statistics::share::Share;

/// A figure under the published model, and under the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReplayedBoth"))]
pub struct Both {
    /// Under the published model.
    pub published: u64,
    /// Under the draft.
    pub draft: u64,
}

/// Visits of one standing under the published model, and one under the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReplayedMove"))]
pub struct Moved {
    /// Their standing under the published model.
    pub published: Standing,
    /// Under the draft.
    pub draft: Standing,
    /// How many, in steps of `k`.
    pub visits: u64,
}

/// Visits in a band of a score, in steps of `k`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReplayedBand"))]
pub struct Band {
    /// The band's name.
    pub band: &'static str,
    /// How many are in it.
    pub visits: Both,
}

/// Visits that reading alone brought to a standing, before a hand was raised; in steps of `k`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReplayedReached"))]
pub struct Reached {
    /// The standing.
    pub standing: Standing,
    /// How many it brought there.
    pub visits: Both,
    /// Those of them that raised a hand.
    pub raising: Both,
}

/// How well a model foretells hand-raises, by what reading alone brought visits to. Of the counts that
/// are told, so in steps of `k`; with Wilson's interval of 95 %.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReplayedForetold"))]
pub struct Foretold {
    /// Of the visits that were considering or ready, the share that raised a hand, in millionths; `null`
    /// of none.
    pub precision_micro: Option<Estimate>,
    /// Of the visits that raised a hand, the share that was considering or ready before, in millionths.
    pub recall_micro: Option<Estimate>,
    /// Of all visits, the share that raised a hand, in millionths: what precision is to be held against.
    pub base_micro: Option<Estimate>,
}

/// Points of an item, summed over its page views.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReplayedItem"))]
pub struct ItemPoints {
    /// The item, by path.
    pub item: String,
    /// Its points.
    pub points: Both,
}

/// Visits of a segment that are considering or ready, in steps of `k`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReplayedSegment"))]
pub struct Considering {
    /// The segment.
    pub segment: String,
    /// All its visits.
    pub visits: u64,
    /// Those that are considering or ready.
    pub considering: Both,
}

/// What a draft would have said, beside what the published model says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replayed {
    /// Visits, in steps of `k`.
    pub visits: u64,
    /// Those of which engagement, intent or standing is another, in steps of `k`.
    pub changed: u64,
    /// Visits by both standings, lowest first; pairs without visits are left out.
    pub standings: Vec<Moved>,
    /// Visits by band of engagement.
    pub engagement: Vec<Band>,
    /// Visits by band of intent.
    pub intent: Vec<Band>,
    /// Visits by what reading alone brought them to.
    pub reached: Vec<Reached>,
    /// How well the published model foretells hand-raises.
    pub published: Foretold,
    /// How well the draft does.
    pub draft: Foretold,
    /// The items with the most points, most first.
    pub items: Vec<ItemPoints>,
    /// The segments with the most visits, most first.
    pub segments: Vec<Considering>,
}

impl Replayed {
    /// What is told of a part; `items` and `segments` (with their visits) are those that an ordinary
    /// answer names, in its order.
    #[must_use]
    pub fn of(part: &Part, items: &[String], segments: &[(String, u64)], k: u64) -> Self {
        let steps = |count: u64| count / k.max(1) * k.max(1);
        let both = |two: Two| two.map(steps);
        let reached: Vec<[Two; 2]> =
            part.alone.iter().zip(&part.raising).map(|(all, up)| [both(*all), both(*up)]).collect();
        let moved = Standing::ALL.into_iter().zip(&part.standings).flat_map(|(published, row)| {
            let cells = Standing::ALL.into_iter().zip(row);
            cells.map(move |(draft, visits)| Moved { published, draft, visits: steps(*visits) })
        });
        let bands = |of: &[Two; BANDS.len()]| {
            let bands = BANDS.into_iter().zip(of);
            bands.map(|(band, two)| Band { band, visits: Both::of(both(*two)) }).collect()
        };
        Self {
            visits: steps(part.visits),
            changed: steps(part.changed),
            standings: moved.filter(|moved| moved.visits > 0).collect(),
            engagement: bands(&part.engagement),
            intent: bands(&part.intent),
            published: Foretold::of(&reached, 0),
            draft: Foretold::of(&reached, 1),
            reached: Standing::ALL
                .into_iter()
                .zip(&reached)
                .map(|(standing, [all, up])| Reached {
                    standing,
                    visits: Both::of(*all),
                    raising: Both::of(*up),
                })
                .collect(),
            items: items
                .iter()
                .map(|item| ItemPoints {
                    item: item.clone(),
                    points: Both::of(part.items.get(item).copied().unwrap_or_default()),
                })
                .collect(),
            segments: segments
                .iter()
                .map(|(segment, visits)| Considering {
                    segment: segment.clone(),
                    visits: *visits,
                    considering: Both::of(both(
                        part.segments.get(segment).copied().unwrap_or_default(),
                    )),
                })
                .collect(),
        }
    }
}

impl Both {
    const fn of([published, draft]: Two) -> Self {
        Self { published, draft }
    }
}

impl Foretold {
    /// From the visits that each standing was reached by, and those of them that raised a hand; under
    /// which of the two models.
    fn of(reached: &[[Two; 2]], model: usize) -> Self {
        let sum = |which: usize, from: Standing| -> u64 {
            let rungs = Standing::ALL.into_iter().zip(reached).filter(|(rung, _)| *rung >= from);
            rungs.filter_map(|(_, cells)| cells.get(which)?.get(model)).sum()
        };
        let [all, raising] = [0, 1].map(|which| sum(which, Standing::Passing));
        let [near, foretold] = [0, 1].map(|which| sum(which, Standing::Considering));
        let share = |part, whole| Share::of(part, whole).map(Share::micro);
        Self {
            precision_micro: share(foretold, near),
            recall_micro: share(foretold, raising),
            base_micro: share(raising, all),
        }
    }
}
