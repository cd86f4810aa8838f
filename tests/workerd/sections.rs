//! How far readers of a piece came: against a recount of the facts that anybody can export.

use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use ungated_harness::{Http, date};

use crate::export::visits;
use crate::world::{ANA, MINUTE, NOON, Reader, World, hit, read};

const DAY: u64 = 24 * 60 * MINUTE;
/// Around [`NOON`].
const DAYS: [&str; 2] = ["2026-03-02", "2026-03-15"];
const VISITS: u64 = 200;
const PLACES: [&str; 2] =
    [r#"{"continent":"EU","country":"DE"}"#, r#"{"continent":"AS","country":"JP"}"#];
const PIECE: &str = "/guide/";
/// Its sections' words, and how long its film is, s.
const WORDS: [u32; 4] = [120, 240, 12, 400];
const FILM_S: u32 = 250;

/// A number that nobody would guess, and always the same: SplitMix64 (Steele, Lea, Flood 2014).
fn scattered(n: u64) -> u64 {
    let mut z = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The `n`-th visit: up to three page views, most of them of the piece, read as far as chance has it; some
/// as it was before it had a fourth section, some before one of its sections was edited.
fn nth(http: &Http, n: u64) {
    let address = format!("203.{}.{}.{}", n / 60_000, n / 250 % 250, n % 250);
    let place = PLACES[(scattered(n) % 3 / 2) as usize];
    let reader = Reader { address: Box::leak(address.into_boxed_str()), place, ..ANA };
    let mut now_ms = (monday() + n * 14 / VISITS) * DAY + 12 * 60 * MINUTE;
    for at in 0..1 + scattered(n + 1_000) % 3 {
        let seed = scattered(n * 10 + at);
        let path = [PIECE, "/", PIECE, PIECE][(seed % 4) as usize];
        let mut view = read(hit(n * 10 + at + 1, path), 0, 60_000);
        let sections = [4, 4, 4, 3, 0][(seed / 4 % 5) as usize];
        let section = |at: usize| {
            let own = scattered(seed + at as u64);
            let words = if seed % 9 == 8 && at == 1 { 260 } else { WORDS[at] };
            [words, if own.is_multiple_of(4) { 0 } else { (own / 4 % 90_000) as u32 }]
        };
        view.view.x = (0..sections).map(section).collect();
        if seed % 3 == 1 {
            let from = (seed / 7 % 200) as u32;
            view.view.y = vec![vec![FILM_S, 0, 1 + from / 2, from + 2, from + 40]];
        }
        let body = serde_json::to_vec(&view).unwrap();
        assert_eq!(reader.send(http, now_ms, &body).status, 202);
        now_ms += 1_000 + seed % (5 * MINUTE);
    }
}

fn today() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64 / DAY
}

/// The Monday of the first of two weeks that are over, days since 1970, which was a Thursday.
fn monday() -> u64 {
    let today = today();
    today - (today + 3) % 7 - 14
}

fn site(k: u64) -> Value {
    json!({"demo": {"title": "A site", "public": true, "hostnames": ["localhost"], "k": k}})
}

fn told(k: u64) -> World {
    let world = World::with_sites(site(k));
    // At once, as a disk takes its time for each hit by itself.
    thread::scope(|scope| {
        for part in 0..8 {
            let http = world.workerd.http();
            scope.spawn(move || (part..VISITS).step_by(8).for_each(|n| nth(http, n)));
        }
    });
    // A later hit closes what is over; it takes until the shards were woken.
    for place in PLACES {
        let next = Reader { address: "192.0.2.1", place, ..ANA };
        assert_eq!(world.send(&next, (today() + 2) * DAY, &hit(u64::MAX, "/")).status, 202);
    }
    while exported(&world).len() as u64 != VISITS {}
    world
}

fn ask(world: &World, more: &Value) -> Value {
    let mut question = json!({"site": "demo", "item": PIECE, "date_range": DAYS});
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.ask_of("/api/v1/sections", &question)
}

/// Visits of the days asked about, from the lines of an export.
fn exported(world: &World) -> Vec<Value> {
    let export = world.export("");
    let visit = |line: &str| serde_json::from_str::<Value>(line).unwrap()["visit"].take();
    let all = visits(&export).into_iter().map(visit);
    let days = monday() * DAY..(monday() + 14) * DAY;
    all.filter(|it| days.contains(&it["start_ms"].as_u64().unwrap())).collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value}"))
}

