//! What the laboratory reads: figures side by side, a strip of what happened last, and who held the GIL.

use crate::page::maybe;
use crate::page::race::{badge, path};
use crate::state::{Lab, Of};
use ::words::lab as said;
use ::words::number::grouped;
use ::words::{numbers, text};
use charts::format::duration;
use charts::{CssPx, LanesPicture, View, convoy, layout};
use model::lab::{Figures, Reading, STRIP};
use model::{Lane, LaneId, Nanos, RunKind};
use yew::prelude::*;

/// Both readings, or the room for them; `ruler` is as wide as a strip, and `width` wide.
pub(super) fn readings(lab: &Lab, ruler: &NodeRef, width: u32) -> Html {
    let (measured, model) = (lab.measured.as_ref(), lab.model.as_ref());
    let strip =
        |kind, of: Option<&Of>| strip(kind, lab.knobs.threads, of.map(|(_, reading)| &**reading), width);
    html! {
        <div class="readings" aria-busy={(!lab.is_modelled()).to_string()}>
            { sentence(measured, model) }
            { table(measured, model) }
            { strip(RunKind::Measured, measured) }
            { strip(RunKind::Model, model) }
            <div class="way ruler-way"><div class="ruler" ref={ruler}></div></div>
        </div>
    }
}

type Named = fn() -> &'static str;
type Shows = fn(&Figures) -> String;

/// What is read off the figures, and what it is called.
const ROWS: [(Named, Shows); 5] = [
    (said::handoffs, |figures| grouped(figures.per_second(figures.handoffs))),
    (said::wait, |figures| time(figures.wait(), figures.handoffs)),
    (said::wait_p95, |figures| time(figures.wait_p95, figures.handoffs)),
    (said::calls_done, |figures| grouped(figures.per_second(figures.calls))),
    (said::call_wait, |figures| time(figures.call_wait(), figures.calls)),
];

/// A mean of nothing is no time.
fn time(time: Nanos, of: u64) -> String {
    if of == 0 { "–".to_owned() } else { duration(time) }
}

/// What was measured, in a sentence; without that, what the model says.
fn sentence(measured: Option<&Of>, model: Option<&Of>) -> Html {
    let kind = if measured.is_some() { RunKind::Measured } else { RunKind::Model };
    let said = measured.or(model).map(|(knobs, reading)| convoy(&reading.figures, knobs));
    html! { <p class="say">{ maybe(said.map(|said| html! { <>{ said }{ " " }{ badge(kind) }</> })) }</p> }
}

fn table(measured: Option<&Of>, model: Option<&Of>) -> Html {
    let show = |shows: Shows, of: Option<&Of>| {
        of.map_or_else(|| "–".to_owned(), |(_, reading)| shows(&reading.figures))
    };
    let row = |(name, shows): (Named, Shows)| {
        html! {
            <tr>
                <th scope="row">{ name() }</th>
                <td class="number">{ show(shows, measured) }</td>
                <td class="number">{ show(shows, model) }</td>
            </tr>
        }
    };
    html! {
        <table>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{ badge(RunKind::Measured) }</th>
                    <th scope="col">{ badge(RunKind::Model) }</th>
                </tr>
            </thead>
            <tbody>{ for ROWS.into_iter().map(row) }</tbody>
        </table>
    }
}

/// Who held the GIL and who waited, lately, and how long each held it; a lane each.
fn strip(kind: RunKind, threads: u16, reading: Option<&Reading>, width: u32) -> Html {
    let lanes = threads + 1;
    let picture = reading.map(|Reading { trace, .. }| {
        // The model's trace goes on until its window is seen to be over.
        let end = if kind == RunKind::Model { STRIP } else { trace.end };
        layout(trace, &View { start: end.saturating_sub(STRIP), end, width: CssPx(width.into()) })
    });
    let height = picture.as_ref().map_or(CssPx(f64::from(lanes) * 16.0 - 3.0), |picture| picture.height);
    let paths = picture.as_ref().map(LanesPicture::paths).unwrap_or_default();
    let (width, height) = (width.to_string(), height.to_string());
    let part = if kind == RunKind::Measured { said::last() } else { said::first() };
    html! {
        <div class={classes!("way", "strip", kind.name())}>
            <div class="who">{ badge(kind) }<small>{ part }</small></div>
            <div class="lanes">
                <svg
                    viewBox={["0 0 ", &width, " ", &height].concat()} {height} preserveAspectRatio="none"
                    role="img" aria-label={reading.map_or_else(|| said::no_strip().to_owned(), holders)}
                >
                    { for paths.iter().map(path) }
                </svg>
            </div>
            <div class="shares" aria-hidden="true">{ for (0..lanes).map(|lane| share(LaneId(lane), reading)) }</div>
        </div>
    }
}

/// How long a thread held the GIL, as a bar with its number.
fn share(lane: LaneId, reading: Option<&Reading>) -> Html {
    let permille = reading.map(|reading| reading.figures.share(lane));
    let width = ["--share:", &(permille.unwrap_or(0) / 10).to_string(), "%"].concat();
    html! {
        <span style={width}>{ model::lab::lane(lane.0).name }<b>{ maybe(permille.map(|share| percent(share).into())) }</b></span>
    }
}

/// Who held the GIL for how much of the time.
fn holders(reading: &Reading) -> String {
    let share =
        |(lane, about): (LaneId, &Lane)| [&about.name, " ", &percent(reading.figures.share(lane))].concat();
    said::held(&reading.trace.lane_ids().map(share).collect::<Vec<_>>().join(text::comma()))
}

fn percent(permille: u64) -> String {
    numbers::percent(&(permille.saturating_add(5) / 10).to_string())
}
