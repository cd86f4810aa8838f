//! Folds the signals of a page into its page view, without allocation.

use crate::engaged::EngagedClock;
use crate::limit;
use crate::page_view::{HandRaise, PageView};

/// One DOM fact. Never leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A pointer, key, wheel or touch moved: that it did, never what.
    Active,
    /// The page became visible, or hidden.
    Visible(bool),
    /// The page got the focus, or lost it.
    Focused(bool),
    /// A media element gave a sign of playing (`play`, `timeupdate`), or stopped.
    Media(bool),
    /// The viewport now spans these page pixels because the reader scrolled.
    Scroll {
        /// First visible pixel.
        top_px: u32,
        /// First pixel below the viewport.
        bottom_px: u32,
    },
    /// The reader raised a hand.
    HandRaise(HandRaise),
}

#[derive(Clone, Copy)]
struct Span {
    top_px: u32,
    bottom_px: u32,
}

impl Span {
    const NONE: Self = Self { top_px: 0, bottom_px: 0 };

    fn shared_with(self, other: Self) -> u32 {
        self.bottom_px.min(other.bottom_px).saturating_sub(self.top_px.max(other.top_px))
    }
}

/// Records one page view after the other from signals and their times.
///
/// Times are milliseconds of the page's monotonic clock, positions are page pixels from the top
/// of the document. `Recorder` allocates nothing and reads nothing: what it knows, it was told.
///
/// ```
/// use ungated_shared::recorder::{Recorder, Signal};
///
/// let mut page = Recorder::NEW;
/// page.begin(1_000, true, true);
/// page.content(0, 2_000);
/// page.section(0, 120, 0, 2_000);
/// page.signal(1_000, Signal::Scroll { top_px: 0, bottom_px: 800 });
/// page.signal(4_000, Signal::Active);
/// // 3 s up to the last touch, then 5 s until the reader counts as idle.
/// assert_eq!(page.at(60_000).engaged_ms, 8_000);
/// assert_eq!(page.at(60_000).depth(), 40);
/// assert_eq!(page.at(60_000).sections.as_slice()[0].ms, 8_000);
/// ```
pub struct Recorder {
    clock: EngagedClock,
    view: PageView,
    content: Span,
    viewport: Span,
    places: [Span; limit::SECTIONS],
}

impl Recorder {
    /// A recorder that has not begun.
    pub const NEW: Self = Self {
        clock: EngagedClock::NEW,
        view: PageView::NEW,
        content: Span::NONE,
        viewport: Span::NONE,
        places: [Span::NONE; limit::SECTIONS],
    };

    /// Starts a new page view.
    pub fn begin(&mut self, now_ms: u32, visible: bool, focused: bool) {
        *self = Self::NEW;
        self.clock.begin(now_ms, visible, focused);
    }

    /// Where the content lies; told again whenever the page's layout changes.
    pub fn content(&mut self, top_px: u32, height_px: u32) {
        let height_px = height_px.min(limit::PIXELS);
        self.content = Span { top_px, bottom_px: top_px.saturating_add(height_px) };
        self.view.height_px = self.view.height_px.max(height_px);
        self.look();
    }

    /// Where section `index` lies and how many words it has; told again whenever the layout
    /// changes. Listeners fold what is past [`limit::SECTIONS`] into the last section; an index
    /// beyond it is ignored.
    pub fn section(&mut self, index: usize, words: u32, top_px: u32, bottom_px: u32) {
        if let Some(place) = self.places.get_mut(index) {
            *place = Span { top_px, bottom_px };
            let section = self.view.sections.at(index);
            section.words = section.words.max(words.min(limit::WORDS));
        }
    }

    /// Folds one signal.
    pub fn signal(&mut self, now_ms: u32, signal: Signal) {
        self.advance(now_ms);
        match signal {
            Signal::Active => self.clock.active(),
            Signal::Visible(visible) => {
                self.clock.visible(visible);
                self.look();
            }
            Signal::Focused(focused) => self.clock.focused(focused),
            Signal::Media(playing) => self.clock.media(playing),
            Signal::Scroll { top_px, bottom_px } => {
                self.clock.active();
                self.viewport(top_px, bottom_px);
            }
            Signal::HandRaise(kind) => {
                self.clock.active();
                self.view.hand_raises.add(kind);
            }
        }
    }

    /// The viewport moved without the reader's doing (first layout, resize, growth).
    pub fn viewport(&mut self, top_px: u32, bottom_px: u32) {
        self.viewport = Span { top_px, bottom_px };
        self.look();
    }

    /// The page view as it stands at `now_ms`.
    pub fn at(&mut self, now_ms: u32) -> &PageView {
        self.advance(now_ms);
        &self.view
    }

    /// Time goes to the sections on screen, each by its share of the visible content; what the
    /// division leaves over goes to the largest. So section times never sum to more than the
    /// engaged time, however many signals cut it up.
    fn advance(&mut self, now_ms: u32) {
        let step = self.clock.advance(now_ms);
        self.view.engaged_ms = self.clock.total_ms();
        if step == 0 {
            return;
        }
        let shares = self.places.map(|place| place.shared_with(self.viewport));
        let seen = shares.iter().fold(0u64, |sum, &px| sum + u64::from(px));
        if seen == 0 {
            return;
        }
        let (mut given, mut largest, mut most) = (0, 0, 0);
        for (i, &px) in shares.iter().enumerate() {
            if px == 0 {
                continue;
            }
            let ms = (u64::from(step) * u64::from(px) / seen) as u32;
            self.view.sections.at(i).ms += ms;
            given += ms;
            if px > most {
                (largest, most) = (i, px);
            }
        }
        self.view.sections.at(largest).ms += step - given;
    }

    /// Notes how deep the reader has seen. A hidden page shows nothing.
    fn look(&mut self) {
        if self.clock.is_visible() && self.content.shared_with(self.viewport) > 0 {
            let bottom = self.viewport.bottom_px.min(self.content.bottom_px);
            self.view.bottom_px = self.view.bottom_px.max(bottom - self.content.top_px);
        }
    }
}
