//! What a site's author names: events, and answers to "how did you hear about us?".

use serde_json::{Value, json};
use ungated_harness::Answer;

use crate::world::{ANA, NOON, World, bytes, hit};

/// Sends the `n`-th hit of a page view, with more in it than the wire's own type would let through.
fn tell(world: &World, id: u64, n: u16, more: &Value) -> Answer {
    let mut body = serde_json::to_value(hit(id, "/demo/a/")).unwrap();
    body["n"] = json!(n);
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.send_body(&ANA, NOON, body.to_string().as_bytes())
}

/// Whether the facts on disk say so.
fn say(world: World, texts: &[&str]) -> Vec<bool> {
    world.workerd.stop();
    let all = bytes(world.data.path());
    let has = |text: &str| all.windows(text.len()).any(|window| window == text.as_bytes());
    texts.iter().map(|text| has(text)).collect()
}

#[test]
fn events_and_answers_are_kept_with_their_page_view() {
    let world = World::new();
    let event = |count: u16| json!(["signup", {"plan": "pro", "seats": 3, "new": true}, count]);
    // Snapshots in whatever order: the larger count of each, and every answer.
    for (n, more) in [
        (1, json!({"o": [event(2)], "w": ["podcast"]})),
        (0, json!({"o": [event(1)]})),
        (2, json!({"o": [event(2), ["opened", {}, 1]], "w": ["friend"]})),
    ] {
        assert_eq!(tell(&world, 1, n, &more).status, 202, "{more}");
    }
    let quality = world.quality();
    assert_eq!((&quality["event_invalid"], &quality["lost"]), (&json!(0), &json!(0)));
    assert_eq!(world.totals(json!(["pageviews"])), [1]);
    let kept = r#"[["opened",{},1],["signup",{"new":true,"plan":"pro","seats":3},2]]"#;
    assert_eq!(say(world, &[kept]), [true]);
}

#[test]
fn events_that_are_none_are_counted_and_harm_nothing() {
    let world = World::new();
    let many: serde_json::Map<_, _> = (0..9).map(|n| (format!("p{n}"), json!(n))).collect();
    let wrong = [
        json!(["", {}, 1]),
        json!([" outer space ", {}, 1]),
        json!(["a control \u{7} character", {}, 1]),
        json!(["n".repeat(41), {}, 1]),
        json!(["props", many, 1]),
        json!(["prop", {"": 1}, 1]),
        json!(["prop", {"nested": {}}, 1]),
        json!(["prop", {"fraction": 0.5}, 1]),
        json!(["count", {}, -1]),
        json!(["no count", {}]),
        json!("canary-text"),
        json!(7),
        json!(null),
    ];
    for (id, event) in (1..).zip(&wrong) {
        let more = json!({"o": [event, ["signup", {}, 1]], "w": ["ad"]});
        assert_eq!(tell(&world, id, 0, &more).status, 202, "{event}");
        assert_eq!(world.quality()["event_invalid"], json!(id), "{event}");
    }
    let all = json!({"o": wrong});
    assert_eq!(tell(&world, 99, 0, &all).status, 202);
    assert_eq!(world.quality()["event_invalid"], json!(2 * wrong.len()));
    // The same hit once more is the same slip; the next one says it again.
    assert_eq!(tell(&world, 99, 0, &all).status, 202);
    assert_eq!(world.quality()["event_invalid"], json!(2 * wrong.len()));
    assert_eq!(tell(&world, 99, 1, &all).status, 202);
    assert_eq!(world.quality()["event_invalid"], json!(3 * wrong.len()));

    let quality = world.quality();
    assert_eq!(quality["refused"], json!({}));
    assert_eq!(quality["received"], quality["accepted"]);
    let kept = [r#"[["signup",{},1]]"#, "outer space", "canary-text"];
    assert_eq!(say(world, &kept), [true, false, false]);
}

/// The list is closed: a text of the reader's own is no hit, and is not kept.
#[test]
fn an_answer_in_the_readers_own_words_is_turned_away() {
    let world = World::new();
    for answer in [json!(["canary of my uncle"]), json!(["Podcast"]), json!([""]), json!([1])] {
        let answer = tell(&world, 1, 0, &json!({"w": answer}));
        assert_eq!((answer.status, answer.header("x-ungated-refused")), (400, Some("decode")));
    }
    assert_eq!(world.quality()["unsited"], json!({"decode": 4}));
    assert_eq!(say(world, &["canary of my uncle"]), [false]);
}

/// Nobody's mail address becomes the property of an event.
#[test]
fn what_names_a_person_is_taken_out_of_events() {
    let world = World::new();
    let more = json!({"o": [["signup", {"who": "ana.canary@example.com", "at": 1_773_144_000_123_u64}, 1]]});
    assert_eq!(tell(&world, 1, 0, &more).status, 202);
    assert_eq!(world.quality()["event_invalid"], 0);
    let kept = [r#"[["signup",{"at":":id","who":":mail"},1]]"#, "ana.canary", "1773144000123"];
    assert_eq!(say(world, &kept), [true, false, false]);
}
