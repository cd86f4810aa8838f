//! What `shim.js` calls for a hit: the values of a request go in, what became of it comes out.
//!
//! # Why not the whole request?
//! Measured: a request that is read and answered through the `worker` crate costs a third more
//! than one that JavaScript reads and answers, as each look at it crosses into WebAssembly and
//! back. So a hit crosses once, as a row of values.

use js_sys::{Array, Function, Uint32Array};
use ungated_shard::batch::Outcome;
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::limit;
use wasm_bindgen::prelude::*;
use worker::{Date, Env};

use crate::dev::{self, Moment};
use crate::gather;
use crate::ingest::{Arriving, MOST_BYTES, admit};
use crate::region::Place;
use crate::sites;
use crate::visitor::{self, Visitor};

use std::cell::Cell;

thread_local! {
    static IS_DEV: Cell<bool> = const { Cell::new(false) };
}

/// The answer of [`hit`] when [`ready`] has to be awaited first.
const NOT_READY: i32 = -1;

/// Puts a hit into a batch and returns its place there, or −1 if this isolate does not know yet
/// what it has to. `before` is the batch that the hit was in already, 0 for none; `body` is undefined
/// if it is too long.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)] // a row of values: see above
pub fn hit(
    batch: u32,
    before: u32,
    method: &str,
    encoding: &str,
    body: Option<Box<[u8]>>,
    address: String,
    user_agent: &str,
    objects: bool,
    said: &str,
    continent: String,
    country: String,
    longitude: String,
    organisation: String,
) -> i32 {
    let moment = Moment::said(said, IS_DEV.get());
    let Some(sites) = sites::for_hits(clock(&moment)) else { return NOT_READY };
    let Some(salts) = visitor::living_salts(moment.now_ms) else { return NOT_READY };
    let arriving = Arriving {
        method,
        encoding,
        body: body.as_deref(),
        objects,
        // Who objects is nobody whose browser is looked at.
        visitor: Visitor::new(address, if objects { "" } else { user_agent }),
        place: Place { continent, country, longitude, organisation },
        moment,
    };
    let before = Some(before).filter(|before| *before != 0);
    gather::put(batch, before, admit(arriving, &sites, &salts), Date::now().as_millis()) as i32
}

/// Learns what a hit needs that is said to come at `said`. What is in the way is in the log: a site
/// that makes no sense, a registry that does not answer.
#[wasm_bindgen]
pub async fn ready(env: Env, said: String) -> Result<(), JsValue> {
    learn(&env, &said).await.map_err(|error| {
        worker::console_error!("hits cannot be taken: {error}");
        error.into()
    })
}

async fn learn(env: &Env, said: &str) -> worker::Result<()> {
    IS_DEV.set(dev::is_on(env));
    let moment = Moment::said(said, IS_DEV.get());
    sites::learn(env, clock(&moment)).await?;
    visitor::fetch_salts(env, moment.now_ms).await
}

/// When what is known of sites was read and grows old: by the runtime's clock, which a hit in
/// development can only put forward. Simulated readers come from all days, in no order.
fn clock(moment: &Moment) -> u64 {
    moment.now_ms.max(Date::now().as_millis())
}

/// Asks what has changed of the sites, while hits go on by what is known. To be called every
/// [`sites_fresh_ms`] while hits come.
#[wasm_bindgen]
pub async fn refresh(env: Env) -> Result<(), JsValue> {
    Ok(sites::ask(&env, Date::now().as_millis()).await?)
}

/// How long what is known of the sites is fresh, ms.
#[wasm_bindgen]
pub fn sites_fresh_ms() -> u32 {
    sites::FRESH_MS as u32
}

/// Carries a batch to its shards, and calls `tell` for each hit with its place and what became of it:
/// undefined if it is stored, numbers if it is stored and its page wants them, the code of its refusal
/// else.
#[wasm_bindgen]
pub async fn carry(env: Env, batch: u32, tell: Function) {
    let answer = |outcome: Outcome| match outcome {
        Outcome::Stored => JsValue::UNDEFINED,
        Outcome::SoFar(numbers) => Uint32Array::from(numbers.as_slice()).into(),
        Outcome::Refused(code) => code.into(),
        Outcome::Elsewhere => Refusal::Unavailable.code().into(),
    };
    let tell = |place: usize, outcome| {
        // It only hands on, and does not throw.
        let _ = tell.call2(&JsValue::UNDEFINED, &(place as u32).into(), &answer(outcome));
    };
    gather::carry(&env, batch, tell).await;
}

/// Counts hits that were told `unavailable`. An error if they could not be: then they are still to be
/// counted.
#[wasm_bindgen]
pub async fn count_unavailable(env: Env, n: u32) -> Result<(), JsValue> {
    Ok(gather::count_unavailable(&env, Date::now().as_millis(), n.into()).await?)
}

/// The status of each refusal by its code, as `[code, status]`.
#[wasm_bindgen]
pub fn refusals() -> Array {
    let pair =
        |refusal: Refusal| Array::of2(&refusal.code().into(), &u32::from(refusal.status()).into());
    Refusal::ALL.into_iter().map(pair).collect()
}

/// Bytes of the longest body of a hit.
#[wasm_bindgen]
pub fn hit_bytes() -> u32 {
    MOST_BYTES as u32
}

/// Hits in a batch.
#[wasm_bindgen]
pub fn batch_hits() -> u32 {
    limit::BATCH_HITS as u32
}
