//! Figures for programs and for people.

use serde_json::{Value, json};
use ungated_load::shard::Ran;

use super::scan::{Scan, Scans};
use super::sqlite;
use super::tables::{columns, tables};
use super::wasm::Size;

/// What a run measured.
pub struct Measured {
    pub scans: Scans,
    pub sizes: Vec<Size>,
    /// A large site's day in one region.
    pub large: Ran,
    /// A small site's two months.
    pub small: Ran,
}

/// Figures of a run, as JSON. The ratio is that of our segments' whole scan.
pub fn figures(measured: &Measured) -> Value {
    let scans = &measured.scans;
    let views = measured.large.views;
    let formats: Vec<Value> = scans
        .formats
        .iter()
        .map(|scan| {
            let [whole, question] = ratios(scans, scan);
            json!({
                "format": scan.name, "bytes_per_page_view": per(scan.bytes, views),
                "whole_ratio": whole, "question_ratio": question, "pack_s": scan.pack_s,
            })
        })
        .collect();
    let wasm: Vec<Value> = measured
        .sizes
        .iter()
        .map(|it| json!({"feature": it.feature, "bytes": it.bytes, "deflated": it.deflated}))
        .collect();
    json!({
        "bench": "formats",
        "ratio": scans.formats.first().map(|scan| ratios(scans, scan)[0]),
        "page_views": views,
        "formats": formats,
        "wasm": wasm,
        "on_disk": {"large": on_disk(&measured.large), "small": on_disk(&measured.small)},
    })
}

fn on_disk(ran: &Ran) -> Value {
    let tables = tables(ran);
    let of = |figure: fn(&sqlite::Table) -> u64| -> u64 {
        tables.iter().map(|(_, table)| figure(table)).sum()
    };
    json!({
        "page_views": ran.views,
        "segment_bytes_per_page_view": per(ran.segment_bytes(), ran.views),
        "row_bytes_per_page_view": per(of(|it| it.bytes), ran.views),
        "sqlite_bytes_per_page_view": per(of(|it| it.pages), ran.views),
        "sqlite_fixed_bytes": sqlite::FIXED,
    })
}

/// Figures of a run, as tables.
pub fn text(measured: &Measured) -> String {
    let Measured { scans, sizes, large, small } = measured;
    let mut lines = vec![format!(
        "  {:<26}{:>12}{:>10}{:>12}{:>10}",
        "", "bytes/view", "whole ×", "question ×", "pack s"
    )];
    for scan in &scans.formats {
        let [whole, question] = ratios(scans, scan);
        lines.push(format!(
            "  {:<26}{:>12.1}{whole:>10.1}{question:>12.2}{:>10.2}",
            scan.name,
            per(scan.bytes, large.views),
            scan.pack_s
        ));
    }
    lines.push(format!(
        "  floor: {} numbers of {} page views, {:.2} ms",
        scans.numbers,
        large.views,
        median(&scans.floor_s) * 1_000.0
    ));
    let none = sizes.first().map_or((0, 0), |it| (it.bytes, it.deflated));
    for size in sizes.iter().skip(1) {
        lines.push(format!(
            "  wasm of {:<18}{:>12} bytes, {} deflated",
            size.feature,
            size.bytes - none.0,
            size.deflated - none.1
        ));
    }
    for (name, ran) in [("a large site's day", large), ("a small site's 60 days", small)] {
        lines.push(format!(
            "  {name}: {} page views, {} segments",
            ran.views,
            ran.state.segments().count()
        ));
        for (name, table) in tables(ran) {
            lines.push(format!(
                "    {name:<24}{:>12.1}{:>10.1} in pages, {} rows",
                per(table.bytes, ran.views),
                per(table.pages, ran.views),
                table.rows
            ));
        }
        let columns = columns(ran);
        let columns = columns.iter().filter(|(_, bytes)| per(*bytes, ran.views) >= 0.05);
        for (name, bytes) in columns {
            lines.push(format!("      {name:<24}{:>10.2}", per(*bytes, ran.views)));
        }
    }
    lines.join("\n")
}

/// A scan's median over the floor's: the whole, the question.
fn ratios(scans: &Scans, scan: &Scan) -> [f64; 2] {
    let floor = median(&scans.floor_s);
    [&scan.whole_s, &scan.question_s].map(|seconds| median(seconds) / floor)
}

fn median(seconds: &[f64]) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn per(bytes: u64, views: u64) -> f64 {
    bytes as f64 / views as f64
}
