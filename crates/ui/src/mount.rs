//! Puts an application on the page.

use crate::page::AppProps;
use yew::BaseComponent;

/// Takes over the prerendered page; one without a readable snapshot is drawn anew.
#[cfg(target_arch = "wasm32")]
pub fn mount<Root: BaseComponent<Properties = AppProps>>() {
    use crate::{browser, shared::Shared};
    browser::speak();
    let Some(root) = browser::root() else { return };
    let snapshot = browser::snapshot().map(Shared::new);
    let prerendered = snapshot.is_some();
    let renderer =
        yew::Renderer::<Root>::with_root_and_props(root, AppProps { snapshot, depth: browser::depth() });
    if prerendered {
        renderer.hydrate();
    } else {
        renderer.render();
    }
}

/// Natively pages are only rendered to text, by `xtask/prerender`.
#[cfg(not(target_arch = "wasm32"))]
pub fn mount<Root: BaseComponent<Properties = AppProps>>() {}
