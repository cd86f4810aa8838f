//! The allocator: a small arena that is empty again whenever nothing is borrowed from it.
//!
//! # Why not the default one?
//! It weighs 2.4 kB compressed. What is allocated here are short strings on their way from an
//! element to a comparison, one or two at a time, so counting them is enough.

#![cfg(target_arch = "wasm32")]
#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;

/// Room for the longest strings that are read: an anchor's host and scheme, a data attribute.
/// A page that writes more into one makes the allocation fail, and the listener gives up.
const BYTES: usize = 16 * 1024;

#[repr(align(16))]
struct Arena {
    bytes: UnsafeCell<[u8; BYTES]>,
    used: UnsafeCell<usize>,
    alive: UnsafeCell<usize>,
}

// SAFETY: a page's WASM has one thread.
unsafe impl Sync for Arena {}

#[global_allocator]
static ARENA: Arena = Arena {
    bytes: UnsafeCell::new([0; BYTES]),
    used: UnsafeCell::new(0),
    alive: UnsafeCell::new(0),
};

// SAFETY: hands out disjoint, aligned parts of `bytes`; starts over only when none is alive.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (used, alive) = unsafe { (&mut *self.used.get(), &mut *self.alive.get()) };
        let start = used.wrapping_add(layout.align() - 1) & !(layout.align() - 1);
        let end = start.wrapping_add(layout.size());
        if end > BYTES || end < start {
            return core::ptr::null_mut();
        }
        *used = end;
        *alive += 1;
        unsafe { self.bytes.get().cast::<u8>().add(start) }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {
        let (used, alive) = unsafe { (&mut *self.used.get(), &mut *self.alive.get()) };
        *alive = alive.wrapping_sub(1);
        if *alive == 0 {
            *used = 0;
        }
    }
}
