//! What tells page views apart, by number.

use alloc::vec::Vec;

use hashbrown::HashMap;

use super::group::Name;
use super::partition::Mask;

/// Values of some dimensions of page views, by number, from 0 on.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    numbers: HashMap<(Mask, Name), u32>,
    all: Vec<(Mask, Name)>,
}

impl Slots {
    /// The number of a slot, a new one if it has none.
    pub(super) fn number(&mut self, mask: Mask, name: Name) -> u32 {
        let next = self.all.len() as u32;
        let number = *self.numbers.entry((mask, name)).or_insert(next);
        if number == next {
            self.all.push((mask, name));
        }
        number
    }

    /// The number of a slot, if it has one.
    pub(super) fn find(&self, mask: Mask, name: Name) -> Option<u32> {
        self.numbers.get(&(mask, name)).copied()
    }

    /// All, in the order of their numbers.
    pub(super) fn all(&self) -> &[(Mask, Name)] {
        &self.all
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// How many bytes they take, about.
    pub(super) fn bytes(&self) -> usize {
        2 * self.all.len() * (size_of::<(Mask, Name)>() + 8)
    }
}
