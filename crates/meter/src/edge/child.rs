//! What the script of a worker with a memory of its own calls (`js/child.js`).

use live::ChildProgram;
use live::world::kernels;
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{now, remember_panics};

/// The program of such a worker, as its script holds it.
#[wasm_bindgen]
pub struct ChildEngine(ChildProgram);

#[wasm_bindgen]
impl ChildEngine {
    /// One that has been told nothing yet.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "only the script makes one")]
    pub fn new() -> Self {
        remember_panics();
        Self(ChildProgram::new(Arc::new(now), kernels()))
    }

    /// A message is there.
    pub fn arrived(&mut self) {
        self.0.arrived();
    }

    /// Does what it says; returns the answer to be posted.
    pub fn hear(&mut self, message: Vec<u8>) -> Vec<u8> {
        self.0.hear(message)
    }

    /// The answer was posted.
    pub fn answered(&mut self) {
        self.0.answered();
    }
}
