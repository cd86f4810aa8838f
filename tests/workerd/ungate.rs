//! The ungate ledger: what a form in front of a piece cost.

use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use ungated_harness::{Http, date};
use ungated_shared::hit::Hit;
use ungated_shared::signal::hand_raise::HandRaise;

use crate::export::visits;
use crate::textbook::{self, Interval};
use crate::world::{ANA, MINUTE, Reader, World, hit, read};

const DAY: u64 = 24 * 60 * MINUTE;
/// The gated days of [`told`], by how long they are over, and those before and after it.
const GATED: [u64; 2] = [20, 11];
const ASKED: [u64; 2] = [26, 4];

/// Days since 1970 of today. What lies ahead is in no arm, so that days have to be past ones.
fn today() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64 / DAY
}

fn world(k: u64, today: u64, path: &str) -> World {
    let [from, until] = GATED.map(|ago| date(today - ago));
    let asset = json!({"title": "The paper", "path": path,
        "gated": [{"from": from, "until": until, "form_fills": 40}]});
    let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": k,
        "ungate": [asset]});
    World::with_sites(json!({ "demo": site }))
}

/// A reader of one visit.
fn reader(n: u64) -> Reader {
    Reader { address: Box::leak(format!("203.0.{}.{}", n / 250, n % 250).into_boxed_str()), ..ANA }
}

/// The visit of a reader on a day so long ago: opens these pages, one a minute, reads some of them, and
/// calls from the last, or not.
fn visit(http: &Http, n: u64, day: u64, pages: &[(&str, u32)], raises: bool) {
    for (at, (path, engaged_ms)) in pages.iter().enumerate() {
        let mut hit: Hit = read(hit(1_000 * (n + 1) + at as u64, path), 0, *engaged_ms);
        if raises && at + 1 == pages.len() {
            hit.view.h.insert(HandRaise::Call, 2);
        }
        let now_ms = day * DAY + 12 * 60 * MINUTE + at as u64 * MINUTE;
        let body = serde_json::to_vec(&hit).unwrap();
        assert_eq!(reader(n).send(http, now_ms, &body).status, 202);
    }
}

/// A hit of the day after tomorrow closes what is over, whatever the hour; it takes until the shard was
/// woken.
fn close(world: &World, today: u64) {
    assert_eq!(world.send(&ANA, (today + 2) * DAY, &hit(1, "/")).status, 202);
    while world.workerd.get("/api/v1/sites/demo/operations").json()["segments"] == 0 {}
}

fn ask(world: &World, today: u64) -> Value {
    let days = ASKED.map(|ago| date(today - ago));
    world.ask_of("/api/v1/ungate", &json!({"site": "demo", "date_range": days}))
}

/// The `n`-th of two hundred visits: the first half behind the form, on ten days, the others without
/// it, before and after. Each opens the paper four times, and the contact page, from which some call.
fn nth(http: &Http, today: u64, n: u64) {
    let (is_gated, at) = (n < 100, n % 100);
    let day = match (is_gated, at % 10) {
        (true, ten) => today - GATED[1] - ten,
        (false, ten @ 0..4) => today - GATED[1] + 1 + ten,
        (false, ten) => today - GATED[0] - 1 - ten % 6,
    };
    let often = if is_gated { 5 } else { 2 };
    let ms =
        |page: u64| if (at + page).is_multiple_of(often) { 40_000 + 10 * n as u32 } else { 3_000 };
    let pages = [
        ("/paper/a/", ms(0)),
        ("/paper/b/", ms(1)),
        ("/paper/a/", ms(2)),
        ("/paper/b/", ms(3)),
        ("/contact/", 1_000),
    ];
    visit(http, n, day, &pages, at % (if is_gated { 4 } else { 2 }) == 0);
}

fn told(today: u64) -> World {
    let world = world(1, today, "/paper/*");
    let http = world.workerd.http();
    // At once, as a disk takes its time for each hit by itself.
    thread::scope(|scope| {
        for part in 0..8 {
            let nth = |n| nth(http, today, n);
            scope.spawn(move || (part * 25..part * 25 + 25).for_each(nth));
        }
    });
    // Neither of the asset, nor of the days.
    visit(http, 200, today - 5, &[("/papers/", 40_000)], true);
    visit(http, 201, today - 2, &[("/paper/a/", 40_000)], true);
    close(&world, today);
    world
}

/// What an arm is, counted from the lines of the export without any of the product's rules.
#[derive(Default)]
struct Counted {
    visits: u64,
    pageviews: u64,
    reads: u64,
    engaged_ms: Vec<u64>,
    raising: u64,
}

