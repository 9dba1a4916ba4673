//! The pages: their components, drawn from the state.
//!
//! ```text
//! RacePage, StudioPage ── headline, messages
//!     ├─ race::Race ── controls::Controls, the rows with their lanes, axis, legend, sentence
//!     ├─ Away: the link
//!     ├─ SpeedupPanel, PythonPanel
//!     └─ LabPanel (of the studio)
//! EmbedPage ── controls::library, the frame's preview, snippets
//! ```

mod address;
mod app;
mod away;
mod controls;
mod embed;
mod figure;
mod files;
mod headline;
mod hooks;
mod lab;
mod measure;
mod messages;
mod python;
mod race;
mod speedup;
mod viewer;
mod words;

pub use app::{AppProps, RacePage, StudioPage};
pub use embed::EmbedPage;
pub use figure::{FigurePanel, FigureProps};
pub use race::{KEYS_ID, Patterns};

use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Callback, Html};

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

/// What is there or not, always as one node. Yew matches the children of an element by their number, from the last
/// to the first: one that came and went would have its neighbours made anew, and take their focus.
fn maybe(html: Option<Html>) -> Html {
    html.unwrap_or_default()
}

/// The input that an event is about.
fn input_of(event: &web_sys::Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
