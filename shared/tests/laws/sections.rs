//! One piece: counted as anybody would, adding up, and telling what a question by item tells.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::language::Unit;
use ungated_shared::report::anonymity::{Census, Counter, Partition, Shown};
use ungated_shared::report::sections::{Answer, Asked, Part, Piece, Seen, Told, count};
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Caveat, Partial, ViewFact, VisitFact};
use ungated_shared::score::is_read;
use ungated_shared::score::model::Model;

use crate::any;

const NOW_MS: u64 = 1_763_683_200_000;
const DAY_MS: u64 = 86_400_000;
const ITEM: &str = "/item/1/";

/// A visit and what its page views show.
type Shows = (VisitFact, Vec<PageView>);

/// As readers leave them: mostly one outline, some of it on screen, and two lengths of media.
fn page_view() -> impl Strategy<Value = PageView> {
    let sections = select(vec![0, 3, 4, 4, 4]);
    (any::page_view(), sections, vec((100..103u32, 0..60_000u32, any::<bool>()), 4), 0..4u32)
        .prop_map(|(mut view, sections, shown, length)| {
            view.sections = PageView::NEW.sections;
            for (at, (words, ms, is_on)) in shown.into_iter().take(sections).enumerate() {
                let section = view.sections.at(at);
                (section.words, section.ms) = (words, ms * u32::from(is_on));
            }
            for at in 0..view.media.as_slice().len() {
                view.media.at(at).unwrap().length_s = length * 150;
            }
            view
        })
}

/// Visits of four weeks, most of them on few days, many of which read the piece.
fn visits(most: usize) -> impl Strategy<Value = Vec<Shows>> {
    let of_day = (0..28u64, 0..24u64, select(vec![1, 2, 7, 28]));
    let visit = (any::visit_fact(), of_day, vec(page_view(), 6), 0..3usize);
    let visit = visit.prop_map(|(mut visit, (day, hour, spread), shows, other)| {
        visit.start_ms = NOW_MS - (day % spread) * DAY_MS + hour * DAY_MS / 24;
        let known = visit.views.first().cloned().unwrap_or_default();
        let piece = ViewFact { item: ITEM.into(), title: "Item 1".into(), ..known };
        let len = visit.views.len();
        visit.views[other % len] = piece;
        (visit.linked(), shows)
    });
    vec(visit, 0..most)
}

fn day(back: u64) -> String {
    let ms = i64::try_from(NOW_MS - back * DAY_MS).unwrap();
    jiff::Timestamp::from_millisecond(ms).unwrap().strftime("%Y-%m-%d").to_string()
}

fn asked() -> impl Strategy<Value = Asked> {
    let filters = vec![
        json!(["is", "channel", ["direct", "email"]]),
        json!(["is_not", "device", ["mobile"]]),
        json!(["is", "previous", ["(none)", "/item/1/"]]),
        json!(["is", "segment", ["DACH"]]),
        json!(["is", "topic", ["topic 1"]]),
    ];
    (subsequence(filters, 0..3), 0..21u64, 0..29u64).prop_map(|(filters, back, days)| {
        let range = [day((back + days).min(28)), day(back)];
        read(&json!({"site": "demo", "item": ITEM, "filters": filters, "date_range": range}))
    })
}

fn read(asked: &Value) -> Asked {
    serde_json::from_value(asked.clone()).unwrap()
}

fn whole_month() -> Piece {
    let range = [day(28), day(0)];
    let asked = read(&json!({"site": "demo", "item": ITEM, "date_range": range}));
    asked.check(NOW_MS, &utc, 1).unwrap()
}

fn unit_of(at: usize) -> Unit {
    if at == 5 { Unit::Characters } else { Unit::Words }
}

fn seen<'a>(shows: &'a [PageView]) -> impl Fn(usize) -> Option<Seen<'a>> {
    move |at| shows.get(at).map(|view| Seen { unit: unit_of(at), view })
}

fn decided(counter: Counter<'_>, partition: &Partition, k: u64) -> Shown {
    let mut census = Census::default();
    census.merge(&counter.finish().unwrap());
    census.shown(partition.clone(), k).unwrap()
}

