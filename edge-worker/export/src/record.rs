//! A closed visit as an object of JSON: all that a segment keeps of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ungated_shared::item::{Item, Stage};
use ungated_shared::page_view::event::Events;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::heard::Heard;

use ungated_shard::codec::Writer;
use ungated_shard::fact::{View, Visit};
use ungated_shard::items::Items;

/// A visit. Texts are empty where nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitRecord {
    /// Its shard's region.
    pub region: String,
    /// Which of the region's shards.
    pub shard: u16,
    /// First hit, Unix ms.
    pub start_ms: u64,
    /// Last hit that kept it open, Unix ms.
    pub last_ms: u64,
    /// The word of the channel.
    pub channel: String,
    /// The source's name.
    pub source: String,
    /// `utm_campaign`.
    pub campaign: String,
    /// How sure the channel is, percent.
    pub confidence: u8,
    /// The word of the device.
    pub device: String,
    /// The word of the bot's class; empty for people.
    pub bot: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The segment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub segment: String,
    /// 0–100.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub fit: u8,
    /// Whether the network said where the reader works.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub classified: bool,
    /// Whether the reader was simulated.
    pub simulated: bool,
    /// 0–100.
    pub engagement: u8,
    /// 0–100.
    pub intent: u8,
    /// The word of its standing.
    pub standing: String,
    /// The hash of the model that scored it, 16 hexadecimal digits.
    pub model: String,
    /// Its page views, in order of opening.
    pub page_views: Vec<PageViewRecord>,
}

/// A page view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageViewRecord {
    /// When its first hit came, ms after the visit's start.
    pub after_ms: u64,
    /// Which of its hits came, hexadecimal: bit n for hit n, the last bit for all from 63 on.
    pub received: String,
    /// 0–100.
    pub points: u8,
    /// What was shown.
    pub item: ItemRecord,
    /// Engaged time in which the reader was active, ms.
    pub active_ms: u32,
    /// Engaged time that playing media alone vouches for, ms.
    pub media_ms: u32,
    /// Furthest pixel of the content seen.
    pub bottom_px: u32,
    /// The content's height, px.
    pub height_px: u32,
    /// Of each section its words and its time on screen, ms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<[u32; 2]>,
    /// What was played.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumRecord>,
    /// Acts, and how often.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub acts: BTreeMap<String, u8>,
    /// Hand-raises, and how often.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hand_raises: BTreeMap<String, u8>,
    /// What the reader said brought them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
    /// What the site named: name, properties, how often.
    #[serde(default = "none", skip_serializing_if = "Events::is_empty")]
    pub events: Events,
}

/// A content item, as its page described it last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRecord {
    /// Path.
    pub path: String,
    /// Title.
    pub title: String,
    /// Topic.
    pub topic: String,
    /// Author.
    pub author: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The word of the stage.
    pub stage: String,
    /// Language tag.
    pub language: String,
    /// Words of the main content.
    pub words: u32,
    /// What reading it counts for, percent.
    pub weight: u16,
}

/// A medium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediumRecord {
    /// Its length, s; 0 if not known.
    pub length_s: u32,
    /// The stretches that were played: from which second up to, and without, which.
    pub played: Vec<[u32; 2]>,
}

/// What is left out: a visit from before segments has the line, and the hash, that it had.
fn is_nothing<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

const fn none() -> Events {
    Events::NONE
}

/// The word of an act.
#[must_use]
pub const fn act(act: Act) -> &'static str {
    match act {
        Act::Copy => "copy",
        Act::Download => "download",
        Act::Outbound => "outbound",
        Act::Print => "print",
    }
}

/// The word of a hand-raise.
#[must_use]
pub const fn hand_raise(kind: HandRaise) -> &'static str {
    match kind {
        HandRaise::Mail => "mail",
        HandRaise::Call => "call",
        HandRaise::Calendar => "calendar",
        HandRaise::Chat => "chat",
        HandRaise::Copied => "copied",
        HandRaise::Named => "named",
    }
}

