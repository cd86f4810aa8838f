//! The picture that a public site's pages show: the figure of reports, and of nobody's else.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use ungated_harness::Answer;

use crate::people::said;
use crate::world::{ANA, Reader, World, hit, read};

/// The badge goes by the real clock: its visits are of now.
fn now_ms() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis().try_into().unwrap()
}

fn world() -> World {
    let site = |public: bool| json!({"title": "A site", "public": public, "hostnames": ["localhost"], "k": 5});
    World::with_sites(json!({"few": site(true), "many": site(true), "closed": site(false)}))
}

/// So many visits to a site, each of which reads a piece, and one more page that is not read.
fn come(world: &World, site: &str, n: u64) {
    for reader in 1..=n {
        let address: &'static str = format!("203.0.113.{reader}").leak();
        let reads = Reader { address, ..ANA };
        let mut piece = read(hit(reader, "/a/"), 0, 60_000);
        piece.s = site.into();
        assert_eq!(world.send(&reads, now_ms(), &piece).status, 202);
        let mut opened = hit(1_000 + reader, "/b/");
        opened.s = site.into();
        assert_eq!(world.send(&reads, now_ms(), &opened).status, 202);
    }
}

fn badge(world: &World, secret: &str, site: &str) -> Answer {
    world.api(secret, "GET", &format!("sites/{site}/badge.svg"), &Value::Null)
}

#[test]
fn a_badge_tells_the_reads_of_reports_from_k_visits_on() {
    let world = world();
    come(&world, "few", 4);
    come(&world, "many", 7);
    let question = |site| json!({"site": site, "metrics": ["reads"], "date_range": "30d"});
    let figure = |site| world.ask(&question(site))["results"][0]["metrics"][0].clone();
    assert_eq!((figure("few"), figure("many")), (Value::Null, json!(7)), "the control");
    let many = badge(&world, "", "many");
    assert_eq!((many.status, many.header("content-type")), (200, Some("image/svg+xml")));
    assert_eq!(many.header("cache-control"), Some("public, max-age=600"));
    assert_eq!(many.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert!(many.body.contains("<title id=\"t\">7 reads in 30 days, measured"), "{}", many.body);
    assert!(!many.body.contains("<script"));
    let few = badge(&world, "", "few");
    assert!(few.body.contains(">Too few reads to tell<"), "{}", few.body);
    assert!(!few.body.contains("4 reads"));
    // Told again for a while, so that a page that many read asks the shards once.
    come(&world, "many", 9);
    assert_eq!(badge(&world, "", "many").body, many.body);
}

/// Whoever asks: what is kept for one is shown to all.
#[test]
fn a_site_that_is_not_public_has_none_for_anybody() {
    let world = world();
    let admin = world.workerd.token.clone();
    for secret in ["", "wrong", &admin] {
        for site in ["closed", "none"] {
            assert_eq!(said(&badge(&world, secret, site)), (404, "not_found".into()), "{site}");
        }
    }
    assert_eq!(badge(&world, "", "many").status, 200, "the control");
}

#[test]
fn a_site_that_is_closed_has_none_any_more() {
    let world = world();
    assert_eq!(badge(&world, "", "many").status, 200);
    let admin = world.workerd.token.clone();
    let closed = json!({"title": "A site", "hostnames": ["localhost"]});
    let put = world.api_with(&admin, "PUT", "sites/many/config", &[("if-match", "\"0\"")], &closed);
    assert_eq!(put.status, 200, "{}", put.body);
    assert_eq!(badge(&world, "", "many").status, 404);
}