/// What may be told of a piece.
fn told(visits: &[Shows], piece: &Piece, k: u64) -> Told {
    let rows = Partition::of(&piece.question);
    let shapes = Partition::by_shape(&rows);
    let [mut of_rows, mut of_shapes] = [&rows, &shapes].map(Counter::of);
    for (visit, shows) in visits {
        of_rows.add(visit);
        count(&mut of_shapes, &piece.item, visit, seen(shows));
    }
    Told { rows: decided(of_rows, &rows, k), shapes: decided(of_shapes, &shapes, k) }
}

fn part(visits: &[Shows], piece: &Piece, told: Option<&Told>) -> Part {
    let (mut part, model) = (Part::default(), Model::DEFAULT);
    for (visit, shows) in visits {
        part.add(piece, told, &model, visit, seen(shows));
    }
    part
}

/// The page views that a question is about, written down once more.
fn of_piece<'a>(visits: &'a [Shows], asked: &Asked) -> Vec<(usize, &'a PageView)> {
    let piece = asked.check(NOW_MS, &utc, 1).unwrap();
    let (range, zone) = (piece.question.range, &piece.question.zone);
    let mut all = Vec::new();
    for (visit, shows) in visits {
        if !visit.bot.is_empty() || !(range.from..range.to).contains(&visit.start_ms) {
            continue;
        }
        for (at, view) in visit.views.iter().enumerate() {
            let holds = asked.filters.iter().all(|filter| filter.holds(visit, view, zone));
            if view.item == asked.item && holds {
                all.push((at, &shows[at]));
            }
        }
    }
    all
}

fn micro(part: u64, whole: u64) -> i64 {
    ((u128::from(part) * 2_000_000 + u128::from(whole)) / (2 * u128::from(whole))) as i64
}

/// What a medium of this length is told as, counted second by second.
fn check_media(answer: &Answer, views: &[(usize, &PageView)]) -> Result<(), TestCaseError> {
    let of_length = |length: u32| -> Vec<Vec<u32>> {
        let media = views.iter().flat_map(|(_, view)| view.media.as_slice());
        let media = media.filter(|medium| medium.length_s == length);
        let seconds = media.map(|it| (0..length).filter(|second| it.played.has(*second)).collect());
        seconds.filter(|seconds: &Vec<u32>| !seconds.is_empty()).collect()
    };
    let lengths: BTreeSet<u32> = [150, 300, 450].into();
    let known = lengths.iter().filter(|length| !of_length(**length).is_empty()).count();
    prop_assert_eq!(answer.media.len(), known);
    for medium in &answer.media {
        let played = of_length(medium.length_s);
        let starts = played.len() as u64;
        prop_assert_eq!(medium.starts, starts);
        prop_assert_eq!(medium.played_s, played.iter().map(Vec::len).sum::<usize>() as u64);
        let is_finished = |it: &&Vec<u32>| it.len() * 100 >= medium.length_s as usize * 95;
        prop_assert_eq!(medium.finished, played.iter().filter(is_finished).count() as u64);
        prop_assert!(medium.retention_micro.len() <= 100);
        for (at, share) in (0..).zip(&medium.retention_micro) {
            let bucket = at * medium.bucket_s..((at + 1) * medium.bucket_s).min(medium.length_s);
            prop_assert!(!bucket.is_empty());
            let within = played.iter().flatten().filter(|second| bucket.contains(second)).count();
            let exact = micro(within as u64, starts * bucket.len() as u64);
            prop_assert!(exact.abs_diff(i64::from(*share)) <= 1, "{exact} {share}");
        }
        let told = medium.retention_micro.len() as u32 * medium.bucket_s;
        prop_assert!(told >= medium.length_s && told < medium.length_s + medium.bucket_s);
    }
    Ok(())
}

