//! What goes with hand-raises in the weeks after: against a recount in floating point.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use ungated_harness::{Http, date};
use ungated_shared::signal::hand_raise::HandRaise;

use crate::export::visits;
use crate::textbook::{self, Part};
use crate::world::{ANA, MINUTE, Reader, World, hit, read};

const DAY: u64 = 24 * 60 * MINUTE;
/// Weeks of visits, all over.
const WEEKS: u64 = 9;
/// Visits of a segment in a week.
const EACH: u64 = 14;
/// The campaigns by which segments are told; no campaign is no segment.
const CAMPAIGNS: [&str; 4] = ["letter", "ad", "talk", ""];

fn today() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64 / DAY
}

/// The Monday of the first week, days since 1970, which was a Thursday.
fn monday(today: u64) -> u64 {
    today - (today + 3) % 7 - 7 * WEEKS
}

fn site(k: u64, segments: &[&str]) -> Value {
    let rule = |campaign: &&str| json!({"segment": format!("By {campaign}"), "fit": 10, "when": {"campaign": [campaign]}});
    let rules: Vec<Value> = segments.iter().map(rule).collect();
    json!({"demo": {"title": "A site", "public": true, "hostnames": ["localhost"], "k": k,
        "segments": rules}})
}

/// Whether the segment reads much of the paper in that week.
fn reads_much(segment: u64, week: u64) -> bool {
    (segment * 3 + week * 5 + segment * week) % 7 < 3
}

/// The `n`-th visit of a segment in a week: more of them read the paper in some weeks, and more raise a hand
/// in the weeks after these.
fn nth(http: &Http, monday: u64, segment: u64, week: u64, n: u64) {
    let id = (week * 10 + segment) * 100 + n + 1;
    let campaign = CAMPAIGNS[segment as usize];
    let from =
        if campaign.is_empty() { String::new() } else { format!("?utm_campaign={campaign}") };
    let reader = Reader {
        address: Box::leak(format!("203.0.{}.{}", id / 250, id % 250).into_boxed_str()),
        ..ANA
    };
    let now_ms = (monday + 7 * week + n % 7) * DAY + 12 * 60 * MINUTE;
    let reads = if reads_much(segment, week) { 9 } else { 2 + segment };
    let raises = if week > 0 && reads_much(segment, week - 1) { 5 } else { 2 };
    let page = if n < reads { "/paper/" } else { "/other/" };
    let first = read(hit(2 * id, &format!("/{from}")), 0, 1_000);
    let mut second = read(hit(2 * id + 1, page), 0, 40_000);
    if (n * 5 + week) % EACH < raises {
        second.view.h.insert(HandRaise::Call, 1);
    }
    for (at, hit) in [first, second].iter().enumerate() {
        let body = serde_json::to_vec(hit).unwrap();
        assert_eq!(reader.send(http, now_ms + at as u64 * MINUTE, &body).status, 202);
    }
}

fn told(k: u64, today: u64) -> World {
    let world = World::with_sites(site(k, &CAMPAIGNS[..3]));
    let monday = monday(today);
    // At once, as a disk takes its time for each hit by itself.
    thread::scope(|scope| {
        for segment in 0..CAMPAIGNS.len() as u64 {
            for part in 0..2 {
                let http = world.workerd.http();
                scope.spawn(move || {
                    for week in 0..WEEKS {
                        // The last has few.
                        let each = if segment == 2 { EACH - 3 } else { EACH };
                        (part..each).step_by(2).for_each(|n| nth(http, monday, segment, week, n));
                    }
                });
            }
        }
    });
    // A hit of the day after tomorrow closes what is over; it takes until the shard was woken.
    assert_eq!(world.send(&ANA, (today + 2) * DAY, &hit(1, "/")).status, 202);
    while world.workerd.get("/api/v1/sites/demo/operations").json()["segments"] == 0 {}
    world
}

