//! What is left to say of a panic, which in a browser ends the program.

use model::Reply;
use model::message::encode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use wasm_bindgen::prelude::wasm_bindgen;

/// The last words of the thread that panicked first.
static LAST_WORDS: Mutex<Option<String>> = Mutex::new(None);

/// The bytes that could not be allocated. Whoever can't have them can't panic either: a message takes memory.
static MISSING: AtomicUsize = AtomicUsize::new(0);

/// Has panics of this memory's threads leave word.
pub fn remember_panics() {
    std::alloc::set_alloc_error_hook(|layout| MISSING.store(layout.size(), Ordering::Relaxed));
    std::panic::set_hook(Box::new(|info| {
        let mut words = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
        words.get_or_insert_with(|| info.to_string());
    }));
}

/// What the thread that panicked first in this memory said, once.
#[wasm_bindgen(js_name = panicWords)]
#[must_use]
pub fn panic_words() -> Option<String> {
    LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// The bytes of a `Reply` that says how a thread died, once; the program is to be replaced then.
#[wasm_bindgen(js_name = lastWords)]
#[must_use]
pub fn last_words() -> Option<Vec<u8>> {
    encode(&failed(panic_words()?)).ok()
}

/// How many bytes could not be had any more, if that is how a thread died: then nothing is said by [`last_words`].
#[wasm_bindgen(js_name = outOfMemory)]
#[must_use]
pub fn out_of_memory() -> usize {
    MISSING.load(Ordering::Relaxed)
}

/// For tests of the page: what breaks the thread that does it, by a `"trap"`, so that it is to `"use up memory"`, or
/// else by a panic.
#[must_use]
pub fn broken(how: &str) -> fn() {
    match how {
        _ if how.starts_with("trap") => || core::arch::wasm32::unreachable(),
        _ if how.starts_with("use up memory") => || loop {
            std::mem::forget(std::hint::black_box(Vec::<u8>::with_capacity(16_000_000)));
        },
        _ => || panic!("on purpose"),
    }
}

/// What is said of a failure that no request is known of.
#[must_use]
pub const fn failed(message: String) -> Reply {
    Reply::Failed { id: None, message }
}
