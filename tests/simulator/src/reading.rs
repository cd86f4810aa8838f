//! One page view: a reader's eyes and hands, folded by the tracker's own recorder.

use rand_distr::{LogNormal, Weibull};
use ungated_shared::item::Stage;
use ungated_shared::page_view::PageView;
use ungated_shared::signal::heard::Heard;
use ungated_shared::signal::recorder::{Recorder, Signal};

use crate::assumptions as a;
use crate::browser::Form;
use crate::chance::Chance;
use crate::page::Page;

/// A snapshot that the page sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// When, in ms since the page was opened.
    pub at_ms: u32,
    /// What is known by then.
    pub view: PageView,
}

/// What a page view sends, and when it ends.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The snapshots in order: the opening, perhaps one in between, perhaps the last.
    pub snapshots: Vec<Snapshot>,
    /// When the reader leaves the page, in ms since it was opened.
    pub end_ms: u32,
}

/// How a page is laid out on a kind of device.
struct Layout {
    viewport_px: u32,
    px_a_word: f64,
}

/// Where the content begins: below a masthead.
const CONTENT_TOP_PX: u32 = 90;
/// What a heading takes.
const HEADING_PX: u32 = 90;
/// A tired hand cannot go on for longer, whatever the dice say.
const LONGEST_MS: u32 = 2 * 60 * 60 * 1000;
/// How often a player tells that it plays.
const MEDIA_TICK_MS: u32 = 500;

impl Layout {
    /// Lines of about twelve words on a screen, six on a phone.
    fn of(form: Form) -> Self {
        match form {
            Form::Desktop => Self { viewport_px: 900, px_a_word: 2.6 },
            Form::Tablet => Self { viewport_px: 1_000, px_a_word: 2.9 },
            Form::Mobile => Self { viewport_px: 720, px_a_word: 4.6 },
        }
    }

    /// Tells the recorder where everything lies; returns where the content ends.
    fn tell(&self, recorder: &mut Recorder, sections: &[u32]) -> u32 {
        let mut top_px = CONTENT_TOP_PX;
        let mut places = Vec::new();
        for words in sections {
            let bottom_px = top_px + HEADING_PX + (f64::from(*words) * self.px_a_word) as u32;
            places.push((*words, top_px, bottom_px));
            top_px = bottom_px;
        }
        recorder.content(CONTENT_TOP_PX, top_px - CONTENT_TOP_PX);
        for (index, (words, top_px, bottom_px)) in places.into_iter().enumerate() {
            recorder.section(index, words, top_px, bottom_px);
        }
        recorder.viewport(0, self.viewport_px);
        top_px
    }
}

/// A reader on a page.
struct Session<'a> {
    chance: &'a mut Chance,
    recorder: Recorder,
    layout: Layout,
    end_px: u32,
    top_px: f64,
    now_ms: u32,
    snapshots: Vec<Snapshot>,
}

/// Looks at a form in front of `page`, and no further.
pub fn look(chance: &mut Chance, page: &Page, form: Form) -> Reading {
    let mut session = Session::begin(chance, page, form);
    session.now_ms += session.chance.between(a::GATE_LOOKS_MS);
    session.recorder.signal(session.now_ms, Signal::Visible(false));
    session.snapshot();
    Reading { snapshots: session.snapshots, end_ms: session.now_ms }
}

/// Reads `page` on a device of this form, and says what brought one if it is asked.
pub fn read(chance: &mut Chance, page: &Page, form: Form, says: Heard) -> Reading {
    let mut session = Session::begin(chance, page, form);
    let wanted_ms = session.wanted_ms(page);
    session.read_for(wanted_ms);
    if page.has_media && session.chance.happens(a::PLAYS_MEDIA) {
        session.play();
    }
    session.raise_hand(page);
    let reading_lost = session.chance.happens(a::LAST_SNAPSHOT_LOST);
    session.recorder.signal(session.now_ms, Signal::Visible(false));
    if !reading_lost {
        session.snapshot();
    }
    let stayed = page.asks && session.engaged_ms() >= a::RAISES_AFTER_MS;
    if stayed && session.chance.happens(a::ANSWERS) {
        session.say(says);
    }
    Reading { snapshots: session.snapshots, end_ms: session.now_ms }
}

