//! Paths: counted as anybody would, adding up, and telling of no few visits.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use ungated_shared::report::anonymity::{Census, Counter, Counting, Partition, Shown};
use ungated_shared::report::paths::{Asked, Branch, Counting as CountingPaths, Part, Trail, Tree};
use ungated_shared::report::table::Table;
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Question, ViewFact, VisitFact};

use crate::any;

const NOW_MS: u64 = 1_763_683_200_000;
const DAY_MS: u64 = 86_400_000;
const STANDINGS: [&str; 5] = ["passing", "reading", "engaged", "considering", "ready"];

/// Visits of four weeks, most of them on few days, whose page views are some time apart.
fn visits(most: usize) -> impl Strategy<Value = Vec<VisitFact>> {
    let of_day = (0..28u64, 0..24u64, select(vec![1, 2, 7, 28]));
    let visit = (any::visit_fact(), of_day, 0..5usize, vec(0..100_000u64, 6));
    let visit = visit.prop_map(|(mut visit, (day, hour, spread), standing, between)| {
        visit.start_ms = NOW_MS - (day % spread) * DAY_MS + hour * DAY_MS / 24;
        visit.standing = STANDINGS[standing].into();
        let mut after_ms = 0;
        for (view, more) in visit.views.iter_mut().zip(between) {
            after_ms += more;
            view.after_ms = after_ms;
            // Few raise a hand.
            view.hand_raises *= u32::from(more % 3 == 0);
        }
        visit
    });
    vec(visit, 0..most)
}

fn day(back: u64) -> String {
    let ms = i64::try_from(NOW_MS - back * DAY_MS).unwrap();
    jiff::Timestamp::from_millisecond(ms).unwrap().strftime("%Y-%m-%d").to_string()
}

fn anchor() -> impl Strategy<Value = Value> {
    select(vec![
        json!({"from": "/item/1/"}),
        json!({"from": "/item/9/"}),
        json!({"to": {"item": "/item/2/"}}),
        json!({"to": "hand_raise"}),
        json!({"to": {"standing": "engaged"}}),
        json!({"to": {"standing": "passing"}}),
    ])
}

fn asked(anchor: &Value, more: &Value) -> Asked {
    let mut asked = json!({"site": "demo"});
    for some in [anchor, more] {
        asked.as_object_mut().unwrap().extend(some.as_object().unwrap().clone());
    }
    serde_json::from_value(asked).unwrap()
}

fn filters() -> impl Strategy<Value = Vec<Value>> {
    let filters = vec![
        json!(["is", "channel", ["direct", "email"]]),
        json!(["is_not", "device", ["mobile"]]),
        json!(["is", "segment", ["DACH"]]),
        json!(["not", ["is", "entry", ["/item/3/"]]]),
        json!(["is", "bot", ["(none)"]]),
    ];
    subsequence(filters, 0..3)
}

/// A question: its anchor, its filters, its days, steps and branches.
fn question() -> impl Strategy<Value = Asked> {
    (anchor(), filters(), 0..21u64, 0..29u64, (1..6usize, 1..21usize)).prop_map(
        |(anchor, filters, back, days, (steps, branches))| {
            let more = json!({"filters": filters, "steps": steps, "branches": branches,
                "date_range": [day((back + days).min(28)), day(back)]});
            asked(&anchor, &more)
        },
    )
}

fn shown(visits: &[VisitFact], partition: Partition, k: u64) -> Shown {
    let mut census = Census::default();
    for some in visits.chunks(50) {
        let mut counter = Counter::of(&partition);
        some.iter().for_each(|visit| counter.add(visit));
        // As it travels.
        let json = serde_json::to_string(&counter.finish().unwrap()).unwrap();
        census.merge(&serde_json::from_str(&json).unwrap());
    }
    census.shown(partition, k).unwrap()
}

fn part(visits: &[VisitFact], question: &Question, trail: &Trail, shown: Option<&Shown>) -> Part {
    let mut part = Part::default();
    visits.iter().for_each(|visit| part.add(question, trail, shown, visit));
    part
}

/// What a step was asked with.
type Asking = (Trail, Option<Shown>);

fn answer(visits: &[VisitFact], asked: &Asked, k: u64) -> (Tree, Vec<Asking>) {
    let mut tree = asked.plan(NOW_MS, &utc, k).unwrap();
    let mut asking = Vec::new();
    while let Some(trail) = tree.next().cloned() {
        let partition = Partition::of(tree.question()).along(&trail);
        let shown = (k > 1).then(|| shown(visits, partition, k));
        let mut whole = Part::default();
        for some in visits.chunks(30) {
            whole.merge(&part(some, tree.question(), &trail, shown.as_ref()));
        }
        tree.take(whole);
        asking.push((trail, shown));
    }
    (tree, asking)
}

