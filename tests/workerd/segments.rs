//! Segments and fit, from a site's rules to its reports.

use serde_json::{Value, json};

use crate::people::{said, text};
use crate::privacy::contains;
use crate::world::{ANA, MINUTE, NOON, Reader, World, bytes, hit, read};

fn rules() -> Value {
    json!([
        {"segment": "DACH companies", "fit": 70,
         "when": {"network": ["business"], "country": ["DE", "AT"]}},
        {"segment": "Spring campaign", "fit": 25, "when": {"campaign": ["spring*"]}},
        {"segment": "Readers of German", "fit": 10, "when": {"language": ["de"]}},
    ])
}

fn site(more: &Value) -> Value {
    let mut site = json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": 1});
    site.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    site
}

const COMPANY: &str =
    r#"{"continent":"EU","country":"DE","asOrganization":"Canary Maschinenbau GmbH"}"#;
const PROVIDER: &str =
    r#"{"continent":"EU","country":"DE","asOrganization":"Deutsche Telekom AG"}"#;

/// Three visits: somebody at a company who came by the campaign and reads, somebody at home who came
/// by it, and somebody at home.
fn told(now_ms: u64) -> World {
    let world = World::with_sites(json!({"demo": site(&json!({"segments": rules()}))}));
    let at_work = Reader { place: COMPANY, ..ANA };
    let at_home = |address| Reader { place: PROVIDER, address, ..ANA };
    let mut first = read(hit(1, "/a/?utm_campaign=spring-sale"), 0, 60_000);
    first.i.l = "de-AT".into();
    world.send(&at_work, now_ms, &first);
    // The first hit says where a visit belongs: by the second alone it would be no campaign's.
    world.send(&at_work, now_ms + MINUTE, &read(hit(2, "/b/"), 0, 60_000));
    world.send(&at_home("203.0.113.8"), now_ms, &hit(3, "/a/?utm_campaign=spring"));
    world.send(&at_home("203.0.113.9"), now_ms, &hit(4, "/a/"));
    world
}

#[test]
fn a_visit_is_in_one_segment_and_fits_by_all_its_rules() {
    let world = told(NOON);
    let rows = world.rows(json!(["visits", "fit"]), json!(["segment"]));
    assert_eq!(
        rows,
        [
            (vec!["(none)".to_owned()], vec![1, 0]),
            (vec!["DACH companies".to_owned()], vec![1, 100]),
            (vec!["Spring campaign".to_owned()], vec![1, 25]),
        ]
    );
    assert_eq!(world.totals(json!(["visits", "fit"])), [3, 41], "the mean, rounded down");
    let question = json!({"site": "demo", "metrics": ["visits"], "date_range": "7d"});
    assert_eq!(world.ask(&question)["meta"]["classified_visits"], Value::Null);
}

#[test]
fn the_matrix_is_one_question() {
    let world = told(NOON);
    let asked = |filters: Value| {
        let answer = world.ask(&json!({"site": "demo", "metrics": ["visits"], "filters": filters,
            "dimensions": ["fit_band", "engagement_band"],
            "date_range": ["2026-03-10", "2026-03-10"]}));
        let rows = answer["results"].as_array().unwrap().iter();
        let row = |row: &Value| format!("{} {}", row["dimensions"], row["metrics"]);
        (rows.map(row).collect::<Vec<_>>(), answer["meta"]["classified_visits"].clone())
    };
    let engagement = world.totals(json!(["engagement"]));
    assert_eq!(engagement, [0], "the median: two only opened a page");
    let (cells, classified) = asked(json!([]));
    assert_eq!(classified, 1);
    assert_eq!(cells[..2], [r#"["0-19","0-19"] [1]"#, r#"["20-39","0-19"] [1]"#]);
    assert!(cells[2].starts_with(r#"["80-100","#) && !cells[2].contains("0-19"), "{cells:?}");
    let (cells, classified) = asked(json!([["is", "fit_band", ["20-39"]]]));
    assert_eq!((cells, classified), (vec![r#"["20-39","0-19"] [1]"#.into()], json!(0)));
}

#[test]
fn closed_they_are_the_same_and_no_organisation_is_kept() {
    // Ahead of every real clock: visits are closed by what development says.
    const AHEAD: u64 = 4_102_488_000_000;
    let world = told(AHEAD);
    let asked = || {
        let question = json!({"site": "demo", "metrics": ["visits", "fit", "engagement"],
            "dimensions": ["segment"], "date_range": ["2100-01-01", "2100-01-01"]});
        world.ask(&question)["results"].clone()
    };
    let before = asked();
    assert_eq!(before[1]["dimensions"], json!(["DACH companies"]));
    // The next hit closes what is over; it takes until the shard was woken.
    let day = 24 * 60 * MINUTE;
    world.send(&Reader { address: "203.0.113.10", ..ANA }, AHEAD + day, &hit(5, "/a/"));
    while world.workerd.get("/api/v1/sites/demo/operations").json()["segments"] != 1 {}
    assert_eq!(asked(), before);
    let exported = world.get_admin("/api/v1/sites/demo/export").body;
    assert!(exported.contains(r#""segment":"DACH companies","fit":100,"classified":true"#));

    let (data, output) = (world.data, world.workerd.output());
    world.workerd.stop();
    let mut all = bytes(data.path());
    all.extend(output.as_bytes());
    assert!(contains(&all, "DACH companies"), "what is kept is found by this search");
    assert!(!contains(&all, "Canary Maschinenbau"));
}

#[test]
fn rules_are_a_part_of_the_configuration_and_told_what_is_wrong() {
    let world = told(NOON);
    let put = |seen: &str, more: Value| {
        let path = "sites/demo/config";
        world.api_with(&world.workerd.token, "PUT", path, &[("if-match", seen)], &site(&more))
    };
    let wrong = json!([{"segment": "A", "fit": 101, "when": {}},
        {"segment": "B", "when": {"country": ["Germany"]}}]);
    let wrong = put(r#""0""#, json!({"segments": wrong}));
    assert_eq!(wrong.status, 400, "{}", wrong.body);
    for path in ["rules[0].fit: ", "rules[1].fit: ", "rules[1].when.country[0]: "] {
        assert!(text(&wrong.json()["detail"]).contains(path), "{path}: {}", wrong.body);
    }
    let named = json!([{"segment": "A", "fit": 1, "when": {"organisation": ["Acme*"]}}]);
    let few = put(r#""0""#, json!({"segments": named, "k": 9}));
    assert_eq!(said(&few).0, 400, "{}", few.body);
    assert!(few.body.contains("k: at least 10 where segments name organisations"), "{}", few.body);
    assert_eq!(put(r#""0""#, json!({"segments": named, "k": 10})).status, 200);
}
