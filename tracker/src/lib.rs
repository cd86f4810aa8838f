//! The core of the tracker: takes what the page's listeners noticed, folds it with
//! [`ungated_shared::signal::recorder`], and gives back numbers.
//!
//! The listeners (`js/`) decide *which* events and *when*; this module decides what they mean.
//! It is told times, positions and short texts; it knows nothing of storage, forms or identifiers.
//!
//! # Why bare exports, without wasm-bindgen?
//! Every reader of every page downloads it. Bindings for elements and values cost 1.8 kB
//! compressed, a quarter of the whole tag, and cannot be made into the JavaScript that takes over
//! where a page's policy forbids WebAssembly (wasm2js wants one table). Numbers need no bindings,
//! so one adapter of ten lines (`js/front.ts`) serves both. What is worth bindings, the live score
//! with its names, is a module of its own (`live/`) that loads where a page asks for it.
//!
//! # Why no allocator?
//! Nothing here allocates: texts come into a buffer of fixed size, numbers leave by another.
#![cfg_attr(target_arch = "wasm32", no_std)]

#[cfg(target_arch = "wasm32")]
mod runtime;

use core::cell::UnsafeCell;

use ungated_shared::limit;
use ungated_shared::page_view::flat;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::{self, HandRaise};
use ungated_shared::signal::link::{Followed, followed};
use ungated_shared::signal::recorder::{Recorder, Signal};

const MODEL: Model = Model::DEFAULT;
const HASH: u64 = MODEL.hash();

/// Bytes of a text that are looked at. Links are told apart by their scheme, host and the ending
/// of their path; languages and marks are words.
const TEXT: usize = 2_048;

/// How many numbers follow, points, and the model's hash (high and low half) stand before those of
/// the page view.
const HEAD: usize = 4;
/// Most numbers of a page view: see [`flat::write`].
const VIEW: usize = 5
    + Act::ALL.len()
    + HandRaise::ALL.len()
    + 2 * limit::SECTIONS
    + limit::MEDIA * (2 + 2 * limit::MEDIA_SPANS as usize);

/// Numbers, one after the other.
struct Out<'a> {
    to: &'a mut [u32],
    at: usize,
}

impl Out<'_> {
    #[inline(never)] // one copy
    fn put(&mut self, number: u32) {
        if let Some(to) = self.to.get_mut(self.at) {
            *to = number;
            self.at += 1;
        }
    }
}

struct Page(UnsafeCell<Core>);

struct Core {
    recorder: Recorder,
    unit: Unit,
    text: [u8; TEXT],
    numbers: [u32; HEAD + VIEW],
}

// SAFETY: a page's WASM has one thread, and no function below calls back into JavaScript.
#[allow(unsafe_code)]
unsafe impl Sync for Page {}

static PAGE: Page = Page(UnsafeCell::new(Core {
    recorder: Recorder::NEW,
    unit: Unit::Words,
    text: [0; TEXT],
    numbers: [0; HEAD + VIEW],
}));

fn core<T>(work: impl FnOnce(&mut Core) -> T) -> T {
    // SAFETY: as above; `work` is never re-entered.
    #[allow(unsafe_code)]
    work(unsafe { &mut *PAGE.0.get() })
}

fn page<T>(work: impl FnOnce(&mut Recorder) -> T) -> T {
    core(|core| work(&mut core.recorder))
}

impl Core {
    /// The first `bytes` of the text that was written.
    fn text(&self, bytes: usize) -> &str {
        let written = self.text.get(..bytes).unwrap_or(&[]);
        // SAFETY: `js/front.ts` writes by `TextEncoder.encodeInto`, which writes UTF-8 and whole
        // characters only (Encoding standard). To check it again would cost 250 bytes of 3,800.
        #[allow(unsafe_code)]
        unsafe {
            core::str::from_utf8_unchecked(written)
        }
    }
}

