//! The finished answer.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::credit::MICRO;
use super::markov::WHOLE;
use super::model::InfluenceModel;
use crate::statistics::tally::OTHER;

/// The influence of one item, topic, author or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Row {
    /// Its name, or [`OTHER`], or [`super::NONE`].
    pub name: String,
    /// Its share of the hand-raises by each of the eight models, in micro-credits.
    pub credits: BTreeMap<InfluenceModel, u64>,
    /// Its removal effect in millionths, rounded: the share of all hand-raises that would be lost
    /// without it. Effects of several names may sum to more than the whole; the credit by
    /// [`InfluenceModel::MarkovRemoval`] is in proportion.
    pub removal_effect_micro: u32,
    /// How far the models disagree: what the smallest credit lacks of the largest, in thousandths
    /// of the largest, rounded down. 0: all say the same. 1000: some model gives it nothing, and
    /// whoever cites its figure should say by which model.
    pub disagreement_per_mille: u16,
}

/// Rows in the making.
pub(super) struct Rows<'a> {
    kept: BTreeSet<&'a str>,
    rows: BTreeMap<&'a str, Row>,
}

impl<'a> Rows<'a> {
    pub fn new(kept: BTreeSet<&'a str>) -> Self {
        Self { kept, rows: BTreeMap::new() }
    }

    fn row(&mut self, name: &str) -> &mut Row {
        let name = self.kept.get(name).copied().unwrap_or(OTHER);
        self.rows.entry(name).or_insert_with(|| Row {
            name: name.into(),
            credits: InfluenceModel::ALL.into_iter().map(|model| (model, 0)).collect(),
            removal_effect_micro: 0,
            disagreement_per_mille: 0,
        })
    }

    /// Adds to the credit of a name, or of the rest it belongs to.
    pub fn add(&mut self, name: &str, model: InfluenceModel, credit: u64) {
        let sum = self.row(name).credits.entry(model).or_default();
        *sum = sum.saturating_add(credit);
    }

    pub fn set_effect(&mut self, name: &str, effect: u64) {
        let micro =
            (u128::from(effect) * u128::from(MICRO) + u128::from(WHOLE / 2)) / u128::from(WHOLE);
        self.row(name).removal_effect_micro = micro as u32; // at most MICRO
    }

    /// The rows that have credit, in the order of [`super::Influence::finish`].
    pub fn finish(self) -> Vec<Row> {
        let mut rows: Vec<Row> = self.rows.into_values().collect();
        rows.retain(|row| row.credits.values().any(|credit| *credit > 0));
        for row in &mut rows {
            row.disagreement_per_mille = disagreement(row.credits.values().copied());
        }
        let sum = |row: &Row| row.credits.values().map(|credit| u128::from(*credit)).sum::<u128>();
        // Stable: rows that tie stay in the order of their names.
        rows.sort_by_key(|row| (row.name == OTHER, Reverse(sum(row))));
        rows
    }
}

fn disagreement(credits: impl Iterator<Item = u64> + Clone) -> u16 {
    let (least, most) = (credits.clone().min().unwrap_or(0), credits.max().unwrap_or(0));
    let lacks = u128::from(most.saturating_sub(least)) * 1_000;
    lacks.checked_div(most.into()).map_or(0, |share| share as u16) // at most 1,000
}
