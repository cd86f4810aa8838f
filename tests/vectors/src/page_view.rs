//! Signals into a page view. The steps are calls of the tracker's core, so that the module
//! which readers download runs the same files.

use serde_json::{Value, json};
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::{points, read_through};
use ungated_shared::signal::act::Act;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::recorder::{Recorder, Signal};

use crate::{int, text};

pub fn run(given: &Value) -> Value {
    let model = Model::DEFAULT;
    let mut page = Recorder::NEW;
    for step in given["steps"].as_array().unwrap() {
        let (n, b) = (|i: usize| int(&step[i]), |i: usize| step[i].as_bool().unwrap());
        match text(&step[0]) {
            "begin" => page.begin(n(1), b(2), b(3)),
            "content" => page.content(n(1), n(2)),
            "section" => page.section(n(1) as usize, n(2), n(3), n(4)),
            "viewport" => page.viewport(n(1), n(2)),
            "active" => page.signal(n(1), Signal::Active),
            "visible" => page.signal(n(1), Signal::Visible(b(2))),
            "focused" => page.signal(n(1), Signal::Focused(b(2))),
            "media" => page.signal(
                n(1),
                Signal::Media {
                    index: n(2) as usize,
                    playing: b(3),
                    position_ms: n(4),
                    length_ms: n(5),
                },
            ),
            "copy" => page.signal(n(1), Signal::Act(Act::Copy)),
            "download" => page.signal(n(1), Signal::Act(Act::Download)),
            "outbound" => page.signal(n(1), Signal::Act(Act::Outbound)),
            "print" => page.signal(n(1), Signal::Act(Act::Print)),
            "scroll" => page.signal(n(1), Signal::Scroll { top_px: n(2), bottom_px: n(3) }),
            "mail" => page.signal(n(1), Signal::HandRaise(HandRaise::Mail)),
            "calendar" => page.signal(n(1), Signal::HandRaise(HandRaise::Calendar)),
            other => panic!("no step {other}"),
        }
    }
    let view = page.at(int(&given["at"]));
    let unit = Unit::of(given["language"].as_str().unwrap_or_default());
    let points = points(&model, unit, view);
    let sections = view.sections.as_slice().iter().map(|s| json!([s.words, s.ms]));
    let media = view.media.as_slice().iter().map(|m| json!([m.length_s, m.played_s()]));
    json!({
        "engaged_ms": view.engaged_ms(),
        "media_ms": view.media_ms,
        "bottom_px": view.bottom_px,
        "height_px": view.height_px,
        "depth": view.depth(),
        "sections": sections.collect::<Vec<_>>(),
        "media": media.collect::<Vec<_>>(),
        "acts": view.acts.total(),
        "hand_raises": view.hand_raises.total(),
        "read_through": read_through(&model, unit, view),
        "attention_points": points.attention,
        "read_through_points": points.read_through,
        "kept_points": points.kept,
        "points": points.total(),
    })
}
