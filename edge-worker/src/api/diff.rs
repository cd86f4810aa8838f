//! What is other in one document than in another.

use serde_json::Value;
use ungated_contract::config::Change;

/// What changed from one document to another, by field.
pub fn changes(from: &Value, to: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    compare("", Some(from), Some(to), &mut changes);
    changes
}

fn compare(field: &str, from: Option<&Value>, to: Option<&Value>, changes: &mut Vec<Change>) {
    if let (Some(Value::Object(old)), Some(Value::Object(new))) = (from, to) {
        let added = new.keys().filter(|name| !old.contains_key(*name));
        for name in old.keys().chain(added) {
            let path = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
            compare(&path, old.get(name), new.get(name), changes);
        }
    } else if from != to {
        changes.push(Change { field: field.into(), from: from.cloned(), to: to.cloned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(from: Value, to: Value) -> Value {
        serde_json::to_value(changes(&from, &to)).unwrap_or_default()
    }

    #[test]
    fn what_changed_is_named_and_nothing_else() {
        let from = json!({"title": "A", "k": 5, "hostnames": ["a", "b"], "deep": {"x": 1, "y": 2}});
        assert_eq!(told(from.clone(), from.clone()), json!([]));
        let to = json!({"title": "B", "hostnames": ["b", "a"], "deep": {"x": 1, "y": 3}, "public": true});
        let changes = json!([
            {"field": "deep.y", "from": 2, "to": 3},
            {"field": "hostnames", "from": ["a", "b"], "to": ["b", "a"]},
            {"field": "k", "from": 5},
            {"field": "title", "from": "A", "to": "B"},
            {"field": "public", "to": true},
        ]);
        assert_eq!(told(from, to), changes);
    }
}
