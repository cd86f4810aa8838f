//! Values as vectors write them.

use serde_json::{Value, json};
use ungated_shared::hit::Numbers;
use ungated_shared::item::{Item, Stage};
use ungated_shared::page_view::PageView;
use ungated_shared::score::Score;
use ungated_shared::score::model::Model;
use ungated_shared::visit::{Opened, Reading, readings};

/// A page view, as hits carry it; what is left out is nothing.
pub fn view(value: &Value) -> PageView {
    serde_json::from_value::<Numbers>(value.clone()).unwrap().try_into().unwrap()
}

/// An item; what is left out is empty, and the weight 100.
pub fn item(value: &Value) -> Item {
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Item {
        path: text("path"),
        title: text("title"),
        topic: text("topic"),
        stage: Stage::from_word(&text("stage")),
        language: text("language"),
        words: value["words"].as_u64().unwrap_or(0) as u32,
        weight: value["weight"].as_u64().map_or(100, |weight| weight as u16),
        ..Item::default()
    }
}

/// Page views of a visit: a list of `{item, view}`, in order of opening.
pub fn opened(value: &Value) -> Vec<(Item, PageView)> {
    let list = value.as_array().unwrap().iter();
    list.map(|opened| (item(&opened["item"]), view(&opened["view"]))).collect()
}

/// The readings of a visit.
pub fn read(opened: &[(Item, PageView)]) -> Vec<Reading<'_>> {
    readings(opened.iter().map(|(item, view)| Opened { item, view }))
}

/// The default model with some constants changed.
pub fn model(changes: &Value) -> Model {
    let mut values = Model::DEFAULT.values();
    for (name, value) in changes.as_object().into_iter().flatten() {
        let at = Model::CONSTANTS.iter().position(|c| c.name == name).unwrap();
        values[at] = crate::int(value);
    }
    Model::of_values(values)
}

/// A score with its explanation in words.
pub fn explained(score: &Score, readings: &[Reading<'_>]) -> Value {
    let title = |index: usize| readings[index].item.title.as_str();
    let words = |parts: &[ungated_shared::score::Part]| {
        parts.iter().map(|part| part.words(title)).collect::<Vec<_>>()
    };
    json!({
        "engagement": score.engagement,
        "intent": score.intent,
        "standing": score.standing.word(),
        "engagement_parts": words(&score.engagement_parts),
        "intent_parts": words(&score.intent_parts),
    })
}