fn question(today: u64, more: &Value) -> Value {
    let monday = monday(today);
    let days = [date(monday), date(monday + 7 * WEEKS - 1)];
    let mut asked = json!({"site": "demo", "date_range": days, "dimension": "item"});
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    asked
}

/// What is known of segments in weeks: visits and those that raised a hand, and those that had a name.
#[derive(Default)]
struct Known {
    whole: BTreeMap<(String, u64), Part>,
    reads: BTreeMap<(String, u64), u64>,
    /// Whether a cell that is not there may be one that is hidden.
    is_cut: [bool; 2],
}

/// From the lines of the export, without any of the product's rules.
fn of_export(export: &str, first: u64, path: &str) -> Known {
    let mut known = Known::default();
    for line in visits(export) {
        let visit = serde_json::from_str::<Value>(line).unwrap()["visit"].take();
        let day = visit["start_ms"].as_u64().unwrap() / DAY;
        let segment = visit["segment"].as_str().unwrap_or_default();
        let name = if segment.is_empty() { "(none)" } else { segment };
        let cell = (name.to_owned(), (day - first) / 7);
        let views = visit["page_views"].as_array().unwrap();
        let raised = views.iter().any(|view| view["hand_raises"].is_object());
        let had = views.iter().any(|view| view["item"]["path"] == path);
        let of = known.whole.entry(cell.clone()).or_default();
        *of = (of.0 + u64::from(raised), of.1 + 1);
        *known.reads.entry(cell).or_default() += u64::from(had);
    }
    known
}

/// From what anybody can ask.
fn of_questions(world: &World, first: u64, path: &str) -> Known {
    let ask = |metrics: Value, weeks: u64, filters: Value| {
        let days = [date(first), date(first + 7 * weeks - 1)];
        let answer = world.ask(&json!({"site": "demo", "metrics": metrics, "date_range": days,
            "dimensions": ["segment", "time:week"], "filters": filters}));
        let rows = answer["results"].as_array().unwrap().clone();
        (rows, answer["meta"]["suppressed"]["rows"].as_u64().unwrap() > 0)
    };
    let week = |row: &Value| (0..WEEKS).find(|n| date(first + 7 * n) == row["dimensions"][1]);
    let cell = |row: &Value| Some((row["dimensions"][0].as_str()?.to_owned(), week(row)?));
    let (whole, whole_is_cut) = ask(json!(["visits", "raising_visits"]), WEEKS, json!([]));
    let (reads, is_cut) = ask(json!(["visits"]), WEEKS - 1, json!([["is", "item", [path]]]));
    let figure = |row: &Value, at: usize| row["metrics"][at].as_u64();
    let part = |row: &Value| Some((cell(row)?, (figure(row, 1)?, figure(row, 0)?)));
    let read = |row: &Value| Some((cell(row)?, figure(row, 0)?));
    Known {
        whole: whole.iter().filter_map(part).collect(),
        reads: reads.iter().filter_map(read).collect(),
        is_cut: [whole_is_cut, is_cut],
    }
}

/// Arms as `(cells, visits, raising visits)`, exposed first; strata; segments in both; and what is left out.
type Counted = ([(u64, u64, u64); 2], Vec<(Part, Part)>, u64, u64);

