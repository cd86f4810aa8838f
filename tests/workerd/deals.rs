//! Deals that were won: brought in a file, kept, forgotten, and what the readers of their segments read
//! before.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::net::TcpStream;
use std::thread;

use serde_json::{Value, json};
use ungated_harness::{Answer, Http, date};
use ungated_shared::limit;

use crate::bodies::head;
use crate::export::visits;
use crate::people::said;
use crate::textbook::{self, Interval};
use crate::world::{ANA, MINUTE, Reader, World, bytes, hit, read};

const DAY: u64 = 24 * 60 * MINUTE;
/// Ahead of every real clock: visits are closed by what development says. It is 2100-01-01, a Friday.
const AHEAD: u64 = 4_102_488_000_000;
/// The Monday of its week, days since 1970.
const MONDAY: u64 = AHEAD / DAY - 4;

fn site(k: u64) -> Value {
    json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": k, "segments": [
        {"segment": "Letters", "fit": 40, "when": {"campaign": ["letter"]}}]})
}

impl World {
    /// Brings a file.
    pub fn bring(&self, kind: &str, more: &str, file: &str) -> Answer {
        let path = format!("/api/v1/sites/demo/{kind}{more}");
        let bearer = format!("Bearer {}", self.workerd.token);
        let headers = [("authorization", bearer.as_str()), ("content-type", "text/csv")];
        self.workerd.send("POST", &path, &headers, file.as_bytes())
    }

    fn kept(&self, kind: &str) -> Vec<(u64, Value)> {
        let answer = self.get_admin(&format!("/api/v1/sites/demo/{kind}")).json();
        let rows = answer["rows"].as_array().unwrap().iter();
        rows.map(|row| (row["n"].as_u64().unwrap(), row["row"].clone())).collect()
    }

    pub fn report(&self, kind: &str, question: &Value) -> Value {
        let path = format!("/api/v1/sites/demo/{kind}/report");
        let answer = self.post_admin(&path, &question.to_string());
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }
}

#[test]
fn a_file_is_looked_at_before_it_is_kept_and_twice_is_nothing_new() {
    let world = World::with_sites(json!({"demo": site(1)}));
    let file = "closed;lead;segment;heard;way;value;id\r\n\
                2026-03-04;2026-01-02;letters;podcast;form;1200,50;D-1\r\n\
                2026-03-05;;;;;;\r\n2026-03-05;;;;;;\r\n";
    let preview = world.bring("deals", "?preview=true&currency=EUR", file);
    assert_eq!(preview.status, 200, "{}", preview.body);
    let preview = preview.json();
    assert_eq!(
        (&preview["new"], &preview["known"], &preview["preview"]),
        (&json!(3), &json!(0), &json!(true))
    );
    let first = json!({"closed": "2026-03-04", "lead": "2026-01-02", "segment": "Letters",
        "heard": "podcast", "way": "form", "value": {"minor": 120_050, "currency": "EUR"}, "id": "D-1"});
    assert_eq!(preview["rows"][0], json!({"line": 2, "n": 1, "state": "new", "row": first}));
    assert_eq!(world.kept("deals"), [], "a preview keeps nothing");
    assert!(world.acts().iter().all(|(_, act, _)| act != "deals.import"));

    let kept = world.bring("deals", "?currency=EUR", file).json();
    assert_eq!((&kept["new"], &kept["preview"]), (&json!(3), &json!(false)));
    let second = json!({"closed": "2026-03-05"});
    let both = [(1, first), (2, second)];
    let sorted = |mut all: Vec<(u64, Value)>| {
        all.sort_by_key(|(n, _)| *n);
        all
    };
    assert_eq!(sorted(world.kept("deals")), both);
    let again = world.bring("deals", "?currency=EUR", file).json();
    assert_eq!(
        (&again["new"], &again["changed"], &again["known"]),
        (&json!(0), &json!(0), &json!(2))
    );
    assert_eq!(sorted(world.kept("deals")), both);
    // Another file that has more of one, and says something else of a deal with a number.
    let other = "closed,id\n2026-03-06,D-1\n2026-03-05,\n2026-03-05,\n2026-03-05,\n";
    let other = world.bring("deals", "", other).json();
    assert_eq!((&other["new"], &other["changed"]), (&json!(1), &json!(1)));
    let all =
        [(1, json!({"closed": "2026-03-06", "id": "D-1"})), (3, json!({"closed": "2026-03-05"}))];
    assert_eq!(sorted(world.kept("deals")), all);
    let acts: Vec<_> =
        world.acts().into_iter().filter(|(_, act, _)| act == "deals.import").collect();
    assert_eq!(acts.len(), 3);
    assert_eq!(acts[0].2, "demo: 2 rows");
    // And after a power failure.
    let world = world.crash();
    assert_eq!(sorted(world.kept("deals")), all);
}

