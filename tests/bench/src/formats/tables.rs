//! What a shard's tables hold.

use ungated_load::shard::Ran;
use ungated_shard::segment::{COLUMNS, Columns};

use super::sqlite::Table;

/// Bytes of the tables: segments, items and ledger, as rows and with what SQLite adds.
pub fn tables(ran: &Ran) -> [(&'static str, Table); 3] {
    let segments = ran.rows.segments().map(|bytes| bytes.len() as u64 + 16);
    let items = ran.rows.items().map(|item| {
        let texts = [&item.path, &item.title, &item.topic, &item.author, &item.kind];
        let texts: usize = texts.iter().map(|text| text.len()).sum();
        (texts + item.stage.word().len() + item.language.len()) as u64 + 16
    });
    let ledger = ran.rows.ledger.keys().map(|(_, code)| code.len() as u64 + 8);
    [("segments", Table::of(segments)), ("items", Table::of(items)), ("ledger", Table::of(ledger))]
}

/// Bytes of each column, packed, and of the dictionary.
pub fn columns(ran: &Ran) -> Vec<(&'static str, u64)> {
    let mut all: Vec<(&str, u64)> = COLUMNS.iter().map(|name| (*name, 0)).collect();
    let mut columns_bytes = 0;
    for columns in ran.rows.segments().filter_map(|bytes| Columns::new(bytes).ok()) {
        for (name, bytes) in &mut all {
            let packed = columns.packed_bytes(name).unwrap_or(0) as u64;
            *bytes += packed;
            columns_bytes += packed;
        }
    }
    all.push(("dictionary, lengths", ran.segment_bytes() - columns_bytes));
    all.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    all
}