fn recount(known: &Known, after: u64) -> Counted {
    let (mut arms, mut strata, mut left_out) = ([(0, 0, 0); 2], Vec::new(), 0);
    let mut sides: BTreeSet<(String, bool)> = BTreeSet::new();
    for week in 0..WEEKS - after {
        let mut cells = Vec::new();
        for ((segment, _), (_, visits)) in known.whole.iter().filter(|(cell, _)| cell.1 == week) {
            let reads = known.reads.get(&(segment.clone(), week)).copied();
            let reads = reads.or((!known.is_cut[1]).then_some(0));
            let later: Option<Vec<Part>> = (1..=after)
                .map(|n| {
                    let of = known.whole.get(&(segment.clone(), week + n)).copied();
                    of.or((!known.is_cut[0]).then_some((0, 0)))
                })
                .collect();
            match (reads, later) {
                (Some(reads), Some(later)) => {
                    let raised = later.iter().map(|it| it.0).sum::<u64>();
                    let came = later.iter().map(|it| it.1).sum::<u64>();
                    cells.push((segment, reads as f64, *visits as f64, (raised, came)));
                }
                _ => left_out += 1,
            }
        }
        let reads: f64 = cells.iter().map(|it| it.1).sum();
        let visits: f64 = cells.iter().map(|it| it.2).sum();
        let is_exposed = |of: f64, out_of: f64| of / out_of - reads / visits > 1e-9;
        let side = |exposed: bool| {
            let own = cells.iter().filter(move |it| is_exposed(it.1, it.2) == exposed);
            own.fold((0, (0, 0)), |(n, (a, b)), it| (n + 1, (a + it.3.0, b + it.3.1)))
        };
        let both = [side(true), side(false)];
        if both.iter().any(|(cells, _)| *cells == 0) {
            continue;
        }
        for (arm, (cells, (raised, came))) in arms.iter_mut().zip(both) {
            *arm = (arm.0 + cells, arm.1 + came, arm.2 + raised);
        }
        strata.push((both[0].1, both[1].1));
        sides.extend(cells.iter().map(|it| (it.0.clone(), is_exposed(it.1, it.2))));
    }
    let both = sides.iter().filter(|(name, is)| *is && sides.contains(&(name.clone(), false)));
    (arms, strata, both.count() as u64, left_out)
}

/// Holds a row against a recount, and says whether it told a difference.
fn is_recounted(row: &Value, known: &Known, after: u64) -> bool {
    let (arms, strata, both, left_out) = recount(known, after);
    for (name, (cells, visits, raised)) in ["exposed", "unexposed"].into_iter().zip(arms) {
        let arm = &row[name];
        assert_eq!(
            (&arm["cells"], &arm["visits"]),
            (&json!(cells), &json!(visits)),
            "{name} {row}"
        );
        assert_eq!(arm["raising_visits"], raised, "{name} {row}");
        let micro = (visits > 0).then(|| (raised as f64 / visits as f64 * 1e6).round());
        assert_eq!(arm["raising_share_micro"].as_f64(), micro, "{row}");
    }
    assert_eq!(row["weeks"], strata.len(), "{row}");
    assert_eq!(
        (&row["segments_in_both"], &row["cells_left_out"]),
        (&json!(both), &json!(left_out))
    );
    let [(_, here, some), (_, there, more)] = arms.map(|(n, a, b)| (n, a as f64, b as f64));
    let (raises, times) = (some + more, after as f64);
    let least = here.min(there) / (here + there) * raises;
    let enough = strata.len() >= 4 && raises >= 20.0 * times && least >= 5.0 * times;
    assert_eq!(row["enough"], enough, "{row}");
    if !enough {
        assert_eq!(row["difference_micro"], Value::Null);
        return false;
    }
    let wanted = textbook::within(&strata, times).map(|end| end * 1e6);
    for (name, wanted) in ["value", "low", "high"].into_iter().zip(wanted) {
        let told = row["difference_micro"][name].as_f64().unwrap();
        assert!((told - wanted).abs() <= 1.001, "{name}: {told} {wanted}");
    }
    true
}

