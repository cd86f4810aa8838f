//! One site under a flood: what becomes of another one's hits.

use std::cell::RefCell;

use futures_util::future::{Either, select};
use serde_json::{Value, json};
use ungated_load::{
    block_on,
    drive::{Outcome, Pace, drive},
    readers::Readers,
};

use super::{
    Ingest,
    target::{Cores, Target, days, tomorrow_ms},
};

const QUIET: &str = "demo";
const FLOODED: &str = "flooded";
/// Hits a second of the quiet site: an hour of it is 72,000 hits, a large publication's.
const QUIET_RATE: u32 = 20;
/// How many times as many the other one gets.
const FACTOR: u32 = 100;
/// Connections of the quiet site's readers.
const QUIET_CONNECTIONS: usize = 16;
/// Seconds of a turn.
const TURN_S: u32 = 10;

/// What a run measured.
pub struct Flooded {
    pub cores: Cores,
    pub rate: u32,
    pub factor: u32,
    /// The quiet site by itself, and beside the flood.
    pub quiet: [Outcome; 2],
    /// The flood.
    pub flood: Outcome,
    /// Hits of the quiet site that were acknowledged and are not in its ledger, or the reverse.
    pub ledger_difference: u64,
}

/// Measures both, in turns.
pub fn measure(asked: &Ingest, cores: Cores) -> Result<Flooded, String> {
    let rounds = if asked.quick { 2 } else { 5 };
    let data = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut product = Target::product(&data, Some(sites()), QUIET, cores)?;
    let publication = product.publication()?;
    let to = product.workerd.address;
    let start_ms = tomorrow_ms();
    let mut quiet = Readers::new(&publication, QUIET, asked.seed, start_ms);
    let mut many = Readers::new(&publication, FLOODED, asked.seed.wrapping_add(1), start_ms);
    let turn = (QUIET_RATE * TURN_S) as usize;
    // Before each turn: both sites' shards are there, and a flood before it has been dealt with,
    // since what comes behind it is answered.
    let mut all = Outcome::default();
    let mut settle = |product: &mut Target, quiet: &mut Readers<'_>, many: &mut Readers<'_>| {
        product.turn(QUIET_CONNECTIONS, Pace::Closed, many.parcels(turn, to))?;
        let turn = product.turn(QUIET_CONNECTIONS, Pace::Closed, quiet.parcels(turn, to))?;
        all.merge(&turn.outcome);
        Ok::<_, String>(())
    };
    let mut measured = Flooded {
        cores,
        rate: QUIET_RATE,
        factor: FACTOR,
        quiet: Default::default(),
        flood: Outcome::default(),
        ledger_difference: 0,
    };
    for _ in 0..rounds {
        let pace = Pace::PerSecond(QUIET_RATE);
        settle(&mut product, &mut quiet, &mut many)?;
        let alone = product.turn(QUIET_CONNECTIONS, pace, quiet.parcels(turn, to))?;
        measured.quiet[0].merge(&alone.outcome);

        settle(&mut product, &mut quiet, &mut many)?;
        let (beside, flood) = (RefCell::default(), RefCell::default());
        let parcels = (quiet.parcels(turn, to), many.parcels(turn * FACTOR as usize, to));
        block_on(async {
            let one = drive(to, QUIET_CONNECTIONS, pace, parcels.0, &beside);
            let pace = Pace::PerSecond(QUIET_RATE * FACTOR);
            let other = drive(to, asked.connections, pace, parcels.1, &flood);
            // A flood that the server does not keep up with ends with the quiet site's turn.
            match select(std::pin::pin!(one), std::pin::pin!(other)).await {
                Either::Left(((), _flood)) => {}
                Either::Right(((), quiet)) => quiet.await,
            }
        })?;
        measured.quiet[1].merge(&beside.into_inner());
        measured.flood.merge(&flood.into_inner());
    }
    for quiet in &measured.quiet {
        all.merge(quiet);
    }
    let path = format!("/api/v1/sites/{QUIET}/quality?date_range={}", days());
    let quality = product.api(&path)?.unwrap_or_default();
    let accepted = quality["accepted"].as_u64().ok_or(format!("{path} does not say"))?;
    measured.ledger_difference = accepted.abs_diff(all.acknowledged);
    Ok(measured)
}

/// Two sites on this machine.
fn sites() -> Value {
    let site = |title: &str| json!({"title": title, "public": true, "hostnames": ["localhost", "127.0.0.1"]});
    json!({ QUIET: site("Quiet"), FLOODED: site("Flooded") })
}
