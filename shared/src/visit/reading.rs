//! What a visit did with each item.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::item::{Item, Stage};
use crate::page_view::PageView;
use crate::page_view::language::Unit;

/// One page view in its visit, in order of opening.
#[derive(Clone, Copy, Debug)]
pub struct Opened<'a> {
    /// The item.
    pub item: &'a Item,
    /// What is known of the showing.
    pub view: &'a PageView,
}

/// What a visit did with one item: all its showings folded together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The item.
    pub item: &'a Item,
    /// All showings, [following](PageView::follow) one another. Most items are opened once, and
    /// then this is that page view itself.
    pub view: Cow<'a, PageView>,
    /// Whether the reader came back to it after another item.
    pub returned: bool,
}

impl Reading<'_> {
    /// What the item's length is counted in.
    #[must_use]
    pub fn unit(&self) -> Unit {
        Unit::of(&self.item.language)
    }
}

/// Folds page views, in order of opening, into one reading an item, in order of first opening.
#[must_use]
pub fn readings<'a>(opened: impl IntoIterator<Item = Opened<'a>>) -> Vec<Reading<'a>> {
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Reading<'a>> = Vec::new();
    let mut before = None;
    for Opened { item, view } in opened {
        let path = item.path.as_str();
        match place.get(path).and_then(|&at| out.get_mut(at)) {
            Some(reading) => {
                reading.view.to_mut().follow(view);
                reading.returned |= before != Some(path);
                // A plain page view, sent before the page could be looked at, knows no stage.
                if reading.item.stage == Stage::None && item.stage != Stage::None {
                    reading.item = item;
                }
            }
            None => {
                place.insert(path, out.len());
                out.push(Reading { item, view: Cow::Borrowed(view), returned: false });
            }
        }
        before = Some(path);
    }
    out
}
