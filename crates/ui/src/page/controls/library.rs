//! The library of scenarios, by topic.

use super::select::chosen;
use crate::page::Act;
use crate::state::Edit;
use ::words::controls;
use charts::names;
use model::preset::Topic;
use model::{Preset, Scenario};
use yew::prelude::*;

/// The list of the library; its first entry stands for a scenario that is not in it.
pub(in crate::page) fn library(scenario: &Scenario, act: &Act) -> Html {
    let shown = Preset::of(scenario);
    let choose = chosen(act, |index| index.checked_sub(1).map(|place| Edit::Preset(sorted(place))));
    html! {
        <label class="library">
            <span>{ controls::scenario() }</span>
            <select name="preset" onchange={choose}>
                <option selected={shown.is_none()} disabled={shown.is_some()}>{ controls::your_own() }</option>
                { for Topic::ALL.into_iter().map(|topic| group(topic, shown)) }
            </select>
        </label>
    }
}

fn group(topic: Topic, shown: Option<&Preset>) -> Html {
    let entries = Preset::ALL.iter().filter(|preset| preset.topic == topic);
    let entry = |preset: &Preset| html! { <option selected={shown == Some(preset)}>{ names::preset_title(preset) }</option> };
    html! { <optgroup label={names::topic(topic)}>{ for entries.map(entry) }</optgroup> }
}

/// The place in the library of the `index`-th entry of the list, which is sorted by topic.
fn sorted(index: usize) -> usize {
    let of_topic = |topic| (0..Preset::ALL.len()).filter(move |place| Preset::ALL[*place].topic == topic);
    Topic::ALL.into_iter().flat_map(of_topic).nth(index).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::sorted;
    use model::Preset;

    #[test]
    fn the_list_has_every_entry_once() {
        let mut places: Vec<usize> = (0..Preset::ALL.len()).map(sorted).collect();
        places.sort_unstable();
        assert_eq!(places, (0..Preset::ALL.len()).collect::<Vec<_>>());
        assert_eq!(sorted(Preset::ALL.len()), usize::MAX);
    }
}
