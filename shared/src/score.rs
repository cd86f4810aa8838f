//! Page views into points, visits into scores. The one implementation: the tracker, the edge
//! and the simulator all call it.

use alloc::vec::Vec;

use crate::item::Stage;
use crate::model::Model;
use crate::page_view::{HandRaises, PageView, Section, percent};
use crate::standing::Standing;

/// What one page view (or all showings of one item in a visit) earned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Points {
    /// For engaged time against reading time.
    pub attention: u8,
    /// For words read against words.
    pub read_through: u8,
}

impl Points {
    /// The parts together: 0–100.
    #[must_use]
    pub const fn total(self) -> u8 {
        self.attention + self.read_through
    }
}

/// Whether a section was read, not skimmed.
#[must_use]
pub fn is_read(model: &Model, section: &Section) -> bool {
    section.words > 0
        && u64::from(section.ms) * 100
            >= model.reading_ms(section.words) * u64::from(model.read_share_percent)
}

/// Words in sections that were read.
#[must_use]
pub fn words_read(model: &Model, view: &PageView) -> u32 {
    let read = view.sections.as_slice().iter().filter(|s| is_read(model, s));
    read.fold(0, |sum, s| sum.saturating_add(s.words))
}

/// Share of the words that were read, 0–100.
#[must_use]
pub fn read_through(model: &Model, view: &PageView) -> u8 {
    percent(words_read(model, view), view.words())
}

/// The points of a page view. Monotone in every field of it, as long as its sections' words
/// stay the same.
#[must_use]
pub fn points(model: &Model, view: &PageView) -> Points {
    let words = view.words();
    let expected_ms = model.reading_ms(words).max(u64::from(model.least_reading_ms)).max(1);
    let attention = u64::from(view.engaged_ms) * u64::from(model.attention_points) / expected_ms;
    let read_through = if words == 0 {
        0
    } else {
        u64::from(words_read(model, view)) * u64::from(model.read_through_points) / u64::from(words)
    };
    Points {
        attention: attention.min(u64::from(model.attention_points)) as u8,
        read_through: read_through as u8,
    }
}

/// What a visit did with one item: all its showings folded together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The funnel stage of the item.
    pub stage: Stage,
    /// All showings, [followed by](PageView::followed_by) one another.
    pub view: PageView,
    /// Whether the reader came back to it after another item.
    pub returned: bool,
}

/// One line of a score's explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case", tag = "part"))]
pub enum Part {
    /// Engagement from the reading at `index`.
    Read {
        /// Place in the slice of readings.
        index: usize,
        /// What it added.
        plus: u8,
    },
    /// Intent from the best-read consideration piece.
    Consideration {
        /// What it added.
        plus: u8,
    },
    /// Intent from the best-read decision piece.
    Decision {
        /// What it added.
        plus: u8,
    },
    /// Intent from coming back to a decision piece.
    Return {
        /// What it added.
        plus: u8,
    },
    /// Intent from raising a hand.
    HandRaise {
        /// What it added.
        plus: u8,
    },
}

impl Part {
    /// What the part added.
    #[must_use]
    pub const fn plus(&self) -> u8 {
        match *self {
            Self::Read { plus, .. }
            | Self::Consideration { plus }
            | Self::Decision { plus }
            | Self::Return { plus }
            | Self::HandRaise { plus } => plus,
        }
    }
}

/// The score of a visit, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Score {
    /// How much was read: 0–100, exactly the sum of `engagement_parts`.
    pub engagement: u8,
    /// How near to asking: 0–100, exactly the sum of `intent_parts`.
    pub intent: u8,
    /// The rung on the one ladder.
    pub standing: Standing,
    /// Why engagement is what it is; parts of 0 are left out.
    pub engagement_parts: Vec<Part>,
    /// Why intent is what it is; parts of 0 are left out.
    pub intent_parts: Vec<Part>,
}

/// Scores a visit from its readings, in the order in which the items were first opened.
///
/// # Laws (property-tested)
/// Bounded by 0 and 100; parts sum exactly to the whole; a longer, deeper or more eager reading
/// never lowers a score or a standing.
#[must_use]
pub fn score(model: &Model, readings: &[Reading]) -> Score {
    let engagement_parts = engagement(model, readings);
    let intent_parts = intent(model, readings);
    let sum = |parts: &[Part]| parts.iter().map(Part::plus).sum::<u8>();
    let (engagement, intent) = (sum(&engagement_parts), sum(&intent_parts));
    let raised = readings.iter().any(|r| r.view.hand_raises.total() > 0);
    Score {
        engagement,
        intent,
        standing: Standing::of(model, engagement, intent, raised),
        engagement_parts,
        intent_parts,
    }
}

/// `100 * sum / (sum + half)`: the first piece counts most, no sum reaches 100. Each reading's
/// part is what it adds to the curve after those before it, so the parts telescope to the total.
fn engagement(model: &Model, readings: &[Reading]) -> Vec<Part> {
    let curve = |sum: u32| 100 * sum / (sum + model.engagement_half);
    let mut sum = 0;
    let mut parts = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        let before = curve(sum);
        sum += u32::from(points(model, &reading.view).total());
        let plus = (curve(sum) - before) as u8;
        if plus > 0 {
            parts.push(Part::Read { index, plus });
        }
    }
    parts
}

fn intent(model: &Model, readings: &[Reading]) -> Vec<Part> {
    let best = |stage: Stage, most: u8| -> u8 {
        let of_stage = readings.iter().filter(|r| r.stage == stage);
        let best = of_stage.map(|r| points(model, &r.view).total()).max().unwrap_or(0);
        (u32::from(best) * u32::from(most) / 100) as u8
    };
    let mut all = HandRaises::NONE;
    for reading in readings {
        all = all.plus(reading.view.hand_raises);
    }
    let returned = readings.iter().any(|r| r.returned && r.stage == Stage::Decision);
    let raised = match all.kinds() {
        0 => 0,
        kinds => {
            let further = (kinds - 1) * u32::from(model.intent_further_kind);
            (u32::from(model.intent_hand_raise) + further).min(100) as u8
        }
    };
    // The strongest reason first: where the sum hits 100, the weaker ones give way.
    let wanted = [
        Part::HandRaise { plus: raised },
        Part::Decision { plus: best(Stage::Decision, model.intent_decision) },
        Part::Consideration { plus: best(Stage::Consideration, model.intent_consideration) },
        Part::Return { plus: if returned { model.intent_return } else { 0 } },
    ];
    let mut room = 100;
    let mut parts = Vec::new();
    for part in wanted {
        let plus = part.plus().min(room);
        room -= plus;
        if plus > 0 {
            parts.push(match part {
                Part::HandRaise { .. } => Part::HandRaise { plus },
                Part::Decision { .. } => Part::Decision { plus },
                Part::Consideration { .. } => Part::Consideration { plus },
                Part::Return { .. } => Part::Return { plus },
                Part::Read { index, .. } => Part::Read { index, plus },
            });
        }
    }
    parts
}
