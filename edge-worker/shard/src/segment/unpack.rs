//! A segment into its visits.

use std::collections::BTreeMap;
use std::rc::Rc;

use ungated_shared::limit;
use ungated_shared::page_view::media::Medium;
use ungated_shared::page_view::{PageView, Section};
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::source::Source;
use ungated_shared::source::channel::Channel;

use super::columns::Columns;
use super::{Column, Damaged, N};
use crate::arrival::{Fit, Origin};
use crate::codec::Reader;
use crate::fact::{View, Visit};
use crate::packed;

/// Reads the visits of a segment, one by one.
pub struct Unpacker {
    texts: Vec<String>,
    columns: Vec<Vec<u8>>,
    at: [usize; N],
    left: usize,
    start_ms: u64,
    words: BTreeMap<u32, Rc<[u32]>>,
}

impl Unpacker {
    /// Opens a segment.
    ///
    /// # Errors
    /// If these are no such bytes.
    pub fn new(bytes: &[u8]) -> Result<Self, Damaged> {
        let packed = Columns::new(bytes)?;
        let columns =
            (0..packed.len()).map(|at| packed.unpack(at)).collect::<Option<_>>().ok_or(Damaged)?;
        let (left, texts) = (packed.visits, packed.texts);
        Ok(Self { texts, columns, at: [0; N], left, start_ms: 0, words: BTreeMap::new() })
    }

    /// Reads on in a column.
    fn read<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let at = self.at.get_mut(column as usize)?;
        let bytes = self.columns.get(column as usize)?;
        let mut from = Reader::new(bytes.get(*at..)?);
        let value = read(&mut from)?;
        *at = bytes.len() - from.left();
        Some(value)
    }

    fn get<T: TryFrom<u64>>(&mut self, column: Column) -> Option<T> {
        self.read(column, |from| from.fit())
    }

    fn text(&mut self, column: Column) -> Option<String> {
        let place: usize = self.get(column)?;
        self.texts.get(place).cloned()
    }

    fn visit(&mut self) -> Option<Visit> {
        let start_ms =
            self.start_ms.wrapping_add(self.read(Column::Start, |from| from.signed())? as u64);
        self.start_ms = start_ms;
        let last_ms = start_ms.checked_add(self.get(Column::Lasted)?)?;
        let channel = Channel::from_word(&self.text(Column::Channel)?)?;
        let (name, campaign) = (self.text(Column::Source)?, self.text(Column::Campaign)?);
        let source = Source { name, channel, campaign, confidence: self.get(Column::Confidence)? };
        let origin = Origin {
            source,
            device: self.text(Column::Device)?,
            bot: self.text(Column::Bot)?,
            country: self.text(Column::Country)?,
            fit: self.fit()?,
            simulated: self.get::<u8>(Column::Simulated)? != 0,
        };
        let (engagement, intent) = (self.get(Column::Engagement)?, self.get(Column::Intent)?);
        let standing = self.text(Column::Standing)?;
        let model = u64::from_str_radix(&self.text(Column::Model)?, 16).ok()?;
        let n: usize = self.get(Column::Views)?;
        // Whatever a damaged segment says, no more is set aside than a visit can have.
        let mut views = Vec::with_capacity(n.min(limit::VISIT_PAGE_VIEWS));
        let mut after_ms = 0u64;
        for _ in 0..n {
            let later = self.read(Column::After, |from| from.signed())?;
            after_ms = after_ms.wrapping_add(later as u64);
            // Filled where it stays: a page view in memory has eight kilobytes.
            views.push(View { after_ms, ..View::NEW });
            self.view(views.last_mut()?)?;
        }
        Some(Visit { start_ms, last_ms, origin, engagement, intent, standing, model, views })
    }

    fn fit(&mut self) -> Option<Fit> {
        if self.columns.len() < N {
            return Some(Fit::default());
        }
        Some(Fit {
            segment: self.text(Column::Segment)?,
            score: self.get(Column::Fit).filter(|score| *score <= 100)?,
            classified: self.get::<u8>(Column::Classified)? != 0,
        })
    }

    fn view(&mut self, view: &mut View) -> Option<()> {
        view.item = self.get(Column::Item)?;
        view.received = self.get(Column::Received)?;
        view.points = self.get(Column::Points)?;
        let signals = &mut view.signals;
        let (active_ms, media_ms): (u32, u32) =
            (self.get(Column::Active)?, self.get(Column::Media)?);
        (signals.active_ms, signals.media_ms) = (active_ms, media_ms);
        let engaged_ms = active_ms.checked_add(media_ms)?;
        (signals.bottom_px, signals.height_px) =
            (self.get(Column::Bottom)?, self.get(Column::Height)?);
        let is_bounded = engaged_ms <= limit::ENGAGED_MS
            && signals.bottom_px <= signals.height_px
            && signals.height_px <= limit::PIXELS;
        if !is_bounded {
            return None;
        }
        self.sections(view.item, signals)?;
        self.counts(signals)?;
        for at in 0..self.get::<usize>(Column::Played)? {
            self.medium(signals.media.at(at)?)?;
        }
        signals.heard = packed::heard_of(self.get(Column::Heard)?);
        view.events = self.read(Column::Events, |from| packed::events(from.bytes()?))?;
        Some(())
    }

    fn sections(&mut self, item: u32, signals: &mut PageView) -> Option<()> {
        let told: usize = self.get(Column::Sections)?;
        if told > limit::SECTIONS + 1 {
            return None;
        }
        if told > 0 {
            let words = (1..told).map(|_| self.get(Column::Words)).collect::<Option<_>>()?;
            self.words.insert(item, words);
        }
        let known = Rc::clone(self.words.get(&item)?);
        for (at, &words) in known.iter().enumerate() {
            let section = Section { words, ms: self.get(Column::Shown)? };
            if section.words > limit::WORDS || section.ms > limit::ENGAGED_MS {
                return None;
            }
            *signals.sections.at(at) = section;
        }
        Some(())
    }

    fn counts(&mut self, signals: &mut PageView) -> Option<()> {
        for _ in 0..self.get::<usize>(Column::Counts)? {
            let (place, count): (usize, u8) =
                (self.get(Column::Counts)?, self.get(Column::Counts)?);
            match Act::ALL.get(place) {
                Some(act) => signals.acts.set(*act, count),
                None => {
                    let kind = HandRaise::ALL.get(place - Act::ALL.len())?;
                    signals.hand_raises.set(*kind, count);
                }
            }
        }
        Some(())
    }

    fn medium(&mut self, medium: &mut Medium) -> Option<()> {
        medium.length_s = self.get(Column::Played)?;
        let stretches: usize = self.get(Column::Played)?;
        let mut end = None;
        for _ in 0..stretches {
            let (from, to): (u32, u32) = (self.get(Column::Played)?, self.get(Column::Played)?);
            let follows = end.is_none_or(|end| from > end) && from < to;
            if !follows || to > limit::MEDIA_SECONDS {
                return None;
            }
            medium.played.add(from, to);
            end = Some(to);
        }
        (medium.length_s <= limit::MEDIA_SECONDS).then_some(())
    }
}

impl Iterator for Unpacker {
    type Item = Result<Visit, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let visit = self.visit();
        if visit.is_none() {
            self.left = 0;
        }
        Some(visit.ok_or(Damaged))
    }
}
