//! What is asked.

use serde_json::{Value, json};

/// The days of a run, as the API asks for them: first and last.
#[derive(Clone, Debug)]
pub struct Days(pub String, pub String);

/// A question, by a name for people.
pub struct Named(pub &'static str, pub Value);

impl Days {
    fn ask(&self, metrics: Value, dimensions: Value, filters: Value) -> Value {
        json!({"site": "", "metrics": metrics, "dimensions": dimensions, "filters": filters,
            "date_range": [self.0, self.1]})
    }

    /// The items with most visits: the figure that others are compared by.
    pub fn items(&self) -> Value {
        let mut ask = self.ask(json!(["visits"]), json!(["item"]), json!([]));
        ask["limit"] = 10.into();
        ask
    }

    /// Questions that narrow down: by one filter and by two; and that follow paths as far as can be asked.
    pub fn drill_downs(&self) -> Vec<Named> {
        let stage = json!(["is", "stage", ["decision"]]);
        let topic = json!(["is", "topic", ["Energy"]]);
        let channel = json!(["is", "channel", ["organic_search"]]);
        let country = json!(["is", "country", ["DE"]]);
        let device = json!(["is", "device", ["mobile"]]);
        let content = json!([
            "visits",
            "engaged_ms_median",
            "read_through",
            "depth",
            "hand_raises",
            "points"
        ]);
        let few = json!(["visits", "engaged_ms_median", "hand_raises"]);
        let ask = |metrics: &Value, dimensions: Value, filters: Value| {
            self.ask(metrics.clone(), dimensions, filters)
        };
        let paths = |end: &str, at: Value| {
            let range = [&self.0, &self.1];
            json!({"date_range": range, end: at, "steps": 5, "branches": 20})
        };
        vec![
            Named("paths from the home page", paths("from", json!("/"))),
            Named("paths to a hand-raise", paths("to", json!("hand_raise"))),
            Named("items of a channel", ask(&content, json!(["item"]), json!([channel]))),
            Named("channels of a stage", ask(&few, json!(["channel"]), json!([stage]))),
            Named("days of a country", ask(&few, json!(["time:day"]), json!([country]))),
            Named(
                "items of a channel and a device",
                ask(&content, json!(["item"]), json!([channel, device])),
            ),
            Named(
                "channels of a topic and a country",
                ask(&few, json!(["channel"]), json!([topic, country])),
            ),
            Named(
                "countries of a stage and a channel",
                ask(&few, json!(["country"]), json!([stage, channel])),
            ),
            Named(
                "days of a topic and a device",
                ask(&few, json!(["time:day"]), json!([topic, device])),
            ),
        ]
    }

    /// What the dashboard asks when it is opened, in the order in which it can: `earlier` are the days
    /// before, and the second step names what the first answered.
    pub fn opening(&self, earlier: &Self) -> Vec<Named> {
        let headline =
            json!(["visits", "pageviews", "engaged_ms_median", "read_through", "hand_raises"]);
        let growing = json!(["visits", "pageviews", "hand_raises"]);
        let sorts = json!([
            "visits",
            "engaged_ms_median",
            "read_through",
            "depth",
            "hand_raises",
            "points"
        ]);
        let few = json!(["visits", "engaged_ms_median", "hand_raises"]);
        let of_paths =
            json!(["visits", "engaged_ms_median", "engagement", "intent", "hand_raises"]);
        let by = |ask: Value, limit: u64| {
            let mut ask = ask;
            ask["limit"] = limit.into();
            ask["order_by"] = json!([["visits", "desc"]]);
            ask
        };
        let compared = |mut ask: Value| {
            ask["comparison"] = "previous_period".into();
            ask
        };
        let plain = |metrics: &Value, dimension: &str| {
            self.ask(metrics.clone(), json!([dimension]), json!([]))
        };
        let last = Self(earlier.1.clone(), earlier.1.clone());
        vec![
            Named("headline", self.ask(headline.clone(), json!([]), json!([]))),
            Named("trend", plain(&growing, "time:day")),
            Named("ladder", self.ask(json!(["visits"]), json!(["standing"]), json!([]))),
            Named("content", compared(by(plain(&sorts, "item"), 12))),
            Named("paths", by(plain(&of_paths, "path"), 8)),
            Named("channels", compared(by(plain(&few, "channel"), 8))),
            Named("topics", compared(by(plain(&few, "topic"), 8))),
            Named("countries", by(plain(&few, "country"), 8)),
            Named("influence", self.influence()),
            Named("headline before", earlier.ask(headline, json!([]), json!([]))),
            Named("hours before", last.ask(growing.clone(), json!(["time:hour"]), json!([]))),
            Named("trend before", earlier.ask(growing, json!(["time:day"]), json!([]))),
        ]
    }

    /// What hand-raises can be put down to, as the dashboard asks.
    fn influence(&self) -> Value {
        json!({"site": "", "dimension": "item", "date_range": [self.0, self.1], "limit": 8})
    }

    /// What it asks once it knows which items and paths there are.
    pub fn following(&self, items: &Value, paths: &Value) -> Vec<Named> {
        let items = json!([["is", "item", items]]);
        let paths = json!([["is", "path", paths]]);
        vec![
            Named(
                "labels",
                self.ask(json!(["pageviews"]), json!(["item", "type", "stage"]), items),
            ),
            Named("standings", self.ask(json!(["visits"]), json!(["path", "standing"]), paths)),
        ]
    }
}
