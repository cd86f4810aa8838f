//! Closed days into the bucket.
//!
//! # In which order?
//! The files of a day are put first, then what earlier parts are left over goes, then the row that
//! says the day is archived. Whatever stops it in between, the day is still due, and the same bytes
//! are put over themselves.
//!
//! # What of a day that changes?
//! Late hits cannot: a day with visits that are waited for is not packed. Another scoring model, a
//! restore, and simulated readers of earlier days can: they mark the days that they touch, and those
//! are packed anew. When the time of a whole day is over, its files go, at most a day after the first
//! of its visits.

use std::time::Duration;

use ungated_archive::{Day, Filling, Part, Turn, Unfilled, due, fill, next_due_ms};
use ungated_contract::archive::ArchivedDay;
use ungated_shard::disk::Write;
use ungated_shard::segment::Damaged;
use worker::{Bucket, Date, Delay, Error, Result, console_error};

use super::{VisitShard, store};
use crate::archive::{bucket, delete};
use crate::object::Shard;
use crate::sites;
use crate::sql::Row;

/// The days that are archived. Made where a site wants an archive: an empty table has a page, too.
const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS archived (
    day        INTEGER PRIMARY KEY,
    files      INTEGER NOT NULL,
    visits     INTEGER NOT NULL,
    page_views INTEGER NOT NULL,
    bytes      INTEGER NOT NULL,
    stale      INTEGER NOT NULL DEFAULT 0
) STRICT";

/// How long one alarm packs days, ms: the runtime ends one that takes minutes.
const PACKS_MS: u64 = 10_000;
/// How long an erasure waits for a file on its way, in how many looks.
const LOOKS: usize = 1_000;
const LOOK: Duration = Duration::from_millis(20);

/// What a shard says of its archive.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Archived {
    /// Days that have rows in it.
    pub days: Vec<ArchivedDay>,
    /// Days that are closed and not in it, or not as they are now.
    pub due: Vec<String>,
}

impl VisitShard {
    /// Whether the site wants an archive, as far as this isolate knows.
    fn archives(&self) -> bool {
        let shard = self.shard.borrow();
        let site = sites::known().zip(shard.as_ref());
        site.is_some_and(|(sites, shard)| sites.get(&shard.site).is_some_and(|it| it.site.archive))
    }

    fn has_archive(&self) -> Result<bool> {
        let named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'archived'";
        Ok(self.sql.first(named, vec![])?.is_some())
    }

    /// Marks archived days: what is written has visits of theirs.
    pub(super) fn mark_stale(&self, writes: &[Write]) -> Result<()> {
        for write in writes {
            if let Write::Segment { summary, .. } = write {
                self.mark(summary.from_ms, summary.to_ms)?;
            }
        }
        Ok(())
    }

    /// Marks the archived days on which open visits began: none, but where time is made up.
    pub(super) fn mark_open(&self) -> Result<()> {
        // Those of yesterday are not archived yet: see `due`.
        let earlier_ms = Day(Day::of(self.now_ms()).0.saturating_sub(1)).from_ms();
        let earlier: Vec<u64> = self.with(|visits| {
            let starts = visits.open_visits().map(|visit| visit.start_ms);
            starts.filter(|start_ms| *start_ms < earlier_ms).collect()
        })?;
        earlier.into_iter().try_for_each(|start_ms| self.mark(start_ms, start_ms))
    }

    fn mark(&self, from_ms: u64, to_ms: u64) -> Result<()> {
        if !self.has_archive()? {
            return Ok(());
        }
        self.marks.set(self.marks.get() + 1);
        let days = [from_ms, to_ms].map(|ms| i64::from(Day::of(ms).0).into());
        self.sql.run("UPDATE archived SET stale = 1 WHERE day BETWEEN ? AND ?", days.into())
    }

    /// The days that are to be packed.
    fn due_days(&self) -> Result<Vec<Day>> {
        let known = self.sql.rows("SELECT day FROM archived WHERE stale = 0", vec![])?;
        let known: Vec<u64> = known.iter().map(|row| row.unsigned(0)).collect();
        let oldest = Day::of(self.now_ms().saturating_sub(self.retention_ms()?));
        let mut days = self.with(|visits| due(visits, self.now_ms()))?;
        days.retain(|day| *day >= oldest && !known.contains(&day.0.into()));
        Ok(days.into_iter().collect())
    }

    /// What is archived and what is due.
    pub(super) fn archived(&self) -> Result<Archived> {
        let archives = self.archives();
        if archives {
            self.sql.run(SCHEMA, vec![])?;
        } else if !self.has_archive()? {
            return Ok(Archived::default());
        }
        let rows = self.sql.rows(
            "SELECT day, files, visits, page_views, bytes FROM archived WHERE files > 0 ORDER BY day",
            vec![],
        )?;
        let day = |row: &Row| ArchivedDay {
            day: Day(row.unsigned(0) as u32).to_string(),
            files: row.unsigned(1),
            visits: row.unsigned(2),
            page_views: row.unsigned(3),
            bytes: row.unsigned(4),
        };
        let due = if archives { self.due_days()? } else { Vec::new() };
        Ok(Archived {
            days: rows.iter().map(day).collect(),
            due: due.iter().map(Day::to_string).collect(),
        })
    }

    /// Packs the days that are due, and drops those whose time is over, in turns with whatever else
    /// there is to do; whether more is due.
    pub(super) async fn archive(&self) -> Result<bool> {
        let Some(shard) = self.shard.borrow().clone() else { return Ok(false) };
        let archives = self.archives();
        if !archives && !self.has_archive()? {
            return Ok(false);
        }
        let Some(bucket) = bucket(&self.env, shard.residency) else { return Ok(false) };
        // One at a time: an alarm and an admin can both ask.
        if self.archiving.replace(true) {
            return Ok(false);
        }
        let packed = self.pack_due(&bucket, &shard, archives).await;
        self.archiving.set(false);
        packed.map_err(|error| Error::from(format!("not archived: {error}")))
    }

