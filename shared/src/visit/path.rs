//! The shape of a visit: where it went.

use alloc::collections::BTreeSet;
use alloc::string::String;

use crate::item::{Item, Stage};

/// Stands between the items of a content path. No path contains a space.
pub const ARROW: &str = " → ";

/// The content path: items in order of opening, a reload being no step.
#[must_use]
pub fn content_path<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let mut path = String::new();
    let mut before = None;
    for item in items {
        if before == Some(item) {
            continue;
        }
        if before.is_some() {
            path.push_str(ARROW);
        }
        path.push_str(item);
        before = Some(item);
    }
    path
}

/// Where a visit went, from its items in order of opening.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Shape {
    /// The content path.
    pub path: String,
    /// The first item's path; empty in a visit without one.
    pub entry: String,
    /// The last item's path.
    pub exit: String,
    /// Different items.
    pub items: u32,
    /// Different topics: its breadth. Items without one do not count.
    pub topics: u32,
    /// Stages of buying it touched, earliest first.
    pub stages: BTreeSet<Stage>,
    /// Steps from an item to one of a later stage.
    pub advances: u32,
    /// Times it came back to an item after another one.
    pub returns: u32,
}

impl Shape {
    /// The shape of a visit.
    #[must_use]
    pub fn of<'a>(items: impl IntoIterator<Item = &'a Item> + Clone) -> Self {
        let (mut seen, mut topics) = (BTreeSet::new(), BTreeSet::new());
        let mut shape = Self::default();
        let mut before: Option<&Item> = None;
        for item in items.clone() {
            let is_step = before.is_none_or(|before| before.path != item.path);
            if !seen.insert(item.path.as_str()) && is_step {
                shape.returns += 1;
            }
            if !item.topic.is_empty() {
                topics.insert(item.topic.as_str());
            }
            if item.stage != Stage::None {
                shape.stages.insert(item.stage);
                let later =
                    |before: &Item| before.stage != Stage::None && before.stage < item.stage;
                shape.advances += u32::from(before.is_some_and(later));
            }
            if before.is_none() {
                shape.entry = item.path.clone();
            }
            before = Some(item);
        }
        shape.exit = before.map(|item| item.path.clone()).unwrap_or_default();
        shape.items = seen.len() as u32;
        shape.topics = topics.len() as u32;
        shape.path = content_path(items.into_iter().map(|item| item.path.as_str()));
        shape
    }
}
