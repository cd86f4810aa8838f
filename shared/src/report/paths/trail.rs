//! Which path a visit took, seen from where it begins or ends.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::report::VisitFact;
use crate::report::dimension::NONE;
use crate::report::table::{Need, STANDING};
use crate::score::standing::Standing;
use crate::visit::ARROW;

/// Where paths begin or end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// They begin where the item was first opened.
    From(String),
    /// They end where the item was first opened.
    To(String),
    /// They end on the page on which a hand was first raised.
    HandRaise,
    /// They are those of visits that reached the standing, and end where the visit did.
    Standing(Standing),
}

/// The paths that a question follows, so many steps from their anchor.
///
/// The **path text** of a visit says its pieces from the anchor on, the anchor itself left out where it
/// is an item. Nothing after [`ARROW`] says that there was no further piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trail {
    /// Where they begin or end.
    pub anchor: Anchor,
    /// How many steps are told apart.
    pub depth: usize,
    /// Path texts whose next step is told; that of the anchor always is.
    pub followed: BTreeSet<String>,
}

/// The value of visits that have the anchor.
const ROOT: &str = ".";

/// Stands for the steps of paths that are not followed: as for paths of too few visits, no answer tells
/// of it, and no value is empty.
pub(in crate::report) const UNTOLD: &str = "";

/// Of a visit's page views, by their places: the anchor's, if it is one, and those of its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Route {
    /// The anchor, if it is a piece.
    root: Option<usize>,
    /// One piece for each step.
    pub(in crate::report) pieces: Vec<usize>,
}

impl Route {
    /// All of them.
    pub(in crate::report) fn places(self) -> Vec<usize> {
        self.root.into_iter().chain(self.pieces).collect()
    }

    /// The page views between which a step lies; none for the first to a page on which something else
    /// came about.
    pub(in crate::report) fn step(&self, step: usize) -> Option<[usize; 2]> {
        let to = *self.pieces.get(step.checked_sub(1)?)?;
        let from = match step.checked_sub(2) {
            Some(before) => self.pieces.get(before).copied(),
            None => self.root,
        };
        Some([from?, to])
    }
}

impl Trail {
    /// The path of a visit, by its items in order of opening; `None` where it has no anchor.
    pub(in crate::report) fn route<T: PartialEq>(
        &self,
        items: &[T],
        is_item: impl FnMut(&T) -> bool,
        raised: impl FnOnce() -> Option<usize>,
        standing: &str,
    ) -> Option<Route> {
        let at = match &self.anchor {
            Anchor::From(_) | Anchor::To(_) => items.iter().position(is_item),
            Anchor::HandRaise => raised(),
            Anchor::Standing(least) => {
                let own = Standing::ALL.into_iter().find(|own| own.word() == standing);
                own.filter(|own| own >= least).and_then(|_| items.len().checked_sub(1))
            }
        }?;
        let is_forward = matches!(self.anchor, Anchor::From(_));
        let next = |n| if is_forward { at.checked_add(n) } else { at.checked_sub(n) };
        let is_piece = matches!(self.anchor, Anchor::From(_) | Anchor::To(_));
        let most = self.depth + usize::from(is_piece);
        let mut places = vec![at];
        let mut beside = (1..).map_while(next).map_while(|place| Some((place, items.get(place)?)));
        while places.len() < most {
            let Some((place, item)) = beside.next() else { break };
            if !places.iter().any(|known| items.get(*known) == Some(item)) {
                places.push(place);
            }
        }
        let root = is_piece.then_some(at);
        Some(Route { root, pieces: places.split_off(usize::from(is_piece)) })
    }

    /// That of a visit with all that is known of it.
    pub(in crate::report) fn route_of(&self, visit: &VisitFact) -> Option<Route> {
        let items: Vec<&str> = visit.views.iter().map(|view| view.item.as_str()).collect();
        let raised = || visit.views.iter().position(|view| view.hand_raises > 0);
        self.route(&items, |item| self.is_anchor(item), raised, &visit.standing)
    }

