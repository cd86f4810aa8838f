//! Alerts: what is unusual is told, once, and never of fewer than `k` visits.

use serde_json::{Value, json};
use ungated_shared::score::model::Model;
use ungated_shared::signal::hand_raise::HandRaise;

use crate::people::text;
use crate::receiver::Receiver;
use crate::webhooks::LATER;
use crate::world::{ANA, MINUTE, Reader, World, hit, read};

const HOUR: u64 = 60 * MINUTE;
const WEEK: u64 = 7 * 24 * HOUR;

/// Numbers of visits, each with a page view of its own.
struct Readers<'a> {
    world: &'a World,
    next: u64,
}

impl Readers<'_> {
    /// So many visits at a time, each raising a hand or not.
    fn come(&mut self, n: u64, at_ms: u64, raises: bool) {
        for _ in 0..n {
            self.next += 1;
            // Everybody has an address of their own.
            let address: &'static str =
                format!("203.0.{}.{}", self.next / 250, self.next % 250 + 1).leak();
            let mut page = hit(self.next, "/a/");
            page.s = "one".into();
            if raises {
                page.view.h.insert(HandRaise::Mail, 1);
            }
            let reader = Reader { address, ..ANA };
            assert_eq!(self.world.send(&reader, at_ms, &page).status, 202);
        }
    }
}

fn outcome(world: &World, now_ms: u64) -> String {
    let checked = world.done_at(now_ms, "POST", "alerts/check", &Value::Null);
    text(&checked["alerts"][0]["outcome"])
}

fn world(rule: Value, more: Value) -> (World, Receiver) {
    let mut site = json!({"alerts": [rule]});
    site.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let world = World::that_reaches_here(site);
    let receiver = Receiver::new(&[]);
    world.webhook("team", &receiver.url, "json");
    (world, receiver)
}

#[test]
fn hands_are_told_from_k_visits_on_each_once() {
    let (world, receiver) = world(json!({"name": "Hands", "when": "hand_raise"}), json!({"k": 5}));
    let mut readers = Readers { world: &world, next: 0 };
    readers.come(4, LATER, true);
    assert_eq!(outcome(&world, LATER), "nothing", "four of five");
    readers.come(1, LATER, false);
    assert_eq!(outcome(&world, LATER), "told");
    assert_eq!(outcome(&world, LATER + MINUTE), "nothing", "told already");
    readers.come(2, LATER + MINUTE, true);
    assert_eq!(outcome(&world, LATER + MINUTE), "told");
    let told: Vec<Value> = receiver.got().iter().map(|got| got.json()["data"].clone()).collect();
    let figures = |data: &Value| ["new", "hand_raises", "visits"].map(|it| data[it].clone());
    assert_eq!(
        told.iter().map(figures).collect::<Vec<_>>(),
        [[json!(4), json!(4), json!(5)], [json!(2), json!(6), json!(7)],]
    );
    // No dimension, nothing of a visit.
    let names: Vec<&String> = told[0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["alert", "hand_raises", "new", "site", "text", "visits"]);
}

#[test]
fn a_spike_is_told_once_in_twelve_hours() {
    let (world, receiver) = world(json!({"name": "Spike", "when": "spike"}), json!({}));
    let mut readers = Readers { world: &world, next: 0 };
    for (week, n) in [(5, 9), (4, 12), (3, 60), (2, 10), (1, 11)] {
        readers.come(n, LATER - week * WEEK, false);
    }
    readers.come(21, LATER, false);
    assert_eq!(outcome(&world, LATER + MINUTE), "nothing", "less than twice the median of 11");
    readers.come(1, LATER + MINUTE, false);
    assert_eq!(outcome(&world, LATER + MINUTE), "told");
    assert_eq!(outcome(&world, LATER + 2 * MINUTE), "rests");
    let got = receiver.got();
    assert_eq!(got.len(), 1);
    let data = &got[0].json()["data"];
    assert_eq!((&data["visits"], &data["usual"]), (&json!(22), &json!(11)));
}

#[test]
fn a_drop_is_told_of_the_last_whole_hour_and_of_nothing_that_is_not_known() {
    let (world, receiver) = world(json!({"name": "Drop", "when": "drop"}), json!({}));
    let mut readers = Readers { world: &world, next: 0 };
    for week in [2, 1] {
        readers.come(12, LATER - week * WEEK, false);
    }
    assert_eq!(outcome(&world, LATER + HOUR), "unknown", "two weeks are none");
    readers.come(12, LATER - 3 * WEEK, false);
    readers.come(1, LATER, false);
    assert_eq!(outcome(&world, LATER + HOUR - 1), "nothing", "the hour is not over");
    assert_eq!(outcome(&world, LATER + HOUR), "told");
    let data = receiver.got().remove(0).json()["data"].clone();
    assert_eq!((&data["visits"], &data["usual"]), (&json!(1), &json!(12)));
}

