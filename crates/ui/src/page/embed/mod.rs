//! The embed builder: a scenario in three tiers, what each needs, and what to paste.
//!
//! What it embeds is the page's own scenario, so that the address bar, the library and bad links work as everywhere.

mod preview;
mod tier;

use super::app::{Store, use_page};
use super::controls::{Segmented, library, segmented};
use super::messages::messages;
use super::{Act, AppProps, heard, input_of};
use crate::browser;
use crate::embed::{Embed, HEIGHT, Theme, query_of};
use crate::state::Action;
use ::words::embed as said;
use model::{Preset, Race, ShareLink};
use preview::preview;
use tier::{Tier, TierPanel};
use yew::prelude::*;

/// Stands for the site's address until that is known.
const SOMEWHERE: &str = "…/";

/// The embed builder.
#[component]
pub fn EmbedPage(props: &AppProps) -> Html {
    let (store, act) = use_page(props);
    let (theme, height) = (use_state_eq(Theme::default), use_state_eq(|| HEIGHT));
    // Where the site is, is known in a browser only: the prerendered page says no address.
    let site = use_state_eq(String::new);
    use_effect_with((), {
        let site = site.setter();
        move |()| site.set(browser::site())
    });
    let poster = use_poster(&store);
    let query = ShareLink::query(&store.scenario);
    let preset = Preset::of(&store.scenario);
    let title = preset
        .map_or_else(|| said::own().to_owned(), |preset| charts::names::preset_title(preset).to_owned());
    let embed = Embed {
        site: if site.is_empty() { SOMEWHERE } else { &site },
        preset: preset.map(|preset| preset.name),
        query: &query,
        title: &title,
        theme: *theme,
        height: *height,
    };
    html! {
        <>
            { messages(&store, &act) }
            <section class="panel builder" aria-label={said::what()}>
                { library(&store.scenario, &act) }
                { link(&act) }
                { themes(&theme) }
                { heights(&height) }
            </section>
            { preview(&embed) }
            { for Tier::ALL.into_iter().map(|tier| html! {
                <TierPanel {tier} snippets={tier.snippets(&embed)} poster={(tier == Tier::Image && preset.is_none()).then(|| poster.clone())} />
            }) }
        </>
    }
}

/// The picture of a scenario of the reader's own, as a file; the library's are on the site.
#[hook]
fn use_poster(store: &Store) -> AttrValue {
    let model = store.model.clone().filter(|_| Preset::of(&store.scenario).is_none());
    let poster = use_memo(model, |model| {
        let Some(shown) = model else { return AttrValue::default() };
        let results = shown.runs.iter().map(|run| (**run).clone()).collect();
        let race = Race { baseline: shown.baseline, results };
        charts::race_svg(&shown.scenario, &race, charts::POSTER_WIDTH).into()
    });
    (*poster).clone()
}

/// Where a link can be pasted; leaving the box, or Enter, opens it.
fn link(act: &Act) -> Html {
    let open = heard(act, |event: Event| {
        let input = input_of(&event)?;
        let query = query_of(&input.value());
        input.set_value("");
        query.map(Action::Follow)
    });
    html! {
        <label class="box link">
            <span>{ said::link() }</span>
            <input type="text" inputmode="url" name="link" autocomplete="off" spellcheck="false" onchange={open} />
        </label>
    }
}

fn themes(theme: &UseStateHandle<Theme>) -> Html {
    let options = [said::theme_auto(), said::theme_light(), said::theme_dark()].map(AttrValue::from);
    let set = theme.setter();
    let choose = Callback::from(move |index: usize| set.set(Theme::ALL[index]));
    html! {
        <div class="box">
            <span aria-hidden="true">{ said::theme() }</span>
            { segmented(Segmented {
                name: "theme".into(), legend: said::theme(), class: "seg", options: &options,
                chosen: Theme::ALL.iter().position(|known| *known == **theme), on_choose: &choose,
            }) }
        </div>
    }
}

/// How high a frame may be, in CSS pixels.
const HEIGHTS: (u32, u32) = (120, 2000);

fn heights(height: &UseStateHandle<u32>) -> Html {
    let set = height.setter();
    let change = Callback::from(move |event: Event| {
        let Some(input) = input_of(&event) else { return };
        let height = input.value_as_number();
        let height = if height.is_finite() { (height as u32).clamp(HEIGHTS.0, HEIGHTS.1) } else { HEIGHT };
        // A value that is mended to the one there was is no change, and would stay in the box.
        input.set_value(&height.to_string());
        set.set(height);
    });
    html! {
        <label class="box">
            <span>{ said::height() }</span>
            <input
                type="number" name="height" min={HEIGHTS.0.to_string()} max={HEIGHTS.1.to_string()} step="20"
                value={height.to_string()} onchange={change}
            />
        </label>
    }
}
