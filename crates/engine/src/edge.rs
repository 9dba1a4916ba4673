//! What the worker's script calls; the only place that knows of JavaScript.

use crate::Desk;
use model::message::encode;
use model::{Capabilities, Reply};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;

/// The engine, as the worker's script holds it.
#[wasm_bindgen]
pub struct Engine {
    desk: Desk,
    replies: Rc<RefCell<VecDeque<Reply>>>,
}

#[wasm_bindgen]
impl Engine {
    /// Starts the engine; its first reply is there at once.
    ///
    /// `pool` is how many threads a meter starts here, 0 where it can't have any, and `processors` is
    /// `navigator.hardwareConcurrency`.
    #[wasm_bindgen(constructor)]
    pub fn new(isolated: bool, pool: u32, processors: u32) -> Self {
        worker::remember_panics();
        let clock_step = worker::clock_step();
        let capabilities = Capabilities { isolated, pool, processors, clock_step };
        let replies = Rc::new(RefCell::new(VecDeque::new()));
        let post = replies.clone();
        Self { desk: Desk::new(capabilities, move |reply| post.borrow_mut().push_back(reply)), replies }
    }

    /// Takes the bytes of a `Request` in.
    pub fn receive(&mut self, bytes: &[u8]) {
        self.desk.receive(bytes);
    }

    /// Takes the bytes of an `Unpredicted` in, from the meter.
    pub fn predict(&mut self, bytes: &[u8]) {
        self.desk.predict(bytes);
    }

    /// Whether the meter is to wait for a prediction.
    #[wasm_bindgen(js_name = isPredicting)]
    pub fn is_predicting(&self) -> bool {
        self.desk.is_predicting()
    }

    /// Does some work, while something is `measured` only what can't wait; returns whether there is more to do.
    pub fn turn(&mut self, measured: bool) -> bool {
        self.desk.turn(measured)
    }

    /// The bytes of the next `Reply` to be posted, if there is one.
    pub fn reply(&mut self) -> Option<Vec<u8>> {
        let reply = self.replies.borrow_mut().pop_front()?;
        let bytes = encode(&reply);
        bytes.or_else(|error| encode(&worker::failed(error.to_string()))).ok()
    }

    /// The bytes of the next `Request` for the meter, if there is one.
    #[wasm_bindgen(js_name = handedOn)]
    pub fn handed_on(&mut self) -> Option<Vec<u8>> {
        encode(&self.desk.handed_on()?).ok()
    }
}

/// For tests of the page: breaks the engine in one of the ways of [`worker::broken`].
#[wasm_bindgen(js_name = breakOnPurpose)]
pub fn break_on_purpose(how: &str) {
    worker::broken(how)();
}
