//! The core of the tracker: takes what the page's listeners noticed, folds it with
//! [`ungated_shared::signal::recorder`], and gives back numbers.
//!
//! The listeners (`js/`) decide *which* events and *when*; this module decides what they mean.
//! It is told times and reads two kinds of element through `web-sys`; it knows nothing of
//! storage, forms or identifiers.
//!
//! # Why so bare?
//! Every reader of every page downloads it. So: hardly any text crosses the boundary, no
//! path can panic, nothing is allocated but what the boundary itself needs, and the browser's own
//! `JSON.stringify` writes the hit.

mod arena;

use core::cell::UnsafeCell;

use js_sys::Uint32Array;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::{points, read_through};
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::{self, HandRaise};
use ungated_shared::signal::link::{Followed, followed};
use ungated_shared::signal::recorder::{Recorder, Signal};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlAnchorElement, HtmlMediaElement};

const MODEL: Model = Model::DEFAULT;
const HASH: u64 = MODEL.hash();

struct Page(UnsafeCell<Core>);

struct Core {
    recorder: Recorder,
    unit: Unit,
}

// SAFETY: a page's WASM has one thread, and no function below calls back into JavaScript while
// it holds the recorder.
#[allow(unsafe_code)]
unsafe impl Sync for Page {}

static PAGE: Page = Page(UnsafeCell::new(Core { recorder: Recorder::NEW, unit: Unit::Words }));

fn core<T>(work: impl FnOnce(&mut Core) -> T) -> T {
    // SAFETY: as above; `work` is never re-entered.
    #[allow(unsafe_code)]
    work(unsafe { &mut *PAGE.0.get() })
}

fn page<T>(work: impl FnOnce(&mut Recorder) -> T) -> T {
    core(|core| work(&mut core.recorder))
}

/// Starts a page view. Times are whole milliseconds of the page's own clock, here and below.
#[wasm_bindgen]
pub fn begin(now_ms: u32, visible: bool, focused: bool) {
    page(|p| p.begin(now_ms, visible, focused));
}

/// The reader did something.
#[wasm_bindgen]
pub fn active(now_ms: u32) {
    page(|p| p.signal(now_ms, Signal::Active));
}

/// The page was shown or hidden.
#[wasm_bindgen]
pub fn visible(now_ms: u32, is: bool) {
    page(|p| p.signal(now_ms, Signal::Visible(is)));
}

/// The page got or lost the focus.
#[wasm_bindgen]
pub fn focused(now_ms: u32, is: bool) {
    page(|p| p.signal(now_ms, Signal::Focused(is)));
}

/// The reader scrolled: the page pixels now on screen.
#[wasm_bindgen]
pub fn scroll(now_ms: u32, top_px: u32, bottom_px: u32) {
    page(|p| p.signal(now_ms, Signal::Scroll { top_px, bottom_px }));
}

/// The page pixels on screen, without the reader's doing.
#[wasm_bindgen]
pub fn viewport(top_px: u32, bottom_px: u32) {
    page(|p| p.viewport(top_px, bottom_px));
}

/// Where the content lies.
#[wasm_bindgen]
pub fn content(top_px: u32, height_px: u32) {
    page(|p| p.content(top_px, height_px));
}

/// Where a section lies, and its words.
#[wasm_bindgen]
pub fn section(index: u32, words: u32, top_px: u32, bottom_px: u32) {
    page(|p| p.section(index as usize, words, top_px, bottom_px));
}

/// The language of the content; returns whether its length is counted in characters.
#[wasm_bindgen]
pub fn language(tag: &str) -> bool {
    let unit = Unit::of(tag);
    core(|core| core.unit = unit);
    unit == Unit::Characters
}

/// A media element, the `index`th that played on this page, played on, paused or ended.
#[wasm_bindgen]
pub fn media(now_ms: u32, index: u32, element: &HtmlMediaElement) {
    let playing = !element.paused() && !element.ended();
    // Saturating: a length that is not known is NaN, and a live stream's is infinite.
    let length = element.duration();
    let length_ms = if length.is_finite() { (length * 1000.0) as u32 } else { 0 };
    let position_ms = (element.current_time() * 1000.0) as u32;
    let index = index as usize;
    page(|p| p.signal(now_ms, Signal::Media { index, playing, position_ms, length_ms }));
}

