//! Page views with as many sections.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::count::Count;
use crate::page_view::Section;
use crate::page_view::language::Unit;
use crate::score::model::Model;

/// Page views whose piece had this outline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outline {
    pub(super) page_views: u64,
    /// Visits with such a page view.
    pub(super) visits: u64,
    /// Page views that had no section on screen.
    pub(super) unseen: u64,
    /// Page views in which text is counted in characters.
    pub(super) characters: u64,
    pub(super) sections: Vec<Count>,
}

impl Outline {
    pub(super) fn add(&mut self, model: &Model, unit: Unit, sections: &[Section]) {
        let last = sections.iter().rposition(|section| section.ms > 0);
        self.page_views += 1;
        self.unseen += u64::from(last.is_none());
        self.characters += u64::from(unit == Unit::Characters);
        self.sections.resize_with(sections.len().max(self.sections.len()), Count::default);
        for (at, (count, section)) in self.sections.iter_mut().zip(sections).enumerate() {
            count.add(model, unit, section, at, last);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.page_views += other.page_views;
        self.visits += other.visits;
        self.unseen += other.unseen;
        self.characters += other.characters;
        self.sections.resize_with(other.sections.len().max(self.sections.len()), Count::default);
        for (ours, theirs) in self.sections.iter_mut().zip(&other.sections) {
            ours.merge(theirs);
        }
    }
}
