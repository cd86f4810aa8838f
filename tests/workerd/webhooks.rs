//! Webhooks: signed, tried again, replayed; their secrets told once; no way to a private network.

use std::net::TcpListener;
use std::thread;

use serde_json::{Value, json};
use ungated_harness::{Answer, Start, place};
use ungated_shared::alert::retry;
use ungated_shared::limit;

use crate::contract;
use crate::people::{said, text};
use crate::privacy::contains;
use crate::receiver::Receiver;
use crate::world::{ANA, NOON, World, bytes, hit};

/// A Wednesday at noon in 2200: later than the clock of whoever runs this, so that alarms, which go by
/// the later of both, do nothing that was not asked for.
pub const LATER: u64 = 7_258_161_600_000;

impl World {
    /// With a site of the test's own, and a network that has this machine in it.
    pub fn that_reaches_here(more: Value) -> Self {
        let mut site = json!({"title": "A site", "hostnames": ["localhost"], "k": 1});
        site.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let data = tempfile::tempdir().unwrap();
        let sites = Some(json!({ "one": site }));
        let start = Start { sites, reaches_here: true, ..Start::new(data.path()) };
        Self { workerd: start.run().unwrap().watched(contract::watch), data }
    }

    /// A request of the first admin's about the site `one`, at a time.
    pub fn at(&self, now_ms: u64, method: &str, path: &str, body: &Value) -> Answer {
        let dev = json!({ "now": now_ms }).to_string();
        let more = [("x-ungated-dev", dev.as_str())];
        self.api_with(&self.workerd.token, method, &format!("sites/one/{path}"), &more, body)
    }

    /// The same, which has to succeed.
    pub fn done_at(&self, now_ms: u64, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.at(now_ms, method, path, body);
        assert!(matches!(answer.status, 200 | 201), "{method} {path}: {}", answer.body);
        answer.json()
    }

    /// A new webhook: its id and its key.
    pub fn webhook(&self, name: &str, url: &str, format: &str) -> (String, String) {
        let asked = json!({"name": name, "url": url, "format": format});
        let made = self.done_at(LATER, "POST", "webhooks", &asked);
        (text(&made["id"]), text(&made["secret"]))
    }

    fn delivery(&self, id: &str) -> Value {
        let log = self.done_at(LATER, "GET", "deliveries", &Value::Null);
        let all = log["deliveries"].as_array().unwrap();
        all.iter().find(|it| it["id"] == id).unwrap().clone()
    }

    /// Sends what is due at a time.
    fn send_due(&self, now_ms: u64) {
        self.done_at(now_ms, "POST", "alerts/check", &Value::Null);
    }

    /// Makes one alert, on one hand-raise: the id of its delivery.
    fn alert(&self) -> String {
        self.alert_at(LATER)
    }

    fn alert_at(&self, now_ms: u64) -> String {
        self.raise(1, now_ms);
        self.send_due(now_ms);
        self.newest()
    }

    /// One more hand-raise, on a page view of its own.
    fn raise(&self, id: u64, now_ms: u64) {
        let mut page = hit(id, "/a/");
        page.s = "one".into();
        page.view.h.insert(ungated_shared::signal::hand_raise::HandRaise::Mail, 1);
        assert_eq!(self.send(&ANA, now_ms, &page).status, 202);
    }

    fn newest(&self) -> String {
        let log = self.done_at(LATER, "GET", "deliveries", &Value::Null);
        text(&log["deliveries"][0]["id"])
    }

    /// Waiting, delivered, failed and dropped, of each webhook, by their names.
    fn counts(&self) -> Vec<[u64; 4]> {
        let all = self.done_at(LATER, "GET", "webhooks", &Value::Null);
        let mut all = all["webhooks"].as_array().unwrap().clone();
        all.sort_by_key(|it| text(&it["name"]));
        let of = |it: &Value| {
            ["waiting", "delivered", "failed", "dropped"].map(|c| it["counts"][c].as_u64().unwrap())
        };
        all.iter().map(of).collect()
    }
}

fn hands() -> Value {
    json!({"alerts": [{"name": "Hands", "when": "hand_raise"}]})
}

