//! What is exported is restored, whole, once, and tells the same again.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../shard/tests/any/mod.rs"]
mod any;

use any::{NOW_MS, Shard, arrival, visit};
use proptest::collection::vec;
use proptest::prelude::*;
use ungated_export::{Asked, Form, Piece, Position, Told, Untold, VisitRecord, check, piece};
use ungated_shard::fact::Visit;
use ungated_shard::items::Items;
use ungated_shard::segment::Damaged;
use ungated_shared::item::Item;
use ungated_shared::limit;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

fn asked(form: Form, after: Position) -> Asked<'static> {
    Asked { form, from_ms: 0, until_ms: u64::MAX, after, region: "weur", shard: 3, name: "" }
}

fn tell(shard: &Shard, asked: &Asked<'_>) -> Result<Piece, Untold> {
    let mut read = |id| shard.segments.get(&id).map(|(_, bytes)| bytes.clone()).ok_or(Damaged);
    piece(&shard.state, asked, &mut read)
}

/// All rows after a position, whatever pieces they come in.
fn rest(shard: &Shard, form: Form, after: Position) -> (String, Told) {
    let (mut rows, mut told, mut after) = (String::new(), Told::default(), after);
    loop {
        let piece = tell(shard, &asked(form, after)).unwrap();
        assert!(piece.is_end || piece.after != after, "it gets on");
        rows += &piece.rows;
        told.merge(&piece.told);
        after = piece.after;
        if piece.is_end {
            return (rows, told);
        }
    }
}

fn rows(shard: &Shard, form: Form) -> (String, Told) {
    rest(shard, form, Position::START)
}

/// A line's cursor and visit.
fn read(line: &str) -> (Position, VisitRecord) {
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    let cursor = line["cursor"].as_str().unwrap().parse().unwrap();
    (cursor, serde_json::from_value(line["visit"].clone()).unwrap())
}

fn restore(shard: &mut Shard, lines: &str) {
    let restored = |line| check(&read(line).1.line(), "weur", 3).unwrap();
    let restored = lines.lines().map(restored).collect();
    let segments = &shard.segments;
    let mut read = |id| segments.get(&id).map(|(_, bytes)| bytes.clone()).ok_or(Damaged);
    let writes = shard.state.restore(restored, NOW_MS, &mut read).unwrap();
    shard.commit(writes);
}

/// A shard that has these visits, of 39 items.
fn shard(visits: &[Visit]) -> Shard {
    let mut items = Items::default();
    for id in 1..40 {
        let (path, title) = (format!("/{id}/"), format!("\"{id}\", =\u{1f600}"));
        items.load(id, Item { path, title, words: id, ..Item::default() });
    }
    let mut shard = Shard::new();
    let line = |visit| {
        let line = VisitRecord::of(visit, &items, "weur", 3).line();
        format!("{{\"cursor\":\"{}\",\"visit\":{line}}}\n", Position::START)
    };
    restore(&mut shard, &visits.iter().map(line).collect::<String>());
    shard
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_exported_and_restored_is_the_same(visits in vec(visit(1..4), 1..12), parts in 1..4usize) {
        let first = shard(&visits);
        let (lines, told) = rows(&first, Form::Ndjson);
        prop_assert_eq!(told.visits, visits.len() as u64);
        let lines: Vec<&str> = lines.split_inclusive('\n').collect();
        let mut second = Shard::new();
        for part in lines.chunks(lines.len().div_ceil(parts)) {
            restore(&mut second, &part.concat());
        }
        let bare = |shard: &Shard| -> Vec<VisitRecord> {
            rows(shard, Form::Ndjson).0.lines().map(|line| read(line).1).collect()
        };
        prop_assert_eq!(bare(&first), bare(&second));
        prop_assert_eq!(rows(&first, Form::Hash).1, rows(&second, Form::Hash).1);
        prop_assert_eq!(told.hash, rows(&second, Form::Hash).1.hash);
    }

    #[test]
    fn after_any_row_exactly_the_rest_follows(visits in vec(visit(1..4), 1..8)) {
        let shard = shard(&visits);
        for form in [Form::Ndjson, Form::Visits, Form::PageViews] {
            let (all, _) = rows(&shard, form);
            let mut told = String::new();
            for row in all.split_inclusive('\n') {
                told += row;
                let cursor = match form {
                    Form::Ndjson => read(row).0,
                    _ => row.trim_end().rsplit(',').next().unwrap().trim_matches('"').parse().unwrap(),
                };
                prop_assert_eq!(&format!("{told}{}", rest(&shard, form, cursor).0), &all);
            }
        }
    }
}

/// Visits of people: each a page view, one after the other, closed.
fn readers(shard: &mut Shard, ids: std::ops::Range<u64>, now_ms: u64) {
    for id in ids {
        shard.take(vec![arrival((id % 200) as u8, id, 0, now_ms)], now_ms);
    }
    shard.compact(now_ms + DAY_MS, u64::MAX);
}

