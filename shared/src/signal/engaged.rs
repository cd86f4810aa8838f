//! The clock of engaged time.

use crate::limit;

/// How long after a signal a reader still counts as active, ms.
///
/// Parse.ly and Chartbeat both cut at 5 s (docs.parse.ly/engaged-time;
/// help.chartbeat.com 360045890913).
pub const IDLE_AFTER_MS: u32 = 5_000;

/// How long one sign of playing media vouches for, ms. Browsers send `timeupdate` at least
/// every 250 ms while media plays (HTML standard, "time marches on"), so a second without one
/// is a stall, a pause, or a device asleep.
pub const MEDIA_FOR_MS: u32 = 1_000;

/// The engaged time of one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Time in which the reader was active: the page focused and touched a short while ago.
    pub active_ms: u32,
    /// Further time that playing media alone vouches for.
    pub media_ms: u32,
}

/// Time a reader demonstrably gives one page view.
///
/// It runs while the page is visible and either media plays in it, or it has the focus and was
/// touched less than [`IDLE_AFTER_MS`] ago. It is never back-dated and never runs while the
/// page is hidden.
///
/// Times are milliseconds of the page's own monotonic clock. A time before the last one seen is
/// taken as the last one, so a clock that steps back adds nothing.
///
/// # Invariant
/// Never more than [`limit::ENGAGED_MS`]: a tab left open overnight is not devotion.
#[derive(Clone, Copy, Debug, Default)]
pub struct EngagedClock {
    total_ms: u32,
    last_ms: u32,
    active_until_ms: u32,
    media_until_ms: u32,
    visible: bool,
    focused: bool,
}

impl EngagedClock {
    /// A clock that has not begun.
    pub const NEW: Self = Self {
        total_ms: 0,
        last_ms: 0,
        active_until_ms: 0,
        media_until_ms: 0,
        visible: false,
        focused: false,
    };

    /// Starts at zero. Opening a page is a reader's act, so it counts as activity.
    pub fn begin(&mut self, now_ms: u32, visible: bool, focused: bool) {
        *self = Self { last_ms: now_ms, visible, focused, ..Self::NEW };
        self.active_until_ms = now_ms.saturating_add(IDLE_AFTER_MS);
    }

    /// Moves to `now_ms` and returns the engaged time that this step added.
    pub fn advance(&mut self, now_ms: u32) -> Step {
        if now_ms <= self.last_ms {
            return Step::default();
        }
        let since = |until_ms: u32| until_ms.min(now_ms).saturating_sub(self.last_ms);
        let (mut active_ms, mut engaged_ms) = (0, 0);
        if self.visible {
            let room = limit::ENGAGED_MS - self.total_ms;
            active_ms = if self.focused { since(self.active_until_ms).min(room) } else { 0 };
            engaged_ms = since(self.media_until_ms).min(room).max(active_ms);
        }
        self.total_ms += engaged_ms;
        self.last_ms = now_ms;
        Step { active_ms, media_ms: engaged_ms - active_ms }
    }

    /// The reader did something. Call after [`Self::advance`].
    pub fn active(&mut self) {
        self.active_until_ms = self.last_ms.saturating_add(IDLE_AFTER_MS);
    }

    /// The page came into view (an act of the reader) or left it. Call after [`Self::advance`].
    pub fn visible(&mut self, visible: bool) {
        self.visible = visible;
        if visible {
            self.active();
        }
    }

    /// The page got the focus (an act of the reader) or lost it. Call after [`Self::advance`].
    pub fn focused(&mut self, focused: bool) {
        self.focused = focused;
        if focused {
            self.active();
        }
    }

    /// Media gave a sign of playing, or stopped. Call after [`Self::advance`].
    pub fn media(&mut self, playing: bool) {
        self.media_until_ms =
            if playing { self.last_ms.saturating_add(MEDIA_FOR_MS) } else { self.last_ms };
    }

    /// Whether the page can be seen.
    #[must_use]
    pub const fn is_visible(&self) -> bool {
        self.visible
    }

    /// Engaged time up to the last step, ms.
    #[must_use]
    pub const fn total_ms(&self) -> u32 {
        self.total_ms
    }
}
