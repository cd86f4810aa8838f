//! What a Worker brings a shard at once, and what became of it.
//!
//! Worker and object may be of neighbouring versions for a while: each form begins with its
//! version. A new one is read by a release before any release writes it; or it is written only where
//! something is told that the release before has no word for.

use crate::arrival::Arrival;
use crate::codec::{Reader, Writer};

const VERSION: u8 = 1;
/// That of hits of which one at least says how well its reader fits.
const FITTING: u8 = 2;

/// The version in which these hits are told.
pub(crate) fn version(arrivals: &[Arrival]) -> u8 {
    if arrivals.iter().any(|arrival| arrival.origin.fits()) { FITTING } else { VERSION }
}

/// Reads the version of hits; none if it is not known.
pub(crate) fn read_version(from: &mut Reader<'_>) -> Option<u8> {
    from.fit().filter(|version| (VERSION..=FITTING).contains(version))
}

/// What is only counted: hits that were turned away, names that had no room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// When, Unix ms.
    pub now_ms: u64,
    /// The code.
    pub code: String,
    /// How many.
    pub n: u64,
}

/// Hits that arrive together are committed together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Hits to keep.
    pub arrivals: Vec<Arrival>,
    /// What to count.
    pub counts: Vec<Count>,
}

/// What became of a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is stored.
    Stored,
    /// It is stored, and this is its visit so far
    /// (`ungated_shared::score::so_far::SoFar`, as numbers).
    SoFar(Vec<u32>),
    /// It was refused, by this code.
    Refused(String),
    /// It belongs to no visit that is here, and was only for such.
    Elsewhere,
}

impl Batch {
    /// Writes it down.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.put(version(&self.arrivals));
        write_counts(&mut to, &self.counts);
        to.put(self.arrivals.len() as u64);
        for arrival in &self.arrivals {
            arrival.write(&mut to);
        }
        to.0
    }

    /// Reads what [`Self::write`] wrote.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader::new(bytes);
        read_version(&mut from)?;
        Self::read_from(&mut from).filter(|_| from.is_done())
    }

    pub(crate) fn read_from(from: &mut Reader<'_>) -> Option<Self> {
        let mut batch = Self::default();
        for _ in 0..from.count()? {
            let (now_ms, code, n) = (from.number()?, from.string()?, from.number()?);
            batch.counts.push(Count { now_ms, code, n });
        }
        for _ in 0..from.count()? {
            batch.arrivals.push(Arrival::read(from)?);
        }
        Some(batch)
    }
}

pub(crate) fn write_counts(to: &mut Writer, counts: &[Count]) {
    to.put(counts.len() as u64);
    for count in counts {
        to.put(count.now_ms);
        to.text(&count.code);
        to.put(count.n);
    }
}

/// Writes what became of a batch's arrivals, in their order.
#[must_use]
pub fn write_outcomes(outcomes: &[Outcome]) -> Vec<u8> {
    let mut to = Writer::default();
    to.put(VERSION);
    to.put(outcomes.len() as u64);
    for outcome in outcomes {
        match outcome {
            Outcome::Stored => to.put(0u8),
            Outcome::SoFar(numbers) => {
                to.put(1u8);
                to.put(numbers.len() as u64);
                for number in numbers {
                    to.put(*number);
                }
            }
            Outcome::Refused(code) => {
                to.put(2u8);
                to.text(code);
            }
            Outcome::Elsewhere => to.put(3u8),
        }
    }
    to.0
}

/// Reads what [`write_outcomes`] wrote.
#[must_use]
pub fn read_outcomes(bytes: &[u8]) -> Option<Vec<Outcome>> {
    let mut from = Reader::new(bytes);
    if from.number()? != u64::from(VERSION) {
        return None;
    }
    let mut outcomes = Vec::new();
    for _ in 0..from.count()? {
        outcomes.push(match from.number()? {
            0 => Outcome::Stored,
            1 => {
                let n = from.count()?;
                Outcome::SoFar((0..n).map(|_| from.fit()).collect::<Option<_>>()?)
            }
            2 => Outcome::Refused(from.string()?),
            3 => Outcome::Elsewhere,
            _ => return None,
        });
    }
    Some(outcomes)
}
