use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::influence::{
    Influence, InfluenceModel, Journey, MICRO, NONE, Row, Touch, WHOLE, removal_effects, share,
};
use ungated_shared::limit;
use ungated_shared::statistics::merge::Merge;
use ungated_shared::statistics::tally::OTHER;
use ungated_shared::statistics::transition::{State, Transitions};

use crate::fractions::{agrees_with_fractions, places};
use crate::statistics::{merged, merges};

fn touch(names: u8) -> impl Strategy<Value = Touch> {
    (0..names, 0..3_600_000u64, 0..3u32, 0..400_000u32, any::<bool>()).prop_map(
        |(name, at_ms, read, engaged_ms, is_content)| Touch {
            name: if name == 0 { String::new() } else { format!("/{name}/") },
            at_ms,
            engaged_ms: if read == 0 { 0 } else { engaged_ms },
            is_content,
        },
    )
}

/// Visits of up to `names` names, few enough that they meet.
fn journeys(names: u8) -> impl Strategy<Value = Vec<Journey>> {
    let journey =
        (vec(touch(names), 0..9), prop_oneof![2 => Just(0), 1 => 1..4u32], 0..4_000_000u64)
            .prop_map(|(touches, raises, raised_at_ms)| {
                Journey::new(touches, raises, raised_at_ms)
            });
    vec(journey, 0..9)
}

fn influence(journeys: &[Journey]) -> Influence {
    let mut influence = Influence::default();
    journeys.iter().for_each(|journey| influence.add(journey));
    influence
}

fn sums_are_the_hand_raises(influence: &Influence, rows: &[Row]) {
    for model in InfluenceModel::ALL {
        let sum: u64 = rows.iter().map(|row| row.credits[&model]).sum();
        assert_eq!(sum, influence.hand_raises() * MICRO, "{}", model.word());
    }
}

