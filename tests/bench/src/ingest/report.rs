//! Figures for programs and for people.

use serde_json::{Value, json};
use ungated_load::drive::Outcome;

use super::{
    flood::Flooded,
    rounds::{Counted, Measured},
    target::Turn,
};

const NAMES: [&str; 2] = ["floor", "product"];

/// Figures of a run, as JSON.
pub fn figures(measured: &Measured) -> Value {
    let mut figures = json!({
        "bench": "ingest",
        "ratio": ratio(measured),
        "connections": measured.connections,
        "separate_cores": measured.cores.are_split(),
        "at_saturation": counts(&measured.counted[0]),
        "at_rate": counts(&measured.counted[1]),
        "with_closing": counts(&measured.counted[2]),
        "hits": measured.hits,
        "page_views": measured.page_views,
        "hits_per_page_view": per(measured.hits, measured.page_views),
        "ledger_difference": measured.ledger_difference,
        "packed_bytes_per_page_view": measured.packed.map(|(bytes, views)| per(bytes, views)),
        "file_bytes": measured.bytes[0],
        "bytes": measured.bytes[1],
        "bytes_per_page_view": per(measured.bytes[1], measured.page_views),
        "rounds": measured.rounds.iter().map(|[floor, product]| json!({
            "ratio": product.cpu_us() / floor.cpu_us(),
            "floor": turn(floor),
            "product": turn(product),
        })).collect::<Vec<_>>(),
    });
    for (place, name) in NAMES.into_iter().enumerate() {
        figures[name] = medians(measured, place);
        figures["at_rate"][name] = turn(&measured.level[place]);
    }
    figures["at_rate"]["hits_per_s"] = measured.rate.into();
    figures
}

/// Figures of a run, as a table.
pub fn text(measured: &Measured) -> String {
    let mut lines = vec![format!(
        "  {:<26}{:>10}{:>10}{:>10}{:>10}{:>10}{:>9}",
        "", "CPU µs/hit", "hits/s·core", "hits/s", "p50 ms", "p99 ms", "202"
    )];
    let row = |name: String, figures: &Value| {
        let of = |name: &str| figures[name].as_f64().unwrap_or(f64::NAN);
        format!(
            "  {name:<26}{:>10.1}{:>10.0}{:>10.0}{:>10.2}{:>10.2}{:>8.2}%",
            of("cpu_us_per_hit"),
            of("hits_per_s_per_core"),
            of("hits_per_s"),
            of("p50_ms"),
            of("p99_ms"),
            of("acknowledged_share") * 100.0
        )
    };
    for (place, name) in NAMES.into_iter().enumerate() {
        lines.push(row(format!("{name}, saturated"), &medians(measured, place)));
    }
    for (name, level) in NAMES.into_iter().zip(&measured.level) {
        lines.push(row(format!("{name}, {} hits/s", measured.rate), &turn(level)));
    }
    let ratios = measured.rounds.iter().map(|[floor, product]| product.cpu_us() / floor.cpu_us());
    let ratios: Vec<String> = ratios.map(|ratio| format!("{ratio:.2}")).collect();
    lines.push(format!(
        "  ratio                     {:.2} (rounds: {})",
        ratio(measured),
        ratios.join(" ")
    ));
    let names = ["saturated", "at the rate", "with closing"];
    for (name, counted) in names.into_iter().zip(&measured.counted) {
        let or = |n: Option<f64>| n.map_or("unknown".to_owned(), |n| format!("{n:.3}"));
        lines.push(format!(
            "  rows · object calls a hit {} · {}, a page view {} · {} ({name})",
            or(each(counted.rows_written, counted.hits)),
            or(each(counted.object_calls, counted.hits)),
            or(each(counted.rows_written, counted.page_views)),
            or(each(counted.object_calls, counted.page_views)),
        ));
    }
    if let Some((bytes, views)) = measured.packed {
        let each = per(bytes, views);
        lines.push(format!(
            "  packed                    {each:.1} bytes a page view ({views} of them)"
        ));
    }
    lines.push(format!(
        "  on disk                   {:.1} bytes a page view ({} bytes of {}, {} page views, {} hits)",
        per(measured.bytes[1], measured.page_views),
        measured.bytes[1],
        measured.bytes[0],
        measured.page_views,
        measured.hits
    ));
    lines.push(format!("  ledger difference         {}", measured.ledger_difference));
    for refused in measured.rounds.iter().chain([&measured.level]).flatten() {
        lines.extend(
            refused.outcome.refused.iter().map(|(why, n)| format!("  refused: {n} ({why})")),
        );
    }
    if !measured.cores.are_split() {
        lines.push("  load and product shared their cores: trust the ratio only".to_owned());
    }
    lines.join("\n")
}

