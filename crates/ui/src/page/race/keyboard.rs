//! What the keys do on a focused row.

use crate::state::{Action, Pointed, Zoom};
use charts::{Direction, SpanRef, View, neighbour};
use model::{LaneId, Nanos, RunResult, Span, State};

/// How much a key zooms in.
const STEP: f64 = 0.5;

/// The first span of a run that is worth a look.
pub(super) fn first(run: &RunResult) -> Option<Pointed> {
    let busy = |lane: LaneId| run.trace.spans(lane).position(|span| span.state != State::Idle);
    let mut lanes = run.trace.lane_ids().map(|(lane, _)| lane);
    let span = lanes.find_map(|lane| Some(SpanRef { lane, index: busy(lane)? }))?;
    at(run, span)
}

/// What a key does; `None` for one that is left to the browser.
pub(super) fn keyed(
    key: &str,
    run: &RunResult,
    view: View,
    zoom: Zoom,
    pointed: Option<Pointed>,
) -> Option<Action> {
    let direction = match key {
        "ArrowLeft" => Direction::Left,
        "ArrowRight" => Direction::Right,
        "ArrowUp" => Direction::Up,
        "ArrowDown" => Direction::Down,
        "Home" => Direction::Home,
        "End" => Direction::End,
        "Escape" if zoom.is_whole() => return Some(Action::Point(None)),
        "Escape" | "0" => return Some(Action::Zoom(Zoom::WHOLE)),
        "+" | "=" => return Some(Action::Zoom(zoom.by(STEP, fixed(view, pointed)))),
        "-" => return Some(Action::Zoom(zoom.by(1.0 / STEP, fixed(view, pointed)))),
        _ => return None,
    };
    let next = match pointed {
        Some(pointed) => at(run, neighbour(&run.trace, pointed.span, direction)),
        None => first(run),
    };
    Some(Action::Point(Some(next?)))
}

fn at(run: &RunResult, span: SpanRef) -> Option<Pointed> {
    let Span { start, end, .. } = run.trace.span(span.lane, span.index)?;
    let moment = Nanos(start.0 + (end.0 - start.0) / 2);
    Some(Pointed { runtime: run.runtime, kind: run.kind, span, moment, by_keyboard: true })
}

/// The share of the view that stays where it is: the span pointed at, or the middle.
fn fixed(view: View, pointed: Option<Pointed>) -> f64 {
    pointed.map_or(0.5, |pointed| view.x_of(pointed.moment).0 / view.width.0.max(1.0))
}
