//! Has the porter's worker write a file: it is fetched when the first is wanted, and gone when that is written.

use gloo_events::EventListener;
use js_sys::{Object, Promise, Reflect, Uint8Array};
use model::export::Export;
use model::message::encode;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// The element of the page that says where the worker's script is.
const META: &str = "meta[name=porter]";

/// The file's text.
///
/// # Errors
/// What the browser or the porter says where it can't be had.
pub(super) async fn written(export: &Export) -> Result<String, String> {
    let bytes = encode(export).map_err(|error| error.to_string())?;
    let worker = Guard(start().map_err(|error| words_of(&error))?);
    // Dropped with this function, when the answer is there.
    let mut listeners = Vec::new();
    let answer = Promise::new(&mut |resolve, reject| {
        let answered = move |event: &web_sys::Event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data).unwrap_or_default();
            let _ = resolve.call1(&JsValue::NULL, &data);
        };
        let broken = move |event: &web_sys::Event| {
            event.prevent_default();
            let why = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            let _ = reject.call1(&JsValue::NULL, &why.into());
        };
        listeners.push(EventListener::new(&worker.0, "message", answered));
        listeners.push(EventListener::new(&worker.0, "error", broken));
    });
    ask(&worker.0, &bytes).map_err(|error| words_of(&error))?;
    let answer = JsFuture::from(answer).await.map_err(|error| words_of(&error))?;
    let part = |name: &str| Reflect::get(&answer, &name.into()).ok().and_then(|part| part.as_string());
    part("exported").ok_or_else(|| part("failed").unwrap_or_default())
}

/// Ends its worker when dropped.
struct Guard(Worker);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

fn start() -> Result<Worker, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let meta = document.and_then(|document| document.query_selector(META).ok().flatten());
    let script = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&script, &options)
}

fn ask(worker: &Worker, bytes: &[u8]) -> Result<(), JsValue> {
    let message = Object::new();
    Reflect::set(&message, &"export".into(), &Uint8Array::from(bytes))?;
    worker.post_message(&message)
}

fn words_of(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| String::from(Object::from(error.clone()).to_string()))
}
