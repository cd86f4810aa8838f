//! Numbers for the paths that a trail tells apart.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::{STANDING, Table};
use crate::report::ViewFact;
use crate::report::paths::{Route, Trail, longer};

/// The paths of visits, by number: of [`Trail::levels`], as far as these are followed.
pub(super) struct Trie<'a> {
    trail: &'a Trail,
    item: &'a dyn Fn(u32) -> ViewFact,
    /// Of items whether they are the anchor.
    anchors: HashMap<u32, bool>,
    /// The number of a path with a piece more, or with no further one.
    next: HashMap<(u32, Option<u32>), u32>,
    /// Of each number but the first, the path's text, and whether its next step is told.
    paths: Vec<(String, bool)>,
}

/// The number of visits that have no anchor.
const NOWHERE: u32 = 0;
/// The number of those whose path has just begun.
const ROOT: u32 = 1;

impl<'a> Trie<'a> {
    pub(super) fn new(trail: &'a Trail, item: &'a dyn Fn(u32) -> ViewFact) -> Self {
        let (anchors, next) = (HashMap::new(), HashMap::new());
        Self { trail, item, anchors, next, paths: vec![(String::new(), true)] }
    }

    /// The path of a visit.
    pub(super) fn route(&mut self, table: &Table, visit: usize) -> Option<Route> {
        let views = table.views(visit);
        let items = table.item.get(views.clone()).unwrap_or_default();
        let raises = || table.hand_raises.get(views)?.iter().position(|raises| *raises > 0);
        let (trail, item, anchors) = (self.trail, self.item, &mut self.anchors);
        let is_anchor = |own: &u32| {
            let is = || trail.is_anchor(&item(*own).item);
            *anchors.entry(*own).or_insert_with(is)
        };
        trail.route(items, is_anchor, raises, table.text(STANDING, visit))
    }

    /// The number of a visit's path.
    pub(super) fn node(&mut self, table: &Table, visit: usize) -> u32 {
        let Some(route) = self.route(table, visit) else { return NOWHERE };
        let from = table.views(visit).start;
        let mut node = ROOT;
        for step in 0..self.trail.depth {
            let Some((before, true)) = self.paths.get(node as usize - 1) else { break };
            let place = route.pieces.get(step);
            let item = place.and_then(|place| table.item.get(from + place)).copied();
            node = match self.next.get(&(node, item)) {
                Some(next) => *next,
                None => {
                    let own = item.map(|item| (self.item)(item).item);
                    let path = longer(before, own.as_deref());
                    let follows = self.trail.follows(&path);
                    self.paths.push((path.to_owned(), follows));
                    let next = self.paths.len() as u32;
                    self.next.insert((node, item), next);
                    next
                }
            };
        }
        node
    }
}
