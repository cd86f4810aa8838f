//! Each fault by itself, at every place where it can happen, in a morning of three readers: what
//! the seeds do by chance, done in order.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;

use ungated_faults::object::{Fate, Object};
use ungated_faults::reader::{self, DAY_MS, Page};
use ungated_shard::batch::{Batch, Outcome};
use ungated_shard::fact::Visit;
use ungated_shared::page_view::PageView;
use ungated_shared::visit::GAP_MS;

const MINUTE_MS: u64 = 60 * 1_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const BEGIN_MS: u64 = 20_000 * DAY_MS + 9 * HOUR_MS;
const SEED: u64 = 7;
const KEPT_MS: u64 = 400 * DAY_MS;

/// The hits of the morning: page view, number, minute.
const HITS: [(u32, u16, u64); 14] = [
    (1, 0, 0),
    (2, 0, 1),
    (1, 1, 2),
    (3, 0, 3),
    (1, 2, 4),
    (4, 0, 6),
    (2, 2, 7),
    (4, 1, 9),
    (2, 1, 9),
    (5, 0, 12),
    (3, 1, 14),
    (5, 1, 20),
    (6, 0, 21),
    (6, 1, 25),
];

/// A page view: of the reader whose number is its own by three.
fn page(number: u32) -> Page {
    let visitor = number % 3;
    Page { id: u64::from(number) << 32, visitor, has_keys: true, hits: 3, item: number }
}

struct Morning {
    object: Object,
    order: u64,
}

impl Morning {
    fn new() -> Self {
        Self { object: Object::new(KEPT_MS, 0), order: 0 }
    }

    fn bytes(at: usize, now_ms: u64) -> Vec<u8> {
        let (number, sequence, _) = HITS[at];
        let arrival = reader::arrival(SEED, &page(number), number, sequence, now_ms);
        Batch { arrivals: vec![arrival], counts: Vec::new() }.write()
    }

    fn now_ms(at: usize) -> u64 {
        BEGIN_MS + HITS[at].2 * MINUTE_MS
    }

    /// Brings a hit; whether it is acknowledged.
    fn bring(&mut self, at: usize, now_ms: u64, fate: Fate) -> bool {
        self.bring_by(at, now_ms, now_ms, fate)
    }

    /// The same by a Worker whose clock says `worker_ms`.
    fn bring_by(&mut self, at: usize, worker_ms: u64, now_ms: u64, fate: Fate) -> bool {
        let (bytes, numbers) = (Self::bytes(at, worker_ms), [HITS[at].0]);
        let told = self.object.take(now_ms, &bytes, &numbers, fate, &mut self.order).unwrap();
        self.object.check().unwrap();
        told.is_some_and(|told| matches!(told[..], [Outcome::Stored | Outcome::SoFar(_)]))
    }

    /// Brings hits, each once and well.
    fn well(mut self, hits: std::ops::Range<usize>) -> Self {
        for at in hits {
            assert!(self.bring(at, Self::now_ms(at), Fate::Well), "hit {at}");
        }
        self
    }

    /// All of them, of which one has this fate and is sent again.
    fn with(bad: usize, fate: Fate) -> Self {
        let mut morning = Self::new().well(0..bad);
        assert!(!morning.bring(bad, Self::now_ms(bad), fate), "{fate:?} is no acknowledgement");
        morning.well(bad..HITS.len())
    }

    /// All of them, of which from one on every other is by a clock that is so much off.
    fn with_clock(from: usize, by_ms: i64, is_shards: bool) -> Self {
        let mut morning = Self::new().well(0..from);
        let mut is_off = true;
        for at in from..HITS.len() {
            let now_ms = Self::now_ms(at);
            let off_ms = if is_off { by_ms } else { 0 };
            let (shard_ms, worker_ms) = if is_shards { (off_ms, 0) } else { (0, off_ms) };
            morning.object.clock_ms = shard_ms;
            let worker_ms = now_ms.strict_add_signed(worker_ms);
            assert!(morning.bring_by(at, worker_ms, now_ms, Fate::Well));
            is_off = !is_off;
        }
        morning.object.clock_ms = 0;
        morning
    }

    /// What is known of each page view, whatever visit it is in.
    fn views(&mut self) -> Vec<(PageView, u64)> {
        let mut views: Vec<_> = self.facts().into_iter().flat_map(|it| it.views).collect();
        views.sort_by_key(|view| view.signals.height_px);
        views.into_iter().map(|view| (view.signals, view.received)).collect()
    }

    fn facts(&mut self) -> Vec<Visit> {
        let mut facts = self.object.facts().unwrap();
        facts.sort_by_key(|visit| visit.start_ms);
        facts
    }

