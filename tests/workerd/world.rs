//! A workerd of one's own, readers, and questions.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use ungated_harness::{Answer, Http, Start, TEST_TOKEN, Workerd};
use ungated_shared::hit::{Hit, Numbers, WireItem};

use crate::contract;

/// Noon of the day on which most tests take place. Any day: the edge is told the time.
pub const NOON: u64 = 1_773_144_000_000;
pub const MINUTE: u64 = 60_000;

pub struct World {
    pub workerd: Workerd,
    pub data: TempDir,
}

impl World {
    pub fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        Self { workerd: Workerd::start(data.path()).watched(contract::watch), data }
    }

    /// With sites of the test's own.
    pub fn with_sites(sites: Value) -> Self {
        let data = tempfile::tempdir().unwrap();
        let workerd = Start { sites: Some(sites), ..Start::new(data.path()) }.run().unwrap();
        Self { workerd: workerd.watched(contract::watch), data }
    }

    /// As deployed: without the doors of development.
    pub fn deployed() -> Self {
        Self::deployed_with(TEST_TOKEN)
    }

    /// The same, with another token of the first admin's.
    pub fn deployed_with(token: &str) -> Self {
        let data = tempfile::tempdir().unwrap();
        let start = Start { dev: false, token: token.into(), ..Start::new(data.path()) };
        Self { workerd: start.run().unwrap().watched(contract::watch), data }
    }

    /// Power failure and restart.
    pub fn crash(self) -> Self {
        self.workerd.kill9();
        let workerd = Workerd::start(self.data.path()).watched(contract::watch);
        Self { workerd, data: self.data }
    }

    pub fn send(&self, reader: &Reader, now_ms: u64, hit: &Hit) -> Answer {
        self.send_body(reader, now_ms, &serde_json::to_vec(hit).unwrap())
    }

    pub fn send_body(&self, reader: &Reader, now_ms: u64, body: &[u8]) -> Answer {
        reader.send(self.workerd.http(), now_ms, body)
    }

    /// The first hit of a later day closes what is over; it takes until the shard was woken.
    pub fn close_days_before(&self, now_ms: u64) {
        let next = Reader { address: "192.0.2.1", ..ANA };
        assert_eq!(self.send(&next, now_ms, &hit(900, "/")).status, 202);
        while self.workerd.get("/api/v1/sites/demo/operations").json()["segments"] != 1 {}
    }

    pub fn ask(&self, question: &Value) -> Value {
        self.ask_of("/api/v1/query", question)
    }

    /// The answer to a question of another kind.
    pub fn ask_of(&self, path: &str, question: &Value) -> Value {
        let answer = self.workerd.post(path, &[], question.to_string().as_bytes());
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// Rows as `(names, figures)`, for the day of [`NOON`].
    pub fn rows(&self, metrics: Value, dimensions: Value) -> Vec<(Vec<String>, Vec<u64>)> {
        let question = json!({"site": "demo", "metrics": metrics, "dimensions": dimensions,
            "date_range": ["2026-03-10", "2026-03-11"]});
        let answer = self.ask(&question);
        let rows = answer["results"].as_array().unwrap().iter();
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        rows.map(|row| {
            let names = row["dimensions"].as_array().unwrap().iter().map(text);
            let figures =
                row["metrics"].as_array().unwrap().iter().map(|v| v.as_u64().unwrap_or(0));
            (names.collect(), figures.collect())
        })
        .collect()
    }

    /// The only row of a question without dimensions.
    pub fn totals(&self, metrics: Value) -> Vec<u64> {
        self.rows(metrics, json!([])).remove(0).1
    }

    pub fn quality(&self) -> Value {
        let path = "/api/v1/sites/demo/quality?date_range=2026-03-10,2026-03-11";
        self.workerd.get(path).json()
    }
}

/// Every byte of every file below a folder.
pub fn bytes(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(bytes(&path));
        } else {
            all.extend(fs::read(path).unwrap());
        }
    }
    all
}

/// Who reads.
#[derive(Clone, Copy)]
pub struct Reader {
    pub address: &'static str,
    pub user_agent: &'static str,
    pub place: &'static str,
    pub simulated: bool,
    pub headers: &'static [(&'static str, &'static str)],
}

pub const ANA: Reader = Reader {
    address: "203.0.113.7",
    user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
    place: r#"{"continent":"EU","country":"DE"}"#,
    simulated: false,
    headers: &[],
};

impl Reader {
    /// Sends a hit: a client, other than a world, can be shared by threads.
    pub fn send(&self, http: &Http, now_ms: u64, body: &[u8]) -> Answer {
        let dev = json!({"now": now_ms, "simulated": self.simulated}).to_string();
        let mut headers = vec![
            ("content-type", "text/plain"),
            ("user-agent", self.user_agent),
            ("cf-connecting-ip", self.address),
            ("cf-blob", self.place),
            ("x-ungated-dev", dev.as_str()),
        ];
        headers.extend(self.headers.iter().copied());
        http.post("/e", &headers, body)
    }
}

pub const BEN: Reader = Reader { address: "203.0.113.8", ..ANA };

/// A hit of page view `id` on `path`, with nothing read yet.
pub fn hit(id: u64, path: &str) -> Hit {
    Hit {
        v: 1,
        s: "demo".into(),
        p: format!("{id:016x}"),
        u: format!("http://localhost:8787{path}"),
        i: WireItem { t: format!("Title of {path}"), w: 238, ..WireItem::default() },
        ..Hit::default()
    }
}

/// The same page view later: `n`-th hit, so long read.
pub fn read(mut hit: Hit, n: u16, engaged_ms: u32) -> Hit {
    hit.n = n;
    hit.view = Numbers {
        e: engaged_ms,
        d: [engaged_ms.min(2_000), 2_000],
        x: vec![[238, engaged_ms]],
        ..Numbers::default()
    };
    hit
}