    /// Whether an item is the anchor.
    pub(in crate::report) fn is_anchor(&self, path: &str) -> bool {
        matches!(&self.anchor, Anchor::From(item) | Anchor::To(item) if item == path)
    }

    /// Whether the step after a path is told.
    pub(in crate::report) fn follows(&self, path: &str) -> bool {
        path.is_empty() || self.followed.contains(path)
    }

    /// What the visit says at the anchor and at each step: whether it has the anchor, and the text of the
    /// path so far, where that is followed.
    pub(in crate::report) fn levels(&self, visit: &VisitFact) -> Vec<String> {
        let Some(route) = self.route_of(visit) else { return vec![NONE.into(); self.depth + 1] };
        let mut levels = vec![ROOT.to_owned()];
        let mut path = Some(String::new());
        for step in 0..self.depth {
            path = path.filter(|path| self.follows(path)).map(|path| {
                let view = route.pieces.get(step).and_then(|place| visit.views.get(*place));
                longer(&path, view.map(|view| view.item.as_str()))
            });
            levels.push(path.clone().unwrap_or_else(|| UNTOLD.into()));
        }
        levels
    }

    /// What following needs.
    pub(in crate::report) fn need(&self) -> Need {
        match self.anchor {
            Anchor::HandRaise => Need::HAND_RAISES,
            Anchor::Standing(_) => Need::text(STANDING),
            Anchor::From(_) | Anchor::To(_) => Need::default(),
        }
    }
}

/// The text of a path with a piece more, or with none.
pub(in crate::report) fn longer(path: &str, item: Option<&str>) -> String {
    let mut text = path.to_owned();
    if !path.is_empty() || item.is_none() {
        text.push_str(ARROW);
    }
    text.push_str(item.map_or("", named));
    text
}

/// An item's path, or what stands for none.
pub(in crate::report) fn named(item: &str) -> &str {
    if item.is_empty() { NONE } else { item }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ViewFact;

    fn visit(items: &[&str]) -> VisitFact {
        let view = |item: &&str| ViewFact { item: (*item).into(), ..ViewFact::default() };
        VisitFact { views: items.iter().map(view).collect(), ..VisitFact::default() }
    }

    fn levels(anchor: Anchor, followed: &[&str], items: &[&str]) -> Vec<String> {
        let followed = followed.iter().map(|path| (*path).into()).collect();
        Trail { anchor, depth: 2, followed }.levels(&visit(items))
    }

    #[test]
    fn going_back_is_no_step() {
        let from = |items: &[&str]| levels(Anchor::From("/a".into()), &["/b"], items);
        assert_eq!(from(&["/a", "/a", "/b", "/a", "/b", "/c"]), [".", "/b", "/b → /c"]);
        assert_eq!(from(&["/x", "/a", "/b"]), [".", "/b", "/b → "]);
        assert_eq!(from(&["/b", "/a"]), [".", " → ", ""]);
        // What was read before the path began may be read on it.
        assert_eq!(from(&["/b", "/a", "/b", "/c"]), [".", "/b", "/b → /c"]);
        assert_eq!(from(&["/b", "/c"]), ["(none)", "(none)", "(none)"]);
        assert_eq!(from(&["/a", "/c", "/b"]), [".", "/c", ""], "not followed");
    }

    #[test]
    fn backward_is_what_was_opened_last_before() {
        let to = |items: &[&str]| levels(Anchor::To("/a".into()), &["/b"], items);
        assert_eq!(to(&["/b", "/c", "/b", "/a", "/d", "/a"]), [".", "/b", "/b → /c"]);
        assert_eq!(to(&["/a", "/b", "/a"]), [".", " → ", ""]);
        let mut raising = visit(&["/c", "/b", "/c", "/b"]);
        raising.views[1].hand_raises = 1;
        let trail = Trail { anchor: Anchor::HandRaise, depth: 2, followed: ["/b".into()].into() };
        assert_eq!(trail.levels(&raising), [".", "/b", "/b → /c"]);
        let route = trail.route_of(&raising).expect("its hand was raised on one of its pages");
        assert_eq!((route.step(1), route.step(2)), (None, Some([1, 0])));
    }
}
