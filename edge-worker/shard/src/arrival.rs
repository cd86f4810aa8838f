//! A hit on its way to its shard: checked, classed, and without anything that names a person.

use ungated_shared::item::{Item, Stage};
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::Events;
use ungated_shared::source::Source;
use ungated_shared::source::channel::Channel;

use crate::codec::{Reader, Writer};
use crate::packed;

/// A visitor's anonymous key. Without the salt, which dies with its day, it says nothing about
/// anybody.
pub type Key = [u8; 16];

/// Where a visit comes from, as its first hit says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Source, channel, campaign.
    pub source: Source,
    /// The word of the device.
    pub device: String,
    /// The word of the bot's class, or empty.
    pub bot: String,
    /// Country, or empty.
    pub country: String,
    /// How well the reader fits what the site writes for.
    pub fit: Fit,
    /// Whether the reader is simulated.
    pub simulated: bool,
}

/// What a site's segment rules say of a reader: all that is kept of who runs the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// The segment, or empty.
    pub segment: String,
    /// 0–100.
    pub score: u8,
    /// Whether the network says where the reader works.
    pub classified: bool,
}

/// A hit as it arrives at its shard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When the Worker had it, Unix ms.
    pub now_ms: u64,
    /// Whether it is for a visit that is here already, and for another shard if there is none.
    pub only_known: bool,
    /// Whether the page wants to know its visit so far.
    pub asks: bool,
    /// Stands for the network it came from, for this minute; 0 if nobody counts. Not kept.
    pub network: u64,
    /// The visitor's keys, today's first; none where the site wants none.
    pub keys: Vec<Key>,
    /// The page view's id.
    pub page_view: u64,
    /// The hit's number in its page view.
    pub sequence: u16,
    /// Where it comes from.
    pub origin: Origin,
    /// The content item.
    pub item: Item,
    /// What is known of the page view.
    pub view: PageView,
    /// What the site named on it.
    pub events: Events,
    /// How many events it brought that are none.
    pub refused_events: u8,
    /// The page's own points and the hash of the model they were made with.
    pub claim: Option<(u8, u64)>,
    /// Rules that would have refused it, were they not on trial.
    pub on_trial: Vec<String>,
}

const ONLY_KNOWN: u64 = 1;
const ASKS: u64 = 2;
const CLAIMS: u64 = 4;

const SIMULATED: u8 = 1;
/// A [`Fit`] follows. Where there is nothing in it there is none, so that what a site without segment
/// rules writes is what the release before them reads.
const FITS: u8 = 2;

impl Origin {
    /// Whether there is anything to tell of its fit.
    pub(crate) fn fits(&self) -> bool {
        self.fit != Fit::default()
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        to.text(self.source.channel.word());
        to.text(&self.source.name);
        to.text(&self.source.campaign);
        to.put(self.source.confidence);
        to.text(&self.device);
        to.text(&self.bot);
        to.text(&self.country);
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        let fits = self.fits();
        to.put(flag(self.simulated, SIMULATED) | flag(fits, FITS));
        if fits {
            to.text(&self.fit.segment);
            to.put(self.fit.score);
            to.put(u8::from(self.fit.classified));
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let channel = Channel::from_word(from.text()?)?;
        let (name, campaign) = (from.string()?, from.string()?);
        let source = Source { name, channel, campaign, confidence: from.fit()? };
        let (device, bot, country) = (from.string()?, from.string()?, from.string()?);
        let flags: u8 = from.fit()?;
        let mut fit = Fit::default();
        if flags & FITS != 0 {
            fit.segment = from.string()?;
            fit.score = from.fit().filter(|score| *score <= 100)?;
            fit.classified = from.number()? != 0;
        }
        Some(Self { source, device, bot, country, fit, simulated: flags & SIMULATED != 0 })
    }
}

pub(crate) fn write_item(to: &mut Writer, item: &Item) {
    for text in [&item.path, &item.title, &item.topic, &item.author, &item.kind] {
        to.text(text);
    }
    to.text(item.stage.word());
    to.text(&item.language);
    to.put(item.words);
    to.put(item.weight);
}

pub(crate) fn read_item(from: &mut Reader<'_>) -> Option<Item> {
    let mut text = || from.string();
    let (path, title, topic, author, kind) = (text()?, text()?, text()?, text()?, text()?);
    let stage = Stage::from_word(from.text()?);
    let language = from.string()?;
    let (words, weight) = (from.fit()?, from.fit()?);
    Some(Item { path, title, topic, author, kind, stage, language, words, weight })
}

impl Arrival {
    /// Writes it down.
    pub fn write(&self, to: &mut Writer) {
        let flag = |is: bool, flag: u64| if is { flag } else { 0 };
        to.put(
            flag(self.only_known, ONLY_KNOWN)
                | flag(self.asks, ASKS)
                | flag(self.claim.is_some(), CLAIMS),
        );
        to.put(self.now_ms);
        to.put(self.network);
        to.put(self.keys.len() as u64);
        for key in &self.keys {
            to.raw(key);
        }
        to.raw(&self.page_view.to_le_bytes());
        to.put(self.sequence);
        self.origin.write(to);
        write_item(to, &self.item);
        packed::write(to, &self.view, &self.events);
        to.put(self.refused_events);
        if let Some((points, model)) = self.claim {
            to.put(points);
            to.put(model);
        }
        to.put(self.on_trial.len() as u64);
        for code in &self.on_trial {
            to.text(code);
        }
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(from: &mut Reader<'_>) -> Option<Self> {
        let flags = from.number()?;
        let (now_ms, network) = (from.number()?, from.number()?);
        let mut keys = Vec::new();
        for _ in 0..from.count()? {
            keys.push(from.raw(16)?.try_into().ok()?);
        }
        let page_view = u64::from_le_bytes(from.raw(8)?.try_into().ok()?);
        let sequence = from.fit()?;
        let origin = Origin::read(from)?;
        let item = read_item(from)?;
        let (view, events) = packed::read(from)?;
        let refused_events = from.fit()?;
        let claim = if flags & CLAIMS != 0 { Some((from.fit()?, from.number()?)) } else { None };
        let mut on_trial = Vec::new();
        for _ in 0..from.count()? {
            on_trial.push(from.string()?);
        }
        let (only_known, asks) = (flags & ONLY_KNOWN != 0, flags & ASKS != 0);
        Some(Self {
            now_ms,
            only_known,
            asks,
            network,
            keys,
            page_view,
            sequence,
            origin,
            item,
            view,
            events,
            refused_events,
            claim,
            on_trial,
        })
    }
}