#[test]
fn a_file_with_errors_is_not_kept_and_each_is_told_by_its_line() {
    let world = World::with_sites(json!({"demo": site(1)}));
    let file = "closed,segment,Account\n2026-03-04,,=1+1\n04.03.2026,Nobody,\n\"2026-03-05,,\n";
    let preview = world.bring("deals", "?preview=true", file).json();
    assert_eq!(preview["ignored_columns"], json!(["Account"]));
    assert_eq!(preview["rows"].as_array().unwrap().len(), 1);
    let errors = preview["errors"].as_array().unwrap();
    let told: Vec<_> =
        errors.iter().map(|it| json!([it["line"], it["column"], it["code"]])).collect();
    assert_eq!(
        told,
        [json!([3, "closed", "day"]), json!([3, "segment", "segment"]), json!([4, "", "quote"])]
    );
    let detail = errors[1]["detail"].as_str().unwrap();
    assert_eq!(detail, "one of “Letters”, not “Nobody”");
    let refused = world.bring("deals", "", file);
    assert_eq!(
        (refused.status, &refused.json()["code"], &refused.json()["line"]),
        (400, &json!("rows"), &json!(3))
    );
    assert_eq!(world.kept("deals"), []);
    for (more, body, code) in [
        ("?preview=yes", "closed\n2026-03-04", "preview"),
        ("?currency=Euro", "closed\n2026-03-04", "currency"),
        ("", "", "rows"),
        ("", "date\n2026-03-04", "rows"),
    ] {
        assert_eq!(said(&world.bring("deals", more, body)), (400, code.into()), "{more} {body}");
    }
    let bearer = format!("Bearer {}", world.workerd.token);
    let latin = b"closed,id\n2026-03-04,\xfc\n";
    let answer = world.workerd.send(
        "POST",
        "/api/v1/sites/demo/deals",
        &[("authorization", &bearer)],
        latin,
    );
    assert_eq!((answer.status, &answer.json()["line"]), (400, &json!(2)));
    let most = limit::IMPORT_BYTES;
    let padded = |bytes: usize| {
        let rest = "closed\n2026-03-04\n";
        said(&world.bring(
            "deals",
            "?preview=true",
            &format!("{rest}{}", "\n".repeat(bytes - rest.len())),
        ))
    };
    let fine = (200, String::new());
    assert_eq!([most - 1, most].map(padded), [fine.clone(), fine]);
    // What says that it has more is answered before it comes.
    let mut stream = TcpStream::connect(world.workerd.address).unwrap();
    let path = "/api/v1/sites/demo/deals";
    let length = most + 1;
    let fixed = format!("POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: {bearer}");
    write!(stream, "{fixed}\r\ncontent-length: {length}\r\n\r\n").unwrap();
    assert!(head(&mut stream).starts_with("HTTP/1.1 413"));
}

/// Three files with as many rows as a site keeps, and one more.
#[test]
fn a_site_keeps_so_many_and_no_more() {
    let world = World::with_sites(json!({"demo": site(1)}));
    let file = |from: usize, n: usize| {
        (from..from + n)
            .fold("closed,id\n".to_owned(), |all, at| format!("{all}2026-03-04,a{at}\n"))
    };
    let half = limit::IMPORTED_ROWS / 2;
    assert_eq!(world.bring("deals", "", &file(0, half)).status, 200);
    assert_eq!(world.bring("deals", "", &file(half, half - 1)).status, 200);
    assert_eq!(said(&world.bring("deals", "", &file(2 * half - 1, 2))), (409, "full".into()));
    assert_eq!(world.bring("deals", "", &file(2 * half - 1, 1)).status, 200);
    assert_eq!(said(&world.bring("deals", "", &file(2 * half, 1))), (409, "full".into()));
    assert_eq!(world.kept("deals").len(), limit::IMPORTED_ROWS);
}

