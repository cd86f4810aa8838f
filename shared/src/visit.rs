//! A visit: one visitor's hits with no gap over 30 minutes.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::item::Stage;
use crate::page_view::PageView;
use crate::score::Reading;

/// The gap that ends a visit, ms: 30 minutes, the field's common rule. Midnight does not end
/// one, nor does the top of the hour.
pub const GAP_MS: u64 = 30 * 60 * 1000;

/// How long the visitor's salt outlives its day, so that visits go on across midnight, ms.
pub const SALT_GRACE_MS: u64 = GAP_MS;

/// Whether a hit at `now_ms` still belongs to the visit last heard of at `last_ms`. A hit that
/// seems to come before the last one (clocks of two machines) does.
///
/// ```
/// use ungated_shared::visit::{GAP_MS, continues};
///
/// assert!(continues(0, GAP_MS));
/// assert!(!continues(0, GAP_MS + 1));
/// assert!(continues(1, 0));
/// ```
#[must_use]
pub const fn continues(last_ms: u64, now_ms: u64) -> bool {
    now_ms.saturating_sub(last_ms) <= GAP_MS
}

/// One page view in its visit, in order of opening.
#[derive(Clone, Debug)]
pub struct Opened<'a> {
    /// The item's path.
    pub item: &'a str,
    /// Its stage.
    pub stage: Stage,
    /// What is known of the showing.
    pub view: &'a PageView,
}

/// Folds page views, in order of opening, into one reading an item, in order of first opening.
#[must_use]
pub fn readings(opened: &[Opened<'_>]) -> Vec<Reading> {
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Reading> = Vec::new();
    let mut before = None;
    for o in opened {
        match place.get(o.item).and_then(|&at| out.get_mut(at)) {
            Some(reading) => {
                reading.view = reading.view.followed_by(o.view);
                reading.returned |= before != Some(o.item);
                if o.stage != Stage::None {
                    reading.stage = o.stage;
                }
            }
            None => {
                place.insert(o.item, out.len());
                out.push(Reading { stage: o.stage, view: *o.view, returned: false });
            }
        }
        before = Some(o.item);
    }
    out
}

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