fn few(n: u64, k: u64) -> bool {
    (1..k).contains(&n)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn sections_are_those_of_the_facts(visits in visits(60), asked in asked()) {
        let model = Model::DEFAULT;
        let views = of_piece(&visits, &asked);
        let answer = part(&visits, &asked.check(NOW_MS, &utc, 1).unwrap(), None).finish(1);
        prop_assert_eq!(answer.page_views, Some(views.len() as u64));
        let with = |n: usize| -> Vec<_> {
            views.iter().filter(|(_, view)| view.sections.as_slice().len() == n).collect()
        };
        let outline = with(answer.sections.len());
        if answer.sections.is_empty() {
            prop_assert_eq!(with(0).len(), views.len());
        } else {
            prop_assert!([3, 4].iter().all(|n| with(*n).len() <= outline.len()));
            prop_assert_eq!(answer.outline, outline.len() as u64);
        }
        prop_assert_eq!(answer.without_sections, with(0).len() as u64);
        prop_assert_eq!(
            answer.other_outlines + answer.outline + answer.without_sections, views.len() as u64
        );
        let last = |view: &PageView| view.sections.as_slice().iter().rposition(|it| it.ms > 0);
        let count = |is: &dyn Fn(&(usize, &PageView)) -> bool| {
            outline.iter().filter(|it| is(it)).count() as u64
        };
        if !answer.sections.is_empty() {
            prop_assert_eq!(answer.unseen, count(&|(_, view)| last(view).is_none()));
        }
        for (at, told) in answer.sections.iter().enumerate() {
            let of = |view: &PageView| view.sections.as_slice()[at];
            prop_assert_eq!(told.section, at + 1);
            prop_assert_eq!(
                told.read, count(&|(place, view)| is_read(&model, unit_of(*place), &of(view)))
            );
            prop_assert_eq!(told.read + told.skimmed, count(&|(_, view)| of(view).ms > 0));
            let later = |view: &PageView| last(view).is_some_and(|last| last > at);
            prop_assert_eq!(told.jumped, count(&|(_, view)| of(view).ms == 0 && later(view)));
            prop_assert_eq!(told.unreached, count(&|(_, view)| of(view).ms == 0 && !later(view)));
            prop_assert_eq!(told.stopped, count(&|(_, view)| last(view) == Some(at)));
            prop_assert_eq!(told.ms, outline.iter().map(|(_, it)| u64::from(of(it).ms)).sum::<u64>());
            let mut times: Vec<u64> =
                outline.iter().map(|(_, it)| of(it).ms.into()).filter(|ms| *ms > 0).collect();
            times.sort_unstable();
            let median = times.get(times.len().saturating_sub(1) / 2).copied();
            prop_assert_eq!(told.ms_median.is_some(), median.is_some());
            if let (Some(told), Some(median)) = (told.ms_median, median) {
                prop_assert!(told.abs_diff(median) * 256 <= median, "{told} {median}");
            }
            let mut words: Vec<u64> = outline.iter().map(|(_, it)| of(it).words.into()).collect();
            words.sort_unstable();
            prop_assert_eq!(told.words, words[(words.len() - 1) / 2]);
            prop_assert_eq!(
                told.other_words, words.iter().filter(|own| **own != told.words).count() as u64
            );
            let share = told.read_share_micro;
            prop_assert!(micro(told.read, answer.outline).abs_diff(share.value) <= 1);
            prop_assert!(share.low <= share.value && share.value <= share.high);
        }
        let stopped: u64 = answer.sections.iter().map(|section| section.stopped).sum();
        prop_assert!(answer.sections.is_empty() || stopped + answer.unseen == answer.outline);
        check_media(&answer, &views)?;
        let starts = views.iter().flat_map(|(_, view)| view.media.as_slice());
        let starts = starts.filter(|medium| !medium.played.is_empty()).count() as u64;
        let told: u64 = answer.media.iter().map(|medium| medium.starts).sum();
        prop_assert_eq!(told + answer.other_starts, starts);
    }

    #[test]
    fn parts_merge_in_any_order(visits in visits(60), asked in asked(), cut in 0..60usize) {
        let piece = asked.check(NOW_MS, &utc, 1).unwrap();
        let (some, others) = visits.split_at(cut.min(visits.len()));
        let (mut ours, mut theirs) = (part(some, &piece, None), part(others, &piece, None));
        let (a, b) = (ours.clone(), theirs.clone());
        ours.merge(&b);
        theirs.merge(&a);
        prop_assert_eq!(&ours, &part(&visits, &piece, None));
        prop_assert_eq!(&ours, &theirs);
        let json = serde_json::to_string(&ours).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Part>(&json).unwrap(), &ours);
    }

    /// What is told is of the page views that a question by item with the same filters tells of: all that is
    /// laid down of the differences of those answers holds for these.
    #[test]
    fn what_is_told_is_a_row(visits in visits(150), asked in asked(), k in 2..7u64) {
        let piece = asked.check(NOW_MS, &utc, k).unwrap();
        let told = told(&visits, &piece, k);
        let answer = part(&visits, &piece, Some(&told)).finish(k);
        let mut partial = Partial::default();
        visits.iter().for_each(|(visit, _)| partial.add(&piece.question, Some(&told.rows), visit));
        let rows = partial.rows(&piece.question, k);
        let row = rows.iter().find(|row| row.dimensions == [ITEM]);
        prop_assert_eq!(answer.page_views, row.and_then(|row| row.metrics[0]));
        if answer.page_views.is_none() {
            prop_assert!(answer.sections.is_empty() && answer.media.is_empty());
            prop_assert!(answer.titles.is_empty());
        }
        prop_assert!(!few(answer.outline, k));
        prop_assert!(answer.media.iter().all(|medium| !few(medium.starts, k)));
    }

    /// Of an outline, and of a medium, two answers tell of the same visits, or of `k` that only one of them
    /// tells of: whatever the days of both, and whether one is asked with filters.
    #[test]
    fn outlines_and_media_tell_of_no_few_by_difference(
        visits in visits(300), asked in asked(), days in (0..21u64, 0..29u64), k in 2..7u64
    ) {
        let (back, long) = days;
        let wide = json!({
            "site": "demo", "item": ITEM, "date_range": [day((back + long).min(28)), day(back)],
        });
        let filtered = json!({
            "site": "demo", "item": ITEM, "filters": asked.filters, "date_range": wide["date_range"],
        });
        let all = [asked, read(&wide), read(&filtered)].map(|asked| {
            let piece = asked.check(NOW_MS, &utc, k).unwrap();
            shapes(&visits, &piece, &told(&visits, &piece, k))
        });
        let [one, wide, filtered] = &all;
        for (a, b) in [(one, filtered), (filtered, wide)] {
            for shape in a.keys().chain(b.keys()) {
                let nobody = BTreeSet::new();
                let of = |all: &Tellers| all.get(shape).unwrap_or(&nobody).clone();
                let (a, b) = (of(a), of(b));
                for (more, fewer) in [(&a, &b), (&b, &a)] {
                    let beside: BTreeSet<usize> = more.difference(fewer).map(|it| it.0).collect();
                    if fewer.is_subset(more) {
                        prop_assert!(!few(beside.len() as u64, k), "{shape}: {beside:?}");
                    }
                }
            }
        }
    }
}

