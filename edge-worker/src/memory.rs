//! What was found out about a text, for the next reader of whom the same is said.

use std::collections::HashMap;

/// So many texts; then it begins anew. Some dozens make up most of a site's readers.
const TEXTS: usize = 1_024;

/// What was found out about texts. They themselves are not kept, but their hashes under a key, in
/// the memory of this isolate; with another key it begins anew.
pub struct Memory<V> {
    key: [u8; 32],
    known: HashMap<[u8; 32], V>,
}

impl<V: Copy> Memory<V> {
    /// Empty.
    pub fn new() -> Self {
        Self { key: [0; 32], known: HashMap::new() }
    }

    /// What is known of `text`, or else is found out by looking.
    pub fn of(&mut self, key: &[u8; 32], text: &str, look: impl FnOnce(&str) -> V) -> V {
        let name = *blake3::keyed_hash(key, text.as_bytes()).as_bytes();
        if self.key != *key || self.known.len() >= TEXTS && !self.known.contains_key(&name) {
            self.known.clear();
            self.key = *key;
        }
        *self.known.entry(name).or_insert_with(|| look(text))
    }
}