/// Words and time on screen of each section of an exported page view.
fn sections_of(view: &Value) -> Vec<(u64, u64)> {
    let sections = view["sections"].as_array().map(Vec::as_slice).unwrap_or_default();
    sections.iter().map(|it| (number(&it[0]), number(&it[1]))).collect()
}

/// Whether a section was read, as the README says it: half of its time at 238 words a minute.
fn is_read((words, ms): (u64, u64)) -> bool {
    words > 0 && ms * 2 >= words * 60_000 / 238
}

/// Holds an answer against all page views of the piece: the same where `k` is 1, else no more.
fn recounted(answer: &Value, views: &[&Value], k: u64) {
    let is_whole = k == 1;
    let close = |told: u64, known: u64| {
        assert!(told <= known && (!is_whole || told == known), "{told} of {known}");
    };
    let meta = &answer["meta"];
    let page_views = meta["page_views"].as_u64().unwrap_or(0);
    close(page_views, views.len() as u64);
    assert!(page_views == 0 || page_views >= k);
    let outlines: Vec<Vec<(u64, u64)>> = views.iter().map(|view| sections_of(view)).collect();
    let of = |n: usize| outlines.iter().filter(|it| it.len() == n).count() as u64;
    let told = answer["results"].as_array().unwrap();
    let outline = number(&meta["outline_page_views"]);
    close(outline, of(4));
    close(number(&meta["other_outlines"]), of(3));
    close(number(&meta["without_sections"]), of(0));
    let rest = number(&meta["other_outlines"]) + number(&meta["without_sections"]);
    assert_eq!(outline + rest, page_views);
    let own: Vec<&Vec<(u64, u64)>> = outlines.iter().filter(|it| it.len() == 4).collect();
    let last = |it: &[(u64, u64)]| it.iter().rposition(|(_, ms)| *ms > 0);
    close(number(&meta["unseen"]), own.iter().filter(|it| last(it).is_none()).count() as u64);
    let mut stopped = number(&meta["unseen"]);
    for (at, section) in told.iter().enumerate() {
        assert_eq!(section["section"], at + 1);
        assert_eq!(section["words"], WORDS[at]);
        assert_eq!(section["is_short"], WORDS[at] < 20);
        let count = |is: Is<'_>| own.iter().filter(|it| is(it)).count() as u64;
        let figure = |name: &str| number(&section[name]);
        close(figure("other_words"), count(&|it| it[at].0 != u64::from(WORDS[at])));
        close(figure("read"), count(&|it| is_read(it[at])));
        close(figure("skimmed"), count(&|it| it[at].1 > 0 && !is_read(it[at])));
        close(figure("jumped"), count(&|it| it[at].1 == 0 && last(it) > Some(at)));
        close(figure("unreached"), count(&|it| it[at].1 == 0 && last(it) < Some(at)));
        close(figure("stopped"), count(&|it| last(it) == Some(at)));
        close(figure("ms"), own.iter().map(|it| it[at].1).sum());
        let parts = ["read", "skimmed", "jumped", "unreached"].map(figure);
        assert_eq!(parts.iter().sum::<u64>(), outline);
        stopped += figure("stopped");
        let share = &section["read_share_micro"];
        let exact = figure("read") as f64 / outline as f64 * 1e6;
        assert!((share["value"].as_f64().unwrap() - exact).abs() <= 1.0, "{share} {exact}");
        assert!(number(&share["low"]) <= number(&share["value"]));
        let mut times: Vec<u64> = own.iter().map(|it| it[at].1).filter(|ms| *ms > 0).collect();
        times.sort_unstable();
        if is_whole {
            let median = times[(times.len() - 1) / 2];
            assert!(figure("ms_median").abs_diff(median) * 256 <= median);
        }
    }
    assert!(told.is_empty() || stopped == outline, "{stopped} {outline}");
    let films = || views.iter().filter(|view| view["media"].is_array());
    let seconds = |view: &Value| -> Vec<u64> {
        let played = view["media"][0]["played"].as_array().unwrap().iter();
        played.flat_map(|it| number(&it[0])..number(&it[1]).min(FILM_S.into())).collect()
    };
    let Some(film) = answer["media"].get(0) else {
        assert!(!is_whole);
        return;
    };
    let starts = number(&film["starts"]);
    close(starts, films().count() as u64);
    assert_eq!((&film["length_s"], &film["bucket_s"]), (&json!(FILM_S), &json!(3)));
    close(number(&film["played_s"]), films().map(|view| seconds(view).len() as u64).sum());
    let curve = film["retention_micro"].as_array().unwrap();
    assert_eq!(curve.len(), 84);
    if is_whole {
        for (bucket, share) in (0..).zip(curve) {
            let (from, to) = (bucket * 3, u64::from(FILM_S).min(bucket * 3 + 3));
            let within = |view: &Value| {
                seconds(view).iter().filter(|second| (from..to).contains(second)).count() as u64
            };
            let played: u64 = films().map(|view| within(view)).sum();
            let exact = played as f64 / (starts * (to - from)) as f64 * 1e6;
            assert!((share.as_f64().unwrap() - exact).abs() <= 1.0, "{bucket}: {share} {exact}");
        }
    }
}

