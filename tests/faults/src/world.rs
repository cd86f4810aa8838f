//! The world of a run: readers, the network, Workers, objects, and a scheduler that fails them.

mod verdict;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use ungated_shard::arrival::Arrival;
use ungated_shard::batch::{Batch, Count, Outcome};
use ungated_shard::compact::LATE_MS;
use ungated_shared::visit::{GAP_MS, SALT_GRACE_MS};
use ungated_simulator::chance::Chance;

use crate::fault::{Covered, Fault};
use crate::object::{Fate, Object};
use crate::oracle::{self, Entry, Told};
use crate::reader::{self, DAY_MS, KEY_MARK, Page};

const SECOND_MS: u64 = 1_000;
const MINUTE_MS: u64 = 60 * SECOND_MS;
const HOUR_MS: u64 = 60 * MINUTE_MS;

/// When a run begins: an evening, so that midnight comes while readers read.
const BEGIN_MS: u64 = 20_000 * DAY_MS + 21 * HOUR_MS;
/// How long after a change of the number of shards visits may go on where they began; as in the
/// Worker.
const MOVING_MS: u64 = DAY_MS + SALT_GRACE_MS;
/// How long the site keeps facts, ms, unless a run is about that.
const RETENTION_MS: u64 = 400 * DAY_MS;
/// Shards: two of the site with visitors, one of the site without.
const OBJECTS: usize = 3;
const WITHOUT_VISITORS: usize = 2;
/// Isolates of the Worker.
const WORKERS: usize = 3;
const VISITORS: u32 = 14;
/// Pages that a robot opens: more than a visit has room for.
const ROBOT_PAGES: u32 = 230;
/// Rows of a journal that is read back after every call.
const SHORT: usize = 8;
/// Hits with which a batch leaves at once.
const BATCH_HITS: usize = 24;
/// The longest that a hit is late, ms: the page view's id is known for longer.
const LATEST_MS: u32 = 18 * 60 * 60 * 1_000;

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Read { reader: u32 },
    Arrive { hit: Hit },
    Carry { worker: usize },
    Alarm { object: usize, alarm: u64 },
    Compact { object: usize },
    Clock,
    Remember { object: usize },
    Restore { object: usize },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    page: u32,
    sequence: u16,
    attempts: u16,
}

#[derive(Clone, Debug)]
struct Reader {
    has_keys: bool,
    /// How many more pages it opens, one after the other, as no person does.
    robot: u32,
    page: Option<(u32, u16)>,
}

#[derive(Debug, Default)]
struct Worker {
    clock_ms: i64,
    waiting: Vec<Waiting>,
    refused: Vec<(usize, Count)>,
}

#[derive(Debug)]
struct Waiting {
    hit: Hit,
    before: Option<usize>,
    home: usize,
    arrival: Arrival,
}

/// A run.
pub struct World {
    seed: u64,
    chance: Chance,
    now_ms: u64,
    queue: BinaryHeap<Reverse<(u64, u64, Event)>>,
    queued: u64,
    readers: Vec<Reader>,
    pages: Vec<Page>,
    workers: Vec<Worker>,
    objects: Vec<Object>,
    raised_ms: u64,
    order: u64,
    acknowledged: BTreeMap<(u32, u16), usize>,
    armed: Vec<u64>,
    ends: bool,
    covered: Covered,
}

