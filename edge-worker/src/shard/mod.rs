//! The visit shard: the Durable Object that assembles, scores and keeps the visits of one site in
//! one region. What it does is decided by [`ungated_shard`]; this is its shell, with SQLite, an
//! alarm and a clock.

mod archive;
mod call;
mod erase;
pub mod export;
mod facts;
mod live;
pub mod restore;
mod score;
mod store;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use ungated_shard::batch::{Batch, write_outcomes};
use ungated_shard::reports::{Asked, Reports};
use ungated_shard::segment::Damaged;
use ungated_shard::state::State as Visits;
use ungated_shared::score::model::Model;
use ungated_shared::visit::GAP_MS;
use worker::{Date, DurableObject, Env, Error, Request, Response, Result, State, durable_object};

pub use archive::Archived;
pub use call::{Addressed, Call, Operations};
pub use live::Live;

use crate::dev;
use crate::ledger;
use crate::live::Lease;
use crate::object::{self, Called, Shard};
use crate::site;
use crate::sites;
use crate::sql::Sql;

/// How soon after a hit an urgent compaction comes, ms.
const SOON_MS: u64 = 1_000;
/// How late an alarm may be before it is taken for one that never comes, ms.
const OVERDUE_MS: u64 = 10_000;
/// When a compaction that failed is tried again, ms: a segment that cannot be read does not mend
/// by itself, and the visits that are due are still there.
const AGAIN_MS: u64 = 15 * 60 * 1_000;
/// How old what is known of the sites may be where facts go by it, ms: they are kept for months.
const SITES_MS: u64 = 60 * 60 * 1_000;

/// A visit shard.
#[durable_object(alarm)]
pub struct VisitShard {
    state: State,
    env: Env,
    sql: Sql,
    /// What follows from the tables; none until they are read, or after a write failed.
    visits: RefCell<Option<Visits>>,
    /// What is kept of answers.
    reports: RefCell<Reports>,
    shard: RefCell<Option<Shard>>,
    alarm_ms: Cell<u64>,
    /// The latest time that a hit of development said it came.
    said_ms: Cell<u64>,
    calls: Cell<u64>,
    hits: Cell<u64>,
    /// How often it was erased since it woke.
    erasures: Cell<u64>,
    /// How often days of the archive were marked since then.
    marks: Cell<u64>,
    /// Whether days are being archived.
    archiving: Cell<bool>,
    /// Whom to tell that facts changed.
    lease: Rc<Lease>,
}