/// The items of a branch's path.
fn path(tree: &Tree, step: usize, branch: &Branch) -> Vec<String> {
    let mut path = match branch.from {
        Some(from) => {
            let before = &tree.steps()[step - 1].branches[from];
            path(tree, step - 1, before)
        }
        None => Vec::new(),
    };
    path.push(branch.item.clone());
    path
}

/// The path of a visit with the times of its steps, written down once more from what the page of the
/// report says.
fn naive(asked: &Asked, visit: &VisitFact) -> Option<Vec<(String, Option<u64>)>> {
    let all: Vec<(&str, u64)> =
        visit.views.iter().map(|view| (view.item.as_str(), view.after_ms)).collect();
    let asked = serde_json::to_value(asked).unwrap();
    let first = |item: &Value| all.iter().position(|(own, _)| own == item);
    let (mut rest, mut seen, mut last): (Vec<_>, Vec<&str>, Option<u64>);
    if asked["from"].is_string() {
        let at = first(&asked["from"])?;
        (rest, seen, last) = (all[at + 1..].to_vec(), vec![all[at].0], Some(all[at].1));
    } else {
        let to = &asked["to"];
        if to["item"].is_string() {
            let at = first(&to["item"])?;
            (rest, seen, last) = (all[..at].to_vec(), vec![all[at].0], Some(all[at].1));
        } else {
            let end = if to == "hand_raise" {
                visit.views.iter().position(|view| view.hand_raises > 0)?
            } else {
                let rung = |word: &str| STANDINGS.iter().position(|own| *own == word);
                let least = rung(to["standing"].as_str().unwrap());
                (rung(&visit.standing) >= least).then_some(all.len() - 1)?
            };
            (rest, seen, last) = (all[..=end].to_vec(), vec![], None);
        }
        rest.reverse();
    }
    let mut path = Vec::new();
    for (item, at) in rest {
        if !seen.contains(&item) {
            path.push((item.to_owned(), last.map(|last| at.abs_diff(last))));
            (last, _) = (Some(at), seen.push(item));
        }
    }
    Some(path)
}

fn belongs(question: &Question, visit: &VisitFact) -> bool {
    let text = serde_json::to_string(&question.filters).unwrap();
    (question.range.from..question.range.to).contains(&visit.start_ms)
        && (visit.bot.is_empty() || text.contains("bot"))
        && question
            .filters
            .iter()
            .all(|filter| filter.holds(visit, &ViewFact::default(), &question.zone))
}

fn few(visits: usize, k: u64) -> bool {
    (1..k).contains(&(visits as u64))
}

