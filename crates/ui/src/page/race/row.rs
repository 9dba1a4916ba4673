//! One run: what it is, its lanes, and its figures.

use super::lanes::Lanes;
use crate::page::{Act, maybe, words};
use crate::place;
use crate::shared::Shared;
use crate::state::{Action, Pointed, State};
use charts::verdict::{verdict, wall};
use charts::{View, prediction};
use model::{Clock, Nanos, Repeated, RunKind, RunResult, Runtime};
use yew::prelude::*;

/// The row of `run`; `baseline` is the wall time of the sequential run of the same kind, `walls` those of all runs that
/// it is the median of, `view` the part of its clock that is shown.
pub(super) fn row(
    state: &State,
    run: &Shared<RunResult>,
    baseline: Nanos,
    walls: Option<&Repeated>,
    view: View,
    act: &Act,
) -> Html {
    let own = |pointed: &Pointed| pointed.runtime == run.runtime && pointed.kind == run.kind;
    html! {
        <article
            class={classes!("way", run.kind.name())} data-runtime={run.runtime.name()} data-kind={run.kind.name()}
            data-wall-ms={words::exact_millis(run.metrics.wall)} data-began-ms={began(run)} aria-label={named(run)}
        >
            { who(run.runtime, subtitle(run, state), beside(run, walls, state), state, act) }
            <Lanes
                run={run.clone()} {baseline} help={helped(state, run)} {view} zoom={state.zoom} pointed={state.pointed.filter(own)}
                act={act.clone()}
            />
            { figures(run, baseline) }
        </article>
    }
}

/// Which row it is, for those who go from one to the next: `Threads, model`.
fn named(run: &RunResult) -> String {
    [charts::names::title(run.runtime), ", ", charts::names::kind(run.kind)].concat()
}

/// When a measured run began, in milliseconds since 1970.
fn began(run: &RunResult) -> Option<String> {
    match run.trace.clock {
        Clock::Virtual => None,
        Clock::Wall { begin, .. } => Some(words::exact_millis(begin)),
    }
}

/// What would help a modelled run most, unless that was said of the scenario before.
fn helped(state: &State, run: &RunResult) -> Option<AttrValue> {
    let advised = state.advice.as_ref().filter(|_| run.kind == RunKind::Model && state.has_advice())?;
    Some(advised.of(run.runtime)?.best.clone()?.into())
}

pub(in crate::page) fn subtitle(run: &RunResult, state: &State) -> String {
    match run.kind {
        RunKind::Model => words::subtitle(run, state.scenario.python),
        RunKind::Measured => words::on_this_device(run),
    }
}

/// What there is to say of it beside its figures: how it was measured, what was predicted, what was counted.
pub(in crate::page) fn beside(run: &RunResult, walls: Option<&Repeated>, state: &State) -> Html {
    let lost = run.metrics.counter.is_some_and(|counter| counter.lost() > 0);
    html! {
        <>
            { maybe(walls.map(|walls| html! { <small>{ words::of_runs(walls) }</small> })) }
            { maybe(predicted(run, state)) }
            { maybe(charts::tally(run).map(|words| tally(words, lost))) }
        </>
    }
}

/// What became of the updates that tasks counted.
pub(super) fn tally(words: String, bad: bool) -> Html {
    html! { <small class={classes!(bad.then_some("bad"))}>{ words }</small> }
}

/// Which runtime a row is about, how it ran, and what else there is to say.
pub(super) fn who(runtime: Runtime, subtitle: String, beside: Html, state: &State, act: &Act) -> Html {
    let select = act.reform(move |_: MouseEvent| Action::Select(runtime));
    let selected = state.selected == runtime;
    html! {
        <div class="who">
            <h3>
                <button
                    type="button" class="name" aria-pressed={selected.to_string()} title={::words::race::show_python()}
                    onclick={select}
                >
                    { charts::names::title(runtime) }
                </button>
            </h3>
            <small>{ subtitle }</small>
            { beside }
        </div>
    }
}

/// Below a measured run, what the model of this device says; its line is there before.
fn predicted(run: &RunResult, state: &State) -> Option<Html> {
    if run.kind == RunKind::Model {
        return None;
    }
    let wall = state.prediction().and_then(|device| device.of(run.runtime));
    let said = wall.map_or_else(
        || "\u{a0}".to_owned(),
        |wall| prediction(::words::rows::model_of_device(), wall, run.metrics.wall),
    );
    Some(html! { <small class="predicted">{ said }</small> })
}

pub(in crate::page) fn figures(run: &RunResult, baseline: Nanos) -> Html {
    let (number, unit) = wall(run);
    let (class, verdict) = verdict(run, baseline);
    html! {
        <div class="t">
            <span class="wall"><b>{ number }</b>{ " " }<small>{ unit }</small></span>
            <span class="verdict">
                <small {class}>{ verdict }</small>
                { badge(run.kind) }
            </span>
        </div>
    }
}

/// The word without which there is no number; the model's leads to how true it is.
pub(in crate::page) fn badge(kind: RunKind) -> Html {
    let class = classes!("tag", kind.name());
    match kind {
        RunKind::Model => {
            html! { <a {class} href={place::to("fidelity/")} title={::words::race::how_true()}>{ charts::names::kind(kind) }</a> }
        }
        RunKind::Measured => html! { <span {class}>{ charts::names::kind(kind) }</span> },
    }
}

/// In the place of a run that could not be measured: why.
pub(in crate::page) fn no_row(why: &AttrValue) -> Html {
    html! { <p class="way no-row"><small>{ why.clone() }</small></p> }
}
