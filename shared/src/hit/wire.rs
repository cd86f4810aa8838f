//! The one message that pages send: its wire form, and the checked form behind the door.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::page_url::{PageUrl, scrub_path};
use super::refusal::Refusal;
use super::{scrub, text};
use crate::item::{Item, Stage};
use crate::page_view::event::{Event, Events, WireEvent};
use crate::page_view::media::Medium;
use crate::page_view::{PageView, Section};
use crate::signal::act::Act;
use crate::signal::counts::{Counts, Kind};
use crate::signal::hand_raise::HandRaise;
use crate::signal::heard::Heard;
use crate::{content, limit};

/// The wire version that this code speaks.
pub const VERSION: u8 = 1;

/// A hit on the wire: JSON with short keys, so that anybody can read in their browser's tools
/// what is sent. A cumulative snapshot of one page view; see [`PageView`] for why.
///
/// Numbers are whole: a fraction, a negative or an overlarge number is no hit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Flat")]
pub struct Hit {
    /// Wire version: [`VERSION`].
    pub v: u8,
    /// Site.
    pub s: String,
    /// Page view id: 16 hex digits, random, made in the page's memory, gone with it.
    pub p: String,
    /// Sequence number in the page view, from 0; gaps are known network loss.
    #[serde(default)]
    pub n: u16,
    /// The page's address.
    pub u: String,
    /// The referring address, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub r: String,
    /// The content item.
    #[serde(default)]
    pub i: WireItem,
    /// What grows: `e`, `l`, `d`, `x`, `y`, `k`, `h`, `w`.
    #[serde(flatten)]
    pub view: Numbers,
    /// Events that the site named: name, properties, how often so far. What is none is left out
    /// and counted, so that a slip of the page's author costs no more than itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub o: Vec<Told>,
    /// The points that the page's own scoring gave, if it scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<u8>,
    /// The hash of the model it scored with: 16 hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub m: Option<String>,
    /// 1 if the page wants to know its visit so far (see [`crate::score::so_far`]), because it
    /// uses the live score.
    #[serde(default, skip_serializing_if = "is_none")]
    pub a: u8,
}

/// A hit as it lies in JSON. Read in one go: what serde flattens, it first reads into a form that
/// could be anything.
#[derive(Deserialize)]
struct Flat {
    v: u8,
    s: String,
    p: String,
    #[serde(default)]
    n: u16,
    u: String,
    #[serde(default)]
    r: String,
    #[serde(default)]
    i: WireItem,
    #[serde(default)]
    e: u32,
    #[serde(default)]
    l: u32,
    #[serde(default)]
    d: [u32; 2],
    #[serde(default)]
    x: Vec<[u32; 2]>,
    #[serde(default)]
    y: Vec<Vec<u32>>,
    #[serde(default)]
    k: BTreeMap<Act, u8>,
    #[serde(default)]
    h: BTreeMap<HandRaise, u8>,
    #[serde(default)]
    w: Vec<Heard>,
    #[serde(default)]
    o: Vec<Told>,
    #[serde(default)]
    q: Option<u8>,
    #[serde(default)]
    m: Option<String>,
    #[serde(default)]
    a: u8,
}

impl From<Flat> for Hit {
    fn from(Flat { v, s, p, n, u, r, i, e, l, d, x, y, k, h, w, o, q, m, a }: Flat) -> Self {
        let view = Numbers { e, l, d, x, y, k, h, w };
        Self { v, s, p, n, u, r, i, view, o, q, m, a }
    }
}

/// What a page says is an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Told {
    /// It has the form of one.
    Event(WireEvent),
    /// It has not.
    Other(serde_json::Value),
}

/// The content item on the wire; every field may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WireItem {
    /// Canonical path, if the page names one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub c: String,
    /// Title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub t: String,
    /// Type.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub y: String,
    /// Topic.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub p: String,
    /// Author.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub a: String,
    /// Funnel stage.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub g: String,
    /// Words of the main content.
    pub w: u32,
    /// Language tag.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub l: String,
}

