//! workerd's configuration: target/ungated/workerd.capnp.

use std::time::{SystemTime, UNIX_EPOCH};
use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use ungated_harness::{date, place};
use ungated_simulator::gate;

/// Fills edge-worker/workerd.capnp with what was built and what wrangler.jsonc says.
pub fn write() -> Result<()> {
    let root = place::root();
    let built = place::built();
    let template = read(&root.join("edge-worker/workerd.capnp"))?;
    let wrangler = jsonc(&read(&root.join("edge-worker/wrangler.jsonc"))?)?;
    let values = [
        ("modules", modules(&built.join("worker"))?),
        ("assets_path", text(&built.join("www").to_string_lossy())),
        ("assets_config", text(&assets(&built.join("www"), &wrangler))),
        ("compatibility_date", text(compatibility_date(&wrangler)?)),
        ("sites", text(&sites(&wrangler)?)),
    ];
    let path = built.join("workerd.capnp");
    fs::write(&path, fill(template, &values)?)
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Puts each value where its name stands between at signs.
fn fill(mut template: String, values: &[(&str, String)]) -> Result<String> {
    for (name, value) in values {
        let mark = format!("@{name}@");
        if !template.contains(&mark) {
            bail!("edge-worker/workerd.capnp has no {mark}");
        }
        template = template.replace(&mark, value);
    }
    Ok(template)
}

/// The Worker's modules; the first is where it begins.
fn modules(worker: &Path) -> Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(worker)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort_by_key(|name| (name != "shim.js", name.clone()));
    let mut list = String::new();
    for name in names {
        let kind = match name.rsplit('.').next() {
            Some("js") => "esModule",
            Some("wasm") => "wasm",
            _ => continue,
        };
        let (name, file) = (text(&name), text(&format!("worker/{name}")));
        list += &format!("\n    (name = {name}, {kind} = embed {file}),");
    }
    Ok(list)
}

/// The assets service's settings: as in production, `_headers` included.
fn assets(www: &Path, wrangler: &Value) -> String {
    let asked = &wrangler["assets"];
    let or = |key: &str, default: &str| asked[key].as_str().unwrap_or(default).to_owned();
    json!({
        "html_handling": or("html_handling", "auto-trailing-slash"),
        "not_found_handling": or("not_found_handling", "none"),
        "run_worker_first": asked["run_worker_first"],
        "headers": fs::read_to_string(www.join("_headers")).unwrap_or_default(),
    })
    .to_string()
}

fn compatibility_date(wrangler: &Value) -> Result<&str> {
    wrangler["compatibility_date"]
        .as_str()
        .context("edge-worker/wrangler.jsonc has no compatibility_date")
}

/// The sites that exist from the start.
fn sites(wrangler: &Value) -> Result<String> {
    match &wrangler["vars"]["SITES"] {
        sites @ Value::Object(_) => Ok(with_gate(sites.clone(), SystemTime::now()).to_string()),
        _ => bail!("edge-worker/wrangler.jsonc has no object vars.SITES"),
    }
}

/// The same, where the demo publication's ledger knows on which days simulated readers meet a form.
fn with_gate(mut sites: Value, now: SystemTime) -> Value {
    let now_ms = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as u64;
    let weeks = gate::weeks(now_ms);
    let period = |[first, last]: [u64; 2]| json!({"from": date(first), "until": date(last), "form_fills": gate::FORM_FILLS});
    let gated: Vec<Value> = weeks.into_iter().map(period).collect();
    if let Some(demo) = sites.get_mut("demo") {
        demo["ungate"] = json!([{"title": gate::TITLE, "path": gate::PATH, "gated": gated}]);
    }
    sites
}

fn jsonc(text: &str) -> Result<Value> {
    jsonc_parser::parse_to_serde_value(text, &Default::default())
        .context("edge-worker/wrangler.jsonc is not JSON with comments")
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A text in Cap'n Proto's notation.
fn text(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '\r' => quoted += "\\r",
            '\t' => quoted += "\\t",
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_survive_the_notation() {
        assert_eq!(text("a \"b\"\n\\"), r#""a \"b\"\n\\""#);
    }

    #[test]
    fn a_template_without_its_mark_is_an_error() {
        assert!(fill("x".to_owned(), &[("sites", "{}".to_owned())]).is_err());
        let filled = fill("x = @sites@".to_owned(), &[("sites", "1".to_owned())]);
        assert_eq!(filled.ok().as_deref(), Some("x = 1"));
    }

    #[test]
    fn wrangler_jsonc_may_have_comments() {
        let wrangler = jsonc("{ // why\n \"compatibility_date\": \"2026-11-01\", }").expect("JSON");
        assert_eq!(compatibility_date(&wrangler).ok(), Some("2026-11-01"));
        assert!(sites(&wrangler).is_err());
    }
}
