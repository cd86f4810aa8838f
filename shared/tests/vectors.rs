//! The vectors: `vectors/<noun>/*.json`, for anybody's implementation in any language. Each file
//! holds cases of what is given and what must come out; `UNGATED_BLESS=1` writes what came out.
#![allow(missing_docs, clippy::unwrap_used)]

use serde_json::{Value, json};
use ungated_shared::item::Stage;
use ungated_shared::model::Model;
use ungated_shared::page_url::PageUrl;
use ungated_shared::page_view::{HandRaise, PageView};
use ungated_shared::recorder::{Recorder, Signal};
use ungated_shared::score::{Reading, points, read_through, score};
use ungated_shared::source::source;

const MODEL: Model = Model::DEFAULT;

/// Runs every case of a noun's files through `run`, and compares with `expect`.
fn check(noun: &str, run: fn(&Value) -> Value) {
    let folder = format!("{}/vectors/{noun}", env!("CARGO_MANIFEST_DIR"));
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mut file: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        for case in file["cases"].as_array_mut().unwrap() {
            let got = run(case);
            if std::env::var_os("UNGATED_BLESS").is_some() {
                case["expect"] = got;
            } else {
                assert_eq!(got, case["expect"], "{}: {}", path.display(), case["name"]);
            }
            cases += 1;
        }
        if std::env::var_os("UNGATED_BLESS").is_some() {
            std::fs::write(path, serde_json::to_string_pretty(&file).unwrap() + "\n").unwrap();
        }
    }
    assert!(cases > 0, "no vectors for {noun}");
}

fn int(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

/// The steps are calls of the tracker's core, so that its WASM runs the same files.
#[test]
fn page_views() {
    check("page_view", |case| {
        let mut page = Recorder::NEW;
        for step in case["steps"].as_array().unwrap() {
            let (n, b) = (|i: usize| int(&step[i]), |i: usize| step[i].as_bool().unwrap());
            match step[0].as_str().unwrap() {
                "begin" => page.begin(n(1), b(2), b(3)),
                "content" => page.content(n(1), n(2)),
                "section" => page.section(n(1) as usize, n(2), n(3), n(4)),
                "viewport" => page.viewport(n(1), n(2)),
                "active" => page.signal(n(1), Signal::Active),
                "visible" => page.signal(n(1), Signal::Visible(b(2))),
                "focused" => page.signal(n(1), Signal::Focused(b(2))),
                "media" => page.signal(n(1), Signal::Media(b(2))),
                "scroll" => {
                    page.signal(n(1), Signal::Scroll { top_px: n(2), bottom_px: n(3) });
                }
                "mail" => page.signal(n(1), Signal::HandRaise(HandRaise::Mail)),
                "calendar" => page.signal(n(1), Signal::HandRaise(HandRaise::Calendar)),
                other => panic!("no step {other}"),
            }
        }
        let view = page.at(int(&case["at"]));
        let points = points(&MODEL, view);
        let sections = view.sections.as_slice().iter().map(|s| json!([s.words, s.ms]));
        json!({
            "engaged_ms": view.engaged_ms,
            "bottom_px": view.bottom_px,
            "height_px": view.height_px,
            "depth": view.depth(),
            "sections": sections.collect::<Vec<_>>(),
            "hand_raises": view.hand_raises.total(),
            "read_through": read_through(&MODEL, view),
            "attention_points": points.attention,
            "read_through_points": points.read_through,
            "points": points.total(),
        })
    });
}

#[test]
fn visits() {
    check("visit", |case| {
        let readings = case["readings"].as_array().unwrap().iter().map(|reading| Reading {
            stage: Stage::from_word(reading["stage"].as_str().unwrap()),
            view: serde_json::from_value::<PageView>(reading["view"].clone()).unwrap(),
            returned: reading["returned"].as_bool().unwrap_or(false),
        });
        let readings: Vec<Reading> = readings.collect();
        serde_json::to_value(score(&MODEL, &readings)).unwrap()
    });
}

#[test]
fn sources() {
    check("source", |case| {
        let page = PageUrl::parse(case["page"].as_str().unwrap()).unwrap();
        let from = source(&page, case["referrer"].as_str().unwrap());
        json!({"source": from.name, "channel": from.channel.word(), "campaign": from.campaign})
    });
}
