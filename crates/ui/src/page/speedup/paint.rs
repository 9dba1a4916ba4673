//! The plot as SVG.

use crate::page::maybe;
use charts::{CssPx, Label, Point, Series, SpeedupPicture};
use yew::prelude::*;

/// The picture, with a ring around `point`.
pub(super) fn paint(picture: &SpeedupPicture, point: Option<Point>) -> Html {
    let ring = point.map(|point| {
        html! { <circle class="ring" cx={point.x.to_string()} cy={point.y.to_string()} r="7" /> }
    });
    html! {
        <svg
            viewBox={["0 0 ", &picture.width.to_string(), " ", &picture.height.to_string()].concat()}
            role="img" aria-label={picture.text_alternative()}
        >
            { axes(picture) }
            <path class="ideal" d={picture.ideal.clone()} />
            <path class="amdahl" d={picture.amdahl.clone()} />
            <path class="gunther" d={picture.gunther.clone()} />
            <g>{ for picture.series.iter().map(series) }</g>
            <g>{ for picture.labels.iter().map(label) }</g>
            { maybe(ring) }
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
        <g class={series.kind.name()} data-curve={series.runtime.name()} data-points={series.points.len().to_string()}>
            <path class="curve" d={series.line.clone()} stroke={series.colour} stroke-dasharray={series.dash} />
            <path class="curve bars" d={series.bars.clone()} stroke={series.colour} />
            <path d={series.shapes.clone()} fill={series.colour} />
        </g>
    }
}

fn label(label: &Label) -> Html {
    html! { <text x={label.x.to_string()} y={label.y.to_string()} dominant-baseline="central">{ &label.text }</text> }
}
