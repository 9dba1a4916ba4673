//! One choice of many: a drop-down list with its label.

use crate::page::{Act, heard};
use crate::state::{Action, Edit, Gesture};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A drop-down list of `options`, each with whether it is chosen; `edit` says what choosing one of them means.
pub(super) fn select(
    name: &'static str,
    label: &'static str,
    options: impl Iterator<Item = (AttrValue, bool)>,
    act: &Act,
    edit: impl Fn(usize) -> Option<Edit> + 'static,
) -> Html {
    let option = |(text, chosen): (AttrValue, bool)| html! { <option selected={chosen}>{ text }</option> };
    html! {
        <label class="box">
            <span>{ label }</span>
            <select {name} onchange={chosen(act, edit)}>{ for options.map(option) }</select>
        </label>
    }
}

/// Hears which option of a drop-down list was chosen.
pub(super) fn chosen(act: &Act, edit: impl Fn(usize) -> Option<Edit> + 'static) -> Callback<Event> {
    heard(act, move |event: Event| {
        let list = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        let index = usize::try_from(list.selected_index()).ok()?;
        Some(Action::Edit(edit(index)?, Gesture::Done))
    })
}