#[test]
fn what_goes_with_hand_raises_is_what_the_export_says_by_the_textbook() {
    let today = today();
    let world = told(1, today);
    let export = world.get_admin("/api/v1/sites/demo/export").body;
    for after in [1, 2] {
        let answer =
            world.ask_of("/api/v1/uplift", &question(today, &json!({"weeks_after": after})));
        let weeks: Vec<String> =
            (0..WEEKS - after).map(|week| date(monday(today) + 7 * week)).collect();
        assert_eq!(answer["meta"]["weeks"], json!(weeks), "as far as the weeks after are over");
        let rows = answer["results"].as_array().unwrap();
        assert_eq!(rows.len(), 3, "{answer}");
        for row in rows {
            let known = of_export(&export, monday(today), row["name"].as_str().unwrap());
            let is_told = is_recounted(row, &known, after);
            // What every visit begins with, no segment reads more of.
            assert_eq!(is_told, row["name"] != "/", "{row}");
        }
        assert_eq!((&answer["meta"]["segments"], &answer["meta"]["rows"]), (&json!(4), &json!(3)));
    }
    let answer = world.ask_of("/api/v1/uplift", &question(today, &json!({"limit": 2})));
    assert_eq!(answer["results"].as_array().unwrap().len(), 2);
    assert_eq!(answer["meta"]["rows"], 3);
    let caveats =
        ["unclassified_networks", "views_of_one_reader", "not_enough_data", "many_compared"];
    let caveats = json!([&caveats[..], &["segments_not_people", "only_goes_together"]].concat());
    assert_eq!(answer["meta"]["caveats"], caveats);
    // What is surest and largest comes first, whichever way; what is not told comes last.
    let answer = world.ask_of("/api/v1/uplift", &question(today, &json!({})));
    let order: Vec<&str> = answer["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(order, ["/other/", "/paper/", "/"]);
    assert!(answer["results"][1]["difference_micro"]["low"].as_i64().unwrap() > 0, "{answer}");
}

/// Every figure is made of what ordinary answers tell, and what they hide is in no arm.
#[test]
fn cells_that_are_hidden_are_left_out_and_counted() {
    let today = today();
    let world = told(5, today);
    let answer = world.ask_of("/api/v1/uplift", &question(today, &json!({})));
    let row = answer["results"].as_array().unwrap().iter().find(|row| row["name"] == "/paper/");
    let known = of_questions(&world, monday(today), "/paper/");
    assert!(known.is_cut[1], "small ones are hidden");
    is_recounted(row.unwrap(), &known, 1);
    assert!(row.unwrap()["cells_left_out"].as_u64().unwrap() > 0, "{row:?}");
    assert!(answer["meta"]["caveats"].as_array().unwrap().contains(&json!("cells_left_out")));
    assert!(answer["meta"]["suppressed"]["rows"].as_u64().unwrap() > 0);
}

#[test]
fn a_site_without_segments_compares_nothing_and_what_makes_no_sense_is_said() {
    let today = today();
    let world = World::with_sites(site(1, &[]));
    let answer = world.ask_of("/api/v1/uplift", &question(today, &json!({})));
    assert_eq!(answer["results"], json!([]));
    assert_eq!(answer["meta"]["caveats"], json!(["few_segments"]));
    let refused = |more: &Value| {
        let body = question(today, more).to_string();
        let answer = world.workerd.post("/api/v1/uplift", &[], body.as_bytes());
        assert_eq!(answer.status, 400, "{body}");
        answer.json()["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused(&json!({"dimension": "channel"})), "dimension");
    assert_eq!(refused(&json!({"weeks_after": 0})), "weeks_after");
    assert_eq!(refused(&json!({"weeks_after": 5})), "weeks_after");
    assert_eq!(refused(&json!({"limit": 21})), "limit");
    // 2026-01-05 is a Monday: 27 whole weeks; a day less is 26.
    assert_eq!(refused(&json!({"date_range": ["2026-01-05", "2026-07-12"]})), "date_range");
    let most = json!({"date_range": ["2026-01-05", "2026-07-11"]});
    world.ask_of("/api/v1/uplift", &question(today, &most));
    assert_eq!(refused(&json!({"filters": []})), "body");
    // Today's week is not over, nor are those after it.
    let now = question(today, &json!({"date_range": [date(today - 6), date(today)]}));
    assert_eq!(world.ask_of("/api/v1/uplift", &now)["meta"]["weeks"], json!([]));
}
