//! All facts of a site, out of it.

use serde_json::{Value, json};
use ungated_harness::Answer;

use crate::world::{ANA, MINUTE, Reader, World, hit, read};

/// Noon of a day that is far ahead of every real clock: visits are closed by what development says.
const AHEAD: u64 = 4_102_488_000_000;
const DAY: u64 = 24 * 60 * MINUTE;
/// A title that a spreadsheet would run, and one to be searched for.
pub const HOSTILE: &str = "=cmd|' /C calc'!A0";
pub const CANARY: &str = "Canary of the erased";

/// Germany, the west of the United States, Japan.
const PLACES: [&str; 3] = [
    ANA.place,
    r#"{"continent":"NA","country":"US","longitude":"-122.4"}"#,
    r#"{"continent":"AS","country":"JP"}"#,
];

impl World {
    fn bearer(&self) -> String {
        format!("Bearer {}", self.workerd.token)
    }

    /// `GET`, as the admin.
    pub fn get_admin(&self, path: &str) -> Answer {
        let http = self.workerd.http();
        http.try_get_with(path, &[("authorization", self.bearer().as_str())]).unwrap()
    }

    /// `POST`, as the admin.
    pub fn post_admin(&self, path: &str, body: &str) -> Answer {
        let admin = self.bearer();
        self.workerd.post(path, &[("authorization", admin.as_str())], body.as_bytes())
    }

    /// `DELETE`, as the admin.
    pub fn delete_admin(&self, path: &str) -> Answer {
        let http = self.workerd.http();
        http.try_delete(path, &[("authorization", self.bearer().as_str())]).unwrap()
    }

    /// Five visits of three page views in each place, closed, and one that is open, of the day after.
    pub fn with_visits() -> Self {
        let world = Self::new();
        for (at, place) in (0..).zip(PLACES) {
            for n in 0..5 {
                let address = Box::leak(format!("203.0.113.{}", 10 * at + n).into_boxed_str());
                let reader = Reader { address, place, ..ANA };
                for (page, path) in
                    ["/demo/a/", "/demo/canary-path/", "/demo/pricing/"].iter().enumerate()
                {
                    let id = 1_000 * at + 100 * n + page as u64 + 1;
                    let mut hit = read(hit(id, path), 0, 1_000 * (n as u32 + 1));
                    hit.i.t = [HOSTILE, CANARY, "Preise, \"neu\"; für Übermüdete"][page].into();
                    hit.i.a = "＝SUM(A1)".into();
                    let now = AHEAD + n * MINUTE + page as u64 * 1_000;
                    assert_eq!(world.send(&reader, now, &hit).status, 202);
                }
            }
        }
        for (id, place) in (9_000..).zip(PLACES) {
            let reader = Reader { place, address: "192.0.2.1", ..ANA };
            assert_eq!(world.send(&reader, AHEAD + DAY, &hit(id, "/demo/b/")).status, 202);
        }
        // The next hits close what is over; it takes until the shards were woken.
        loop {
            let held = world.workerd.get("/api/v1/sites/demo/operations").json();
            if held["segments"] == 3 && held["open_visits"] == 3 {
                return world;
            }
        }
    }

