//! What a request claims: its site, its page, where it comes from, who sends it.

use std::fs;
use std::path::Path;
use std::thread;

use serde_json::json;

use crate::bodies::refusal;
use crate::privacy::contains;
use crate::world::{ANA, NOON, Reader, World, bytes, hit, read};

/// The files of the objects, each by its name.
fn objects(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(objects(&path));
        } else if path.extension().is_some_and(|it| it == "sqlite") {
            all.push(path.to_string_lossy().into_owned());
        }
    }
    all.sort();
    all
}

#[test]
fn sites_that_are_none_are_counted_and_make_no_object() {
    let world = World::new();
    // The registry, which counts, and what the site that is one has.
    assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/a/")).status, 202);
    let name = |n: u32| [format!("site-{n}"), "Demo".into(), "demo.".into(), "x".repeat(64)];
    let mut sent = 0;
    let refused = |site: &str| {
        let mut page = hit(2, "/demo/a/");
        page.s = site.into();
        refusal(&world.send(&ANA, NOON, &page)).0 == 404
    };
    assert!(refused("nobody"));
    let before = objects(&world.data.path().join("objects"));
    for site in (0..50).flat_map(name) {
        assert!(refused(&site), "{site}");
        sent += 1;
    }
    assert_eq!(objects(&world.data.path().join("objects")), before);
    assert!(before.len() >= 3, "{before:?}");
    assert_eq!(world.quality()["unsited"], json!({"unknown_site": sent + 1}));
}

#[test]
fn a_hostname_is_one_of_the_sites_however_it_is_spelled_or_refused() {
    let site =
        json!({"title": "A site", "public": true, "hostnames": ["example.com", "*.example.org"]});
    let world = World::with_sites(json!({ "demo": site }));
    let mut sent = 0;
    let mut told = |url: &str| {
        sent += 1;
        let mut page = hit(sent, "/");
        page.u = url.into();
        let answer = world.send(&ANA, NOON, &page);
        answer.header("x-ungated-refused").unwrap_or("taken").to_owned()
    };
    for (expected, urls) in [
        (
            "taken",
            &[
                "https://example.com/",
                "https://EXAMPLE.com/",
                "https://example.com./",
                "https://example.com:8443/",
                "http://example.com",
                "https://somebody@example.com/",
                "https://www.example.org/",
                "https://a.b.example.org/",
            ][..],
        ),
        (
            "hostname",
            &[
                "https://evil.com#example.com",
                "https://evil.com/example.com",
                "https://evil.com?example.com",
                "https://evil.com\\@example.com/",
                "https://example.com@evil.com/",
                "https://example.com.evil.com/",
                "https://evilexample.com/",
                "https://www.example.com/",
                "https://example.org/",
                "https://evilexample.org/",
                "https://.example.org.evil.com/",
                "https://xn--exmple-4nf.com/",
                "https://127.0.0.1/",
                "https://[::1]/",
            ],
        ),
        (
            "decode",
            &[
                "https://ex\u{430}mple.com/",
                "https://exa%6dple.com/",
                "example.com",
                "file:///etc",
                "",
            ],
        ),
    ] {
        for url in urls {
            assert_eq!(told(url), expected, "{url}");
        }
    }
}

/// Only what Cloudflare itself sets says where a hit comes from.
#[test]
fn addresses_that_a_client_supplies_are_ignored() {
    let world = World::new();
    assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/a/")).status, 202);
    let names = [
        "x-forwarded-for",
        "x-forwarded",
        "forwarded",
        "true-client-ip",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-original-forwarded-for",
        "fastly-client-ip",
        "fly-client-ip",
        "cf-pseudo-ipv4",
        "cf-connecting-ipv6",
        "cf-ipcountry",
        "via",
    ];
    let mut body = serde_json::to_value(hit(2, "/demo/a/")).unwrap();
    for (n, name) in names.into_iter().enumerate() {
        let headers: &'static [(&str, &str)] = Box::leak(Box::new([(name, "198.51.100.77")]));
        body["p"] = json!(format!("{:016x}", n + 10));
        (body["ip"], body["ua"], body["country"]) =
            (json!("198.51.100.77"), json!("x"), json!("FR"));
        let answer = world.send_body(&Reader { headers, ..ANA }, NOON, body.to_string().as_bytes());
        assert_eq!(answer.status, 202, "{name}");
    }
    let visits = world.rows(json!(["visits", "pageviews"]), json!(["country"]));
    assert_eq!(visits, [(vec!["DE".to_owned()], vec![1, names.len() as u64 + 1])]);
}

#[test]
fn the_same_hit_a_thousand_times_is_one_page_view_and_999_duplicates() {
    let world = World::new();
    let body = serde_json::to_vec(&read(hit(1, "/demo/a/"), 0, 9_000)).unwrap();
    let now = json!({ "now": NOON }).to_string();
    let headers = [
        ("cf-connecting-ip", ANA.address),
        ("user-agent", ANA.user_agent),
        ("x-ungated-dev", now.as_str()),
    ];
    thread::scope(|scope| {
        for _ in 0..20 {
            let (http, headers, body) = (world.workerd.http().clone(), &headers, &body);
            scope.spawn(move || {
                for _ in 0..50 {
                    assert_eq!(http.post("/e", headers, body).status, 202);
                }
            });
        }
    });
    assert_eq!(world.totals(json!(["visits", "pageviews", "engaged_ms"])), [1, 1, 9_000]);
    let quality = world.quality();
    assert_eq!((&quality["accepted"], &quality["duplicate"]), (&json!(1_000), &json!(999)));
}

