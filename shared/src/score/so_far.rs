//! The visit so far, as one of its pages needs it to go on scoring.
//!
//! A page knows nothing of the pages before it, as nothing is kept on the device. The edge does,
//! and tells a page that asks: what every other item brought, and what is known already of the
//! one that is shown. With it the page scores its visit as the edge will.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::earned::Earned;
use super::model::Model;
use super::{Score, score_earned};
use crate::item::{Item, Stage};
use crate::limit;
use crate::page_view::{PageView, flat};
use crate::visit::{Opened, Reading, readings};

/// Marks numbers that begin with the values of a model; its format, so that another is none.
const MODEL: u32 = 0x6d00_0000 | super::model::FORMAT;

/// What a page is told of its visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoFar {
    /// What the other items brought, in order of first opening.
    pub others: Vec<Earned>,
    /// The place of this page's item among them.
    pub index: usize,
    /// Whether the reader came back to it after another item.
    pub returned: bool,
    /// The item's stage, as the site's rules have it.
    pub stage: Stage,
    /// The item's weight, percent, likewise.
    pub weight: u16,
    /// Earlier showings of the item in this visit.
    pub earlier: PageView,
}

impl SoFar {
    /// The visit of somebody who reads this page first.
    pub const FIRST: Self = Self {
        others: Vec::new(),
        index: 0,
        returned: false,
        stage: Stage::None,
        weight: limit::WEIGHT_NORMAL,
        earlier: PageView::NEW,
    };

    /// What to tell the page that shows `opened[page]`, in order of opening.
    #[must_use]
    pub fn of(model: &Model, opened: &[Opened<'_>], page: usize) -> Self {
        let Some(shown) = opened.get(page) else { return Self::FIRST };
        let all = readings(opened.iter().copied());
        let is_shown = |reading: &Reading<'_>| reading.item.path == shown.item.path;
        let earned = |reading: &Reading<'_>| Earned::of(model, reading);
        // The page itself knows best what its own showing brought.
        let rest = opened.iter().enumerate().filter(|(at, _)| *at != page).map(|(_, it)| *it);
        let rest = readings(rest);
        let here = all.iter().find(|reading| is_shown(reading));
        Self {
            others: all.iter().filter(|reading| !is_shown(reading)).map(earned).collect(),
            index: all.iter().position(is_shown).unwrap_or(0),
            returned: here.is_some_and(|reading| reading.returned),
            stage: here.map_or(shown.item.stage, |reading| reading.item.stage),
            weight: here.map_or(shown.item.weight, |reading| reading.item.weight),
            earlier: rest
                .into_iter()
                .find(is_shown)
                .map_or(PageView::NEW, |reading| reading.view.into_owned()),
        }
    }

    /// The score of the visit with what the page knows by now. `language` is the item's; it says
    /// what its length is counted in.
    #[must_use]
    pub fn score(&self, model: &Model, language: &str, view: &PageView) -> Score {
        let mut together = self.earlier.clone();
        together.follow(view);
        let item = Item {
            stage: self.stage,
            weight: self.weight,
            language: language.into(),
            ..Item::default()
        };
        let here = Reading { item: &item, view: Cow::Borrowed(&together), returned: self.returned };
        let mut all = self.others.clone();
        all.insert(self.index.min(all.len()), Earned::of(model, &here));
        score_earned(model, &all)
    }

    /// As numbers: stage, weight, place, returned, how many others, each of them, and the earlier
    /// showings. Before them the model, where it is not the one that every page has: a mark that is no
    /// stage, and its values. A page of a release that knows no marks goes by itself alone then.
    pub fn write(&self, model: &Model, put: &mut impl FnMut(u32)) {
        if *model != Model::DEFAULT {
            put(MODEL);
            model.values().into_iter().for_each(&mut *put);
        }
        put(self.stage as u32);
        put(u32::from(self.weight));
        put(self.index as u32);
        put(u32::from(self.returned));
        put(self.others.len() as u32);
        for other in &self.others {
            other.write(put);
        }
        flat::write(&self.earlier, put);
    }

    /// Reads what [`Self::write`] wrote, and the model; `None` if these are no such numbers.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn read(numbers: &[u32]) -> Option<(Model, Self)> {
        match numbers {
            [MODEL, rest @ ..] => {
                let (values, rest) = rest.split_first_chunk()?;
                Some((Model::of_values(*values), Self::read_visit(rest)?))
            }
            _ => Some((Model::DEFAULT, Self::read_visit(numbers)?)),
        }
    }

    #[cfg(feature = "json")]
    fn read_visit(numbers: &[u32]) -> Option<Self> {
        let [stage, weight, index, returned, count, rest @ ..] = numbers else { return None };
        let length = (*count as usize).checked_mul(Earned::NUMBERS)?;
        let (others, earlier) = rest.split_at_checked(length)?;
        Some(Self {
            others: others
                .chunks_exact(Earned::NUMBERS)
                .map(Earned::read)
                .collect::<Option<_>>()?,
            index: *index as usize,
            returned: *returned == 1,
            stage: *Stage::ALL.get(*stage as usize)?,
            weight: u16::try_from(*weight).ok().filter(|n| *n <= limit::WEIGHT_PERCENT)?,
            earlier: flat::read(earlier)?,
        })
    }
}