/// By outline or medium, the page views that are told of: of which visit, and which of its.
type Tellers = BTreeMap<String, BTreeSet<(usize, usize)>>;

/// Those of a piece, each page view asked by itself: filters and groups see it, and its visit.
fn shapes(visits: &[Shows], piece: &Piece, told: &Told) -> Tellers {
    let mut all = Tellers::new();
    for (n, (visit, shows)) in visits.iter().enumerate() {
        for (at, view) in visit.views.iter().enumerate() {
            let alone = VisitFact { views: vec![view.clone()], ..visit.clone() };
            let own = part(&[(alone, vec![shows[at].clone()])], piece, Some(told));
            let own = serde_json::to_value(&own).unwrap();
            for kind in ["outlines", "media"] {
                for shape in own[kind].as_object().unwrap().keys() {
                    all.entry(format!("{kind} {shape}")).or_default().insert((n, at));
                }
            }
        }
    }
    all
}

fn one(view: PageView, n: u64) -> Shows {
    let start_ms = NOW_MS - DAY_MS + n;
    let views = vec![ViewFact { item: ITEM.into(), ..ViewFact::default() }];
    (VisitFact { start_ms, views, ..VisitFact::default() }, vec![view])
}

fn playing(length_s: u32, seconds: u32) -> PageView {
    let mut view = PageView::NEW;
    let medium = view.media.at(0).unwrap();
    medium.length_s = length_s;
    medium.played.add(0, seconds);
    view
}

