//! Closed visits that come from elsewhere: facts of an export.

use std::collections::BTreeMap;

use ungated_shared::item::Item;

use crate::disk::Write;
use crate::fact::Visit;
use crate::rewrite::Parts;
use crate::segment::{Damaged, FULL};
use crate::state::State;

/// A visit whose items have no numbers here yet: those of its page views are places in `items`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The visit.
    pub visit: Visit,
    /// The items of its page views.
    pub items: Vec<Item>,
}

impl State {
    /// Adds visits behind those that are there, in order: what is to be written, all at once. No hit
    /// may come for them.
    ///
    /// `read` gives the bytes of a segment.
    ///
    /// # Errors
    /// If the segment that is to grow cannot be read. Then nothing is to be written, and this state
    /// is no longer that of the disk.
    pub fn restore(
        &mut self,
        restored: Vec<Restored>,
        received_ms: u64,
        read: &mut dyn FnMut(u32) -> Result<Vec<u8>, Damaged>,
    ) -> Result<Vec<Write>, Damaged> {
        if restored.is_empty() {
            return Ok(Vec::new());
        }
        let youngest = self.segments.last_key_value().map(|(id, closed)| (*id, closed.clone()));
        let grows = youngest.as_ref().filter(|(_, closed)| closed.views < FULL);
        let mut parts = match grows {
            Some((id, closed)) => self.rewrite(closed, &read(*id)?, &[], 0, &mut Vec::new())?,
            None => Parts::default(),
        };
        let mut writes = Vec::new();
        for Restored { mut visit, items } in restored {
            for view in &mut visit.views {
                let Some(item) = items.get(view.item as usize) else { continue };
                let (id, is_new) = self.items.put(item, true);
                if is_new {
                    writes.push(Write::Item(id, item.clone()));
                }
                view.item = id;
            }
            parts.restore(&visit)?;
        }
        let next = youngest.as_ref().map_or(1, |(id, _)| id + 1);
        let id = grows.map_or(next, |(id, _)| *id);
        let mut changed = BTreeMap::new();
        changed.insert(id, parts);
        writes.extend(self.replace(changed, received_ms));
        Ok(writes)
    }
}
