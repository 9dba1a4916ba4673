//! Speedup against workers: the model's curves, those measured on this device over them, and the laws of both.

mod findings;
mod measure;
mod paint;
mod spot;

use super::hooks::use_width;
use super::race::badge;
use super::{Act, maybe};
use crate::shared::Shared;
use crate::state::{Curves, Sweeping};
use charts::{CssPx, SpeedupPicture, measured_speedup, speedup};
use findings::{findings, key};
use model::{Capabilities, RunKind, Scenario};
use paint::paint;
use spot::{Spot, keyed, left, pointed, spoken};
use yew::prelude::*;

/// The plot's width until the page has measured it.
const FIRST_WIDTH: u32 = 510;
/// The plot's height.
const HEIGHT: f64 = 230.0;

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

/// The plot, faded while its curves are those of the scenario before.
#[component]
pub(super) fn SpeedupPanel(props: &SpeedupProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node, FIRST_WIDTH);
    let spot = use_state_eq(|| None::<Spot>);
    let picture = use_memo(
        (props.curves.clone(), props.sweep.clone(), props.scenario.runtimes, width),
        |(.., width)| draw(props, *width),
    );
    let measured = props.is_measured();
    let stale =
        !measured && props.curves.as_ref().is_none_or(|curves| curves.race.scenario != props.scenario);
    let caption = if measured {
        key(props)
    } else {
        let known = props.curves.as_ref();
        html! { known.map(|curves| curves.race.serial.caption.clone()).unwrap_or_default() }
    };
    let point = (*spot).and_then(|spot| spot.find((*picture).as_ref()?));
    html! {
        <section class="panel" id="speedup" aria-labelledby="speedup-title">
            <h2 id="speedup-title">
                { ::words::speedup::heading() }{ badge(RunKind::Model) }
                { maybe(measured.then(|| badge(RunKind::Measured))) }
            </h2>
            <div
                class="plot" ref={node.clone()} aria-busy={stale.to_string()} tabindex="0" role="group"
                aria-label={::words::speedup::plot()}
                onpointermove={pointed(&node, &picture, &spot)} onpointerdown={pointed(&node, &picture, &spot)}
                onpointerleave={left(&spot)} onkeydown={keyed(&picture, &spot)}
            >
                { maybe((*picture).as_ref().map(|picture| paint(picture, point))) }
            </div>
            { spoken(point) }
            <p class="small key-text">{ caption }</p>
            { measure::controls(props) }
            { findings(props) }
        </section>
    }
}

fn draw(props: &SpeedupProps, width: u32) -> Option<SpeedupPicture> {
    let size = (CssPx(width.into()), CssPx(HEIGHT));
    if props.is_measured() {
        return Some(measured_speedup(&props.sweep.of(props.scenario.runtimes, props.processors()), size));
    }
    let Curves { race, curves } = &**props.curves.as_ref()?;
    Some(speedup(curves, race.baseline, race.serial.share, size))
}
