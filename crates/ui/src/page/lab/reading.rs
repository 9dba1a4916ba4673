//! What the laboratory reads: figures side by side, a strip of what happened last, and who held the GIL.

use crate::page::hooks::use_width;
use crate::page::maybe;
use crate::page::race::{badge, path};
use crate::shared::Shared;
use crate::state::{Lab, Of};
use charts::format::duration;
use charts::{CssPx, View, convoy, layout};
use model::lab::{Figures, IO, Reading, STRIP};
use model::units::grouped;
use model::{LaneId, Nanos, RunKind};
use yew::prelude::*;

/// The width of a strip until the page has measured it.
const FIRST_WIDTH: u32 = 640;

/// Both readings, or the room for them.
pub(super) fn readings(lab: &Lab) -> Html {
    let (measured, model) = (lab.measured.as_ref(), lab.model.as_ref());
    let busy = (!lab.is_modelled()).to_string();
    let strip = |kind, of: Option<&Of>| {
        html! { <Strip {kind} threads={lab.knobs.threads} reading={of.map(|(_, reading)| reading.clone())} /> }
    };
    html! {
        <div class="readings" aria-busy={busy}>
            { sentence(measured, model) }
            { table(measured, model) }
            { strip(RunKind::Measured, measured) }
            { strip(RunKind::Model, model) }
        </div>
    }
}

type Shows = fn(&Figures) -> String;

/// What is read off the figures, and what it is called.
const ROWS: [(&str, Shows); 5] = [
    ("hand-offs a second", |figures| grouped(figures.per_second(figures.handoffs))),
    ("wait of a hand-off, mean", |figures| time(figures.wait(), figures.handoffs)),
    ("95 of 100 waits are below", |figures| time(figures.wait_p95, figures.handoffs)),
    ("calls done a second", |figures| grouped(figures.per_second(figures.calls))),
    ("wait of a call for the GIL, mean", |figures| time(figures.call_wait(), figures.calls)),
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
    let row = |(name, shows): (&'static str, Shows)| {
        html! {
            <tr>
                <th scope="row">{ name }</th>
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

#[derive(PartialEq, Properties)]
struct StripProps {
    kind: RunKind,
    threads: u16,
    reading: Option<Shared<Reading>>,
}

/// Who held the GIL and who waited, lately, and how long each held it; a lane each.
#[component]
fn Strip(props: &StripProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node, FIRST_WIDTH);
    let picture = use_memo((props.reading.clone(), width), |(reading, width)| {
        let trace = &reading.as_ref()?.trace;
        let start = trace.end.saturating_sub(STRIP);
        Some(layout(trace, &View { start, end: trace.end, width: CssPx((*width).into()) }))
    });
    let lanes = u64::from(props.threads) + 1;
    let height = picture.as_ref().as_ref().map_or(CssPx(lanes as f64 * 16.0 - 3.0), |picture| picture.height);
    let paths = picture.as_ref().as_ref().map(|picture| picture.paths()).unwrap_or_default();
    let said = props.reading.as_ref().map_or_else(String::new, |reading| holders(reading));
    let (width, height) = (width.to_string(), height.to_string());
    let part = if props.kind == RunKind::Measured { "the last 100 ms" } else { "its first 100 ms" };
    html! {
        <div class={classes!("way", "strip", props.kind.name())}>
            <div class="who">{ badge(props.kind) }<small>{ part }</small></div>
            <div class="lanes" ref={node}>
                <svg viewBox={["0 0 ", &width, " ", &height].concat()} {height} preserveAspectRatio="none" role="img" aria-label={said}>
                    { for paths.iter().map(path) }
                </svg>
            </div>
            <div class="shares" aria-hidden="true">
                { for (0..lanes).map(|lane| share(LaneId(lane as u16), props.reading.as_deref())) }
            </div>
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
    let mut said = "Held the GIL: ".to_owned();
    for (lane, about) in reading.trace.lane_ids() {
        let comma = if lane == IO { "" } else { ", " };
        said = said + comma + &about.name + " " + &percent(reading.figures.share(lane));
    }
    said + " of the time."
}

fn percent(permille: u64) -> String {
    (permille.saturating_add(5) / 10).to_string() + "\u{a0}%"
}
