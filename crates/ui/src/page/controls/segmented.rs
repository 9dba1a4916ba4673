//! One choice of a few, all in sight: a radio group that looks like a row of buttons.

use yew::prelude::*;

/// What a group is made of.
pub(in crate::page) struct Segmented<'a> {
    /// The group's name, one of its own in the page.
    pub(in crate::page) name: AttrValue,
    /// What is chosen, for those who don't see it.
    pub(in crate::page) legend: &'static str,
    /// How it looks.
    pub(in crate::page) class: &'static str,
    /// The choices.
    pub(in crate::page) options: &'a [AttrValue],
    /// The one chosen, if it is among them.
    pub(in crate::page) chosen: Option<usize>,
    /// Called with the index of a new choice.
    pub(in crate::page) on_choose: &'a Callback<usize>,
}

/// The group.
pub(in crate::page) fn segmented(group: Segmented<'_>) -> Html {
    let choice = |(index, label): (usize, &AttrValue)| {
        let chosen = group.chosen == Some(index);
        let choose = group.on_choose.reform(move |_: Event| index);
        html! {
            <label>
                <input type="radio" name={group.name.clone()} checked={chosen} onchange={choose} />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <fieldset class={group.class}>
            <legend class="hidden">{ group.legend }</legend>
            { for group.options.iter().enumerate().map(choice) }
        </fieldset>
    }
}