    pub fn export(&self, more: &str) -> String {
        let answer = self.get_admin(&format!("/api/v1/sites/demo/export{more}"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body
    }

    pub fn facts_hash(&self) -> Value {
        self.get_admin("/api/v1/sites/demo/export/hash").json()
    }
}

/// The lines of visits.
pub fn visits(export: &str) -> Vec<&str> {
    export.split_inclusive('\n').filter(|line| line.starts_with("{\"cursor\"")).collect()
}

/// The cursor of a row of CSV: its last cell.
fn cursor(row: &str) -> &str {
    row.trim_end().rsplit(',').next().unwrap().trim_matches('"')
}

#[test]
fn every_closed_visit_is_told_once_and_after_any_the_rest() {
    let world = World::with_visits();
    let all = world.export("");
    let lines: Vec<Value> = all.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (head, end) = (&lines[0]["export"], &lines.last().unwrap()["end"]);
    assert_eq!(head["version"], 1);
    assert_eq!(head["left_out"], json!(["open_visits", "ledger", "awaited_page_views"]));
    assert_eq!((&end["visits"], &end["page_views"]), (&json!(15), &json!(45)));
    assert_eq!((&end["complete"], &end["open_visits"]), (&json!(true), &json!(3)));
    let rows = visits(&all);
    assert_eq!(rows.len(), 15);
    let mut regions: Vec<_> = lines[1..16].iter().map(|it| it["visit"]["region"].clone()).collect();
    regions.dedup();
    assert_eq!(regions.len(), 3, "shard by shard");
    let view = &lines[1]["visit"]["page_views"][1];
    assert_eq!(view["item"]["title"], CANARY);
    assert_eq!((&view["sections"], &view["height_px"]), (&json!([[238, 1_000]]), &json!(2_000)));

    // The hash is that of the lines, whatever their order.
    let hash = world.facts_hash();
    assert_eq!((&hash["hash"], &hash["visits"]), (&end["hash"], &json!(15)));
    assert_eq!(hash["hash"].as_str().map(str::len), Some(64));

    for (at, line) in rows.iter().enumerate() {
        let cursor: Value = serde_json::from_str(line).unwrap();
        let rest = world.export(&format!("?cursor={}", cursor["cursor"].as_str().unwrap()));
        assert_eq!(visits(&rest), rows[at + 1..], "after {at}");
    }
    // Days are those on which visits began.
    assert_eq!(visits(&world.export("?from=2100-01-01&until=2100-01-01")).len(), 15);
    assert_eq!(visits(&world.export("?from=2100-01-02")).len(), 0);
    assert_eq!(visits(&world.export("?until=2099-12-31")).len(), 0);
}

#[test]
fn tables_for_spreadsheets_run_nothing_and_go_on_after_any_row() {
    let world = World::with_visits();
    for (table, n) in [("visits", 15), ("page_views", 45)] {
        let all = world.export(&format!("?format=csv&table={table}"));
        let rows: Vec<&str> = all.split_inclusive("\r\n").collect();
        assert_eq!(rows.len(), n + 1, "{table}");
        for row in &rows {
            for cell in row.trim_end().split("\",\"") {
                let cell = cell.trim_matches('"');
                assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{cell}");
            }
        }
        for at in [1, 2, 4, n - 1, n] {
            let more = format!("?format=csv&table={table}&cursor={}", cursor(rows[at]));
            assert_eq!(world.export(&more), rows[at + 1..].concat(), "{table} after {at}");
        }
    }
    let rows = world.export("?format=csv&table=page_views");
    assert!(rows.contains("\"'=cmd|' /C calc'!A0\""), "{rows}");
    assert!(rows.contains("\"'＝SUM(A1)\""), "{rows}");
    assert!(rows.contains("\"Preise, \"\"neu\"\"; für Übermüdete\""), "{rows}");
    let answer = world.get_admin("/api/v1/sites/demo/export?format=csv");
    assert_eq!(
        answer.header("x-ungated-left-out"),
        Some("open_visits, ledger, awaited_page_views")
    );
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
}

/// Single visits are below every `k`: a public site's are the admin's all the same.
#[test]
fn an_export_is_the_admins_and_says_what_it_does_not_understand() {
    let world = World::new();
    for path in ["export", "export/hash"] {
        let answer = world.workerd.get(&format!("/api/v1/sites/demo/{path}"));
        assert_eq!((answer.status, &answer.json()["code"]), (401, &json!("unauthorized")));
    }
    for (more, status, code) in [
        ("demo/export?format=xml", 400, "format"),
        ("demo/export?format=csv&table=people", 400, "table"),
        ("demo/export?table=visits", 400, "table"),
        ("demo/export?from=yesterday", 400, "from"),
        ("demo/export?from=2026-03-10&until=2026-03-09", 400, "until"),
        ("demo/export?cursor=1", 400, "cursor"),
        ("demo/export?cursor=1.-.weur.0.1.0.1.0.1.0", 409, "cursor_moved"),
        ("nobody/export", 404, "unknown_site"),
    ] {
        let answer = world.get_admin(&format!("/api/v1/sites/{more}"));
        assert_eq!((answer.status, &answer.json()["code"]), (status, &json!(code)), "{more}");
    }
    let nothing = world.export("");
    assert_eq!(nothing.lines().count(), 2, "{nothing}");
    assert_eq!(world.facts_hash()["hash"], json!("0".repeat(64)));
}
