//! The tables of a shard, as its shell has them: rows that are there or not.

use std::collections::BTreeMap;

use ungated_shard::awaited::Awaited;
use ungated_shard::disk::{Disk, Write};
use ungated_shard::segment::{Damaged, Summary};
use ungated_shard::state::Closed;
use ungated_shared::item::Item;
use ungated_shared::score::model::Model;

/// All rows of a shard.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    items: BTreeMap<u32, Item>,
    open: Vec<Vec<u8>>,
    journal: Vec<Vec<u8>>,
    segments: BTreeMap<u32, (Summary, Vec<u8>)>,
    awaited: BTreeMap<u32, Vec<u8>>,
    model: Option<Model>,
    unscored: Option<u32>,
    /// The ledger's table.
    pub ledger: BTreeMap<(u64, String), i64>,
}

impl Rows {
    /// Writes all that a step says.
    pub fn commit(&mut self, writes: &[Write]) {
        for write in writes {
            match write.clone() {
                Write::Journal(bytes) => self.journal.push(bytes),
                Write::Item(id, item) => {
                    self.items.insert(id, item);
                }
                Write::DropItem(id) => {
                    self.items.remove(&id);
                }
                Write::Segment { id, summary, bytes } => {
                    self.segments.insert(id, (summary, bytes));
                }
                Write::Await(id, visits) => {
                    self.awaited.insert(id, visits);
                }
                Write::ForgetIds(id) => {
                    self.awaited.remove(&id);
                }
                Write::DropSegment(id) => {
                    self.segments.remove(&id);
                    self.awaited.remove(&id);
                }
                Write::Open(rows) => self.open = rows,
                Write::ClearJournal => self.journal.clear(),
                Write::Model(model) => self.model = Some(model),
                Write::Unscored(from) => self.unscored = from,
                Write::FoldCounts(before_ms) => {
                    for ((bucket_ms, code), n) in std::mem::take(&mut self.ledger) {
                        let bucket_ms = if bucket_ms < before_ms { 0 } else { bucket_ms };
                        *self.ledger.entry((bucket_ms, code)).or_default() += n;
                    }
                }
                Write::Count { bucket_ms, code, n } => {
                    *self.ledger.entry((bucket_ms, code)).or_default() += n;
                }
            }
        }
    }

    /// What a state follows from.
    ///
    /// # Errors
    /// If ids cannot be read.
    pub fn load(&self) -> Result<Disk, Damaged> {
        let mut segments = Vec::new();
        for (id, (summary, _)) in &self.segments {
            let awaited =
                self.awaited.get(id).map_or(Ok(Awaited::default()), |it| Awaited::read(it))?;
            let Summary { from_ms, to_ms, views, .. } = *summary;
            segments.push((*id, Closed { from_ms, to_ms, views, awaited }));
        }
        Ok(Disk {
            items: self.items.iter().map(|(id, item)| (*id, item.clone())).collect(),
            open: self.open.clone(),
            segments,
            journal: self.journal.clone(),
            model: self.model,
            unscored: self.unscored,
        })
    }

    /// Items and segments, as what would write them anew.
    #[must_use]
    pub fn writes(&self) -> Vec<Write> {
        let items = self.items.iter().map(|(id, item)| Write::Item(*id, item.clone()));
        let segments = self.segments.iter().map(|(id, (summary, bytes))| Write::Segment {
            id: *id,
            summary: *summary,
            bytes: bytes.clone(),
        });
        let awaited = self.awaited.iter().map(|(id, visits)| Write::Await(*id, visits.clone()));
        items.chain(segments).chain(awaited).collect()
    }

    /// The bytes of a segment.
    ///
    /// # Errors
    /// If there is none.
    pub fn segment(&self, id: u32) -> Result<Vec<u8>, Damaged> {
        self.segments.get(&id).map(|(_, bytes)| bytes.clone()).ok_or(Damaged)
    }

    /// The bytes of all segments.
    pub fn segments(&self) -> impl Iterator<Item = &[u8]> {
        self.segments.values().map(|(_, bytes)| bytes.as_slice())
    }

    /// The items.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    /// How many rows the journal and the open visits have.
    #[must_use]
    pub fn unfinished(&self) -> (usize, usize) {
        (self.journal.len(), self.open.len())
    }

    /// How many ids of page views are kept for late hits, in bytes.
    #[must_use]
    pub fn ids_bytes(&self) -> usize {
        self.awaited.values().map(Vec::len).sum()
    }

    /// The longest row, bytes.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.blobs().map(<[u8]>::len).max().unwrap_or(0)
    }

    fn blobs(&self) -> impl Iterator<Item = &[u8]> {
        let rows = self.open.iter().chain(&self.journal).map(Vec::as_slice);
        rows.chain(self.segments()).chain(self.awaited.values().map(Vec::as_slice))
    }

    /// Whether bytes stand in any row.
    #[must_use]
    pub fn has(&self, bytes: &[u8]) -> bool {
        let has = |row: &[u8]| row.windows(bytes.len()).any(|window| window == bytes);
        self.blobs().any(has)
            || self.items.values().any(|item| has(format!("{item:?}").as_bytes()))
            || self.ledger.keys().any(|(_, code)| has(code.as_bytes()))
    }
}
