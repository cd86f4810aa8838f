//! The tables of a shard: how what the state machine says becomes rows.

use std::collections::BTreeMap;

use ungated_shard::awaited::Awaited;
use ungated_shard::disk::{Disk, Write};
use ungated_shard::segment::Damaged;
use ungated_shard::state::Closed;
use ungated_shared::item::{Item, Stage};
use ungated_shared::score::model::{FORMAT, Model};
use worker::{Error, Result, SqlStorageValue};

use crate::ledger;
use crate::object::Shard;
use crate::sql::{Row, Sql};

/// Each entry brings the tables from one version to the next. Entries are never changed, only
/// added. What came before the fifth was never released: it is not read, and goes.
const MIGRATIONS: &[&[&str]] = &[&[], &[], &[], &[], FIFTH, SIXTH];

const FIFTH: &[&str] = &[
    "DROP TABLE IF EXISTS visit",
    "DROP TABLE IF EXISTS page_view",
    "DROP TABLE IF EXISTS item",
    "DROP TABLE IF EXISTS journal",
    "DROP TABLE IF EXISTS open",
    "DROP TABLE IF EXISTS segment",
    "DROP TABLE IF EXISTS late",
    "DROP TABLE IF EXISTS ledger",
    "DROP TABLE IF EXISTS registered",
    // A content item, as its page described it last.
    "CREATE TABLE item (
        id       INTEGER PRIMARY KEY,
        path     TEXT NOT NULL,
        title    TEXT NOT NULL,
        topic    TEXT NOT NULL,
        author   TEXT NOT NULL,
        type     TEXT NOT NULL,
        stage    TEXT NOT NULL,
        language TEXT NOT NULL,
        words    INTEGER NOT NULL,
        weight   INTEGER NOT NULL
    ) STRICT",
    // Hits that were accepted since the journal was last emptied: a batch a row.
    "CREATE TABLE journal (
        id    INTEGER PRIMARY KEY,
        bytes BLOB NOT NULL
    ) STRICT",
    // Visits that were open then: many a row.
    "CREATE TABLE open (
        id    INTEGER PRIMARY KEY,
        bytes BLOB NOT NULL
    ) STRICT",
    // Closed visits: thousands a row, in the format of `ungated_shard::segment`.
    "CREATE TABLE segment (
        id      INTEGER PRIMARY KEY,
        from_ms INTEGER NOT NULL,
        to_ms   INTEGER NOT NULL,
        visits  INTEGER NOT NULL,
        views   INTEGER NOT NULL,
        bytes   BLOB NOT NULL
    ) STRICT",
    // A segment's visits for which a page may still send hits, with the ids of their page views.
    "CREATE TABLE awaited (
        segment INTEGER PRIMARY KEY,
        visits  BLOB NOT NULL
    ) STRICT",
    ledger::SCHEMA,
    // Which shard this is, once its site knows it.
    "CREATE TABLE registered (shard TEXT NOT NULL) STRICT",
];

const SIXTH: &[&str] = &[
    // The model that holds, its values in their order with spaces between; and the segment from which
    // on visits are still to be scored by it. No row until another than the first holds.
    "CREATE TABLE model (
        one      INTEGER PRIMARY KEY CHECK (one = 1),
        format   INTEGER NOT NULL,
        model    TEXT NOT NULL,
        unscored INTEGER
    ) STRICT",
];

/// Brings the tables up to date. To be run in a transaction; doing it twice does nothing.
pub fn migrate(sql: &Sql) -> Result<()> {
    sql.run("CREATE TABLE IF NOT EXISTS version (n INTEGER NOT NULL) STRICT", vec![])?;
    let version = sql.first("SELECT max(n) FROM version", vec![])?.map_or(0, |row| row.int(0));
    for (n, statements) in (1i64..).zip(MIGRATIONS) {
        if n > version {
            for statement in *statements {
                sql.run(statement, vec![])?;
            }
            sql.run("INSERT INTO version VALUES (?)", vec![n.into()])?;
        }
    }
    Ok(())
}

/// Which shard this is, if its site knows it.
pub fn registered(sql: &Sql) -> Result<Option<Shard>> {
    let row = sql.first("SELECT shard FROM registered", vec![])?;
    row.map(|row| serde_json::from_str(&row.text(0)).map_err(Error::from)).transpose()
}

/// Remembers that the site knows this shard.
pub fn set_registered(sql: &Sql, shard: &Shard) -> Result<()> {
    let shard = serde_json::to_string(shard)?;
    sql.run("INSERT INTO registered VALUES (?)", vec![shard.into()])
}

fn damaged(what: &str) -> Error {
    Error::from(format!("{what} cannot be read"))
}