/// CPU of an acknowledged hit over the floor's of a request: the median of the rounds.
fn ratio(measured: &Measured) -> f64 {
    median(measured.rounds.iter().map(|[floor, product]| product.cpu_us() / floor.cpu_us()))
}

/// Medians over the rounds of one of the two.
fn medians(measured: &Measured, place: usize) -> Value {
    let rounds: Vec<Value> = measured.rounds.iter().map(|round| turn(&round[place])).collect();
    let mut medians = rounds.first().cloned().unwrap_or_default();
    for (name, value) in medians.as_object_mut().into_iter().flatten() {
        *value = median(rounds.iter().filter_map(|round| round[name].as_f64())).into();
    }
    medians
}

fn turn(turn: &Turn) -> Value {
    json!({
        "cpu_us_per_hit": turn.cpu_us(),
        "hits_per_s_per_core": turn.per_core(),
        "hits_per_s": turn.per_second(),
        "p50_ms": turn.outcome.latency_ms(50),
        "p99_ms": turn.outcome.latency_ms(99),
        "acknowledged_share": turn.outcome.share(),
    })
}

fn counts(counted: &Counted) -> Value {
    json!({
        "rows_written_per_hit": each(counted.rows_written, counted.hits),
        "object_calls_per_hit": each(counted.object_calls, counted.hits),
        "rows_written_per_page_view": each(counted.rows_written, counted.page_views),
        "object_calls_per_page_view": each(counted.object_calls, counted.page_views),
    })
}

fn each(n: Option<u64>, of: u64) -> Option<f64> {
    n.map(|n| per(n, of))
}

fn per(n: u64, of: u64) -> f64 {
    n as f64 / of.max(1) as f64
}

fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n => (values[(n - 1) / 2] + values[n / 2]) / 2.0,
    }
}

/// Figures of a flood, as JSON.
pub fn flood_figures(flooded: &Flooded) -> Value {
    let [alone, beside] = &flooded.quiet;
    json!({
        "bench": "ingest_flood",
        "ratio": flood_ratio(flooded),
        "separate_cores": flooded.cores.are_split(),
        "hits_per_s": flooded.rate,
        "factor": flooded.factor,
        "quiet_alone": outcome(alone),
        "quiet_beside_flood": outcome(beside),
        "quiet_lost": lost(flooded),
        "ledger_difference": flooded.ledger_difference,
        "flood": outcome(&flooded.flood),
    })
}

/// Figures of a flood, as a table.
pub fn flood_text(flooded: &Flooded) -> String {
    let [alone, beside] = &flooded.quiet;
    let row = |name: &str, outcome: &Outcome| {
        let refused: Vec<String> =
            outcome.refused.iter().map(|(why, n)| format!(", {n} {why}")).collect();
        format!(
            "  {name:<26}{:>8} sent, {} acknowledged, {} unanswered{}; p50 {:.2} ms, p99 {:.2} ms",
            outcome.sent,
            outcome.acknowledged,
            outcome.unanswered,
            refused.concat(),
            outcome.latency_ms(50),
            outcome.latency_ms(99)
        )
    };
    [
        row("quiet site alone", alone),
        row("quiet site beside flood", beside),
        row("flooded site", &flooded.flood),
        format!("  quiet site's hits lost    {:>8}", lost(flooded)),
        format!("  its ledger's difference   {:>8}", flooded.ledger_difference),
        format!("  ratio of its p99          {:>8.2}", flood_ratio(flooded)),
    ]
    .join("\n")
}

/// Hits of the quiet site that were not acknowledged.
pub fn lost(flooded: &Flooded) -> u64 {
    flooded.quiet.iter().map(|quiet| quiet.sent - quiet.acknowledged).sum()
}

/// The quiet site's p99 beside the flood over that without it.
fn flood_ratio(flooded: &Flooded) -> f64 {
    let [alone, beside] = &flooded.quiet;
    beside.latency_ms(99) / alone.latency_ms(99)
}

fn outcome(outcome: &Outcome) -> Value {
    json!({
        "sent": outcome.sent,
        "acknowledged": outcome.acknowledged,
        "unanswered": outcome.unanswered,
        "refused": outcome.refused,
        "p50_ms": outcome.latency_ms(50),
        "p99_ms": outcome.latency_ms(99),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_two() {
        assert!((median([4.0, 1.0, 3.0, 2.0]) - 2.5).abs() < 1e-9);
        assert!((median([3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!(median([]).is_nan());
    }
}