/// Public reports are of readers; what a site sells is its own.
#[test]
fn deals_of_a_public_site_are_not_public() {
    let world = World::with_sites(json!({"demo": site(1)}));
    let question = json!({"date_range": "30d"});
    let shared = world.opened("demo");
    for (method, path) in
        [("GET", "deals"), ("POST", "deals/report"), ("GET", "answers"), ("POST", "answers/report")]
    {
        let path = format!("sites/demo/{path}");
        assert_eq!(world.api("", method, &path, &question).status, 401, "{path}");
        assert_eq!(world.api(&shared, method, &path, &question).status, 403, "{path}");
        let viewer = world.token("viewer", &["demo"]);
        assert_eq!(world.api(&viewer, method, &path, &question).status, 200, "{path}");
    }
}

#[test]
fn what_was_imported_goes_alone_or_with_the_sites_facts() {
    let world = World::with_sites(json!({"demo": site(1)}));
    let bring = || {
        let deals = "closed,id\n2026-03-04,canary-4711\n";
        assert_eq!(world.bring("deals", "", deals).status, 200);
        assert_eq!(world.bring("answers", "", "date,answer\n2026-03-04,podcast\n").status, 200);
    };
    bring();
    let inventory = || world.get_admin("/api/v1/inventory").json()["sites"].clone();
    assert_eq!(inventory(), json!([{"site": "demo", "configured": true, "shards": []}]));
    for more in ["", "?confirm=", "?confirm=other"] {
        let answer = world.delete_admin(&format!("/api/v1/sites/demo/deals{more}"));
        assert_eq!(said(&answer), (400, "confirm".into()));
    }
    assert_eq!(world.delete_admin("/api/v1/sites/demo/deals?confirm=demo").status, 204);
    assert_eq!((world.kept("deals").len(), world.kept("answers").len()), (0, 1));
    bring();
    let is_there = || bytes(world.data.path()).windows(11).any(|part| part == b"canary-4711");
    assert!(is_there(), "the search finds what is kept");
    assert_eq!(world.delete_admin("/api/v1/sites/demo/facts?confirm=demo").status, 200);
    assert!(!is_there());
    assert_eq!((world.kept("deals").len(), world.kept("answers").len()), (0, 0));
    assert_eq!(inventory(), json!([]));
}

/// Visits of [`told`].
const VISITS: u64 = 400;

/// The day of the `n`-th.
const fn day_of(n: u64) -> u64 {
    MONDAY + 7 * (n % 5) + n % 7
}

/// The `n`-th of the visits: on a day of one of five weeks, of the segment every third, which reads the
/// first piece more than others do, and the second less.
fn nth(http: &Http, n: u64) {
    let is_own = n.is_multiple_of(3);
    let day = day_of(n);
    let campaign = if is_own { "?utm_campaign=letter" } else { "" };
    let mut pages = vec!["/start/"];
    pages.extend((n / 5 % 10 < if is_own { 8 } else { 4 }).then_some("/price/"));
    pages.extend((n / 5 % 10 >= if is_own { 8 } else { 5 }).then_some("/news/"));
    let address = Box::leak(format!("203.0.{}.{}", n / 250, n % 250).into_boxed_str());
    for (at, path) in pages.iter().enumerate() {
        let engaged_ms = if (n + at as u64).is_multiple_of(2) { 60_000 } else { 3_000 };
        let address_of = format!("{path}{}", if at == 0 { campaign } else { "" });
        let body = read(hit(1_000 * (n + 1) + at as u64, &address_of), 0, engaged_ms);
        let now_ms = day * DAY + 9 * 60 * MINUTE + at as u64 * MINUTE;
        let body = serde_json::to_vec(&body).unwrap();
        let reader = Reader { address, ..ANA };
        assert_eq!(reader.send(http, now_ms, &body).status, 202);
    }
}

