//! Who reads now, over a WebSocket.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::Message;
use ungated_shared::limit;

use crate::disks::{damage, put};
use crate::people::{text, world};
use crate::watching::{PROTOCOL, Said, Watch};
use crate::world::{ANA, BEN, MINUTE, Reader, World, hit};

/// Noon of a day that is far ahead of every real clock: development says that it is later already.
const AHEAD: u64 = 4_102_488_000_000;
const SECOND: u64 = 1_000;

/// A reader whose visits another shard keeps.
const FAR: Reader = Reader {
    place: r#"{"continent":"NA","country":"US","longitude":"-74.00"}"#,
    address: "198.51.100.3",
    ..ANA
};

/// What development says of the time.
fn at(now_ms: u64) -> [(&'static str, String); 1] {
    [("x-ungated-dev", json!({"now": now_ms}).to_string())]
}

impl World {
    /// The same, asked once.
    fn live(&self, now_ms: u64) -> Value {
        let [(name, value)] = &at(now_ms);
        let path = "/api/v1/sites/demo/live";
        self.workerd.http().try_get_with(path, &[(name, value)]).unwrap().json()
    }

    fn watch_at(&self, now_ms: u64) -> Watch {
        let [(name, value)] = &at(now_ms);
        self.watch("demo", &[(name, value)])
    }

    /// Who watches the demo, and what became of others.
    fn watching(&self) -> Value {
        self.workerd.get("/api/v1/sites/demo/operations").json()["live"].clone()
    }

    fn reads(&self, reader: &Reader, now_ms: u64, id: u64) {
        assert_eq!(self.send(reader, now_ms, &hit(id, "/demo/a/")).status, 202);
    }
}

fn readers(n: u64) -> impl Fn(&Value) -> bool {
    move |state| state["readers"] == n
}

#[test]
fn a_hit_is_told_at_once_and_as_whoever_asks_is_told() {
    let world = World::new();
    let mut watch = world.watch_at(AHEAD);
    let first = watch.state();
    assert_eq!(first, world.live(AHEAD));
    assert_eq!((&first["readers"], &first["coverage"]["shards"]), (&json!(0), &json!(0)));

    // The site's first reader, of whom its object knew no shard; then one in another region.
    world.reads(&ANA, AHEAD, 1);
    let one = watch.until(readers(1));
    assert_eq!(one, world.live(AHEAD));
    world.reads(&FAR, AHEAD, 2);
    let two = watch.until(readers(2));
    assert_eq!(two, world.live(AHEAD));
    assert_eq!(two["coverage"]["answered"], 2);
    assert_eq!(
        two["countries"],
        json!([
        {"name": "DE", "readers": 1}, {"name": "US", "readers": 1}])
    );
    assert_eq!(two["channels"].as_array().unwrap().len(), 1);
    assert_eq!(two["minutes"][limit::LIVE_MINUTES - 1], 2);
    assert_ne!(one["revision"], two["revision"]);

    // Whoever is asleep knows no one's time: the next hit says that it is five minutes later.
    let later = AHEAD + 5 * MINUTE + SECOND;
    world.reads(&BEN, later, 3);
    let left = watch.until(|state| state["now"] == later);
    assert_eq!(left, world.live(later));
    assert_eq!(left["readers"], 1);
    assert_eq!(left["minutes"][limit::LIVE_MINUTES - 6], 2);
}

#[test]
fn all_who_watch_are_told_by_one_who_asks() {
    let world = World::new();
    world.reads(&ANA, AHEAD, 1);
    let mut watches = [(); 3].map(|()| world.watch_at(AHEAD));
    let states = watches.each_mut().map(|watch| watch.until(readers(1)));
    assert_eq!(states[0], states[1]);
    let before = world.watching();
    assert_eq!(before["sockets"], 3);
    world.reads(&BEN, AHEAD, 2);
    let states = watches.each_mut().map(|watch| watch.until(readers(2)));
    assert!(states.iter().all(|state| *state == states[0]));
    let after = world.watching();
    let looks = |told: &Value| told["looks"].as_u64().unwrap();
    assert_eq!(looks(&after), looks(&before) + 1, "one look for three");
}

#[test]
fn fewer_than_k_are_told_to_nobody() {
    let site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": 3});
    let world = World::with_sites(json!({"demo": site}));
    let mut watch = world.watch_at(AHEAD);
    assert_eq!(watch.state()["readers"], Value::Null);
    let addresses = ["203.0.113.1", "203.0.113.2", "203.0.113.3"];
    for (n, address) in (1..).zip(addresses) {
        world.reads(&Reader { address, ..ANA }, AHEAD, n);
        let state = watch.until(|state| state["revision"] == format!("1/{n}"));
        let told = |n: u64| if n < 3 { Value::Null } else { json!(n) };
        assert_eq!(state["readers"], told(n));
        assert_eq!(state["standings"]["passing"], told(n));
        assert_eq!(state["minutes"][limit::LIVE_MINUTES - 1], told(n));
        assert_eq!(state["minutes"][0], Value::Null);
        for parts in ["items", "channels", "countries"] {
            assert_eq!(state[parts].as_array().unwrap().len(), usize::from(n == 3), "{parts}");
        }
        assert_eq!(state, world.live(AHEAD));
    }
}

#[test]
fn a_region_that_is_down_is_told() {
    let world = World::new();
    world.reads(&ANA, AHEAD, 1);
    let near = world.databases("ungated-visit-shard").remove(0);
    world.reads(&FAR, AHEAD, 2);
    let world = world.with_disk(|_| drop(damage(&near)));
    let mut watch = world.watch_at(AHEAD);
    let state = watch.state();
    assert_eq!(state["readers"], 1);
    let coverage = &state["coverage"];
    assert_eq!((&coverage["shards"], &coverage["answered"]), (&json!(2), &json!(1)));
}

/// With none that answers, who asks is told so; who watches is sent to ask.
#[test]
fn where_no_region_answers_nobody_watches_an_old_picture() {
    let world = World::new();
    world.reads(&ANA, AHEAD, 1);
    let shard = world.databases("ungated-visit-shard").remove(0);
    let mut whole = Vec::new();
    let world = world.with_disk(|_| whole = damage(&shard));
    assert_eq!(world.watch_at(AHEAD).end(), (1013, "unavailable".into()));
    let world = world.with_disk(|_| put(&shard, &whole));
    assert_eq!(world.watching()["closed"]["unavailable"], 1);
}

#[test]
fn hits_are_taken_where_the_room_cannot_be_opened() {
    let world = World::new();
    world.reads(&ANA, AHEAD, 1);
    world.watch_at(AHEAD).until(readers(1));
    let room = world.databases("ungated-live").remove(0);
    let world = world.with_disk(|_| drop(damage(&room)));
    for id in 2..5 {
        world.reads(&BEN, AHEAD, id);
    }
    let Err(refused) = world.try_watch("demo", &[]) else { panic!("no room was needed") };
    assert_eq!((refused.status, &*text(&refused.json()["code"])), (503, "unavailable"));
    assert_eq!(world.live(AHEAD)["readers"], 2);
    assert_eq!(world.watching(), Value::Null);
    assert!(world.workerd.output().contains("room of demo was not told"));
}

#[test]
fn who_may_not_ask_may_not_watch() {
    let world = world();
    let host = world.workerd.address;
    let own = format!("http://{host}");
    let refused = |site: &str, headers: &[(&str, &str)]| {
        world.try_watch(site, headers).err().map(|answer| answer.status)
    };
    let viewer = world.token("viewer", &["one"]);
    let bearer = format!("Bearer {viewer}");
    let other = format!("Bearer {}", world.token("viewer", &["two"]));
    assert_eq!(refused("one", &[]), Some(401));
    assert_eq!(refused("none", &[]), Some(401));
    assert_eq!(refused("one", &[("authorization", "Bearer none")]), Some(401));
    assert_eq!(refused("one", &[("authorization", &other)]), Some(403));
    assert_eq!(refused("one", &[("authorization", &bearer)]), None);
    assert_eq!(refused("open", &[]), None);

    // A page of another host: by a cookie never, nor by nothing; by a secret that it has.
    let login = world.api("", "POST", "login", &json!({"token": viewer}));
    let cookie = login.header("set-cookie").unwrap().split(';').next().unwrap();
    assert_eq!(refused("one", &[("cookie", cookie), ("origin", &own)]), None);
    assert_eq!(refused("one", &[("cookie", cookie)]), Some(403), "nobody says from where");
    let port = format!("http://127.0.0.1:{}", host.port() ^ 1);
    for origin in ["https://evil.example", "null", &port, "http://localhost"] {
        assert_eq!(
            refused("one", &[("cookie", cookie), ("origin", origin)]),
            Some(403),
            "{origin}"
        );
        assert_eq!(refused("open", &[("origin", origin)]), Some(403), "{origin}");
        assert_eq!(refused("one", &[("authorization", &bearer), ("origin", origin)]), None);
    }

    // What a share link opened, as scripts can send it.
    let share = world.opened("one");
    let named = |secret: &str| format!("ungated.live, ungated.bearer.{secret}");
    assert_eq!(refused("one", &[(PROTOCOL, &named(&share)), ("origin", &own)]), None);
    assert_eq!(refused("two", &[(PROTOCOL, &named(&share)), ("origin", &own)]), Some(403));
    assert_eq!(refused("one", &[(PROTOCOL, &named("none")), ("origin", &own)]), Some(401));
}

/// Each is sent home within a minute, by the clock that development says.
#[test]
fn who_may_no_longer_ask_is_sent_home() {
    let world = world();
    let none = Value::Null;
    let made =
        world.admin("POST", "tokens", &json!({"name": "a", "role": "viewer", "sites": ["one"]}));
    let secret = text(&made["secret"]);
    let admin = format!("Bearer {}", world.workerd.token);
    let link = world.admin("POST", "sites/one/shares", &json!({"name": "a link"}));
    let share =
        text(&world.api("", "POST", "share", &json!({"secret": link["secret"]})).json()["secret"]);
    let other = world.token("viewer", &["one"]);
    let login = world.api("", "POST", "login", &json!({"token": other}));
    let cookie = login.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();

    let bearer = |secret: &str| format!("Bearer {secret}");
    let mut by_token = world.watch("one", &[("authorization", &bearer(&secret))]);
    let mut by_link = world.watch("one", &[("authorization", &bearer(&share))]);
    let own = format!("http://{}", world.workerd.address);
    let mut by_cookie = world.watch("one", &[("cookie", &cookie), ("origin", &own)]);
    let mut by_admin = world.watch("one", &[("authorization", &admin)]);
    for watch in [&mut by_token, &mut by_link, &mut by_cookie, &mut by_admin] {
        watch.state();
    }
    let token = &world.workerd.token;
    let path = format!("tokens/{}", text(&made["id"]));
    assert_eq!(world.api(token, "DELETE", &path, &none).status, 204);
    let path = format!("sites/one/shares/{}", text(&link["id"]));
    assert_eq!(world.api(token, "DELETE", &path, &none).status, 204);
    let out = world.request(
        "",
        "POST",
        "/api/v1/logout",
        &[("cookie", &cookie), ("origin", &own)],
        &none,
    );
    assert_eq!(out.status, 204);

    let mut hit = hit(1, "/a/");
    hit.s = "one".into();
    assert_eq!(world.send(&ANA, AHEAD, &hit).status, 202);
    let home = (1008, "unauthorized".to_owned());
    assert_eq!(
        [by_token.end(), by_link.end(), by_cookie.end()],
        [home.clone(), home.clone(), home]
    );
    assert_eq!(by_admin.until(readers(1))["readers"], 1);

    // A site that is public no longer, for whoever was nobody.
    let mut by_nobody = world.watch("open", &[]);
    by_nobody.state();
    let config = json!({"title": "A site", "hostnames": ["localhost"], "k": 1});
    let version = world.admin("GET", "sites/open/config", &none)["version"].clone();
    let put = world.api_with(
        token,
        "PUT",
        "sites/open/config",
        &[("if-match", &format!("\"{version}\""))],
        &config,
    );
    assert_eq!(put.status, 200, "{}", put.body);
    hit.s = "open".into();
    assert_eq!(world.send(&ANA, AHEAD, &hit).status, 202);
    assert_eq!(by_nobody.end(), (1008, "unauthorized".into()));
}

#[test]
fn a_client_says_nothing_but_ping() {
    let world = World::new();
    let mut watch = world.watch_at(AHEAD);
    watch.state();
    watch.say(Message::text("ping"));
    assert_eq!(watch.next(), Said::Text("pong".into()));
    let most = limit::LIVE_MESSAGE_BYTES;
    let (spoke, long) = ((1008, "spoke".to_owned()), (1009, "too_long".to_owned()));
    for (message, end) in [
        (Message::text("ping "), &spoke),
        (Message::text(""), &spoke),
        (Message::binary(b"ping".to_vec()), &spoke),
        (Message::text("p".repeat(most)), &spoke),
        (Message::text("p".repeat(most + 1)), &long),
        (Message::binary(vec![0; 100_000]), &long),
    ] {
        let mut watch = world.watch_at(AHEAD);
        watch.say(message);
        assert_eq!(watch.end(), *end);
    }
    // Of them all one is left, which is told as before.
    assert_eq!(world.watching()["closed"], json!({"spoke": 4, "too_long": 2}));
    world.reads(&ANA, AHEAD, 1);
    watch.until(readers(1));
}

#[test]
fn so_many_watch_a_site_and_no_more() {
    let world = World::new();
    let mut watches: Vec<Watch> = (1..limit::LIVE_SOCKETS).map(|_| world.watch_at(AHEAD)).collect();
    watches.push(world.watch_at(AHEAD));
    for _ in 0..2 {
        let Err(refused) = world.try_watch("demo", &[]) else { panic!("one more than may") };
        assert_eq!((refused.status, &*text(&refused.json()["code"])), (503, "watchers"));
        assert_eq!(refused.header("retry-after"), Some("60"));
    }
    world.reads(&ANA, AHEAD, 1);
    for watch in &mut watches {
        watch.until(readers(1));
    }
    let watching = world.watching();
    assert_eq!(
        (&watching["sockets"], &watching["closed"]),
        (&json!(limit::LIVE_SOCKETS), &json!({"watchers": 2}))
    );
    // One who goes makes room.
    let mut gone = watches.swap_remove(7);
    gone.0.close(None).unwrap();
    gone.end();
    world.watch_at(AHEAD).until(readers(1));
}

/// Nothing but the sockets and what is attached to them outlives a room's sleep.
#[test]
fn a_room_that_slept_has_lost_nobody() {
    let world = World::new();
    let mut watch = world.watch_at(AHEAD);
    watch.state();
    // The runtime puts an object to sleep that did nothing for ten seconds.
    thread::sleep(Duration::from_secs(14)); // real time: objects sleep by it
    let watching = world.watching();
    assert_eq!((&watching["sockets"], &watching["looks"]), (&json!(1), &json!(0)), "it slept");
    world.reads(&ANA, AHEAD, 1);
    assert_eq!(watch.state()["readers"], 1, "what was said before is not said again");
    // The runtime answers a ping without waking it.
    watch.say(Message::text("ping"));
    assert_eq!(watch.next(), Said::Text("pong".into()));
}

#[test]
fn who_watches_a_site_whose_facts_are_erased_comes_anew() {
    let world = World::new();
    world.reads(&ANA, AHEAD, 1);
    let mut watch = world.watch_at(AHEAD);
    watch.until(readers(1));
    let erased = world.delete_admin("/api/v1/sites/demo/facts?confirm=demo");
    assert_eq!(erased.status, 200, "{}", erased.body);
    assert_eq!(watch.end(), (1001, "erased".into()));
    assert_eq!(world.watch_at(AHEAD).state()["readers"], 0);
}
