//! Which seconds of audio and video were played: a set, so that watching twice counts once.

use crate::limit;
use crate::percent::percent;

const BITS: u32 = u64::BITS;
const WORDS: usize = limit::MEDIA_SECONDS.div_ceil(BITS) as usize;

/// A set of seconds, below [`limit::MEDIA_SECONDS`].
///
/// # Why a set of bits?
/// It is the one form whose union costs nothing, needs no memory of its own on the page, and
/// forgets nothing: two lists of stretches can join into more stretches than either had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seconds([u64; WORDS]);

impl Seconds {
    /// No second.
    pub const NONE: Self = Self([0; WORDS]);

    /// Adds `from..to`; what lies beyond the bound is left out.
    pub fn add(&mut self, from: u32, to: u32) {
        for second in from..to.min(limit::MEDIA_SECONDS) {
            if let Some(word) = self.0.get_mut((second / BITS) as usize) {
                *word |= 1 << (second % BITS);
            }
        }
    }

    /// Whether a second is in the set.
    #[must_use]
    pub fn has(&self, second: u32) -> bool {
        self.0.get((second / BITS) as usize).is_some_and(|word| word >> (second % BITS) & 1 == 1)
    }

    /// How many seconds are in it.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.below(limit::MEDIA_SECONDS)
    }

    /// How many seconds below `end` are in it.
    #[inline(never)] // one copy on the page
    fn below(&self, end: u32) -> u32 {
        let (whole, rest) = ((end / BITS) as usize, end % BITS);
        let count: u32 = self.0.iter().take(whole).map(|word| word.count_ones()).sum();
        let last = self.0.get(whole).map_or(0, |word| word & ((1 << rest) - 1));
        count + last.count_ones()
    }

    /// Whether no second is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Adds every second of another set.
    pub fn join(&mut self, other: &Self) {
        for (ours, theirs) in self.0.iter_mut().zip(&other.0) {
            *ours |= theirs;
        }
    }

    /// The stretches `from..to` of seconds without a gap, first one first.
    pub fn spans(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut at = 0;
        core::iter::from_fn(move || {
            let from = self.next(at, true)?;
            at = self.next(from, false).unwrap_or(limit::MEDIA_SECONDS);
            Some((from, at))
        })
    }

    /// The first second from `at` on that is in the set, or is not.
    #[inline(never)] // one copy on the page
    fn next(&self, at: u32, is_in: bool) -> Option<u32> {
        let mut index = (at / BITS) as usize;
        let mut below = (1u64 << (at % BITS)) - 1;
        while let Some(word) = self.0.get(index) {
            let wanted = if is_in { *word } else { !*word };
            let wanted = wanted & !below;
            if wanted != 0 {
                return Some(index as u32 * BITS + wanted.trailing_zeros());
            }
            below = 0;
            index += 1;
        }
        None
    }
}

/// What is known of one medium of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medium {
    /// Its length, whole seconds, at most [`limit::MEDIA_SECONDS`]; 0 is not known (a live
    /// stream).
    pub length_s: u32,
    /// Which of them were played.
    pub played: Seconds,
}

impl Medium {
    /// Nothing known.
    pub const NEW: Self = Self { length_s: 0, played: Seconds::NONE };

    /// Notes that `from_ms..to_ms` was played. A second counts once its middle was, so that
    /// stretches which follow on each other add up to the whole.
    ///
    /// A stretch that touches no known one is left out once there are [`limit::MEDIA_SPANS`].
    pub fn play(&mut self, from_ms: u32, to_ms: u32) {
        let second = |ms: u32| ms.saturating_add(500) / 1000;
        let (from, to) = (second(from_ms), second(to_ms));
        let joins = (from.saturating_sub(1)..=to).any(|at| self.played.has(at));
        if from < to && (joins || self.spans() < limit::MEDIA_SPANS) {
            self.played.add(from, to);
        }
    }

    /// Seconds played, within the length where that is known.
    #[must_use]
    pub fn played_s(&self) -> u32 {
        if self.length_s == 0 { self.played.len() } else { self.played.below(self.length_s) }
    }

    /// Share that was played, 0–100; 0 where the length is not known.
    #[must_use]
    pub fn completion(&self) -> u8 {
        percent(self.played_s(), self.length_s)
    }

    /// How many stretches were played.
    #[must_use]
    #[inline(never)] // one copy on the page
    pub fn spans(&self) -> u32 {
        self.played.spans().fold(0, |n, _| n + 1)
    }
}

/// The media of a page view, in order of first playing: at most [`limit::MEDIA`].
#[derive(Clone, Debug)]
pub struct Media {
    len: usize,
    all: [Medium; limit::MEDIA],
}

impl Media {
    /// None.
    pub const NONE: Self = Self { len: 0, all: [Medium::NEW; limit::MEDIA] };

    /// The media.
    #[must_use]
    pub fn as_slice(&self) -> &[Medium] {
        self.all.get(..self.len).unwrap_or(&[])
    }

    /// The medium at `index`, made if it is not there yet; `None` past the bound.
    pub fn at(&mut self, index: usize) -> Option<&mut Medium> {
        let medium = self.all.get_mut(index)?;
        self.len = self.len.max(index + 1);
        Some(medium)
    }

    /// Adds what another record of the same media knows.
    pub fn join(&mut self, other: &Self) {
        for (index, theirs) in other.as_slice().iter().enumerate() {
            if let Some(ours) = self.at(index) {
                ours.length_s = ours.length_s.max(theirs.length_s);
                ours.played.join(&theirs.played);
            }
        }
    }
}

impl PartialEq for Media {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}
impl Eq for Media {}
