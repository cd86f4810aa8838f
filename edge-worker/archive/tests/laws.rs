//! What is archived is what the facts are: read back by a reader that is not ours.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../shard/tests/any/mod.rs"]
mod any;

use any::{NOW_MS, Shard, arrival, visit};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use proptest::collection::vec;
use proptest::prelude::*;
use ungated_archive::{Day, Filling, Part, Turn, Unfilled, due, fill};
use ungated_export::{Asked, Form, Position, VisitRecord, check, csv, piece};
use ungated_shard::fact::Visit;
use ungated_shard::items::Items;
use ungated_shard::segment::Damaged;
use ungated_shared::item::Item;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// All parts of a day.
fn pack(shard: &Shard, day: Day) -> Result<Vec<Part>, Unfilled> {
    let mut read = |id| shard.segments.get(&id).map(|(_, bytes)| bytes.clone()).ok_or(Damaged);
    let mut filling = Filling::new(&shard.state, day, "weur", 3);
    let mut parts = Vec::new();
    loop {
        match filling.turn(&shard.state, &mut read)? {
            Turn::More => {}
            Turn::Part(part) => parts.push(part),
            Turn::End => return Ok(parts),
        }
    }
}

/// The cells of a file, as CSV has them.
fn cells(file: &[u8]) -> Vec<Vec<String>> {
    let file = SerializedFileReader::new(bytes::Bytes::copy_from_slice(file)).unwrap();
    let row = |row: Row| row.get_column_iter().map(|(_, field)| cell(field)).collect();
    file.get_row_iter(None).unwrap().map(|it| row(it.unwrap())).collect()
}

fn cell(field: &Field) -> String {
    match field {
        Field::Bool(value) => u8::from(*value).to_string(),
        Field::Int(value) => value.to_string(),
        Field::Long(value) => value.to_string(),
        Field::Str(text) => tamed(text),
        other => panic!("{other:?}"),
    }
}

/// The same of an export, without the names of visits and without cursors.
fn exported(shard: &Shard, form: Form, day: Day) -> Vec<Vec<String>> {
    let mut read = |id| shard.segments.get(&id).map(|(_, bytes)| bytes.clone()).ok_or(Damaged);
    let (mut rows, mut after) = (String::new(), Position::START);
    loop {
        let (from_ms, until_ms) = (day.from_ms(), day.until_ms());
        let asked = Asked { form, from_ms, until_ms, after, region: "weur", shard: 3, name: "" };
        let piece = piece(&shard.state, &asked, &mut read).unwrap();
        rows += &piece.rows;
        after = piece.after;
        if piece.is_end {
            break;
        }
    }
    let mut rows = parsed(&rows);
    for cells in &mut rows {
        cells.remove(0);
        cells.pop();
    }
    rows
}

/// Rows of CSV in which every cell is quoted.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_in) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (is_in, c) {
            (true, '"') if chars.peek() == Some(&'"') => cell.extend(chars.next()),
            (_, '"') => is_in = !is_in,
            (true, c) => cell.push(c),
            (false, '\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, _) => {}
        }
    }
    rows
}

/// What a spreadsheet would run has an apostrophe in CSV, and none in a file.
fn tamed(text: &str) -> String {
    const LIVE: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let is_live = text.starts_with(LIVE) || text.trim_start().starts_with(LIVE);
    format!("{}{text}", if is_live { "'" } else { "" })
}

/// A shard that has these visits, of 39 items.
fn shard(visits: &[Visit]) -> Shard {
    let mut items = Items::default();
    for id in 1..40 {
        let (path, title) = (format!("/{id}/"), format!("={id}, \u{1f600}"));
        items.load(id, Item { path, title, words: id, ..Item::default() });
    }
    let mut shard = Shard::new();
    let restored = |visit| check(&VisitRecord::of(visit, &items, "weur", 3).line(), "weur", 3);
    let restored = visits.iter().map(|visit| restored(visit).unwrap()).collect();
    let mut read = |_| Err(Damaged);
    let writes = shard.state.restore(restored, NOW_MS, &mut read).unwrap();
    shard.commit(writes);
    shard
}