impl DurableObject for VisitShard {
    fn new(state: State, env: Env) -> Self {
        let sql = Sql::of(&state);
        let [alarm_ms, said_ms, calls, hits, erasures, marks] = [const { Cell::new(0) }; 6];
        let (visits, shard) = (RefCell::new(None), RefCell::new(None));
        let (reports, lease) = (RefCell::default(), Rc::default());
        Self {
            state,
            env,
            sql,
            visits,
            reports,
            shard,
            alarm_ms,
            said_ms,
            calls,
            hits,
            erasures,
            marks,
            archiving: Cell::new(false),
            lease,
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        self.prepare()?;
        if let Some(batch) = object::batch(&mut request).await? {
            let (shard, batch) = batch;
            if self.register(&shard).await? {
                // Its first visits are scored as all others are.
                self.learn().await;
                self.adopt().await?;
            }
            let outcomes = self.take(batch)?;
            self.arm().await?;
            self.changed(&shard);
            return Response::from_bytes(outcomes);
        }
        let called = Called::read(&mut request).await?;
        let (Addressed { shard, call }, key) = (called.call()?, &called.key);
        self.learn().await;
        self.adopt().await?;
        match call {
            Call::Census(partition) => {
                let asked = Asked::Census(&partition);
                let census =
                    self.facts(&shard, asked, key, |it, facts| it.census(facts, &partition, key));
                object::reply_packed(&census.await?.as_ref().map(both))
            }
            Call::Shapes(item, partition) => {
                let asked = Asked::Shapes(&item, &partition);
                let census = self.facts(&shard, asked, key, |it, facts| {
                    it.shapes(facts, &item, &partition, key)
                });
                object::reply_packed(&census.await?.as_ref().map(both))
            }
            Call::Report(question) => {
                let (question, shown) = (&*question, called.more()?);
                let shown = shown.as_ref();
                let asked = Asked::Report(question, shown);
                let answer = self
                    .facts(&shard, asked, key, |it, facts| it.answer(facts, question, shown, key));
                object::reply_packed(&both(&answer.await?))
            }
            Call::Weights(question) => {
                let asked = Asked::Weights(&question);
                let weights =
                    self.facts(&shard, asked, key, |it, facts| it.weights(facts, &question, key));
                object::reply_packed(&both(&weights.await?))
            }
            Call::Influence(question) => {
                let (question, shown) = (&question, called.more()?);
                let shown = shown.as_ref();
                let asked = Asked::Influence(question, shown);
                let part = self.facts(&shard, asked, key, |it, facts| {
                    it.influence(facts, question, shown, key)
                });
                object::reply_packed(&part.await?)
            }
            Call::Paths(asked) => {
                let ((question, trail), shown) = (&*asked, called.more()?);
                let shown = shown.as_ref();
                let asked = Asked::Paths(question, trail, shown);
                let part = self.facts(&shard, asked, key, |it, facts| {
                    it.paths(facts, question, trail, shown, key)
                });
                object::reply_packed(&part.await?)
            }
            Call::Sections(piece) => {
                let (piece, told) = (&piece, called.more()?);
                let told = told.as_ref();
                let asked = Asked::Sections(piece, told);
                let part = self
                    .facts(&shard, asked, key, |it, facts| it.sections(facts, piece, told, key));
                object::reply_packed(&part.await?)
            }
            Call::Live { now_ms, watched } => {
                if watched {
                    self.lease.renew();
                }
                let stored = ledger::total(&self.sql, ungated_shard::ledger::ACCEPTED)?;
                object::reply(&self.with(|visits| live::read(visits, stored, now_ms))?)
            }
            Call::Ledger(span) => {
                let mut counts = ledger::read(&self.sql, span)?;
                self.with(|visits| ledger::add_recent(&mut counts, visits.ledger(), span))?;
                object::reply(&counts)
            }
            Call::Operations => object::reply(&self.operations()?),
            Call::Export(export) => self.export(&shard, export),
            Call::Archived => object::reply(&self.archived()?),
            Call::Archive => {
                if self.archive().await? {
                    self.wake_in(SOON_MS).await?;
                }
                object::reply(&self.archived()?)
            }
            Call::Restore(restore) => {
                self.register(&shard).await?;
                let outcome = self.restore(&shard, restore)?;
                self.arm().await?;
                self.changed(&shard);
                object::reply(&outcome)
            }
            Call::Replay(asked) => object::reply(&self.replay(&shard, *asked).await?),
            Call::Score => {
                self.score().await?;
                object::reply(&())
            }
            Call::Erase => object::reply(&self.erase().await?),
        }
    }

    /// Closes visits. Alarms may come twice or late; closing is idempotent and looks at the
    /// clock, not at the alarm.
    async fn alarm(&self) -> Result<Response> {
        self.learn().await;
        self.prepare()?;
        self.alarm_ms.set(0);
        let erasures = self.erasures.get();
        let tidied = self.tidy().await;
        if self.erasures.get() != erasures {
            // Nothing is here any more, and nothing is to be made.
            return Response::empty();
        }
        let wait_ms = match tidied {
            Ok(true) => Some(SOON_MS),
            Ok(false) => {
                let retention_ms = self.retention_ms()?;
                let rests_ms = self.with(|it| it.rests_ms(self.now_ms(), retention_ms))?;
                [rests_ms, self.archive_rests_ms()?].into_iter().flatten().min()
            }
            Err(error) => {
                worker::console_error!("compaction failed: {error}");
                Some(AGAIN_MS)
            }
        };
        if let Some(wait_ms) = wait_ms {
            self.wake_in(wait_ms.max(SOON_MS)).await?;
        }
        Response::empty()
    }
}

/// What was kept, and the rest.
fn both<T>([kept, rest]: &[Rc<T>; 2]) -> [&T; 2] {
    [kept, rest]
}

impl VisitShard {
    /// Closes what is over, scores by the site's model what is not yet, and archives what is due;
    /// whether there is more of that.
    async fn tidy(&self) -> Result<bool> {
        self.compact()?;
        self.adopt().await?;
        // What is still to be scored would be packed twice.
        Ok(self.rescore().await? || self.archive().await?)
    }

