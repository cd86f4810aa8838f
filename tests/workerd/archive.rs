//! The archive where there is no bucket: what workerd by itself has. With one, see tests/deploy.

use serde_json::{Value, json};

use crate::people::world;

#[test]
fn without_a_bucket_the_archive_says_so() {
    let world = world();
    let admin = world.workerd.token.clone();
    let path = "sites/one/archive";
    let answer = world.api(&admin, "POST", path, &Value::Null);
    assert_eq!((answer.status, &answer.json()["code"]), (409, &json!("no_archive")));
    let state = world.api(&admin, "GET", path, &Value::Null).json();
    let told = ["on", "bucket", "days", "due"].map(|name| state[name].clone());
    assert_eq!(told, [json!(false), json!(false), json!([]), json!([])]);
    // Nor does wanting one make one; nothing is refused for it, and nothing fails by itself.
    let config = world.api(&admin, "GET", "sites/one/config", &Value::Null).json();
    let mut wanted = config["config"].clone();
    wanted["archive"] = json!(true);
    let version = format!("\"{}\"", config["version"]);
    let put = world.api_with(&admin, "PUT", "sites/one/config", &[("if-match", &version)], &wanted);
    assert_eq!(put.status, 200, "{}", put.body);
    let state = world.api(&admin, "GET", path, &Value::Null).json();
    assert_eq!([&state["on"], &state["bucket"]], [&json!(true), &json!(false)]);
    assert_eq!(world.api(&admin, "POST", path, &Value::Null).json()["code"], "no_archive");
    let erased = world.api(&admin, "DELETE", "sites/one/facts?confirm=one", &Value::Null).json();
    assert_eq!(erased["archived"], Value::Null);
}
