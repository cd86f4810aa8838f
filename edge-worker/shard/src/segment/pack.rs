//! Visits into a segment.

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec_zlib;
use ungated_shared::limit;

use super::{Column, FULL, MAGIC, N, Summary, VERSIONS};
use crate::arrival::Origin;
use crate::codec::Writer;
use crate::disk::FULL_BYTES;
use crate::fact::{View, Visit};
use crate::packed;

/// Bytes, not yet compressed, beyond which a segment is split when late hits make it longer. What
/// people name does not always compress, and one more visit has to fit into the row.
const MOST_BYTES: usize = FULL_BYTES + limit::VISIT_BYTES / 2;
/// zlib's usual effort: more gains under 1 % on readers' figures and costs twice the time.
const EFFORT: u8 = 6;

/// Packs visits.
pub struct Packer {
    summary: Summary,
    columns: [Writer; N],
    texts: Vec<String>,
    places: BTreeMap<String, usize>,
    start_ms: u64,
    /// Whether the columns that version 2 added say anything.
    fits: bool,
    words: BTreeMap<u32, Vec<u32>>,
}

impl Default for Packer {
    fn default() -> Self {
        Self {
            summary: Summary::default(),
            columns: [const { Writer(Vec::new()) }; N],
            texts: Vec::new(),
            places: BTreeMap::new(),
            start_ms: 0,
            fits: false,
            words: BTreeMap::new(),
        }
    }
}

impl Packer {
    /// What is packed so far.
    #[must_use]
    pub const fn summary(&self) -> Summary {
        self.summary
    }

    /// Whether there is room for another visit.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.summary.views >= FULL || self.bytes() >= FULL_BYTES
    }

    /// Whether no further visit may be added, though the segment had it before.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.bytes() >= MOST_BYTES
    }

    fn bytes(&self) -> usize {
        let columns: usize = self.columns.iter().map(|column| column.0.len()).sum();
        columns + self.texts.iter().map(String::len).sum::<usize>()
    }

    fn put(&mut self, column: Column, value: impl Into<u64>) {
        self.columns[column as usize].put(value);
    }

    fn text(&mut self, column: Column, text: &str) {
        let place = match self.places.get(text) {
            Some(place) => *place,
            None => {
                self.texts.push(text.into());
                self.places.insert(text.into(), self.texts.len() - 1);
                self.texts.len() - 1
            }
        };
        self.put(column, place as u64);
    }

    /// Adds a visit.
    pub fn push(&mut self, visit: &Visit) {
        let first = self.summary.visits == 0;
        let Summary { from_ms, to_ms, .. } = &mut self.summary;
        *from_ms = if first { visit.start_ms } else { visit.start_ms.min(*from_ms) };
        *to_ms = visit.start_ms.max(*to_ms);
        self.summary.visits += 1;
        self.summary.views += visit.views.len();

        let start = visit.start_ms.wrapping_sub(self.start_ms) as i64;
        self.columns[Column::Start as usize].signed(start);
        self.start_ms = visit.start_ms;
        self.put(Column::Lasted, visit.last_ms.saturating_sub(visit.start_ms));
        let Origin { source, device, bot, country, fit, simulated } = &visit.origin;
        self.text(Column::Channel, source.channel.word());
        self.text(Column::Source, &source.name);
        self.text(Column::Campaign, &source.campaign);
        self.put(Column::Confidence, source.confidence);
        self.text(Column::Device, device);
        self.text(Column::Bot, bot);
        self.text(Column::Country, country);
        self.put(Column::Simulated, u8::from(*simulated));
        self.fits |= visit.origin.fits();
        self.text(Column::Segment, &fit.segment);
        self.put(Column::Fit, fit.score);
        self.put(Column::Classified, u8::from(fit.classified));
        self.put(Column::Engagement, visit.engagement);
        self.put(Column::Intent, visit.intent);
        self.text(Column::Standing, &visit.standing);
        self.text(Column::Model, &format!("{:016x}", visit.model));
        self.put(Column::Views, visit.views.len() as u64);
        let mut before = 0;
        for view in &visit.views {
            self.columns[Column::After as usize].signed(view.after_ms.wrapping_sub(before) as i64);
            before = view.after_ms;
            self.view(view);
        }
    }

    fn view(&mut self, view: &View) {
        self.put(Column::Item, view.item);
        self.put(Column::Received, view.received);
        self.put(Column::Points, view.points);
        let signals = &view.signals;
        self.put(Column::Active, signals.active_ms);
        self.put(Column::Media, signals.media_ms);
        self.put(Column::Bottom, signals.bottom_px.min(signals.height_px));
        self.put(Column::Height, signals.height_px);
        let sections = signals.sections.as_slice();
        let words: Vec<u32> = sections.iter().map(|section| section.words).collect();
        if self.words.get(&view.item) == Some(&words) {
            self.put(Column::Sections, 0u8);
        } else {
            self.put(Column::Sections, words.len() as u64 + 1);
            for &n in &words {
                self.put(Column::Words, n);
            }
            self.words.insert(view.item, words);
        }
        for section in sections {
            self.put(Column::Shown, section.ms);
        }
        let counts = signals.acts.as_slice().iter().chain(signals.hand_raises.as_slice());
        let happened: Vec<(usize, u8)> =
            counts.copied().enumerate().filter(|(_, count)| *count > 0).collect();
        self.put(Column::Counts, happened.len() as u64);
        for (place, count) in happened {
            self.put(Column::Counts, place as u64);
            self.put(Column::Counts, count);
        }
        self.put(Column::Heard, packed::heard(signals));
        let media = signals.media.as_slice();
        self.put(Column::Played, media.len() as u64);
        for medium in media {
            self.put(Column::Played, medium.length_s);
            self.put(Column::Played, medium.spans());
            for (from, to) in medium.played.spans() {
                self.put(Column::Played, from);
                self.put(Column::Played, to);
            }
        }
        self.columns[Column::Events as usize].bytes(&packed::events_json(&view.events));
    }

    /// The segment.
    #[must_use]
    pub fn finish(self) -> (Summary, Vec<u8>) {
        let mut to = Writer::default();
        let version = if self.fits { VERSIONS.len() } else { 1 };
        to.raw(MAGIC);
        to.put(version as u64);
        let Summary { from_ms, to_ms, visits, views } = self.summary;
        to.put(visits as u64);
        to.put(views as u64);
        to.put(from_ms);
        to.put(to_ms);
        to.put(self.texts.len() as u64);
        for text in &self.texts {
            to.text(text);
        }
        for column in self.columns.iter().take(VERSIONS[version - 1]) {
            to.put(column.0.len() as u64);
            to.bytes(&compress_to_vec_zlib(&column.0, EFFORT));
        }
        (self.summary, to.0)
    }
}