/// Whether an outline, its sections' words and times, is what is looked for.
type Is<'a> = &'a dyn Fn(&[(u64, u64)]) -> bool;

#[test]
fn sections_are_those_of_the_facts() {
    for k in [1, 4] {
        let world = told(k);
        let facts = exported(&world);
        let mut sections = 0;
        for filters in [json!([]), json!([["is", "country", ["JP"]]])] {
            let is_in = |visit: &&Value| filters == json!([]) || visit["country"] == "JP";
            let of_piece = |view: &&Value| view["item"]["path"] == PIECE;
            let views = |visit: &'_ Value| -> Vec<Value> {
                visit["page_views"].as_array().unwrap().clone()
            };
            let all: Vec<Value> = facts.iter().filter(is_in).flat_map(views).collect();
            let all: Vec<&Value> = all.iter().filter(of_piece).collect();
            let days = json!([date(monday()), date(monday() + 13)]);
            let asked = json!({"filters": filters, "date_range": days});
            let answer = ask(&world, &asked);
            recounted(&answer, &all, k);
            sections += answer["results"].as_array().unwrap().len();
            assert_eq!(answer["meta"]["coverage"]["answered"], 2);
            // Asked again, it is told from what was kept.
            assert_eq!(ask(&world, &asked), answer);
            // What a question by item tells is of the same page views.
            let rows = world.ask(&json!({"site": "demo", "metrics": ["pageviews"],
                "dimensions": ["item"], "filters": filters, "date_range": days}));
            let rows = rows["results"].as_array().unwrap();
            let row = rows.iter().find(|row| row["dimensions"][0] == PIECE).unwrap();
            assert_eq!(row["metrics"][0], answer["meta"]["page_views"]);
        }
        assert_eq!(sections, 8);
    }
}

