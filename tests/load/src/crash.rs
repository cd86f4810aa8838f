//! Kills workerd under load, again and again, and looks for what was lost.
//!
//! Every hit's share of the truth is known to its sender. A hit without an answer, or with 503, is
//! sent again as it was, as the tracker does, until it is acknowledged; whether the first one had
//! been stored is not known, and must not matter.
//!
//! # What this does not show
//! SIGKILL takes the process, not the operating system: what was written but not yet synced to the
//! disk survives it.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    time::Duration,
};

use futures_util::future::{join, try_join_all};
use serde_json::{Value, json};
use tokio::{sync::Notify, task::yield_now, time::sleep};
use ungated_harness::{Start, Workerd};
use ungated_shared::hit::{Hit, Numbers, VERSION, WireItem};
use ungated_simulator::chance::Chance;

use crate::{connection::Connection, readers::post};

/// 10 March 2026, noon UTC: the edge is told the time, so any day will do.
const NOON_MS: u64 = 1_773_144_000_000;
/// Over how long the visits are spread: many of them end, and are closed, between kills.
const SPAN_MS: u64 = 6 * 60 * 60 * 1000;
/// That day, for questions.
const DAYS: [&str; 2] = ["2026-03-10", "2026-03-11"];
/// Items that are read: few, so that each has enough readers to be shown.
const ITEMS: u32 = 50;
/// Page views of a visit, and hits of a page view, at most.
const PAGE_VIEWS: u32 = 8;
const HITS: u32 = 3;
/// Longest wait between the request that brings a kill and the kill, µs: long enough to meet the
/// request anywhere between its receipt and its answer.
const AIM_US: u32 = 5_000;
/// A hit that was sent so often without success: the server is broken, not killed.
const TRIES: u32 = 200;

const USER_AGENT: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36";
const PLACES: [&str; 4] = [
    r#"{"continent":"EU","country":"DE"}"#,
    r#"{"continent":"EU","country":"PL"}"#,
    r#"{"continent":"NA","country":"US","longitude":"-74.00"}"#,
    r#"{"continent":"AS","country":"JP"}"#,
];

/// How much to load, and how often to kill.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Hits, each sent until it is acknowledged.
    pub hits: u32,
    /// Kills at random points.
    pub kills: u32,
    /// Another seed, other hits and points.
    pub seed: u64,
    /// Kept connections.
    pub connections: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Hits that were acknowledged: all.
    pub acknowledged: u64,
    /// Requests that this took.
    pub attempts: u64,
    /// Requests without an answer.
    pub unanswered: u64,
    /// Requests that were answered otherwise, by reason. All but 503 must not be.
    pub refused: BTreeMap<String, u64>,
    /// Times that workerd was killed.
    pub kills: u32,
    /// Page views and visits that were sent.
    pub sent: Figures,
    /// Page views and engaged time that are missing, visits too.
    pub lost: Figures,
    /// What is there and was not sent, or is there twice.
    pub double: Figures,
    /// Hits that the edge says it took.
    pub accepted: u64,
    /// Of those, hits that said nothing new: stored, but their answer was lost.
    pub duplicate: u64,
    /// By how much the ledger is off: hits received against accepted and refused, and hits
    /// accepted against acknowledged and duplicate ones, and against requests.
    pub ledger_difference: u64,
}

/// Sums over facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Visits.
    pub visits: u64,
    /// Page views.
    pub page_views: u64,
    /// Engaged time, ms.
    pub engaged_ms: u64,
}

impl Outcome {
    /// Whether nothing is lost, nothing double, and the ledger right.
    #[must_use]
    pub fn holds(&self) -> bool {
        let nothing = Figures::default();
        let only_unavailable = self.refused.keys().all(|reason| reason == "unavailable");
        (self.lost, self.double) == (nothing, nothing)
            && self.ledger_difference == 0
            && only_unavailable
    }
}