    async fn pack_due(&self, bucket: &Bucket, shard: &Shard, archives: bool) -> Result<bool> {
        self.sql.run(SCHEMA, vec![])?;
        let erasures = self.erasures.get();
        let until_ms = Date::now().as_millis() + PACKS_MS;
        self.drop_archived(bucket, shard, erasures).await?;
        if !archives {
            return Ok(false);
        }
        self.compact()?;
        for day in self.due_days()? {
            if Date::now().as_millis() >= until_ms {
                return Ok(true);
            }
            self.pack(bucket, shard, day, erasures).await?;
        }
        Ok(false)
    }

    /// Packs a day, unless a page may still tell of it.
    async fn pack(&self, bucket: &Bucket, shard: &Shard, day: Day, erasures: u64) -> Result<()> {
        let (region, marks) = (shard.region.word(), self.marks.get());
        let mut filling = self.with(|state| Filling::new(state, day, region, shard.n))?;
        let mut kept = Vec::new();
        let [mut visits, mut page_views, mut bytes] = [0u64; 3];
        loop {
            // A write may have failed meanwhile.
            self.prepare()?;
            let mut read = |id| store::segment(&self.sql, id).map_err(|_| Damaged);
            let part = match self.with(|state| filling.turn(state, &mut read))? {
                Ok(Turn::More) => None,
                Ok(Turn::Part(part)) => Some(part),
                Ok(Turn::End) => break,
                Err(Unfilled::Awaited) => return Ok(()),
                // Of the days after it nothing is kept waiting; it stays due, and the log says why.
                Err(Unfilled::Damaged(id)) => {
                    console_error!("{} is not archived: segment {id} cannot be read", day);
                    return Ok(());
                }
            };
            if let Some(Part { n, visits: own, page_views: views, files }) = part {
                visits += own;
                page_views += views;
                // With a row, files of a day that is never packed whole go with its time, too.
                self.sql.run(
                    "INSERT OR IGNORE INTO archived VALUES (?, 0, 0, 0, 0, 1)",
                    vec![i64::from(day.0).into()],
                )?;
                let keys = fill::keys(&shard.site, day, region, shard.n, n);
                for (key, file) in keys.into_iter().zip(files) {
                    bytes += file.len() as u64;
                    bucket.put(&key, file).execute().await?;
                    kept.push(key);
                    self.still(erasures, marks)?;
                }
            }
            Delay::from(Duration::ZERO).await;
            self.still(erasures, marks)?;
        }
        for prefix in fill::prefixes(&shard.site, day, region, shard.n) {
            delete(bucket, &prefix, &kept).await?;
        }
        self.still(erasures, marks)?;
        let numbers = [kept.len() as u64, visits, page_views, bytes];
        let mut row = vec![i64::from(day.0).into()];
        row.extend(numbers.map(|number| self.sql.ms(number)));
        self.sql.run("INSERT OR REPLACE INTO archived VALUES (?, ?, ?, ?, ?, 0)", row)
    }

    /// Whether facts are what they were when a day was begun.
    fn still(&self, erasures: u64, marks: u64) -> Result<()> {
        if (self.erasures.get(), self.marks.get()) == (erasures, marks) {
            return Ok(());
        }
        Err(Error::from("facts changed while they were archived"))
    }

    /// Drops the files of days whose time is over.
    async fn drop_archived(&self, bucket: &Bucket, shard: &Shard, erasures: u64) -> Result<()> {
        let oldest_ms = self.now_ms().saturating_sub(self.retention_ms()?);
        let over = i64::from(Day::of(oldest_ms).0).into();
        for row in self.sql.rows("SELECT day FROM archived WHERE day < ?", vec![over])? {
            let day = Day(row.unsigned(0) as u32);
            for prefix in fill::prefixes(&shard.site, day, shard.region.word(), shard.n) {
                delete(bucket, &prefix, &[]).await?;
            }
            self.still(erasures, self.marks.get())?;
            self.sql.run("DELETE FROM archived WHERE day = ?", vec![i64::from(day.0).into()])?;
        }
        Ok(())
    }

    /// In how many ms a day is due, or is over its time, if one will be.
    pub(super) fn archive_rests_ms(&self) -> Result<Option<u64>> {
        let residency = self.shard.borrow().as_ref().and_then(|shard| shard.residency);
        if !self.has_archive()? || bucket(&self.env, residency).is_none() {
            return Ok(None);
        }
        let now_ms = self.now_ms();
        let first = self.sql.first("SELECT day FROM archived ORDER BY day LIMIT 1", vec![])?;
        let retention_ms = self.retention_ms()?;
        let ends_ms = first.map(|row| Day(row.unsigned(0) as u32).until_ms() + retention_ms + 1);
        let due_ms = self.with(|visits| next_due_ms(visits, now_ms))?.filter(|_| self.archives());
        let at_ms = [ends_ms, due_ms].into_iter().flatten().min();
        Ok(at_ms.map(|at_ms| at_ms.saturating_sub(now_ms)))
    }

    /// Waits for a file that is on its way into the bucket: what is deleted afterwards stays so.
    pub(super) async fn end_archiving(&self) -> Result<()> {
        for _ in 0..LOOKS {
            if !self.archiving.get() {
                return Ok(());
            }
            Delay::from(LOOK).await;
        }
        Err(Error::from("a file is on its way into the archive"))
    }
}
