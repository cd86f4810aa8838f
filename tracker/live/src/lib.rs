//! The live score: of this page view, and of the visit that it belongs to.
//!
//! The core counts; this module says what the counts come to, with names, as a JavaScript value.
//! It loads where a page asks for its score and nowhere else, so that a page which does not never
//! pays for names.
//!
//! It keeps nothing: each call brings the core's numbers, and what the edge told of the visit so
//! far.

use js_sys::Uint32Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use ungated_shared::page_view::language::Unit;
use ungated_shared::page_view::{PageView, flat};
use ungated_shared::score::model::Model;
use ungated_shared::score::so_far::SoFar;
use ungated_shared::score::standing::Standing;
use ungated_shared::score::{Part, points, read_through};
use wasm_bindgen::prelude::*;

/// The score of a page view and its visit: `Score` in the package's types.
#[derive(Serialize)]
struct Live {
    /// Engaged time of this page view, ms.
    engaged_ms: u32,
    /// Furthest part of its content seen, 0–100.
    depth: u8,
    /// Share of its words that was read, 0–100.
    read_through: u8,
    /// Points of this page view, 0–100: the sum of the three below.
    points: u8,
    attention_points: u8,
    read_through_points: u8,
    kept_points: u8,
    /// Hand-raises on this page view.
    hand_raises: u32,
    /// Whether what follows is known of the whole visit, or of this page view alone.
    whole_visit: bool,
    /// Engagement of the visit, 0–100.
    engagement: u8,
    /// Intent of the visit, 0–100.
    intent: u8,
    /// Its standing.
    standing: Standing,
    /// What engagement is made of.
    engagement_parts: Vec<Part>,
    /// What intent is made of.
    intent_parts: Vec<Part>,
}

/// The score, from the core's numbers of this page view, the language and stage that the page gives
/// its content, and what the edge told of the visit; empty if it told nothing yet.
///
/// `null` where the numbers make no sense.
#[wasm_bindgen]
pub fn score(view: &Uint32Array, so_far: &Uint32Array, language: &str, stage: &str) -> JsValue {
    let told = SoFar::read(&so_far.to_vec());
    let whole_visit = told.is_some();
    // Before the edge has answered, or where it cannot, the page speaks for itself.
    let alone = || SoFar { stage: stage_of(stage), ..SoFar::FIRST };
    let (model, so_far) = told.unwrap_or_else(|| (Model::DEFAULT, alone()));
    let Some(view) = flat::read(&view.to_vec()) else { return JsValue::NULL };
    let live = live(&model, &so_far, whole_visit, language, &view);
    // Lines of a score are objects, as their types say: a `Map` is what serde's maps become else.
    let objects = Serializer::new().serialize_maps_as_objects(true);
    live.serialize(&objects).unwrap_or(JsValue::NULL)
}

fn stage_of(word: &str) -> ungated_shared::item::Stage {
    ungated_shared::item::Stage::from_word(word)
}

fn live(model: &Model, so_far: &SoFar, whole_visit: bool, language: &str, view: &PageView) -> Live {
    let unit = Unit::of(language);
    let points = points(model, unit, view);
    let visit = so_far.score(model, language, view);
    Live {
        engaged_ms: view.engaged_ms(),
        depth: view.depth(),
        read_through: read_through(model, unit, view),
        points: points.total(),
        attention_points: points.attention,
        read_through_points: points.read_through,
        kept_points: points.kept,
        hand_raises: view.hand_raises.total(),
        whole_visit,
        engagement: visit.engagement,
        intent: visit.intent,
        standing: visit.standing,
        engagement_parts: visit.engagement_parts,
        intent_parts: visit.intent_parts,
    }
}
