//! JSON-LD: which of the things it describes is the piece, and what it says of it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::Value;

use super::kind;
use crate::limit;

/// The values that a script states of the page's piece: property and value, in the order of the
/// names asked for. Broken JSON states nothing: it is somebody else's, and common.
pub(super) fn statements(script: &str, names: &[&'static str]) -> Vec<(&'static str, String)> {
    if script.len() > limit::JSON_LD_BYTES {
        return Vec::new();
    }
    let Ok(parsed) = serde_json::from_str::<Value>(script) else { return Vec::new() };
    let nodes = nodes(&parsed);
    let Some(piece) = piece(&nodes) else { return Vec::new() };
    let mut out = Vec::new();
    for name in names {
        let said = piece.get(*name).map_or(Vec::new(), |value| texts(value, &nodes));
        out.extend(said.into_iter().map(|value| (*name, value)));
    }
    out
}

/// The things of a script: one, a list, or the `@graph` of either.
fn nodes(parsed: &Value) -> Vec<&Value> {
    let tops = parsed.as_array().map_or(core::slice::from_ref(parsed), Vec::as_slice);
    let mut out = Vec::new();
    for top in tops {
        match top.get("@graph").and_then(Value::as_array) {
            Some(inner) => out.extend(inner),
            None => out.push(top),
        }
    }
    out
}

/// The node that is the piece: what has a headline or a section, else what has the type of a
/// work, else the page itself.
fn piece<'a>(nodes: &[&'a Value]) -> Option<&'a Value> {
    let has = |node: &Value, name: &str| node.get(name).is_some_and(|v| !v.is_null());
    let typed = |node: &Value, is: &dyn Fn(&str) -> bool| match node.get("@type") {
        Some(Value::String(one)) => is(one),
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).any(is),
        _ => false,
    };
    let ranks: [&dyn Fn(&Value) -> bool; 3] = [
        &|node| has(node, "headline") || has(node, "articleSection"),
        &|node| typed(node, &kind::is_work),
        &|node| typed(node, &|name| name.ends_with("Page")),
    ];
    ranks.iter().find_map(|rank| nodes.iter().find(|node| rank(node)).copied())
}

/// The texts of a value: itself, each of a list, or the name of an object, which may stand
/// elsewhere in the script under its `@id` (Yoast's authors do).
fn texts(value: &Value, nodes: &[&Value]) -> Vec<String> {
    let several = value.as_array().map_or(core::slice::from_ref(value), Vec::as_slice);
    several.iter().take(limit::METADATA_VALUES).filter_map(|one| text(one, nodes)).collect()
}

fn text(value: &Value, nodes: &[&Value]) -> Option<String> {
    let named = |value: &Value| {
        // A language is an object with its tag in `alternateName` (schema.org/Language).
        let keys = ["@value", "alternateName", "name"];
        keys.iter().find_map(|key| value.get(*key)?.as_str()).map(ToString::to_string)
    };
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(_) => named(value).or_else(|| {
            let id = value.get("@id")?.as_str()?;
            let same = |node: &&&Value| node.get("@id").and_then(Value::as_str) == Some(id);
            nodes.iter().filter(same).find_map(|node| named(node))
        }),
        _ => None,
    }
}
