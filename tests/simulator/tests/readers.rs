//! What a whole run of readers looks like, and that it is always the same.

use std::collections::BTreeMap;

use ungated_shared::hit::{Hit, Snapshot};
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;
use ungated_simulator::Plan;
use ungated_simulator::assumptions::PAGES_PER_VISIT;
use ungated_simulator::page::Page;
use ungated_simulator::publication::Publication;
use ungated_simulator::timeline::{Posting, Timeline};

/// 18 November 2026, noon UTC.
const NOW_MS: u64 = 1_795_003_200_000;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

fn publication() -> Publication {
    let page = |path: &str, stage: &str| {
        let html = format!(
            r#"<html lang=en><script src=/u.js data-site=demo></script><main>
               <article data-ungated-stage={stage}><h1>{path}</h1><p>{words}
               <h2>More</h2><p>{words} <a href=/demo/a/>a</a> <a href=/demo/b/>b</a>
               <a href=/demo/>front</a> <a href="mailto:a@example.com">Write</a></article></main>"#,
            words = "word ".repeat(400)
        );
        Page::read(path, &html)
    };
    let pages = vec![
        page("/demo/", "awareness"),
        page("/demo/a/", "consideration"),
        page("/demo/b/", "decision"),
    ];
    Publication::of("http://localhost:8787", pages).expect("a front page")
}

fn plan(visits: u32) -> Plan {
    Plan { url: String::new(), visits, days: 7, seed: 5, now_ms: Some(NOW_MS) }
}

fn run(plan: &Plan) -> Vec<Posting> {
    Timeline::new(plan, &publication(), NOW_MS).collect()
}

fn admitted(posting: &Posting) -> Snapshot {
    let body = serde_json::to_vec(&posting.hit).expect("JSON");
    Hit::read(&body).expect("a hit that the edge takes")
}

#[test]
fn the_same_plan_gives_the_same_hits() {
    let bodies = |plan: &Plan| -> Vec<String> {
        let wire = |p: &Posting| {
            let hit = serde_json::to_string(&p.hit).expect("JSON");
            format!("{} {} {} {hit}", p.at_ms, p.reader.address, p.reader.cf)
        };
        run(plan).iter().map(wire).collect()
    };
    assert_eq!(bodies(&plan(200)), bodies(&plan(200)));
    assert_ne!(bodies(&plan(200)), bodies(&Plan { seed: 6, ..plan(200) }));
}

#[test]
fn the_edge_takes_every_hit_and_agrees_on_its_points() {
    for posting in run(&plan(500)) {
        let snapshot = admitted(&posting);
        let ours =
            points(&Model::DEFAULT, Unit::of(&snapshot.item.language), &snapshot.view).total();
        assert_eq!(snapshot.claim, Some((ours, Model::DEFAULT.hash())));
    }
}

#[test]
fn time_never_goes_back_and_never_passes_now() {
    let postings = run(&plan(1_000));
    let times: Vec<u64> = postings.iter().map(|posting| posting.at_ms).collect();
    assert!(times.is_sorted());
    let (first, last) = (times[0], times[times.len() - 1]);
    assert!(first >= NOW_MS - 7 * DAY_MS && last <= NOW_MS);
}

#[test]
fn a_page_view_counts_its_snapshots_and_visits_have_the_assumed_length() {
    let postings = run(&plan(4_000));
    let mut next: BTreeMap<&str, u16> = BTreeMap::new();
    let mut visits: BTreeMap<u32, usize> = BTreeMap::new();
    for posting in &postings {
        let expected = next.entry(&posting.hit.p).or_default();
        assert_eq!(posting.hit.n, *expected);
        *expected += 1;
        if posting.hit.n == 0 {
            *visits.entry(posting.visit).or_default() += 1;
        }
    }
    let mean = next.len() as f64 / visits.len() as f64;
    // Programs open one page; a few visits at the end are still under way.
    assert!((mean - PAGES_PER_VISIT).abs() < 0.15, "{mean}");
    assert!(visits.len() > 3_990);
}

#[test]
fn some_visits_raise_a_hand_and_few_do() {
    let postings = run(&plan(4_000));
    let asking = postings.iter().filter(|posting| !posting.hit.view.h.is_empty());
    let visits: std::collections::BTreeSet<u32> = asking.map(|posting| posting.visit).collect();
    assert!((20..200).contains(&visits.len()), "{}", visits.len());
}