#[test]
fn a_surge_is_one_of_a_segment_s_standing() {
    let rule = json!({"name": "Surge", "when": "surge", "segment": "DACH", "standing": "ready"});
    let segments = json!([{"segment": "DACH", "fit": 9, "when": {"country": ["DE", "AT", "CH"]}}]);
    let (world, receiver) = world(rule, json!({ "segments": segments }));
    let mut readers = Readers { world: &world, next: 0 };
    for week in [3, 2, 1] {
        readers.come(3, LATER - week * WEEK, true);
    }
    readers.come(40, LATER, false);
    assert_eq!(outcome(&world, LATER), "nothing", "readers who raise no hand are not ready");
    readers.come(9, LATER, true);
    assert_eq!(outcome(&world, LATER), "told");
    let data = receiver.got().remove(0).json()["data"].clone();
    let told = ["segment", "standing", "visits", "usual"].map(|it| data[it].clone());
    assert_eq!(told, [json!("DACH"), json!("ready"), json!(9), json!(3)]);
}

#[test]
fn refusals_are_told_by_their_share() {
    let rule = json!({"name": "Refused", "when": "refusals", "at_least": 10, "percent": 50});
    let (world, receiver) = world(rule, json!({}));
    let mut readers = Readers { world: &world, next: 0 };
    readers.come(6, LATER, false);
    let mut elsewhere = hit(999, "/a/");
    elsewhere.s = "one".into();
    elsewhere.u = "https://elsewhere.example/a/".into();
    for _ in 0..5 {
        assert_eq!(world.send(&ANA, LATER, &elsewhere).status, 403);
    }
    assert_eq!(outcome(&world, LATER), "nothing", "5 of 11");
    assert_eq!(world.send(&ANA, LATER, &elsewhere).status, 403);
    assert_eq!(outcome(&world, LATER), "told");
    let data = receiver.got().remove(0).json()["data"].clone();
    assert_eq!((&data["refused"], &data["received"]), (&json!(6), &json!(12)));
}

#[test]
fn parity_is_told_of_points_that_differ_and_of_no_other() {
    let rule = json!({"name": "Scores differ", "when": "parity", "at_least": 2});
    let (world, receiver) = world(rule, json!({}));
    let claim = |id, points, at_ms| {
        let mut page = read(hit(id, "/a/"), 0, 30_000);
        page.s = "one".into();
        page.q = Some(points);
        page.m = Some(format!("{:016x}", Model::DEFAULT.hash()));
        assert_eq!(world.send(&ANA, at_ms, &page).status, 202);
    };
    claim(1, 70, LATER);
    claim(2, 71, LATER);
    assert_eq!(outcome(&world, LATER), "nothing", "one differs, and one does not");
    claim(3, 1, LATER + MINUTE);
    assert_eq!(outcome(&world, LATER + 2 * HOUR), "nothing", "of the last hour only");
    assert_eq!(outcome(&world, LATER + MINUTE), "told");
    assert_eq!(outcome(&world, LATER + 2 * MINUTE), "rests");
    let got = receiver.got();
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].json()["type"], "alert.parity");
    let data = &got[0].json()["data"];
    assert_eq!((&data["alert"], &data["parity"]), (&json!("Scores differ"), &json!(2)));
}

#[test]
fn a_rule_tells_its_own_webhooks_and_a_site_without_any_is_asked_nothing() {
    let rule = json!({"name": "Hands", "when": "hand_raise", "webhooks": ["second"]});
    let world = World::that_reaches_here(json!({"alerts": [rule]}));
    let checked = world.done_at(LATER, "POST", "alerts/check", &Value::Null);
    assert_eq!(checked["alerts"], json!([]));
    let (first, second) = (Receiver::new(&[]), Receiver::new(&[]));
    world.webhook("first", &first.url, "json");
    world.webhook("second", &second.url, "json");
    Readers { world: &world, next: 0 }.come(1, LATER, true);
    assert_eq!(outcome(&world, LATER), "told");
    assert_eq!((first.got().len(), second.got().len()), (0, 1));
}
