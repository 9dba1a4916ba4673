//! The race in one line.

use crate::state::Shown;
use model::Preset;
use yew::prelude::*;

/// The heading, which changes with the race, and the sentence below it; of a scenario of the library its title and
/// its truth.
pub(super) fn headline(race: Option<&Shown>) -> Html {
    let unknown = AttrValue::Static("One Python job, run every way Python can.");
    let preset = race.and_then(|shown| Preset::of(&shown.scenario));
    let of_preset = preset.map(|preset| AttrValue::Static(preset.title));
    let text = of_preset.or(race.map(|shown| shown.headline.clone())).unwrap_or(unknown);
    html! {
        <>
            <h1>{ text }</h1>
            <p class="lede">{ preset.map_or(LEDE, |preset| preset.truth) }</p>
        </>
    }
}

const LEDE: &str = "The same Python job, run six ways on one clock. Drag the I/O\u{a0}share to the right, \
    and watch the losers win. Then measure it on your own device.";