/// The page was printed.
#[wasm_bindgen]
pub fn printed(now_ms: u32) {
    page(|p| p.signal(now_ms, Signal::Act(Act::Print)));
}

/// A link was followed; returns whether that meant more than reading on.
#[wasm_bindgen]
pub fn link(now_ms: u32, element: &HtmlAnchorElement, download: bool, same_host: bool) -> bool {
    let signal = match followed(&element.href(), download, same_host) {
        Some(Followed::HandRaise(kind)) => Signal::HandRaise(kind),
        Some(Followed::Act(act)) => Signal::Act(act),
        None => return false,
    };
    page(|p| p.signal(now_ms, signal));
    true
}

/// An element that the site marked with `data-ungated="…"` was used; returns whether that raised
/// a hand.
#[wasm_bindgen]
pub fn marked(now_ms: u32, mark: &str) -> bool {
    let kind = hand_raise::of_mark(mark);
    if let Some(kind) = kind {
        page(|p| p.signal(now_ms, Signal::HandRaise(kind)));
    }
    kind.is_some()
}

/// Numbers before the sections in [`numbers`].
const HEAD: usize = 8 + <Act as Kind>::ALL.len() + <HandRaise as Kind>::ALL.len();
/// Numbers of a medium: length, how many stretches, from and to of each.
const MEDIUM: usize = 2 + 2 * limit::MEDIA_SPANS as usize;

/// The page view as it stands: engaged ms, of which by media alone, bottom px, height px, points,
/// the model's hash (high and low half), acts by kind, hand-raises by kind, how many sections,
/// words and ms of each, then of each medium its length, how many stretches, and from where to
/// where they go.
#[wasm_bindgen]
pub fn numbers(now_ms: u32) -> Uint32Array {
    let mut out = Out { len: 0, all: [0; _] };
    core(|core| {
        let [engaged_ms, _, _, points, ..] = figures(core, now_ms);
        write(core.recorder.at(now_ms), engaged_ms, points, &mut out);
    });
    Uint32Array::from(out.all.get(..out.len).unwrap_or(&[]))
}

/// The figures of a page view that [`score`] gives; two callers, one copy.
#[inline(never)]
fn figures(core: &mut Core, now_ms: u32) -> [u32; 8] {
    let view = core.recorder.at(now_ms);
    let points = points(&MODEL, core.unit, view);
    [
        view.engaged_ms(),
        u32::from(view.depth()),
        u32::from(read_through(&MODEL, core.unit, view)),
        u32::from(points.total()),
        u32::from(points.attention),
        u32::from(points.read_through),
        u32::from(points.kept),
        view.hand_raises.total(),
    ]
}

/// Numbers, one after the other.
struct Out {
    len: usize,
    all: [u32; HEAD + 2 * limit::SECTIONS + MEDIUM * limit::MEDIA],
}

impl Out {
    #[inline(never)] // one copy
    fn put(&mut self, value: u32) {
        if let Some(to) = self.all.get_mut(self.len) {
            *to = value;
            self.len += 1;
        }
    }
}

fn write(view: &PageView, engaged_ms: u32, points: u32, out: &mut Out) {
    for value in [
        engaged_ms,
        view.media_ms,
        view.bottom_px.min(view.height_px),
        view.height_px,
        points,
        (HASH >> 32) as u32,
        HASH as u32,
    ] {
        out.put(value);
    }
    for count in view.acts.as_slice().iter().chain(view.hand_raises.as_slice()) {
        out.put(u32::from(*count));
    }
    let sections = view.sections.as_slice();
    out.put(sections.len() as u32);
    for section in sections {
        out.put(section.words);
        out.put(section.ms);
    }
    for medium in view.media.as_slice() {
        out.put(medium.length_s);
        out.put(medium.spans());
        for (from, to) in medium.played.spans() {
            out.put(from);
            out.put(to);
        }
    }
}

/// The score of this page view so far, for the page's own use: engaged ms, depth, read-through,
/// points, points for attention, for read-through and for keeping it, hand-raises. The listeners give the
/// numbers their names, which costs a tenth of what names cost here.
#[wasm_bindgen]
pub fn score(now_ms: u32) -> JsValue {
    let score = core(|core| figures(core, now_ms));
    serde_wasm_bindgen::to_value(&score).unwrap_or(JsValue::NULL)
}
