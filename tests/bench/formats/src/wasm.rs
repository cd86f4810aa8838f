//! The door of the wasm: bytes in, one by one, and the sums of the formats that are compiled in.
#![allow(unsafe_code)] // an export's name is unsafe, as two of the same would clash

use std::cell::RefCell;

use crate::FORMATS;

thread_local! {
    static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Takes a byte.
#[unsafe(no_mangle)]
pub extern "C" fn push(byte: u8) {
    BYTES.with_borrow_mut(|bytes| bytes.push(byte));
}

/// Scans what was taken.
#[unsafe(no_mangle)]
pub extern "C" fn scan() -> u64 {
    BYTES.with_borrow(|bytes| {
        let scan = |format: &crate::Format| {
            let asked = (format.question)(bytes).into_iter().flat_map(|it| it.into_values());
            (format.whole)(bytes).unwrap_or(0).wrapping_add(asked.sum())
        };
        FORMATS.iter().map(scan).fold(0, u64::wrapping_add)
    })
}