#[test]
fn a_test_is_signed_and_sent_once() {
    let world = World::that_reaches_here(json!({}));
    let receiver = Receiver::new(&[]);
    let (id, key) = world.webhook("team", &receiver.url, "json");
    let sent = world.done_at(LATER, "POST", &format!("webhooks/{id}/test"), &Value::Null);
    assert_eq!((&sent["state"], &sent["said"]), (&json!("delivered"), &json!("204")));
    let got = receiver.got().remove(0);
    assert_eq!(got.line, "POST /hook HTTP/1.1");
    assert_eq!(got.header("content-type"), "application/json");
    assert_eq!(got.header("webhook-id"), text(&sent["id"]));
    assert_eq!(got.header("webhook-timestamp"), (LATER / 1_000).to_string());
    assert!(got.is_signed(&key) && !got.is_signed("whsec_AAAA"));
    assert_eq!(got.json()["type"], "test");
    assert_eq!(got.json()["timestamp"], "2200-01-01T12:00:00Z");
    // One that fails is not tried again: whoever tries it sees it.
    receiver.answers(&[500]);
    let failed = world.done_at(LATER, "POST", &format!("webhooks/{id}/test"), &Value::Null);
    assert_eq!((&failed["state"], &failed["said"]), (&json!("failed"), &json!("500")));
    assert_eq!(failed["next_ms"], Value::Null);
    assert_eq!(receiver.got().len(), 1);
    let listed = world.done_at(LATER, "GET", "webhooks", &Value::Null)["webhooks"][0].clone();
    assert_eq!((&listed["host"], &listed["last"]["id"]), (&json!("127.0.0.1"), &failed["id"]));
}

#[test]
fn what_a_receiver_does_not_take_is_tried_again_under_its_id() {
    let world = World::that_reaches_here(hands());
    let receiver = Receiver::new(&[500, 503]);
    let (_, key) = world.webhook("team", &receiver.url, "json");
    let id = world.alert();
    let first = world.delivery(&id);
    assert_eq!(world.counts(), [[1, 0, 0, 0]]);
    assert_eq!((&first["state"], &first["said"]), (&json!("waiting"), &json!("500")));
    let next = LATER + retry::wait_ms(&id, 1).unwrap();
    assert_eq!(first["next_ms"], next);
    world.send_due(next - 1);
    assert_eq!(receiver.got().len(), 1, "not before its time");
    world.send_due(next);
    let second = world.delivery(&id);
    assert_eq!((&second["said"], &second["tries"]), (&json!("503"), &json!(2)));
    let next = next + retry::wait_ms(&id, 2).unwrap();
    world.send_due(next);
    assert_eq!(world.delivery(&id)["state"], "delivered");
    assert_eq!(world.counts(), [[0, 1, 0, 0]]);
    world.send_due(next + 24 * 60 * 60 * 1_000);
    let got = receiver.got();
    assert_eq!(got.len(), 2, "and no more once it is taken");
    for got in &got {
        assert!(got.is_signed(&key));
        assert_eq!(got.header("webhook-id"), id);
        assert_eq!(got.json()["data"]["hand_raises"], 1);
    }
    assert_ne!(got[0].header("webhook-timestamp"), got[1].header("webhook-timestamp"));
}

#[test]
fn a_receiver_that_is_dead_is_given_up_within_a_day_and_shown() {
    let world = World::that_reaches_here(hands());
    let dead = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    world.webhook("team", &dead, "json");
    let id = world.alert();
    let mut now_ms = LATER;
    for tries in 1..retry::TRIES {
        let shown = world.delivery(&id);
        assert_eq!((&shown["state"], &shown["said"]), (&json!("waiting"), &json!("unreachable")));
        assert_eq!(shown["tries"], tries);
        now_ms = shown["next_ms"].as_u64().unwrap();
        world.send_due(now_ms);
    }
    assert!(now_ms < LATER + 24 * 60 * 60 * 1_000);
    let shown = world.delivery(&id);
    assert_eq!((&shown["state"], &shown["tries"]), (&json!("failed"), &json!(retry::TRIES)));
    assert_eq!(world.counts(), [[0, 0, 1, 0]]);
    let listed = world.done_at(now_ms, "GET", "webhooks", &Value::Null);
    assert_eq!(listed["webhooks"][0]["last"]["state"], "failed");
}