impl World {
    /// A world of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::of(seed, 0);
        let skew = |chance: &mut Chance| i64::from(chance.between((0, 30_000))) - 15_000;
        let retention_ms = if seed % 5 == 3 { DAY_MS } else { RETENTION_MS };
        let objects = (0..OBJECTS).map(|_| Object::new(retention_ms, skew(&mut chance))).collect();
        let worker = |_| Worker { clock_ms: skew(&mut chance), ..Worker::default() };
        let workers = (0..WORKERS).map(worker).collect();
        let reader = |at| Reader {
            has_keys: at % 4 != 3,
            robot: if at == 4 && seed % 4 == 1 { ROBOT_PAGES } else { 0 },
            page: None,
        };
        let mut world = Self {
            seed,
            chance,
            now_ms: BEGIN_MS,
            queue: BinaryHeap::new(),
            queued: 0,
            readers: (0..VISITORS).map(reader).collect(),
            pages: Vec::new(),
            workers,
            objects,
            raised_ms: 0,
            order: 0,
            acknowledged: BTreeMap::new(),
            armed: vec![0; OBJECTS],
            ends: false,
            covered: Covered::default(),
        };
        world.raised_ms = BEGIN_MS + u64::from(world.chance.between((60, 600))) * MINUTE_MS;
        for reader in 0..VISITORS {
            let after_ms = world.within(2 * 60 * 60 * 1_000);
            world.after(after_ms, Event::Read { reader });
        }
        for object in 0..OBJECTS {
            world.after(20 * MINUTE_MS, Event::Compact { object });
            world.after(2 * HOUR_MS, Event::Remember { object });
        }
        world.after(HOUR_MS, Event::Clock);
        world
    }

    /// Whether clocks jump: then a Worker's clock and a shard's do not agree on which hits belong
    /// to one visit, and the rule, which knows one clock only, says nothing.
    const fn has_jumps(&self) -> bool {
        self.seed % 2 == 1
    }

    /// Whether disks are restored: clocks and all else are fine then, but the rule does not know
    /// that a shard may forget.
    const fn has_recovery(&self) -> bool {
        self.seed % 4 >= 2
    }

    fn within(&mut self, most_ms: u32) -> u64 {
        u64::from(self.chance.between((0, most_ms)))
    }

    fn after(&mut self, ms: u64, event: Event) {
        self.queued += 1;
        self.queue.push(Reverse((self.now_ms + ms, self.queued, event)));
    }

    fn fails(&mut self, fault: Fault, probability: f64) -> bool {
        let fails = !self.ends && self.chance.happens(probability);
        if fails {
            self.covered.count(fault);
        }
        fails
    }

    /// Runs so many events, then lets what is under way arrive, and compares.
    ///
    /// # Errors
    /// With what is wrong.
    pub fn run(mut self, events: u64) -> Result<Covered, String> {
        while let Some(Reverse((at_ms, _, event))) = self.queue.pop() {
            self.now_ms = self.now_ms.max(at_ms);
            self.covered.events += 1;
            self.ends |= self.covered.events > events;
            self.happen(event).map_err(|error| {
                format!("{error}\n  at event {}, {event:?}", self.covered.events)
            })?;
        }
        self.finish()?;
        Ok(self.covered)
    }

    fn happen(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Read { reader } => self.read(reader),
            Event::Arrive { hit } => self.arrive(hit),
            Event::Carry { worker } => return self.carry(worker),
            Event::Alarm { object, alarm } => return self.alarm(object, alarm),
            Event::Compact { object } => {
                if !self.ends {
                    let next_ms = self.within(3 * 60 * 60 * 1_000);
                    self.after(next_ms, event);
                    self.covered.count(Fault::Compaction);
                    self.compact(object)?;
                }
            }
            Event::Clock => self.jump(),
            Event::Remember { object } if !self.ends && self.has_recovery() => {
                self.objects[object].remember();
                let hours = self.within(8);
                self.after(hours * HOUR_MS + MINUTE_MS, Event::Restore { object });
            }
            Event::Restore { object } if !self.ends => {
                if self.objects[object].restore() {
                    self.covered.count(Fault::Recovery);
                    let log = &self.objects[object].log;
                    let kept: BTreeSet<_> = log.iter().filter_map(hit).collect();
                    self.acknowledged.retain(|hit, whose| *whose != object || kept.contains(hit));
                }
                self.after(HOUR_MS, Event::Remember { object });
            }
            Event::Remember { .. } | Event::Restore { .. } => {}
        }
        Ok(())
    }

    /// A reader goes on: the page's next hit, another page, or away for a while.
    fn read(&mut self, reader: u32) {
        if self.ends {
            return;
        }
        let Reader { has_keys, robot, page } = self.readers[reader as usize];
        let is_robot = robot > 0;
        if let Some((number, sequence)) = page
            && sequence < self.pages[number as usize].hits
        {
            self.readers[reader as usize].page = Some((number, sequence + 1));
            self.send(Hit { page: number, sequence, attempts: 0 });
            let most_ms = if self.chance.happens(0.02) { 34 * 60 * 1_000 } else { 90 * 1_000 };
            let next_ms = if is_robot { 300 } else { self.within(most_ms) };
            self.after(next_ms, Event::Read { reader });
            return;
        }
        if page.is_some() && !is_robot && self.chance.happens(0.4) {
            self.readers[reader as usize].page = None;
            let gap_ms = match self.chance.between((0, 9)) {
                // Those who read into the night.
                0 => {
                    let midnight_ms = DAY_MS - self.now_ms % DAY_MS;
                    midnight_ms.saturating_sub(self.within(5 * 60 * 1_000))
                }
                1..=3 => GAP_MS - 3 * MINUTE_MS + self.within(6 * 60 * 1_000),
                4..=7 => GAP_MS + self.within(5 * 60 * 60 * 1_000),
                _ => 6 * HOUR_MS + self.within(10 * 60 * 60 * 1_000),
            };
            self.after(gap_ms, Event::Read { reader });
            return;
        }
        let number = self.pages.len() as u32;
        let hits = match self.chance.between((0, 99)) {
            _ if is_robot => 1,
            0 => 70,
            _ => self.chance.between((1, 6)) as u16,
        };
        let (id, item) = (self.chance.number(), self.chance.between((0, 30)));
        self.pages.push(Page { id, visitor: reader, has_keys, hits, item });
        let reads = &mut self.readers[reader as usize];
        (reads.page, reads.robot) = (Some((number, 0)), robot.saturating_sub(1));
        self.after(0, Event::Read { reader });
    }

    /// A page sends a hit over a network that keeps no promise.
    fn send(&mut self, hit: Hit) {
        if self.fails(Fault::Loss, 0.05) {
            // Half of the pages live long enough to notice.
            if self.chance.happens(0.5) {
                self.again(hit);
            }
            return;
        }
        let usual_ms = 20 + self.within(500);
        if self.fails(Fault::Duplication, 0.04) {
            let ms = self.within(20_000);
            self.after(ms, Event::Arrive { hit });
        }
        let ms = if self.fails(Fault::Late, 0.02) {
            self.within(LATEST_MS)
        } else if self.fails(Fault::Reordering, 0.05) {
            self.within(5 * 60 * 1_000)
        } else {
            usual_ms
        };
        self.after(ms, Event::Arrive { hit });
    }

    fn again(&mut self, mut hit: Hit) {
        hit.attempts += 1;
        let ms = 5 * SECOND_MS + self.within(60_000);
        self.after(ms, Event::Arrive { hit });
    }

    /// A hit arrives at one of the Worker's isolates.
    fn arrive(&mut self, hit: Hit) {
        let at = self.chance.between((0, WORKERS as u32 - 1)) as usize;
        let now_ms = self.now_ms.saturating_add_signed(self.workers[at].clock_ms);
        let page = &self.pages[hit.page as usize];
        let arrival = reader::arrival(self.seed, page, hit.page, hit.sequence, now_ms);
        let (before, home) = self.places(page, now_ms);
        if hit.page % 53 == 7 {
            let count = Count { now_ms, code: "hostname".into(), n: 1 };
            self.workers[at].refused.push((home, count));
        } else {
            self.workers[at].waiting.push(Waiting { hit, before, home, arrival });
        }
        let waiting = self.workers[at].waiting.len() + self.workers[at].refused.len();
        if waiting == 1 || waiting == BATCH_HITS {
            let ms = if waiting == 1 { self.within(4_000) } else { 0 };
            self.after(ms, Event::Carry { worker: at });
        }
    }

    /// Where a hit belongs, and who is asked before.
    fn places(&self, page: &Page, now_ms: u64) -> (Option<usize>, usize) {
        if !page.has_keys {
            return (None, WITHOUT_VISITORS);
        }
        let home = page.visitor as usize % 2;
        if now_ms < self.raised_ms {
            return (None, 0);
        }
        let is_moving = now_ms < self.raised_ms + MOVING_MS;
        ((is_moving && home != 0).then_some(0), home)
    }

    /// Brings what was gathered to the shards, as the Worker does.
    fn carry(&mut self, worker: usize) -> Result<(), String> {
        let waiting = std::mem::take(&mut self.workers[worker].waiting);
        let refused = std::mem::take(&mut self.workers[worker].refused);
        let mut loads: BTreeMap<usize, (Vec<Waiting>, Vec<Count>)> = BTreeMap::new();
        for mut one in waiting {
            one.arrival.only_known = one.before.is_some();
            loads.entry(one.before.unwrap_or(one.home)).or_default().0.push(one);
        }
        for (home, count) in refused {
            loads.entry(home).or_default().1.push(count);
        }
        let mut elsewhere: BTreeMap<usize, (Vec<Waiting>, Vec<Count>)> = BTreeMap::new();
        for (object, (hits, counts)) in loads {
            for mut one in self.bring(object, hits, counts)? {
                self.covered.count(Fault::Raised);
                one.arrival.only_known = false;
                elsewhere.entry(one.home).or_default().0.push(one);
            }
        }
        for (object, (hits, counts)) in elsewhere {
            if !self.bring(object, hits, counts)?.is_empty() {
                return Err("a hit belongs nowhere".into());
            }
        }
        Ok(())
    }

    /// Brings a shard its load; returns what belongs elsewhere.
    fn bring(
        &mut self,
        object: usize,
        waiting: Vec<Waiting>,
        counts: Vec<Count>,
    ) -> Result<Vec<Waiting>, String> {
        if self.fails(Fault::Eviction, 0.05) {
            self.objects[object].evict();
        }
        self.covered.steps += 1;
        self.covered.hits += waiting.len() as u64;
        let numbers: Vec<u32> = waiting.iter().map(|one| one.hit.page).collect();
        let arrivals = waiting.iter().map(|one| one.arrival.clone()).collect();
        let batch = Batch { arrivals, counts };
        let mut bytes = batch.write();
        if Batch::read(&bytes).as_ref() != Some(&batch) {
            return Err("a batch does not survive its way".into());
        }
        if self.fails(Fault::Skew, 0.015) {
            bytes[0] = 9;
        }
        let fate = self.fate();
        let now_ms = self.now_ms;
        let answer = self.objects[object].take(now_ms, &bytes, &numbers, fate, &mut self.order)?;
        self.after_call(object)?;
        let Some(outcomes) = answer else {
            for one in waiting {
                // Some pages are gone by then.
                if self.ends || self.chance.happens(0.95) {
                    self.again(one.hit);
                }
            }
            return Ok(Vec::new());
        };
        let mut elsewhere = Vec::new();
        for (one, outcome) in waiting.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Elsewhere => elsewhere.push(one),
                Outcome::Refused(_) => self.covered.full += 1,
                Outcome::Stored | Outcome::SoFar(_) => {
                    self.covered.acknowledged += 1;
                    self.acknowledged.insert((one.hit.page, one.hit.sequence), object);
                }
            }
        }
        Ok(elsewhere)
    }

    fn fate(&mut self) -> Fate {
        for (fault, fate) in [
            (Fault::KillBefore, Fate::KilledBefore),
            (Fault::WriteFailure, Fate::Refused),
            (Fault::KillAfter, Fate::KilledAfter),
            (Fault::AnswerLost, Fate::AnswerLost),
        ] {
            if self.fails(fault, 0.02) {
                return fate;
            }
        }
        Fate::Well
    }

    /// After every call: memory is what follows from the disk; an alarm that was set will ring.
    fn after_call(&mut self, object: usize) -> Result<(), String> {
        // Reading a long journal back takes long: then one time in ten.
        if self.objects[object].rows.unfinished().0 <= SHORT || self.chance.happens(0.1) {
            self.covered.compared += u64::from(self.objects[object].check()?);
        }
        if let Some((at_ms, alarm)) = self.objects[object].alarm
            && self.armed[object] != alarm
        {
            self.armed[object] = alarm;
            let clock_ms = self.objects[object].clock(self.now_ms);
            self.after(at_ms.saturating_sub(clock_ms), Event::Alarm { object, alarm });
        }
        Ok(())
    }

    fn alarm(&mut self, object: usize, alarm: u64) -> Result<(), String> {
        let Some((at_ms, set)) = self.objects[object].alarm else { return Ok(()) };
        if set != alarm {
            return Ok(());
        }
        let clock_ms = self.objects[object].clock(self.now_ms);
        if clock_ms < at_ms {
            self.after(at_ms - clock_ms, Event::Alarm { object, alarm });
            return Ok(());
        }
        if self.fails(Fault::AlarmNever, 0.04) {
            self.objects[object].alarm = None;
            return Ok(());
        }
        if self.fails(Fault::AlarmLate, 0.06) {
            let ms = self.within(6 * 60 * 60 * 1_000);
            self.after(ms, Event::Alarm { object, alarm });
            return Ok(());
        }
        self.ring(object)?;
        if self.fails(Fault::AlarmTwice, 0.08) {
            self.ring(object)?;
        }
        Ok(())
    }

    fn ring(&mut self, object: usize) -> Result<(), String> {
        if self.fails(Fault::Eviction, 0.3) {
            self.objects[object].evict();
        }
        let readable = !self.fails(Fault::ReadFailure, 0.03);
        let fate = self.fate();
        let now_ms = self.now_ms;
        let done = self.objects[object].ring(now_ms, fate, readable)?;
        self.count(done);
        self.after_call(object)
    }

    fn count(&mut self, done: Option<crate::object::Compacted>) {
        let done = done.unwrap_or_default();
        self.covered.compactions += u64::from(done.wrote);
        self.covered.dropped += done.dropped;
        self.covered.forgotten += done.items;
    }

    /// A compaction that nothing asked for changes no fact.
    fn compact(&mut self, object: usize) -> Result<(), String> {
        let readable = !self.fails(Fault::ReadFailure, 0.05);
        let fate = self.fate();
        let now_ms = self.now_ms;
        let is_looked_at = self.chance.happens(0.25);
        let it = &mut self.objects[object];
        let before = if it.has_late()? || !is_looked_at { None } else { Some(it.facts()?) };
        let logged = it.log.len();
        let done = it.compact(now_ms, fate, readable)?;
        let drops = it.log[logged..].iter().any(|entry| matches!(entry, Entry::Dropped(_)));
        if let Some(mut before) = before
            && !drops
        {
            let mut after = it.facts()?;
            let key = |visit: &ungated_shard::fact::Visit| {
                (visit.start_ms, visit.views.first().map(oracle::number))
            };
            before.sort_by_key(key);
            after.sort_by_key(key);
            if before != after {
                return Err("a compaction changed facts".into());
            }
        }
        self.count(done);
        self.after_call(object)
    }

    /// Clocks go wrong, and right again.
    fn jump(&mut self) {
        if self.ends || !self.has_jumps() {
            return;
        }
        let by_ms = [HOUR_MS, DAY_MS][usize::from(self.chance.happens(0.5))] as i64;
        let by_ms = [by_ms, -by_ms, 0, 0][self.chance.between((0, 3)) as usize];
        let (clock_ms, fault) = if self.chance.happens(0.5) {
            let at = self.chance.between((0, WORKERS as u32 - 1)) as usize;
            (&mut self.workers[at].clock_ms, Fault::WorkerClock)
        } else {
            let at = self.chance.between((0, OBJECTS as u32 - 1)) as usize;
            (&mut self.objects[at].clock_ms, Fault::ShardClock)
        };
        if *clock_ms != by_ms {
            *clock_ms = by_ms;
            self.covered.count(fault);
        }
        let next_ms = self.within(60 * 60 * 1_000);
        self.after(next_ms, Event::Clock);
    }
}

const fn hit(entry: &Entry) -> Option<(u32, u16)> {
    match entry {
        Entry::Hit { page, sequence, .. } => Some((*page, *sequence)),
        _ => None,
    }
}
