//! What one page view earned.

use crate::page_view::language::Unit;
use crate::page_view::media::Medium;
use crate::page_view::{PageView, Section};
use crate::percent::percent;
use crate::score::model::Model;

/// What one page view (or all showings of one item in a visit) earned: 0–100 together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Points {
    /// For active time against reading time, or seconds played against length.
    pub attention: u8,
    /// For words read against words, or share played.
    pub read_through: u8,
    /// For having kept the piece.
    pub kept: u8,
}

impl Points {
    /// The parts together: 0–100.
    #[must_use]
    pub const fn total(self) -> u8 {
        self.attention + self.read_through + self.kept
    }
}

/// Whether a section was read, not skimmed.
#[must_use]
pub fn is_read(model: &Model, unit: Unit, section: &Section) -> bool {
    section.words > 0
        && u64::from(section.ms) * 100
            >= model.reading_ms(unit, section.words) * u64::from(model.read_share_percent)
}

/// Words in sections that were read.
#[must_use]
#[inline(never)] // one copy on the page
pub fn words_read(model: &Model, unit: Unit, view: &PageView) -> u32 {
    let read = view.sections.as_slice().iter().filter(|s| is_read(model, unit, s));
    read.fold(0, |sum, s| sum.saturating_add(s.words))
}

/// Share of the words that were read, 0–100.
#[must_use]
pub fn read_through(model: &Model, unit: Unit, view: &PageView) -> u8 {
    percent(words_read(model, unit, view), view.words())
}

/// The points of a page view. Monotone in every signal, as long as the lengths of its text and
/// its media stay the same.
///
/// # Why the better of text and media?
/// A page with a talk and its transcript is consumed by whoever reads *or* listens. So the two
/// are measured apart and the better one counts; a clip is measured against the reading time of
/// the text around it where that is longer, so that twenty seconds of film are not a piece.
#[must_use]
pub fn points(model: &Model, unit: Unit, view: &PageView) -> Points {
    earned(model, unit, view).0
}

/// The points, and the medium that earned them if it was not the text.
pub(super) fn earned<'v>(
    model: &Model,
    unit: Unit,
    view: &'v PageView,
) -> (Points, Option<&'v Medium>) {
    let reading_ms = model.reading_ms(unit, view.words()).max(u64::from(model.least_reading_ms));
    let mut best = (text(model, unit, view, reading_ms), None);
    for medium in view.media.as_slice() {
        let played = played(model, medium, reading_ms);
        if played.total() > best.0.total() {
            best = (played, Some(medium));
        }
    }
    if view.acts.kept() {
        best.0.kept = model.kept_points.min(100u32.saturating_sub(best.0.total().into())) as u8;
    }
    best
}

/// # Why is read-through held to the time as well?
/// A section counts as read after a share of its reading time; a page of twenty words would be
/// read after two seconds. So of the page as a whole, too, no more counts as read than its time
/// allows by the same share. Longer pages never feel it: their sections ask for more.
fn text(model: &Model, unit: Unit, view: &PageView, reading_ms: u64) -> Points {
    let active_ms = u64::from(view.active_ms);
    let (read, words) = (words_read(model, unit, view), view.words());
    let allowed = (active_ms * 100, reading_ms * u64::from(model.read_share_percent));
    let most = model.read_through_points;
    let read_through = share(most, (read.into(), words.into())).min(share(most, allowed));
    both(share(model.attention_points, (active_ms, reading_ms)), read_through)
}

fn played(model: &Model, medium: &Medium, reading_ms: u64) -> Points {
    if medium.length_s == 0 {
        return Points::default();
    }
    let whole = reading_ms.max(u64::from(medium.length_s) * 1000);
    let part = u64::from(medium.played_s()) * 1000;
    let share = |most| share(most, (part, whole));
    both(share(model.attention_points), share(model.read_through_points))
}

/// Points for attention and read-through; in a model whose most exceed 100 together, attention
/// has its due first.
fn both(attention: u8, read_through: u8) -> Points {
    Points { attention, read_through: read_through.min(100 - attention), kept: 0 }
}

/// `most` points for all of a whole, at most 100.
fn share(most: u32, (part, whole): (u64, u64)) -> u8 {
    (part.min(whole) * u64::from(most.min(100))).checked_div(whole).unwrap_or(0) as u8
}
