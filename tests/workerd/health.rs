//! Whether a deployment has what it needs.

use std::fs;

use serde_json::{Value, json};
use ungated_harness::{TEST_TOKEN, bare, place};
use ungated_shared::score::model::Model;

use crate::world::World;

#[test]
fn a_deployment_that_has_all_says_so_and_tells_no_value() {
    let answer = World::deployed().workerd.get("/healthz");
    let health = answer.json();
    assert_eq!(answer.status, 200);
    assert_eq!(health["ok"], true);
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(health["model"], format!("{:016x}", Model::DEFAULT.hash()));
    let bindings = health["bindings"].as_object().unwrap();
    assert_eq!(bindings.len(), 9);
    // workerd has no buckets, and nothing but the archive needs them.
    let (buckets, needed): (Vec<_>, Vec<_>) =
        bindings.iter().partition(|(name, _)| name.starts_with("ARCHIVE"));
    assert!(needed.iter().all(|(_, state)| *state == "present"), "{health}");
    assert!(buckets.len() == 2 && buckets.iter().all(|(_, it)| *it == "missing"), "{health}");
    assert!(!answer.body.contains(TEST_TOKEN));
}

#[test]
fn sites_that_make_no_sense_are_unhealthy() {
    let world = World::with_sites(json!({"demo": {"title": "x", "hostnames": [], "k": 0}}));
    let answer = world.workerd.get("/healthz");
    assert_eq!((answer.status, &answer.json()["ok"]), (503, &json!(false)));
    assert_eq!(answer.json()["bindings"]["SITES"], "unreadable");
}

/// The build's configuration without one binding after the other.
#[test]
fn a_binding_that_is_missing_is_named() {
    let built = place::built();
    let whole = fs::read_to_string(built.join("workerd.capnp")).unwrap();
    let data = tempfile::tempdir().unwrap();
    let disk = format!("disk = (path = {}, writable = true)", json!(data.path()));
    let whole = whole.replace("disk = (writable = true)", &disk);
    for (name, status) in [
        ("SHARD", 503),
        ("SITE", 503),
        ("REGISTRY", 503),
        ("LIVE", 503),
        ("SALTS", 503),
        ("SITES", 503),
        ("UNGATED_ADMIN_TOKEN", 200),
    ] {
        let begins = format!("    (name = \"{name}\", ");
        let (before, rest) = whole.split_once("  bindings = [").unwrap();
        let (bindings, after) = rest.split_once("\n  ],").unwrap();
        let kept: Vec<&str> = bindings.lines().filter(|line| !line.starts_with(&begins)).collect();
        assert_eq!(kept.len() + 1, bindings.lines().count(), "{name} is one line");
        let config = built.join(format!("workerd.health-{}-{name}.capnp", std::process::id()));
        let text = format!("{before}  bindings = [{}\n  ],{after}", kept.join("\n"));
        fs::write(&config, text).unwrap();
        let started = bare(&config);
        fs::remove_file(&config).unwrap();
        let workerd = started.unwrap();
        let answer = workerd.get("/healthz");
        assert_eq!(answer.status, status, "without {name}: {} {}", answer.body, workerd.output());
        let health: Value = answer.json();
        for (binding, state) in health["bindings"].as_object().unwrap() {
            // There is no bucket on one's own machine.
            let is_absent = binding == name || binding.starts_with("ARCHIVE");
            let expected = if is_absent { "missing" } else { "present" };
            let is_token = binding == "UNGATED_ADMIN_TOKEN"; // none in this environment
            assert!(is_token || state == expected, "without {name}: {binding} is {state}");
        }
    }
}
