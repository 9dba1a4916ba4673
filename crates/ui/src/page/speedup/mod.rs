//! Speedup against workers: the model's curves, those measured on this device over them, and the laws of both.

mod findings;
mod measure;
mod paint;
mod plot;
mod spot;

use super::race::badge;
use super::{Act, maybe};
use crate::shared::Shared;
use crate::state::{Curves, Sweeping};
use charts::{CssPx, SpeedupPicture, measured_speedup, speedup};
use findings::{findings, key};
use model::{Capabilities, RunKind, Scenario};
use plot::use_plot;
use yew::prelude::*;

/// The properties of [`SpeedupPanel`].
#[derive(PartialEq, Properties)]
pub(super) struct SpeedupProps {
    /// The curves last received, with the race that they belong to.
    pub(super) curves: Option<Shared<Curves>>,
    /// The scenario on the page.
    pub(super) scenario: Scenario,
    /// What was measured of it.
    pub(super) sweep: Shared<Sweeping>,
    /// What the engine can do, once it is up.
    pub(super) capabilities: Option<Capabilities>,
    /// Whether something else is being measured.
    pub(super) busy: bool,
    /// Whether the page is hidden.
    pub(super) hidden: bool,
    /// Hears what is done.
    pub(super) act: Act,
}

impl SpeedupProps {
    fn processors(&self) -> u32 {
        self.capabilities.as_ref().map_or(1, |capabilities| capabilities.processors)
    }

    /// Whether there are measured curves to be drawn.
    fn is_measured(&self) -> bool {
        self.sweep.measured.baseline().is_some()
    }
}

/// The panel of the home page: the model's curves.
#[component]
pub(super) fn ModelSpeedup(props: &ModelProps) -> Html {
    let plot = use_plot((props.curves.clone(), props.scenario.runtimes), |(curves, _), size| {
        draw_model(curves.as_ref(), size)
    });
    html! {
        <section class="panel" id="speedup" aria-labelledby="speedup-title">
            <h2 id="speedup-title">{ ::words::speedup::heading() }{ badge(RunKind::Model) }</h2>
            { plot.html(is_stale(props.curves.as_ref(), &props.scenario)) }
            <p class="small key-text">{ caption(props.curves.as_ref()) }</p>
        </section>
    }
}

/// The properties of [`ModelSpeedup`].
#[derive(PartialEq, Properties)]
pub(super) struct ModelProps {
    /// The curves last received, with the race that they belong to.
    pub(super) curves: Option<Shared<Curves>>,
    /// The scenario on the page.
    pub(super) scenario: Scenario,
}

/// The panel of the playground: what is measured is drawn over what the model says.
#[component]
pub(super) fn SpeedupPanel(props: &SpeedupProps) -> Html {
    let measured = props.is_measured();
    let plot = use_plot(
        (props.curves.clone(), props.sweep.clone(), props.scenario.runtimes, props.processors()),
        |(curves, sweep, runtimes, processors), size| {
            if measured {
                return Some(measured_speedup(&sweep.of(*runtimes, *processors), size));
            }
            draw_model(curves.as_ref(), size)
        },
    );
    let stale = !measured && is_stale(props.curves.as_ref(), &props.scenario);
    html! {
        <section class="panel" id="speedup" aria-labelledby="speedup-title">
            <h2 id="speedup-title">
                { ::words::speedup::heading() }{ badge(RunKind::Model) }
                { maybe(measured.then(|| badge(RunKind::Measured))) }
            </h2>
            { plot.html(stale) }
            <p class="small key-text">{ if measured { key(props) } else { caption(props.curves.as_ref()) } }</p>
            { measure::controls(props) }
            { findings(props) }
        </section>
    }
}

fn is_stale(curves: Option<&Shared<Curves>>, scenario: &Scenario) -> bool {
    curves.is_none_or(|curves| curves.race.scenario != *scenario)
}

fn caption(curves: Option<&Shared<Curves>>) -> Html {
    html! { curves.map(|curves| curves.race.serial.caption.clone()).unwrap_or_default() }
}

fn draw_model(curves: Option<&Shared<Curves>>, size: (CssPx, CssPx)) -> Option<SpeedupPicture> {
    let Curves { race, curves } = &**curves?;
    Some(speedup(curves, race.baseline, race.serial.share, size))
}