fn counted(export: &str, of_day: impl Fn(u64) -> bool) -> Counted {
    let mut arm = Counted::default();
    for line in visits(export) {
        let visit = serde_json::from_str::<Value>(line).unwrap()["visit"].take();
        let number = |value: &Value| value.as_u64().unwrap();
        if !of_day(number(&visit["start_ms"]) / DAY) {
            continue;
        }
        let all = visit["page_views"].as_array().unwrap();
        let is_paper =
            |view: &&Value| view["item"]["path"].as_str().unwrap().starts_with("/paper/");
        let own: Vec<&Value> = all.iter().filter(is_paper).collect();
        if own.is_empty() {
            continue;
        }
        arm.visits += 1;
        arm.pageviews += own.len() as u64;
        // A section of 238 words takes a minute, and is read in half of one.
        let is_read = |view: &&&Value| number(&view["sections"][0][1]) >= 30_000;
        arm.reads += own.iter().filter(is_read).count() as u64;
        let engaged = |view: &&Value| number(&view["active_ms"]) + number(&view["media_ms"]);
        arm.engaged_ms.push(own.iter().map(engaged).sum());
        arm.raising += u64::from(all.iter().any(|view| view["hand_raises"].is_object()));
    }
    arm
}

/// Holds an estimate against an interval, in a unit: as close as rounding outwards, and what the
/// product says that it is off by.
#[track_caller]
fn is(told: &Value, wanted: Interval, unit: f64, off: f64) {
    let wanted = wanted.map(|end| end * unit);
    for (name, wanted) in ["value", "low", "high"].into_iter().zip(wanted) {
        let told = told[name].as_f64().unwrap();
        assert!((told - wanted).abs() <= 1.001 + off * wanted.abs(), "{name}: {told} {wanted}");
    }
}

const MICRO: f64 = 1e6;

#[test]
fn the_ledger_is_what_the_export_says_by_the_textbook() {
    let today = today();
    let world = told(today);
    let answer = ask(&world, today);
    let row = &answer["results"][0];
    assert_eq!((&row["title"], &row["path"]), (&json!("The paper"), &json!("/paper/*")));
    let export = world.get_admin("/api/v1/sites/demo/export").body;
    let is_gated = |day: u64| (GATED[1]..=GATED[0]).contains(&(today - day));
    let is_asked = |day: u64| (ASKED[1]..=ASKED[0]).contains(&(today - day));
    let gated = counted(&export, is_gated);
    let ungated = counted(&export, |day| is_asked(day) && !is_gated(day));
    assert_eq!((gated.pageviews, ungated.pageviews), (400, 400));
    for (arm, of, days) in [("gated", &gated, 10), ("ungated", &ungated, 13)] {
        let told = &row[arm];
        assert_eq!((&told["days"], &told["told_days"]), (&json!(days), &json!(days)));
        assert_eq!(told["visits"], of.visits);
        assert_eq!(told["visits_per_day_milli"], of.visits * 1_000 / days);
        assert_eq!(told["pageviews"], of.pageviews);
        assert_eq!(told["reads"], of.reads);
        assert_eq!(told["engaged_ms"], of.engaged_ms.iter().sum::<u64>());
        assert_eq!(told["raising_visits"], of.raising);
        is(&told["read_share_micro"], textbook::wilson(of.reads, of.pageviews), MICRO, 0.0);
        is(&told["raising_share_micro"], textbook::wilson(of.raising, of.visits), MICRO, 0.0);
        is(&told["engaged_ms_median"], textbook::median(&of.engaged_ms), 1.0, 1.0 / 256.0);
    }
    assert!(textbook::sees_ten_points(gated.pageviews, ungated.pageviews));
    let raising = gated.raising + ungated.raising;
    assert!(textbook::sees_double(raising, gated.visits, ungated.visits));
    assert_eq!(row["enough"], json!({"reads": true, "hand_raises": true}));
    let [read, read_gated] = [&ungated, &gated].map(|it| textbook::wilson(it.reads, it.pageviews));
    let more = textbook::less(read, read_gated);
    let differences = &row["differences"];
    is(&differences["read_share_micro"], more, MICRO, 0.0);
    let [raising, raising_gated] =
        [&ungated, &gated].map(|it| textbook::wilson(it.raising, it.visits));
    is(&differences["raising_share_micro"], textbook::less(raising, raising_gated), MICRO, 0.0);
    let rate = |it: &Counted| (it.raising, it.visits);
    let ratio = textbook::ratio(rate(&ungated), rate(&gated));
    is(&differences["raising_ratio_micro"], ratio, MICRO, 1e-8);
    // Of the medians that are told, each off by as much as a quantile may be.
    let told = |arm: &str| {
        ["value", "low", "high"].map(|end| row[arm]["engaged_ms_median"][end].as_f64().unwrap())
    };
    let longer = textbook::less(told("ungated"), told("gated"));
    is(&differences["engaged_ms_median"], longer, 1.0, 0.0);
    is(&row["turned_away"], more, gated.pageviews as f64, 0.0);
    is(&row["turned_away_per_form_fill_milli"], more, gated.pageviews as f64 * 1e3 / 40.0, 0.0);
    assert_eq!(row["form_fills"], 40);
    let caveats = ["different_times", "few_days", "shorter_when_gated", "views_of_one_reader"];
    let caveats = json!([&caveats[..], &["form_fills_entered"]].concat());
    assert_eq!((&row["caveats"], &answer["meta"]["caveats"]), (&caveats, &caveats));
    assert_eq!(answer["meta"]["suppressed"], json!({"k": 1, "rows": 0}));
}

