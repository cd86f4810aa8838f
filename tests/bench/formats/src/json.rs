//! Rows as JSON with a dictionary, deflated.

use std::collections::BTreeMap;

use ungated_shard::fact;

use crate::visit::{LISTS, NUMBERS, TEXTS, VIEW_NUMBERS, View, Visit};
use crate::{ByChannel, Format, deflate, inflate};

/// Rows as JSON.
pub const ROWS: Format = Format { name: "rows as JSON, zlib", pack, whole, question };

type Row = ([usize; TEXTS], [u64; NUMBERS], Vec<ViewRow>);
type ViewRow = ([u64; VIEW_NUMBERS], [Vec<u32>; LISTS], String);

fn pack(visits: &[fact::Visit]) -> Vec<u8> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut texts: Vec<String> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for Visit { texts: names, numbers, views } in visits.iter().map(Visit::from) {
        let place = names.map(|text| {
            *places.entry(text).or_insert_with_key(|text| {
                texts.push(text.clone());
                texts.len() - 1
            })
        });
        let views = views.into_iter().map(|it| (it.numbers, it.lists, it.events));
        rows.push((place, numbers, views.collect()));
    }
    deflate(&serde_json::to_vec(&(texts, rows)).unwrap_or_default())
}

fn read(bytes: &[u8], mut take: impl FnMut(&Visit)) -> Option<()> {
    let bytes = inflate(bytes)?;
    let (texts, rows): (Vec<String>, Vec<Row>) = serde_json::from_slice(&bytes).ok()?;
    for (places, numbers, views) in rows {
        let mut visit = Visit { numbers, ..Visit::default() };
        for (text, place) in visit.texts.iter_mut().zip(places) {
            text.clone_from(texts.get(place)?);
        }
        let view = |(numbers, lists, events)| View { numbers, lists, events };
        visit.views = views.into_iter().map(view).collect();
        take(&visit);
    }
    Some(())
}

fn whole(bytes: &[u8]) -> Option<u64> {
    let mut sum = 0u64;
    read(bytes, |visit| sum = sum.wrapping_add(visit.sum()))?;
    Some(sum)
}

fn question(bytes: &[u8]) -> Option<ByChannel> {
    let mut all = ByChannel::new();
    read(bytes, |visit| {
        let engaged_ms = visit.engaged_ms();
        if engaged_ms > 0 {
            *all.entry(visit.texts[0].clone()).or_default() += engaged_ms;
        }
    })?;
    Some(all)
}
