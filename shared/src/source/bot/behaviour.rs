//! What no reader does.
//!
//! # What a scripted scroll looks like
//! A script opens a page, jumps or runs to its end so that everything loads, takes what it came
//! for and opens the next: depth 100 on a page many screens long, with next to no engaged time,
//! nothing copied, followed or asked. Page after page.
//!
//! A person who presses End has depth 100 at once, too, looks at what is there, and goes. Or
//! comes by a link into the comments, or goes back through pages that the browser shows where
//! they were left. So a single page view never tells, and what is asked for is not haste but what
//! the body cannot do: to see a page *and* act on it *and* leave, again and again, each time in
//! less than it takes to see two things.
//!
//! # What this does not find
//! A script that waits some seconds on each page, as a person does: nothing that leaves the page
//! tells them apart, and to guess would cost readers.

use crate::page_view::PageView;

/// Engaged time below which nobody can have seen a page, sent it to its end, seen the end, and
/// left, ms. Simple reactions to something seen take about 200 to 250 ms each, without the hand's
/// way to the key.
pub const GLIMPSE_MS: u32 = 400;
/// Height from which a page's end cannot have been on screen from the start, px: more than a 4K
/// screen on its side (3,840).
pub const LONG_PX: u32 = 5_000;
/// Such page views from which a visit is a program's. Twice can be a slip and its repair.
pub const RUSHED_VIEWS: u32 = 3;

/// Whether no person can have made a visit of these page views: at least [`RUSHED_VIEWS`] of them
/// were rushed to the end of a long page, and none was looked at.
///
/// # Laws (property-tested)
/// One page view that a person could have made takes the whole visit back.
#[must_use]
pub fn is_impossible<'v>(views: impl IntoIterator<Item = &'v PageView>) -> bool {
    let mut rushed = 0_u32;
    for view in views {
        if view.engaged_ms() >= GLIMPSE_MS || is_acted_on(view) {
            return false;
        }
        let to_the_end = view.height_px >= LONG_PX && view.bottom_px >= view.height_px;
        rushed = rushed.saturating_add(u32::from(to_the_end));
    }
    rushed >= RUSHED_VIEWS
}

/// Whether anything was done with the piece.
fn is_acted_on(view: &PageView) -> bool {
    view.acts.total() > 0 || view.hand_raises.total() > 0
}