/// The one snapshot of a program that only opens the page.
pub fn open(page: &Page) -> Reading {
    let layout = Layout::of(Form::Desktop);
    let mut recorder = Recorder::NEW;
    recorder.begin(0, true, false);
    layout.tell(&mut recorder, &page.sections);
    Reading { snapshots: vec![Snapshot { at_ms: 0, view: recorder.at(0).clone() }], end_ms: 0 }
}

impl<'a> Session<'a> {
    /// The page has just been opened.
    fn begin(chance: &'a mut Chance, page: &Page, form: Form) -> Self {
        let layout = Layout::of(form);
        let mut recorder = Recorder::NEW;
        recorder.begin(0, true, true);
        let end_px = layout.tell(&mut recorder, &page.sections);
        let (top_px, now_ms, snapshots) = (0.0, 0, Vec::new());
        let mut session = Self { chance, recorder, layout, end_px, top_px, now_ms, snapshots };
        session.snapshot();
        session
    }

    fn snapshot(&mut self) {
        let view = self.recorder.at(self.now_ms).clone();
        self.snapshots.push(Snapshot { at_ms: self.now_ms, view });
    }

    fn engaged_ms(&mut self) -> u32 {
        self.recorder.at(self.now_ms).engaged_ms()
    }

    /// How much engaged time this reader has for this page.
    fn wanted_ms(&mut self, page: &Page) -> u32 {
        let scale_ms = *self.chance.pick(&a::DWELL_SCALES_MS, |_| 1.0);
        let length = (f64::from(page.words()) / a::TYPICAL_WORDS).sqrt();
        let scale_ms = scale_ms * length.clamp(a::LENGTH_FACTOR.0, a::LENGTH_FACTOR.1);
        // Both parameters are positive constants.
        let dwell = Weibull::new(scale_ms, a::DWELL_SHAPE).map(|dwell| self.chance.from(&dwell));
        dwell.unwrap_or_default().min(f64::from(LONGEST_MS)) as u32
    }

    /// Moves through the page until the reader has given it `wanted_ms`, or left at its end.
    fn read_for(&mut self, wanted_ms: u32) {
        let spread = LogNormal::new(0.0, a::PACE_SPREAD).map(|spread| self.chance.from(&spread));
        let reading_px_ms =
            a::READING_WPM / 60_000.0 * self.layout.px_a_word * spread.unwrap_or(1.0);
        let mut skims = self.chance.happens(a::SKIMMERS);
        let mut told_between = false;
        while self.engaged_ms() < wanted_ms && self.now_ms < LONGEST_MS {
            self.interruptions();
            let left_ms = wanted_ms - self.engaged_ms().min(wanted_ms);
            let step_ms = self.chance.between(a::MOVES_EVERY_MS).min(left_ms.max(1));
            self.now_ms += step_ms;
            let pace = if skims { reading_px_ms * a::SKIMMING_FACTOR } else { reading_px_ms };
            self.top_px += pace * f64::from(step_ms);
            let last_top_px = f64::from(self.end_px.saturating_sub(self.layout.viewport_px));
            if self.top_px >= last_top_px {
                self.top_px = last_top_px;
                self.scroll();
                if self.chance.happens(a::LEAVES_AT_END) {
                    break;
                }
                // Back to something that deserves a second look, and now it is read.
                self.top_px = last_top_px * self.chance.share();
                skims = false;
            }
            self.scroll();
            if !told_between && self.engaged_ms() >= a::BETWEEN_MS {
                told_between = true;
                self.snapshot();
            }
        }
    }

    fn scroll(&mut self) {
        let top_px = self.top_px as u32;
        let bottom_px = top_px + self.layout.viewport_px;
        self.recorder.signal(self.now_ms, Signal::Scroll { top_px, bottom_px });
    }

    /// Life goes on around a reader.
    fn interruptions(&mut self) {
        if self.chance.happens(a::PAUSES) {
            self.now_ms += self.chance.between(a::PAUSE_MS);
            self.recorder.signal(self.now_ms, Signal::Active);
        }
        if self.chance.happens(a::LOOKS_AWAY) {
            self.recorder.signal(self.now_ms, Signal::Visible(false));
            self.now_ms += self.chance.between(a::AWAY_MS);
            self.recorder.signal(self.now_ms, Signal::Visible(true));
        }
    }

