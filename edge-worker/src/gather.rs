//! Hits that arrive together travel together: calls to objects cost more than all else.
//!
//! The runtime's side of it is in `shim.js`: it reads requests, opens a batch, waits a moment, and
//! has it carried. Here hits are admitted into a batch and the batch is carried to its shards.
//! What is admitted waits in memory, unacknowledged: if the isolate dies, the page sends again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, join_all, select};
use ungated_shard::arrival::Arrival;
use ungated_shard::batch::{Batch, Count, Outcome};
use ungated_shard::ledger::BUCKET_MS;
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::limit;
use worker::{Delay, Env, Error, Result};

use crate::object::{self, Shard};
use crate::registry;

/// How long a shard may take: longer than its slowest compaction, shorter than a page waits.
const PATIENCE: Duration = Duration::from_secs(10);

/// A hit that was looked at.
pub struct Admitted {
    /// Where it belongs; none if no site is known.
    pub shard: Option<Shard>,
    /// The shard that is asked first whether it knows the visit.
    pub before: Option<Shard>,
    /// When it came, Unix ms.
    pub now_ms: u64,
    /// The hit, or why it is turned away.
    pub hit: std::result::Result<Box<Arrival>, Refusal>,
    /// Whether it was counted already, if it is turned away: in the batch that it was in before.
    pub is_counted: bool,
}

thread_local! {
    static BATCHES: RefCell<BTreeMap<u32, Waiting>> = const { RefCell::new(BTreeMap::new()) };
}

/// A batch that is to be carried.
struct Waiting {
    /// When its first hit came, by the runtime's clock, Unix ms.
    born_ms: u64,
    hits: Vec<Admitted>,
}

/// How long a batch waits to be carried; its hits were carried alone long before. What carries it
/// can be ended by the runtime.
const FORGOTTEN_MS: u64 = 15_000;

/// Puts a hit into a batch, at `now_ms` by the runtime's clock; its place there. `before` is the batch
/// that it was in, if what became of it was not told: once that is carried, it counts what it has.
pub fn put(batch: u32, before: Option<u32>, mut admitted: Admitted, now_ms: u64) -> u32 {
    BATCHES.with_borrow_mut(|batches| {
        batches.retain(|_, batch| batch.born_ms + FORGOTTEN_MS > now_ms);
        // What was turned away by what it is was so in the first batch, too.
        let is_carried = before.is_some_and(|before| !batches.contains_key(&before));
        admitted.is_counted = is_carried && admitted.hit.is_err();
        let waiting: usize = batches.values().map(|batch| batch.hits.len()).sum();
        if waiting >= limit::WAITING_HITS && admitted.hit.is_ok() {
            admitted.hit = Err(Refusal::Overloaded);
        }
        let batch = batches.entry(batch).or_insert(Waiting { born_ms: now_ms, hits: Vec::new() });
        batch.hits.push(admitted);
        (batch.hits.len() - 1) as u32
    })
}