impl VisitRecord {
    /// The record of a visit in a shard.
    #[must_use]
    pub fn of(visit: &Visit, items: &Items, region: &str, shard: u16) -> Self {
        let origin = &visit.origin;
        Self {
            region: region.into(),
            shard,
            start_ms: visit.start_ms,
            last_ms: visit.last_ms,
            channel: origin.source.channel.word().into(),
            source: origin.source.name.clone(),
            campaign: origin.source.campaign.clone(),
            confidence: origin.source.confidence,
            device: origin.device.clone(),
            bot: origin.bot.clone(),
            country: origin.country.clone(),
            segment: origin.fit.segment.clone(),
            fit: origin.fit.score,
            classified: origin.fit.classified,
            simulated: origin.simulated,
            engagement: visit.engagement,
            intent: visit.intent,
            standing: visit.standing.clone(),
            model: format!("{:016x}", visit.model),
            page_views: visit.views.iter().map(|view| PageViewRecord::of(view, items)).collect(),
        }
    }

    /// Its line, without what ends it: the bytes that are hashed.
    #[must_use]
    #[inline(never)] // one copy
    pub fn line(&self) -> String {
        // Numbers, texts and lists: nothing that cannot be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl PageViewRecord {
    fn of(view: &View, items: &Items) -> Self {
        let signals = &view.signals;
        let medium = |medium: &ungated_shared::page_view::media::Medium| MediumRecord {
            length_s: medium.length_s,
            played: medium.played.spans().map(|(from, to)| [from, to]).collect(),
        };
        let heard = Heard::ALL.iter().filter(|heard| signals.heard.of(**heard) > 0);
        Self {
            after_ms: view.after_ms,
            received: format!("{:x}", view.received),
            points: view.points,
            item: items.get(view.item).map(ItemRecord::of).unwrap_or_default(),
            active_ms: signals.active_ms,
            media_ms: signals.media_ms,
            bottom_px: signals.bottom_px,
            height_px: signals.height_px,
            sections: signals.sections.as_slice().iter().map(|it| [it.words, it.ms]).collect(),
            media: signals.media.as_slice().iter().map(medium).collect(),
            acts: counted(Act::ALL, |kind| (act(kind), signals.acts.of(kind))),
            hand_raises: counted(HandRaise::ALL, |kind| {
                (hand_raise(kind), signals.hand_raises.of(kind))
            }),
            heard: heard.map(|heard| heard.word().into()).collect(),
            events: view.events.clone(),
        }
    }
}

/// The kinds that happened, with their counts.
fn counted<K: Kind>(kinds: &[K], of: impl Fn(K) -> (&'static str, u8)) -> BTreeMap<String, u8> {
    let counts = kinds.iter().map(|kind| of(*kind)).filter(|(_, count)| *count > 0);
    counts.map(|(word, count)| (word.into(), count)).collect()
}

impl ItemRecord {
    fn of(item: &Item) -> Self {
        Self {
            path: item.path.clone(),
            title: item.title.clone(),
            topic: item.topic.clone(),
            author: item.author.clone(),
            kind: item.kind.clone(),
            stage: item.stage.word().into(),
            language: item.language.clone(),
            words: item.words,
            weight: item.weight,
        }
    }

    /// The item; `None` if its stage is none.
    #[must_use]
    pub fn item(self) -> Option<Item> {
        let stage = Stage::ALL.into_iter().find(|stage| stage.word() == self.stage)?;
        let Self { path, title, topic, author, kind, stage: _, language, words, weight } = self;
        Some(Item { path, title, topic, author, kind, stage, language, words, weight })
    }
}

/// What of a visit no late hit changes, in eight bytes: start, origin, and which items when.
#[must_use]
pub fn imprint(visit: &Visit) -> u64 {
    let mut to = Writer::default();
    to.put(visit.start_ms);
    let origin = &visit.origin;
    for text in [&origin.source.name, &origin.source.campaign, &origin.device, &origin.country] {
        to.text(text);
    }
    for view in &visit.views {
        to.put(view.item);
        to.put(view.after_ms);
    }
    let digest = Sha256::digest(&to.0);
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
