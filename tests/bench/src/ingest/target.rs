//! What is loaded: the product or the floor, on a core of its own.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs,
    path::Path,
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;
use tempfile::TempDir;
use ungated_harness::{Start, Workerd, bare, place};
use ungated_load::{
    block_on,
    drive::{Outcome, Pace, drive},
    process,
    readers::Parcel,
};
use ungated_simulator::publication::Publication;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// The core of what is measured, if the load has another one.
#[derive(Clone, Copy, Debug)]
pub struct Cores(Option<usize>);

impl Cores {
    /// Takes the last core for this process.
    pub fn split() -> Self {
        match process::cores()[..] {
            [first, .., last] if process::pin(None, last) => Self(Some(first)),
            _ => Self(None),
        }
    }

    /// Takes none: what is measured runs wherever there is time.
    pub const fn shared() -> Self {
        Self(None)
    }

    /// Whether load and measured have cores of their own.
    pub fn are_split(self) -> bool {
        self.0.is_some()
    }

    fn pin(self, workerd: &Workerd) {
        if let Some(core) = self.0 {
            process::pin(Some(workerd.id()), core);
        }
    }
}

/// A workerd under load.
pub struct Target {
    pub workerd: Workerd,
    cpu: Duration,
    /// The site whose operations it counts, if it counts any.
    site: Option<&'static str>,
}

/// One turn of load.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    pub outcome: Outcome,
    /// CPU time since the turn before.
    pub cpu: Duration,
    /// What the product itself counted meanwhile: a shard begins anew when it wakes, and it sleeps
    /// while others have their turn.
    pub operations: BTreeMap<String, u64>,
}

impl Turn {
    /// CPU time of one acknowledged hit, µs.
    pub fn cpu_us(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.outcome.acknowledged.max(1) as f64
    }

    /// Acknowledged hits a second of CPU time.
    pub fn per_core(&self) -> f64 {
        1e6 / self.cpu_us()
    }

    /// Acknowledged hits a second of our time.
    pub fn per_second(&self) -> f64 {
        self.outcome.acknowledged as f64 / self.outcome.took.as_secs_f64().max(f64::EPSILON)
    }
}

impl Target {
    /// The product with its data in `data`, whose operations for `site` are counted.
    pub fn product(
        data: &TempDir,
        sites: Option<Value>,
        site: &'static str,
        cores: Cores,
    ) -> Result<Self, String> {
        let workerd = Start { sites, ..Start::new(data.path()) }.run()?;
        cores.pin(&workerd);
        Ok(Self { workerd, cpu: Duration::ZERO, site: Some(site) })
    }

    /// The empty Worker.
    pub fn floor(cores: Cores) -> Result<Self, String> {
        let workerd = bare(&place::root().join("tests/bench/ingest/floor.capnp"))?;
        cores.pin(&workerd);
        Ok(Self { workerd, cpu: Duration::ZERO, site: None })
    }

    /// One turn. The parcels must have been rendered for this target.
    pub fn turn(
        &mut self,
        connections: usize,
        pace: Pace,
        parcels: Vec<Parcel>,
    ) -> Result<Turn, String> {
        let before = self.operations()?;
        let outcome = RefCell::new(Outcome::default());
        block_on(drive(self.workerd.address, connections, pace, parcels, &outcome))?;
        let now = process::cpu(self.workerd.id())?;
        let cpu = now - std::mem::replace(&mut self.cpu, now);
        let mut operations = self.operations()?;
        for (name, n) in &mut operations {
            *n = n.saturating_sub(before.get(name).copied().unwrap_or(0));
        }
        Ok(Turn { outcome: outcome.into_inner(), cpu, operations })
    }

    /// The publication that the product serves.
    pub fn publication(&self) -> Result<Publication, String> {
        // By number: what the name leads to is asked anew for each page.
        Publication::fetch(&format!("http://{}", self.workerd.address))
    }

    /// What the API says; none where it does not know the path.
    pub fn api(&self, path: &str) -> Result<Option<Value>, String> {
        let bearer = format!("Bearer {}", self.workerd.token);
        let headers = [("authorization", bearer.as_str())];
        let answer = self.workerd.http().try_get_with(path, &headers)?;
        match answer.status {
            200 => serde_json::from_str(&answer.body).map(Some).map_err(|error| error.to_string()),
            404 => Ok(None),
            status => Err(format!("{path} answers {status}: {}", answer.body)),
        }
    }

    /// Waits until the shards have closed and packed what was due: until two looks at them, further
    /// apart than their alarms, see the same. Returns bytes and page views of what is packed.
    pub fn packed(&self) -> Result<Option<(u64, u64)>, String> {
        const LOOKS: usize = 20;
        let mut before = BTreeMap::new();
        for _ in 0..LOOKS {
            let now = self.operations()?;
            let is_done = now == before;
            before = now;
            if is_done {
                break;
            }
            thread::sleep(Duration::from_secs(3)); // real time: alarms come by it
        }
        let of = |name: &str| before.get(name).copied();
        Ok(of("segment_bytes").zip(of("segment_pageviews")))
    }

    /// What the product itself counted: rows written and objects called.
    fn operations(&self) -> Result<BTreeMap<String, u64>, String> {
        let Some(site) = self.site else { return Ok(BTreeMap::new()) };
        let counted = self.api(&format!("/api/v1/sites/{site}/operations"))?.unwrap_or_default();
        let counted = counted.as_object().into_iter().flatten();
        Ok(counted.filter_map(|(name, n)| Some((name.clone(), n.as_u64()?))).collect())
    }
}

/// Tomorrow (UTC), six in the morning: a shard goes by the later one of its own clock and its
/// readers', so it follows theirs, and visits are closed and packed under load.
pub fn tomorrow_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let today = since.as_millis() as u64 / DAY_MS;
    (today + 1) * DAY_MS + DAY_MS / 4
}

/// The days from tomorrow on that a run can take, as the API asks for them.
pub fn days() -> String {
    let day = |ms: u64| {
        let at = Timestamp::from_millisecond(ms as i64).unwrap_or_default();
        at.to_zoned(TimeZone::UTC).date()
    };
    format!("{},{}", day(tomorrow_ms()), day(tomorrow_ms() + 7 * DAY_MS))
}

/// Bytes of the shards' files after workerd has stopped in order (until then a log of up to 4 MB
/// lies beside each database, whatever is in it), and how many of them are in use: what was written
/// and packed since is room for what comes next.
///
/// # Errors
/// When a log is left, so that nobody can say how much of it counts.
pub fn shard_bytes(data: &Path) -> Result<[u64; 2], String> {
    let folder = data.join("objects/ungated-visit-shard");
    let say = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut sum = [0, 0];
    for entry in fs::read_dir(&folder).map_err(say)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".sqlite") {
            return Err(format!("workerd did not stop in order: {name} is left"));
        }
        let file = fs::read(entry.path()).map_err(say)?;
        sum[0] += file.len() as u64;
        sum[1] += used(&file).ok_or_else(|| format!("{name} is no database"))?;
    }
    Ok(sum)
}

/// Bytes of a database without its free pages: by its header (sqlite.org/fileformat.html, 1.3).
fn used(file: &[u8]) -> Option<u64> {
    let page = match u16::from_be_bytes(*file.get(16..)?.first_chunk()?) {
        1 => 65_536, // more than two bytes hold
        page => u64::from(page),
    };
    let free = u32::from_be_bytes(*file.get(36..)?.first_chunk()?);
    (file.len() as u64).checked_sub(page * u64::from(free))
}
