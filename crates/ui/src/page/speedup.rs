//! Speedup against workers: the model's curves, the ideal, and what Amdahl's law allows.

use super::hooks::use_width;
use super::maybe;
use super::race::badge;
use crate::shared::Shared;
use crate::state::Curves;
use charts::{CssPx, Label, Series, SpeedupPicture, speedup};
use model::{RunKind, Scenario};
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
}

/// The plot, faded while its curves are those of the scenario before.
#[component]
pub(super) fn SpeedupPanel(props: &SpeedupProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node, FIRST_WIDTH);
    let stale = props.curves.as_ref().is_none_or(|curves| curves.race.scenario != props.scenario);
    let picture = use_memo((props.curves.clone(), width), |(curves, width)| {
        let Curves { race, curves } = &**curves.as_ref()?;
        let size = (CssPx((*width).into()), CssPx(HEIGHT));
        Some(speedup(curves, race.baseline, race.serial.share, size))
    });
    let caption = props.curves.as_ref().map(|curves| curves.race.serial.caption.clone());
    html! {
        <section class="panel" id="speedup" aria-labelledby="speedup-title">
            <h2 id="speedup-title">{ "Speedup against workers" }{ badge(RunKind::Model) }</h2>
            <div class="plot" ref={node} aria-busy={stale.to_string()}>{ maybe((*picture).as_ref().map(paint)) }</div>
            <p class="small">{ caption }</p>
        </section>
    }
}

fn paint(picture: &SpeedupPicture) -> Html {
    html! {
        <svg
            viewBox={["0 0 ", &picture.width.to_string(), " ", &picture.height.to_string()].concat()}
            role="img" aria-label={picture.text_alternative()}
        >
            { axes(picture) }
            <path class="ideal" d={picture.ideal.clone()} />
            <path class="amdahl" d={picture.amdahl.clone()} />
            <g>{ for picture.series.iter().map(series) }</g>
            <g>{ for picture.labels.iter().map(label) }</g>
        </svg>
    }
}

fn axes(picture: &SpeedupPicture) -> Html {
    let plot = &picture.plot;
    let (left, right, bottom) = (plot.left.to_string(), plot.right.to_string(), plot.bottom.to_string());
    let across = picture.speedups.iter().map(|tick| {
        let (y, beside) = (tick.x.to_string(), (plot.left - CssPx(7.0)).to_string());
        html! {
            <>
                <line x1={left.clone()} x2={right.clone()} y1={y.clone()} y2={y.clone()} />
                <text class="scale" x={beside} {y} text-anchor="end" dominant-baseline="central">{ &tick.label }</text>
            </>
        }
    });
    let below = (plot.bottom + CssPx(18.0)).to_string();
    let workers = picture.workers.iter().map(|tick| {
        html! { <text class="scale" x={tick.x.to_string()} y={below.clone()} text-anchor="middle">{ &tick.label }</text> }
    });
    html! {
        <g class="axes">
            <line x1={left.clone()} x2={left.clone()} y1={plot.top.to_string()} y2={bottom} />
            { for across }
            { for workers }
        </g>
    }
}

fn series(series: &Series) -> Html {
    html! {
        <g>
            <path class="curve" d={series.line.clone()} stroke={series.colour} stroke-dasharray={series.dash} />
            <path d={series.shapes.clone()} fill={series.colour} />
        </g>
    }
}

fn label(label: &Label) -> Html {
    html! { <text x={label.x.to_string()} y={label.y.to_string()} dominant-baseline="central">{ &label.text }</text> }
}
