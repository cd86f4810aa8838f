//! What segments that change no more said, by question.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::sum::Sum;

/// What some segments said to a question.
#[derive(Clone, Debug, Default)]
pub struct Known<T> {
    /// Which segments.
    pub segments: BTreeSet<u32>,
    /// What they said.
    pub value: Rc<T>,
    /// The highest number that an item had.
    items: u32,
}

impl<T: Sum> Known<T> {
    /// Adds what further segments said, when that was the highest number of an item.
    pub fn add(&mut self, segments: Vec<u32>, items: u32, more: T) {
        self.segments.extend(segments);
        self.items = self.items.max(items);
        Rc::make_mut(&mut self.value).add(more);
    }
}

/// What is known, by question: the questions asked last, as far as there is room.
#[derive(Debug)]
pub struct Kept<T> {
    known: BTreeMap<String, Entry<T>>,
    bytes: usize,
    asked: u64,
}

#[derive(Debug)]
struct Entry<T> {
    known: Known<T>,
    bytes: usize,
    asked: u64,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { known: BTreeMap::new(), bytes: 0, asked: 0 }
    }
}

impl<T: Sum> Kept<T> {
    /// What is known for a question.
    pub fn get(&mut self, question: &str) -> Option<Known<T>> {
        self.asked += 1;
        let entry = self.known.get_mut(question)?;
        entry.asked = self.asked;
        Some(entry.known.clone())
    }

    /// Keeps what is known for a question in place of what was asked for longest ago; whether there is
    /// room for it.
    pub fn put(&mut self, question: String, known: Known<T>) -> bool {
        self.remove(&question);
        let bytes = known.value.bytes() + question.len();
        if bytes > T::KEPT_BYTES {
            return false;
        }
        while self.bytes + bytes > T::KEPT_BYTES {
            let oldest = self.known.iter().min_by_key(|(_, entry)| entry.asked);
            let Some(oldest) = oldest.map(|(question, _)| question.clone()) else { break };
            self.remove(&oldest);
        }
        self.bytes += bytes;
        self.known.insert(question, Entry { known, bytes, asked: self.asked });
        true
    }

    /// Forgets what a segment is part of.
    pub fn forget(&mut self, segment: u32) {
        self.retain(|known| !known.segments.contains(&segment));
    }

    /// Forgets what was counted when there was this item: it is described otherwise now.
    pub fn forget_item(&mut self, item: u32) {
        self.retain(|known| known.items < item);
    }

    fn retain(&mut self, stays: impl Fn(&Known<T>) -> bool) {
        self.known.retain(|_, entry| stays(&entry.known));
        self.bytes = self.known.values().map(|entry| entry.bytes).sum();
    }

    /// Forgets a question.
    pub fn remove(&mut self, question: &str) {
        if let Some(entry) = self.known.remove(question) {
            self.bytes -= entry.bytes;
        }
    }
}
