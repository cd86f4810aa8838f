//! The ways in which a reader asks, of their own will.

use crate::limit;
use crate::signal::counts::{Counts, Kind};

/// A way of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum HandRaise {
    /// A `mailto:` link.
    Mail,
    /// A `tel:` link.
    Call,
    /// A link to a scheduling page.
    Calendar,
    /// A chat was opened.
    Chat,
    /// A mail address or phone number was copied.
    Copied,
    /// An act that the site named (`data-ungated="…"`).
    Named,
}

impl Kind for HandRaise {
    const ALL: &'static [Self] =
        &[Self::Mail, Self::Call, Self::Calendar, Self::Chat, Self::Copied, Self::Named];
    const MOST: u8 = limit::HAND_RAISES;

    fn index(self) -> usize {
        self as usize
    }
}

/// How often each kind of hand-raise happened in a page view, each at most
/// [`limit::HAND_RAISES`].
pub type HandRaises = Counts<HandRaise, 6>;

/// Adds events that the site takes for named hand-raises, as often as they happened so far. Both counts
/// only grow from snapshot to snapshot, so their sum does.
pub fn add_events(raises: &mut HandRaises, times: u32) {
    let all = u32::from(raises.of(HandRaise::Named)).saturating_add(times);
    raises.set(HandRaise::Named, u8::try_from(all).unwrap_or(u8::MAX));
}

/// What using an element means that the site marked with `data-ungated="…"`. A word of its own
/// is a named hand-raise; no word, or `ignore`, is none.
#[must_use]
pub fn of_mark(mark: &str) -> Option<HandRaise> {
    match mark {
        "" | "ignore" => None,
        "mail" => Some(HandRaise::Mail),
        "call" => Some(HandRaise::Call),
        "calendar" => Some(HandRaise::Calendar),
        "chat" => Some(HandRaise::Chat),
        _ => Some(HandRaise::Named),
    }
}