/// Names are bound to statements, never part of them.
#[test]
fn names_that_are_sql_are_names() {
    let world = World::new();
    let names =
        ["' OR 1=1--", "%", "_", "\"; DROP TABLE item;--", "a'b\"c`d", "\\", "?1", "\u{0}x"];
    for (id, name) in (1..).zip(names) {
        let mut page = read(hit(id, "/demo/"), 0, 1_000);
        (page.i.p, page.i.a, page.i.c) = (name.into(), name.into(), format!("/{name}/"));
        page.u += &format!("?utm_campaign={name}");
        assert_eq!(world.send(&ANA, NOON, &page).status, 202, "{name}");
    }
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, names.len() as u64]);
    let world = world.crash();
    let mut topics: Vec<String> = world
        .rows(json!(["pageviews"]), json!(["topic"]))
        .into_iter()
        .map(|row| row.0[0].clone())
        .collect();
    topics.sort();
    let mut expected = names.map(|name| name.trim_start_matches('\u{0}').to_owned());
    expected.sort();
    assert_eq!(topics, expected);
    let filter = |topic: &str| {
        let question = json!({"site": "demo", "metrics": ["pageviews"], "filters": [["is", "topic", [topic]]],
            "date_range": ["2026-03-10", "2026-03-11"]});
        world.ask(&question)["results"][0]["metrics"][0].clone()
    };
    for topic in topics {
        assert_eq!(filter(&topic), json!(1), "{topic}");
    }
}

/// As long as the platform lets one be, and what detection has to look at.
#[test]
fn a_user_agent_however_long_is_taken_for_its_beginning() {
    let world = World::new();
    for (id, end) in (1..).zip(["!", "bot", " HeadlessChrome", ""]) {
        let agent = format!("Mozilla/5.0 {}{end}", "a".repeat(32 * 1_024));
        let headers = [
            ("user-agent", agent.as_str()),
            ("cf-connecting-ip", ANA.address),
            ("x-ungated-dev", r#"{"now":1773144000000}"#),
        ];
        let body = serde_json::to_vec(&hit(id, "/demo/a/")).unwrap();
        assert_eq!(world.workerd.post("/e", &headers, &body).status, 202, "{end}");
    }
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [1, 4]);
}

/// What a page sends of a reader who objects is counted, and that is all.
#[test]
fn a_forced_hit_of_a_reader_who_objects_leaves_nothing_but_a_count() {
    let world = World::new();
    let canary = "canary-objection";
    for (id, headers) in
        (1..).zip([&[("sec-gpc", "1")][..], &[("dnt", "1")], &[("dnt", "1"), ("sec-gpc", "1")]])
    {
        let mut page = hit(id, &format!("/{canary}/"));
        page.i.t = canary.into();
        let answer = world.send(&Reader { headers, ..ANA }, NOON, &page);
        assert_eq!(refusal(&answer), (403, Some("opted_out")));
    }
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [0, 0]);
    assert_eq!(world.quality()["refused"], json!({"opted_out": 3}));
    // Other values object to nothing.
    let headers = &[("sec-gpc", "0"), ("dnt", "0")];
    assert_eq!(world.send(&Reader { headers, ..ANA }, NOON, &hit(9, "/demo/a/")).status, 202);
    let data = world.data;
    world.workerd.stop();
    let all = bytes(data.path());
    assert!(contains(&all, "/demo/a/") && !contains(&all, canary));
}

#[test]
fn a_visit_by_a_referrer_that_is_spam_is_left_out_and_shown() {
    let world = World::new();
    let from = |address: &'static str, id, referrer: &str| {
        let mut page = hit(id, "/demo/a/");
        page.r = referrer.into();
        assert_eq!(world.send(&Reader { address, ..ANA }, NOON, &page).status, 202);
    };
    from("192.0.2.1", 1, "http://semalt.semalt.com/crawler.php");
    from("192.0.2.2", 2, "https://notsemalt.com/");
    from("192.0.2.3", 3, "");
    // A page that a spammed visit goes on with is the visit's.
    from("192.0.2.1", 4, "http://localhost:8787/demo/a/");
    let question =
        json!({"site": "demo", "metrics": ["visits"], "date_range": ["2026-03-10", "2026-03-10"]});
    let answer = world.ask(&question);
    assert_eq!(
        (&answer["results"][0]["metrics"], &answer["meta"]["bot_visits"]),
        (&json!([2]), &json!(1))
    );
    let bots = world.rows(json!(["visits", "pageviews"]), json!(["bot"]));
    assert_eq!(
        bots,
        [(vec!["(none)".to_owned()], vec![2, 2]), (vec!["spam".to_owned()], vec![1, 2])]
    );
    let sources = world.rows(json!(["visits"]), json!(["source"]));
    assert!(!sources.iter().any(|(names, _)| names[0].contains("semalt.semalt")), "{sources:?}");
}
