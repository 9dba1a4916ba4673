//! What the rectangles mean, and the textures they are filled with.

use crate::page::words::is_hatched;
use crate::shared::Shared;
use crate::state::{Measured, Outcome, Shown};
use charts::{PatternDef, legend, pattern, pattern_defs};
use model::{Runtime, State, Trace};
use yew::prelude::*;

/// The textures, once for all pictures of the page.
#[component]
pub(super) fn Patterns() -> Html {
    html! {
        <svg class="defs" width="0" height="0" aria-hidden="true">
            <defs>{ for pattern_defs("p").iter().map(definition) }</defs>
        </svg>
    }
}

fn definition(def: &PatternDef) -> Html {
    let side = def.tile.to_string();
    let ground = def.ground.map(|(fill, opacity)| {
        html! { <rect width={side.clone()} height={side.clone()} {fill} fill-opacity={opacity.to_string()} /> }
    });
    html! {
        <pattern id={def.id.clone()} width={side.clone()} height={side.clone()} patternUnits="userSpaceOnUse">
            { ground }
            <path d={def.path} stroke={def.ink} stroke-width={def.ink_width.to_string()} fill="none" />
        </pattern>
    }
}

/// The properties of [`Legend`].
#[derive(PartialEq, Properties)]
pub(super) struct LegendProps {
    /// The model's runs.
    pub(super) model: Option<Shared<Shown>>,
    /// The measured ones.
    pub(super) measured: Measured,
}

/// The states that are in sight.
#[component]
pub(super) fn Legend(props: &LegendProps) -> Html {
    let entries = use_memo((props.model.clone(), props.measured.clone()), |(model, measured)| {
        let measured = Runtime::ALL.iter().filter_map(|runtime| match measured.of(*runtime)? {
            Outcome::Run { run, .. } => Some(&run.trace),
            Outcome::Nothing(_) => None,
        });
        let traces: Vec<&Trace> =
            model.iter().flat_map(|shown| &shown.runs).map(|run| &run.trace).chain(measured).collect();
        legend(&traces)
    });
    html! { <div class="key">{ for entries.iter().map(|(state, words)| entry(*state, words)) }</div> }
}

fn entry(state: State, words: &'static str) -> Html {
    let fill = ["url(#p-", state.name(), ")"].concat();
    let stroke = is_hatched(state).then(|| pattern::colour(state));
    html! {
        <span>
            <svg width="18" height="10" aria-hidden="true">
                <rect x="0.5" y="0.5" width="17" height="9" rx="2.5" {fill} {stroke} stroke-opacity="0.55" />
            </svg>
            { words }
        </span>
    }
}
