//! What a module without the standard library has to bring along.
#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::panic::PanicInfo;
use core::ptr;

/// A core that hits a bug stops, and what was sent before stands. Saying why would link the
/// standard library's formatting, which is as large as all the rest.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// `ungated_shared` has parts that allocate, and so asks for an allocator. The core uses none of
/// them.
struct Nothing;

#[global_allocator]
static NOTHING: Nothing = Nothing;

// SAFETY: hands out no memory, so none is ever given back.
unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}