/// A hit behind the door: every value is within its bounds, every text is clean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Site, not yet known to exist.
    pub site: String,
    /// Page view id.
    pub page_view: u64,
    /// Sequence number in the page view.
    pub sequence: u16,
    /// Where the page lives.
    pub url: PageUrl,
    /// The referring address as sent; only [`crate::source::source`] looks at it.
    pub referrer: String,
    /// The content item.
    pub item: Item,
    /// What is known of the page view.
    pub view: PageView,
    /// What the site named on it.
    #[serde(default, skip_serializing_if = "Events::is_empty")]
    pub events: Events,
    /// How many events it brought that are none.
    #[serde(default)]
    pub refused_events: u8,
    /// The page's own points and the hash of the model they were made with.
    pub claim: Option<(u8, u64)>,
    /// Whether the page wants to know its visit so far.
    #[serde(default)]
    pub asks: bool,
}

impl Hit {
    /// Reads a body.
    ///
    /// # Errors
    /// [`Refusal::Empty`], [`Refusal::TooLarge`], [`Refusal::Decode`] or [`Refusal::Version`].
    pub fn read(body: &[u8]) -> Result<Snapshot, Refusal> {
        if body.is_empty() {
            return Err(Refusal::Empty);
        }
        if body.len() > limit::HIT_BYTES {
            return Err(Refusal::TooLarge);
        }
        #[derive(Deserialize)]
        struct OnlyVersion {
            v: u8,
        }
        // As serde has it, a list of all fields would be one too.
        if body.trim_ascii_start().first() != Some(&b'{') {
            return Err(Refusal::Decode);
        }
        match serde_json::from_slice::<Self>(body) {
            Ok(hit) if hit.v == VERSION => hit.check(),
            // A later wire form may differ in everything but its version.
            _ => match serde_json::from_slice::<OnlyVersion>(body) {
                Ok(OnlyVersion { v }) if v != VERSION => Err(Refusal::Version),
                _ => Err(Refusal::Decode),
            },
        }
    }

    /// Checks every field once.
    ///
    /// # Errors
    /// [`Refusal::Decode`] for a value out of its bounds.
    pub fn check(self) -> Result<Snapshot, Refusal> {
        let known = |ok: bool| if ok { Ok(()) } else { Err(Refusal::Decode) };
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        known(!self.s.is_empty() && self.s.len() <= limit::SITE_BYTES && self.s.chars().all(name))?;
        let page_view = hex(&self.p).ok_or(Refusal::Decode)?;
        let url = PageUrl::parse(&self.u).ok_or(Refusal::Decode)?;
        known(self.i.w <= limit::WORDS)?;
        let view = PageView::try_from(self.view)?;
        known(self.o.is_empty() || events_bytes(&self.o) <= limit::EVENTS_BYTES)?;
        known(self.o.len() <= limit::EVENTS)?;
        let mut events = Events::NONE;
        let mut refused_events = 0;
        for told in self.o {
            let event = match told {
                Told::Event((name, props, count)) => Event::new(&name, props).map(|it| (it, count)),
                Told::Other(_) => None,
            };
            match event {
                Some((event, count)) => events.set(event, count),
                None => refused_events += 1,
            }
        }
        let claim = match (self.q, self.m) {
            (Some(points), Some(model)) => {
                known(points <= 100)?;
                Some((points, hex(&model).ok_or(Refusal::Decode)?))
            }
            _ => None,
        };
        let label = |raw: &str| scrub::label(raw, limit::LABEL_CHARS);
        let item = Item {
            path: if self.i.c.is_empty() { url.path.clone() } else { scrub_path(&self.i.c) },
            title: scrub::title(&self.i.t, limit::TITLE_CHARS),
            topic: label(&self.i.p),
            author: label(&self.i.a),
            kind: content::kind::of(&self.i.y),
            stage: Stage::from_word(&self.i.g),
            language: language(&self.i.l),
            words: self.i.w,
            ..Item::default()
        };
        Ok(Snapshot {
            site: self.s,
            page_view,
            sequence: self.n,
            url,
            referrer: self.r,
            item,
            view,
            events,
            refused_events,
            claim,
            asks: self.a == 1,
        })
    }
}

/// A language tag, or nothing if it has not the form of one.
fn language(raw: &str) -> String {
    let tag = text::clean(raw, limit::LABEL_CHARS).replace('_', "-");
    if content::metadata::is_language(&tag) { tag } else { String::new() }
}