/// Functions that the listeners call; the build gives them short names.
macro_rules! exports {
    ($($(#[doc = $doc:literal])+ $name:ident($($arg:ident: $kind:ty),*) $(-> $out:ty)? $body:block)+) => {
        $($(#[doc = $doc])+
        // SAFETY: no other function of this crate's only module has the name.
        #[allow(unsafe_code)]
        #[unsafe(no_mangle)]
        pub extern "C" fn $name($($arg: $kind),*) $(-> $out)? $body)+
    };
}

exports! {
    /// Starts a page view. Times are whole milliseconds of the page's own clock, here and below.
    begin(now_ms: u32, visible: bool, focused: bool) {
        page(|p| p.begin(now_ms, visible, focused));
    }

    /// The pixels on screen. That the reader moved them, `active` says.
    viewport(top_px: u32, bottom_px: u32) {
        page(|p| p.viewport(top_px, bottom_px));
    }

    /// Where the content lies.
    content(top_px: u32, height_px: u32) {
        page(|p| p.content(top_px, height_px));
    }

    /// Where a section lies, and its words.
    section(index: u32, words: u32, top_px: u32, bottom_px: u32) {
        page(|p| p.section(index as usize, words, top_px, bottom_px));
    }

    /// A medium, the `index`th that played on this page, played on, paused or ended.
    media(now_ms: u32, index: u32, playing: bool, position_ms: u32, length_ms: u32) {
        let index = index as usize;
        page(|p| p.signal(now_ms, Signal::Media { index, playing, position_ms, length_ms }));
    }

    /// Something happened: the place of an act in [`Act::ALL`]; behind those that of a way to raise
    /// a hand in [`HandRaise::ALL`]; behind those that the reader did something, that the page was
    /// hidden or shown, that it lost the focus or got it. One function, as each costs bytes.
    did(now_ms: u32, kind: u32) {
        let kind = kind as usize;
        let rest = kind.wrapping_sub(Act::ALL.len());
        let signal = match (Act::ALL.get(kind), HandRaise::ALL.get(rest)) {
            (Some(act), _) => Signal::Act(*act),
            (_, Some(way)) => Signal::HandRaise(*way),
            _ => match rest.wrapping_sub(HandRaise::ALL.len()) {
                0 => Signal::Active,
                on @ (1 | 2) => Signal::Visible(on == 2),
                on => Signal::Focused(on == 4),
            },
        };
        page(|p| p.signal(now_ms, signal));
    }

    /// Where to write a text, of which the functions below take the bytes: at most 2,048.
    text() -> *const u8 {
        core(|core| core.text.as_ptr())
    }

    /// The language of the content; returns whether its length is counted in characters.
    language(bytes: usize) -> bool {
        core(|core| {
            core.unit = Unit::of(core.text(bytes));
            core.unit == Unit::Characters
        })
    }

    /// The link with this address was followed; returns 0 if that was reading on,
    /// 1 if an act, 2 if a hand was raised.
    link(now_ms: u32, bytes: usize, download: bool, same_host: bool) -> u32 {
        core(|core| {
            let (signal, meant) = match followed(core.text(bytes), download, same_host) {
                Some(Followed::HandRaise(kind)) => (Signal::HandRaise(kind), 2),
                Some(Followed::Act(act)) => (Signal::Act(act), 1),
                None => return 0,
            };
            core.recorder.signal(now_ms, signal);
            meant
        })
    }

    /// An element that the site marked with `data-ungated="…"` was used; returns 2 if that
    /// raised a hand, else 0.
    marked(now_ms: u32, bytes: usize) -> u32 {
        core(|core| {
            let Some(kind) = hand_raise::of_mark(core.text(bytes)) else { return 0 };
            core.recorder.signal(now_ms, Signal::HandRaise(kind));
            2
        })
    }

    /// Where the page view stands as numbers: how many follow, points, the model's hash (high and
    /// low half), then the page view as [`flat::write`] has it.
    numbers(now_ms: u32) -> *const u32 {
        core(|core| {
            let view = core.recorder.at(now_ms);
            let points = points(&MODEL, core.unit, view);
            let mut out = Out { to: &mut core.numbers, at: 1 };
            for number in [u32::from(points.total()), (HASH >> 32) as u32, HASH as u32] {
                out.put(number);
            }
            flat::write(view, &mut |number| out.put(number));
            let count = out.at as u32 - 1;
            Out { to: &mut core.numbers, at: 0 }.put(count);
            core.numbers.as_ptr()
        })
    }
}
