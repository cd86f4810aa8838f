//! The removal effect, solved from transition counts.
//!
//! Visits are taken as one absorbing Markov chain: from where it is, a visit goes on as all
//! visits did from there. The **removal effect** of a state is the share of hand-raises that
//! would be lost if every visit that comes there left.
//!
//! # How it is solved
//! To lose a hand-raise a visit must come to state `i` and would have raised from there. So with
//! all other states censored (a step into one is replaced by where it leads in the end) three
//! rows of numbers are left, and the effect of `i` is
//!
//! ```text
//!     P(start → i) · P(i → hand-raise)
//! ──────────────────────────────────────────────────────────────────
//! P(start → hand-raise, not by i) + P(start → i) · P(i → hand-raise)
//! ```
//!
//! Censoring one state adds products of counts to the others' rows. It is done for every `i` by
//! halves: censor one half of the states and solve the other, then the other way round. That
//! shares most of the work: about 0.8 · n³ multiplications in all, 6 million for n = 201.
//!
//! # Error
//! At most `(n + 2)³ · 2⁻⁶²` of the effect for `n` states, under 2⁻³⁸ at the bound of 201, then
//! rounding to 2⁻⁴⁸. It does not depend on the chain. Censoring without subtraction
//! (Grassmann, Taksar, Heyman 1985, Operations Research 33) errs as if the counts of the chain,
//! `k` states by then, were off by a factor of 1 ± (k + 3) · 2⁻⁶³. Effects are quotients of
//! polynomials in the counts with no negative coefficient, of degree `n` at most, so those factors
//! add up to 2 · k · (k + 3) · 2⁻⁶³ for one step (O'Cinneide 1993, Numerische Mathematik 65).
//! A state that no path leads through to a hand-raise has effect 0 exactly, one that every such
//! path goes through has 1 exactly.
//!
//! # Why not simulate, as the common packages do?
//! A simulation needs randomness, and gives another answer each time.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::scaled::Scaled;
use crate::limit;
use crate::statistics::tally::{OTHER, Tally};
use crate::statistics::transition::{State, Transitions};

/// Binary places of a removal effect.
const PLACES: u32 = 48;

/// A removal effect of 1: without this state, no hand-raise.
pub const WHOLE: u64 = 1 << PLACES;

/// The removal effect of every state, 0 to [`WHOLE`].
///
/// Where there are more than [`limit::INFLUENCE_STATES`], those most often stepped into (of
/// equals, the first by name) stay themselves, and the rest is one state, [`OTHER`].
///
/// ```
/// use ungated_shared::influence::{WHOLE, removal_effects};
/// use ungated_shared::statistics::transition::Transitions;
///
/// let mut visits = Transitions::default();
/// visits.add(["/guide/", "/pricing/"], true);
/// visits.add(["/pricing/"], true);
/// visits.add(["/guide/"], false);
/// let effects = removal_effects(&visits);
/// assert_eq!(effects["/pricing/"], WHOLE); // nobody raised a hand without it
/// assert_eq!(effects["/guide/"], WHOLE / 2); // one in two came by it
/// ```
#[must_use]
pub fn removal_effects(transitions: &Transitions) -> BTreeMap<String, u64> {
    let nothing = Tally::default();
    let kept = kept(transitions, &nothing);
    effects(transitions, &kept).into_iter().map(|(name, effect)| (name.into(), effect)).collect()
}

/// The names that stay themselves: at most [`limit::INFLUENCE_STATES`], those with most credit
/// first, then those most often stepped into, then by name. Never [`OTHER`].
pub(super) fn kept<'a>(transitions: &'a Transitions, credits: &'a Tally) -> BTreeSet<&'a str> {
    let mut steps: BTreeMap<&str, u64> = credits.iter().map(|(name, _)| (name, 0)).collect();
    for (_, to, count) in transitions.iter() {
        if let State::Named(name) = to {
            let sum = steps.entry(name).or_default();
            *sum = sum.saturating_add(count);
        }
    }
    steps.remove(OTHER);
    let mut names: Vec<_> = steps
        .into_iter()
        .map(|(name, steps)| (Reverse((credits.get(name), steps)), name))
        .collect();
    names.sort_unstable();
    names.into_iter().take(limit::INFLUENCE_STATES).map(|(_, name)| name).collect()
}

