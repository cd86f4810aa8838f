//! A Durable Object as its platform treats it: memory that can vanish, a disk that takes a
//! transaction or does not, one alarm, a clock of its own.

use std::collections::{BTreeMap, BTreeSet};

use ungated_shard::batch::{Batch, Outcome, read_outcomes, write_outcomes};
use ungated_shard::compact::GATHER_MS;
use ungated_shard::disk::Write;
use ungated_shard::fact;
use ungated_shard::segment::{Damaged, Unpacker};
use ungated_shard::state::State;
use ungated_shared::score::model::Model;
use ungated_shared::visit::GAP_MS;

use crate::disk::Rows;
use crate::oracle::{Entry, number};

/// How soon after a hit an urgent compaction comes, ms; as in the shell.
const SOON_MS: u64 = 1_000;
/// When a compaction that failed is tried again, ms; as in the shell.
pub const AGAIN_MS: u64 = 15 * 60 * 1_000;

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Well.
    Well,
    /// The object dies with its writes.
    KilledBefore,
    /// The transaction is refused.
    Refused,
    /// The object dies with its answer.
    KilledAfter,
    /// The answer is lost.
    AnswerLost,
}

/// A point to which a disk can be restored.
#[derive(Clone, Debug)]
struct Earlier {
    rows: Rows,
    log: usize,
}

/// A shard's object.
#[derive(Debug)]
pub struct Object {
    /// Its disk.
    pub rows: Rows,
    /// What it committed.
    pub log: Vec<Entry>,
    /// How far its clock is off, ms.
    pub clock_ms: i64,
    /// Its alarm, by its clock, as storage has it; each has a number.
    pub alarm: Option<(u64, u64)>,
    retention_ms: u64,
    state: Option<State>,
    alarm_ms: u64,
    alarms: u64,
    earlier: Option<Earlier>,
}

/// What came of a compaction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Compacted {
    /// Whether anything was written.
    pub wrote: bool,
    /// Visits dropped.
    pub dropped: u64,
    /// Items dropped.
    pub items: u64,
}

impl Object {
    /// An empty one.
    #[must_use]
    pub fn new(retention_ms: u64, clock_ms: i64) -> Self {
        Self {
            rows: Rows::default(),
            log: Vec::new(),
            clock_ms,
            alarm: None,
            retention_ms,
            state: None,
            alarm_ms: 0,
            alarms: 0,
            earlier: None,
        }
    }

    /// What its clock says.
    #[must_use]
    pub fn clock(&self, now_ms: u64) -> u64 {
        now_ms.saturating_add_signed(self.clock_ms)
    }

    /// The state, read from disk if there is none.
    fn state(&mut self) -> Result<&mut State, String> {
        if self.state.is_none() {
            self.alarm_ms = 0;
            self.state = Some(self.follows()?);
        }
        self.state.as_mut().ok_or_else(|| "no state".into())
    }

    fn follows(&self) -> Result<State, String> {
        let disk = self.rows.load().map_err(|Damaged| "ids cannot be read")?;
        State::load(Model::DEFAULT, &disk).map_err(|Damaged| "the shard cannot be read".into())
    }

    /// Loses its memory.
    pub fn evict(&mut self) {
        self.state = None;
    }

    /// Remembers its disk.
    pub fn remember(&mut self) {
        self.earlier = Some(Earlier { rows: self.rows.clone(), log: self.log.len() });
    }

    /// Goes back to what it remembered, if there is anything.
    pub fn restore(&mut self) -> bool {
        let Some(Earlier { rows, log }) = self.earlier.take() else { return false };
        self.rows = rows;
        self.log.truncate(log);
        self.state = None;
        true
    }

    /// Whether what is in memory is what follows from the disk.
    ///
    /// # Errors
    /// If not.
    pub fn check(&mut self) -> Result<bool, String> {
        let Some(state) = &self.state else { return Ok(false) };
        let follows = self.follows()?;
        if state.is_same(&follows) {
            return Ok(true);
        }
        Err("the state in memory is not the one that follows from the disk".into())
    }

    /// Whether the shard knows a page view, open or closed.
    fn knows(&mut self, id: u64) -> Result<bool, String> {
        let state = self.state()?;
        Ok(state.open_visits().any(|visit| visit.views.iter().any(|view| view.id == id))
            || state.segments().any(|(_, closed)| closed.awaited.has(id)))
    }