fn days(visits: &[Visit]) -> std::collections::BTreeSet<Day> {
    visits.iter().map(|visit| Day::of(visit.start_ms)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_archived_is_what_is_exported(visits in vec(visit(1..4), 1..12)) {
        let shard = shard(&visits);
        let mut told = 0;
        for day in days(&visits) {
            let parts = pack(&shard, day).unwrap();
            for (table, form) in [(0, Form::Visits), (1, Form::PageViews)] {
                let rows = parts.iter().flat_map(|part| cells(&part.files[table]));
                let rows: Vec<Vec<String>> = rows.map(|row| row[1..].to_vec()).collect();
                prop_assert_eq!(rows, exported(&shard, form, day));
            }
            told += parts.iter().map(|part| part.visits).sum::<u64>();
            let files = |parts: Vec<Part>| parts.into_iter().map(|it| it.files).collect::<Vec<_>>();
            prop_assert_eq!(files(parts), files(pack(&shard, day).unwrap()), "the same bytes");
        }
        prop_assert_eq!(told, visits.len() as u64);
    }
}

#[test]
fn the_columns_are_those_of_the_tables_but_for_the_cursor() {
    for (table, columns) in [("visits", csv::VISITS), ("page_views", csv::PAGE_VIEWS)] {
        assert_eq!(fill::columns()[table], columns[..columns.len() - 1]);
    }
}

/// Three visits of a morning, closed.
fn morning() -> Shard {
    let mut shard = Shard::new();
    for id in 1..=3u8 {
        shard.take(vec![arrival(id, u64::from(id), 0, NOW_MS + u64::from(id))], NOW_MS);
    }
    shard
}

#[test]
fn a_day_is_due_when_nothing_can_change_it() {
    let mut shard = morning();
    let day = Day::of(NOW_MS);
    let later_ms = day.until_ms() + 2 * DAY_MS;
    assert!(due(&shard.state, later_ms).is_empty(), "visits are open, there is no segment");
    shard.compact(NOW_MS + DAY_MS / 24, u64::MAX);
    assert!(due(&shard.state, day.until_ms() + DAY_MS).is_empty(), "a page may still tell");
    assert_eq!(due(&shard.state, later_ms).into_iter().collect::<Vec<_>>(), [day]);
    assert_eq!(pack(&shard, day).unwrap_err(), Unfilled::Awaited, "hits are waited for");
    shard.compact(later_ms, u64::MAX);
    let parts = pack(&shard, day).unwrap();
    assert_eq!(
        parts.iter().map(|part| (part.n, part.visits, part.page_views)).collect::<Vec<_>>(),
        [(0, 3, 3)]
    );
    let names: Vec<String> =
        cells(&parts[0].files[0]).into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(names, ["weur.3.2024-10-04.1", "weur.3.2024-10-04.2", "weur.3.2024-10-04.3"]);
    assert!(pack(&shard, Day(day.0 + 1)).unwrap().is_empty(), "nobody, no file");
}

/// For other readers: DuckDB, say.
#[test]
fn a_day_can_be_written_down() {
    let mut shard = morning();
    let later_ms = Day::of(NOW_MS).until_ms() + 2 * DAY_MS;
    shard.compact(NOW_MS + DAY_MS / 24, u64::MAX);
    shard.compact(later_ms, u64::MAX);
    let [part] = <[Part; 1]>::try_from(pack(&shard, Day::of(NOW_MS)).unwrap()).unwrap();
    for (name, file) in ["visits", "page_views"].iter().zip(&part.files) {
        assert_eq!((&file[..4], &file[file.len() - 4..]), (&b"PAR1"[..], &b"PAR1"[..]));
        let path =
            std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.parquet"));
        std::fs::write(path, file).unwrap();
    }
}

#[test]
fn keys_say_site_table_day_shard_and_part() {
    let keys = fill::keys("demo", Day::of(NOW_MS), "weur", 3, 0);
    assert_eq!(
        keys,
        [
            "v1/demo/visits/day=2024-10-04/weur-3-0.parquet",
            "v1/demo/page_views/day=2024-10-04/weur-3-0.parquet",
        ]
    );
    assert!(keys.iter().all(|key| key.starts_with(&fill::prefix("demo"))));
}
