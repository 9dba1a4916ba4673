//! The whole page.

use yew::prelude::*;

/// The page's root component.
#[component]
pub fn App() -> Html {
    html! { <main><h1>{ "Interleave" }</h1></main> }
}
