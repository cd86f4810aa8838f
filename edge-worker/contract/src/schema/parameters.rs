//! What an operation is asked beside its body.

use schemars::SchemaGenerator;
use serde_json::{Value, json};
use ungated_shared::limit;

use crate::route::Route;

pub(super) fn of(route: &Route, generator: &mut SchemaGenerator) -> Vec<Value> {
    let mut all: Vec<Value> = route.path.split('/').filter_map(part).collect();
    if let Some(make) = route.told.parameters {
        all.extend(query(&make(generator).to_value()));
    }
    if route.told.replaces {
        all.push(json!({
            "name": "If-Match",
            "in": "header",
            "required": true,
            "description": "The version that is to be replaced, as `ETag` has it; the number alone will do.",
            "schema": { "type": "string", "pattern": "^(W/)?\"?[0-9]{1,19}\"?$" },
            "example": "\"3\"",
        }));
    }
    all
}

/// The parameter of a path's part, if it is one.
fn part(part: &str) -> Option<Value> {
    let name = part.strip_prefix('{')?.strip_suffix('}')?;
    let (description, schema) = match name {
        "site" => (
            "The site's name.",
            json!({ "type": "string", "minLength": 1, "maxLength": limit::SITE_BYTES }),
        ),
        "version" => (
            "The version's number; 0 for the file `SITES`.",
            json!({ "type": "integer", "format": "uint64", "minimum": 0 }),
        ),
        _ => ("No secret.", json!({ "type": "string", "minLength": 1 })),
    };
    Some(json!({
        "name": name, "in": "path", "required": true, "description": description, "schema": schema,
    }))
}

/// Parameters from the fields of a type. None is sent as `null`.
fn query(schema: &Value) -> Vec<Value> {
    let is_required = |name: &str| {
        schema["required"].as_array().is_some_and(|names| names.iter().any(|it| it == name))
    };
    let fields = schema["properties"].as_object().into_iter().flatten();
    let parameter = |(name, field): (&String, &Value)| {
        let mut field = field.clone();
        let description = field["description"].take();
        if let Value::Object(field) = &mut field {
            field.remove("description");
        }
        json!({
            "name": name, "in": "query", "required": is_required(name),
            "description": description, "schema": without_null(field),
        })
    };
    fields.map(parameter).collect()
}

fn without_null(mut field: Value) -> Value {
    if let Value::Array(types) = &field["type"] {
        field["type"] = types.iter().find(|it| *it != "null").cloned().unwrap_or_default();
    }
    let one = match &field["anyOf"] {
        Value::Array(kinds) => kinds.iter().find(|kind| kind["type"] != "null").cloned(),
        _ => None,
    };
    one.unwrap_or(field)
}
