//! A shard that takes readers' hits and closes their visits, and what its tables hold then.

use ungated_faults::disk::Rows;
use ungated_shard::batch::Batch;
use ungated_shard::compact::{GATHER_MS, LATE_MS};
use ungated_shard::disk::Disk;
use ungated_shard::fact::Visit;
use ungated_shard::segment::{COLUMNS, Columns, Damaged, Unpacker};
use ungated_shard::state::State;
use ungated_shared::score::model::Model;
use ungated_shared::visit::GAP_MS;
use ungated_simulator::Plan;
use ungated_simulator::publication::Publication;
use ungated_simulator::reader::Reader;
use ungated_simulator::timeline::Timeline;

use super::{sqlite, visits};

/// The end of 18 November 2026, UTC: the last of the days.
const NOW_MS: u64 = 1_795_046_399_999;
const KEPT_MS: u64 = u64::MAX / 2;
/// Hits that come within so many ms of the first are one batch, as in the Worker.
const GATHER_HITS_MS: u64 = 500;

/// What a shard came to.
pub struct Ran {
    pub rows: Rows,
    pub state: State,
    pub views: u64,
}

/// Readers of some days.
pub struct Month {
    pub seed: u64,
    pub visits: u32,
    pub days: u32,
    /// The last moment of the last day, Unix ms.
    pub now_ms: u64,
    /// How long alarms are late, ms: the later, the more visits are packed at once.
    pub late_ms: u64,
}

/// Lets so many visits come over so many days, and waits until nothing is due.
pub fn run(publication: &Publication, seed: u64, visits: u32, days: u32) -> Result<Ran, String> {
    run_where(publication, &Month { seed, visits, days, now_ms: NOW_MS, late_ms: 0 }, |_| true)
}

/// The same with those of the readers who come to this shard.
pub fn run_where(
    publication: &Publication,
    &Month { seed, visits, days, now_ms, late_ms }: &Month,
    is_here: impl Fn(&Reader) -> bool,
) -> Result<Ran, String> {
    let plan = Plan { url: String::new(), visits, days, seed, now_ms: Some(now_ms) };
    let state = State::load(Model::DEFAULT, &Disk::default()).map_err(|Damaged| "no state")?;
    let mut ran = Ran { rows: Rows::default(), state, views: 0 };
    let mut alarm_ms = None;
    let mut batch = Batch::default();
    let mut opened_ms = 0;
    for posting in Timeline::new(&plan, publication, now_ms) {
        if !is_here(&posting.reader) {
            continue;
        }
        if posting.at_ms > opened_ms + GATHER_HITS_MS {
            ran.take(std::mem::take(&mut batch), opened_ms, &mut alarm_ms);
            opened_ms = posting.at_ms;
        }
        while let Some(at_ms) = alarm_ms.filter(|at_ms| *at_ms + late_ms <= posting.at_ms) {
            alarm_ms = ran.ring(at_ms + late_ms)?;
        }
        batch.arrivals.push(visits::arrival(&posting)?);
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
    pub fn visits(&self) -> Result<Vec<Vec<Visit>>, String> {
        let read = |bytes| Unpacker::new(bytes).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let all: Result<Vec<_>, Damaged> = self.rows.segments().map(read).collect();
        all.map_err(|Damaged| "a segment cannot be read".to_owned())
    }

    /// Bytes of the segments.
    pub fn segment_bytes(&self) -> u64 {
        self.rows.segments().map(|bytes| bytes.len() as u64).sum()
    }

    /// Bytes of the tables: segments, items and ledger, as rows and with what SQLite adds.
    pub fn tables(&self) -> [(&'static str, sqlite::Table); 3] {
        let segments = self.rows.segments().map(|bytes| bytes.len() as u64 + 16);
        let items = self.rows.items().map(|item| {
            let texts = [&item.path, &item.title, &item.topic, &item.author, &item.kind];
            let texts: usize = texts.iter().map(|text| text.len()).sum();
            (texts + item.stage.word().len() + item.language.len()) as u64 + 16
        });
        let ledger = self.rows.ledger.keys().map(|(_, code)| code.len() as u64 + 8);
        [
            ("segments", sqlite::Table::of(segments)),
            ("items", sqlite::Table::of(items)),
            ("ledger", sqlite::Table::of(ledger)),
        ]
    }

    /// Bytes of each column, packed, and of the dictionary.
    pub fn columns(&self) -> Vec<(&'static str, u64)> {
        let mut all: Vec<(&str, u64)> = COLUMNS.iter().map(|name| (*name, 0)).collect();
        let mut columns_bytes = 0;
        for columns in self.rows.segments().filter_map(|bytes| Columns::new(bytes).ok()) {
            for (name, bytes) in &mut all {
                let packed = columns.packed_bytes(name).unwrap_or(0) as u64;
                *bytes += packed;
                columns_bytes += packed;
            }
        }
        all.push(("dictionary, lengths", self.segment_bytes() - columns_bytes));
        all.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
        all
    }
}