/// Everything that a shard's state follows from.
pub fn load(sql: &Sql) -> Result<Disk> {
    let mut disk = Disk::default();
    for row in sql.rows(
        "SELECT id, path, title, topic, author, type, stage, language, words, weight FROM item",
        vec![],
    )? {
        let number = |column| u32::try_from(row.int(column)).map_err(|_| damaged("an item"));
        let item = Item {
            path: row.text(1),
            title: row.text(2),
            topic: row.text(3),
            author: row.text(4),
            kind: row.text(5),
            stage: Stage::from_word(&row.text(6)),
            language: row.text(7),
            words: number(8)?,
            weight: u16::try_from(row.int(9)).map_err(|_| damaged("an item"))?,
        };
        disk.items.push((number(0)?, item));
    }
    disk.open = blobs(sql, "SELECT bytes FROM open ORDER BY id")?;
    disk.journal = blobs(sql, "SELECT bytes FROM journal ORDER BY id")?;
    let mut awaited = BTreeMap::new();
    for mut row in sql.rows("SELECT segment, visits FROM awaited", vec![])? {
        let visits = Awaited::read(&row.bytes(1)).map_err(|Damaged| damaged("a segment's ids"))?;
        awaited.insert(row.int(0), visits);
    }
    for row in sql.rows("SELECT id, from_ms, to_ms, views FROM segment", vec![])? {
        let id = u32::try_from(row.int(0)).map_err(|_| damaged("a segment"))?;
        let awaited = awaited.remove(&row.int(0)).unwrap_or_default();
        let (from_ms, to_ms) = (row.unsigned(1), row.unsigned(2));
        let views = usize::try_from(row.int(3)).map_err(|_| damaged("a segment"))?;
        disk.segments.push((id, Closed { from_ms, to_ms, views, awaited }));
    }
    if let Some(row) = sql.first("SELECT format, model, unscored FROM model", vec![])? {
        disk.model = model(&row);
        // A model of another format is none that is known: the site's is set anew.
        disk.unscored = u32::try_from(row.int(2)).ok().filter(|id| *id > 0);
    }
    Ok(disk)
}

fn model(row: &Row) -> Option<Model> {
    let text = row.text(1);
    let values: Vec<u32> = text.split(' ').map_while(|value| value.parse().ok()).collect();
    let values = values.try_into().ok().filter(|_| row.int(0) == i64::from(FORMAT));
    values.map(Model::of_values)
}

fn blobs(sql: &Sql, statement: &str) -> Result<Vec<Vec<u8>>> {
    let rows = sql.rows(statement, vec![])?;
    Ok(rows.into_iter().map(|mut row: Row| row.bytes(0)).collect())
}

/// The bytes of a segment.
pub fn segment(sql: &Sql, id: u32) -> Result<Vec<u8>> {
    let row = sql.first("SELECT bytes FROM segment WHERE id = ?", vec![i64::from(id).into()])?;
    row.map(|mut row| row.bytes(0)).ok_or_else(|| damaged(&format!("segment {id}")))
}

/// Writes what a step says, and what else belongs to it: all of it or, if anything fails, nothing.
pub fn write(sql: &Sql, writes: &[Write], also: impl Fn() -> Result<()>) -> Result<()> {
    if writes.is_empty() {
        return Ok(());
    }
    sql.transaction(|| {
        writes.iter().try_for_each(|write| put(sql, write))?;
        also()
    })
}

fn put(sql: &Sql, write: &Write) -> Result<()> {
    let id = |id: u32| SqlStorageValue::from(i64::from(id));
    let blob = |bytes: &[u8]| SqlStorageValue::Blob(bytes.to_vec());
    match write {
        Write::Journal(bytes) => {
            sql.run("INSERT INTO journal (bytes) VALUES (?)", vec![blob(bytes)])
        }
        Write::Item(number, item) => sql.run(
            "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            vec![
                id(*number),
                item.path.as_str().into(),
                item.title.as_str().into(),
                item.topic.as_str().into(),
                item.author.as_str().into(),
                item.kind.as_str().into(),
                item.stage.word().into(),
                item.language.as_str().into(),
                i64::from(item.words).into(),
                i64::from(item.weight).into(),
            ],
        ),
        Write::DropItem(number) => sql.run("DELETE FROM item WHERE id = ?", vec![id(*number)]),
        Write::Segment { id: number, summary, bytes } => {
            let count = |n: usize| SqlStorageValue::from(n as i64);
            sql.run(
                "INSERT OR REPLACE INTO segment VALUES (?, ?, ?, ?, ?, ?)",
                vec![
                    id(*number),
                    sql.ms(summary.from_ms),
                    sql.ms(summary.to_ms),
                    count(summary.visits),
                    count(summary.views),
                    blob(bytes),
                ],
            )
        }
        Write::Await(segment, visits) => sql
            .run("INSERT OR REPLACE INTO awaited VALUES (?, ?)", vec![id(*segment), blob(visits)]),
        Write::ForgetIds(segment) => {
            sql.run("DELETE FROM awaited WHERE segment = ?", vec![id(*segment)])
        }
        Write::DropSegment(number) => {
            sql.run("DELETE FROM awaited WHERE segment = ?", vec![id(*number)])?;
            sql.run("DELETE FROM segment WHERE id = ?", vec![id(*number)])
        }
        Write::Open(rows) => {
            sql.run("DELETE FROM open", vec![])?;
            rows.iter()
                .try_for_each(|row| sql.run("INSERT INTO open (bytes) VALUES (?)", vec![blob(row)]))
        }
        Write::ClearJournal => sql.run("DELETE FROM journal", vec![]),
        Write::Model(model) => {
            let values = model.values().map(|value| value.to_string()).join(" ");
            sql.run(
                "INSERT OR REPLACE INTO model VALUES (1, ?, ?, NULL)",
                vec![i64::from(FORMAT).into(), values.into()],
            )
        }
        Write::Unscored(from) => {
            let from = from.map_or(SqlStorageValue::Null, id);
            sql.run("UPDATE model SET unscored = ?", vec![from])
        }
        Write::Count { bucket_ms, code, n } => ledger::add(sql, *bucket_ms, code, *n),
        Write::FoldCounts(before_ms) => ledger::fold(sql, *before_ms),
    }
}