proptest! {
    /// Steps that are rare lead over another name: then none is left, and as many visits begin and
    /// end as before.
    #[test]
    fn rare_steps_are_not_told(journeys in journeys(6), k in 2..5u64) {
        let names = |journey: &Journey| journey.touches().iter().map(|t| t.name.clone()).collect::<Vec<_>>();
        let mut steps = Transitions::default();
        let mut crossed = Transitions::default();
        for journey in &journeys {
            let mut own = Transitions::default();
            let names = names(journey);
            own.add(names.iter().map(String::as_str), journey.raises() > 0);
            crossed.merge(&own.once());
            steps.merge(&own);
        }
        let flow = |steps: &Transitions, to: &State| {
            steps.iter().filter(|(_, state, _)| *state == to).map(|(_, _, n)| n).sum::<u64>()
        };
        let before = (steps.visits(), flow(&steps, &State::HandRaise), flow(&steps, &State::Exit));
        steps.lead_over(OTHER, |from, to| crossed.get(from, to) < k);
        let after = (steps.visits(), flow(&steps, &State::HandRaise), flow(&steps, &State::Exit));
        prop_assert_eq!(before, after);
        let other = State::Named(OTHER.into());
        for (from, to, _) in steps.iter() {
            let is_open = matches!(to, State::Named(_)) && *from != other && *to != other;
            prop_assert!(!is_open || crossed.get(from, to) >= k, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn influence_merges(a in journeys(6), b in journeys(6), c in journeys(6)) {
        merges(&influence(&a), &influence(&b), &influence(&c));
    }

    /// However visits are spread over shards, and in whatever order they come and are asked.
    #[test]
    fn shards_finish_as_one(
        (journeys, mixed) in journeys(6).prop_flat_map(|j| (Just(j.clone()), Just(j).prop_shuffle())),
        shards in vec(0..3usize, 9),
    ) {
        let mut merged = Influence::default();
        for shard in [2, 0, 1] {
            let own = mixed.iter().zip(&shards).filter(|(_, s)| **s == shard);
            let part = influence(&own.map(|(j, _)| j.clone()).collect::<Vec<_>>());
            let json = serde_json::to_string(&part).unwrap();
            merged.merge(&serde_json::from_str(&json).unwrap());
        }
        let whole = influence(&journeys);
        prop_assert_eq!(merged.finish(), whole.finish());
        prop_assert_eq!(merged, whole);
    }

    #[test]
    fn every_model_shares_out_every_hand_raise(journeys in journeys(8)) {
        let influence = influence(&journeys);
        let raises: u32 = journeys.iter().map(Journey::raises).sum();
        prop_assert_eq!(influence.hand_raises(), u64::from(raises));
        sums_are_the_hand_raises(&influence, &influence.finish());
    }

    #[test]
    fn credit_needs_a_hand_raise_after_it(journeys in journeys(12)) {
        let converting: BTreeSet<&str> = journeys.iter().filter(|j| j.raises() > 0)
            .flat_map(|j| j.touches()).map(|t| t.name.as_str()).collect();
        let influence = influence(&journeys);
        let leading = leads_to_a_hand_raise(influence.transitions());
        for row in influence.finish() {
            let name = row.name.as_str();
            for (model, credit) in row.credits.iter().filter(|(_, credit)| **credit > 0) {
                let due = match model {
                    InfluenceModel::MarkovRemoval => leading.contains(&State::Named(name.into())),
                    _ => converting.contains(name),
                };
                prop_assert!(due, "{name} has {credit} by {}", model.word());
            }
        }
    }

    #[test]
    fn rows_say_how_far_models_disagree(journeys in journeys(5)) {
        for row in influence(&journeys).finish() {
            let (least, most) = (row.credits.values().min().unwrap(), row.credits.values().max().unwrap());
            prop_assert_eq!(row.credits.len(), 8);
            prop_assert!(*most > 0 && row.removal_effect_micro <= 1_000_000);
            prop_assert_eq!(u64::from(row.disagreement_per_mille), (most - least) * 1_000 / most);
        }
    }

    /// Against deleting each state and solving again, in exact fractions.
    #[test]
    fn removal_effects_are_exact_to_the_last_place(journeys in journeys(14)) {
        let transitions = influence(&journeys).transitions().clone();
        agrees_with_fractions(&transitions);
    }

    /// The same for chains that no set of visits makes: near traps, and states with no way in.
    #[test]
    fn so_are_those_of_any_chain(bits in prop::array::uniform20(0..13u32)) {
        let states = ["a", "b", "c"].map(|name| State::Named(name.into()));
        let froms = [State::Start].into_iter().chain(states.clone());
        let mut steps = Vec::new();
        let mut bits = bits.into_iter();
        for from in froms {
            for to in states.iter().cloned().chain([State::HandRaise, State::Exit]) {
                let bit = bits.next().unwrap();
                // One step out at least, so that the fractions exist.
                let count = (1u64 << bit) - u64::from(to != State::Exit);
                if from != to && count > 0 {
                    steps.push((from.clone(), to, count));
                }
            }
        }
        agrees_with_fractions(&Transitions::try_from(steps).unwrap());
    }

    #[test]
    fn shares_sum_and_are_fair(total: u64, weights in vec(prop_oneof![Just(0), 0..9u64, any::<u64>()], 1..9)) {
        let shares = share(total, &weights);
        prop_assert_eq!(shares.iter().map(|s| u128::from(*s)).sum::<u128>(), u128::from(total));
        let sum: u128 = weights.iter().map(|w| u128::from(*w)).sum();
        prop_assume!(sum > 0);
        for (share, weight) in shares.iter().zip(&weights) {
            let floor = u128::from(total) * u128::from(*weight) / sum;
            prop_assert!((floor..=floor + 1).contains(&u128::from(*share)));
            prop_assert!(*weight > 0 || *share == 0);
        }
        for (i, a) in weights.iter().enumerate() {
            for (j, b) in weights.iter().enumerate() {
                let earlier = a > b || (a == b && i < j);
                prop_assert!(!earlier || shares[i] >= shares[j]);
            }
        }
    }

    /// The weight of two ages is the product of their weights: the curve is exponential.
    #[test]
    fn decay_is_a_power(a in 0..2_000_000u64, b in 0..2_000_000u64) {
        let scale = 1u128 << 40;
        let ratio = |age_ms| {
            let touch = |name: &str, at_ms| Touch { name: name.into(), at_ms, engaged_ms: 0, is_content: true };
            let journey = Journey::new([touch("old", 0), touch("new", age_ms)], 1_000_000, u64::MAX);
            let rows = influence(&[journey]).finish();
            let of = |name| rows.iter().find(|r| r.name == name).unwrap().credits[&InfluenceModel::TimeDecay];
            u128::from(of("old")) * scale / u128::from(of("new"))
        };
        let (product, both) = (ratio(a) * ratio(b) / scale, ratio(a + b));
        prop_assert!(product.abs_diff(both) * 1_000 <= both, "{product} for {both}");
        prop_assert!(ratio(a + b) <= ratio(a));
    }

    #[test]
    fn a_journey_holds_its_invariant(touches in vec(touch(4), 0..9), raises in 0..2u32, raised_at_ms in 0..4_000_000u64) {
        let engaged = |touches: &[Touch]| touches.iter().map(|t| u64::from(t.engaged_ms)).sum::<u64>();
        let counted = |t: &&Touch| raises == 0 || t.at_ms <= raised_at_ms;
        let given: Vec<Touch> = touches.iter().filter(counted).cloned().collect();
        let journey = Journey::new(touches, raises, raised_at_ms);
        let touches = journey.touches();
        prop_assert!(!touches.is_empty() && touches.iter().all(|t| !t.name.is_empty()));
        prop_assert!(touches.windows(2).all(|w| w[0].name != w[1].name && w[0].at_ms <= w[1].at_ms));
        prop_assert_eq!(engaged(touches), engaged(&given));
        prop_assert!(!given.is_empty() || touches[0].name == NONE);
    }
}

fn leads_to_a_hand_raise(transitions: &Transitions) -> BTreeSet<State> {
    let mut leading = BTreeSet::from([State::HandRaise]);
    loop {
        let more: BTreeSet<State> = transitions
            .iter()
            .filter(|(_, to, _)| leading.contains(*to))
            .map(|(from, ..)| from.clone())
            .collect();
        if more.is_subset(&leading) {
            return leading;
        }
        leading.extend(more);
    }
}

/// Visits among `names` names, by a sequence of numbers that looks random.
fn many_visits(names: u64, visits: u64) -> Vec<Journey> {
    let mut state = 1u64;
    let mut next = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut journey = |_| {
        let touches: Vec<Touch> = (0..1 + next(9))
            .map(|at_ms| {
                let name = format!("/{:04}/", next(names));
                Touch { name, at_ms, engaged_ms: next(90_000) as u32, is_content: next(9) > 0 }
            })
            .collect();
        Journey::new(touches, u32::from(next(5) == 0), u64::MAX)
    };
    (0..visits).map(&mut journey).collect()
}

/// The largest chain that is solved, against going step by step until nothing changes.
#[test]
fn two_hundred_names_are_solved() {
    let influence = influence(&many_visits(limit::INFLUENCE_STATES as u64, 3_000));
    let rows = influence.finish();
    assert_eq!(rows.len(), limit::INFLUENCE_STATES);
    sums_are_the_hand_raises(&influence, &rows);

    let transitions = influence.transitions();
    let effects = removal_effects(transitions);
    let all = stepped(transitions, None);
    for (name, effect) in effects.iter().step_by(49) {
        let left = stepped(transitions, Some(&State::Named(name.clone())));
        let stepped = (u128::from(all - left) << 48) / u128::from(all);
        assert!(u128::from(*effect).abs_diff(stepped) < 1 << 8, "{name}: {effect} for {stepped}");
    }
}

/// The chance of a hand-raise in 2⁻⁶⁰, after 200 steps.
fn stepped(transitions: &Transitions, without: Option<&State>) -> u64 {
    let places = places(transitions);
    let mut steps = vec![(0u128, Vec::new()); places.len()];
    for (from, to, count) in transitions.iter().filter(|(from, ..)| Some(*from) != without) {
        let (out, row) = &mut steps[places[from]];
        *out += u128::from(count);
        row.push((places.get(to), *to == State::HandRaise, u128::from(count)));
    }
    let mut chances = vec![0u128; places.len()];
    for _ in 0..200 {
        for at in 0..places.len() {
            let (out, row) = &steps[at];
            let sum: u128 = row
                .iter()
                .map(|(to, raised, count)| {
                    count * to.map_or(u128::from(*raised) << 60, |to| chances[*to])
                })
                .sum();
            chances[at] = sum / (*out).max(1);
        }
    }
    chances[places[&State::Start]] as u64
}

#[test]
fn more_names_than_rows_lose_no_credit() {
    let influence = influence(&many_visits(500, 800));
    let rows = influence.finish();
    assert_eq!(rows.len(), limit::INFLUENCE_STATES + 1);
    assert_eq!(rows.last().map(|row| row.name.as_str()), Some(OTHER));
    sums_are_the_hand_raises(&influence, &rows);
    assert_eq!(merged(&influence, &Influence::default()).finish(), rows);
}

/// A thousand times round for one way out, three rings deep: out is out.
#[test]
fn a_trap_does_not_hold_for_ever() {
    let [a, b, c] = ["a", "b", "c"].map(|name| State::Named(name.into()));
    let many = 1 << 62;
    let steps = vec![
        (State::Start, a.clone(), many),
        (a.clone(), b.clone(), many),
        (b.clone(), a.clone(), many),
        (b.clone(), c.clone(), 1),
        (c.clone(), b, many),
        (c, State::HandRaise, 1),
        (a, State::Exit, 1),
    ];
    let effects = removal_effects(&Transitions::try_from(steps).unwrap());
    assert!(effects.values().all(|effect| *effect == WHOLE), "{effects:?}");
}

/// What is 2⁴⁵ times rarer still counts: an effect is not quite whole.
#[test]
fn rare_ways_count() {
    let a = State::Named("a".into());
    let steps = vec![
        (State::Start, a.clone(), 1 << 45),
        (State::Start, State::HandRaise, 1),
        (a, State::HandRaise, 1),
    ];
    let effects = removal_effects(&Transitions::try_from(steps).unwrap());
    assert_eq!(effects["a"], WHOLE - (1 << 3));
}

/// Counts that lead nowhere, which no visit makes, count as leaving.
#[test]
fn a_dead_end_is_an_exit() {
    let [a, b] = ["a", "b"].map(|name| State::Named(name.into()));
    let steps = vec![
        (State::Start, a.clone(), 1),
        (State::Start, State::HandRaise, 1),
        (a.clone(), b.clone(), 5),
        (b, a, 5),
    ];
    let effects = removal_effects(&Transitions::try_from(steps).unwrap());
    assert_eq!(effects.into_values().collect::<Vec<_>>(), [0, 0]);
}