/// Whoever tries a webhook stands before it, also the second time.
#[test]
fn a_test_that_is_replayed_is_tried_once_again() {
    let world = World::that_reaches_here(json!({}));
    let receiver = Receiver::new(&[500, 503]);
    let (hook, _) = world.webhook("team", &receiver.url, "json");
    let sent = world.done_at(LATER, "POST", &format!("webhooks/{hook}/test"), &Value::Null);
    let path = format!("deliveries/{}/replay", text(&sent["id"]));
    let again = world.done_at(LATER + 1_000, "POST", &path, &Value::Null);
    assert_eq!((&again["state"], &again["said"]), (&json!("failed"), &json!("503")));
    assert_eq!((&again["tries"], &again["next_ms"]), (&json!(1), &Value::Null));
    assert_eq!(world.counts(), [[0, 0, 1, 0]], "one delivery, once");
}

/// A receiver takes its time over the first try; meanwhile somebody replays. Whatever the late answer
/// says, it is one to the old try.
#[test]
fn what_is_being_tried_is_not_replayed_and_a_late_answer_ends_no_other_try() {
    for late in [204, 410, 503] {
        let world = World::that_reaches_here(hands());
        let receiver = Receiver::new(&[500]);
        world.webhook("team", &receiver.url, "json");
        world.raise(1, LATER);
        let say = receiver.holds();
        let http = world.workerd.http().clone();
        let token = format!("Bearer {}", world.workerd.token);
        let first = thread::spawn(move || {
            let dev = json!({ "now": LATER }).to_string();
            let headers = [("authorization", token.as_str()), ("x-ungated-dev", dev.as_str())];
            http.post("/api/v1/sites/one/alerts/check", &headers, b"")
        });
        receiver.comes();
        let id = world.newest();
        let path = format!("deliveries/{id}/replay");
        for now_ms in [LATER, LATER + limit::WEBHOOK_ANSWER_MS - 1] {
            let refused = world.at(now_ms, "POST", &path, &Value::Null);
            assert_eq!(said(&refused), (409, "being_tried".into()), "{}", refused.body);
        }
        let now_ms = LATER + limit::WEBHOOK_ANSWER_MS;
        world.done_at(now_ms, "POST", &path, &Value::Null);
        say.send(late).unwrap();
        assert_eq!(first.join().unwrap().status, 200);
        let shown = world.delivery(&id);
        assert_eq!((&shown["state"], &shown["said"]), (&json!("waiting"), &json!("500")), "{late}");
        assert_eq!((&shown["tries"], world.counts()), (&json!(1), vec![[1, 0, 0, 0]]), "{late}");
        assert_eq!(shown["next_ms"], now_ms + retry::wait_ms(&id, 1).unwrap());
        assert_eq!(receiver.got().len(), 2);
    }
}

/// Twenty rules times ten webhooks that nobody hears.
#[test]
fn a_full_log_forgets_what_has_ended_first_and_counts_what_it_drops() {
    let rules: Vec<Value> =
        (0..limit::ALERTS).map(|n| json!({"name": n.to_string(), "when": "hand_raise"})).collect();
    let world = World::that_reaches_here(json!({ "alerts": rules }));
    let dead = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let hooks: Vec<String> =
        (0..limit::WEBHOOKS).map(|n| world.webhook(&n.to_string(), &dead, "json").0).collect();
    let last = hooks.last().unwrap();
    let each = limit::ALERTS as u64;
    let rounds = limit::DELIVERIES / (each * limit::WEBHOOKS as u64);
    world.raise(1, LATER);
    world.send_due(LATER);
    // Neither the oldest nor the newest of all.
    world.done_at(LATER, "POST", &format!("webhooks/{last}/test"), &Value::Null);
    let ended = world.newest();
    for round in 2..rounds {
        world.raise(round, LATER);
        world.send_due(LATER);
    }
    let shown = world.at(LATER, "POST", &format!("deliveries/{ended}/replay"), &Value::Null);
    assert_eq!(shown.status, 200, "there is room: {}", shown.body);
    world.raise(rounds, LATER);
    world.send_due(LATER);
    let shown = world.at(LATER, "POST", &format!("deliveries/{ended}/replay"), &Value::Null);
    assert_eq!(shown.status, 404, "the test went first, as it had ended");
    let mut counts = vec![[rounds * each, 0, 0, 0]; limit::WEBHOOKS];
    counts[limit::WEBHOOKS - 1][2] = 1;
    assert_eq!(world.counts(), counts, "and is counted still");
    world.raise(rounds + 1, LATER);
    world.send_due(LATER);
    counts.iter_mut().for_each(|counts| counts[3] = each);
    assert_eq!(world.counts(), counts);
}

