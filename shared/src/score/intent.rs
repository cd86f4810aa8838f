//! How near a visit is to asking, and why.

use alloc::vec::Vec;

use super::part::Part;
use super::points::Points;
use crate::hand_raise::HandRaises;
use crate::item::Stage;
use crate::model::Model;
use crate::visit::Reading;

/// The parts of intent, the strongest reason first: where the sum hits 100, the weaker ones give
/// way. Parts of 0 are left out.
pub(super) fn parts(model: &Model, readings: &[Reading<'_>], earned: &[Points]) -> Vec<Part> {
    let wanted = [
        hand_raise(model, readings),
        best(readings, earned, Stage::Decision).map(|(index, share)| Part::Decision {
            index,
            plus: scaled(model.intent_decision, share),
        }),
        best(readings, earned, Stage::Consideration).map(|(index, share)| Part::Consideration {
            index,
            plus: scaled(model.intent_consideration, share),
        }),
        first(readings, |r| r.returned && r.item.stage == Stage::Decision)
            .map(|index| Part::Return { index, plus: capped(model.intent_return) }),
        first(readings, |r| r.view.acts.kept() && r.item.stage >= Stage::Consideration)
            .map(|index| Part::Kept { index, plus: capped(model.intent_kept) }),
        progress(model, readings, earned),
    ];
    let mut room = 100;
    let mut parts = Vec::new();
    for part in wanted.into_iter().flatten() {
        let part = part.at_most(room);
        room -= part.plus();
        if part.plus() > 0 {
            parts.push(part);
        }
    }
    parts
}

fn hand_raise(model: &Model, readings: &[Reading<'_>]) -> Option<Part> {
    let mut all = HandRaises::NONE;
    for reading in readings {
        all.plus(&reading.view.hand_raises);
    }
    let further = all.kinds().checked_sub(1)?;
    let plus = capped(model.intent_hand_raise + further * model.intent_further_kind);
    Some(Part::HandRaise { kinds: all.kinds() as u8, plus })
}

/// The best-read piece of a stage (the first of equals), and its points.
fn best(readings: &[Reading<'_>], earned: &[Points], stage: Stage) -> Option<(usize, u8)> {
    let of_stage =
        readings.iter().zip(earned).enumerate().filter(|(_, (r, _))| r.item.stage == stage);
    of_stage
        .map(|(index, (_, points))| (index, points.total()))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn first(readings: &[Reading<'_>], is: impl Fn(&Reading<'_>) -> bool) -> Option<usize> {
    readings.iter().position(is)
}

/// Stages beyond the first in which a piece was read.
fn progress(model: &Model, readings: &[Reading<'_>], earned: &[Points]) -> Option<Part> {
    let reached = |stage: &Stage| {
        let points = best(readings, earned, *stage).map_or(0, |(_, points)| u32::from(points));
        points >= model.progress_from.max(1)
    };
    let stages = [Stage::Awareness, Stage::Consideration, Stage::Decision];
    let stages = stages.iter().filter(|stage| reached(stage)).count() as u8;
    let further = u32::from(stages.checked_sub(1)?);
    Some(Part::Progress { stages, plus: capped(further * model.intent_progress) })
}

fn scaled(most: u32, points: u8) -> u8 {
    capped(most * u32::from(points) / 100)
}

fn capped(plus: u32) -> u8 {
    plus.min(100) as u8
}