    fn counts(&mut self) -> BTreeMap<String, i64> {
        let mut counts = BTreeMap::new();
        for ((_, code), n) in self.object.ledger().unwrap() {
            *counts.entry(code).or_default() += n;
        }
        counts
    }
}

fn undisturbed() -> Morning {
    Morning::new().well(0..HITS.len())
}

/// Every hit in turn: facts are those of an undisturbed morning; `again` hits came twice.
fn changes_no_fact(fate: Fate, again: i64) {
    let mut wanted = undisturbed();
    for (bad, (number, sequence, _)) in HITS.into_iter().enumerate() {
        let mut morning = Morning::with(bad, fate);
        assert_eq!(morning.facts(), wanted.facts(), "{fate:?}, hit {bad}");
        let mut counts = wanted.counts();
        *counts.get_mut("accepted").unwrap() += again;
        *counts.entry("duplicate".into()).or_default() += again;
        if reader::claims_wrongly(number, sequence) {
            *counts.entry("parity".into()).or_default() += again;
        }
        counts.retain(|_, n| *n != 0);
        assert_eq!(morning.counts(), counts, "{fate:?}, hit {bad}");
    }
}

#[test]
fn the_morning_is_three_visits_of_six_page_views() {
    let mut morning = undisturbed();
    let views: Vec<usize> = morning.facts().iter().map(|visit| visit.views.len()).collect();
    assert_eq!(views, [2, 2, 2]);
    assert_eq!(morning.counts()["accepted"], 14);
}

#[test]
fn killed_before_a_commit_what_is_sent_again_counts_once() {
    changes_no_fact(Fate::KilledBefore, 0);
}

#[test]
fn killed_between_commit_and_answer_what_is_sent_again_counts_once() {
    changes_no_fact(Fate::KilledAfter, 1);
}

#[test]
fn a_write_that_is_refused_is_no_acknowledgement_and_leaves_nothing() {
    changes_no_fact(Fate::Refused, 0);
    let mut morning = Morning::new().well(0..5);
    let before = format!("{:?}", morning.object.rows);
    assert!(!morning.bring(5, Morning::now_ms(5), Fate::Refused));
    assert_eq!(format!("{:?}", morning.object.rows), before);
}

#[test]
fn an_answer_that_is_lost_is_sent_for_again_and_counts_once() {
    changes_no_fact(Fate::AnswerLost, 1);
}

#[test]
fn evicted_before_any_hit_it_is_the_same() {
    let mut wanted = undisturbed();
    for evicted in 0..HITS.len() {
        let mut morning = Morning::new().well(0..evicted);
        morning.object.evict();
        let mut morning = morning.well(evicted..HITS.len());
        assert_eq!((morning.facts(), morning.counts()), (wanted.facts(), wanted.counts()));
    }
}

/// A compaction, as an alarm or a question asks for it.
#[test]
fn killed_before_or_after_the_commit_of_an_alarm_it_is_the_same() {
    let mut wanted = undisturbed();
    for fate in [Fate::KilledBefore, Fate::Refused, Fate::KilledAfter] {
        for at in 1..HITS.len() {
            let mut morning = Morning::new().well(0..at);
            // The first readers are gone, the last ones read.
            morning.object.ring(Morning::now_ms(at), fate, true).unwrap();
            let mut morning = morning.well(at..HITS.len());
            assert_eq!(morning.facts(), wanted.facts(), "{fate:?} before hit {at}");
        }
        let mut morning = undisturbed();
        let ends_ms = BEGIN_MS + 2 * HOUR_MS;
        morning.object.ring(ends_ms, fate, true).unwrap();
        morning.object.ring(ends_ms, Fate::Well, true).unwrap();
        assert_eq!((morning.facts(), morning.counts()), (wanted.facts(), wanted.counts()));
        assert_eq!(morning.object.rows.unfinished(), (0, 0), "{fate:?}");
    }
}

#[test]
fn an_alarm_that_comes_twice_or_hours_late_changes_no_fact() {
    let mut wanted = undisturbed();
    for late_ms in [2 * HOUR_MS, 8 * HOUR_MS, 3 * DAY_MS] {
        let mut morning = undisturbed();
        for _ in 0..2 {
            morning.object.ring(BEGIN_MS + late_ms, Fate::Well, true).unwrap();
            assert_eq!((morning.facts(), morning.counts()), (wanted.facts(), wanted.counts()));
            assert_eq!(morning.object.rows.unfinished(), (0, 0));
        }
    }
}

