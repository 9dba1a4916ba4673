//! One choice of a few, all in sight: a radio group that looks like a row of buttons.

use crate::page::input_of;
use yew::prelude::*;

/// The properties of [`Segmented`].
#[derive(PartialEq, Properties)]
pub(in crate::page) struct SegmentedProps {
    /// The group's name, one of its own in the page.
    pub(in crate::page) name: &'static str,
    /// What is chosen, for those who don't see it.
    pub(in crate::page) legend: &'static str,
    /// The choices.
    pub(in crate::page) options: Vec<AttrValue>,
    /// The one chosen, if it is among them.
    pub(in crate::page) chosen: Option<usize>,
    /// How many of the first choices can't be chosen.
    #[prop_or_default]
    pub(in crate::page) disabled: usize,
    /// Why they can't.
    #[prop_or_default]
    pub(in crate::page) disabled_title: &'static str,
    /// How it looks.
    #[prop_or("seg")]
    pub(in crate::page) class: &'static str,
    /// Called with the index of a new choice.
    pub(in crate::page) on_choose: Callback<usize>,
}

/// The group.
#[component]
pub(in crate::page) fn Segmented(props: &SegmentedProps) -> Html {
    let choice = |(index, label): (usize, &AttrValue)| {
        let chosen = props.chosen == Some(index);
        let disabled = index < props.disabled;
        let choose = props.on_choose.reform(move |event: Event| {
            // What is checked follows from the state: should the change be refused, nothing is drawn anew that
            // would undo it.
            if let Some(input) = input_of(&event) {
                input.set_checked(chosen);
            }
            index
        });
        html! {
            <label title={disabled.then_some(props.disabled_title)}>
                <input type="radio" name={props.name} checked={chosen} {disabled} onchange={choose} />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <fieldset class={props.class}>
            <legend class="hidden">{ props.legend }</legend>
            { for props.options.iter().enumerate().map(choice) }
        </fieldset>
    }
}
