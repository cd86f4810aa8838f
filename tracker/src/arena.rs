//! The allocator: a stack. What is allocated last is freed first, and then its room is free.
//!
//! # Why not the default one?
//! It weighs 2.4 kB compressed. What is allocated here are wasm-bindgen's table of references,
//! once, and short strings on their way from an element to a comparison, one or two at a time
//! and freed in reverse order: a stack is enough, and a test frees a thousand of them.

#![cfg(target_arch = "wasm32")]
#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr;

/// Room for the longest strings that are read: an anchor's host and scheme, a data attribute.
/// A page that writes more into one makes the allocation fail, and the listener gives up.
const BYTES: usize = 16 * 1024;

/// Every size is rounded up to this, so that blocks lie one behind the other without gaps.
const ALIGN: usize = 8;

#[repr(align(8))]
struct Arena {
    bytes: UnsafeCell<[u8; BYTES]>,
    used: UnsafeCell<usize>,
}

// SAFETY: a page's WASM has one thread.
unsafe impl Sync for Arena {}

#[global_allocator]
static ARENA: Arena = Arena { bytes: UnsafeCell::new([0; BYTES]), used: UnsafeCell::new(0) };

impl Arena {
    fn start(&self) -> *mut u8 {
        self.bytes.get().cast()
    }

    /// Where a block begins, if it is the last one.
    fn last(&self, block: *mut u8, size: usize) -> Option<usize> {
        let at = (block as usize).wrapping_sub(self.start() as usize);
        // SAFETY: as above, one thread; the reference does not outlive this line.
        let used = unsafe { *self.used.get() };
        (at.wrapping_add(rounded(size)) == used).then_some(at)
    }

    /// Makes the last block end at `end`, if there is room.
    fn set_used(&self, end: usize) -> bool {
        let fits = end <= BYTES;
        if fits {
            // SAFETY: as above.
            unsafe { *self.used.get() = end };
        }
        fits
    }
}

const fn rounded(size: usize) -> usize {
    size.wrapping_add(ALIGN - 1) & !(ALIGN - 1)
}

// SAFETY: hands out disjoint parts of `bytes`, all aligned to `ALIGN`, and takes room back only
// from the end, where the freed block was.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        let at = unsafe { *self.used.get() };
        let size = rounded(layout.size());
        if layout.align() > ALIGN || size > BYTES || !self.set_used(at + size) {
            return ptr::null_mut();
        }
        // SAFETY: `at + size` is within `bytes`.
        unsafe { self.start().add(at) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if let Some(at) = self.last(block, layout.size()) {
            self.set_used(at);
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if let Some(at) = self.last(block, layout.size()) {
            let fits = size <= BYTES && self.set_used(at + rounded(size));
            return if fits { block } else { ptr::null_mut() };
        }
        // SAFETY: the caller promises a size that makes a layout.
        let to = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
        if !to.is_null() {
            // SAFETY: both blocks are at least that long, and disjoint.
            unsafe { ptr::copy_nonoverlapping(block, to, layout.size().min(size)) };
        }
        to
    }
}
