//! What was played of a medium.

use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::limit;
use crate::page_view::media::Medium;
use crate::statistics::histogram::Histogram;

/// Page views that played some of a medium of one length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Playing {
    pub(super) starts: u64,
    /// Visits with such a page view.
    pub(super) visits: u64,
    /// Those that played [`limit::FINISHED_PERCENT`] of it at least.
    pub(super) finished: u64,
    /// Different seconds that were played, of all together.
    pub(super) played_s: u64,
    /// The same of each.
    pub(super) each_s: Histogram,
    /// By bucket, the seconds of it that were played, of all together.
    pub(super) buckets: Vec<u64>,
}

/// How many seconds each bucket has of a medium of this length, but for the last, which may have fewer.
pub(super) const fn bucket_s(length_s: u32) -> u32 {
    let width = length_s.div_ceil(limit::RETENTION_BUCKETS);
    if width == 0 { 1 } else { width }
}

impl Playing {
    /// Counts one that was started, and whose length is known.
    pub(super) fn add(&mut self, medium: &Medium) {
        let (length, played) = (medium.length_s, medium.played_s());
        let width = bucket_s(length);
        if self.buckets.is_empty() {
            self.buckets = vec![0; length.div_ceil(width) as usize];
        }
        self.starts += 1;
        self.played_s += u64::from(played);
        self.each_s.add(played.into());
        let enough = u64::from(length) * limit::FINISHED_PERCENT;
        self.finished += u64::from(u64::from(played) * 100 >= enough);
        for (at, bucket) in (0..).zip(&mut self.buckets) {
            let (from, to) = (at * width, length.min((at + 1) * width));
            let within = |(a, b): (u32, u32)| u64::from(b.min(to).saturating_sub(a.max(from)));
            *bucket += medium.played.spans().map(within).sum::<u64>();
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.starts += other.starts;
        self.visits += other.visits;
        self.finished += other.finished;
        self.played_s += other.played_s;
        self.each_s.merge(&other.each_s);
        self.buckets.resize(other.buckets.len().max(self.buckets.len()), 0);
        for (ours, theirs) in self.buckets.iter_mut().zip(&other.buckets) {
            *ours += theirs;
        }
    }
}