/// An open visit counts as a closed one does; of a text in Japanese, the unit is another.
#[test]
fn an_open_visit_counts_and_its_language_says_the_unit() {
    let world = World::new();
    let mut view = read(hit(1, PIECE), 0, 60_000);
    view.i.l = "ja".into();
    // 200 characters are 30 s at 400 a minute: 15 s are a read, 14.9 s are not.
    view.view.x = vec![[200, 15_000], [200, 14_900], [200, 0], [200, 1], [200, 0]];
    world.send(&ANA, NOON, &view);
    let answer = ask(&world, &json!({}));
    assert_eq!(answer["meta"]["unit"], "characters");
    assert_eq!(answer["meta"]["titles"][PIECE], "Title of /guide/");
    let told = |name: &str| -> Vec<u64> {
        answer["results"].as_array().unwrap().iter().map(|it| number(&it[name])).collect()
    };
    assert_eq!(told("read"), [1, 0, 0, 0, 0]);
    assert_eq!(told("skimmed"), [0, 1, 0, 1, 0]);
    assert_eq!(told("jumped"), [0, 0, 1, 0, 0]);
    assert_eq!(told("unreached"), [0, 0, 0, 0, 1]);
    assert_eq!(told("stopped"), [0, 0, 0, 1, 0]);
    assert_eq!(answer["meta"]["caveats"], json!(["views_of_one_reader"]));
    let none = ask(&world, &json!({"item": "/nowhere/"}));
    assert_eq!((&none["results"], &none["meta"]["page_views"]), (&json!([]), &json!(0)));
}

#[test]
fn of_few_visits_nothing_is_told() {
    let world = World::with_sites(site(5));
    let send = |n: u64| {
        let address = Box::leak(format!("203.0.113.{n}").into_boxed_str());
        let reader = Reader { address, ..ANA };
        let mut view = read(hit(n + 1, PIECE), 0, 60_000);
        // One of them has an outline, and a film, of its own.
        view.view.x = if n == 0 { vec![[77, 9_000]; 9] } else { vec![[120, 60_000]; 2] };
        view.view.y = if n == 0 { vec![vec![77, 0, 9]] } else { Vec::new() };
        world.send(&reader, NOON, &view);
    };
    (0..4).for_each(send);
    let few = ask(&world, &json!({}));
    assert_eq!((&few["results"], &few["media"]), (&json!([]), &json!([])));
    assert_eq!(few["meta"]["page_views"], Value::Null);
    assert!(!few.to_string().contains("Title of"), "{few}");
    send(4);
    let five = ask(&world, &json!({}));
    // Five visits, of which four have the same outline: it is not told.
    assert_eq!((&five["meta"]["page_views"], &five["results"]), (&json!(5), &json!([])));
    assert_eq!(five["meta"]["other_outlines"], 5);
    send(5);
    let six = ask(&world, &json!({}));
    assert_eq!(
        (&six["meta"]["outline_page_views"], &six["meta"]["page_views"]),
        (&json!(5), &json!(6))
    );
    assert_eq!(six["results"].as_array().unwrap().len(), 2);
    assert_eq!((&six["media"], &six["meta"]["other_starts"]), (&json!([]), &json!(1)));
    let mut told = six.clone();
    told["meta"]["range"].take(); // of its own digits
    assert!(!told.to_string().contains("77"), "{six}");
}

#[test]
fn what_makes_no_sense_is_said() {
    let world = World::with_sites(site(5));
    let with = |more: Value| {
        let mut question = json!({"site": "demo", "item": PIECE, "date_range": "7d"});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let body = question.to_string();
        let answer = world.workerd.post("/api/v1/sections", &[], body.as_bytes());
        (answer.status, answer.json()["code"].clone())
    };
    let refused = |code: &str| (400, json!(code));
    assert_eq!(with(json!({})).0, 200);
    assert_eq!(with(json!({"item": null})), refused("body"));
    assert_eq!(with(json!({"steps": 3})), refused("body"));
    assert_eq!(with(json!({"date_range": ["2026-03-02", "2026-03-01"]})), refused("date_range"));
    assert_eq!(with(json!({"filters": [["is", "device", []]]})), refused("filters"));
    // With the item, six dimensions are the most.
    let wide = |n: usize| {
        let all = ["country", "source", "campaign", "device", "segment", "heard"];
        let filter = |own: &&str| json!(["is", own, ["x"]]);
        json!({"filters": all.iter().take(n).map(filter).collect::<Vec<Value>>()})
    };
    assert_eq!([4, 5].map(|n| with(wide(n)).0), [200, 200]);
    assert_eq!(with(wide(6)), refused("dimensions"));
}
