//! Puts the application on the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::Renderer::<ui::App>::new().render();
}

/// Natively the page is only rendered to text, by `xtask/prerender`.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
