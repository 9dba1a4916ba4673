//! The browser's worker in a guard: dropping it ends the worker and the listening.

use gloo_events::EventListener;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, WorkerOptions, WorkerType};

/// The element of the page that says where the engine's script is.
const META: &str = "meta[name=engine]";

/// What a worker does on its own account.
pub(super) enum Event {
    /// It sent these bytes.
    Message(Vec<u8>),
    /// It is beyond use; what is known of the reason.
    Broken(String),
}

/// A worker that runs.
pub(super) struct Worker {
    raw: web_sys::Worker,
    _listeners: [EventListener; 3],
}

/// What can't be done with a worker, and why.
#[derive(Debug)]
pub(super) struct WorkerError(&'static str, JsValue);

impl std::fmt::Display for WorkerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let reason = js_sys::Object::from(self.1.clone()).to_string();
        write!(f, "{}: {}", self.0, String::from(reason))
    }
}

impl Worker {
    /// Starts the engine; `hear` is called with all it does until the worker is dropped.
    pub(super) fn start(hear: impl Fn(Event) + Clone + 'static) -> Result<Self, WorkerError> {
        let failed = |error| WorkerError("The engine's worker could not be started", error);
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let raw = web_sys::Worker::new_with_options(&script().map_err(failed)?, &options).map_err(failed)?;
        let on = |kind: &'static str, read: fn(&web_sys::Event) -> Event| {
            let hear = hear.clone();
            EventListener::new(&raw, kind, move |event| hear(read(event)))
        };
        let listeners = [on("message", message), on("error", error), on("messageerror", garbled)];
        Ok(Self { raw, _listeners: listeners })
    }

    /// Sends a copy of `bytes`, which moves there without another copy.
    pub(super) fn send(&self, bytes: &[u8]) -> Result<(), WorkerError> {
        let array = Uint8Array::from(bytes);
        let sent = self.raw.post_message_with_transfer(&array, &Array::of1(&array.buffer()));
        sent.map_err(|error| WorkerError("The engine could not be asked", error))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.raw.terminate();
    }
}

/// The address of the engine's script; workers resolve what is relative against the page's own address.
fn script() -> Result<String, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let meta = document.and_then(|document| document.query_selector(META).ok().flatten());
    let script = meta.and_then(|meta| meta.get_attribute("content"));
    script.ok_or_else(|| JsValue::from_str("the page does not say where it is"))
}

fn message(event: &web_sys::Event) -> Event {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data).unwrap_or_default();
    match data.dyn_into::<Uint8Array>() {
        Ok(bytes) => Event::Message(bytes.to_vec()),
        // The engine's script says so itself where there is no engine to speak for it.
        Err(data) => {
            let told = Reflect::get(&data, &"failed".into()).ok().and_then(|told| told.as_string());
            Event::Broken(told.unwrap_or_else(|| "The engine sent what is no message.".into()))
        }
    }
}

fn error(event: &web_sys::Event) -> Event {
    // Also asks the browser not to report it a second time, on the console.
    event.prevent_default();
    let told = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).filter(|text| !text.is_empty());
    Event::Broken(told.unwrap_or_else(|| "The engine's script could not be loaded.".into()))
}

fn garbled(_: &web_sys::Event) -> Event {
    Event::Broken("A message of the engine could not be received.".into())
}