/// A visit to come: its requests without the address of the server, which changes with each
/// restart.
struct Visit {
    headers: [(&'static str, String); 3],
    /// When, and what.
    hits: Vec<(u64, Hit)>,
}

/// All visits of a plan, and what must be found of them, by path.
fn visits(plan: &Plan) -> (Vec<Visit>, BTreeMap<String, Figures>) {
    let (mut visits, mut truth) = (Vec::new(), BTreeMap::<String, Figures>::new());
    let mut left = plan.hits;
    while left > 0 {
        let number = visits.len() as u64;
        let mut chance = Chance::of(plan.seed, number);
        let mut hits = Vec::new();
        let mut at_ms = 0;
        for page_view in 0..u64::from(chance.between((1, PAGE_VIEWS))) {
            if left == 0 {
                break;
            }
            let path = format!("/demo/crash-{}/", chance.between((1, ITEMS)));
            // Odd, so that different numbers stay different.
            let id = (number << 8 | page_view).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut engaged_ms = 0;
            for n in 0..chance.between((1, HITS)).min(left) {
                if n > 0 {
                    let more_ms = chance.between((1_000, 30_000));
                    engaged_ms += more_ms;
                    at_ms += u64::from(more_ms) + u64::from(chance.between((0, 5_000)));
                }
                left -= 1;
                hits.push((at_ms, hit(id, &path, n as u16, engaged_ms)));
            }
            at_ms += u64::from(chance.between((500, 10_000)));
            let figures = truth.entry(path).or_default();
            figures.page_views += 1;
            figures.engaged_ms += u64::from(engaged_ms);
        }
        let place = *chance.pick(&PLACES, |_| 1.0);
        let address = format!("2001:db8:{:x}:{:x}::1", number >> 16, number & 0xffff);
        let headers = [
            ("user-agent", USER_AGENT.to_owned()),
            ("cf-connecting-ip", address),
            ("cf-blob", place.to_owned()),
        ];
        visits.push(Visit { headers, hits });
    }
    // Begins are spread evenly now that their number is known.
    let step_ms = SPAN_MS / visits.len().max(1) as u64;
    for (number, visit) in (0..).zip(&mut visits) {
        visit.hits.iter_mut().for_each(|(at_ms, _)| *at_ms += NOON_MS + number * step_ms);
    }
    (visits, truth)
}

fn hit(id: u64, path: &str, n: u16, engaged_ms: u32) -> Hit {
    Hit {
        v: VERSION,
        s: "demo".into(),
        p: format!("{id:016x}"),
        n,
        u: format!("http://localhost:8787{path}"),
        i: WireItem { t: format!("Title of {path}"), w: 238, ..WireItem::default() },
        view: Numbers {
            e: engaged_ms,
            d: [engaged_ms.min(1_500), 2_000],
            x: vec![[238, engaged_ms]],
            ..Numbers::default()
        },
        ..Hit::default()
    }
}

/// What all connections share.
struct Run<'a> {
    to: Cell<SocketAddr>,
    visits: RefCell<std::slice::Iter<'a, Visit>>,
    outcome: RefCell<Outcome>,
    sent: Notify,
}

impl Run<'_> {
    async fn serve(&self) -> Result<(), String> {
        let mut connection = Connection::to(self.to.get());
        loop {
            let visit = self.visits.borrow_mut().next();
            let Some(visit) = visit else { return Ok(()) };
            for (at_ms, hit) in &visit.hits {
                self.send(&mut connection, visit, *at_ms, hit).await?;
            }
        }
    }

    /// Sends a hit until it is acknowledged.
    async fn send(
        &self,
        connection: &mut Connection,
        visit: &Visit,
        at_ms: u64,
        hit: &Hit,
    ) -> Result<(), String> {
        let dev = json!({ "now": at_ms }).to_string();
        let mut headers = vec![("x-ungated-dev", dev.as_str())];
        headers.extend(visit.headers.iter().map(|(name, value)| (*name, value.as_str())));
        let body = serde_json::to_vec(hit).map_err(|error| error.to_string())?;
        let mut why = String::new();
        for _ in 0..TRIES {
            self.outcome.borrow_mut().attempts += 1;
            self.sent.notify_one();
            let request = post(self.to.get(), &headers, &body);
            match connection.exchange(&request).await {
                Ok(reply) if reply.status == 202 => {
                    self.outcome.borrow_mut().acknowledged += 1;
                    return Ok(());
                }
                Ok(reply) => {
                    let reason = reply.refused.unwrap_or(format!("status {}", reply.status));
                    *self.outcome.borrow_mut().refused.entry(reason.clone()).or_default() += 1;
                    if reply.status != 503 {
                        return Err(format!("a good hit was refused: {reason}"));
                    }
                    why = reason;
                    sleep(reply.retry_after.unwrap_or_default()).await;
                }
                Err(error) => {
                    self.outcome.borrow_mut().unanswered += 1;
                    why = error.to_string();
                    *connection = Connection::to(self.to.get());
                    yield_now().await;
                }
            }
        }
        Err(format!("a hit was sent {TRIES} times and never acknowledged: {why}"))
    }