#[test]
fn what_comes_later_follows_and_what_moved_is_told() {
    let mut shard = Shard::new();
    readers(&mut shard, 1..150, NOW_MS);
    let (first, told) = rows(&shard, Form::Ndjson);
    assert_eq!((told.visits, told.page_views), (149, 149));
    let end = read(first.lines().last().unwrap()).0;
    let middle = read(first.lines().nth(70).unwrap()).0;
    // More come into the same segment: they follow.
    readers(&mut shard, 1_000..1_100, NOW_MS + 2 * DAY_MS);
    assert_eq!(shard.segments.len(), 1);
    let (more, told) = rest(&shard, Form::Ndjson, end);
    assert_eq!(told.visits, 100);
    assert_eq!(format!("{first}{more}"), rows(&shard, Form::Ndjson).0);
    assert_eq!(read(more.lines().next().unwrap()).0.number, 150, "numbers go on");
    // The older ones' time is over: those who were told of some are not told of others.
    shard.compact(NOW_MS + 32 * DAY_MS + 1, 31 * DAY_MS);
    assert_eq!(rows(&shard, Form::Ndjson).1.visits, 100);
    for after in [middle, end] {
        assert_eq!(tell(&shard, &asked(Form::Ndjson, after)), Err(Untold::Moved));
    }
    // And when all is gone.
    shard.compact(NOW_MS + 400 * DAY_MS, 31 * DAY_MS);
    assert_eq!(tell(&shard, &asked(Form::Hash, end)), Err(Untold::Moved));
    assert_eq!(rows(&shard, Form::Hash).1, Told::default());
}

#[test]
fn a_piece_ends_and_the_next_goes_on() {
    let mut shard = Shard::new();
    // Each of these days begins a segment of its own.
    let days = limit::PIECE_SEGMENTS as u64 + 3;
    for day in 0..days {
        readers(&mut shard, day * 10 + 1..day * 10 + 11, NOW_MS + day * 8 * DAY_MS);
    }
    assert_eq!(shard.segments.len() as u64, days);
    let first = tell(&shard, &asked(Form::Hash, Position::START)).unwrap();
    assert!(!first.is_end);
    assert_eq!(first.told.visits, 10 * limit::PIECE_SEGMENTS as u64);
    assert_eq!(rest(&shard, Form::Hash, first.after).1.visits, 10 * 3);
    assert_eq!(rows(&shard, Form::Hash).1.visits, 10 * days);
    // Only visits that started in the range, and only segments that have some are opened.
    let only =
        Asked { from_ms: NOW_MS + (days - 1) * 8 * DAY_MS, ..asked(Form::Hash, Position::START) };
    let piece = tell(&shard, &only).unwrap();
    assert!(piece.is_end);
    assert_eq!((piece.told.visits, piece.after.number), (10, 10));
}

#[test]
fn the_cursor_of_a_page_view_is_none_of_a_visit() {
    let mut shard = Shard::new();
    shard.take(vec![arrival(1, 1, 0, NOW_MS), arrival(1, 2, 0, NOW_MS)], NOW_MS);
    shard.compact(NOW_MS + DAY_MS, u64::MAX);
    let (all, _) = rows(&shard, Form::PageViews);
    let first = all.lines().next().unwrap().rsplit(',').next().unwrap().trim_matches('"');
    let after: Position = first.parse().unwrap();
    assert_eq!(after.views, 1);
    assert_eq!(rest(&shard, Form::PageViews, after).1.page_views, 1);
    assert_eq!(tell(&shard, &asked(Form::Ndjson, after)), Err(Untold::Moved));
}

#[test]
fn a_record_out_of_bounds_is_told_by_its_field() {
    let mut good = Shard::new();
    readers(&mut good, 1..2, NOW_MS);
    let (lines, _) = rows(&good, Form::Ndjson);
    let good = serde_json::to_value(read(&lines).1).unwrap();
    let long = "x".repeat(limit::RESTORED_TEXT_BYTES + 1);
    for (pointer, value, told) in [
        ("/engagement", "101".into(), "engagement"),
        ("/standing", "\"great\"".to_string(), "standing"),
        ("/channel", "\"\"".into(), "channel"),
        ("/device", "\"fridge\"".into(), "device"),
        ("/bot", "\"x\"".into(), "bot"),
        ("/country", "\"de\"".into(), "country"),
        ("/model", "\"12\"".into(), "model"),
        ("/source", "\"a\\u0007\"".into(), "source"),
        ("/last_ms", "1".into(), "start_ms, last_ms"),
        ("/page_views", "[]".into(), "page_views"),
        ("/page_views/0/received", "\"-1\"".into(), "page_views[0].received"),
        ("/page_views/0/media_ms", u32::MAX.to_string(), "page_views[0].active_ms, media_ms"),
        ("/page_views/0/bottom_px", "9".into(), "page_views[0].bottom_px"),
        ("/page_views/0/item/title", format!("\"{long}\""), "page_views[0].item.title"),
        ("/page_views/0/item/stage", "\"x\"".into(), "page_views[0].item.stage"),
    ] {
        let mut record = good.clone();
        *record.pointer_mut(pointer).unwrap() = serde_json::from_str(&value).unwrap();
        let error = check(&record.to_string(), "weur", 3).unwrap_err().to_string();
        assert!(error.starts_with(told), "{pointer}: {error}");
    }
    for (name, value) in [("fit", "101"), ("segment", "\"a\\u0007\"")] {
        let mut record = good.clone();
        record[name] = serde_json::from_str(value).unwrap();
        let error = check(&record.to_string(), "weur", 3).unwrap_err().to_string();
        assert!(error.starts_with(name), "{name}: {error}");
    }
    for (name, value, told) in [
        ("sections", "[[1000001,0]]", "sections[0]"),
        ("media", "[{\"length_s\":9,\"played\":[[1,3],[3,4]]}]", "media[0].played"),
        ("acts", "{\"copy\":101}", "acts"),
        ("hand_raises", "{\"wave\":1}", "hand_raises"),
        ("heard", "[\"uncle\"]", "heard"),
    ] {
        let mut record = good.clone();
        record["page_views"][0][name] = serde_json::from_str(value).unwrap();
        let error = check(&record.to_string(), "weur", 3).unwrap_err().to_string();
        assert!(error.starts_with(&format!("page_views[0].{told}")), "{name}: {error}");
    }
}
