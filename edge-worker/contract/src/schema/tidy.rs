//! What is done to schemas before they stand in one document.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use ungated_shared::influence::HALF_LIFE_MS;
use ungated_shared::limit;

use super::SCHEMAS;

/// Gives what is told a name of its own where something else of that name is taken.
pub(super) fn rename(given: &mut Value, taken: &Map<String, Value>) {
    let mut other: BTreeSet<String> = BTreeSet::new();
    loop {
        let is_other = |(name, schema): &(&String, &Value)| {
            let differs = taken.get(*name).is_some_and(|it| it != *schema);
            let refers = taken.contains_key(*name) && refers(schema, &other);
            (differs || refers) && !other.contains(*name)
        };
        let schemas = given["schemas"].as_object().into_iter().flatten();
        let more: Vec<String> = schemas.filter(is_other).map(|(name, _)| name.clone()).collect();
        if more.is_empty() {
            break;
        }
        other.extend(more);
    }
    if let Some(schemas) = given["schemas"].as_object_mut() {
        for name in &other {
            if let Some(schema) = schemas.remove(name) {
                schemas.insert(told(name), schema);
            }
        }
    }
    each(given, &mut |fields| {
        if let Some(Value::String(reference)) = fields.get_mut("$ref")
            && let Some(name) = named(reference)
            && other.contains(name)
        {
            *reference = format!("#{SCHEMAS}/{}", told(name));
        }
    });
}

fn told(name: &str) -> String {
    format!("{name}Told")
}

fn named(reference: &str) -> Option<&str> {
    reference.strip_prefix('#')?.strip_prefix(SCHEMAS)?.strip_prefix('/')
}

fn refers(value: &Value, names: &BTreeSet<String>) -> bool {
    match value {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str).and_then(named);
            own.is_some_and(|name| names.contains(name))
                || fields.values().any(|value| refers(value, names))
        }
        Value::Array(items) => items.iter().any(|value| refers(value, names)),
        _ => false,
    }
}

/// What a constant that comments link to is to who reads them.
fn constant(name: &str) -> Option<String> {
    Some(match name {
        "limit::METRICS" => limit::METRICS.to_string(),
        "limit::DIMENSIONS" => limit::DIMENSIONS.to_string(),
        "limit::INFLUENCE_STATES" => limit::INFLUENCE_STATES.to_string(),
        "limit::INFLUENCE_RAISES" => limit::INFLUENCE_RAISES.to_string(),
        "limit::CONTENT_RULES" => limit::CONTENT_RULES.to_string(),
        "limit::SEGMENT_RULES" => limit::SEGMENT_RULES.to_string(),
        "limit::DEALS_DAYS" => limit::DEALS_DAYS.to_string(),
        "limit::DEALS_SEGMENTS" => limit::DEALS_SEGMENTS.to_string(),
        "limit::MOVERS_DAYS" => limit::MOVERS_DAYS.to_string(),
        "limit::UNGATE_ASSETS" => limit::UNGATE_ASSETS.to_string(),
        "limit::UPLIFT_WEEKS" => limit::UPLIFT_WEEKS.to_string(),
        "limit::SHORT_SECTION_MS" => format!("{} seconds", limit::SHORT_SECTION_MS / 1_000),
        "limit::UNGATE_DAYS" => limit::UNGATE_DAYS.to_string(),
        "HALF_LIFE_MS" => format!("{} minutes", HALF_LIFE_MS / 60_000),
        _ => return None,
    })
}

/// What holds for every schema: words as one list, the bounds of Rust's integers, and comments without
/// Rust's links.
pub(super) fn all(document: &mut Value) {
    each(document, &mut words);
    each(document, &mut |fields| {
        if let Some(Value::String(format)) = fields.get("format") {
            let most = match format.as_str() {
                "uint64" => Some(json!(u64::MAX)),
                // The Worker has 32 bits.
                "uint" | "uint32" => Some(json!(u32::MAX)),
                "uint16" => Some(json!(u16::MAX)),
                "uint8" => Some(json!(u8::MAX)),
                "int64" => None,
                _ => return,
            };
            fields.remove("format");
            if let Some(most) = most {
                fields.entry("maximum").or_insert(most);
            }
        }
    });
    each(document, &mut |fields| {
        if let Some(Value::String(text)) = fields.get_mut("description") {
            *text = plain(text);
        }
    });
}

/// A choice of words is an `enum`, which every tool knows; what each means stands in its description.
fn words(fields: &mut Map<String, Value>) {
    let Some(Value::Array(kinds)) = fields.get("oneOf") else { return };
    let word = |kind: &Value| Some((kind.get("const")?.clone(), kind["description"].clone()));
    let Some(words) = kinds.iter().map(word).collect::<Option<Vec<_>>>() else { return };
    let mut text = fields["description"].as_str().unwrap_or_default().to_owned() + "\n";
    for (word, meaning) in &words {
        let (word, meaning) = (word.as_str(), meaning.as_str());
        text += &format!("\n- `{}`: {}", word.unwrap_or_default(), meaning.unwrap_or_default());
    }
    let words: Vec<Value> = words.into_iter().map(|(word, _)| word).collect();
    fields.remove("oneOf");
    fields.insert("type".into(), json!("string"));
    fields.insert("enum".into(), words.into());
    fields.insert("description".into(), text.into());
}

/// A comment without the brackets of its links, each paragraph on one line: `Vec` for [`alloc::Vec`],
/// and the number for a constant.
fn plain(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.lines() {
        let begins = line.is_empty() || line.starts_with("- ") || lines.ends_with('\n');
        if !lines.is_empty() {
            lines.push(if begins { '\n' } else { ' ' });
        }
        lines.push_str(line);
    }
    without_links(&lines)
}

fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let Some((label, tail)) = after.split_once(']') else {
            plain.push('[');
            rest = after;
            continue;
        };
        let target = tail.strip_prefix('(').and_then(|tail| tail.split_once(')'));
        let is_code = label.starts_with('`') && label.ends_with('`') && label.len() > 2;
        if target.is_none() && !is_code {
            plain.push('[');
            rest = after;
            continue;
        }
        let code = label.trim_matches('`');
        match (constant(code), label.rsplit_once("::").filter(|_| is_code)) {
            (Some(value), _) => plain.push_str(&value),
            (None, Some((_, last))) => plain.extend(["`", last]),
            (None, None) => plain.push_str(label),
        }
        rest = target.map_or(tail, |(_, rest)| rest);
    }
    plain + rest
}

/// Does something to every object, the outer ones first.
fn each(value: &mut Value, act: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(fields) => {
            act(fields);
            fields.values_mut().for_each(|value| each(value, act));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| each(value, act)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_have_no_links_of_rust() {
        for (text, expected) in [
            ("1 to [`limit::METRICS`].", "1 to 16."),
            ("a [`super::Row`]\nor none", "a `Row` or none"),
            ("one\n\n- a\n- b", "one\n\n- a\n- b"),
            ("the [band](super::BANDS) of", "the band of"),
            (r#"`["is", "stage", ["decision"]]`"#, r#"`["is", "stage", ["decision"]]`"#),
            ("an open [ bracket", "an open [ bracket"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