    /// Kills workerd whenever so many requests have been sent, and starts it again. Nothing else
    /// goes on meanwhile: all of this is one thread.
    async fn kill(
        &self,
        mut workerd: Workerd,
        data: &Path,
        points: &[(u64, Duration)],
    ) -> Result<Workerd, String> {
        for (after, aim) in points {
            while self.outcome.borrow().attempts < *after {
                self.sent.notified().await;
            }
            sleep(*aim).await;
            workerd.kill9();
            workerd = Start::new(data).run()?;
            self.to.set(workerd.address);
            self.outcome.borrow_mut().kills += 1;
        }
        Ok(workerd)
    }
}

/// Loads, kills, restarts, and compares what is there with what was sent.
///
/// # Errors
/// When workerd does not start, or a hit cannot be brought in; not when something was lost.
pub fn run(plan: &Plan) -> Result<Outcome, String> {
    let data = tempfile::tempdir().map_err(|error| error.to_string())?;
    let workerd = Start::new(data.path()).run()?;
    let (visits, truth) = visits(plan);
    let mut chance = Chance::of(plan.seed, u64::MAX);
    let mut points: Vec<(u64, Duration)> = (0..plan.kills)
        .map(|_| {
            let aim = Duration::from_micros(chance.between((0, AIM_US)).into());
            (u64::from(chance.between((1, plan.hits.max(1)))), aim)
        })
        .collect();
    points.sort_unstable();
    let run = Run {
        to: Cell::new(workerd.address),
        visits: RefCell::new(visits.iter()),
        outcome: RefCell::default(),
        sent: Notify::new(),
    };
    let (served, workerd) = crate::block_on(async {
        let serve = try_join_all((0..plan.connections.max(1)).map(|_| run.serve()));
        join(serve, run.kill(workerd, data.path(), &points)).await
    })?;
    served?;
    // Once more, so that all that is read comes from the disk.
    workerd?.kill9();
    let workerd = Start::new(data.path()).run()?;
    let mut outcome = run.outcome.into_inner();
    outcome.sent = total(&truth);
    outcome.sent.visits = visits.len() as u64;
    compare_facts(&workerd, &truth, &mut outcome)?;
    compare_ledger(&workerd, &mut outcome)?;
    Ok(outcome)
}

fn total(figures: &BTreeMap<String, Figures>) -> Figures {
    figures.values().fold(Figures::default(), |sum, one| Figures {
        visits: sum.visits + one.visits,
        page_views: sum.page_views + one.page_views,
        engaged_ms: sum.engaged_ms + one.engaged_ms,
    })
}

/// Item by item, so that what is lost here cannot be hidden by what is double there.
fn compare_facts(
    workerd: &Workerd,
    truth: &BTreeMap<String, Figures>,
    outcome: &mut Outcome,
) -> Result<(), String> {
    let mut found = BTreeMap::<String, Figures>::new();
    for (name, figures) in ask(workerd, &json!(["pageviews", "engaged_ms"]), &json!(["item"]))? {
        let [page_views, engaged_ms] = figures[..] else {
            return Err(format!("not two figures: {figures:?}"));
        };
        let figures = Figures { page_views, engaged_ms, ..Figures::default() };
        if found.insert(name.clone(), figures).is_some() {
            return Err(format!("{name} is there twice"));
        }
    }
    let visits = ask(workerd, &json!(["visits"]), &json!([]))?;
    let visits = visits.first().and_then(|(_, figures)| figures.first().copied()).unwrap_or(0);
    outcome.lost.visits = outcome.sent.visits.saturating_sub(visits);
    outcome.double.visits = visits.saturating_sub(outcome.sent.visits);
    let none = Figures::default();
    let paths: std::collections::BTreeSet<&String> = truth.keys().chain(found.keys()).collect();
    for path in paths {
        let (sent, there) = (truth.get(path).unwrap_or(&none), found.get(path).unwrap_or(&none));
        let over = |more: u64, less: u64| more.saturating_sub(less);
        outcome.lost.page_views += over(sent.page_views, there.page_views);
        outcome.lost.engaged_ms += over(sent.engaged_ms, there.engaged_ms);
        outcome.double.page_views += over(there.page_views, sent.page_views);
        outcome.double.engaged_ms += over(there.engaged_ms, sent.engaged_ms);
    }
    Ok(())
}