    fn play(&mut self) {
        let (median_ms, spread) = a::MEDIA_MS;
        let length = LogNormal::new(median_ms.ln(), spread).map(|it| self.chance.from(&it));
        let until_ms = self.now_ms + length.unwrap_or(median_ms).min(f64::from(LONGEST_MS)) as u32;
        self.recorder.signal(self.now_ms, Signal::Active);
        let (mut position_ms, length_ms) = (0, a::MEDIA_LENGTH_MS);
        let mut tick = |now_ms, playing, position_ms| {
            let signal = Signal::Media { index: 0, playing, position_ms, length_ms };
            self.recorder.signal(now_ms, signal);
        };
        while self.now_ms < until_ms && position_ms < length_ms {
            tick(self.now_ms, true, position_ms);
            self.now_ms += MEDIA_TICK_MS;
            position_ms += MEDIA_TICK_MS;
        }
        tick(self.now_ms, false, position_ms);
    }

    /// What was said is told with the last that is told.
    fn say(&mut self, says: Heard) {
        if let Some(last) = self.snapshots.last_mut() {
            last.view.heard.add(says);
        }
    }

    fn raise_hand(&mut self, page: &Page) {
        if page.raises.is_empty() || self.engaged_ms() < a::RAISES_AFTER_MS {
            return;
        }
        let at = Stage::ALL.iter().position(|stage| *stage == page.stage).unwrap_or_default();
        if self.chance.happens(a::RAISES_HAND[at]) {
            let kind = *self.chance.pick(&page.raises, |_| 1.0);
            self.recorder.signal(self.now_ms, Signal::HandRaise(kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ungated_shared::page_view::language::Unit;
    use ungated_shared::score::model::Model;
    use ungated_shared::score::words_read;
    use ungated_shared::signal::hand_raise::HandRaise;

    fn piece() -> Page {
        Page {
            sections: vec![120, 260, 200, 240, 180],
            stage: Stage::Decision,
            raises: vec![HandRaise::Mail],
            ..Page::default()
        }
    }

    fn readings() -> Vec<Reading> {
        let piece = piece();
        (0..5_000)
            .map(|n| read(&mut Chance::of(11, n), &piece, Form::Desktop, Heard::Podcast))
            .collect()
    }

    fn last(reading: &Reading) -> &PageView {
        &reading.snapshots[reading.snapshots.len() - 1].view
    }

    #[test]
    fn dwell_times_are_the_published_ones() {
        let short = |r: &&Reading| last(r).engaged_ms() < 15_000;
        let readings = readings();
        let share = readings.iter().filter(short).count() as f64 / readings.len() as f64;
        // A third of article readers, 55 % of all: this publication has articles and glancers.
        assert!((0.33..0.55).contains(&share), "{share}");
    }

    #[test]
    fn who_looks_at_a_form_reads_nothing() {
        for n in 0..500 {
            let seen = look(&mut Chance::of(11, n), &piece(), Form::Mobile);
            let (model, unit) = (&Model::DEFAULT, Unit::of("en"));
            assert_eq!(words_read(model, unit, last(&seen)), 0);
            assert!((2_000..=5_000).contains(&last(&seen).engaged_ms()));
        }
    }

    #[test]
    fn snapshots_only_grow() {
        for reading in readings() {
            assert!((1..=3).contains(&reading.snapshots.len()));
            for pair in reading.snapshots.windows(2) {
                assert!(pair[0].at_ms <= pair[1].at_ms);
                let mut both = pair[0].view.clone();
                both.join(&pair[1].view);
                assert_eq!(both, pair[1].view);
            }
        }
    }

    #[test]
    fn some_read_to_the_end_and_some_ask() {
        let readings = readings();
        let ends = readings.iter().filter(|r| last(r).depth() == 100).count();
        assert!((500..4_000).contains(&ends), "{ends}");
        let asks = readings.iter().filter(|r| last(r).hand_raises.total() > 0).count();
        assert!((50..300).contains(&asks), "{asks}");
    }
}