/// Carries a batch to its shards, and `tell`s of each hit, by its place, what became of it as soon as its
/// own shard has said so: none waits for another's.
pub async fn carry(env: &Env, batch: u32, tell: impl Fn(usize, Outcome)) {
    let admitted = BATCHES.with_borrow_mut(|batches| batches.remove(&batch));
    let admitted = admitted.map(|batch| batch.hits).unwrap_or_default();
    let mut loads: Loads = BTreeMap::new();
    let mut unsited = Refused::default();
    let mut homes = Vec::with_capacity(admitted.len());
    for (place, admitted) in admitted.into_iter().enumerate() {
        let Admitted { shard, before, now_ms, hit, is_counted } = admitted;
        homes.push(shard.clone());
        match (hit, shard) {
            (Ok(mut arrival), Some(shard)) => {
                arrival.only_known = before.is_some();
                let load = loads.entry(before.unwrap_or(shard)).or_default();
                load.places.push(place);
                load.batch.arrivals.push(*arrival);
            }
            (Err(refusal), Some(shard)) => {
                let load = loads.entry(shard).or_default();
                load.refused.push((place, refusal));
                if !is_counted {
                    count(&mut load.batch.counts, now_ms, refusal);
                }
            }
            (refusal, None) => {
                let refusal = refusal.err().unwrap_or(Refusal::Unavailable);
                unsited.places.push((place, refusal));
                if !is_counted {
                    count(&mut unsited.counts, now_ms, refusal);
                }
            }
        }
    }
    let (tell, homes) = (&tell, &homes);
    let unsited = async move {
        count_unsited(env, unsited.counts).await;
        for (place, refusal) in unsited.places {
            tell(place, Outcome::Refused(refusal.code().into()));
        }
    };
    let sited = loads.into_iter().map(|(shard, load)| async move {
        let again = bring(env, shard, load, tell).await;
        // What the old number of shards does not know begins, or goes on, where the new one says.
        let mut second: Loads = BTreeMap::new();
        for (place, mut arrival) in again {
            let Some(Some(shard)) = homes.get(place) else { continue };
            arrival.only_known = false;
            let load = second.entry(shard.clone()).or_default();
            load.places.push(place);
            load.batch.arrivals.push(arrival);
        }
        join_all(second.into_iter().map(|(shard, load)| bring(env, shard, load, tell))).await;
    });
    futures_util::future::join(unsited, join_all(sited)).await;
}

/// What was turned away and belongs to no site.
#[derive(Default)]
struct Refused {
    counts: Vec<Count>,
    places: Vec<(usize, Refusal)>,
}

/// Counts one that was turned away, beside others of its code and time.
fn count(counts: &mut Vec<Count>, now_ms: u64, refusal: Refusal) {
    let same =
        |it: &&mut Count| it.code == refusal.code() && it.now_ms / BUCKET_MS == now_ms / BUCKET_MS;
    match counts.iter_mut().find(same) {
        Some(known) => known.n += 1,
        None => counts.push(Count { now_ms, code: refusal.code().into(), n: 1 }),
    }
}

#[derive(Default)]
struct Load {
    batch: Batch,
    /// What was turned away, and where it stands: told once it is counted.
    refused: Vec<(usize, Refusal)>,
    /// Where each arrival stands in the batch that was gathered.
    places: Vec<usize>,
}

type Loads = BTreeMap<Shard, Load>;

/// Brings a shard its load and tells what became of it; returns what belongs elsewhere.
async fn bring(
    env: &Env,
    shard: Shard,
    load: Load,
    tell: &impl Fn(usize, Outcome),
) -> Vec<(usize, Arrival)> {
    let answer = if load.batch == Batch::default() {
        Ok(Vec::new()) // all of it was counted before
    } else {
        let answer = pin!(shard.bring(env, &load.batch));
        match select(answer, Delay::from(PATIENCE)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(Error::from("no answer in time")),
        }
    };
    let mut elsewhere = Vec::new();
    match answer {
        Ok(told) => {
            let arrivals = load.places.into_iter().zip(load.batch.arrivals);
            for ((place, arrival), outcome) in arrivals.zip(told) {
                match outcome {
                    Outcome::Elsewhere => elsewhere.push((place, arrival)),
                    outcome => tell(place, outcome),
                }
            }
        }
        Err(error) => {
            worker::console_error!("{} took no hits: {error}", shard.name());
            for place in load.places {
                tell(place, Outcome::Refused(Refusal::Unavailable.code().into()));
            }
            // The shard cannot count what else was turned away: that keeps its reason.
            count_unsited(env, load.batch.counts).await;
        }
    }
    for (place, refusal) in load.refused {
        tell(place, Outcome::Refused(refusal.code().into()));
    }
    elsewhere
}

/// Counts hits that were told `unavailable`, at `now_ms`.
///
/// # Errors
/// If the registry does not answer.
pub async fn count_unavailable(env: &Env, now_ms: u64, n: u64) -> Result<()> {
    let count = Count { now_ms, code: Refusal::Unavailable.code().into(), n };
    let call = registry::Call::Refused(vec![count.into()]);
    object::ask(&object::registry(env)?, &call).await
}

