//! The one message that pages send: its wire form, and the checked form behind the door.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::item::{Item, Stage};
use crate::page_url::{PageUrl, scrub_path};
use crate::page_view::{HandRaise, PageView, Section};
use crate::refusal::Refusal;
use crate::{limit, text};

/// The wire version that this code speaks.
pub const VERSION: u8 = 1;

/// A hit on the wire: JSON with short keys, so that anybody can read in their browser's tools
/// what is sent. A cumulative snapshot of one page view; see [`PageView`] for why.
///
/// Numbers are whole: a fraction, a negative or an overlarge number is no hit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// What grows: `e`, `d`, `x`, `h`.
    #[serde(flatten)]
    pub view: Numbers,
    /// The points that the page's own scoring gave, if it scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<u8>,
    /// The hash of the model it scored with: 16 hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub m: Option<String>,
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
    /// The page's own points and the hash of the model they were made with.
    pub claim: Option<(u8, u64)>,
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
        // The version first: a later wire form may differ in everything else.
        let version: OnlyVersion = serde_json::from_slice(body).map_err(|_| Refusal::Decode)?;
        if version.v != VERSION {
            return Err(Refusal::Version);
        }
        serde_json::from_slice::<Self>(body).map_err(|_| Refusal::Decode)?.check()
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
        let claim = match (self.q, self.m) {
            (Some(points), Some(model)) => {
                known(points <= 100)?;
                Some((points, hex(&model).ok_or(Refusal::Decode)?))
            }
            _ => None,
        };
        let label = |raw: &str| text::clean(raw, limit::LABEL_CHARS);
        let item = Item {
            path: if self.i.c.is_empty() { url.path.clone() } else { scrub_path(&self.i.c) },
            title: text::clean(&self.i.t, limit::TITLE_CHARS),
            topic: label(&self.i.p),
            author: label(&self.i.a),
            kind: label(&self.i.y),
            stage: Stage::from_word(&self.i.g),
            language: label(&self.i.l),
            words: self.i.w,
        };
        Ok(Snapshot {
            site: self.s,
            page_view,
            sequence: self.n,
            url,
            referrer: self.r,
            item,
            view,
            claim,
        })
    }
}

/// A page view as numbers: the part of a hit that grows, and the form that facts keep.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Numbers {
    /// Engaged time, ms.
    pub e: u32,
    /// Furthest pixel of the content seen, and the content's height.
    pub d: [u32; 2],
    /// Sections in order: words, ms on screen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub x: Vec<[u32; 2]>,
    /// Hand-raises by kind.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub h: BTreeMap<HandRaise, u8>,
}

impl From<&PageView> for Numbers {
    fn from(view: &PageView) -> Self {
        let count = |kind| (kind, view.hand_raises.of(kind));
        Self {
            e: view.engaged_ms,
            d: [view.bottom_px.min(view.height_px), view.height_px],
            x: view.sections.as_slice().iter().map(|s| [s.words, s.ms]).collect(),
            h: HandRaise::ALL.into_iter().map(count).filter(|(_, n)| *n > 0).collect(),
        }
    }
}

impl TryFrom<Numbers> for PageView {
    type Error = Refusal;

    /// Checks every number once.
    fn try_from(numbers: Numbers) -> Result<Self, Refusal> {
        let [bottom_px, height_px] = numbers.d;
        let fine = numbers.e <= limit::ENGAGED_MS
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
        let mut view = Self { engaged_ms: numbers.e, bottom_px, height_px, ..Self::NEW };
        for (index, [words, ms]) in numbers.x.iter().enumerate() {
            *view.sections.at(index) = Section { words: *words, ms: *ms };
        }
        for (kind, count) in numbers.h {
            view.hand_raises.set(kind, count);
        }
        Ok(view)
    }
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

/// 16 hex digits as a number.
fn hex(digits: &str) -> Option<u64> {
    let all_hex = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if all_hex { u64::from_str_radix(digits, 16).ok() } else { None }
}
