//! Figures for programs and for people.

use std::time::Duration;

use serde_json::{Value, json};

use super::ask::{Measured, Site, Times};

/// Figures of a run, as JSON.
pub fn figures(measured: &Measured) -> Value {
    let loaded = &measured.loaded;
    let [quiet, beside] = &measured.hits;
    let mut figures = json!({
        "bench": "query",
        "ratio": measured.sites.last().map(ratio),
        "visits": loaded.visits,
        "page_views": loaded.views,
        "segments": loaded.segments,
        "segment_bytes": loaded.bytes,
        "load_s": measured.built_s,
        "ingest": {
            "hits_per_s": measured.rate,
            "quiet_p50_ms": quiet.latency_ms(50),
            "quiet_p99_ms": quiet.latency_ms(99),
            "beside_p50_ms": beside.latency_ms(50),
            "beside_p99_ms": beside.latency_ms(99),
            "p99_ratio": beside.latency_ms(99) / quiet.latency_ms(99),
            "acknowledged": [quiet.share(), beside.share()],
            "questions": times(&measured.beside),
        },
    });
    for site in &measured.sites {
        let named = |some: &[(&str, Times)]| {
            let each = some.iter().map(|(name, own)| ((*name).to_owned(), times(own)));
            Value::Object(each.collect())
        };
        figures[format!("k{}", site.k)] = json!({
            "ratio": ratio(site),
            "floor": times(&site.floor),
            "items": times(&site.items),
            "drill_downs": named(&site.drill_downs),
            "opening": times(&site.opening),
            "opening_parts": named(&site.parts),
        });
    }
    figures
}

/// The items of a site against the floor.
fn ratio(site: &Site) -> f64 {
    ms(site.items.quantile(50)) / ms(site.floor.quantile(50))
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

fn times(times: &Times) -> Value {
    json!({
        "first_ms": ms(times.first),
        "p50_ms": ms(times.quantile(50)),
        "max_ms": ms(times.quantile(100)),
        "n": times.again.len(),
        "refused": times.refused,
    })
}

impl Times {
    /// What so many of a hundred took at most, asked again; the first time if that was the only one.
    fn quantile(&self, percent: usize) -> Duration {
        let mut sorted = self.again.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
        sorted.get(at).copied().unwrap_or(self.first)
    }
}

/// Figures of a run, as a table.
pub fn text(measured: &Measured) -> String {
    let loaded = &measured.loaded;
    let mut lines = vec![format!(
        "  {} page views in {} visits, {} segments of {:.1} MB, three shards; made in {:.0} s",
        loaded.views,
        loaded.visits,
        loaded.segments,
        loaded.bytes as f64 / 1e6,
        measured.built_s,
    )];
    for site in &measured.sites {
        let floor = ms(site.floor.quantile(50));
        let row = |name: &str, times: &Times| {
            let refused = times.refused.as_ref().map_or("", |_| "  refused");
            format!(
                "  {name:<36}{:>10.1}{:>10.1}{:>10.1}{:>9.1}{refused}",
                ms(times.quantile(50)) / floor,
                ms(times.quantile(50)),
                ms(times.quantile(100)),
                ms(times.first)
            )
        };
        lines.push(String::new());
        let name = format!("k = {}", site.k);
        lines.push(format!(
            "  {name:<36}{:>10}{:>10}{:>10}{:>9}",
            "× floor", "p50 ms", "max ms", "first"
        ));
        lines.push(row("floor: days without visits", &site.floor));
        lines.push(row("top items with visits", &site.items));
        lines.extend(site.drill_downs.iter().map(|(name, times)| row(name, times)));
        lines.push(row("dashboard's opening set", &site.opening));
        lines.extend(site.parts.iter().map(|(name, times)| row(&format!("  {name}"), times)));
        if site.print {
            let answers = site.answers.iter();
            lines.extend(answers.map(|(name, answer)| format!("{name}: {}", answer["results"])));
        }
    }
    let [quiet, beside] = &measured.hits;
    lines.push(String::new());
    lines.push(format!(
        "  {} hits a second: p50 {:.1} ms, p99 {:.1} ms; beside questions p50 {:.1} ms, p99 {:.1} ms ({:.1} ×)",
        measured.rate,
        quiet.latency_ms(50),
        quiet.latency_ms(99),
        beside.latency_ms(50),
        beside.latency_ms(99),
        beside.latency_ms(99) / quiet.latency_ms(99),
    ));
    lines.push(format!(
        "  {} questions beside hits: p50 {:.1} ms, max {:.1} ms{}",
        measured.beside.again.len(),
        ms(measured.beside.quantile(50)),
        ms(measured.beside.quantile(100)),
        measured.beside.refused.as_ref().map_or(String::new(), |why| format!(", refused: {why}")),
    ));
    lines.join("\n")
}