/// Counts refusals that no site's ledger can hold.
async fn count_unsited(env: &Env, counts: Vec<Count>) {
    if counts.is_empty() {
        return;
    }
    let counted: Result<()> = async {
        let call = registry::Call::Refused(counts.into_iter().map(Into::into).collect());
        object::ask(&object::registry(env)?, &call).await
    }
    .await;
    if let Err(error) = counted {
        worker::console_error!("refusals were not counted: {error}");
    }
}

#[cfg(test)]
mod tests {
    use ungated_shard::arrival::{Fit, Origin};
    use ungated_shared::item::Item;
    use ungated_shared::page_view::PageView;
    use ungated_shared::page_view::event::Events;
    use ungated_shared::source::Source;
    use ungated_shared::source::channel::Channel;

    use super::*;

    fn arrival() -> Arrival {
        let source = Source {
            name: String::new(),
            channel: Channel::Direct,
            campaign: String::new(),
            confidence: 0,
        };
        let [device, bot, country] = [const { String::new() }; 3];
        Arrival {
            now_ms: 0,
            only_known: false,
            asks: false,
            network: 0,
            keys: Vec::new(),
            page_view: 0,
            sequence: 0,
            origin: Origin { source, device, bot, country, fit: Fit::default(), simulated: false },
            item: Item::default(),
            view: PageView::NEW,
            events: Events::NONE,
            refused_events: 0,
            claim: None,
            on_trial: Vec::new(),
        }
    }

    /// What became of a hit that is put into a batch.
    fn taken(batch: u32, now_ms: u64) -> Option<Refusal> {
        let hit = Ok(Box::new(arrival()));
        let place = put(batch, None, admitted(hit), now_ms);
        BATCHES
            .with_borrow(|batches| batches[&batch].hits[place as usize].hit.as_ref().err().copied())
    }

    fn admitted(hit: std::result::Result<Box<Arrival>, Refusal>) -> Admitted {
        Admitted { shard: None, before: None, now_ms: 0, hit, is_counted: false }
    }

    #[test]
    fn what_is_turned_away_twice_is_counted_once() {
        BATCHES.with_borrow_mut(BTreeMap::clear);
        let is_counted = |batch, before| {
            let place = put(batch, before, admitted(Err(Refusal::Hostname)), 0) as usize;
            BATCHES.with_borrow(|batches| batches[&batch].hits[place].is_counted)
        };
        assert!(!is_counted(1, None));
        assert!(!is_counted(2, Some(1)), "nobody has carried the first");
        BATCHES.with_borrow_mut(|batches| batches.remove(&1));
        assert!(is_counted(3, Some(1)));
        // One that was taken first, and has no room the second time, is counted then.
        for n in 0..limit::WAITING_HITS {
            taken(4 + (n / limit::BATCH_HITS) as u32, 0);
        }
        let place = put(99, Some(1), admitted(Ok(Box::new(arrival()))), 0) as usize;
        BATCHES.with_borrow(|batches| {
            let hit = &batches[&99].hits[place];
            assert_eq!(hit.hit.as_ref().err(), Some(&Refusal::Overloaded));
            assert!(!hit.is_counted);
        });
    }

    #[test]
    fn a_worker_has_room_for_so_many_waiting_hits() {
        BATCHES.with_borrow_mut(BTreeMap::clear);
        for n in 1..limit::WAITING_HITS {
            assert_eq!(taken((n / limit::BATCH_HITS) as u32, 0), None, "{n}");
        }
        assert_eq!(taken(98, 0), None, "as many as may");
        assert_eq!(taken(99, 0), Some(Refusal::Overloaded));
        // A batch that is on its way waits no more.
        BATCHES.with_borrow_mut(|batches| batches.remove(&0));
        assert_eq!(taken(99, FORGOTTEN_MS - 1), None);
    }

    #[test]
    fn what_nobody_carries_takes_no_room_for_ever() {
        BATCHES.with_borrow_mut(BTreeMap::clear);
        for n in 0..limit::WAITING_HITS {
            taken((n / limit::BATCH_HITS) as u32, 0);
        }
        assert_eq!(taken(99, FORGOTTEN_MS - 1), Some(Refusal::Overloaded));
        assert_eq!(taken(99, FORGOTTEN_MS), None);
    }
}
