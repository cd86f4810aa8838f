//! What a visit touched before a hand went up.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// The name of what has none: a page without an author, a visit of which no page is known.
pub const NONE: &str = "(none)";

/// One page view, seen along one dimension: the item it showed, or its topic, its author, or the
/// channel of the visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The item's path, the topic, the author or the channel's word; empty becomes [`NONE`].
    pub name: String,
    /// When it was opened, ms after the visit's start.
    pub at_ms: u64,
    /// Engaged time, ms.
    pub engaged_ms: u32,
    /// Whether it is a piece of content, not a page on the way: a home page, a contact page.
    pub is_content: bool,
}

/// One visit along one dimension, up to its first hand-raise.
///
/// # Invariant
/// At least one touch, in order of opening, no two in a row of the same name, none opened after
/// the first hand-raise, none without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    touches: Vec<Touch>,
    /// Of each touch, the places of those that it was made of.
    places: Vec<Vec<usize>>,
    raises: u32,
}

impl Journey {
    /// Puts the touches of a visit in order.
    ///
    /// `raises` counts the visit's hand-raises, 0 for most; `raised_at_ms`, on the clock of the
    /// touches, is when the first was, and says nothing in a visit without one.
    ///
    /// - Touches are ordered by `at_ms`; those of the same moment stay as they come.
    /// - Touches opened after the first hand-raise did not bring it, and are left out.
    /// - Touches in a row of one name (a reload; two items of one topic) become one: opened when
    ///   the first was, engaged for the sum, content if one of them is.
    /// - A visit with no touch left is one touch of [`NONE`], so that its hand-raises are not lost.
    #[must_use]
    pub fn new(touches: impl IntoIterator<Item = Touch>, raises: u32, raised_at_ms: u64) -> Self {
        let counts = |touch: &Touch| raises == 0 || touch.at_ms <= raised_at_ms;
        let all = touches.into_iter().enumerate();
        let mut in_order: Vec<(usize, Touch)> = all.filter(|(_, touch)| counts(touch)).collect();
        in_order.sort_by_key(|(_, touch)| touch.at_ms);
        let (mut touches, mut places): (Vec<Touch>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        for (place, mut touch) in in_order {
            if touch.name.is_empty() {
                touch.name = NONE.into();
            }
            match touches.last_mut().zip(places.last_mut()) {
                Some((last, its)) if last.name == touch.name => {
                    last.engaged_ms = last.engaged_ms.saturating_add(touch.engaged_ms);
                    last.is_content |= touch.is_content;
                    its.push(place);
                }
                _ => {
                    touches.push(touch);
                    places.push(vec![place]);
                }
            }
        }
        if touches.is_empty() {
            touches.push(Touch { name: NONE.into(), at_ms: 0, engaged_ms: 0, is_content: false });
            places.push(vec![0]);
        }
        Self { touches, places, raises }
    }

    /// The touches, in order of opening; at least one.
    #[must_use]
    pub fn touches(&self) -> &[Touch] {
        &self.touches
    }

    /// Of each touch, the places of those that it was made of, among those that were put in order.
    #[must_use]
    pub fn places(&self) -> &[Vec<usize>] {
        &self.places
    }

    /// Hand-raises of the visit.
    #[must_use]
    pub const fn raises(&self) -> u32 {
        self.raises
    }
}
