//! The core of the tracker: takes what the page's listeners noticed, folds it with
//! [`ungated_shared::recorder`], and gives back numbers.
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
use ungated_shared::model::Model;
use ungated_shared::page_view::{HandRaise, PageView};
use ungated_shared::recorder::{Recorder, Signal};
use ungated_shared::score::{Points, points, read_through};
use ungated_shared::{hand_raise, limit};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlAnchorElement, HtmlMediaElement};

const MODEL: Model = Model::DEFAULT;

struct Page(UnsafeCell<Recorder>);

// SAFETY: a page's WASM has one thread, and no function below calls back into JavaScript while
// it holds the recorder.
#[allow(unsafe_code)]
unsafe impl Sync for Page {}

static PAGE: Page = Page(UnsafeCell::new(Recorder::NEW));

fn page<T>(work: impl FnOnce(&mut Recorder) -> T) -> T {
    // SAFETY: as above; `work` is never re-entered.
    #[allow(unsafe_code)]
    work(unsafe { &mut *PAGE.0.get() })
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

/// A media element played on, paused or ended.
#[wasm_bindgen]
pub fn media(now_ms: u32, element: &HtmlMediaElement) {
    let playing = !element.paused() && !element.ended();
    page(|p| p.signal(now_ms, Signal::Media(playing)));
}

/// A link was followed; returns whether that raised a hand.
#[wasm_bindgen]
pub fn link(now_ms: u32, element: &HtmlAnchorElement) -> bool {
    raise(now_ms, hand_raise::of_link(&element.protocol(), &element.hostname()))
}

/// An element that the site marked with `data-ungated="…"` was used; returns whether that raised
/// a hand.
#[wasm_bindgen]
pub fn marked(now_ms: u32, mark: &str) -> bool {
    raise(now_ms, hand_raise::of_mark(mark))
}

fn raise(now_ms: u32, kind: Option<HandRaise>) -> bool {
    if let Some(kind) = kind {
        page(|p| p.signal(now_ms, Signal::HandRaise(kind)));
    }
    kind.is_some()
}

/// Numbers before the sections in [`numbers`].
const HEAD: usize = 6 + HandRaise::ALL.len();

/// The page view as it stands: engaged ms, bottom px, height px, points, the model's hash (high
/// and low half), hand-raises by kind, then words and ms of each section.
#[wasm_bindgen]
pub fn numbers(now_ms: u32) -> Uint32Array {
    let mut out = [0; HEAD + 2 * limit::SECTIONS];
    let len = page(|p| write(p.at(now_ms), &mut out));
    Uint32Array::from(out.get(..len).unwrap_or(&[]))
}

/// The points so far; two callers, one copy.
#[inline(never)]
fn earned(view: &PageView) -> Points {
    points(&MODEL, view)
}

fn write(view: &PageView, out: &mut [u32]) -> usize {
    let mut len = 0;
    let mut put = |value: u32| {
        if let Some(to) = out.get_mut(len) {
            *to = value;
            len += 1;
        }
    };
    let hash = MODEL.hash();
    put(view.engaged_ms);
    put(view.bottom_px.min(view.height_px));
    put(view.height_px);
    put(u32::from(earned(view).total()));
    put((hash >> 32) as u32);
    put(hash as u32);
    for kind in HandRaise::ALL {
        put(u32::from(view.hand_raises.of(kind)));
    }
    for section in view.sections.as_slice() {
        put(section.words);
        put(section.ms);
    }
    len
}

/// The score of this page view so far, for the page's own use: engaged ms, depth, read-through,
/// points, points for attention, points for read-through, hand-raises. The listeners give the
/// numbers their names, which costs a tenth of what names cost here.
#[wasm_bindgen]
pub fn score(now_ms: u32) -> JsValue {
    let score = page(|p| {
        let view = p.at(now_ms);
        let points = earned(view);
        (
            view.engaged_ms,
            view.depth(),
            read_through(&MODEL, view),
            points.total(),
            points.attention,
            points.read_through,
            view.hand_raises.total(),
        )
    });
    serde_wasm_bindgen::to_value(&score).unwrap_or(JsValue::NULL)
}
