//! Programs among readers: by their name, their network, what they do; left out of the headline, shown.

use serde_json::json;
use ungated_shared::hit::{Hit, Numbers};

use crate::world::{ANA, NOON, Reader, World, hit, read};

/// Noon of a day that is far ahead of every real clock.
const AHEAD: u64 = 4_102_488_000_000;
const DAY: u64 = 24 * 60 * 60 * 1_000;

const CLOUD: &str = r#"{"continent":"EU","country":"DE","asOrganization":"DigitalOcean, LLC"}"#;
const RELAY: &str =
    r#"{"continent":"EU","country":"DE","asOrganization":"Akamai Technologies, Inc."}"#;
const GOOGLEBOT: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const GPTBOT: &str = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)";
const CHATGPT: &str = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot";
const HEADLESS: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36";

/// A page view of so long a piece, seen to its end in so little time.
fn rushed(id: u64, n: u16, engaged_ms: u32) -> Hit {
    let view = Numbers { e: engaged_ms, d: [9_000, 9_000], ..Numbers::default() };
    Hit { n, view, ..hit(id, "/demo/long/") }
}

#[test]
fn each_class_is_shown_and_none_is_in_the_headline() {
    let world = World::new();
    let readers = [
        Reader { address: "203.0.113.1", ..ANA },
        Reader { address: "203.0.113.2", place: RELAY, ..ANA },
        Reader { address: "203.0.113.3", place: CLOUD, ..ANA },
        // What it says it is comes before where it is.
        Reader { address: "203.0.113.4", place: CLOUD, user_agent: GOOGLEBOT, ..ANA },
        Reader { address: "203.0.113.5", user_agent: GPTBOT, ..ANA },
        Reader { address: "203.0.113.6", user_agent: CHATGPT, ..ANA },
        Reader { address: "203.0.113.7", user_agent: HEADLESS, ..ANA },
    ];
    for (id, reader) in (1..).zip(&readers) {
        assert_eq!(world.send(reader, NOON, &read(hit(id, "/demo/a/"), 0, 5_000)).status, 202);
    }
    assert_eq!(world.totals(json!(["visits", "pageviews"])), [2, 2]);
    let mut rows = world.rows(json!(["visits"]), json!(["bot"]));
    rows.sort();
    let row = |word: &str, n| (vec![word.to_owned()], vec![n]);
    let classes =
        ["ai_agent", "ai_crawler", "automation", "crawler", "hosting"].map(|it| row(it, 1));
    assert_eq!(rows, [vec![row("(none)", 2)], classes.to_vec()].concat());
}

/// Three long pieces, each seen to its end in a blink; a look at one of them is a person's.
#[test]
fn what_no_person_can_do_makes_a_program_of_a_visit_open_or_closed() {
    let world = World::new();
    let (program, person) = (ANA, Reader { address: "203.0.113.9", ..ANA });
    for id in 1..=3 {
        assert_eq!(world.send(&program, AHEAD, &rushed(id, 0, 120)).status, 202);
        assert_eq!(world.send(&person, AHEAD, &rushed(10 + id, 0, 120)).status, 202);
    }
    let rows = |dimensions| {
        let question = json!({"site": "demo", "metrics": ["visits", "pageviews"],
            "dimensions": dimensions, "date_range": ["2100-01-01", "2100-01-01"]});
        let answer = world.ask(&question);
        (answer["results"].clone(), answer["meta"]["bot_visits"].clone())
    };
    let both = json!([{"dimensions": ["behaviour"], "metrics": [2, 6]}]);
    assert_eq!(rows(json!(["bot"])).0, both);
    assert_eq!(world.send(&person, AHEAD, &rushed(12, 1, 30_000)).status, 202);
    let headline = (json!([{"dimensions": [], "metrics": [1, 3]}]), json!(1));
    assert_eq!(rows(json!([])), headline);
    world.close_days_before(AHEAD + DAY);
    assert_eq!(rows(json!([])), headline);
}
