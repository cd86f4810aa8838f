//! Removal effects by deleting the state and solving again, in exact fractions.

use std::collections::{BTreeMap, BTreeSet};

use ungated_shared::influence::{WHOLE, removal_effects};
use ungated_shared::statistics::transition::{State, Transitions};

/// Names, and the start after them.
pub fn places(transitions: &Transitions) -> BTreeMap<State, usize> {
    let named = |s: &&State| matches!(s, State::Named(_));
    let names: BTreeSet<&State> =
        transitions.iter().flat_map(|(a, b, _)| [a, b]).filter(named).collect();
    names.into_iter().chain([&State::Start]).enumerate().map(|(i, s)| (s.clone(), i)).collect()
}

pub fn agrees_with_fractions(transitions: &Transitions) {
    let effects = removal_effects(transitions);
    let (all, all_of) = hand_raise_chance(transitions, None);
    for (name, effect) in &effects {
        let without = State::Named(name.clone());
        let (left, left_of) = hand_raise_chance(transitions, Some(&without));
        // 1 − (left / left_of) / (all / all_of)
        let whole = all * left_of;
        let lost = whole - left * all_of;
        let exact = if all == 0 { 0 } else { binary(lost, whole) };
        assert!(effect.abs_diff(exact) <= 1, "{name}: {effect} for {exact}");
        // Nothing and all are exact.
        assert!(*effect == 0 || lost > 0, "{name}: no path by it leads to a hand-raise");
        assert!(*effect == WHOLE || left > 0 || all == 0, "{name}: every path leads by it");
    }
}

/// The first 48 binary places of a fraction up to 1.
fn binary(mut part: i128, whole: i128) -> u64 {
    let mut places = 0;
    for _ in 0..=48 {
        places = places * 2 + u64::from(part >= whole);
        part = if part >= whole { part - whole } else { part } * 2;
    }
    places
}

/// The chance that a visit raises a hand, as a fraction, by Cramer's rule; where `without` is
/// given, whoever comes there leaves.
fn hand_raise_chance(transitions: &Transitions, without: Option<&State>) -> (i128, i128) {
    let mut places = places(transitions);
    places.retain(|state, _| Some(state) != without);
    let order: Vec<State> = {
        let mut order: Vec<_> = places.iter().collect();
        order.sort_by_key(|(_, at)| **at);
        order.into_iter().map(|(state, _)| state.clone()).collect()
    };
    let n = order.len();
    let mut leaving = vec![vec![0i128; n]; n];
    let mut raising = vec![0i128; n];
    for (from, to, count) in transitions.iter() {
        let Some(i) = order.iter().position(|s| s == from) else { continue };
        leaving[i][i] += i128::from(count);
        match order.iter().position(|s| s == to) {
            Some(j) => leaving[i][j] -= i128::from(count),
            None if *to == State::HandRaise => raising[i] += i128::from(count),
            None => {}
        }
    }
    for (i, row) in leaving.iter_mut().enumerate() {
        row[i] = row[i].max(1); // no visit was there
    }
    let whole = determinant(leaving.clone());
    for (row, raising) in leaving.iter_mut().zip(raising) {
        row[n - 1] = raising;
    }
    (determinant(leaving), whole)
}

/// Bareiss: every number on the way is a minor of the matrix, so every division is exact.
fn determinant(mut m: Vec<Vec<i128>>) -> i128 {
    let n = m.len();
    let mut before = 1;
    for k in 0..n - 1 {
        for i in k + 1..n {
            for j in k + 1..n {
                m[i][j] = (m[i][j] * m[k][k] - m[i][k] * m[k][j]) / before;
            }
        }
        before = m[k][k];
    }
    m[n - 1][n - 1]
}