/// A site with four hundred visits in five weeks, and deals: three after the second and third week, of which
/// two follow the same weeks; one outside of the days asked about, one of no segment.
fn told(k: u64) -> World {
    let world = World::with_sites(json!({"demo": site(k)}));
    // Day after day, as a day that is over takes no more; those of a day at once, as a disk takes its time.
    for day in 0..35 {
        thread::scope(|scope| {
            for n in (0..VISITS).filter(|n| day_of(*n) == MONDAY + day) {
                let http = world.workerd.http();
                scope.spawn(move || nth(http, n));
            }
        });
    }
    let end = (MONDAY + 60) * DAY;
    assert_eq!(world.send(&Reader { address: "192.0.2.1", ..ANA }, end, &hit(9, "/")).status, 202);
    // It takes until the shard was woken.
    while visits(&world.get_admin("/api/v1/sites/demo/export").body).len() as u64 != VISITS {}
    let [a, b, c, late] = [15, 20, 22, 50].map(|after| date(MONDAY + after));
    let lead = date(MONDAY - 10);
    let file = format!(
        "closed,lead,segment,way,value,heard\n{a},{lead},Letters,form,100.00,podcast\n{b},,Letters,ungated,50,\n\
         {c},{lead},Letters,ungated,,podcast\n{late},,Letters,,9000,\n{a},,,,,ad\n"
    );
    assert_eq!(world.bring("deals", "?currency=EUR", &file).json()["new"], 5);
    world
}

/// Which question: two weeks before; deals of 30 days.
fn question(dimension: &str) -> Value {
    json!({"date_range": [date(MONDAY), date(MONDAY + 30)], "weeks": 2, "dimension": dimension, "limit": 100})
}

/// The Mondays before closings, by the rule as the documentation says it.
fn weeks() -> [u64; 3] {
    // Two closings in the third week (days 15 and 20), one in the fourth (day 22).
    [MONDAY, MONDAY + 7, MONDAY + 14]
}

/// Visits and reads by name, of the segment or of all others, counted from the lines of the export without
/// any of the product's rules; and how many visits there are.
fn counted(export: &str, is_own: bool, dimension: &str) -> (u64, BTreeMap<String, (u64, u64)>) {
    let (mut all, mut by) = (0, BTreeMap::<String, (u64, u64)>::new());
    for line in visits(export) {
        let visit = serde_json::from_str::<Value>(line).unwrap()["visit"].take();
        let day = visit["start_ms"].as_u64().unwrap() / DAY;
        let is_in = weeks().iter().any(|monday| (*monday..monday + 7).contains(&day));
        if !is_in || (visit["segment"] == "Letters") != is_own {
            continue;
        }
        all += 1;
        let mut had: BTreeMap<String, u64> = BTreeMap::new();
        for view in visit["page_views"].as_array().unwrap() {
            let name = match dimension {
                "channel" => visit["channel"].as_str().unwrap(),
                _ => view["item"]["path"].as_str().unwrap(),
            };
            // A section of 238 words takes a minute, and is read in half of one.
            let is_read = view["sections"][0][1].as_u64().unwrap() >= 30_000;
            *had.entry(name.into()).or_default() += u64::from(is_read);
        }
        for (name, reads) in had {
            let of = by.entry(name).or_default();
            *of = (of.0 + 1, of.1 + reads);
        }
    }
    (all, by)
}

/// Holds an estimate against an interval, in millionths: as close as rounding outwards, and what the product
/// says that it is off by.
#[track_caller]
fn is(told: &Value, wanted: Interval, off: f64) {
    for (name, wanted) in ["value", "low", "high"].into_iter().zip(wanted.map(|end| end * 1e6)) {
        let Some(told) = told[name].as_f64() else {
            assert!(!wanted.is_finite(), "{name}: {told} {wanted}");
            continue;
        };
        assert!((told - wanted).abs() <= 1.001 + off * wanted.abs(), "{name}: {told} {wanted}");
    }
}

