//! The OpenAPI document of the API, made from [`ROUTES`] and their types.
//!
//! # Why is it made natively?
//! What makes it is larger than what it says. It is a file beside the dashboard's: the Worker
//! carries neither.
//!
//! # Why two generators?
//! A type that is taken and given is two: what may be left out when it is sent is always there when
//! it is told. Where that makes a difference, what is told has `Told` behind its name.

mod operation;
mod parameters;
mod tidy;
pub mod typescript;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use ungated_shared::influence::InfluenceModel;
use ungated_shared::report::BANDS;
use ungated_shared::score::standing::Standing;

use crate::health::Health;
use crate::problem::Problem;
use crate::routes::ROUTES;

/// A name that a person gives something: nothing in it controls.
pub const NAME: &str = r"^[^\x00-\x1f\x7f-\x9f]+$";

/// A configuration that is told: as it was taken, with what its author left out left out.
pub fn site_config(_: &mut SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "$ref": format!("#{SCHEMAS}/SiteConfig") })
}

/// A scoring model: what its own module says of it.
pub fn model(_: &mut SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "$ref": format!("#{SCHEMAS}/{MODEL}") })
}

/// The name of a scoring model's schema.
const MODEL: &str = "ScoringModel";

/// Where schemas are, from the document's beginning.
const SCHEMAS: &str = "/components/schemas";

/// What makes the schemas of a document.
struct Schemas {
    /// Of what is taken.
    taken: SchemaGenerator,
    /// Of what is given.
    given: SchemaGenerator,
}

impl Schemas {
    fn new() -> Self {
        let settings = || {
            let mut settings = SchemaSettings::draft2020_12();
            settings.definitions_path = SCHEMAS.into();
            settings.meta_schema = None;
            settings
        };
        Self {
            taken: settings().for_deserialize().into_generator(),
            given: settings().for_serialize().into_generator(),
        }
    }
}

/// The document.
#[must_use]
pub fn document() -> Value {
    let mut schemas = Schemas::new();
    let problem = schemas.given.subschema_for::<Problem>().to_value();
    // The words of figures by standing, and of credits by model.
    schemas.given.subschema_for::<Standing>();
    schemas.given.subschema_for::<InfluenceModel>();
    let mut taken_paths = Map::new();
    let mut paths = Map::new();
    for route in ROUTES {
        let path = format!("/api/v1/{}", route.path);
        let method = route.method.to_lowercase();
        let (taken, given) = operation::of(route, &mut schemas, &problem);
        put(&mut taken_paths, &path, &method, taken);
        put(&mut paths, &path, &method, given);
    }
    put(&mut paths, "/healthz", "get", health(&mut schemas));
    let mut given = json!({ "paths": paths, "schemas": schemas.given.take_definitions(true) });
    let taken = schemas.taken.take_definitions(true);
    tidy::rename(&mut given, &taken);
    given["schemas"]["Band"] = json!({
        "type": "string",
        "enum": BANDS,
        "description": "A band of fit or of engagement, as `fit_band` and `engagement_band` tell it.",
    });
    let mut all = taken;
    if let Value::Object(given) = given["schemas"].take() {
        all.extend(given);
    }
    let mut model = ungated_shared::score::model::schema();
    if let Value::Object(members) = &mut model {
        // The document says it for all.
        members.remove("$schema");
    }
    all.insert(MODEL.into(), model);
    let mut paths = given["paths"].take();
    for (path, methods) in taken_paths {
        for (method, taken) in methods.as_object().into_iter().flatten() {
            if let (Some(own), Some(taken)) =
                (paths[&path][method].as_object_mut(), taken.as_object())
            {
                own.extend(taken.clone());
            }
        }
    }
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Ungated",
            "version": env!("CARGO_PKG_VERSION"),
            "description": INTRODUCTION,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": all, "securitySchemes": security() },
    });
    tidy::all(&mut document);
    document
}

const INTRODUCTION: &str = "Bodies and answers are JSON. A problem is one of RFC 9457 with a stable \
    `code`. `x-ungated-needs` says who may: `nobody` (anybody), `report` (whoever may read the \
    site's reports: anybody if it is public), `viewer`, `editor` or `admin`; each may what those \
    before may.";

fn put(paths: &mut Map<String, Value>, path: &str, method: &str, operation: Value) {
    if let Value::Object(methods) = paths.entry(path).or_insert_with(|| json!({})) {
        methods.insert(method.into(), operation);
    }
}

fn security() -> Value {
    json!({
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token, or the session that a share link opened.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "__Host-ungated",
            "description": "What signing in to the dashboard gives. What changes something needs the \
                dashboard's own Origin with it.",
        },
    })
}

fn health(schemas: &mut Schemas) -> Value {
    let schema = schemas.given.subschema_for::<Health>();
    let answer = |description: &str| {
        json!({
            "description": description,
            "content": { "application/json": { "schema": schema } },
        })
    };
    json!({
        "operationId": "get_healthz",
        "summary": "Whether everything is there that hits and questions need.",
        "x-ungated-needs": "nobody",
        "security": [],
        "responses": { "200": answer("Everything is."), "503": answer("Something is missing.") },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every `$ref` of a document.
    fn references(value: &Value) -> Vec<String> {
        match value {
            Value::Object(fields) => {
                let own = fields.get("$ref").and_then(Value::as_str).map(str::to_owned);
                own.into_iter().chain(fields.values().flat_map(references)).collect()
            }
            Value::Array(items) => items.iter().flat_map(references).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_route_is_an_operation_and_every_reference_leads_somewhere() {
        let document = document();
        for route in ROUTES {
            let path = format!("/api/v1/{}", route.path);
            let operation = &document["paths"][&path][route.method.to_lowercase()];
            assert!(operation["responses"].is_object(), "{} {path}", route.method);
            assert_eq!(operation["x-ungated-needs"], route.who.word(), "{path}");
        }
        let references = references(&document);
        assert!(references.len() > ROUTES.len());
        for reference in references {
            let pointer = reference.strip_prefix('#').unwrap_or_default();
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
    }

    /// A constant of Rust's says nothing to who reads the document; what a deployment has does.
    #[test]
    fn no_description_names_a_constant() {
        let text = document().to_string();
        let is_constant = |word: &&str| {
            word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
        };
        let named: BTreeSet<&str> = text.split('`').filter(is_constant).collect();
        assert_eq!(named, BTreeSet::from(["ARCHIVE", "ARCHIVE_EU", "SITES"]));
    }

    #[test]
    fn what_is_taken_may_leave_out_what_is_always_told() {
        let document = document();
        let required = |name: &str| document["components"]["schemas"][name]["required"].clone();
        assert_eq!(required("Question"), json!(["site", "metrics", "date_range"]));
        assert_eq!(required("QuestionTold"), json!(["site", "metrics", "date_range", "offset"]));
    }
}
