//! The lanes of one run: a few paths, an outline around the span pointed at, and its words.

use super::keyboard::{SHORTCUTS, Walker, first};
use super::tools::KEYS_ID;
use crate::page::words::is_hatched;
use crate::page::{Act, heard, maybe};
use crate::shared::Shared;
use crate::state::{Action, Pointed, Zoom};
use ::words::text as join;
use charts::{
    Arrow, ArrowKind, CssPx, LanesPicture, StatePath, View, describe, layout, pattern, text_alternative,
};
use model::{Nanos, RunResult};
use web_sys::Element;
use yew::prelude::*;

/// The properties of [`Lanes`].
#[derive(Clone, PartialEq, Properties)]
pub(in crate::page) struct LanesProps {
    /// The run.
    pub(in crate::page) run: Shared<RunResult>,
    /// Wall time of the sequential run.
    pub(in crate::page) baseline: Nanos,
    /// What would help it most, in a sentence, where that is known.
    pub(in crate::page) help: Option<AttrValue>,
    /// The part of its clock that is shown.
    pub(in crate::page) view: View,
    /// The same as shares of the whole.
    pub(in crate::page) zoom: Zoom,
    /// The span of this row that is pointed at.
    pub(in crate::page) pointed: Option<Pointed>,
    /// Hears what is done.
    pub(in crate::page) act: Act,
}

/// The picture, with pointer and keyboard.
#[component]
pub(in crate::page) fn Lanes(props: &LanesProps) -> Html {
    let act = &props.act;
    let node = use_node_ref();
    let picture = use_memo((props.run.clone(), props.view), |(run, view)| layout(&run.trace, view));
    let paths = use_memo((props.run.clone(), props.view), |_| picture.paths());
    let words = use_memo((props.run.clone(), props.baseline, props.help.clone()), |(run, baseline, help)| {
        let said = text_alternative(run, *baseline);
        help.iter().fold(said, |said, help| join::Next { before: &said, next: help }.say())
    });
    let point = {
        let (act, node, picture, props) = (act.clone(), node.clone(), picture.clone(), props.clone());
        move |event: PointerEvent| {
            let pointed = under(&event, &node, &picture, &props);
            if pointed != props.pointed {
                act.emit(Action::Point(pointed));
            }
        }
    };
    let trail = use_mut_ref(Vec::new);
    let leave = heard(act, |event: PointerEvent| {
        // A finger leaves as soon as it is lifted, and would take along what it asked for.
        (event.pointer_type() != "touch").then_some(Action::Point(None))
    });
    let focus = {
        let (act, props) = (act.clone(), props.clone());
        move |_: FocusEvent| {
            if props.pointed.is_none() {
                act.emit(Action::Point(first(&props.run)));
            }
        }
    };
    let blur = {
        let trail = trail.clone();
        act.reform(move |_: FocusEvent| {
            trail.borrow_mut().clear();
            Action::Point(None)
        })
    };
    let keyed = {
        let (act, props, trail) = (act.clone(), props.clone(), trail.clone());
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let LanesProps { run, view, zoom, pointed, .. } = &props;
            let (view, zoom, pointed) = (*view, *zoom, *pointed);
            let mut walker = Walker { run, view, zoom, pointed, trail: &mut trail.borrow_mut() };
            if let Some(action) = walker.key(&event.key(), event.shift_key()) {
                event.prevent_default();
                act.emit(action);
            }
        }
    };
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    html! {
        <div class="lanes">
            <svg
                ref={node} viewBox={["0 0 ", &width, " ", &height].concat()} height={height} preserveAspectRatio="none"
                tabindex="0" role="application" aria-roledescription={::words::race::timeline()} aria-label={(*words).clone()}
                aria-keyshortcuts={SHORTCUTS} aria-describedby={KEYS_ID}
                onpointermove={point.clone()} onpointerdown={point} onpointerleave={leave} onfocus={focus}
                onblur={blur} onkeydown={keyed}
            >
                <g>{ for paths.iter().map(path) }</g>
                { maybe(props.pointed.and_then(|pointed| outline(&picture, props, pointed))) }
                { maybe(props.pointed.map(|pointed| arrows(&picture, props, pointed))) }
            </svg>
            { maybe(props.pointed.map(|pointed| tip(&picture, props, pointed))) }
        </div>
    }
}

/// All marks of one state.
pub(in crate::page) fn path(path: &StatePath) -> Html {
    let fill = ["url(#p-", path.state.name(), ")"].concat();
    let outline = is_hatched(path.state).then(|| pattern::colour(path.state));
    html! { <path d={path.d.clone()} {fill} stroke={outline} stroke-opacity={outline.map(|_| "0.55")} /> }
}

fn under(
    event: &PointerEvent,
    node: &NodeRef,
    picture: &LanesPicture,
    props: &LanesProps,
) -> Option<Pointed> {
    let place = node.cast::<Element>()?.get_bounding_client_rect();
    let x = CssPx(f64::from(event.client_x()) - place.left());
    let y = CssPx(f64::from(event.client_y()) - place.top());
    let span = picture.hit(&props.run.trace, &props.view, x, y)?;
    let moment = props.view.time_at(x);
    Some(Pointed {
        runtime: props.run.runtime,
        kind: props.run.kind,
        span,
        moment,
        by_keyboard: false,
        aside: "",
    })
}

fn outline(picture: &LanesPicture, props: &LanesProps, pointed: Pointed) -> Option<Html> {
    let mark = picture.outline(&props.run.trace, &props.view, pointed.span)?;
    let (x, y) = (mark.x.to_string(), mark.y.to_string());
    let (width, height) = (mark.width.to_string(), mark.height.to_string());
    Some(html! { <rect class="outline" {x} {y} {width} {height} rx="2" /> })
}

/// From a wait to who is in the way, each on a ground of its own so that no texture hides it.
fn arrows(picture: &LanesPicture, props: &LanesProps, pointed: Pointed) -> Html {
    let arrows = charts::arrows(picture, &props.run.trace, &props.view, pointed.span);
    let arrow = |arrow: Arrow| {
        let d = arrow.path();
        let class = match arrow.kind {
            ArrowKind::WaitsFor => "arrow waits-for",
            ArrowKind::GotFrom => "arrow got-from",
        };
        html! { <g {class}><path class="ground" d={d.clone()} /><path d={d} /></g> }
    };
    html! { <>{ for arrows.into_iter().map(arrow) }</> }
}

/// The words stand at the same share of the picture as of their own width, so they never leave it.
fn tip(picture: &LanesPicture, props: &LanesProps, pointed: Pointed) -> Html {
    let moment = (!pointed.by_keyboard).then_some(pointed.moment);
    let text = describe(&props.run.trace, pointed.span, moment);
    let share = (props.view.x_of(pointed.moment) / picture.width.max(CssPx(1.0)).0).0.clamp(0.0, 1.0);
    let percent = ((share * 100.0) as u32).to_string();
    let style = ["left:", &percent, "%;transform:translateX(-", &percent, "%)"].concat();
    html! {
        <div class="tip" {style} aria-hidden="true">
            <span class="soft">{ pointed.aside }</span>{ " " }
            <b>{ &text.lane }</b>{ " " }{ text.state }{ ::words::span::lasting() }<b>{ &text.duration }</b>
            { maybe(text.why.as_ref().map(|why| html! { <span class="line">{ why }</span> })) }
            <span class="line soft">
                { &text.interval }
                { maybe(text.task.as_ref().map(|task| html! { <>{ join::comma() }{ task }</> })) }
            </span>
        </div>
    }
}
