//! What is unusual, when it is told again, and where a webhook may be.

use proptest::prelude::*;
use serde_json::{Value, json};
use ungated_shared::alert::{
    Format, Found, Refused, Rule, Told, WEEKS, WEEKS_LEAST, Watch, body, check, falls, host,
    is_safe, retry, rises,
};
use ungated_shared::report::Row;
use ungated_shared::report::zone::utc;

fn rule(more: Value) -> Rule {
    let mut rule = json!({"name": "A rule", "when": "spike"});
    rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(rule).unwrap()
}

/// The count in the middle, found by counting how many are on either side.
fn middle(counts: &[u64]) -> u64 {
    let half = counts.len().div_ceil(2);
    let enough = |n: &&u64| counts.iter().filter(|other| other <= n).count() >= half;
    *counts.iter().filter(enough).min().unwrap()
}

fn told() -> impl Strategy<Value = Vec<Option<u64>>> {
    prop::collection::vec(prop::option::of(0..200_u64), 0..=WEEKS)
}

proptest! {
    #[test]
    fn a_rise_is_what_a_naive_recount_finds(
        now in prop::option::of(0..2_000_u64), before in told(), k in 1..20_u64,
        percent in 110..1_000_u64, at_least in 1..100_u64,
    ) {
        let rule = rule(json!({"percent": percent, "at_least": at_least}));
        let found = rises(now, &before, k, &rule);
        let counts: Vec<u64> = before.iter().map(|n| n.unwrap_or(k - 1)).collect();
        let expected = now.filter(|_| counts.len() >= WEEKS_LEAST).and_then(|count| {
            let usual = middle(&counts);
            let more = i128::from(count) - i128::from(usual);
            let is_one = more > 0 && count >= at_least && count >= k
                && i128::from(count) * 100 >= i128::from(usual) * i128::from(percent)
                && more * more >= 9 * i128::from(usual);
            is_one.then_some(Found { now, usual })
        });
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_fall_is_what_a_naive_recount_finds(
        now in prop::option::of(0..300_u64), before in told(), k in 1..20_u64,
        percent in 0..90_u64, at_least in 1..100_u64,
    ) {
        let rule = rule(json!({"when": "drop", "percent": percent, "at_least": at_least}));
        let found = falls(now, &before, k, &rule);
        let counts: Vec<u64> = before.iter().map(|n| n.unwrap_or(0)).collect();
        let count = now.unwrap_or(k - 1);
        let expected = (counts.len() >= WEEKS_LEAST).then(|| middle(&counts)).and_then(|usual| {
            let less = i128::from(usual) - i128::from(count);
            let is_one = less > 0 && usual >= at_least && usual >= k
                && i128::from(count) * 100 <= i128::from(usual) * i128::from(percent)
                && less * less >= 9 * i128::from(usual);
            is_one.then_some(Found { now, usual })
        });
        prop_assert_eq!(found, expected);
    }

    /// What is not told can keep an alert back, and never makes one.
    #[test]
    fn what_is_hidden_never_raises_an_alert(
        now in 0..400_u64, before in prop::collection::vec(0..60_u64, WEEKS_LEAST..=WEEKS),
        k in 1..20_u64,
    ) {
        let hidden = |n: u64| (n >= k).then_some(n);
        let seen: Vec<_> = before.iter().map(|n| hidden(*n)).collect();
        let all: Vec<_> = before.iter().copied().map(Some).collect();
        let spike = rule(json!({}));
        if rises(hidden(now), &seen, k, &spike).is_some() {
            prop_assert!(rises(Some(now), &all, 1, &spike).is_some());
        }
        let drop = rule(json!({"when": "drop"}));
        if falls(hidden(now), &seen, k, &drop).is_some() {
            prop_assert!(falls(Some(now), &all, 1, &drop).is_some());
        }
    }

    #[test]
    fn tries_end_within_a_day_each_later_than_the_one_before(id in "[0-9a-f]{16}") {
        let mut whole = 0;
        for tries in 1..retry::TRIES {
            let wait = retry::wait_ms(&id, tries).unwrap();
            prop_assert_eq!(retry::wait_ms(&id, tries), Some(wait), "the same whenever it is asked");
            prop_assert!(tries == 1 || wait > retry::wait_ms(&id, tries - 1).unwrap());
            whole += wait;
        }
        prop_assert!(whole < 24 * 60 * 60 * 1_000);
        prop_assert_eq!(retry::wait_ms(&id, retry::TRIES), None);
        prop_assert_eq!(retry::wait_ms(&id, 0), None);
    }

    /// No address gets through whatever stands before and after it.
    #[test]
    fn no_number_is_a_host(number in any::<u32>(), port in any::<u16>(), path in "[a-z/]{0,9}") {
        let [a, b, c, d] = number.to_be_bytes();
        for host in [
            format!("{number}"), format!("0x{number:x}"), format!("0{number:o}"),
            format!("{a}.{b}.{c}.{d}"), format!("0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}"),
            format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"), format!("{a}.{}", number & 0xff_ffff),
            format!("{a}.{b}.{}", number & 0xffff), format!("[::ffff:{a}.{b}.{c}.{d}]"),
        ] {
            let url = format!("https://{host}/{path}");
            prop_assert!(is_safe(&url, false).is_err(), "{}", url);
            let url = format!("https://{host}:{port}/{path}");
            prop_assert!(is_safe(&url, false).is_err(), "{}", url);
        }
    }

    #[test]
    fn any_text_is_judged_and_a_safe_one_has_a_plain_host(text in "(https?://)?\\PC{0,60}") {
        if is_safe(&text, false).is_ok() {
            let host = host(&text);
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
            prop_assert!(text.starts_with("https://") && host.chars().all(is_plain));
        }
    }
}

#[test]
fn webhooks_are_on_the_public_internet_under_a_plain_name() {
    for url in [
        "https://hooks.slack.com/services/T000/B000/XXXX",
        "https://example.com",
        "https://example.com/",
        "https://example.com?a=b@c:d",
        "https://example.com/a@b/https://c",
        "https://example.com:443/hook",
        "https://example.com:8443/hook",
        "https://xn--bcher-kva.example/hook",
        "https://a-b.c1.example.museum/%20",
        "https://1.example.com/",
    ] {
        assert_eq!(is_safe(url, false), Ok(()), "{url}");
    }
    use Refused::{Character, Host, Long, Port, Private, Scheme};
    let long = format!("https://example.com/{}", "a".repeat(500));
    let label = format!("https://{}.com/", "a".repeat(64));
    let name = format!("https://{}com/", "abcdefg.".repeat(33));
    let refused = [
        ("", Scheme),
        ("example.com", Scheme),
        ("//example.com", Scheme),
        ("http://example.com/", Scheme),
        ("HTTPS://example.com/", Scheme),
        ("https:/example.com/", Scheme),
        ("https:example.com/", Scheme),
        ("ftp://example.com/", Scheme),
        ("file:///etc/passwd", Scheme),
        ("gopher://127.0.0.1:6379/_x", Scheme),
        ("javascript:alert(1)", Scheme),
        ("data:text/plain,a", Scheme),
        (" https://example.com/", Character),
        ("https://example.com/ ", Character),
        ("https://exam\tple.com/", Character),
        ("https://example.com/\r\nX-Header: 1", Character),
        ("https://example.com\\@127.0.0.1/", Character),
        ("https:\\\\example.com/", Character),
        ("https://example.com/#@127.0.0.1", Character),
        ("https://bücher.example/", Character),
        ("https://example。com/", Character),
        ("https://①②⑦.⓪.⓪.①/", Character),
        ("https://exam\u{ad}ple.com/", Character),
        ("https://exam\u{200b}ple.com/", Character),
        ("https://{host}/", Character),
        ("https://a|b.com/", Character),
        (&long, Long),
        (&label, Host),
        (&name, Host),
        ("https://", Host),
        ("https:///example.com/", Host),
        ("https://?example.com", Host),
        ("https://.example.com/", Host),
        ("https://example..com/", Host),
        ("https://example.com./", Host),
        ("https://localhost./", Host),
        ("https://-a.com/", Host),
        ("https://a-.com/", Host),
        ("https://Example.com/", Host),
        ("https://a_b.com/", Host),
        ("https://user@example.com/", Host),
        ("https://user:pass@example.com/", Host),
        ("https://example.com@127.0.0.1/", Host),
        ("https://example.com%40127.0.0.1/", Host),
        ("https://127.0.0.1%2f.example.com/", Host),
        ("https://ex%61mple.com/", Host),
        ("https://intranet/", Host),
        ("https://127.0.0.1/", Host),
        ("https://127.1/", Host),
        ("https://127.0.1/", Host),
        ("https://2130706433/", Host),
        ("https://0x7f000001/", Host),
        ("https://0x7f.0.0.1/", Host),
        ("https://0177.0.0.1/", Host),
        ("https://017700000001/", Host),
        ("https://0/", Host),
        ("https://0.0.0.0/", Host),
        ("https://10.0.0.1/", Host),
        ("https://172.16.0.1/", Host),
        ("https://192.168.0.1/", Host),
        ("https://169.254.169.254/latest/meta-data/", Host),
        ("https://100.64.0.1/", Host),
        ("https://8.8.8.8/", Host),
        ("https://1.1.1.1.", Host),
        ("https://example.0x7f/", Host),
        ("https://[::1]/", Host),
        ("https://[::]/", Host),
        ("https://[::ffff:127.0.0.1]/", Host),
        ("https://[::ffff:7f00:1]/", Host),
        ("https://[fd00::1]/", Host),
        ("https://[fe80::1%25eth0]/", Host),
        ("https://[64:ff9b::7f00:1]/", Host),
        ("https://::1/", Host),
        ("https://localhost/", Private),
        ("https://localhost:8443/", Private),
        ("https://a.localhost/", Private),
        ("https://printer.local/", Private),
        ("https://metadata.google.internal/", Private),
        ("https://db.internal/", Private),
        ("https://wiki.intranet/", Private),
        ("https://wiki.corp/", Private),
        ("https://nas.home/", Private),
        ("https://nas.lan/", Private),
        ("https://router.home.arpa/", Private),
        ("https://1.0.0.127.in-addr.arpa/", Private),
        ("https://a.onion/", Private),
        ("https://example.com:80/", Port),
        ("https://example.com:22/", Port),
        ("https://example.com:8080/", Port),
        ("https://example.com:/", Port),
        ("https://example.com:0443/", Port),
        ("https://example.com:443:80/", Port),
        ("https://example.com:65979/", Port),
        ("https://example.com:443@127.0.0.1/", Port),
        ("http://127.0.0.1:8080/", Scheme),
        ("http://localhost:8080/", Scheme),
    ];
    assert!(refused.len() >= 60);
    for (url, why) in refused {
        assert_eq!(is_safe(url, false), Err(why), "{url}");
    }
    assert_eq!(is_safe("http://127.0.0.1:8080/a", true), Ok(()));
    for url in ["http://127.0.0.1/", "http://127.0.0.1:80@a/", "http://127.0.0.1:99999/"] {
        assert!(matches!(is_safe(url, true), Err(Port | Scheme)), "{url}");
    }
    for url in ["http://10.0.0.1:80/", "http://localhost:80/", "https://127.0.0.1/"] {
        assert!(is_safe(url, true).is_err(), "{url}");
    }
}

#[test]
fn a_rule_says_exactly_what_is_wrong_with_it() {
    let said = |more: Value| check(&[rule(more)], &|name| name == "A").err().unwrap_or_default();
    for (more, says) in [
        (json!({}), ""),
        (json!({"when": "surge", "segment": "A", "standing": "ready", "percent": 110}), ""),
        (json!({"when": "hand_raise", "at_least": 3, "webhooks": ["team"]}), ""),
        (json!({"when": "refusals", "percent": 100}), ""),
        (json!({"when": "drop", "percent": 0}), ""),
        (json!({"name": ""}), "alerts[0].name: 1 to 80 characters, none that controls"),
        (json!({"name": "a\nb"}), "alerts[0].name: 1 to 80 characters, none that controls"),
        (json!({"when": "surge"}), "alerts[0].segment: a surge is one of a segment"),
        (json!({"segment": "A"}), "alerts[0].segment: only for a surge"),
        (
            json!({"when": "surge", "segment": "B"}),
            "alerts[0].segment: no rule of segments makes \"B\"",
        ),
        (json!({"standing": "ready"}), "alerts[0].standing: only for a surge"),
        (json!({"percent": 109}), "alerts[0].percent: 110 to 10000"),
        (json!({"when": "drop", "percent": 91}), "alerts[0].percent: 0 to 90"),
        (json!({"when": "refusals", "percent": 0}), "alerts[0].percent: 1 to 100"),
        (
            json!({"when": "parity", "percent": 1}),
            "alerts[0].percent: only for surge, spike, drop and refusals",
        ),
        (json!({"at_least": 0}), "alerts[0].at_least: 1 to 1000000"),
        (json!({"webhooks": vec!["a"; 11]}), "alerts[0].webhooks: at most 10"),
    ] {
        assert_eq!(said(more.clone()), says, "{more}");
    }
    let twice = check(&[rule(json!({})), rule(json!({}))], &|_| true);
    assert_eq!(twice, Err("alerts[1].name: another rule has it".into()));
    let many = vec![rule(json!({})); 21];
    assert_eq!(check(&many, &|_| true), Err("alerts: at most 20".into()));
}

/// 2026-03-10, a Tuesday, 12:30 UTC.
const NOW: u64 = 1_773_145_800_000;

fn row(name: &str, visits: Option<u64>) -> Row {
    Row { dimensions: vec![name.into()], metrics: vec![visits], comparison: None }
}

#[test]
fn a_figure_is_compared_with_the_same_time_of_the_weeks_before() {
    let watch = Watch::of(&rule(json!({})), "a", NOW, &utc).unwrap();
    let asked = serde_json::to_value(&watch.asked).unwrap();
    assert_eq!(asked["date_range"], json!(["2026-02-03", "2026-03-10"]));
    assert_eq!(asked["dimensions"], json!(["time:hour"]));
    let rows = [
        row("2026-02-10T03:00Z", Some(1)),
        row("2026-02-10T12:00Z", Some(8)),
        row("2026-02-24T12:00Z", Some(9)),
        row("2026-03-03T11:00Z", Some(99)),
        row("2026-03-03T12:00Z", None),
        row("2026-03-10T12:00Z", Some(30)),
        row("(other)", Some(7)),
    ];
    // Nothing is known before 10 February; 17 February and 3 March are not told.
    assert_eq!(watch.read(&rows), (Some(30), vec![None, Some(9), None, Some(8)]));
    let drop = Watch::of(&rule(json!({"when": "drop"})), "a", NOW, &utc).unwrap();
    assert_eq!(drop.read(&rows), (None, vec![Some(99), None, None, None]), "the last whole hour");
    // Half past one of the next day in Auckland.
    let there = Watch::of(&rule(json!({})), "a", NOW, &|_| 13 * 3_600).unwrap();
    let rows = [row("2026-03-11T01:00+13:00", Some(4)), row("2026-03-04T01:00+13:00", Some(5))];
    assert_eq!(there.read(&rows), (Some(4), vec![Some(5)]));
    assert_eq!(there.day, "2026-03-11");
    for at in [0, u64::MAX] {
        let watch = Watch::of(&rule(json!({"when": "drop"})), "a", at, &utc);
        assert_eq!(watch, None);
    }
}

#[test]
fn a_surge_asks_for_its_segment_and_all_standings_from_its_own_on() {
    let surge = rule(json!({"when": "surge", "segment": "DACH"}));
    let asked = Watch::of(&surge, "a", NOW, &utc).unwrap().asked;
    let filters = serde_json::to_value(&asked.filters).unwrap();
    let expected =
        json!([["is", "segment", ["DACH"]], ["is", "standing", ["considering", "ready"]]]);
    assert_eq!(filters, expected);
    assert!(asked.check(NOW, &utc, 10).is_ok());
}

#[test]
fn a_body_says_the_same_to_programs_and_people() {
    let spike = rule(json!({"name": "<!channel> & more"}));
    let told = Told::Unusual(&spike, Found { now: Some(42), usual: 12 });
    let read = |format| -> Value { serde_json::from_str(&body(format, "a", &told, NOW)).unwrap() };
    let text = "a: <!channel> & more: 42 visits in this hour so far; 12 are usual for the whole hour \
                at this time of the week.";
    let expected = json!({"type": "alert.spike", "timestamp": "2026-03-10T12:30:00Z", "data": {
        "site": "a", "alert": "<!channel> & more", "visits": 42, "usual": 12, "text": text}});
    assert_eq!(read(Format::Json), expected);
    let slack = read(Format::Slack)["text"].as_str().unwrap().to_owned();
    assert!(slack.starts_with("a: &lt;!channel&gt; &amp; more: 42 visits"), "{slack}");
    let drop = rule(json!({"when": "drop"}));
    let told = Told::Unusual(&drop, Found { now: None, usual: 12 });
    let said = body(Format::Json, "a", &told, NOW);
    assert!(said.contains("hardly any") && said.contains("\"visits\":null"), "{said}");
}
