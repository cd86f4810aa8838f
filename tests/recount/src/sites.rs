//! The two sites.

use serde_json::{Value, json};
use ungated_harness::date;
use ungated_simulator::gate;

/// Their names: what shows everything, and what stands for five visits.
pub const NAMES: [&str; 2] = ["all", "five"];

/// Whom they write for: rules of every kind but organisations by name, which want a `k` of 10.
pub fn segments() -> Value {
    json!([
        {"segment": "DACH manufacturing", "fit": 30,
         "when": {"network": ["business"], "country": ["DE", "AT", "CH"]}},
        {"segment": "Nordic industry", "fit": 20,
         "when": {"network": ["business"], "country": ["SE", "NO", "DK", "FI"]}},
        {"segment": "LinkedIn campaign", "fit": 25, "when": {"campaign": ["heat-series"]}},
        {"segment": "Other companies", "fit": 45, "when": {"network": ["business"]}},
        {"segment": "Research and public bodies", "fit": 15,
         "when": {"network": ["education", "government"]}}
    ])
}

/// The entries of `SITES`.
pub fn all(now_ms: u64) -> Value {
    let site = |k: u32| {
        json!({"title": "A site", "public": true, "hostnames": ["localhost", "127.0.0.1"], "k": k,
            "segments": segments(), "ungate": ungate(now_ms)})
    };
    json!({"all": site(1), "five": site(5)})
}

/// The piece that the simulator puts behind a form every other week.
fn ungate(now_ms: u64) -> Value {
    let gated = gate::weeks(now_ms).into_iter().map(
        |[first, last]| json!({"from": date(first), "until": date(last), "form_fills": gate::FORM_FILLS}),
    );
    json!([{"title": gate::TITLE, "path": gate::PATH, "gated": gated.collect::<Vec<_>>()}])
}
