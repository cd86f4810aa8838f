//! A shard that takes readers' hits and closes their visits, and what its tables hold then.

use ungated_faults::disk::Rows;
use ungated_shard::batch::Batch;
use ungated_shard::compact::{GATHER_MS, LATE_MS};
use ungated_shard::disk::Disk;
use ungated_shard::fact::Visit;
use ungated_shard::segment::{Damaged, Unpacker};
use ungated_shard::state::State;
use ungated_shared::score::model::Model;
use ungated_shared::segment::Segments;
use ungated_shared::visit::GAP_MS;
use ungated_simulator::Plan;
use ungated_simulator::publication::Publication;
use ungated_simulator::reader::Reader;
use ungated_simulator::timeline::Timeline;

use crate::arrival::{Audiences, arrival};

const KEPT_MS: u64 = u64::MAX / 2;
/// Hits that come within so many ms of the first are one batch, as in the Worker.
const GATHER_HITS_MS: u64 = 500;

/// What a shard came to.
pub struct Ran {
    /// The rows of its tables.
    pub rows: Rows,
    /// What it knows in memory.
    pub state: State,
    /// Page views of closed visits.
    pub views: u64,
}

/// Readers of some days.
pub struct Month {
    /// Another seed, other readers.
    pub seed: u64,
    /// Visits at all shards together.
    pub visits: u32,
    /// Days over which they are spread.
    pub days: u32,
    /// The last moment of the last day, Unix ms.
    pub now_ms: u64,
    /// How long alarms are late, ms: the later, the more visits are packed at once.
    pub late_ms: u64,
}

/// Lets those readers come who come to this shard, and waits until nothing is due.
///
/// # Errors
/// When a hit is none, or the shard cannot read what it wrote.
pub fn run(
    publication: &Publication,
    segments: &Segments,
    &Month { seed, visits, days, now_ms, late_ms }: &Month,
    is_here: impl Fn(&Reader) -> bool,
) -> Result<Ran, String> {
    let plan = Plan { url: String::new(), visits, days, seed, now_ms: Some(now_ms) };
    let state = State::load(Model::DEFAULT, &Disk::default()).map_err(|Damaged| "no state")?;
    let mut ran = Ran { rows: Rows::default(), state, views: 0 };
    let mut audiences = Audiences::of(segments);
    let mut alarm_ms = None;
    let mut batch = Batch::default();
    let mut opened_ms = 0;
    for posting in Timeline::of(&plan, publication, now_ms, is_here) {
        if posting.at_ms > opened_ms + GATHER_HITS_MS {
            ran.take(std::mem::take(&mut batch), opened_ms, &mut alarm_ms);
            opened_ms = posting.at_ms;
        }
        while let Some(at_ms) = alarm_ms.filter(|at_ms| *at_ms + late_ms <= posting.at_ms) {
            alarm_ms = ran.ring(at_ms + late_ms)?;
        }
        batch.arrivals.push(arrival(&posting, &mut audiences)?);
    }
    ran.take(batch, opened_ms, &mut alarm_ms);
    // Nothing that is kept for late hits is left a day later.
    while let Some(at_ms) = alarm_ms.filter(|at_ms| *at_ms < now_ms + 2 * LATE_MS) {
        alarm_ms = ran.ring(at_ms)?;
    }
    ran.views = ran.state.segments().map(|(_, closed)| closed.views as u64).sum();
    Ok(ran)
}

impl Ran {
    fn take(&mut self, batch: Batch, now_ms: u64, alarm_ms: &mut Option<u64>) {
        let writes = self.state.step(batch, now_ms).writes;
        self.rows.commit(&writes);
        // As the shell does: an alarm that is soon enough for the visit just touched.
        let soon_ms = if self.state.is_urgent(now_ms) { 1_000 } else { GAP_MS + GATHER_MS };
        *alarm_ms = Some(alarm_ms.map_or(u64::MAX, |at_ms| at_ms).min(now_ms + soon_ms));
    }

    fn ring(&mut self, now_ms: u64) -> Result<Option<u64>, String> {
        let (state, rows) = (&mut self.state, &self.rows);
        let writes = state.compact(now_ms, KEPT_MS, &mut |id| rows.segment(id));
        let writes = writes.map_err(|Damaged| "a segment cannot be read")?;
        self.rows.commit(&writes);
        Ok(self.state.rests_ms(now_ms, KEPT_MS).map(|wait_ms| now_ms + wait_ms.max(1_000)))
    }

    /// The closed visits, in pieces as they are kept.
    ///
    /// # Errors
    /// When a piece cannot be read.
    pub fn visits(&self) -> Result<Vec<Vec<Visit>>, String> {
        let read = |bytes| Unpacker::new(bytes).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let all: Result<Vec<_>, Damaged> = self.rows.segments().map(read).collect();
        all.map_err(|Damaged| "a segment cannot be read".to_owned())
    }

    /// Bytes of the segments.
    #[must_use]
    pub fn segment_bytes(&self) -> u64 {
        self.rows.segments().map(|bytes| bytes.len() as u64).sum()
    }
}