/// The alarm alone, after a power failure: nobody asks for anything. The time said is long past, so
/// that the next try is due as soon as the alarm comes, by the real clock.
#[test]
fn what_was_written_down_is_sent_after_a_power_failure() {
    let world = World::that_reaches_here(hands());
    let receiver = Receiver::new(&[500]);
    let asked = json!({"name": "team", "url": receiver.url, "format": "json"});
    world.done_at(NOON, "POST", "webhooks", &asked);
    let id = world.alert_at(NOON);
    receiver.comes();
    let World { workerd, data } = world;
    workerd.kill9();
    let site = json!({"title": "A site", "hostnames": ["localhost"], "k": 1});
    let sites = Some(json!({ "one": site }));
    let start = Start { sites, reaches_here: true, ..Start::new(data.path()) };
    let _workerd = start.run().unwrap();
    receiver.comes();
    let got = receiver.got();
    assert_eq!(got.len(), 2);
    assert!(got.iter().all(|got| got.header("webhook-id") == id));
    assert_eq!(got[0].body, got[1].body);
}

#[test]
fn a_redirect_is_not_followed_and_one_that_is_gone_is_not_called_again() {
    let world = World::that_reaches_here(hands());
    let receiver = Receiver::new(&[307, 302, 410]);
    world.webhook("team", &receiver.url, "slack");
    let id = world.alert();
    assert_eq!(world.delivery(&id)["said"], "redirect");
    for _ in 0..2 {
        world.send_due(world.delivery(&id)["next_ms"].as_u64().unwrap());
    }
    let shown = world.delivery(&id);
    assert_eq!((&shown["state"], &shown["said"]), (&json!("failed"), &json!("410")));
    let got = receiver.got();
    assert!(got.len() == 3 && got.iter().all(|got| got.line == "POST /hook HTTP/1.1"), "{got:?}");
    assert_eq!(
        got[0].json(),
        json!({"text": "one: Hands: 1 new, 1 hand-raises in 1 visits today."})
    );
}

#[test]
fn a_delivery_is_replayed_as_it_was() {
    let world = World::that_reaches_here(hands());
    let receiver = Receiver::new(&[410]);
    let (hook, key) = world.webhook("team", &receiver.url, "json");
    let id = world.alert();
    assert_eq!(world.delivery(&id)["state"], "failed");
    let path = format!("deliveries/{id}/replay");
    let again = world.done_at(LATER + 1_000, "POST", &path, &Value::Null);
    assert_eq!((&again["state"], &again["tries"]), (&json!("delivered"), &json!(1)));
    let got = receiver.got();
    assert_eq!(got.len(), 2);
    assert_eq!(got[0].body, got[1].body);
    assert_eq!(got[0].header("webhook-id"), got[1].header("webhook-id"));
    assert!(got[1].is_signed(&key));
    assert_eq!(world.at(LATER, "POST", "deliveries/none/replay", &Value::Null).status, 404);
    // The log is told page by page.
    world.done_at(LATER, "POST", &format!("webhooks/{hook}/test"), &Value::Null);
    let page = |more: &str| {
        let log = world.done_at(LATER, "GET", &format!("deliveries?limit=1{more}"), &Value::Null);
        log["deliveries"].as_array().unwrap().clone()
    };
    assert_eq!(page("")[0]["type"], "test");
    assert_eq!(page("&before=2")[0]["id"], id);
    assert_eq!(page("&before=1"), Vec::<Value>::new());
    assert_eq!(world.at(LATER, "DELETE", &format!("webhooks/{hook}"), &Value::Null).status, 204);
    let removed = world.done_at(LATER, "POST", &path, &Value::Null);
    assert_eq!((&removed["state"], &removed["said"]), (&json!("failed"), &json!("removed")));
}

