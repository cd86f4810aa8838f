//! Figures of other days beside an answer's own.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::bucket;
use super::partial::{Partial, Row};
use super::question::Question;
use crate::statistics::tally::OTHER;

/// Puts beside each row the figures of the row of the same name in the answer to
/// [`Question::earlier`]. A bucket of time is compared with the one that comes as many after the
/// first, and with nothing where there is none.
pub fn put(rows: &mut [Row], question: &Question, earlier: &Question, answer: &Partial, k: u64) {
    let figures: BTreeMap<Vec<String>, Vec<Option<u64>>> =
        answer.told(earlier, k).into_iter().map(|row| (row.dimensions, row.metrics)).collect();
    let buckets = buckets(question, earlier);
    for row in rows {
        let same = |(value, buckets): (&String, &Option<BTreeMap<String, String>>)| match buckets {
            Some(buckets) if value != OTHER => buckets.get(value).cloned(),
            _ => Some(value.clone()),
        };
        let name: Option<Vec<String>> = row.dimensions.iter().zip(&buckets).map(same).collect();
        row.comparison = Some(match name {
            None => question.metrics.iter().map(|_| None).collect(),
            Some(name) => {
                let own = figures.get(&name).cloned();
                own.unwrap_or_else(|| Row::without(question, k, name).metrics)
            }
        });
    }
}

/// For each dimension of time, the earlier bucket of each bucket.
fn buckets(question: &Question, earlier: &Question) -> Vec<Option<BTreeMap<String, String>>> {
    let each = question.dimensions.iter().map(|dimension| {
        if !dimension.is_time() {
            return None;
        }
        let own = bucket::names(*dimension, &question.zone, question.range);
        let before = bucket::names(*dimension, &earlier.zone, earlier.range);
        Some(own.into_iter().zip(before).collect())
    });
    each.collect()
}