    /// Reads the tables, if that is to be done.
    fn prepare(&self) -> Result<()> {
        let mut visits = self.visits.borrow_mut();
        if visits.is_none() {
            self.sql.transaction(|| store::migrate(&self.sql))?;
            let disk = store::load(&self.sql)?;
            let loaded = Visits::load(Model::DEFAULT, &disk);
            *visits = Some(loaded.map_err(|Damaged| Error::from("the shard cannot be read"))?);
            *self.shard.borrow_mut() = store::registered(&self.sql)?;
        }
        Ok(())
    }

    fn with<T>(&self, ask: impl FnOnce(&Visits) -> T) -> Result<T> {
        self.visits.borrow().as_ref().map(ask).ok_or_else(|| Error::from("the tables are not read"))
    }

    /// Changes the state and writes what the change says. If that fails, what is in memory is
    /// no longer what is on disk: it is read anew.
    fn change<T>(
        &self,
        change: impl FnOnce(&mut Visits) -> Result<(T, Vec<ungated_shard::disk::Write>)>,
    ) -> Result<T> {
        let mut out = None;
        let change = |visits: &mut Visits| {
            let (told, writes) = change(visits)?;
            out = Some(told);
            Ok(writes)
        };
        self.change_with(change, || Ok(()))?;
        out.ok_or_else(|| Error::from("nothing was changed"))
    }

    /// The same, with a row of the shell's own in the transaction.
    fn change_with(
        &self,
        change: impl FnOnce(&mut Visits) -> Result<Vec<ungated_shard::disk::Write>>,
        also: impl Fn() -> Result<()>,
    ) -> Result<()> {
        let mut visits = self.visits.borrow_mut();
        let changed = match visits.as_mut() {
            Some(visits) => change(visits),
            None => Err(Error::from("the tables are not read")),
        };
        let written = changed.and_then(|writes| {
            store::write(&self.sql, &writes, also)?;
            self.reports.borrow_mut().forget(&writes);
            Ok(())
        });
        if written.is_err() {
            *visits = None;
            self.reports.take();
        }
        written
    }

    /// Takes a batch; the runtime holds the answer back until it is on disk.
    fn take(&self, batch: Batch) -> Result<Vec<u8>> {
        self.calls.set(self.calls.get() + 1);
        self.hits.set(self.hits.get() + batch.arrivals.len() as u64);
        if dev::is_on(&self.env) {
            let latest = batch.arrivals.iter().map(|arrival| arrival.now_ms).max();
            self.said_ms.set(self.said_ms.get().max(latest.unwrap_or(0)));
        }
        let now_ms = self.now_ms();
        self.change(|visits| {
            let step = visits.step(batch, now_ms);
            Ok((write_outcomes(&step.outcomes), step.writes))
        })
    }

    /// Lets those who watch know.
    fn changed(&self, shard: &Shard) {
        self.lease.changed(&self.state, &self.env, &shard.site, self.now_ms());
    }

    /// The clock that visits are closed by: the real one, unless development said that it is later
    /// already.
    fn now_ms(&self) -> u64 {
        Date::now().as_millis().max(self.said_ms.get())
    }