/// By what they say, which visits are behind the cells of an answer: the anchor, its paths, and those that
/// go no further.
fn cells(visits: &[VisitFact], asked: &Asked, k: u64) -> BTreeMap<Vec<String>, BTreeSet<usize>> {
    let (tree, asking) = answer(visits, asked, k);
    let mut cells: BTreeMap<Vec<String>, BTreeSet<usize>> = BTreeMap::new();
    if tree.steps().is_empty() {
        return cells;
    }
    for (at, visit) in visits.iter().enumerate() {
        let alone = std::slice::from_ref(visit);
        for (step, (trail, shown)) in asking.iter().enumerate() {
            let part = serde_json::to_value(part(alone, tree.question(), trail, shown.as_ref()));
            let part = part.unwrap();
            if step == 0 && part["visits"] == 1 {
                cells.entry(Vec::new()).or_default().insert(at);
            }
            for text in part["nodes"].as_object().unwrap().keys() {
                let items = text.strip_prefix(" → ").unwrap_or(text).split(" → ");
                let items = items.map(str::to_owned).collect();
                cells.entry(items).or_default().insert(at);
            }
        }
    }
    cells
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn all_is_told_as_anybody_would_count_it(visits in visits(80), asked in question()) {
        let (tree, _) = answer(&visits, &asked, 1);
        let mine: Vec<_> = visits.iter().filter(|it| belongs(tree.question(), it)).collect();
        let paths: Vec<_> = mine.iter().filter_map(|visit| naive(&asked, visit)).collect();
        prop_assert_eq!(tree.visits(), Some(paths.len() as u64));
        for (step, told) in tree.steps().iter().enumerate() {
            for branch in &told.branches {
                let path = path(&tree, step, branch);
                let items = |own: &[(String, Option<u64>)]| -> Vec<String> {
                    own.iter().map(|(item, _)| item.clone()).collect()
                };
                let on: Vec<_> = paths.iter().filter(|own| items(own).starts_with(&path)).collect();
                prop_assert_eq!(branch.visits, on.len() as u64);
                let mut times: Vec<u64> = on.iter().filter_map(|own| own[step].1).collect();
                times.sort_unstable();
                let median = (!times.is_empty()).then(|| times[(times.len() - 1) / 2]);
                prop_assert_eq!(branch.between_ms.is_some(), median.is_some());
                let (told_ms, median) = (branch.between_ms.unwrap_or(0), median.unwrap_or(0));
                prop_assert!(told_ms.abs_diff(median) * 256 <= median, "{told_ms} {median}");
                if let Some(ended) = branch.ended {
                    let ends = on.iter().filter(|own| own.len() == path.len()).count();
                    prop_assert_eq!(ended, ends as u64);
                }
            }
            // What is not shown is not larger than what is.
            if let Some(least) = told.branches.last() {
                let mut all: BTreeMap<Vec<String>, u64> = BTreeMap::new();
                for own in &paths {
                    let items: Vec<String> = own.iter().map(|(item, _)| item.clone()).collect();
                    let followed = step == 0 || tree.steps()[step - 1].branches.iter()
                        .any(|it| items.starts_with(&path(&tree, step - 1, it)));
                    if items.len() > step && followed {
                        *all.entry(items[..=step].to_vec()).or_default() += 1;
                    }
                }
                let most = asked.branches.unwrap();
                prop_assert_eq!(told.branches.len(), all.len().min(most));
                let larger = all.values().filter(|visits| **visits > least.visits).count();
                prop_assert!(larger < most);
            }
        }
    }

    #[test]
    fn steps_reconcile(visits in visits(150), asked in question(), k in 1..7u64) {
        let (tree, _) = answer(&visits, &asked, k);
        let mut before: Vec<(u64, Option<(u64, u64)>)> = vec![(tree.visits().unwrap_or(0), None)];
        let steps = tree.steps();
        for (at, step) in steps.iter().enumerate() {
            prop_assert_eq!(step.step, at + 1);
            prop_assert!(step.branches.len() <= asked.branches.unwrap());
            prop_assert_eq!(step.reached, before.iter().map(|(visits, _)| visits).sum::<u64>());
            let shown: u64 = step.branches.iter().map(|branch| branch.visits).sum();
            prop_assert_eq!(step.reached, shown + step.ended + step.other);
            for (place, (visits, rest)) in before.iter().enumerate() {
                let own = step.branches.iter().filter(|it| it.from.unwrap_or(0) == place);
                let own: u64 = own.map(|branch| branch.visits).sum();
                if let Some((ended, other)) = rest {
                    prop_assert_eq!(*visits, own + ended + other);
                }
            }
            let rest = |it: &Branch| Some((it.ended?, it.other?));
            before = step.branches.iter().map(|it| (it.visits, rest(it))).collect();
            let is_last = at + 1 == steps.len();
            prop_assert!(step.branches.iter().all(|it| it.ended.is_none() == is_last));
            prop_assert!(step.branches.iter().all(|it| it.visits >= k));
        }
    }

    #[test]
    fn nothing_small_is_left_over(all in visits(200), asked in question(), k in 2..7u64) {
        let (tree, _) = answer(&all, &asked, k);
        let steps = tree.steps();
        let [visits, simulated] = [tree.visits(), tree.simulated_visits()].map(|n| n.unwrap_or(k));
        prop_assert!(visits >= k && !few(simulated as usize, k));
        for step in steps {
            for number in [step.reached, step.ended, step.other] {
                prop_assert!(!few(number as usize, k), "{step:?}");
            }
            for branch in &step.branches {
                for number in [branch.ended, branch.other].into_iter().flatten() {
                    prop_assert!(!few(number as usize, k), "{branch:?}");
                }
            }
        }
        // How many branches are shown says nothing of how the others are told.
        let fewer = Asked { branches: Some(1), ..asked };
        let (fewer, _) = answer(&all, &fewer, k);
        for (few, many) in fewer.steps().iter().zip(steps) {
            let Some(first) = few.branches.first() else { break };
            let Some(same) = many.branches.first() else { panic!("{fewer:?}") };
            if few.step == 1 {
                prop_assert_eq!((&first.item, first.visits), (&same.item, same.visits));
            }
        }
    }

    #[test]
    fn nothing_small_is_derivable(
        visits in visits(200), anchor in anchor(), filters in filters(),
        days in vec((0..21u64, 0..29u64, 0..3usize, 1..6usize, 1..9usize), 4), k in 2..7u64,
    ) {
        let questions: Vec<(Asked, [u64; 2], usize)> = days.into_iter()
            .map(|(back, more, filtered, steps, branches)| {
                let (first, last) = ((back + more).min(28), back);
                let some = &filters[..filtered.min(filters.len())];
                let more = json!({"filters": some, "steps": steps, "branches": branches,
                    "date_range": [day(first), day(last)]});
                (asked(&anchor, &more), [first, last], some.len())
            })
            .collect();
        let told: Vec<_> = questions.iter().map(|(asked, ..)| cells(&visits, asked, k)).collect();
        for ((_, outer, less), coarse) in questions.iter().zip(&told) {
            for ((_, inner, more), fine) in questions.iter().zip(&told) {
                if outer[0] < inner[0] || outer[1] > inner[1] || less > more {
                    continue;
                }
                for (around, all) in coarse {
                    prop_assert!(all.len() as u64 >= k);
                    // Each part alone, and all parts together.
                    let mut rest = all.clone();
                    for (path, part) in fine.iter().filter(|(path, _)| path.starts_with(around)) {
                        prop_assert!(part.is_subset(all), "{around:?} {path:?}");
                        let beside = all.difference(part).count();
                        prop_assert!(!few(beside, k), "{around:?} {path:?} leave {beside} of {k}");
                        if path.len() == around.len() + 1 {
                            rest.retain(|visit| !part.contains(visit));
                        }
                    }
                    prop_assert!(!few(rest.len(), k), "{around:?}: {} of {k}", rest.len());
                }
            }
        }
    }

    #[test]
    fn parts_merge_in_any_order(visits in visits(60), asked in question(), cut in 0..60usize) {
        let (tree, asking) = answer(&visits, &asked, 1);
        let (some, others) = visits.split_at(cut.min(visits.len()));
        for (trail, _) in &asking {
            let of = |visits| part(visits, tree.question(), trail, None);
            let (mut ours, mut theirs) = (of(some), of(others));
            let (a, b) = (ours.clone(), theirs.clone());
            ours.merge(&b);
            theirs.merge(&a);
            prop_assert_eq!(&ours, &of(&visits));
            prop_assert_eq!(&ours, &theirs);
            let json = serde_json::to_string(&ours).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Part>(&json).unwrap(), &ours);
        }
    }

    #[test]
    fn tables_say_the_same(visits in visits(80), asked in question(), k in 1..4u64) {
        let (tree, asking) = answer(&visits, &asked, k);
        let mut items: Vec<ViewFact> = Vec::new();
        let mut tables = Vec::new();
        for some in visits.chunks(20) {
            let numbered: Vec<(&VisitFact, Vec<u32>)> = some.iter().map(|visit| {
                let number = |view: &ViewFact| {
                    let known = items.iter().position(|item| item.item == view.item);
                    known.unwrap_or_else(|| {
                        items.push(view.clone());
                        items.len() - 1
                    }) as u32
                };
                (visit, visit.views.iter().map(number).collect())
            }).collect();
            tables.push(Table::of(numbered));
        }
        let item = |number: u32| ViewFact {
            after_ms: 0, hand_raises: 0, ..items[number as usize].clone()
        };
        for (trail, shown) in &asking {
            let partition = Partition::of(tree.question()).along(trail);
            let sign = |ms| Counting::sign(&partition, ms);
            let (mut fast, mut slow) =
                (Counting::new(&partition, &sign, &item), Counter::of(&partition));
            tables.iter().for_each(|table| fast.add(table));
            visits.iter().for_each(|visit| slow.add(visit));
            prop_assert_eq!(fast.finish(), slow.finish());
            let (question, shown) = (tree.question(), shown.as_ref());
            let sign = |ms| CountingPaths::sign(question, shown, ms);
            let mut counting = CountingPaths::new(question, trail, shown, &sign, &item);
            tables.iter().for_each(|table| counting.add(table));
            prop_assert_eq!(counting.finish(), part(&visits, question, trail, shown));
        }
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let field = |more: Value| {
        let asked = asked(&json!({"date_range": "7d"}), &more);
        asked.plan(NOW_MS, &utc, 5).map_err(|invalid| invalid.field.word()).err()
    };
    assert_eq!(field(json!({"from": "/a"})), None);
    assert_eq!(field(json!({})), Some("direction"));
    assert_eq!(field(json!({"from": "/a", "to": "hand_raise"})), Some("direction"));
    assert_eq!(field(json!({"from": "/a", "steps": 0})), Some("steps"));
    assert_eq!(field(json!({"from": "/a", "steps": 6})), Some("steps"));
    assert_eq!(field(json!({"from": "/a", "branches": 0})), Some("branches"));
    assert_eq!(field(json!({"from": "/a", "branches": 21})), Some("branches"));
    let topic = json!(["not", ["is", "topic", ["X"]]]);
    assert_eq!(field(json!({"from": "/a", "filters": [topic]})), Some("filters"));
    let wide = ["country", "source", "campaign", "device", "segment", "heard"];
    let wide: Vec<Value> = wide.iter().map(|own| json!(["is", own, ["x"]])).collect();
    assert_eq!(field(json!({"from": "/a", "filters": wide, "steps": 5})), None);
}
