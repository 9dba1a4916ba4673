//! The sentences that say why the race came out as it did.

use crate::state::{Measurement, Shown, State};
use charts::{Phrase, describe};
use yew::prelude::*;

/// The span that the keyboard is at, for those who hear it. Always on the page: what is to be read out as it changes
/// has to be there before.
pub(in crate::page) fn spoken(state: &State) -> Html {
    let pointed = state.pointed.filter(|pointed| pointed.by_keyboard);
    let text = pointed.and_then(|at| {
        let run = state.run(at.runtime, at.kind)?;
        Some([at.aside, " ", &describe(&run.trace, at.span, None).to_string()].concat())
    });
    html! { <p class="hidden" aria-live="polite">{ text.unwrap_or_default() }</p> }
}

/// What the reader's change or measurement led to, in a sentence for those who hear it; nothing while it still changes,
/// so that a hand on a slider isn't talked to at each step.
pub(super) fn summary(state: &State) -> Html {
    let said = if state.measuring == Measurement::Finished {
        charts::summary(state.measured.runs().map(|run| &**run))
    } else {
        let rests = state.is_current() && state.has_advice() && !state.measuring.is_running();
        let runs = state.model.iter().filter(|_| rests).flat_map(|shown| &shown.runs);
        let seen = runs.filter(|run| state.scenario.runtimes.contains(run.runtime));
        charts::summary(seen.map(|run| &**run))
    };
    html! { <p class="hidden" role="status">{ said }</p> }
}

/// The sentences.
pub(super) fn say(race: &Shown) -> Html {
    let phrase = |phrase: &Phrase| match phrase {
        Phrase::Text(text) => html! { text },
        Phrase::Strong(text) => html! { <b>{ text }</b> },
    };
    html! { <p class="say">{ for race.why.iter().map(phrase) }</p> }
}
