//! The race: its controls, a row for each run, all on one clock, and what they show.

mod axis;
mod blamed;
mod brought;
mod gestures;
mod help;
mod keyboard;
mod lanes;
mod legend;
mod row;
mod say;
mod tools;

use super::controls::Controls;
use super::hooks::use_width;
use super::{Act, maybe, measure};
use crate::shared::Shared;
use crate::state::{Measurement, Outcome, Shown, State};
use ::words::race;
pub(super) use axis::axis;
pub(super) use blamed::Blamed;
use brought::brought;
use charts::{CssPx, View};
use gestures::use_gestures;
use help::help;
pub(super) use lanes::{Lanes, path};
pub use legend::Patterns;
pub(super) use legend::{entry, legend};
use model::{Nanos, RunKind, RunResult};
pub(super) use row::badge;
use row::row;
pub(super) use row::{beside, figures, no_row, subtitle};
pub(super) use say::spoken;
use say::{say, summary};
pub use tools::KEYS_ID;
use tools::tools;
use yew::prelude::*;

/// The width of the lanes until the page has measured it: what the prerendered pictures have.
pub(super) const FIRST_WIDTH: u32 = 640;

/// The properties of [`Race`].
#[derive(PartialEq, Properties)]
pub(super) struct RaceProps {
    /// Everything.
    pub(super) state: Shared<State>,
    /// Hears what is done.
    pub(super) act: Act,
    /// What stands at its end.
    #[prop_or_default]
    pub(super) children: Html,
}

/// The panel.
#[component]
pub(super) fn Race(props: &RaceProps) -> Html {
    let state = &props.state;
    let (ways, ruler) = (use_node_ref(), use_node_ref());
    let width = use_width(&ruler, FIRST_WIDTH);
    use_gestures(&ways, &ruler, state.zoom, &props.act);
    let act = &props.act;
    html! {
        <section class="panel" id="race" aria-labelledby="race-title" aria-busy={(!state.is_current()).to_string()}>
            <h2 class="hidden" id="race-title">{ race::label() }</h2>
            <Controls
                scenario={state.scenario.clone()} refusals={state.refusals} running={state.measuring.is_running()}
                ready={state.capabilities().is_some() && !state.sweep.progress.is_running()} act={act.clone()}
            />
            { measure::status(state) }
            <div class="ways" ref={ways}>
                { maybe(state.model.as_ref().map(|shown| rows(state, shown, width, act))) }
                <div class="way ruler-way"><div class="ruler" ref={ruler}></div></div>
            </div>
            { spoken(state) }
            { summary(state) }
            { maybe(state.model.as_ref().map(|_| axis(&view(state, width)))) }
            { tools(state.zoom, act) }
            { legend(state) }
            { device(state) }
            { maybe(state.model.as_ref().map(|shown| say(shown))) }
            { maybe(state.model.as_ref().map(|_| help(state, act))) }
            { props.children.clone() }
        </section>
    }
}

fn rows(state: &State, shown: &Shown, width: u32, act: &Act) -> Html {
    let view = view(state, width);
    let chosen = state.scenario.runtimes;
    let both = |run: &Shared<RunResult>| {
        let below = match state.measured.of(run.runtime) {
            Some(Outcome::Run { run, baseline, walls, .. }) => {
                Some(row(state, run, *baseline, Some(walls), view, act))
            }
            Some(Outcome::Nothing(why)) => Some(no_row(why)),
            None => (state.measuring == Measurement::Finished)
                .then(|| no_row(&AttrValue::Static(race::left_out()))),
        };
        html! {
            <key={run.runtime.name()}>{ row(state, run, shown.baseline, None, view, act) }{ maybe(below) }
                { maybe(brought(state, run, view, act)) }
            </>
        }
    };
    shown.runs.iter().filter(|run| chosen.contains(run.runtime)).map(both).collect()
}

/// This device's own figures, once they are known; its line is there before.
fn device(state: &State) -> Html {
    let known = state.device.as_ref();
    let figures = || race::device_unknown().to_owned();
    html! {
        <p class="small" id="device">
            { known.map_or_else(figures, |device| charts::device(&device.profile)) }{ " " }
            { maybe(known.map(|_| badge(RunKind::Measured))) }
        </p>
    }
}

/// The runs of all rows, from above.
pub(super) fn in_sight(state: &State) -> Vec<Shared<RunResult>> {
    let chosen = state.scenario.runtimes;
    let model = state.model.iter().flat_map(|shown| &shown.runs);
    let both = |run: &Shared<RunResult>| match state.measured.of(run.runtime) {
        Some(Outcome::Run { run: measured, .. }) => vec![run.clone(), measured.clone()],
        _ => vec![run.clone()],
    };
    model.filter(|run| chosen.contains(run.runtime)).flat_map(both).collect()
}

/// What every row shows of its run: measured or modelled, all are drawn to one scale.
fn view(state: &State, width: u32) -> View {
    let (longest, zoom) = (state.longest(), state.zoom);
    let at = |share: f64| Nanos((longest.0 as f64 * share) as u64);
    View { start: at(zoom.from()), end: at(zoom.to()), width: CssPx(width.into()) }
}