    fn operations(&self) -> Result<Operations> {
        let segments = self.sql.first(
            "SELECT count(*), coalesce(sum(length(bytes)), 0), coalesce(sum(views), 0) FROM segment",
            vec![],
        )?;
        let of = |column| segments.as_ref().map_or(0, |row| row.unsigned(column));
        self.with(|visits| Operations {
            hits: self.hits.get(),
            object_calls: self.calls.get(),
            rows_written: self.sql.written(),
            open_visits: visits.open_visits().count() as u64,
            items: visits.items().len() as u64,
            journal_rows: visits.journal().rows as u64,
            journal_bytes: visits.journal().bytes as u64,
            segments: of(0),
            segment_bytes: of(1),
            segment_pageviews: of(2),
        })
    }

    fn compact(&self) -> Result<()> {
        let now_ms = self.now_ms();
        let retention_ms = self.retention_ms()?;
        self.mark_open()?;
        self.change(|visits| {
            let mut read = |id| store::segment(&self.sql, id).map_err(|_| Damaged);
            let writes = visits.compact(now_ms, retention_ms, &mut read);
            Ok(((), writes.map_err(|Damaged| Error::from("a segment cannot be read"))?))
        })
    }

    /// Learns what the sites want, before anything is done that follows from it. Who cannot learn
    /// it does not do it.
    async fn learn(&self) {
        if let Err(error) = sites::within(&self.env, SITES_MS).await {
            worker::console_error!("the sites are not known: {error}");
        }
    }

    /// How long the site keeps facts, ms. Not known is not "as usual": that could be too short.
    fn retention_ms(&self) -> Result<u64> {
        let sites = sites::known().ok_or_else(|| Error::from("the sites are not known"))?;
        let shard = self.shard.borrow();
        let entry = shard.as_ref().and_then(|shard| sites.get(&shard.site));
        Ok(entry.map_or(site::RETENTION_MS, |entry| entry.site.retention_ms()))
    }

    /// Makes itself known to the site before it keeps anything, so that no fact lies where no
    /// question comes. Whether it was new.
    async fn register(&self, shard: &Shard) -> Result<bool> {
        let is_new = self.shard.borrow().is_none();
        if is_new {
            let erasures = self.erasures.get();
            let site = object::site(&self.env, &shard.site)?;
            object::ask::<_, ()>(&site, &site::Call::Register(shard.clone())).await?;
            // What the site knew of this shard went with an erasure that came between.
            if self.erasures.get() != erasures {
                return Err(Error::from("the site is being erased"));
            }
            // Another call may have come between.
            if self.shard.borrow().is_none() {
                store::set_registered(&self.sql, shard)?;
            }
            *self.shard.borrow_mut() = Some(shard.clone());
        }
        Ok(is_new)
    }

    /// Sees to it that an alarm is set, and early enough for the visit just touched. Asked on
    /// every call, so that a chain of alarms that broke is mended by the next reader.
    async fn arm(&self) -> Result<()> {
        let urgent = self.with(|visits| visits.is_urgent(self.now_ms()))?;
        let now_ms = Date::now().as_millis();
        let wait_ms = if urgent { SOON_MS } else { GAP_MS + ungated_shard::compact::GATHER_MS };
        // One that is a little late is on its way; to set it anew would put it off.
        let since_ms = now_ms.saturating_sub(OVERDUE_MS);
        let in_time = |at_ms: u64| (since_ms..=now_ms + wait_ms).contains(&at_ms);
        if in_time(self.alarm_ms.get()) {
            return Ok(());
        }
        let set = self.state.storage().get_alarm().await?;
        let set = set.and_then(|ms| u64::try_from(ms).ok()).filter(|ms| in_time(*ms));
        match set {
            Some(at_ms) => self.alarm_ms.set(at_ms),
            None => self.wake_in(wait_ms).await?,
        }
        Ok(())
    }

    async fn wake_in(&self, ms: u64) -> Result<()> {
        self.state.storage().set_alarm(Duration::from_millis(ms)).await?;
        self.alarm_ms.set(Date::now().as_millis() + ms);
        Ok(())
    }
}