#[test]
fn both_keys_sign_for_a_day_after_a_rotation() {
    let world = World::that_reaches_here(json!({}));
    let receiver = Receiver::new(&[]);
    let (id, old) = world.webhook("team", &receiver.url, "json");
    let path = format!("webhooks/{id}/secret");
    let rotated = world.done_at(LATER, "POST", &path, &Value::Null);
    let new = text(&rotated["secret"]);
    let until = rotated["old_until_ms"].as_u64().unwrap();
    assert_eq!(until, LATER + 24 * 60 * 60 * 1_000);
    for (now_ms, old_signs) in [(LATER, true), (until - 1, true), (until, false)] {
        world.done_at(now_ms, "POST", &format!("webhooks/{id}/test"), &Value::Null);
        let got = receiver.got().remove(0);
        assert_eq!((got.is_signed(&new), got.is_signed(&old)), (true, old_signs), "{now_ms}");
    }
}

#[test]
fn key_and_address_are_told_by_no_answer_and_no_log_and_go_with_an_erasure() {
    let world = World::that_reaches_here(hands());
    let receiver = Receiver::new(&[500, 302]);
    let url = format!("{}/canary-address", receiver.url);
    let (id, first) = world.webhook("team", &url, "json");
    world.alert();
    let second = world.done_at(LATER, "POST", &format!("webhooks/{id}/secret"), &Value::Null);
    let second = text(&second["secret"]);
    world.done_at(LATER, "POST", &format!("webhooks/{id}/test"), &Value::Null);
    let canaries = [&first["whsec_".len()..], &second["whsec_".len()..], "canary-address"];
    let mut told = String::new();
    for path in ["webhooks", "deliveries", "config", "config/versions", "operations", "export"] {
        told += &world.at(LATER, "GET", path, &Value::Null).body;
    }
    for path in ["audit?limit=500", "inventory"] {
        told += &world.admin("GET", path, &Value::Null).to_string();
    }
    told += &world.workerd.output();
    for canary in canaries.iter().chain([&"canary-answer"]) {
        assert!(!told.contains(canary), "{canary}");
    }
    let acts: Vec<String> = world.acts().into_iter().map(|(_, act, _)| act).collect();
    assert_eq!(acts, ["webhook.create", "webhook.secret", "webhook.test"]);
    // The positive control: they are kept, as they have to sign.
    let found = |world: &World| canaries.map(|it| contains(&bytes(world.data.path()), it));
    assert_eq!(found(&world), [true; 3]);
    assert_eq!(world.admin("GET", "inventory", &Value::Null)["sites"][0]["site"], "one");
    let erased = world.delete_admin("/api/v1/sites/one/facts?confirm=one");
    assert_eq!(erased.status, 200, "{}", erased.body);
    assert_eq!(found(&world), [false; 3], "gone while it runs");
    assert_eq!(world.admin("GET", "inventory", &Value::Null)["sites"], json!([]));
    let webhooks = world.done_at(LATER, "GET", "webhooks", &Value::Null);
    assert_eq!(webhooks["webhooks"], json!([]));
    let log = world.done_at(LATER, "GET", "deliveries", &Value::Null);
    assert_eq!(log["deliveries"], json!([]));
    receiver.got();
    world.send_due(LATER + 24 * 60 * 60 * 1_000);
    assert_eq!(receiver.got().len(), 0, "nobody is told any more");
}