#[test]
fn what_a_segment_read_is_what_the_export_says_by_the_textbook() {
    let world = told(1);
    let export = world.get_admin("/api/v1/sites/demo/export").body;
    for dimension in ["item", "channel"] {
        let answer = world.report("deals", &question(dimension));
        let row = &answer["results"][0];
        assert_eq!((&row["segment"], &row["deals"]), (&json!("Letters"), &json!(3)));
        assert_eq!(row["weeks"], json!(weeks().map(date)));
        let (own, by) = counted(&export, true, dimension);
        let (others, other_by) = counted(&export, false, dimension);
        assert!(own > 50 && others > 100);
        assert_eq!((&row["visits"], &row["other_visits"]), (&json!(own), &json!(others)));
        let readings = row["results"].as_array().unwrap();
        let names: Vec<&String> = by.keys().chain(other_by.keys()).collect();
        assert!(readings.iter().all(|it| names.iter().any(|name| it["name"] == name.as_str())));
        for reading in readings {
            let name = reading["name"].as_str().unwrap();
            let [(visits, reads), (other_visits, other_reads)] =
                [&by, &other_by].map(|by| by.get(name).copied().unwrap_or_default());
            let figures = ["visits", "reads", "other_visits", "other_reads"]
                .map(|it| reading[it].as_u64().unwrap());
            assert_eq!(figures, [visits, reads, other_visits, other_reads], "{name}");
            let shares = [textbook::wilson(visits, own), textbook::wilson(other_visits, others)];
            is(&reading["share_micro"], shares[0], 0.0);
            is(&reading["other_share_micro"], shares[1], 0.0);
            let enough = textbook::sees_double(visits + other_visits, own, others);
            assert_eq!(reading["enough"], enough, "{name}");
            if !enough {
                assert_eq!(
                    (&reading["difference_micro"], &reading["lift_micro"]),
                    (&Value::Null, &Value::Null)
                );
                continue;
            }
            is(&reading["difference_micro"], textbook::less(shares[0], shares[1]), 0.0);
            if visits > 0 && other_visits > 0 {
                is(
                    &reading["lift_micro"],
                    textbook::ratio((visits, own), (other_visits, others)),
                    1e-8,
                );
            }
        }
        let all: BTreeSet<&String> = names.into_iter().collect();
        assert_eq!(readings.len(), all.len());
    }
    let answer = world.report("deals", &question("item"));
    // What is surest and largest comes first, whichever way.
    let readings = answer["results"][0]["results"].as_array().unwrap();
    let sure = |it: &Value| {
        let end = |end: &str| it["difference_micro"][end].as_i64().unwrap_or(0);
        end("low").max(-end("high")).max(0)
    };
    assert!(readings.iter().map(sure).is_sorted_by(|a, b| a >= b) && sure(&readings[0]) > 0);
    let price = readings.iter().find(|it| it["name"] == "/price/").unwrap();
    assert!(price["lift_micro"]["low"].as_u64().unwrap() > 1_000_000, "{price}");
    // The site's own figures.
    assert_eq!(
        answer["results"][0]["values"],
        json!([{"currency": "EUR", "minor": 15_000, "deals": 2}])
    );
    let lead_days = json!({"deals": 2, "median": 25, "estimate": null});
    assert_eq!(answer["results"][0]["lead_days"], lead_days);
    assert_eq!((&answer["meta"]["deals"], &answer["meta"]["kept"]), (&json!(4), &json!(5)));
    let ways: Vec<_> = answer["meta"]["ways"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!([it["way"], it["deals"]]))
        .collect();
    assert_eq!(ways, [json!(["form", 1]), json!(["ungated", 2]), json!([null, 1])]);
    assert_eq!(answer["meta"]["heard"][0], json!({"heard": "podcast", "deals": 2}));
    let none = &answer["results"][1];
    assert_eq!(
        (&none["segment"], &none["is_asked"], &none["visits"]),
        (&Value::Null, &json!(false), &Value::Null)
    );
    let caveats = answer["meta"]["caveats"].as_array().unwrap();
    for caveat in [
        "deals_entered",
        "not_the_cause",
        "deals_without_readers",
        "many_compared",
        "views_of_one_reader",
    ] {
        assert!(caveats.contains(&json!(caveat)), "{caveat}: {caveats:?}");
    }
}

