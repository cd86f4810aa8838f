//! Segment rules and what the edge knows of a visit into its fit. Without an audience, only the
//! rules are read.

use serde_json::{Value, json};
use ungated_shared::segment::{Audience, Segments};

use crate::{errors, rules};

pub fn run(given: &Value) -> Value {
    let segments = match Segments::parse(&rules(given)) {
        Ok(segments) => segments,
        Err(wrong) => return errors(wrong),
    };
    let Some(known) = given.get("audience") else { return json!({"names": segments.names()}) };
    let of = |name: &str| known[name].as_str().unwrap_or_default();
    let fit = segments.fit(&Audience {
        organisation: of("organisation"),
        country: of("country"),
        language: of("language"),
        device: of("device"),
        campaign: of("campaign"),
        source: of("source"),
        channel: of("channel"),
    });
    json!({
        "score": fit.score,
        "segment": fit.segment,
        "network": fit.network,
        "classified": fit.classified,
        "parts": fit.parts.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}