/// The removal effect of every name in `kept`, and of the rest as [`OTHER`] if there is one.
pub(super) fn effects<'a>(
    transitions: &'a Transitions,
    kept: &BTreeSet<&'a str>,
) -> BTreeMap<&'a str, u64> {
    let label = |state: &'a State| match state {
        State::Named(name) => Some(kept.get(name.as_str()).copied().unwrap_or(OTHER)),
        _ => None,
    };
    let steps = || transitions.iter();
    let labels: BTreeSet<&str> =
        steps().flat_map(|(from, to, _)| [label(from), label(to)]).flatten().collect();
    let place: BTreeMap<&str, usize> = labels.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let place = |state| label(state).and_then(|name| place.get(name).copied());

    let mut start = vec![0u64; ENDS + labels.len()];
    let mut rows = vec![start.clone(); labels.len()];
    for (from, to, count) in steps() {
        let row = match place(from) {
            Some(at) => rows.get_mut(at),
            None => Some(&mut start),
        };
        let column = match (to, place(to)) {
            (_, Some(at)) => ENDS + at,
            (State::HandRaise, None) => 0,
            (_, None) => EXIT,
        };
        if let Some(sum) = row.and_then(|row| row.get_mut(column)) {
            *sum = sum.saturating_add(count);
        }
    }
    let scaled = |row: Vec<u64>| row.into_iter().map(Scaled::of).collect();
    let chain = Chain { start: scaled(start), states: rows.into_iter().map(scaled).collect() };
    let mut effects = Vec::new();
    chain.solve(&mut effects);
    labels.into_iter().zip(effects).collect()
}

/// Columns before those of states: hand-raise and exit.
const ENDS: usize = 2;
const EXIT: usize = 1;

/// How often each state is followed by `[hand-raise, exit, state 0, state 1, …]`. Rows may have
/// any scale. A state's column of itself is written and never read: a step onto itself, among the
/// folded or by the censored, changes neither where a visit goes nor how often it gets there.
#[derive(Clone)]
struct Chain {
    start: Vec<Scaled>,
    states: Vec<Vec<Scaled>>,
}

impl Chain {
    /// Appends the effects of all states, in their order. Halving bounds the depth: 8 for 201.
    fn solve(mut self, effects: &mut Vec<u64>) {
        let n = self.states.len();
        if n <= 1 {
            effects.extend(self.states.first().map(|row| self.effect(row)));
            return;
        }
        let half = n / 2;
        let mut first = self.clone();
        (half..n).for_each(|_| first.censor_last());
        first.solve(effects);
        self.turn(half);
        (0..half).for_each(|_| self.censor_last());
        self.solve(effects);
    }

    /// Puts the first `by` states last.
    fn turn(&mut self, by: usize) {
        self.states.rotate_left(by);
        for row in self.states.iter_mut().chain([&mut self.start]) {
            if let Some(columns) = row.get_mut(ENDS..) {
                columns.rotate_left(by);
            }
        }
    }

    /// Takes the last state out; steps into it lead where it leads.
    fn censor_last(&mut self) {
        let Some(mut last) = self.states.pop() else { return };
        last.pop(); // its own column
        let sum = last.iter().fold(Scaled::ZERO, |sum, n| sum.plus(*n));
        for row in self.states.iter_mut().chain([&mut self.start]) {
            let into = row.pop().filter(|n| !n.is_zero());
            let Some(into) = into else { continue };
            let Some(share) = into.over(sum) else {
                // No visit stays for ever: what leads nowhere leads out.
                row.iter_mut().skip(EXIT).take(1).for_each(|exit| *exit = exit.plus(into));
                continue;
            };
            for (to, next) in row.iter_mut().zip(&last).filter(|(_, next)| !next.is_zero()) {
                *to = to.plus(share.times(*next));
            }
        }
    }

    /// The effect of the only state left.
    fn effect(&self, state: &[Scaled]) -> u64 {
        let (&[past, _, into], &[raise, exit, ..]) = (self.start.as_slice(), state) else {
            return 0;
        };
        // All over P(i → anywhere), so that nothing is divided before the end.
        let lost = into.times(raise);
        let stays = past.times(raise.plus(exit));
        lost.over(lost.plus(stays)).map_or(0, |effect| effect.share(PLACES))
    }
}
