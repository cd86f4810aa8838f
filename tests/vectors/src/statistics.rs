//! Values, counts and visits, by shard, into what they say together. Shards are merged, last
//! first, as they travel.

use serde_json::{Value, from_value, json, to_value};
use ungated_shared::statistics::estimate::Estimate;
use ungated_shared::statistics::histogram::Histogram;
use ungated_shared::statistics::merge::Merge;
use ungated_shared::statistics::power::{sees_difference, sees_double};
use ungated_shared::statistics::rate::Rate;
use ungated_shared::statistics::share::Share;
use ungated_shared::statistics::strata::{self, Counted, Stratum};
use ungated_shared::statistics::tally::Tally;
use ungated_shared::statistics::transition::Transitions;

use crate::text;

pub fn run(given: &Value) -> Value {
    match text(&given["of"]) {
        "histogram" => histogram(given),
        "tally" => tally(given),
        "transitions" => transitions(given),
        "histogram that travelled" => read(from_value::<Histogram>(given["json"].clone())),
        "share" => {
            let share = share(&json!([given["part"], given["whole"]]));
            to_value(share.micro()).unwrap()
        }
        "difference" => {
            let [a, b] = ["a", "b"].map(|arm| share(&given[arm]).pico());
            to_value(a.less(b).scaled(1, 1_000_000)).unwrap()
        }
        "strata" => to_value(strata(given)).unwrap(),
        "ratio" => to_value(rate(&given["here"]).over(rate(&given["there"]))).unwrap(),
        "median" => to_value(median(&given["values"])).unwrap(),
        "power" => power(given).into(),
        "transitions that travelled" => read(from_value::<Transitions>(given["json"].clone())),
        other => panic!("no statistic {other}"),
    }
}

/// Counts each shard's list with `count`, and merges what `travel` makes of it.
fn merged<T: Merge>(
    given: &Value,
    count: impl Fn(&mut T, &Value),
    travel: impl Fn(Value) -> T,
    json: impl Fn(&T) -> Value,
) -> T {
    let mut whole = T::default();
    for shard in given["shards"].as_array().unwrap().iter().rev() {
        let mut part = T::default();
        shard.as_array().unwrap().iter().for_each(|fact| count(&mut part, fact));
        whole.merge(&travel(json(&part)));
    }
    whole
}

fn histogram(given: &Value) -> Value {
    let histogram = merged::<Histogram>(
        given,
        |histogram, value| histogram.add(value.as_u64().unwrap()),
        |json| from_value(json).unwrap(),
        |histogram| to_value(histogram).unwrap(),
    );
    let asked = given["per_mille"].as_array().unwrap().iter();
    let quantiles = asked.map(|n| histogram.quantile_per_mille(n.as_u64().unwrap()));
    json!({
        "count": histogram.count(),
        "median": histogram.median(),
        "quantiles": quantiles.collect::<Vec<_>>(),
    })
}

fn tally(given: &Value) -> Value {
    let tally = merged::<Tally>(
        given,
        |tally, row| tally.add(text(&row[0]), row[1].as_u64().unwrap()),
        |json| from_value(json).unwrap(),
        |tally| to_value(tally).unwrap(),
    );
    let top = tally.top(usize::try_from(given["top"].as_u64().unwrap()).unwrap());
    let rows = top.rows.iter().map(|row| json!([row.name, row.count]));
    json!({"rows": rows.collect::<Vec<_>>(), "other": top.other, "total": tally.total()})
}

fn transitions(given: &Value) -> Value {
    let transitions = merged::<Transitions>(
        given,
        |transitions, visit| {
            let names = visit["names"].as_array().unwrap().iter().map(text);
            transitions.add(names, visit["raised"].as_bool().unwrap());
        },
        |json| from_value(json).unwrap(),
        |transitions| to_value(transitions).unwrap(),
    );
    json!({"visits": transitions.visits(), "transitions": transitions})
}

fn read(read: Result<impl Sized, serde_json::Error>) -> Value {
    json!({"refused": read.err().map(|error| error.to_string())})
}

/// Two whole numbers.
fn pair(value: &Value) -> (u64, u64) {
    from_value(value.clone()).unwrap()
}

fn share(value: &Value) -> Share {
    let (part, whole) = pair(value);
    Share::of(part, whole).unwrap()
}

fn strata(given: &Value) -> Option<Estimate> {
    let counted = |value: &Value| {
        let (part, whole) = pair(value);
        Counted { part, whole }
    };
    let stratum = |it: &Value| Stratum { here: counted(&it[0]), there: counted(&it[1]) };
    let strata: Vec<Stratum> = given["strata"].as_array().unwrap().iter().map(stratum).collect();
    let times = given["times"].as_u64().unwrap() as u8;
    Some(strata::difference(&strata, times)?.scaled(1, 1_000_000))
}

fn rate(value: &Value) -> Rate {
    let (count, exposure) = pair(value);
    Rate { count, exposure }
}

fn median(values: &Value) -> Option<Estimate> {
    let mut histogram = Histogram::default();
    values.as_array().unwrap().iter().for_each(|value| histogram.add(value.as_u64().unwrap()));
    histogram.median_estimate()
}

fn power(given: &Value) -> bool {
    match given["hand_raises"].as_u64() {
        Some(count) => {
            let (here, there) = pair(&given["visits"]);
            sees_double(count, here, there)
        }
        None => {
            let (n, m) = pair(&given["pageviews"]);
            sees_difference(n, m, crate::int(&given["micro"]))
        }
    }
}
