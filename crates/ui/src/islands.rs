//! Puts a page's figures in their places, each when it is about to be seen.

use crate::figure::Carried;
use model::message::{WireError, decode, encode};

/// A figure's place: an element with this attribute, followed by what the page carries of it.
pub const ATTRIBUTE: &str = "data-figure";
/// What the attribute says where the figure is all of a page that fills a frame.
pub const FRAMED: &str = "framed";

/// A figure as bytes.
///
/// # Errors
/// None that a figure can cause.
pub fn to_bytes(carried: &Carried) -> Result<Vec<u8>, WireError> {
    encode(carried)
}

/// Reads a figure back.
///
/// # Errors
/// If the bytes are of another version of the page.
pub fn from_bytes(bytes: &[u8]) -> Result<Carried, WireError> {
    decode(bytes)
}

/// Natively pages are only rendered to text, by `xtask/prerender`.
#[cfg(not(target_arch = "wasm32"))]
pub fn mount_figures() {}

#[cfg(target_arch = "wasm32")]
pub use web::mount_figures;

#[cfg(target_arch = "wasm32")]
mod web {
    use super::{ATTRIBUTE, FRAMED, from_bytes};
    use crate::browser;
    use crate::page::{FigurePanel, FigureProps};
    use crate::shared::Shared;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

    /// How near to the window a figure has to be.
    const NEAR: &str = "400px";

    /// Takes over the page's figures as they come near.
    pub fn mount_figures() {
        browser::speak();
        let document = web_sys::window().and_then(|window| window.document());
        let places =
            document.and_then(|document| document.query_selector_all(&["[", ATTRIBUTE, "]"].concat()).ok());
        let places: Vec<Element> = places
            .into_iter()
            .flat_map(|found| (0..found.length()).filter_map(move |place| found.get(place)?.dyn_into().ok()))
            .collect();
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let seen =
            Closure::<dyn FnMut(Vec<IntersectionObserverEntry>, IntersectionObserver)>::new(mount_near);
        if let Ok(observer) = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options)
        {
            places.iter().for_each(|place| observer.observe(place));
        }
        // It watches for as long as the page lives.
        seen.forget();
        browser::write_state("ready");
    }

    fn mount_near(entries: Vec<IntersectionObserverEntry>, observer: IntersectionObserver) {
        for entry in entries.iter().filter(|entry| entry.is_intersecting()) {
            observer.unobserve(&entry.target());
            mount(entry.target());
        }
    }

    /// Without what it needs, the picture stays as it came.
    fn mount(place: Element) {
        let bytes = place.next_element_sibling().and_then(|carried| browser::carried(&carried));
        let Some(carried) = bytes.and_then(|bytes| from_bytes(&bytes).ok()) else { return };
        let framed = place.get_attribute(ATTRIBUTE).as_deref() == Some(FRAMED);
        let props = FigureProps { carried: Shared::new(carried), depth: browser::depth(), framed };
        yew::Renderer::<FigurePanel>::with_root_and_props(place, props).hydrate();
    }
}
