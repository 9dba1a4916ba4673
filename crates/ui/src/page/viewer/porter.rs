//! The worker that reads and paints a brought trace, in a guard: dropping it ends the worker and the listening.

use gloo_events::EventListener;
use js_sys::{Array, Object, Reflect, Uint8Array};
use model::message::{decode, encode};
use model::viewer::{Gesture, Sight};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, File, HtmlCanvasElement, MessageEvent, WorkerOptions, WorkerType};

/// The element of the page that says where the worker's script is.
const META: &str = "meta[name=porter]";
/// The variables of the style sheet that the picture's colours are.
const COLOURS: [&str; 11] =
    ["run", "free", "gil", "lock", "io", "core", "ipc", "world", "soft", "card", "ink"];

/// What comes from the worker.
pub(super) enum News {
    /// It says so.
    Sight(Sight),
    /// It is beyond use; why, as far as that is known.
    Broken(String),
}

/// A worker that runs.
pub(super) struct Porter {
    raw: web_sys::Worker,
    _listeners: [EventListener; 2],
}

impl Porter {
    /// Starts one that reads `file`; `hear` is called with all it says until it is dropped.
    pub(super) fn open(file: &File, hear: impl Fn(News) + Clone + 'static) -> Result<Self, JsValue> {
        let document = web_sys::window().and_then(|window| window.document());
        let meta = document.and_then(|document| document.query_selector(META).ok().flatten());
        let script = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let raw = web_sys::Worker::new_with_options(&script, &options)?;
        let told = hear.clone();
        let listeners = [
            EventListener::new(&raw, "message", move |event| told(message(event))),
            EventListener::new(&raw, "error", move |event| {
                event.prevent_default();
                hear(News::Broken("its script could not be loaded".into()));
            }),
        ];
        raw.post_message(&object("open", file))?;
        Ok(Self { raw, _listeners: listeners })
    }

    /// Tells it what the reader did. What it can't be told any more nobody waits for.
    pub(super) fn tell(&self, gesture: &Gesture) {
        if let Ok(bytes) = encode(gesture) {
            let _ = self.raw.post_message(&object("gesture", &Uint8Array::from(&*bytes)));
        }
    }

    /// Gives it the canvas to paint on: once, then it is the worker's.
    pub(super) fn give(&self, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
        let canvas = canvas.transfer_control_to_offscreen()?;
        self.raw.post_message_with_transfer(&object("canvas", &canvas), &Array::of1(&canvas))
    }

    /// Tells it the colours that `element` has on the page, and how fine the screen is.
    pub(super) fn colour(&self, element: &Element) {
        let colours = Object::new();
        let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
        for name in COLOURS {
            let value =
                style.as_ref().and_then(|style| style.get_property_value(&["--", name].concat()).ok());
            let value = JsValue::from(value.unwrap_or_default().trim());
            let _ = Reflect::set(&colours, &name.into(), &value);
        }
        let told = object("colours", &colours);
        let _ = Reflect::set(&told, &"ratio".into(), &ratio().into());
        let _ = self.raw.post_message(&told);
    }
}

impl Drop for Porter {
    fn drop(&mut self) {
        self.raw.terminate();
    }
}

/// How many of the screen's pixels a CSS pixel has.
pub(super) fn ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

fn object(name: &str, value: &JsValue) -> Object {
    let object = Object::new();
    // A plain object takes whatever it is given.
    let _ = Reflect::set(&object, &name.into(), value);
    object
}

fn message(event: &web_sys::Event) -> News {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data).unwrap_or_default();
    match data.dyn_into::<Uint8Array>() {
        Ok(bytes) => {
            decode(&bytes.to_vec()).map_or_else(|error| News::Broken(error.to_string()), News::Sight)
        }
        Err(data) => {
            let told = Reflect::get(&data, &"failed".into()).ok().and_then(|told| told.as_string());
            News::Broken(told.unwrap_or_default())
        }
    }
}