/// Each figure is one that anybody may ask for by itself, and none stands for fewer than `k`.
#[test]
fn no_figure_is_of_fewer_than_k_nor_another_than_an_ordinary_answer_tells() {
    let k = 8;
    let world = told(k);
    let answer = world.report("deals", &question("item"));
    let row = &answer["results"][0];
    let asked = |who: Value, dimensions: Value| {
        let weeks = weeks();
        let answer =
            world.ask(&json!({"site": "demo", "metrics": ["visits"], "dimensions": dimensions,
            "date_range": [date(weeks[0]), date(weeks[2] + 6)],
            "filters": [who, ["is", "time:week", weeks.map(date)]]}));
        let rows = answer["results"].as_array().unwrap().iter();
        let named = |row: &Value| (row["dimensions"].to_string(), row["metrics"][0].clone());
        // What is not there is nothing, unless something is hidden.
        let missing =
            if answer["meta"]["suppressed"]["rows"] == 0 { json!(0) } else { Value::Null };
        (rows.map(named).collect::<BTreeMap<_, _>>(), missing)
    };
    let [own, others] = ["is", "is_not"].map(|is| json!([is, "segment", ["Letters"]]));
    assert_eq!(row["visits"], asked(own.clone(), json!([])).0["[]"]);
    assert_eq!(row["other_visits"], asked(others.clone(), json!([])).0["[]"]);
    let [own, others] = [own, others].map(|who| asked(who, json!(["item"])));
    assert!(own.0.len() + others.0.len() > 4, "something is told: {own:?} {others:?}");
    let mut hidden = 0;
    for reading in row["results"].as_array().unwrap() {
        let name = json!([reading["name"]]).to_string();
        for (figure, of) in [("visits", &own), ("other_visits", &others)] {
            let told = of.0.get(&name).unwrap_or(&of.1).clone();
            assert_eq!(reading[figure], told, "{name} {figure}");
            assert!(
                told.as_u64().is_none_or(|visits| visits == 0 || visits >= k),
                "{name}: {told}"
            );
            hidden += usize::from(told.is_null());
        }
    }
    assert!(hidden > 0 && answer["meta"]["suppressed"]["rows"].as_u64().unwrap() > 0);
    assert!(answer["meta"]["caveats"].as_array().unwrap().contains(&json!("small_groups_joined")));
}

#[test]
fn a_site_without_deals_has_an_empty_answer_and_what_makes_no_sense_is_said() {
    let world = World::with_sites(json!({"demo": site(1)}));
    let answer = world.report("deals", &json!({"date_range": "30d"}));
    assert_eq!((&answer["results"], &answer["meta"]["caveats"]), (&json!([]), &json!([])));
    let refused = |question: Value| {
        said(&world.post_admin("/api/v1/sites/demo/deals/report", &question.to_string()))
    };
    let days = |n: u64| json!({"date_range": [date(20_000), date(20_000 + n - 1)]});
    let most = limit::DEALS_DAYS as u64;
    let fine = (200, String::new());
    let wrong = |code: &str| (400, code.to_owned());
    assert_eq!(
        [most - 1, most, most + 1].map(|n| refused(days(n))),
        [fine.clone(), fine.clone(), wrong("date_range")]
    );
    let with = |field: &str, value: Value| {
        let mut question = days(7);
        question[field] = value;
        refused(question)
    };
    let ends =
        |field: &str, most: u64| [0, 1, most - 1, most, most + 1].map(|n| with(field, n.into()));
    let wanted = |code: &str| [wrong(code), fine.clone(), fine.clone(), fine.clone(), wrong(code)];
    assert_eq!(ends("weeks", limit::DEALS_WEEKS.into()), wanted("weeks"));
    assert_eq!(ends("limit", limit::DEALS_ROWS as u64), wanted("limit"));
    assert_eq!(with("dimension", "country".into()), wrong("dimension"));
    assert_eq!(with("site", "demo".into()), wrong("body"));
}

/// More segments than an answer asks about: those with the fewest deals have none of their readers told.
#[test]
fn so_many_segments_are_asked_about_and_no_more() {
    let most = limit::DEALS_SEGMENTS;
    for n in [most - 1, most, most + 1] {
        let world = World::with_sites(json!({"demo": site(1)}));
        let file: String = (0..n)
            .map(|at| format!("2026-03-04,{}{}\n", char::from(b'A' + at as u8), 'Z').repeat(n - at))
            .collect();
        assert_eq!(world.bring("deals", "", &format!("closed,country\n{file}")).status, 200);
        let answer = world.report("deals", &json!({"date_range": ["2026-03-01", "2026-03-31"]}));
        let asked: Vec<bool> = answer["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["is_asked"] == true)
            .collect();
        assert_eq!(asked, (0..n).map(|at| at < most).collect::<Vec<_>>());
        let caveats = answer["meta"]["caveats"].as_array().unwrap();
        assert_eq!(caveats.contains(&json!("segments_left_out")), n > most);
    }
}
