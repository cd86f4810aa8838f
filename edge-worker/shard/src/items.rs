//! The content items of a shard, as their pages described them last.

use std::collections::{BTreeMap, BTreeSet};

use ungated_shared::item::Item;

/// The name of what had no room: its figures are exact, only whose they are is not known.
pub const OTHER: &str = "(other)";

/// The items, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Items {
    all: BTreeMap<u32, Item>,
    by_path: BTreeMap<String, u32>,
}

impl Items {
    /// Takes over what is stored.
    pub fn load(&mut self, id: u32, item: Item) {
        self.by_path.insert(item.path.clone(), id);
        self.all.insert(id, item);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether an item of this path is known.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// The number of the item of this path, if it is known.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<u32> {
        self.by_path.get(path).copied()
    }

    /// The highest number; 0 if there are none.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.all.last_key_value().map_or(0, |(id, _)| *id)
    }

    /// Forgets all but those that are `named`; returns the numbers of what is forgotten. A number may
    /// come again, for another item.
    pub(crate) fn keep(&mut self, named: &BTreeSet<u32>) -> Vec<u32> {
        let gone: Vec<u32> = self.all.keys().filter(|id| !named.contains(id)).copied().collect();
        for id in &gone {
            if let Some(item) = self.all.remove(id) {
                self.by_path.remove(&item.path);
            }
        }
        gone
    }

    /// An item.
    #[must_use]
    pub fn get(&self, id: u32) -> Option<&Item> {
        self.all.get(&id)
    }

    /// The number of an item, and whether its row is to be written: when it is new, or its page
    /// describes itself differently. A plain page view knows no more than a title, so it does not
    /// overwrite what the core found.
    pub fn put(&mut self, item: &Item, is_described: bool) -> (u32, bool) {
        if let Some(&id) = self.by_path.get(&item.path) {
            let Some(known) = self.all.get_mut(&id) else { return (id, false) };
            let knows_more = is_described
                || (known.words == 0 && known.topic.is_empty() && known.kind.is_empty());
            let changes = !item.title.is_empty() && knows_more && known != item;
            if changes {
                *known = item.clone();
            }
            return (id, changes);
        }
        let id = self.last() + 1;
        self.load(id, item.clone());
        (id, true)
    }
}
