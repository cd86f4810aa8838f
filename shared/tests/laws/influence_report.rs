//! Answers about influence, as they are naively counted from visits.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use ungated_shared::influence::{InfluenceModel, MICRO};
use ungated_shared::limit;
use ungated_shared::report::Caveat;
use ungated_shared::report::influence::{Asked, Part};
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Question, ViewFact, VisitFact};

use crate::any;

/// A question about influence, of a site where everything is told.
fn asked(dimension: &str, filters: &Value) -> Question {
    let asked = json!({"site": "demo", "dimension": dimension, "filters": filters,
        "date_range": ["2025-11-01", "2025-11-30"], "limit": limit::INFLUENCE_STATES + 1});
    serde_json::from_value::<Asked>(asked).unwrap().check(1_764_547_200_000, &utc, 1).unwrap()
}

fn part(question: &Question, visits: &[VisitFact]) -> Part {
    let mut part = Part::default();
    visits.iter().for_each(|visit| part.add(question, None, visit));
    part
}

/// Visits of people, some of whom raise a hand on one of their pages or two.
fn visit_facts() -> impl Strategy<Value = Vec<VisitFact>> {
    let visit = (any::visit_fact(), vec(0..4u32, 6), vec(0..600_000u64, 6));
    let visit = visit.prop_map(|(mut visit, raises, gaps)| {
        visit.bot = String::new();
        let mut after_ms = 0;
        for ((view, raises), gap) in visit.views.iter_mut().zip(raises).zip(gaps) {
            (view.after_ms, view.hand_raises) = (after_ms, raises.saturating_sub(2));
            after_ms += gap;
        }
        visit
    });
    vec(visit, 0..40)
}

/// The pieces read before the first hand-raise, in order, without repetitions in a row: written
/// again, from the facts alone.
fn read_before(visit: &VisitFact, name: impl Fn(&ViewFact) -> String) -> Vec<(String, u64)> {
    let last = visit.views.iter().position(|view| view.hand_raises > 0);
    let last = last.map(|at| visit.views[at].after_ms);
    let mut read: Vec<(String, u64)> = Vec::new();
    for view in visit.views.iter().filter(|view| last.is_none_or(|at| view.after_ms <= at)) {
        match read.last_mut() {
            Some((known, ms)) if *known == name(view) => *ms += u64::from(view.engaged_ms),
            _ => read.push((name(view), view.engaged_ms.into())),
        }
    }
    read
}

proptest! {
    /// Each visit shares its hand-raises as the models say, naively counted; to a millionth of one
    /// for each visit.
    #[test]
    fn answers_are_as_counted_naively(visits in visit_facts()) {
        let question = asked("item", &json!([]));
        let answer = part(&question, &visits).finish(&question, 1);
        let mut naive: BTreeMap<String, [u64; 4]> = BTreeMap::new();
        for visit in &visits {
            let raises: u64 = visit.views.iter().map(|view| u64::from(view.hand_raises)).sum();
            let read = read_before(visit, |view| view.item.clone());
            let (n, engaged) = (read.len() as u64, read.iter().map(|(_, ms)| ms).sum::<u64>());
            for (at, (name, ms)) in read.iter().enumerate() {
                let all_to = |place: usize| (u64::from(place == at), 1);
                let by_time = if engaged == 0 { (1, n) } else { (*ms, engaged) };
                let shares = [all_to(0), all_to(read.len() - 1), (1, n), by_time];
                let sums = naive.entry(name.clone()).or_default();
                let credit = |(part, all): (u64, u64)| raises * MICRO * part / all;
                sums.iter_mut().zip(shares).for_each(|(sum, share)| *sum += credit(share));
            }
        }
        use InfluenceModel::{EngagedTime, First, Last, Linear};
        for row in &answer.rows {
            let sums = naive.remove(&row.name).unwrap();
            for (model, sum) in [First, Last, Linear, EngagedTime].into_iter().zip(sums) {
                let credit = row.credits[&model];
                let most = visits.len() as u64 * 6;
                prop_assert!(credit.abs_diff(sum) <= most, "{}: {credit} for {sum}", row.name);
            }
        }
        prop_assert!(naive.values().flatten().all(|sum| *sum == 0));
        let raises: u64 = visits.iter().flat_map(|v| &v.views).map(|v| u64::from(v.hand_raises)).sum();
        prop_assert_eq!(answer.hand_raises, Some(raises));
        for model in InfluenceModel::ALL {
            let sum: u64 = answer.rows.iter().map(|row| row.credits[&model]).sum();
            prop_assert_eq!(sum, raises * MICRO);
        }
    }

    /// Filters choose whose credit is told, and change nobody's.
    #[test]
    fn filters_change_no_credit(visits in visit_facts()) {
        let all = asked("item", &json!([]));
        let some = asked("item", &json!([["is", "item", ["/item/1/", "/item/4/"]]]));
        let all = part(&all, &visits).finish(&all, 1);
        let some = part(&some, &visits).finish(&some, 1);
        let chosen = |name: &str| ["/item/1/", "/item/4/"].contains(&name);
        let mut told = 0;
        for row in all.rows.iter().filter(|row| chosen(&row.name)) {
            let mut credits = row.credits.clone();
            credits.remove(&InfluenceModel::MarkovRemoval);
            let same = some.rows.iter().find(|other| other.name == row.name);
            prop_assert_eq!(same.map(|row| &row.credits), Some(&credits).filter(|credits| credits.values().any(|n| *n > 0)));
            told += usize::from(same.is_some());
        }
        prop_assert_eq!(told, some.rows.len());
        prop_assert!(some.caveats.contains(&Caveat::NoChain));
    }

    /// However visits are spread over shards.
    #[test]
    fn parts_finish_as_one(visits in visit_facts(), at in 0..40usize, k in 1..6u64) {
        let question = asked("topic", &json!([]));
        let (one, two) = visits.split_at(at.min(visits.len()));
        let mut merged = part(&question, two);
        merged.merge(&part(&question, one));
        prop_assert_eq!(merged.finish(&question, k), part(&question, &visits).finish(&question, k));
    }
}
