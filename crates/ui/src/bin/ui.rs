//! Puts the application on the page.

/// Takes over the prerendered page; a page without a readable snapshot is drawn anew.
#[cfg(target_arch = "wasm32")]
fn main() {
    yew::set_custom_panic_hook(Box::new(|info| ui::browser::write_crash(&info.to_string())));
    let Some(root) = ui::browser::root() else { return };
    let snapshot = ui::browser::snapshot().map(ui::shared::Shared::new);
    let prerendered = snapshot.is_some();
    let renderer = yew::Renderer::<ui::App>::with_root_and_props(root, ui::AppProps { snapshot });
    if prerendered {
        renderer.hydrate();
    } else {
        renderer.render();
    }
}

/// Natively the page is only rendered to text, by `xtask/prerender`.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
