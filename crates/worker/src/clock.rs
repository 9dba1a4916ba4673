//! Time, as all workers of the page have it.

use model::Nanos;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since this worker's time origin.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    /// This worker's time origin, in milliseconds since 1970.
    #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
    static TIME_ORIGIN: f64;
}

/// Time since 1970: each worker has its own origin, so only the sum can be compared between them.
#[must_use]
pub fn now() -> Nanos {
    let nanos = |millis: f64| Nanos((millis * 1e6) as u64);
    nanos(TIME_ORIGIN.with(|origin| *origin)) + nanos(performance_now())
}

/// The smallest step that the clock makes in a few.
#[must_use]
pub fn clock_step() -> Nanos {
    let step = |_| {
        let begin = performance_now();
        let mut end = begin;
        while end <= begin {
            end = performance_now();
        }
        Nanos(((end - begin) * 1e6).round() as u64)
    };
    (0..5).map(step).min().unwrap_or(Nanos::millis(1))
}
