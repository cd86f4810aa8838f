//! The schemas of the document as types of TypeScript: a type each, with its comments.
//!
//! # Why not a package that does it?
//! The one that is kept (openapi-typescript 7) writes schemas as fields of one interface. There a
//! type that contains itself in a tuple, as a filter does, is one that TypeScript refuses.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// The types of a document's schemas. The words of each choice are a list as well, in their order.
#[must_use]
pub fn types(document: &Value) -> String {
    let mut text = String::from(HEAD);
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        let comment = comment(schema, "");
        match &schema["enum"] {
            Value::Array(words) => {
                let (list, words) = (upper(name), Value::from(words.clone()));
                let _ = write!(
                    text,
                    "\nexport const {list} = {words} as const;\n\
                     {comment}export type {name} = (typeof {list})[number];\n"
                );
            }
            _ => {
                let kind = kind(schema, "");
                let _ = write!(text, "\n{comment}export type {name} = {kind};\n");
            }
        }
    }
    text + &constants(&document["components"]["schemas"][super::MODEL])
}

/// The constants of the scoring model: least value, largest, and that of the default, for its form.
fn constants(model: &Value) -> String {
    if model.is_null() {
        return String::new();
    }
    let mut text = String::from("\nexport const MODEL_CONSTANTS = {\n");
    for (name, constant) in model["properties"].as_object().into_iter().flatten() {
        if let Some(default) = constant.get("default") {
            let (least, most) = (&constant["minimum"], &constant["maximum"]);
            let _ = writeln!(text, "  {name}: [{least}, {most}, {default}],");
        }
    }
    text + "} as const;\n"
}

const HEAD: &str =
    "/** The API's types, made from those of the Worker by `cargo xtask build`. */\n";

/// `INFLUENCE_MODEL_WORDS` of `InfluenceModel`.
fn upper(name: &str) -> String {
    let mut upper = String::new();
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_uppercase() {
            upper.push('_');
        }
        upper.extend(letter.to_uppercase());
    }
    upper + "_WORDS"
}

/// A type, whose lines after the first begin with `indent`.
fn kind(schema: &Value, indent: &str) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return name.into();
    }
    if let Some(Value::Array(words)) = schema.get("enum") {
        return words.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
    }
    for (key, between) in [("anyOf", " | "), ("oneOf", " | "), ("allOf", " & ")] {
        if let Value::Array(kinds) = &schema[key] {
            return kinds.iter().map(|it| kind(it, indent)).collect::<Vec<_>>().join(between);
        }
    }
    match &schema["type"] {
        Value::Array(types) => {
            let one = |name: &Value| of_type(name.as_str().unwrap_or_default(), schema, indent);
            types.iter().map(one).collect::<Vec<_>>().join(" | ")
        }
        Value::String(name) => of_type(name, schema, indent),
        _ => schema.get("const").map_or_else(|| "unknown".into(), Value::to_string),
    }
}

fn of_type(name: &str, schema: &Value, indent: &str) -> String {
    match name {
        "integer" | "number" => "number".into(),
        "object" => object(schema, indent),
        "array" => array(schema, indent),
        // `string`, `boolean` and `null` are TypeScript's own words.
        name => name.into(),
    }
}

fn array(schema: &Value, indent: &str) -> String {
    if let Value::Array(items) = &schema["prefixItems"] {
        let items: Vec<String> = items.iter().map(|item| kind(item, indent)).collect();
        return format!("readonly [{}]", items.join(", "));
    }
    let item = kind(&schema["items"], indent);
    match (schema["minItems"].as_u64(), schema["maxItems"].as_u64()) {
        (Some(least), Some(most)) if least == most && most <= 4 => {
            format!("readonly [{}]", vec![item; most as usize].join(", "))
        }
        _ => format!("readonly ({item})[]"),
    }
}

fn object(schema: &Value, indent: &str) -> String {
    let none = Map::new();
    let fields = schema["properties"].as_object().unwrap_or(&none);
    if fields.is_empty() {
        let value = match &schema["additionalProperties"] {
            Value::Object(_) => kind(&schema["additionalProperties"], indent),
            _ => "unknown".into(),
        };
        return format!("Readonly<Record<string, {value}>>");
    }
    let inner = format!("{indent}  ");
    let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut text = String::from("{\n");
    for (name, field) in fields {
        let optional = if required.iter().any(|it| it == name) { "" } else { "?" };
        let (comment, kind) = (comment(field, &inner), kind(field, &inner));
        let _ = writeln!(text, "{comment}{inner}readonly {name}{optional}: {kind};");
    }
    text + indent + "}"
}

fn comment(schema: &Value, indent: &str) -> String {
    let Some(text) = schema["description"].as_str() else { return String::new() };
    let text = text.replace("*/", "* /");
    match text.split_once('\n') {
        None => format!("{indent}/** {text} */\n"),
        Some(_) => {
            let lines = text.lines().map(|line| format!("{indent} * {line}").trim_end().to_owned());
            let lines: Vec<String> = lines.collect();
            format!("{indent}/**\n{}\n{indent} */\n", lines.join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_schema_is_a_type() {
        let schemas = json!({
            "Order": { "type": "string", "enum": ["asc", "desc"] },
            "Filter": { "anyOf": [
                { "type": "array", "prefixItems": [{ "const": "not" }, { "$ref": "#/components/schemas/Filter" }] },
                { "type": ["string", "null"] },
            ]},
            "Row": {
                "description": "A row.", "type": "object", "required": ["a"],
                "properties": {
                    "a": { "type": "array", "items": { "type": "integer" }, "description": "One." },
                    "b": { "type": "object", "additionalProperties": { "type": "boolean" } },
                },
            },
        });
        let types = types(&json!({ "components": { "schemas": schemas } }));
        let expected = r#"
export type Filter = readonly ["not", Filter] | string | null;

export const ORDER_WORDS = ["asc","desc"] as const;
export type Order = (typeof ORDER_WORDS)[number];

/** A row. */
export type Row = {
  /** One. */
  readonly a: readonly (number)[];
  readonly b?: Readonly<Record<string, boolean>>;
};
"#;
        assert_eq!(types.strip_prefix(HEAD), Some(expected));
    }
}