/// The same days by the query that everybody may ask.
fn asked_by_query(world: &World, first: u64, last: u64) -> Value {
    let question = json!({"site": "demo", "metrics": ["visits"],
        "filters": [["matches", "item", ["/paper/"]]], "date_range": [date(first), date(last)]});
    world.ask(&question)["results"][0]["metrics"][0].clone()
}

#[test]
fn an_arm_of_few_is_not_told_nor_is_it_the_difference_of_others() {
    let today = today();
    let world = world(5, today, "/paper/");
    // Three readers behind the form; before it six on one day, and four after it.
    for (n, day) in [(0..3, 15), (10..16, 22), (20..24, 6)]
        .into_iter()
        .flat_map(|(all, ago)| all.map(move |n| (n, today - ago)))
    {
        visit(world.workerd.http(), n, day, &[("/paper/", 40_000)], false);
    }
    let answer = ask(&world, today);
    let row = &answer["results"][0];
    assert_eq!(row["gated"]["visits"], Value::Null);
    assert_eq!(row["gated"]["read_share_micro"], Value::Null);
    let ungated = row["ungated"]["visits"].clone();
    // What is told is what the same days tell by themselves; days of few are told by neither.
    let before = asked_by_query(&world, today - ASKED[0], today - GATED[0] - 1);
    let after = asked_by_query(&world, today - GATED[1] + 1, today - ASKED[1]);
    let spans: Vec<u64> = [before, after].iter().filter_map(Value::as_u64).collect();
    assert_eq!(ungated.as_u64(), Some(spans.iter().sum()).filter(|visits| *visits > 0));
    assert!(spans.iter().all(|visits| *visits >= 5), "{spans:?}");
    assert_eq!(row["turned_away"], Value::Null);
    assert_eq!(row["enough"], json!({"reads": false, "hand_raises": false}));
    let caveats = row["caveats"].as_array().unwrap();
    assert!(caveats.contains(&json!("arm_hidden")) && caveats.contains(&json!("few_left_out")));
    assert!(answer["meta"]["suppressed"]["rows"].as_u64().unwrap() >= 1);
}

#[test]
fn a_site_without_assets_has_an_empty_ledger_and_what_makes_no_sense_is_said() {
    let world = World::new();
    let ask = |question: &Value| {
        world.workerd.post("/api/v1/ungate", &[], question.to_string().as_bytes())
    };
    let sites = json!({"demo": {"title": "A site", "public": true, "hostnames": ["localhost"]}});
    let none = World::with_sites(sites);
    let answer = none.ask_of("/api/v1/ungate", &json!({"site": "demo", "date_range": "30d"}));
    assert_eq!((&answer["results"], &answer["meta"]["caveats"]), (&json!([]), &json!([])));
    let refused = |question: Value| {
        let answer = ask(&question);
        (answer.status, answer.json()["code"].clone())
    };
    let days = json!(["2026-03-02", "2026-03-01"]);
    let wrong = refused(json!({"site": "demo", "date_range": days}));
    assert_eq!(wrong, (400, json!("date_range")));
    let wrong = refused(json!({"site": "demo", "date_range": "7d", "metrics": []}));
    assert_eq!(wrong, (400, json!("body")));
    let wrong = refused(json!({"site": "nobody", "date_range": "7d"}));
    assert_eq!(wrong, (401, json!("unauthorized")));
    assert_eq!(world.workerd.get("/api/v1/ungate").status, 405);
}
