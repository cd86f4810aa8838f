//! Small counts by kind, which can only grow.

use core::marker::PhantomData;

/// A closed set of things that are counted on a page.
pub trait Kind: Copy + 'static {
    /// Every kind, in wire order.
    const ALL: &'static [Self];
    /// The largest count of one kind in one page view; what is beyond is noise.
    const MOST: u8;

    /// Place in [`Self::ALL`].
    fn index(self) -> usize;
}

/// How often each of `N` kinds happened in a page view, each at most [`Kind::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts<K, const N: usize>([u8; N], PhantomData<K>);

impl<K: Kind, const N: usize> Counts<K, N> {
    /// None.
    pub const NONE: Self = Self([0; N], PhantomData);

    /// Counts one more.
    pub fn add(&mut self, kind: K) {
        self.set(kind, self.of(kind).saturating_add(1));
    }

    /// Sets the count of a kind, capped.
    pub fn set(&mut self, kind: K, count: u8) {
        if let Some(slot) = self.0.get_mut(kind.index()) {
            *slot = if count > K::MOST { K::MOST } else { count };
        }
    }

    /// The count of a kind.
    #[must_use]
    pub fn of(&self, kind: K) -> u8 {
        self.0.get(kind.index()).copied().unwrap_or(0)
    }

    /// The counts in the order of [`Kind::ALL`].
    #[must_use]
    pub const fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// All kinds together.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.0.iter().map(|&n| u32::from(n)).sum()
    }

    /// How many kinds happened at all.
    #[must_use]
    pub fn kinds(&self) -> u32 {
        self.0.iter().map(|&n| u32::from(n > 0)).sum()
    }

    /// The larger count of each kind.
    pub fn join(&mut self, other: &Self) {
        for (ours, &theirs) in self.0.iter_mut().zip(&other.0) {
            *ours = (*ours).max(theirs);
        }
    }

    /// Both together, capped.
    pub fn plus(&mut self, other: &Self) {
        for (ours, &theirs) in self.0.iter_mut().zip(&other.0) {
            *ours = ours.saturating_add(theirs).min(K::MOST);
        }
    }
}

impl<K: Kind, const N: usize> Default for Counts<K, N> {
    fn default() -> Self {
        Self::NONE
    }
}
