//! The page: its components, drawn from the state.
//!
//! ```text
//! App ── Header, Headline, Messages
//!     ├─ race::Race ── controls::Controls, the rows with their lanes, axis, legend, sentence
//!     └─ SpeedupPanel, PythonPanel
//! ```

mod app;
mod controls;
mod header;
mod hooks;
mod measure;
mod messages;
mod python;
mod race;
mod speedup;
mod words;

pub use app::{App, AppProps};

use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::Callback;

/// How components say what happened.
pub(crate) type Act = Callback<Action>;

/// A handler that reads what happened off an event, if anything did.
fn heard<E, T: 'static>(tell: &Callback<T>, read: impl Fn(E) -> Option<T> + 'static) -> Callback<E> {
    let tell = tell.clone();
    Callback::from(move |event| {
        if let Some(what) = read(event) {
            tell.emit(what);
        }
    })
}

/// The input that an event is about.
fn input_of(event: &web_sys::Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
