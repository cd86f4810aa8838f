//! The functions as raw exports of a wasm module: text in, text out, no glue.

#![cfg(target_arch = "wasm32")]
#![allow(unsafe_code)] // the boundary itself: memory that the other side wrote

use std::cell::RefCell;

use serde_json::{Value, json};

use crate::{random, run};

thread_local! {
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for `len` bytes that the caller writes before it calls [`check`].
#[unsafe(no_mangle)]
extern "C" fn room(len: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|text| {
        text.clear();
        text.resize(len, 0);
        text.as_mut_ptr()
    })
}

/// Runs `{noun, given}` that the caller wrote, and returns how long the answer is; [`answer`] says
/// where.
#[unsafe(no_mangle)]
extern "C" fn check() -> usize {
    TEXT.with_borrow_mut(|text| {
        let case: Value = serde_json::from_slice(text).unwrap();
        *text = run(case["noun"].as_str().unwrap(), &case["given"]).to_string().into_bytes();
        text.len()
    })
}

/// Digests of the random visits from `seed` on, as text; returns its length.
#[unsafe(no_mangle)]
extern "C" fn digests(seed: u32, blocks: u32) -> usize {
    TEXT.with_borrow_mut(|text| {
        let all = random::digests(seed.into(), blocks).map(|digest| format!("{digest:016x}"));
        *text = json!(all.collect::<Vec<_>>()).to_string().into_bytes();
        text.len()
    })
}

/// Where the answer stands.
#[unsafe(no_mangle)]
extern "C" fn answer() -> *const u8 {
    TEXT.with_borrow(|text| text.as_ptr())
}
