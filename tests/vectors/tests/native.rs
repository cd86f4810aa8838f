//! The vectors on this machine. `UNGATED_BLESS=1` writes what came out instead of comparing it;
//! `cargo xtask bless` does that, for review.
#![allow(missing_docs, clippy::unwrap_used)]

use std::{collections::BTreeSet, env, fs, path::Path};

use serde_json::Value;
use ungated_vectors::{NOUNS, run};

#[test]
fn every_vector_comes_out_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/vectors");
    let bless = env::var_os("UNGATED_BLESS").is_some();
    let mut failures = Vec::new();
    let mut cases = 0;
    for (noun, _) in NOUNS {
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(folder.join(noun)).unwrap() {
            let path = entry.unwrap().path();
            let mut file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            for case in file["cases"].as_array_mut().unwrap() {
                let name = case["name"].as_str().unwrap().to_owned();
                assert!(!case["why"].as_str().unwrap().is_empty(), "{noun}: {name}: no why");
                assert!(names.insert(name.clone()), "{noun}: two cases are named {name}");
                let got = run(noun, &case["given"]);
                if bless {
                    case["expect"] = got;
                } else if got != case["expect"] {
                    let file = path.display();
                    failures.push(format!(
                        "{file}: {name}\n  expect {}\n  got    {got}",
                        case["expect"]
                    ));
                }
                cases += 1;
            }
            if bless {
                fs::write(&path, written(file["cases"].as_array().unwrap())).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{} of {cases}:\n{}", failures.len(), failures.join("\n"));
    assert!(cases >= 300, "{cases} vectors, fewer than the rules are worth");
}

/// A file of cases, each on five lines: what a reviewer compares stands in one line.
fn written(cases: &[Value]) -> String {
    let case = |case: &Value| {
        let member = |name: &str| format!("    \"{name}\": {}", case[name]);
        format!("  {{\n{}\n  }}", ["name", "why", "given", "expect"].map(member).join(",\n"))
    };
    format!("{{\"cases\": [\n{}\n]}}\n", cases.iter().map(case).collect::<Vec<_>>().join(",\n"))
}
