//! A brought trace: its lanes on a canvas that the worker paints, and beside it all that is words.

use super::hand::use_hand;
use super::porter::{Porter, ratio};
use super::say;
use super::stand::Open;
use crate::page::hooks::use_width;
use crate::page::maybe;
use crate::page::race::{axis, entry};
use ::words::viewer as said;
use ::words::zoom;
use charts::format::{duration, interval};
use charts::{CssPx, View};
use gloo_events::EventListener;
use model::viewer::{Gesture, LanePlace, Opened, PointedSpan, Shown, Step};
use std::rc::Rc;
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

/// What a press zooms by.
const STEP: f64 = 0.5;
/// Lower lanes have no room for their names.
const NAMED: f64 = 9.0;
/// Until the page has measured it.
const FIRST_WIDTH: u32 = 640;

#[derive(PartialEq, Properties)]
pub(super) struct TimelineProps {
    pub(super) porter: Worker,
    pub(super) name: AttrValue,
    pub(super) opened: Rc<Opened>,
    pub(super) shown: Option<Shown>,
    /// Hears why the picture can't be painted.
    pub(super) failed: Callback<String>,
}

/// Equal only to itself.
#[derive(Clone)]
pub(super) struct Worker(pub(super) Rc<Porter>);

impl PartialEq for Worker {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The properties for a trace that is there.
pub(super) fn props(open: &Open, failed: Callback<String>) -> TimelineProps {
    let Open { porter, name, opened, shown, .. } = open.clone();
    TimelineProps { porter: Worker(porter), name, opened, shown, failed }
}

/// Labels, picture, axis, zoom, legend.
#[component]
pub(super) fn Timeline(props: &TimelineProps) -> Html {
    let (picture, canvas) = (use_node_ref(), use_node_ref());
    let (opened, porter) = (&*props.opened, &props.porter.0);
    let width = use_width(&picture, FIRST_WIDTH);
    use_canvas(&canvas, porter, &props.failed);
    use_effect_with(width, {
        let porter = porter.clone();
        move |width| porter.tell(&Gesture::Size { width: f64::from(*width), ratio: ratio() })
    });
    use_hand(&picture, porter);
    let tell = |gesture: Gesture| {
        let porter = porter.clone();
        Callback::from(move |_: MouseEvent| porter.tell(&gesture))
    };
    let keyed = {
        let porter = porter.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(gesture) = gesture_of(&event) {
                event.prevent_default();
                porter.tell(&gesture);
            }
        })
    };
    let about =
        said::Timeline { about: &say::about(&props.name, opened), shares: &say::shares(opened) }.say();
    let height = ["height:", &opened.height.to_string(), "px"].concat();
    let pointed = props.shown.as_ref().and_then(|shown| shown.pointed.as_ref());
    let spoken = pointed.filter(|span| span.by_keyboard).map(|span| say::spoken(opened, span));
    html! {
        <div class="viewer">
            <div class="threads" style={height.clone()} aria-hidden="true">{ for opened.lanes.iter().map(label) }</div>
            <div
                class="lanes" ref={picture} tabindex="0" role="application" aria-roledescription="timeline"
                aria-label={about} aria-describedby="viewer-keys" onkeydown={keyed}
            >
                <canvas ref={canvas} style={height}></canvas>
                { maybe(pointed.map(|span| tip(opened, span))) }
            </div>
            { maybe(props.shown.as_ref().map(|shown| ticks(shown, width))) }
            <div class="tools" role="group" aria-label={zoom::label()}>
                <button type="button" class="quiet" aria-label={zoom::closer()} onclick={tell(Gesture::Zoom { factor: STEP, at: 0.5 })}>{ "+" }</button>
                <button type="button" class="quiet" aria-label={zoom::farther()} onclick={tell(Gesture::Zoom { factor: 1.0 / STEP, at: 0.5 })}>{ "−" }</button>
                <button type="button" class="quiet" onclick={tell(Gesture::Whole)}>{ said::whole() }</button>
                <span class="hint">{ zoom::hint() }</span>
                <p class="hint keys" id="viewer-keys">{ said::hint() }</p>
            </div>
            <div class="key">{ for say::drawn(opened).map(|(state, _)| entry(state, say::state(state))) }</div>
            <p class="hidden" aria-live="polite">{ spoken.unwrap_or_default() }</p>
        </div>
    }
}

/// Gives the canvas to the worker, and the colours as often as they change.
#[hook]
fn use_canvas(canvas: &NodeRef, porter: &Rc<Porter>, failed: &Callback<String>) {
    let (porter, failed) = (porter.clone(), failed.clone());
    use_effect_with(canvas.clone(), move |canvas| {
        let canvas = canvas.cast::<HtmlCanvasElement>();
        let listener = canvas.and_then(|canvas| {
            if porter.give(&canvas).is_err() {
                failed.emit(said::no_worker(said::no_canvas()));
            }
            let element: Element = canvas.into();
            porter.colour(&element);
            let scheme = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok().flatten()?;
            Some(EventListener::new(&scheme, "change", move |_| porter.colour(&element)))
        });
        move || drop(listener)
    });
}

/// Keys with Ctrl, Alt or Meta are the browser's.
fn gesture_of(event: &KeyboardEvent) -> Option<Gesture> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return None;
    }
    Some(match &*event.key() {
        "ArrowLeft" => Gesture::Walk(Step::Left),
        "ArrowRight" => Gesture::Walk(Step::Right),
        "ArrowUp" => Gesture::Walk(Step::Up),
        "ArrowDown" => Gesture::Walk(Step::Down),
        "Home" => Gesture::Walk(Step::First),
        "End" => Gesture::Walk(Step::Last),
        "w" => Gesture::Walk(Step::NextWait),
        "W" => Gesture::Walk(Step::PreviousWait),
        "+" | "=" => Gesture::Zoom { factor: STEP, at: 0.5 },
        "-" => Gesture::Zoom { factor: 1.0 / STEP, at: 0.5 },
        "0" | "Escape" => Gesture::Whole,
        _ => return None,
    })
}

fn ticks(shown: &Shown, width: u32) -> Html {
    axis(&View { start: shown.start, end: shown.end, width: CssPx(width.into()) })
}

fn label(lane: &LanePlace) -> Html {
    if lane.height < NAMED {
        return Html::default();
    }
    let style = ["top:", &lane.y.to_string(), "px;line-height:", &lane.height.to_string(), "px"].concat();
    html! { <span {style} title={lane.process.clone()}>{ &lane.name }</span> }
}

/// As of the race's lanes: at the same share of the picture as of its own width, so that it never leaves it. Above or
/// below all lanes, whichever is nearer, so that it covers none.
fn tip(opened: &Opened, span: &PointedSpan) -> Html {
    let percent = ((span.at * 100.0) as u32).to_string();
    let style = ["left:", &percent, "%;transform:translateX(-", &percent, "%)"].concat();
    let is_below = (span.lane as usize) * 2 + 1 >= opened.lanes.len();
    html! {
        <div class={if is_below { "tip" } else { "tip above" }} {style} aria-hidden="true">
            <b>{ &span.name }</b>
            <span class="line">{ said::tip_state(say::state(span.state)) }<b>{ duration(say::length(span)) }</b></span>
            <span class="line soft">{ say::lane(opened, span.lane) }{ ::words::text::comma() }{ interval(span.start, span.end) }</span>
        </div>
    }
}