    /// Takes a batch; `numbers` of its arrivals' page views. None if no answer comes back.
    ///
    /// # Errors
    /// If what happened cannot be.
    pub fn take(
        &mut self,
        now_ms: u64,
        bytes: &[u8],
        numbers: &[u32],
        fate: Fate,
        order: &mut u64,
    ) -> Result<Option<Vec<Outcome>>, String> {
        let Some(batch) = Batch::read(bytes) else { return Ok(None) };
        let received_ms = self.clock(now_ms);
        let mut entries: Vec<Entry> = Vec::new();
        for count in &batch.counts {
            let (now_ms, code) = (count.now_ms, count.code.clone());
            let n = usize::try_from(count.n).unwrap_or(0);
            entries.extend(std::iter::repeat_n(Entry::Count { now_ms, code }, n));
        }
        let mut unknown = Vec::new();
        for (at, arrival) in batch.arrivals.iter().enumerate() {
            let before = batch.arrivals[..at].iter().any(|it| it.page_view == arrival.page_view);
            unknown.push((!self.knows(arrival.page_view)?, before));
        }
        let arrivals: Vec<_> =
            batch.arrivals.iter().map(|it| (it.now_ms, it.sequence, it.page_view)).collect();
        let step = self.state()?.step(batch, received_ms);
        if step.outcomes.len() != arrivals.len() {
            return Err("not every arrival has an outcome".into());
        }
        // Within a batch, a page view is known once one of its hits was taken.
        let mut taken = Vec::new();
        let all = arrivals.iter().zip(numbers).zip(unknown).zip(&step.outcomes);
        for ((((now_ms, sequence, id), page), (unknown, _)), outcome) in all {
            let unknown = unknown && !taken.contains(id);
            let (now_ms, sequence, page) = (*now_ms, *sequence, *page);
            entries.push(match outcome {
                Outcome::Stored | Outcome::SoFar(_) => {
                    taken.push(*id);
                    *order += 1;
                    let order = *order;
                    Entry::Hit { order, page, sequence, now_ms, received_ms, unknown }
                }
                Outcome::Elsewhere => Entry::Elsewhere { page, now_ms, unknown },
                Outcome::Refused(code) if code == "visit_full" => Entry::Full { page, now_ms },
                Outcome::Refused(code) => return Err(format!("refused without reason: {code}")),
            });
        }
        if !self.write(&step.writes, entries, fate) {
            return Ok(None);
        }
        self.arm(now_ms)?;
        let answer = read_outcomes(&write_outcomes(&step.outcomes));
        if answer.as_ref() != Some(&step.outcomes) {
            return Err("outcomes do not survive their way".into());
        }
        Ok(answer.filter(|_| fate == Fate::Well))
    }

    /// Writes or does not; whether the object goes on.
    fn write(&mut self, writes: &[Write], entries: Vec<Entry>, fate: Fate) -> bool {
        match fate {
            Fate::Well | Fate::AnswerLost | Fate::KilledAfter => {
                self.rows.commit(writes);
                self.log.extend(entries);
            }
            Fate::KilledBefore | Fate::Refused => {}
        }
        let lives = matches!(fate, Fate::Well | Fate::AnswerLost);
        if !lives {
            self.state = None;
        }
        lives
    }

    /// Sees to it that an alarm is set, as the shell does.
    fn arm(&mut self, now_ms: u64) -> Result<(), String> {
        let clock_ms = self.clock(now_ms);
        let wait_ms = if self.state()?.is_urgent(clock_ms) { SOON_MS } else { GAP_MS + GATHER_MS };
        let in_time = |at_ms: u64| (clock_ms..=clock_ms + wait_ms).contains(&at_ms);
        if in_time(self.alarm_ms) {
            return Ok(());
        }
        match self.alarm {
            Some((at_ms, _)) if in_time(at_ms) => self.alarm_ms = at_ms,
            _ => self.wake_in(clock_ms, wait_ms),
        }
        Ok(())
    }

    fn wake_in(&mut self, clock_ms: u64, wait_ms: u64) {
        self.alarms += 1;
        self.alarm = Some((clock_ms + wait_ms, self.alarms));
        self.alarm_ms = clock_ms + wait_ms;
    }

    /// What the alarm does.
    ///
    /// # Errors
    /// If what happened cannot be.
    pub fn ring(
        &mut self,
        now_ms: u64,
        fate: Fate,
        readable: bool,
    ) -> Result<Option<Compacted>, String> {
        self.alarm = None;
        self.state()?;
        self.alarm_ms = 0;
        let done = self.compact(now_ms, fate, readable)?;
        let clock_ms = self.clock(now_ms);
        let retention_ms = self.retention_ms;
        let wait_ms = match done {
            Some(_) => self.state()?.rests_ms(clock_ms, retention_ms),
            None => Some(AGAIN_MS),
        };
        if let Some(wait_ms) = wait_ms {
            self.wake_in(clock_ms, wait_ms.max(SOON_MS));
        }
        Ok(done)
    }

