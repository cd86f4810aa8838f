//! Records ([`crate::record`]) into facts again.
//!
//! # Why are bounds looked at once more?
//! An export lies in files that people open and change. What could not have come by a hit is told
//! by its name and nothing of its chunk is taken: a segment that was written is never doubted.

use std::fmt;

use ungated_shard::arrival::{Fit, Origin};
use ungated_shard::fact::{View, Visit};
use ungated_shard::restore::Restored;
use ungated_shared::item::Item;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::score::standing::Standing;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::heard::Heard;
use ungated_shared::source::Source;
use ungated_shared::source::bot::Bot;
use ungated_shared::source::channel::Channel;
use ungated_shared::source::device::Device;

use crate::record::{self, ItemRecord, MediumRecord, PageViewRecord, VisitRecord};

/// The year 9999, Unix ms: what JavaScript and SQLite can both hold.
const LATEST_MS: u64 = 253_402_300_800_000;
/// Bytes of a visit: those of a full one, and of the hit that made it full.
const VISIT_BYTES: usize = limit::VISIT_BYTES + 8 * limit::HIT_BYTES;

/// What is wrong: a field that is out of bounds, by its name, or what is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(String);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Invalid {
    fn from(what: String) -> Self {
        Self(what)
    }
}

impl From<serde_json::Error> for Invalid {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

type Checked<T> = Result<T, Invalid>;

fn invalid<T>(what: impl Into<String>) -> Checked<T> {
    Err(Invalid(what.into()))
}

/// The facts of the line of a visit in a region's shard.
///
/// # Errors
/// What is no record by its column, and the first field that is out of bounds by its name.
#[inline(never)] // one copy, for Worker and shard
pub fn check(line: &str, region: &str, shard: u16) -> Checked<Restored> {
    let record: VisitRecord = serde_json::from_str(line)?;
    if record.region != region || record.shard != shard {
        return invalid("region, shard: not those of its cursor");
    }
    restored(record)
}

fn restored(record: VisitRecord) -> Checked<Restored> {
    let n = record.page_views.len();
    if n == 0 || n > limit::VISIT_PAGE_VIEWS {
        return invalid(format!("page_views: 1 to {}", limit::VISIT_PAGE_VIEWS));
    }
    if record.start_ms > record.last_ms || record.last_ms >= LATEST_MS {
        return invalid("start_ms, last_ms: in order, before the year 10000");
    }
    let model = match u64::from_str_radix(&record.model, 16) {
        Ok(model) if record.model.len() == 16 => model,
        _ => return invalid("model: 16 hexadecimal digits"),
    };
    percent("engagement", record.engagement)?;
    percent("intent", record.intent)?;
    if !Standing::ALL.iter().any(|standing| standing.word() == record.standing) {
        return invalid("standing: no such word");
    }
    let (mut views, mut items) = (Vec::with_capacity(n), Vec::with_capacity(n));
    let origin = origin(&record)?;
    for (place, view) in record.page_views.into_iter().enumerate() {
        let of = |Invalid(what)| Invalid(format!("page_views[{place}].{what}"));
        items.push(item(&view.item).map_err(of)?);
        // Filled where it stays: a page view in memory has eight kilobytes.
        views.push(View { item: place as u32, ..View::NEW });
        if let Some(fact) = views.last_mut() {
            put(view, fact).map_err(of)?;
        }
    }
    let VisitRecord { start_ms, last_ms, engagement, intent, standing, .. } = record;
    let visit = Visit { start_ms, last_ms, origin, engagement, intent, standing, model, views };
    if visit.bytes() > VISIT_BYTES {
        return invalid("page_views: more than one visit can have");
    }
    Ok(Restored { visit, items })
}

fn percent(name: &str, value: u8) -> Checked<()> {
    if value <= 100 { Ok(()) } else { invalid(format!("{name}: 0 to 100")) }
}

fn text(name: &str, text: &str) -> Checked<()> {
    if text.len() > limit::RESTORED_TEXT_BYTES {
        return invalid(format!("{name}: at most {} bytes", limit::RESTORED_TEXT_BYTES));
    }
    if text.chars().any(char::is_control) {
        return invalid(format!("{name}: control characters"));
    }
    Ok(())
}

fn origin(record: &VisitRecord) -> Checked<Origin> {
    let Some(channel) = Channel::from_word(&record.channel) else {
        return invalid("channel: no such word");
    };
    text("source", &record.source)?;
    text("campaign", &record.campaign)?;
    percent("confidence", record.confidence)?;
    if !Device::ALL.iter().any(|device| device.word() == record.device) {
        return invalid("device: no such word");
    }
    if !record.bot.is_empty() && Bot::from_word(&record.bot).is_none() {
        return invalid("bot: no such word");
    }
    let country = record.country.as_bytes();
    if !(country.is_empty() || country.len() == 2 && country.iter().all(u8::is_ascii_uppercase)) {
        return invalid("country: two capitals, or nothing");
    }
    text("segment", &record.segment)?;
    percent("fit", record.fit)?;
    let (score, classified) = (record.fit, record.classified);
    Ok(Origin {
        source: Source {
            name: record.source.clone(),
            channel,
            campaign: record.campaign.clone(),
            confidence: record.confidence,
        },
        device: record.device.clone(),
        bot: record.bot.clone(),
        country: record.country.clone(),
        fit: Fit { segment: record.segment.clone(), score, classified },
        simulated: record.simulated,
    })
}

fn item(record: &ItemRecord) -> Checked<Item> {
    for (name, value) in [
        ("item.path", &record.path),
        ("item.title", &record.title),
        ("item.topic", &record.topic),
        ("item.author", &record.author),
        ("item.type", &record.kind),
        ("item.language", &record.language),
    ] {
        text(name, value)?;
    }
    if record.words > limit::WORDS {
        return invalid(format!("item.words: at most {}", limit::WORDS));
    }
    if record.weight > limit::WEIGHT_PERCENT {
        return invalid(format!("item.weight: at most {}", limit::WEIGHT_PERCENT));
    }
    record.clone().item().ok_or_else(|| Invalid("item.stage: no such word".into()))
}

/// Fills a page view; its item is the caller's.
fn put(record: PageViewRecord, view: &mut View) -> Checked<()> {
    let Ok(received) = u64::from_str_radix(&record.received, 16) else {
        return invalid("received: hexadecimal digits");
    };
    if record.after_ms >= LATEST_MS {
        return invalid("after_ms: a time of one visit");
    }
    percent("points", record.points)?;
    (view.after_ms, view.received, view.points) = (record.after_ms, received, record.points);
    let signals = &mut view.signals;
    let engaged_ms = u64::from(record.active_ms) + u64::from(record.media_ms);
    if engaged_ms > limit::ENGAGED_MS.into() {
        return invalid(format!("active_ms, media_ms: together at most {}", limit::ENGAGED_MS));
    }
    (signals.active_ms, signals.media_ms) = (record.active_ms, record.media_ms);
    if record.bottom_px > record.height_px || record.height_px > limit::PIXELS {
        return invalid(format!("bottom_px, height_px: in order, at most {}", limit::PIXELS));
    }
    (signals.bottom_px, signals.height_px) = (record.bottom_px, record.height_px);
    sections(&record.sections, signals)?;
    media(&record.media, signals)?;
    counts(&record, signals)?;
    view.events = record.events;
    Ok(())
}

fn sections(records: &[[u32; 2]], signals: &mut PageView) -> Checked<()> {
    if records.len() > limit::SECTIONS {
        return invalid(format!("sections: at most {}", limit::SECTIONS));
    }
    for (at, [words, ms]) in records.iter().enumerate() {
        if *words > limit::WORDS || *ms > limit::ENGAGED_MS {
            return invalid(format!("sections[{at}]: words and ms within bounds"));
        }
        let section = signals.sections.at(at);
        (section.words, section.ms) = (*words, *ms);
    }
    Ok(())
}

fn media(records: &[MediumRecord], signals: &mut PageView) -> Checked<()> {
    for (at, record) in records.iter().enumerate() {
        let Some(medium) = signals.media.at(at) else {
            return invalid(format!("media: at most {}", limit::MEDIA));
        };
        if record.length_s > limit::MEDIA_SECONDS {
            return invalid(format!("media[{at}].length_s: at most {}", limit::MEDIA_SECONDS));
        }
        medium.length_s = record.length_s;
        let mut end = None;
        for [from, to] in &record.played {
            let follows = end.is_none_or(|end| *from > end) && from < to;
            if !follows || *to > limit::MEDIA_SECONDS {
                return invalid(format!("media[{at}].played: stretches apart and in order"));
            }
            medium.played.add(*from, *to);
            end = Some(*to);
        }
    }
    Ok(())
}

fn counts(record: &PageViewRecord, signals: &mut PageView) -> Checked<()> {
    for (word, count) in &record.acts {
        match Act::ALL.iter().find(|act| record::act(**act) == word) {
            Some(act) if (1..=Act::MOST).contains(count) => signals.acts.set(*act, *count),
            _ => return invalid(format!("acts: 1 to {} of a known word", Act::MOST)),
        }
    }
    for (word, count) in &record.hand_raises {
        match HandRaise::ALL.iter().find(|kind| record::hand_raise(**kind) == word) {
            Some(kind) if (1..=HandRaise::MOST).contains(count) => {
                signals.hand_raises.set(*kind, *count);
            }
            _ => return invalid(format!("hand_raises: 1 to {} of a known word", HandRaise::MOST)),
        }
    }
    for word in &record.heard {
        match Heard::ALL.iter().find(|heard| heard.word() == word) {
            Some(heard) => signals.heard.add(*heard),
            None => return invalid("heard: no such word"),
        }
    }
    Ok(())
}