#[test]
fn a_curve_has_a_hundred_points_at_most() {
    let told = |length: u32| {
        let part = part(&[one(playing(length, length), 0)], &whole_month(), None);
        let medium = part.finish(1).media.remove(0);
        assert!(medium.retention_micro.iter().all(|share| *share == 1_000_000));
        (medium.retention_micro.len(), medium.bucket_s)
    };
    let most = limit::RETENTION_BUCKETS;
    assert_eq!(told(most - 1), (99, 1));
    assert_eq!(told(most), (100, 1));
    assert_eq!(told(most + 1), (51, 2));
    assert_eq!(told(limit::MEDIA_SECONDS), (100, 144));
}

#[test]
fn a_medium_is_finished_without_its_last_seconds() {
    let told = |seconds: u32| {
        let part = part(&[one(playing(100, seconds), 0)], &whole_month(), None);
        part.finish(1).media.remove(0).finished
    };
    assert_eq!([94, 95, 96].map(told), [0, 1, 1]);
}

#[test]
fn of_many_lengths_the_longest_stay_and_eight_are_told() {
    let of = |lengths: u32| {
        let visits: Vec<Shows> =
            (1..=lengths).map(|length| one(playing(length, 1), u64::from(length))).collect();
        let whole = part(&visits, &whole_month(), None);
        let mut merged = Part::default();
        visits.chunks(7).for_each(|some| merged.merge(&part(some, &whole_month(), None)));
        assert_eq!(whole, merged);
        let json = serde_json::to_value(&whole).unwrap();
        let known: Vec<String> = json["media"].as_object().unwrap().keys().cloned().collect();
        let answer = whole.finish(1);
        assert_eq!(answer.media.len() as u64 + answer.other_starts, u64::from(lengths));
        (known.len(), known.contains(&"1".into()), answer.media.len())
    };
    let (most, told) = (limit::MEDIA_LENGTHS, limit::MEDIA_TOLD);
    assert_eq!(of(63), (most - 1, true, told));
    assert_eq!(of(64), (most, true, told));
    assert_eq!(of(65), (most, false, told));
    assert_eq!([7, 8, 9].map(|n| of(n).2), [told - 1, told, told]);
}

#[test]
fn short_sections_and_other_outlines_are_said() {
    let with = |words: &[u32]| {
        let mut view = PageView::NEW;
        for (at, words) in words.iter().enumerate() {
            (view.sections.at(at).words, view.sections.at(at).ms) = (*words, 900_000);
        }
        view
    };
    let caveats = |views: &[PageView]| {
        let visits: Vec<Shows> = (0..).zip(views).map(|(n, it)| one(it.clone(), n)).collect();
        part(&visits, &whole_month(), None).finish(1).caveats
    };
    // 238 words a minute: 19 in 4.8 s, 20 in 5.04 s. Without words nothing is read, so it is not short.
    assert!(caveats(&[with(&[300, 19])]).contains(&Caveat::ShortSections));
    assert!(!caveats(&[with(&[300, 20])]).contains(&Caveat::ShortSections));
    assert!(!caveats(&[with(&[300, 0])]).contains(&Caveat::ShortSections));
    assert!(!caveats(&[with(&[300, 200])]).contains(&Caveat::OutlinesDiffer));
    assert!(caveats(&[with(&[300, 200]), with(&[300, 230])]).contains(&Caveat::OutlinesDiffer));
    assert!(caveats(&[with(&[300, 200]), with(&[300])]).contains(&Caveat::OutlinesDiffer));
    assert!(caveats(&[with(&[300]), PageView::NEW]).contains(&Caveat::WithoutSections));
}