/// A webhook that has only been made, on a site without a single fact, is in the inventory.
#[test]
fn a_webhook_alone_can_be_found_and_erased() {
    let world = World::that_reaches_here(json!({}));
    world.webhook("team", "https://hooks.example/a", "slack");
    let held = world.admin("GET", "inventory", &Value::Null)["sites"].clone();
    assert_eq!(held, json!([{"site": "one", "configured": true, "shards": []}]));
    assert_eq!(world.delete_admin("/api/v1/sites/one/facts?confirm=one").status, 200);
    assert_eq!(world.admin("GET", "inventory", &Value::Null)["sites"], json!([]));
}

#[test]
fn a_deployed_edge_takes_no_address_of_this_machine() {
    let world = World::deployed();
    let make = |url: &str| {
        let asked = json!({"name": "a", "url": url, "format": "json"});
        world.api(&world.workerd.token, "POST", "sites/demo/webhooks", &asked)
    };
    let receiver = Receiver::new(&[]);
    for url in
        [receiver.url.as_str(), "http://127.0.0.1:80/", "https://127.0.0.1/", "https://a.local/"]
    {
        let answer = make(url);
        assert_eq!(said(&answer), (400, "body".into()), "{url}: {}", answer.body);
        assert!(text(&answer.json()["detail"]).starts_with("url: "), "{}", answer.body);
    }
    assert_eq!(make("https://hooks.example/a").status, 201, "the control");
    assert_eq!(receiver.got().len(), 0);
}

/// One that was stored while the doors of development were open is not called once they are closed.
#[test]
fn an_address_is_looked_at_again_when_it_is_called() {
    let world = World::that_reaches_here(json!({}));
    let receiver = Receiver::new(&[]);
    let (id, _) = world.webhook("team", &receiver.url, "json");
    let World { workerd, data } = world;
    workerd.stop();
    let site = json!({"one": {"title": "A site", "hostnames": ["localhost"]}});
    let start = Start { dev: false, reaches_here: true, ..Start::new(data.path()) };
    let workerd = Start { sites: Some(site), ..start }.run().unwrap().watched(contract::watch);
    let world = World { workerd, data };
    let sent = world.done_at(LATER, "POST", &format!("webhooks/{id}/test"), &Value::Null);
    assert_eq!((&sent["state"], &sent["said"]), (&json!("failed"), &json!("refused")));
    assert_eq!(receiver.got().len(), 0);
}

/// Tests loosen what is shipped: what is shipped is looked at here.
#[test]
fn the_shipped_network_lets_public_addresses_through_alone() {
    let shipped = std::fs::read_to_string(place::built().join("workerd.capnp")).unwrap();
    let networks: Vec<&str> = shipped.lines().filter(|line| line.contains("network =")).collect();
    let [network] = networks[..] else { panic!("{networks:?}") };
    assert_eq!(
        network.trim(),
        r#"(name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),"#
    );
    // Nor is there another way out.
    for way in ["globalOutbound", "external"] {
        assert!(!shipped.contains(way), "{way}");
    }
}

/// A name can resolve to a private address: the network that is deployed lets none through, whatever
/// the address says.
#[test]
fn the_network_as_deployed_has_no_way_to_this_machine() {
    let world = World::with_sites(json!({"one": {"title": "A site", "hostnames": ["localhost"]}}));
    let receiver = Receiver::new(&[]);
    let (id, _) = world.webhook("team", &receiver.url, "json");
    let sent = world.done_at(LATER, "POST", &format!("webhooks/{id}/test"), &Value::Null);
    assert_eq!((&sent["state"], &sent["said"]), (&json!("failed"), &json!("unreachable")));
    assert_eq!(receiver.got().len(), 0);
}

#[test]
fn names_are_unique_and_there_is_a_bound() {
    let world = World::that_reaches_here(json!({}));
    let make = |name: &str| {
        let asked = json!({"name": name, "url": "https://hooks.example/a", "format": "json"});
        said(&world.at(LATER, "POST", "webhooks", &asked))
    };
    assert_eq!(make("0"), (201, String::new()));
    assert_eq!(make("0"), (409, "name_taken".into()));
    assert_eq!(make(""), (400, "body".into()));
    for n in 1..10 {
        assert_eq!(make(&n.to_string()), (201, String::new()));
    }
    assert_eq!(make("10"), (409, "full".into()));
}
