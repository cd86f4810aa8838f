//! All facts of a site, into an empty deployment.

use std::io::Write as _;
use std::net::TcpStream;

use serde_json::{Value, json};
use ungated_shared::limit;

use crate::bodies::head;
use crate::export::visits;
use crate::world::{ANA, NOON, World, hit};

const RESTORE: &str = "/api/v1/sites/demo/restore";

/// What the site's reports say of the day of the visits.
fn reports(world: &World) -> Vec<Value> {
    let metrics = [
        json!(["visits", "pageviews", "engaged_ms", "engaged_ms_median", "hand_raises"]),
        json!(["read_through", "depth", "engagement", "intent", "points"]),
    ];
    let dimensions = [
        json!([]),
        json!(["item"]),
        json!(["region", "country"]),
        json!(["entry", "exit"]),
        json!(["channel", "source"]),
        json!(["standing", "device"]),
        json!(["time:hour"]),
    ];
    let mut all = Vec::new();
    for metrics in &metrics {
        for dimensions in &dimensions {
            let question = json!({"site": "demo", "metrics": metrics, "dimensions": dimensions,
                "date_range": ["2100-01-01", "2100-01-01"]});
            all.push(world.ask(&question)["results"].clone());
        }
    }
    all
}

#[test]
fn what_was_exported_is_restored_with_the_same_hash_and_the_same_reports() {
    let first = World::with_visits();
    let export = first.export("");
    let (hash, reports_before) = (first.facts_hash(), reports(&first));

    let second = World::new();
    assert_eq!(second.get_admin("/api/v1/sites/demo/export/hash").json()["visits"], 0);
    let lines: Vec<&str> = export.split_inclusive('\n').collect();
    let (one, two) = (lines[..9].concat(), lines[9..].concat());
    let restored = second.post_admin(RESTORE, &one);
    assert_eq!(restored.json(), json!({"visits": 8, "page_views": 24, "known": 0}));
    // Sent again, and again in the middle of other lines.
    assert_eq!(second.post_admin(RESTORE, &one).json()["known"], 8);
    assert_eq!(
        second.post_admin(RESTORE, &lines[4..].concat()).json(),
        json!({"visits": 7, "page_views": 21, "known": 5})
    );
    assert_eq!(second.post_admin(RESTORE, &two).json()["known"], 7);

    let is_same = |world: &World| {
        let told = world.facts_hash();
        assert_eq!((&told["hash"], &told["visits"]), (&hash["hash"], &json!(15)));
        assert_eq!(reports(world), reports_before);
    };
    is_same(&second);
    let second = second.crash();
    is_same(&second);
    // And what is exported from there is the same again.
    let bare = |export: &str| -> Vec<Value> {
        let mut all: Vec<Value> = visits(export)
            .iter()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["visit"].clone())
            .collect();
        all.sort_by_key(Value::to_string);
        all
    };
    assert_eq!(bare(&second.export("")), bare(&export));
    // Readers come, and are counted beside them.
    assert_eq!(second.send(&ANA, NOON, &hit(7, "/demo/a/")).status, 202);
    assert_eq!(second.totals(json!(["visits"])), [1]);
}

#[test]
fn a_line_that_makes_no_sense_is_told_and_nothing_of_its_part_is_taken() {
    let export = World::with_visits().export("");
    let lines: Vec<&str> = export.split_inclusive('\n').collect();
    let world = World::new();
    // Half a line, a wrong value, an unknown key, another shard's region: each in line 7.
    let cut = &lines[6][..lines[6].len() / 2];
    for (bad, says) in [
        (format!("{cut}\n"), "EOF"),
        (lines[6].replace("\"points\":", "\"points\":99"), "u8"),
        (lines[6].replace("\"channel\":\"", "\"channel\":\"x"), "channel"),
        (lines[6].replace("\"device\"", "\"devise\""), "devise"),
        (lines[6].replace("{\"region\":\"", "{\"region\":\"x"), "region"),
        ("\u{0}\n".into(), "expected value"),
    ] {
        let body = [&lines[..6].concat(), &bad, &lines[7..].concat()].map(String::as_str).concat();
        let answer = world.post_admin(RESTORE, &body);
        let problem = answer.json();
        assert_eq!((answer.status, &problem["code"]), (400, &json!("restore_line")), "{says}");
        assert_eq!(problem["line"], 7, "{problem}");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.starts_with("line 7: ") && detail.contains(says), "{detail}");
        assert_eq!(world.facts_hash()["visits"], 0, "nothing half");
    }
    // A line that is left out: each shard has its own order.
    let gap = [&lines[..3], &lines[4..]].concat().concat();
    let problem = world.post_admin(RESTORE, &gap).json();
    assert_eq!((&problem["code"], &problem["line"]), (&json!("restore_gap"), &json!(4)));
    // The whole goes, as if nothing had been tried.
    assert_eq!(world.post_admin(RESTORE, &export).status, 200);
    assert_eq!(world.facts_hash()["visits"], 15);
}

#[test]
fn a_site_with_facts_of_its_own_takes_none_of_another() {
    let export = World::with_visits().export("");
    let world = World::new();
    assert_eq!(world.workerd.post(RESTORE, &[], export.as_bytes()).status, 401);
    assert_eq!(world.post_admin("/api/v1/sites/nobody/restore", &export).status, 404);
    assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/a/")).status, 202);
    let answer = world.post_admin(RESTORE, &export);
    assert_eq!((answer.status, &answer.json()["code"]), (409, &json!("site_not_empty")));
    assert_eq!(world.totals(json!(["visits"])), [1]);
    // Once they are erased, it does.
    assert_eq!(world.delete_admin("/api/v1/sites/demo/facts?confirm=demo").status, 200);
    assert_eq!(world.post_admin(RESTORE, &export).json()["visits"], 15);
    assert_eq!(world.totals(json!(["visits"])), [0]);
}

#[test]
fn a_body_that_is_too_large_is_answered_before_it_comes() {
    let world = World::new();
    let mut stream = TcpStream::connect(world.workerd.address).unwrap();
    let token = &world.workerd.token;
    let bytes = limit::RESTORE_BYTES + 1;
    let headers =
        format!("host: localhost\r\nauthorization: Bearer {token}\r\ncontent-length: {bytes}");
    write!(stream, "POST {RESTORE} HTTP/1.1\r\n{headers}\r\n\r\n").unwrap();
    let head = head(&mut stream);
    assert!(head.starts_with("HTTP/1.1 413"), "{head}");
}
