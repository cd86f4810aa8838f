//! Rows of numbers with a dictionary, deflated: what postcard or another binary form of serde
//! writes.

use std::collections::BTreeMap;

use ungated_shard::codec::{Reader, Writer};
use ungated_shard::fact;

use crate::visit::{View, Visit};
use crate::{ByChannel, Format, deflate, inflate};

/// Rows of numbers.
pub const ROWS: Format = Format { name: "rows of numbers, zlib", pack, whole, question };

fn pack(visits: &[fact::Visit]) -> Vec<u8> {
    let (mut texts, mut places) = (Writer::default(), BTreeMap::new());
    let mut rows = Writer::default();
    rows.put(visits.len() as u64);
    for visit in visits.iter().map(Visit::from) {
        for text in &visit.texts {
            let next = places.len() as u64;
            let place = *places.entry(text.clone()).or_insert_with(|| {
                texts.text(text);
                next
            });
            rows.put(place);
        }
        visit.numbers.iter().for_each(|number| rows.put(*number));
        rows.put(visit.views.len() as u64);
        for view in &visit.views {
            view.numbers.iter().for_each(|number| rows.put(*number));
            for list in &view.lists {
                rows.put(list.len() as u64);
                list.iter().for_each(|number| rows.put(*number));
            }
            rows.text(&view.events);
        }
    }
    let mut to = Writer::default();
    to.put(places.len() as u64);
    to.raw(&texts.0);
    to.raw(&rows.0);
    deflate(&to.0)
}

/// Gives each visit to `take`.
fn read(bytes: &[u8], mut take: impl FnMut(&Visit)) -> Option<()> {
    let bytes = inflate(bytes)?;
    let mut from = Reader::new(&bytes);
    let texts = (0..from.count()?).map(|_| from.text()).collect::<Option<Vec<_>>>()?;
    for _ in 0..from.count()? {
        let mut visit = Visit::default();
        for text in &mut visit.texts {
            *text = (*texts.get(from.fit::<usize>()?)?).into();
        }
        for number in &mut visit.numbers {
            *number = from.number()?;
        }
        visit.views = (0..from.count()?).map(|_| view(&mut from)).collect::<Option<_>>()?;
        take(&visit);
    }
    Some(())
}

fn view(from: &mut Reader<'_>) -> Option<View> {
    let mut view = View::default();
    for number in &mut view.numbers {
        *number = from.number()?;
    }
    for list in &mut view.lists {
        *list = (0..from.count()?).map(|_| from.fit()).collect::<Option<_>>()?;
    }
    view.events = from.string()?;
    Some(view)
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
