//! The race: its controls, a row for each run, all on one clock, and what they show.

mod axis;
mod gestures;
mod keyboard;
mod lanes;
mod legend;
mod row;
mod say;
mod tools;

use super::controls::Controls;
use super::hooks::use_width;
use super::measure::{MeasureButton, MeasureStatus};
use crate::shared::Shared;
use crate::state::{Engine, Outcome, Pointed, Shown, State, Zoom};
use axis::Axis;
use charts::{CssPx, View};
use gestures::use_gestures;
use legend::{Legend, Patterns};
use model::{Nanos, RunKind, RunResult, Runtime};
use row::{NoRow, Row};
use say::Say;
use tools::Tools;
use yew::prelude::*;

/// The width of the lanes until the page has measured it: what the prerendered pictures have.
const FIRST_WIDTH: u32 = 640;

/// The properties of [`Race`].
#[derive(PartialEq, Properties)]
pub(super) struct RaceProps {
    /// Everything.
    pub(super) state: Shared<State>,
}

/// The panel.
#[component]
pub(super) fn Race(props: &RaceProps) -> Html {
    let state = &props.state;
    let (ways, ruler) = (use_node_ref(), use_node_ref());
    let width = use_width(&ruler, FIRST_WIDTH);
    use_gestures(&ways, &ruler, state.zoom);
    let ready = matches!(state.engine, Engine::Ready(_));
    html! {
        <section class="panel" id="race" aria-label="The race" aria-busy={(!state.is_current()).to_string()}>
            <Controls scenario={state.scenario.clone()}>
                <MeasureButton running={state.measuring.is_running()} {ready} />
            </Controls>
            <MeasureStatus
                measuring={state.measuring.clone()} engine={state.engine.clone()}
                not_isolated={state.not_isolated.clone()}
            />
            <Patterns />
            <div class="ways" ref={ways}>
                { state.model.as_ref().map(|shown| rows(state, shown, width)) }
                <div class="way ruler-way"><div class="ruler" ref={ruler}></div></div>
            </div>
            { axes(state, width) }
            <Tools zoom={state.zoom} />
            <Legend model={state.model.clone()} measured={state.measured.clone()} />
            { state.model.as_ref().map(|shown| html! { <Say model={shown.clone()} /> }) }
        </section>
    }
}

fn rows(state: &State, shown: &Shown, width: u32) -> Html {
    let model = view(shown.longest(), state.zoom, width);
    let measured = view(state.measured.longest().unwrap_or_default(), state.zoom, width);
    let chosen = state.scenario.runtimes;
    let shown_runs = shown.runs.iter().filter(|run| chosen.contains(run.runtime));
    shown_runs
        .map(|run| {
            html! {
                <>
                    { row(state, run, shown.baseline, model) }
                    { measured_row(state, run.runtime, measured) }
                </>
            }
        })
        .collect()
}

fn measured_row(state: &State, runtime: Runtime, view: View) -> Option<Html> {
    Some(match state.measured.of(runtime)? {
        Outcome::Run { run, baseline } => row(state, run, *baseline, view),
        Outcome::Nothing(why) => html! { <NoRow why={why.clone()} /> },
    })
}

fn row(state: &State, run: &Shared<RunResult>, baseline: Nanos, view: View) -> Html {
    let own = |pointed: &Pointed| pointed.runtime == run.runtime && pointed.kind == run.kind;
    let key = [run.runtime.name(), run.kind.name()].join(" ");
    html! {
        <Row
            {key} run={run.clone()} {baseline} {view} chosen={state.scenario.python}
            selected={state.selected == run.runtime} pointed={state.pointed.filter(own)} zoom={state.zoom}
        />
    }
}

/// The measured runs have a clock of their own, and so an axis.
fn axes(state: &State, width: u32) -> Html {
    let axis =
        |longest: Nanos, kind: RunKind| html! { <Axis view={view(longest, state.zoom, width)} {kind} /> };
    html! {
        <>
            { state.model.as_ref().map(|shown| axis(shown.longest(), RunKind::Model)) }
            { state.measured.longest().map(|longest| axis(longest, RunKind::Measured)) }
        </>
    }
}

fn view(longest: Nanos, zoom: Zoom, width: u32) -> View {
    let at = |share: f64| Nanos((longest.0 as f64 * share) as u64);
    View { start: at(zoom.from()), end: at(zoom.to()), width: CssPx(width.into()) }
}
