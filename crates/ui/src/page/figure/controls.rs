//! The few controls of a figure, and its measurement.

use super::{FigureAct, maybe};
use crate::figure::{Figure, FigureAction};
use crate::page::controls::one;
use crate::page::messages::lines;
use crate::page::{Act, measure};
use crate::state::{Engine, Measurement, State};
use ::words::figures as said;
use yew::prelude::*;

/// Controls, reset and the button that measures; all of it waits until the reader has guessed.
pub(super) fn controls(figure: &Figure, act: &Act, figure_act: &FigureAct) -> Html {
    let (spec, race) = (&figure.spec, &figure.race);
    if spec.controls.is_empty() && !spec.measure {
        return Html::default();
    }
    let prefix = [&spec.id, "-"].concat();
    let control = |key: &String| one(key, &race.scenario, &race.home, &prefix, act);
    let reset = figure_act.reform(|_: MouseEvent| FigureAction::Reset);
    let changed = race.scenario != race.home;
    let measure = spec
        .measure
        .then(|| measure::button(None, race.measuring.is_running(), race.engine != Engine::Absent, act));
    html! {
        <>
            // Drawn anew after a change was refused, which puts the controls back.
            <fieldset class="bar" disabled={figure.asks()} key={race.refusals.to_string()}>
                { for spec.controls.iter().map(control) }
                { maybe((!spec.controls.is_empty()).then(|| html! {
                    <button type="button" class="quiet" disabled={!changed} onclick={reset}>{ said::reset() }</button>
                })) }
                { maybe(measure) }
            </fieldset>
            <p class="refused" role="status">{ lines(&race.notes) }{ race.refusal.clone().unwrap_or_default() }</p>
        </>
    }
}

/// How far a measurement is, and what is wrong with the engine.
pub(super) fn status(race: &State, measures: bool) -> Html {
    let progress = match &race.measuring {
        Measurement::Running { permille, .. } => Some(html! {
            <progress max="1000" value={permille.to_string()} aria-label={measure::words(race)} />
        }),
        _ => None,
    };
    let absent = race.engine == Engine::Absent;
    html! {
        <>
            { maybe(measures.then(|| html! {
                <div class="status">
                    { maybe(progress) }
                    <span role="status">{ measure::words(race) }</span>{ measure::percent(race) }
                </div>
            })) }
            { maybe(absent.then(measure::absent)) }
            { maybe(race.failure.as_ref().map(|failure| html! { <p class="note failed" role="alert"><code>{ failure.clone() }</code></p> })) }
        </>
    }
}