/// A page view as numbers: the part of a hit that grows, and the form that facts keep.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Numbers {
    /// Engaged time, ms.
    pub e: u32,
    /// How much of it playing media alone vouches for, ms.
    #[serde(skip_serializing_if = "is_zero")]
    pub l: u32,
    /// Furthest pixel of the content seen, and the content's height.
    pub d: [u32; 2],
    /// Sections in order: words, ms on screen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub x: Vec<[u32; 2]>,
    /// Media in order of first playing: length in s, then the stretches that were played, each
    /// from one second up to, and without, another, in order and with gaps between.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub y: Vec<Vec<u32>>,
    /// Acts by kind.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub k: BTreeMap<Act, u8>,
    /// Hand-raises by kind.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub h: BTreeMap<HandRaise, u8>,
    /// What the reader said brought them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub w: Vec<Heard>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
fn is_none(n: &u8) -> bool {
    *n == 0
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as above
fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl From<&PageView> for Numbers {
    fn from(view: &PageView) -> Self {
        let spans = |medium: &Medium| {
            let spans = medium.played.spans().flat_map(|(from, to)| [from, to]);
            core::iter::once(medium.length_s).chain(spans).collect()
        };
        Self {
            e: view.engaged_ms(),
            l: view.media_ms,
            d: [view.bottom_px.min(view.height_px), view.height_px],
            x: view.sections.as_slice().iter().map(|s| [s.words, s.ms]).collect(),
            y: view.media.as_slice().iter().map(spans).collect(),
            k: counted(&view.acts),
            h: counted(&view.hand_raises),
            w: counted(&view.heard).into_keys().collect(),
        }
    }
}

fn counted<K: Kind + Ord, const N: usize>(counts: &Counts<K, N>) -> BTreeMap<K, u8> {
    K::ALL.iter().map(|kind| (*kind, counts.of(*kind))).filter(|(_, n)| *n > 0).collect()
}

impl TryFrom<Numbers> for PageView {
    type Error = Refusal;

    /// Checks every number once.
    fn try_from(numbers: Numbers) -> Result<Self, Refusal> {
        let [bottom_px, height_px] = numbers.d;
        let fine = numbers.e <= limit::ENGAGED_MS
            && numbers.l <= numbers.e
            && bottom_px <= height_px
            && height_px <= limit::PIXELS
            && numbers.x.len() <= limit::SECTIONS
            && numbers
                .x
                .iter()
                .all(|[words, ms]| *words <= limit::WORDS && *ms <= limit::ENGAGED_MS);
        if !fine {
            return Err(Refusal::Decode);
        }
        let (active_ms, media_ms) = (numbers.e - numbers.l, numbers.l);
        let mut view = Self { active_ms, media_ms, bottom_px, height_px, ..Self::NEW };
        for (index, [words, ms]) in numbers.x.iter().enumerate() {
            *view.sections.at(index) = Section { words: *words, ms: *ms };
        }
        for (index, medium) in numbers.y.iter().enumerate() {
            let place = view.media.at(index).ok_or(Refusal::Decode)?;
            *place = self::medium(medium).ok_or(Refusal::Decode)?;
        }
        for (kind, count) in numbers.k {
            view.acts.set(kind, count);
        }
        for (kind, count) in numbers.h {
            view.hand_raises.set(kind, count);
        }
        for heard in numbers.w {
            view.heard.add(heard);
        }
        Ok(view)
    }
}

/// A medium from its length and stretches; `None` if they are not in order or beyond bounds.
fn medium(numbers: &[u32]) -> Option<Medium> {
    let (length_s, stretches) = numbers.split_first()?;
    let (pairs, rest) = stretches.as_chunks::<2>();
    if *length_s > limit::MEDIA_SECONDS || !rest.is_empty() {
        return None;
    }
    let mut medium = Medium { length_s: *length_s, ..Medium::NEW };
    let mut end = None;
    for &[from, to] in pairs {
        let follows = end.is_none_or(|end| from > end) && from < to;
        if !follows || to > limit::MEDIA_SECONDS {
            return None;
        }
        medium.played.add(from, to);
        end = Some(to);
    }
    Some(medium)
}

impl Serialize for PageView {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Numbers::from(self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for PageView {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let numbers = Numbers::deserialize(from)?;
        numbers.try_into().map_err(|_| serde::de::Error::custom("a page view out of bounds"))
    }
}

fn events_bytes(events: &[Told]) -> usize {
    serde_json::to_vec(events).map_or(usize::MAX, |json| json.len())
}

/// 16 hex digits as a number.
fn hex(digits: &str) -> Option<u64> {
    let all_hex = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if all_hex { u64::from_str_radix(digits, 16).ok() } else { None }
}
