//! Our own segments: see [`ungated_shard::segment`].

use ungated_shard::codec::Reader;
use ungated_shard::fact;
use ungated_shard::packed;
use ungated_shard::segment::{Columns, Packer, Unpacker};

use crate::{ByChannel, Format};

/// Our own segments.
pub const SEGMENTS: Format = Format { name: "our segments", pack, whole, question };

fn pack(visits: &[fact::Visit]) -> Vec<u8> {
    let mut packer = Packer::default();
    visits.iter().for_each(|visit| packer.push(visit));
    packer.finish().1
}

fn whole(bytes: &[u8]) -> Option<u64> {
    let mut sum = 0u64;
    for visit in Unpacker::new(bytes).ok()? {
        add(&visit.ok()?, &mut |value| sum = sum.wrapping_add(value));
    }
    Some(sum)
}

/// What `Visit::values` gives, without making one.
fn add(visit: &fact::Visit, put: &mut impl FnMut(u64)) {
    let (origin, source) = (&visit.origin, &visit.origin.source);
    for text in [
        source.channel.word(),
        &source.name,
        &source.campaign,
        &origin.device,
        &origin.bot,
        &origin.country,
        &visit.standing,
    ] {
        put(text.len() as u64);
    }
    put(visit.start_ms);
    put(visit.last_ms - visit.start_ms);
    for number in [source.confidence, origin.simulated.into(), visit.engagement, visit.intent] {
        put(number.into());
    }
    put(visit.model);
    visit.views.iter().for_each(|view| add_view(view, put));
}

fn add_view(view: &fact::View, put: &mut impl FnMut(u64)) {
    let signals = &view.signals;
    for number in [view.after_ms, view.received, packed::heard(signals)] {
        put(number);
    }
    put(view.points.into());
    let bottom_px = signals.bottom_px.min(signals.height_px);
    for number in [view.item, signals.active_ms, signals.media_ms, bottom_px, signals.height_px] {
        put(number.into());
    }
    for section in signals.sections.as_slice() {
        put(section.words.into());
        put(section.ms.into());
    }
    let counts = signals.acts.as_slice().iter().chain(signals.hand_raises.as_slice());
    for (place, count) in (0..).zip(counts).filter(|(_, count)| **count > 0) {
        put(place + u64::from(*count));
    }
    for medium in signals.media.as_slice() {
        put(u64::from(medium.length_s) + u64::from(medium.spans()));
        medium.played.spans().for_each(|(from, to)| put(u64::from(from) + u64::from(to)));
    }
    put(packed::events_json(&view.events).len() as u64);
}

fn question(bytes: &[u8]) -> Option<ByChannel> {
    let columns = Columns::new(bytes).ok()?;
    let column = |name| columns.column(name);
    let channels = column("visit.channel.text")?;
    let views = column("visit.views")?;
    let (active, media) = (column("view.active_ms")?, column("view.media_ms")?);
    let [mut channels, mut views, mut active, mut media] =
        [&channels, &views, &active, &media].map(|column| Reader::new(column));
    let mut all = vec![0u64; columns.texts().len()];
    while !channels.is_done() {
        let channel = all.get_mut(usize::try_from(channels.number()?).ok()?)?;
        for _ in 0..views.number()? {
            *channel += active.number()? + media.number()?;
        }
    }
    let named = columns.texts().iter().cloned().zip(all);
    Some(named.filter(|(_, engaged_ms)| *engaged_ms > 0).collect())
}