fn compare_ledger(workerd: &Workerd, outcome: &mut Outcome) -> Result<(), String> {
    let path = format!("/api/v1/sites/demo/quality?date_range={},{}", DAYS[0], DAYS[1]);
    let answer = workerd.http().try_get(&path)?;
    let quality: Value = serde_json::from_str(&answer.body)
        .map_err(|error| format!("{path}: {error}: {}", answer.body))?;
    let of = |name: &str| {
        quality[name].as_u64().ok_or(format!("{path} has no number `{name}`: {}", answer.body))
    };
    let refused = quality["refused"].as_object().into_iter().flatten();
    let refused: u64 = refused.filter_map(|(_, n)| n.as_u64()).sum();
    outcome.accepted = of("accepted")?;
    outcome.duplicate = of("duplicate")?;
    outcome.ledger_difference = of("received")?.abs_diff(outcome.accepted + refused)
        + outcome.accepted.abs_diff(outcome.acknowledged + outcome.duplicate)
        + outcome.accepted.saturating_sub(outcome.attempts)
        + of("lost")?
        + of("parity")?;
    Ok(())
}

/// Rows of an answer: names and figures.
fn ask(
    workerd: &Workerd,
    metrics: &Value,
    dimensions: &Value,
) -> Result<Vec<(String, Vec<u64>)>, String> {
    let question = json!({"site": "demo", "metrics": metrics, "dimensions": dimensions,
        "date_range": DAYS, "limit": 10_000});
    let headers = [("authorization", format!("Bearer {}", workerd.token))];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answer =
        workerd.http().try_post("/api/v1/query", &headers, question.to_string().as_bytes())?;
    let body: Value = serde_json::from_str(&answer.body)
        .map_err(|error| format!("no answer: {error}: {}", answer.body))?;
    let coverage = &body["meta"]["coverage"];
    if answer.status != 200 || coverage["shards"] != coverage["answered"] {
        return Err(format!("no whole answer: {}", answer.body));
    }
    let rows = body["results"].as_array().ok_or("no rows")?;
    let row = |row: &Value| {
        let figures = row["metrics"].as_array().into_iter().flatten();
        let name = row["dimensions"][0].as_str().unwrap_or_default().to_owned();
        (name, figures.map(|figure| figure.as_u64().unwrap_or(0)).collect())
    };
    Ok(rows.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_sends_so_many_hits_and_knows_their_truth() {
        let plan = Plan { hits: 5_000, kills: 3, seed: 1, connections: 8 };
        let (visits, truth) = visits(&plan);
        assert_eq!(visits.iter().map(|visit| visit.hits.len()).sum::<usize>(), 5_000);
        let mut joined = BTreeMap::<&str, u32>::new();
        for (_, hit) in visits.iter().flat_map(|visit| &visit.hits) {
            let engaged_ms = joined.entry(&hit.p).or_default();
            *engaged_ms = hit.view.e.max(*engaged_ms);
        }
        let total = total(&truth);
        assert_eq!(joined.len() as u64, total.page_views);
        assert_eq!(joined.values().map(|ms| u64::from(*ms)).sum::<u64>(), total.engaged_ms);
    }

    #[test]
    fn one_thing_lost_or_double_does_not_hold() {
        let good = Outcome::default();
        assert!(good.holds());
        assert!(!Outcome { ledger_difference: 1, ..good.clone() }.holds());
        let one = Figures { page_views: 1, ..Figures::default() };
        assert!(!Outcome { lost: one, ..good.clone() }.holds());
        assert!(!Outcome { double: one, ..good }.holds());
    }
}
