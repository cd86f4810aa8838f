//! Folds the signals of a page into its page view, without allocation.

use crate::limit;
use crate::page_view::PageView;
use crate::signal::act::Act;
use crate::signal::engaged::EngagedClock;
use crate::signal::hand_raise::HandRaise;

/// One DOM fact. Never leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A pointer, key, wheel or touch moved: that it did, never what.
    Active,
    /// The page became visible, or hidden.
    Visible(bool),
    /// The page got the focus, or lost it.
    Focused(bool),
    /// A media element gave a sign of playing (`playing`, `timeupdate`), or stopped.
    Media {
        /// Which one, in order of first playing.
        index: usize,
        /// Whether it plays.
        playing: bool,
        /// Where it is, ms from its start.
        position_ms: u32,
        /// Its length, ms; 0 if not known.
        length_ms: u32,
    },
    /// The viewport now spans these page pixels because the reader scrolled.
    Scroll {
        /// First visible pixel.
        top_px: u32,
        /// First pixel below the viewport.
        bottom_px: u32,
    },
    /// The reader did something with the piece.
    Act(Act),
    /// The reader raised a hand.
    HandRaise(HandRaise),
}

/// Fastest playback that counts as playing, as a factor. Players offer up to two or three; a
/// position that runs faster was moved there.
const FASTEST: u32 = 4;
/// How far a position may run ahead of its time by the events' own jitter, ms. Only playing wins
/// it back: a slider that is dragged uses it up once.
const JITTER_MS: u32 = 250;
/// Longest time between two signs of one stretch of playing, ms: a background tab's timers fire
/// once a second.
const SIGNS_MS: u32 = 2_000;

/// The last sign of a medium that plays.
#[derive(Clone, Copy)]
struct Playing {
    at_ms: u32,
    position_ms: u32,
    /// What is left of [`JITTER_MS`].
    spare_ms: u32,
}

impl Playing {
    /// What is spare when the medium can have played on from here to there.
    fn leads_to(self, at_ms: u32, position_ms: u32) -> Option<u32> {
        let took_ms = at_ms.saturating_sub(self.at_ms);
        let played_ms = position_ms.checked_sub(self.position_ms)?;
        let most_ms =
            if took_ms > SIGNS_MS { return None } else { took_ms * FASTEST + self.spare_ms };
        Some(most_ms.checked_sub(played_ms)?.min(JITTER_MS))
    }
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
/// use ungated_shared::signal::recorder::{Recorder, Signal};
///
/// let mut page = Recorder::NEW;
/// page.begin(1_000, true, true);
/// page.content(0, 2_000);
/// page.section(0, 120, 0, 2_000);
/// page.signal(1_000, Signal::Scroll { top_px: 0, bottom_px: 800 });
/// page.signal(4_000, Signal::Active);
/// // 3 s up to the last touch, then 5 s until the reader counts as idle.
/// assert_eq!(page.at(60_000).engaged_ms(), 8_000);
/// assert_eq!(page.at(60_000).depth(), 40);
/// assert_eq!(page.at(60_000).sections.as_slice()[0].ms, 8_000);
/// ```
pub struct Recorder {
    clock: EngagedClock,
    view: PageView,
    content: Span,
    viewport: Span,
    places: [Span; limit::SECTIONS],
    playing: [Option<Playing>; limit::MEDIA],
    /// Active time of before the first layout, which no section has got yet.
    unplaced_ms: u32,
}

impl Recorder {
    /// A recorder that has not begun.
    pub const NEW: Self = Self {
        clock: EngagedClock::NEW,
        view: PageView::NEW,
        content: Span::NONE,
        viewport: Span::NONE,
        places: [Span::NONE; limit::SECTIONS],
        playing: [None; limit::MEDIA],
        unplaced_ms: 0,
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
                // What plays unseen earns nothing.
                self.playing = [None; limit::MEDIA];
                self.look();
            }
            Signal::Focused(focused) => self.clock.focused(focused),
            Signal::Media { index, playing, position_ms, length_ms } => {
                self.clock.media(playing);
                self.play(index, playing, (now_ms, position_ms), length_ms);
            }
            Signal::Scroll { top_px, bottom_px } => {
                self.clock.active();
                self.viewport(top_px, bottom_px);
            }
            Signal::Act(act) => {
                self.clock.active();
                self.view.acts.add(act);
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

    /// Adds the stretch between two signs of a medium that plays in sight.
    fn play(&mut self, index: usize, playing: bool, here: (u32, u32), length_ms: u32) {
        let (at_ms, position_ms) = here;
        let (Some(medium), Some(last)) = (self.view.media.at(index), self.playing.get_mut(index))
        else {
            return;
        };
        medium.length_s = medium.length_s.max((length_ms / 1000).min(limit::MEDIA_SECONDS));
        let seen = self.clock.is_visible();
        // What was moved has nothing to spare; what begins has all of it.
        let mut spare_ms = if last.is_some() { 0 } else { JITTER_MS };
        if let Some(from) = last.filter(|_| seen)
            && let Some(left_ms) = from.leads_to(at_ms, position_ms)
        {
            medium.play(from.position_ms, position_ms);
            spare_ms = left_ms;
        }
        *last = if playing && seen { Some(Playing { at_ms, position_ms, spare_ms }) } else { None };
    }

    /// Active time goes to the sections on screen, each by its share of the visible content; what the
    /// division leaves over goes to the largest. So section times never sum to more than the
    /// active time, however many signals cut it up.
    fn advance(&mut self, now_ms: u32) {
        let step = self.clock.advance(now_ms);
        self.view.active_ms += step.active_ms;
        self.view.media_ms += step.media_ms;
        // A page is seen before anybody measures it: that time goes where the reader was when the
        // first layout became known.
        let step = step.active_ms + self.unplaced_ms;
        self.unplaced_ms = 0;
        if step == 0 {
            return;
        }
        if self.viewport.bottom_px == 0 {
            self.unplaced_ms = step;
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
