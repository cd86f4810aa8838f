//! Through the front door: HTTP, as pages send it.

use std::collections::BTreeMap;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::timeline::Posting;

/// Kept connections. More would not be faster: two cores answer them.
const CONNECTIONS: usize = 16;
/// Hits that wait for a connection; short, so that hits stay close to their order in time.
const WAITING: usize = 4;
/// How often progress is told.
const TELL_EVERY: Duration = Duration::from_millis(500);
/// Longer than any answer of a healthy server on a busy machine.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// What became of hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Hits that were answered 202.
    pub accepted: u64,
    /// Hits that were refused, by reason.
    pub refused: BTreeMap<String, u64>,
    /// Why the first hit without any answer got none.
    pub broken: Option<String>,
}

impl Tally {
    /// Hits that were answered.
    #[must_use]
    pub fn sent(&self) -> u64 {
        self.accepted + self.refused.values().sum::<u64>()
    }
}

/// A hit, ready for the wire.
struct Parcel {
    body: Vec<u8>,
    user_agent: &'static str,
    languages: &'static str,
    address: String,
    cf: String,
    dev: String,
}

/// Sends hits over several connections; those of one visit over the same one, in order.
pub struct Sender {
    lanes: Vec<SyncSender<Parcel>>,
    threads: Vec<JoinHandle<()>>,
    tally: Arc<Mutex<Tally>>,
    told: Instant,
}

impl Sender {
    /// Opens the connections to the product at `url`.
    #[must_use]
    pub fn to(url: &str) -> Self {
        let tally = Arc::new(Mutex::new(Tally::default()));
        let door = format!("{}/e", url.trim_end_matches('/'));
        let (mut lanes, mut threads) = (Vec::new(), Vec::new());
        for _ in 0..CONNECTIONS {
            let (lane, parcels) = sync_channel::<Parcel>(WAITING);
            let (door, tally) = (door.clone(), Arc::clone(&tally));
            threads.push(thread::spawn(move || {
                let agent = agent();
                for parcel in parcels {
                    let outcome = post(&agent, &door, &parcel);
                    let mut tally = lock(&tally);
                    match outcome {
                        Ok(None) => tally.accepted += 1,
                        Ok(Some(reason)) => *tally.refused.entry(reason).or_default() += 1,
                        Err(error) => {
                            tally.broken.get_or_insert(error);
                            return;
                        }
                    }
                }
            }));
            lanes.push(lane);
        }
        Self { lanes, threads, tally, told: Instant::now() }
    }

    /// Sends one hit; true when it is time to tell of progress.
    ///
    /// # Errors
    /// When the product no longer answers.
    pub fn send(&mut self, posting: Posting) -> Result<bool, String> {
        let lane = posting.visit as usize % CONNECTIONS;
        if self.lanes[lane].send(parcel(posting)).is_err() {
            return Err(self.broken());
        }
        let is_time = self.told.elapsed() >= TELL_EVERY;
        if is_time {
            self.told = Instant::now();
        }
        Ok(is_time)
    }

    /// What became of hits so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        lock(&self.tally).clone()
    }

    /// Waits for the last answers.
    ///
    /// # Errors
    /// When the product no longer answers.
    pub fn finish(mut self) -> Result<Tally, String> {
        self.lanes.clear();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                return Err("a connection's thread panicked".to_owned());
            }
        }
        let tally = self.tally();
        if tally.broken.is_some() { Err(self.broken()) } else { Ok(tally) }
    }

    fn broken(&self) -> String {
        let why = self.tally().broken.unwrap_or_default();
        format!("the server stopped answering ({why}): is `cargo xtask dev` still running?")
    }
}

fn lock(tally: &Mutex<Tally>) -> MutexGuard<'_, Tally> {
    tally.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(ANSWER_WITHIN))
        .proxy(None)
        .build()
        .into()
}

fn parcel(posting: Posting) -> Parcel {
    let reader = &posting.reader;
    Parcel {
        // A hit is plain data: it always has a JSON form.
        body: serde_json::to_vec(&posting.hit).unwrap_or_default(),
        user_agent: reader.user_agent,
        languages: reader.place.languages,
        address: reader.address.clone(),
        cf: reader.cf.clone(),
        dev: json!({ "now": posting.at_ms, "simulated": true }).to_string(),
    }
}

/// Posts one hit as a page does; the reason if it was refused.
fn post(agent: &ureq::Agent, door: &str, parcel: &Parcel) -> Result<Option<String>, String> {
    let answer = agent
        .post(door)
        .header("content-type", "text/plain;charset=UTF-8")
        .header("user-agent", parcel.user_agent)
        .header("accept-language", parcel.languages)
        .header("cf-connecting-ip", &parcel.address)
        .header("cf-blob", &parcel.cf)
        .header("x-ungated-dev", &parcel.dev)
        .send(&parcel.body)
        .map_err(|error| error.to_string())?;
    if answer.status() == 202 {
        return Ok(None);
    }
    let reason = answer.headers().get("x-ungated-refused").and_then(|reason| reason.to_str().ok());
    Ok(Some(reason.map_or_else(|| format!("status {}", answer.status().as_u16()), str::to_owned)))
}