    /// Compacts; none if nothing came of it.
    ///
    /// # Errors
    /// If what happened cannot be.
    pub fn compact(
        &mut self,
        now_ms: u64,
        fate: Fate,
        readable: bool,
    ) -> Result<Option<Compacted>, String> {
        let (received_ms, retention_ms) = (self.clock(now_ms), self.retention_ms);
        self.state()?;
        let Some(mut state) = self.state.take() else { return Ok(None) };
        let before = (!readable).then(|| state.clone());
        let rows = &self.rows;
        let mut read = |id| if readable { rows.segment(id) } else { Err(Damaged) };
        let written = state.compact(received_ms, retention_ms, &mut read);
        let Ok(writes) = written else {
            // Nothing may have changed; the shell reads its tables anew all the same.
            return match before {
                Some(before) if before.is_same(&state) => Ok(None),
                Some(_) => Err("a compaction that failed changed the state".into()),
                None => Err("a segment cannot be read".into()),
            };
        };
        self.state = Some(state);
        let mut done = Compacted { wrote: !writes.is_empty(), ..Compacted::default() };
        let mut entries = vec![Entry::Compact { received_ms }];
        let dropped = self.dropped(&writes, received_ms)?;
        done.dropped = dropped.len() as u64;
        if !dropped.is_empty() {
            entries.push(Entry::Dropped(dropped));
        }
        for write in &writes {
            match write {
                Write::DropItem(_) => done.items += 1,
                Write::FoldCounts(before_ms) => {
                    entries.push(Entry::Folded { before_ms: *before_ms });
                }
                _ => {}
            }
        }
        Ok(self.write(&writes, entries, fate).then_some(done))
    }

    /// The closed visits that are no more once this is written: the first page view's number and
    /// the start of each.
    fn dropped(&self, writes: &[Write], received_ms: u64) -> Result<Vec<(u32, u64)>, String> {
        let name = |visit: &fact::Visit| visit.views.first().map(|it| (number(it), visit.start_ms));
        let names = |bytes: &[u8]| -> Result<Vec<(u32, u64)>, String> {
            Ok(visits(bytes)?.iter().filter_map(name).collect())
        };
        let mut before = BTreeSet::new();
        let mut after: BTreeMap<u32, Vec<(u32, u64)>> = BTreeMap::new();
        for write in writes {
            let (Write::Segment { id, .. } | Write::DropSegment(id)) = write else { continue };
            // It may have been written in this same step.
            before.extend(after.remove(id).into_iter().flatten());
            if let Ok(bytes) = self.rows.segment(*id) {
                before.extend(names(&bytes)?);
            }
            if let Write::Segment { bytes, .. } = write {
                after.insert(*id, names(bytes)?);
            }
        }
        after.values().flatten().for_each(|name| {
            before.remove(name);
        });
        let dropped: Vec<(u32, u64)> = before.into_iter().collect();
        if dropped.iter().any(|(_, start_ms)| start_ms + self.retention_ms >= received_ms) {
            return Err("a visit was dropped before its time".into());
        }
        Ok(dropped)
    }

    /// All facts, closed and open.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn facts(&mut self) -> Result<Vec<fact::Visit>, String> {
        let mut facts = Vec::new();
        for bytes in self.rows.segments() {
            facts.extend(visits(bytes)?);
        }
        let state = self.state()?;
        facts.extend(state.open_visits().map(|open| open.fact(state.items(), state.model())));
        Ok(facts)
    }

    /// The items.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn items(&mut self) -> Result<&ungated_shard::items::Items, String> {
        self.state().map(|state| state.items())
    }

    /// Whether hits wait to be joined to closed visits.
    ///
    /// # Errors
    /// If the state cannot be read.
    pub fn has_late(&mut self) -> Result<bool, String> {
        self.state().map(|state| state.has_late())
    }

    /// The ledger: its table and what is not there yet.
    ///
    /// # Errors
    /// If the state cannot be read.
    pub fn ledger(&mut self) -> Result<BTreeMap<(u64, String), i64>, String> {
        let mut all = self.rows.ledger.clone();
        for (key, n) in &self.state()?.ledger().0 {
            *all.entry(key.clone()).or_default() += n;
        }
        all.retain(|_, n| *n != 0);
        Ok(all)
    }
}

fn visits(bytes: &[u8]) -> Result<Vec<fact::Visit>, String> {
    let read = Unpacker::new(bytes).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    read.map_err(|Damaged| "a segment cannot be read".into())
}
