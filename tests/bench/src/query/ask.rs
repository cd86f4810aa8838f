//! The product, asked in turns with the floor; then beside hits.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use ungated_harness::Http;
use ungated_load::{
    drive::{Outcome, Pace},
    fill::Filled,
    readers::Readers,
};

use super::{
    Query,
    questions::{Days, Named},
};
use crate::ingest::target::{Cores, Target};
use crate::loaded::{DAY_MS, DAYS, Loaded, SITES, sites};

/// What browsers keep open to one host.
const CONNECTIONS: usize = 6;
/// Connections of the readers who come meanwhile, and for how long they do.
const READERS: usize = 64;
const BESIDE_S: u32 = 10;

/// How long something took, each time.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// The first time: nothing was kept of it.
    pub first: Duration,
    /// Each time after.
    pub again: Vec<Duration>,
    /// Why there was no answer, if there was none.
    pub refused: Option<String>,
}

/// One site's figures.
pub struct Site {
    pub k: u64,
    pub items: Times,
    pub floor: Times,
    pub drill_downs: Vec<(&'static str, Times)>,
    pub opening: Times,
    /// Each of the opening's questions by itself.
    pub parts: Vec<(&'static str, Times)>,
    pub answers: Vec<(String, Value)>,
    /// Whether answers are to be printed.
    pub print: bool,
}

/// What a run measured.
pub struct Measured {
    pub loaded: Filled,
    pub built_s: f64,
    pub sites: Vec<Site>,
    pub rate: u32,
    /// Hits by themselves, beside questions that were asked before, beside the same and new ones.
    pub hits: [Outcome; 2],
    /// Questions asked beside hits.
    pub beside: Times,
}

/// Measures all.
pub fn measure(asked: &Query) -> Result<Measured, String> {
    let cores = Cores::split();
    let begun = Instant::now();
    let loaded = Loaded::of(asked.views, asked.seed)?;
    let (filled, data, end_ms) = (loaded.filled, loaded.data, loaded.end_ms);
    let built_s = begun.elapsed().as_secs_f64();

    let days = days(end_ms, 0);
    let earlier = self::days(end_ms, 1);
    let mut measured = Vec::new();
    for (site, k) in SITES {
        let product = Target::product(&data, Some(sites()), "five", cores)?;
        measured.push(of_site(product.workerd.http(), asked, site, k, [&days, &earlier])?);
        product.workerd.stop();
    }
    let mut product = Target::product(&data, Some(sites()), "five", cores)?;
    let (hits, beside) = beside(&mut product, asked, &days)?;
    Ok(Measured { loaded: filled, built_s, sites: measured, rate: asked.rate, hits, beside })
}

/// The days of the run, or so many runs before.
fn days(end_ms: u64, before: u64) -> Days {
    let days = u64::from(DAYS);
    let day = |ms: u64| {
        let at = Timestamp::from_millisecond(ms as i64).unwrap_or_default();
        at.to_zoned(TimeZone::UTC).date().to_string()
    };
    let end_ms = end_ms - before * days * DAY_MS;
    Days(day(end_ms - days * DAY_MS), day(end_ms - 1))
}

fn of_site(
    http: &Http,
    asked: &Query,
    site: &str,
    k: u64,
    [days, earlier]: [&Days; 2],
) -> Result<Site, String> {
    let empty = Days("2001-01-01".into(), "2001-01-30".into());
    let mut answers = Vec::new();
    let mut times = |name: &str, question: &Value| {
        let mut times = Times::default();
        for round in 0..=asked.rounds {
            let (took, answer) = ask(http, site, question)?;
            match answer {
                Err(problem) => times.refused = Some(problem),
                Ok(answer) if round == 0 => answers.push((name.to_owned(), answer)),
                Ok(answer) => {
                    let first = answers.last().map(|(_, answer)| &answer["results"]);
                    if first != Some(&answer["results"]) {
                        return Err(format!("{name}: another answer when asked again"));
                    }
                }
            }
            if round == 0 {
                times.first = took;
            } else {
                times.again.push(took);
            }
        }
        Ok::<_, String>(times)
    };
    let floor = times("floor", &empty.items())?;
    let items = times("items", &days.items())?;
    let mut drill_downs = Vec::new();
    for Named(name, question) in days.drill_downs() {
        drill_downs.push((name, times(name, &question)?));
    }
    let mut opening = Times::default();
    let mut parts: Vec<(&'static str, Times)> = Vec::new();
    for round in 0..=asked.rounds {
        let begun = Instant::now();
        let first = together(http, site, &days.opening(earlier))?;
        let named = |name: &str| {
            let of = first.iter().find(|(own, ..)| *own == name);
            let rows = of.and_then(|(_, _, answer)| answer["results"].as_array());
            let names = rows.into_iter().flatten().map(|row| row["dimensions"][0].clone());
            let names: Vec<Value> = names.collect();
            if names.is_empty() { json!(["/"]) } else { json!(names) }
        };
        let then = together(http, site, &days.following(&named("content"), &named("paths")))?;
        let took = begun.elapsed();
        for (name, took, answer) in first.into_iter().chain(then) {
            let at = parts.iter().position(|(own, _)| *own == name).unwrap_or_else(|| {
                answers.push((name.to_owned(), answer.clone()));
                parts.push((name, Times { first: took, ..Times::default() }));
                parts.len() - 1
            });
            if answer["results"].is_null() {
                parts[at].1.refused = Some(answer["code"].to_string());
            }
            if round > 0 {
                parts[at].1.again.push(took);
            }
        }
        if round == 0 {
            opening.first = took;
        } else {
            opening.again.push(took);
        }
    }
    Ok(Site { k, items, floor, drill_downs, opening, parts, answers, print: asked.answers })
}

/// Asks one question.
fn ask(
    http: &Http,
    site: &str,
    question: &Value,
) -> Result<(Duration, Result<Value, String>), String> {
    let mut question = question.clone();
    question["site"] = site.into();
    let body = question.to_string();
    let begun = Instant::now();
    let has = |field| question.get(field).is_some();
    let kind = if has("dimension") {
        "influence"
    } else if has("steps") {
        "paths"
    } else {
        "query"
    };
    let path = format!("/api/v1/{kind}");
    let answer = http.try_post(&path, &[], body.as_bytes())?;
    let took = begun.elapsed();
    let value = serde_json::from_str(&answer.body).map_err(|error| error.to_string())?;
    match answer.status {
        200 => Ok((took, Ok(value))),
        400 => Ok((took, Err(answer.body))),
        status => Err(format!("{status}: {} {question}", answer.body)),
    }
}

/// What was asked, how long it took and what was answered.
type Told = (&'static str, Duration, Value);

/// Asks questions as a browser does: several at once, each as soon as a connection is free.
fn together(http: &Http, site: &str, questions: &[Named]) -> Result<Vec<Told>, String> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let told = std::sync::Mutex::new(Vec::new());
    thread::scope(|scope| {
        let work = || {
            while let Some(Named(name, question)) =
                questions.get(next.fetch_add(1, Ordering::Relaxed))
            {
                let answer = ask(http, site, question).map(|(took, answer)| {
                    (*name, took, answer.unwrap_or_else(|problem| json!({"code": problem})))
                });
                if let Ok(mut told) = told.lock() {
                    told.push(answer);
                }
            }
        };
        for _ in 0..CONNECTIONS {
            scope.spawn(work);
        }
    });
    told.into_inner().unwrap_or_default().into_iter().collect()
}

/// Hits by themselves and beside questions, one after the other all the time.
fn beside(
    product: &mut Target,
    asked: &Query,
    days: &Days,
) -> Result<([Outcome; 2], Times), String> {
    let publication = product.publication()?;
    let to = product.workerd.address;
    let start_ms = crate::ingest::target::tomorrow_ms();
    let mut readers = Readers::new(&publication, "five", asked.seed, start_ms);
    let hits = (asked.rate * BESIDE_S) as usize;
    let pace = Pace::PerSecond(asked.rate);
    let mut turn = |product: &mut Target, hits: usize| {
        product.turn(READERS, pace, readers.parcels(hits, to)).map(|turn| turn.outcome)
    };
    turn(product, hits / 2)?;
    let quiet = turn(product, hits)?;

    let http = product.workerd.http().clone();
    let questions: Vec<Value> = std::iter::once(days.items())
        .chain(days.drill_downs().into_iter().map(|Named(_, question)| question))
        .collect();
    let is_over = AtomicBool::new(false);
    let (outcome, times) = thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut times = Times::default();
            for question in questions.iter().cycle() {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                let mut question = question.clone();
                question["site"] = "five".into();
                let begun = Instant::now();
                match http.try_post("/api/v1/query", &[], question.to_string().as_bytes()) {
                    Ok(answer) if answer.status < 500 => times.again.push(begun.elapsed()),
                    Ok(answer) => times.refused = Some(answer.body),
                    Err(error) => times.refused = Some(error),
                }
            }
            times
        });
        let outcome = turn(product, hits);
        is_over.store(true, Ordering::Relaxed);
        (outcome, asking.join().unwrap_or_default())
    });
    Ok(([quiet, outcome?], times))
}
