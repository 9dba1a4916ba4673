//! What the rectangles mean, and the textures they are filled with.

use crate::page::words::is_hatched;
use crate::state::State as Page;
use charts::{PatternDef, pattern, pattern_defs, plain};
use model::State;
use yew::prelude::*;

/// The textures, once for all pictures of a page: rendered with it, natively, and left alone by its program.
#[component]
pub fn Patterns() -> Html {
    html! {
        <svg class="defs" width="0" height="0" aria-hidden="true">
            <defs>{ for pattern_defs("p").iter().map(definition) }</defs>
        </svg>
    }
}

fn definition(def: &PatternDef) -> Html {
    let side = def.tile.to_string();
    let ground = def.ground.map(|(fill, opacity)| {
        html! { <rect width={side.clone()} height={side.clone()} {fill} fill-opacity={plain(opacity, 2)} /> }
    });
    html! {
        <pattern id={def.id.clone()} width={side.clone()} height={side.clone()} patternUnits="userSpaceOnUse">
            { ground }
            <path d={def.path} stroke={def.ink} stroke-width={def.ink_width.to_string()} fill="none" />
        </pattern>
    }
}

/// The states that are in sight.
pub(in crate::page) fn legend(page: &Page) -> Html {
    let model = page.model.iter().flat_map(|shown| &shown.legend);
    let mut entries: Vec<_> = model.chain(page.measured.legend()).copied().collect();
    entries.sort_unstable();
    entries.dedup();
    html! { <div class="key">{ for entries.into_iter().map(|(state, words)| entry(state, words)) }</div> }
}

/// One of them.
pub(in crate::page) fn entry(state: State, words: &'static str) -> Html {
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