/// Six failures, and the platform gives an alarm up. The next reader sets another.
#[test]
fn an_alarm_that_was_abandoned_is_set_by_the_next_hit() {
    let mut morning = Morning::new().well(0..HITS.len() - 1);
    let alarm = morning.object.alarm.take();
    assert!(alarm.is_some(), "there was one");
    morning.object.evict();
    let next_ms = BEGIN_MS + 3 * HOUR_MS;
    assert!(morning.bring(HITS.len() - 1, next_ms, Fate::Well));
    let (at_ms, _) = morning.object.alarm.unwrap();
    assert!((next_ms..=next_ms + MINUTE_MS).contains(&at_ms), "what is overdue is done soon");
    morning.object.ring(at_ms, Fate::Well, true).unwrap();
    assert_eq!(morning.object.rows.unfinished().0, 0);
    assert_eq!(morning.facts().len(), 3);
}

/// Thirty days back is what the platform can do. Ledger and facts are of one disk: they agree.
#[test]
fn restored_to_an_earlier_time_it_tells_what_survives_and_goes_on() {
    for kept in 1..HITS.len() {
        let mut morning = Morning::new().well(0..kept);
        morning.object.remember();
        let mut morning = morning.well(kept..HITS.len());
        assert!(morning.object.restore());
        let mut wanted = Morning::new().well(0..kept);
        assert_eq!((morning.facts(), morning.counts()), (wanted.facts(), wanted.counts()));
        // Pages that send again bring back what was undone.
        let mut morning = morning.well(kept..HITS.len());
        assert_eq!(morning.facts(), undisturbed().facts());
    }
}

/// Its form is not known yet: nothing of it is taken, and its page sends again.
#[test]
fn a_batch_of_a_newer_worker_is_turned_back_whole() {
    let mut morning = Morning::new().well(0..5);
    let before = (morning.facts(), morning.counts());
    let now_ms = Morning::now_ms(5);
    let mut bytes = Morning::bytes(5, now_ms);
    bytes[0] = 9;
    let order = &mut morning.order;
    assert_eq!(morning.object.take(now_ms, &bytes, &[4], Fate::Well, order).unwrap(), None);
    assert_eq!((morning.facts(), morning.counts()), before);
    assert_eq!(morning.well(5..HITS.len()).facts(), undisturbed().facts());
}

/// The Worker's clock and the shard's, each an hour and a day off from any hit on, ahead or behind.
/// A leap second is none: Unix time does not count it.
#[test]
fn clocks_that_jump_make_no_negative_duration_and_lose_no_count() {
    let wanted = undisturbed().views();
    let offs_ms = [1, -1, 24, -24].map(|hours| hours * HOUR_MS as i64);
    for (by_ms, from) in
        offs_ms.into_iter().flat_map(|by_ms| (0..HITS.len()).map(move |at| (by_ms, at)))
    {
        for is_shards in [false, true] {
            let mut morning = Morning::with_clock(from, by_ms, is_shards);
            morning.object.ring(BEGIN_MS + 3 * DAY_MS, Fate::Well, true).unwrap();
            for visit in morning.facts() {
                assert!(visit.start_ms <= visit.last_ms);
                let longest_ms = visit.views.iter().map(|view| view.after_ms).max();
                assert!(longest_ms <= Some(2 * DAY_MS), "{longest_ms:?} after the start");
            }
            assert_eq!(morning.views(), wanted, "{by_ms} ms from hit {from}");
            assert_eq!(morning.counts()["accepted"], HITS.len() as i64);
        }
    }
}

/// A reader at midnight: today's and yesterday's keys for half an hour, then today's alone.
#[test]
fn a_salt_that_changes_in_a_visit_does_not_end_it() {
    let midnight_ms = 20_001 * DAY_MS;
    let mut morning = Morning::new();
    let minutes = [-40_i64, -12, 14, 29, 44, 73, 102];
    for minute in minutes {
        let now_ms = midnight_ms.strict_add_signed(minute * MINUTE_MS as i64);
        // The first hit of another page view each time, so that only the key can tell.
        let page = Page { id: now_ms, ..page(3) };
        let arrival = reader::arrival(SEED, &page, 3, 0, now_ms);
        assert_eq!(arrival.keys.len(), if (0..30).contains(&minute) { 2 } else { 1 });
        let batch = Batch { arrivals: vec![arrival], counts: Vec::new() }.write();
        morning.object.take(now_ms, &batch, &[3], Fate::Well, &mut morning.order).unwrap();
    }
    let facts = morning.facts();
    assert_eq!((facts.len(), facts[0].views.len()), (1, minutes.len()));
    // Who comes back after the gap is somebody else.
    let now_ms = midnight_ms + 102 * MINUTE_MS + GAP_MS + 1;
    let arrival = reader::arrival(SEED, &Page { id: 1, ..page(3) }, 3, 0, now_ms);
    let batch = Batch { arrivals: vec![arrival], counts: Vec::new() }.write();
    morning.object.take(now_ms, &batch, &[3], Fate::Well, &mut morning.order).unwrap();
    assert_eq!(morning.facts().len(), 2);
}
