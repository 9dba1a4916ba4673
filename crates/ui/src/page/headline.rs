//! The race in one line.

use crate::state::Shown;
use ::words::home;
use charts::names;
use model::Preset;
use yew::prelude::*;

/// The heading, which changes with the race, and the sentence below it; of a scenario of the library its title and
/// its truth.
pub(super) fn headline(race: Option<&Shown>) -> Html {
    let preset = race.and_then(|shown| Preset::of(&shown.scenario));
    let of_preset = preset.map(|preset| AttrValue::Static(names::preset_title(preset)));
    let text = of_preset.or(race.map(|shown| shown.headline.clone()));
    html! {
        <>
            <h1>{ text.unwrap_or(AttrValue::Static(home::unknown())) }</h1>
            <p class="lede">{ preset.map_or_else(home::lede, names::preset_truth) }</p>
        </>
    }
}
