//! What the keys do on a focused row.
//!
//! Keys with Ctrl, Alt or Meta are left to the browser and to what reads the page out; letters act on a focused row
//! alone, so that they are in nobody's way.

use crate::state::{Action, Pointed, Zoom};
use charts::{Direction, SpanRef, View, in_the_way, neighbour};
use model::{LaneId, Nanos, RunResult, Span, State};
use words::walk;

/// How much a key zooms in.
const STEP: f64 = 0.5;
/// How far a key pans, as a share of what is shown.
const STRIDE: f64 = 0.25;

/// The keys that are not found by trying, as `aria-keyshortcuts` wants them.
pub(super) const SHORTCUTS: &str = "N Shift+N W Shift+W C B + - 0";

/// A row, and where in it the keyboard is.
pub(super) struct Walker<'a> {
    pub(super) run: &'a RunResult,
    pub(super) view: View,
    pub(super) zoom: Zoom,
    pub(super) pointed: Option<Pointed>,
    /// The waits from which it went to who was in their way.
    pub(super) trail: &'a mut Vec<SpanRef>,
}

/// The first span of a run that is worth a look.
pub(super) fn first(run: &RunResult) -> Option<Pointed> {
    let busy = |lane: LaneId| run.trace.spans(lane).position(|span| span.state != State::Idle);
    let mut lanes = run.trace.lane_ids().map(|(lane, _)| lane);
    let span = lanes.find_map(|lane| Some(SpanRef { lane, index: busy(lane)? }))?;
    at(run, span, "")
}

impl Walker<'_> {
    /// What a key does; `None` for one that is left to the browser.
    pub(super) fn key(&mut self, key: &str, shift: bool) -> Option<Action> {
        let zoom = self.zoom;
        let direction = match key {
            "ArrowLeft" if shift => return Some(Action::Zoom(zoom.pan(-STRIDE))),
            "ArrowRight" if shift => return Some(Action::Zoom(zoom.pan(STRIDE))),
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            "Home" => Direction::Home,
            "End" => Direction::End,
            "n" | "N" if shift => Direction::Previous,
            "n" | "N" => Direction::Next,
            "w" | "W" if shift => Direction::PreviousWait,
            "w" | "W" => Direction::NextWait,
            "c" | "C" => return self.cause(),
            "b" | "B" => return self.back(),
            "Escape" if zoom.is_whole() => return Some(Action::Point(None)),
            "Escape" | "0" => return Some(Action::Zoom(Zoom::WHOLE)),
            "+" | "=" => return Some(Action::Zoom(zoom.by(STEP, self.fixed()))),
            "-" => return Some(Action::Zoom(zoom.by(1.0 / STEP, self.fixed()))),
            _ => return None,
        };
        let Some(from) = self.span() else { return Some(Action::Point(Some(first(self.run)?))) };
        let to = neighbour(&self.run.trace, from, direction);
        self.go(to, if to == from { walk::no_more() } else { "" })
    }

    /// To who is in the way of the wait pointed at.
    fn cause(&mut self) -> Option<Action> {
        let from = self.span()?;
        match in_the_way(&self.run.trace, from) {
            Some(to) => {
                self.trail.push(from);
                self.go(to, walk::in_the_way())
            }
            None => self.go(from, walk::nobody()),
        }
    }

    fn back(&mut self) -> Option<Action> {
        let from = self.span()?;
        match self.trail.pop() {
            Some(to) => self.go(to, walk::back()),
            None => self.go(from, walk::no_way_back()),
        }
    }

    fn span(&self) -> Option<SpanRef> {
        self.pointed.map(|pointed| pointed.span)
    }

    fn go(&self, span: SpanRef, aside: &'static str) -> Option<Action> {
        Some(Action::Point(Some(at(self.run, span, aside)?)))
    }

    /// The share of the view that stays where it is: the span pointed at, or the middle.
    fn fixed(&self) -> f64 {
        self.pointed.map_or(0.5, |pointed| self.view.x_of(pointed.moment).0 / self.view.width.0.max(1.0))
    }
}

fn at(run: &RunResult, span: SpanRef, aside: &'static str) -> Option<Pointed> {
    let Span { start, end, .. } = run.trace.span(span.lane, span.index)?;
    let moment = Nanos(start.0 + (end.0 - start.0) / 2);
    Some(Pointed { runtime: run.runtime, kind: run.kind, span, moment, by_keyboard: true, aside })
}

#[cfg(test)]
mod tests {
    use super::*;
    use charts::CssPx;
    use model::{
        Cause, Clock, Cores, GilId, Lane, LaneKind, Metrics, Outcome, ProcessId, Provenance, PythonVersion,
        RunKind, Runtime, TraceRecorder,
    };

    /// What two threads on one GIL are told of, key by key.
    #[test]
    fn letters_lead_to_waits_and_to_who_is_in_their_way_and_back() {
        let run = two_threads();
        let view = View::whole([&run.trace], CssPx(100.0));
        let (mut trail, mut pointed) = (Vec::new(), first(&run));
        let mut stops = Vec::new();
        for key in ["w", "c", "c", "b", "b", "N"] {
            let mut walker = Walker { run: &run, view, zoom: Zoom::WHOLE, pointed, trail: &mut trail };
            let Some(Action::Point(stop)) = walker.key(key, false) else { panic!("{key} leads nowhere") };
            pointed = stop;
            stops.extend(stop.map(|stop| (stop.span.lane.0, stop.span.index, stop.aside)));
        }
        let expected = [
            (1, 0, ""),
            (0, 0, "In the way:"),
            (0, 0, "No lane is in its way:"),
            (1, 0, "Back:"),
            (1, 0, "Nothing to go back to:"),
            (0, 1, ""),
        ];
        assert_eq!(stops, expected);
    }

    #[test]
    fn what_means_nothing_here_is_left_to_the_browser() {
        let run = two_threads();
        let view = View::whole([&run.trace], CssPx(100.0));
        let mut walker =
            Walker { run: &run, view, zoom: Zoom::WHOLE, pointed: first(&run), trail: &mut Vec::new() };
        assert!(["Tab", "PageDown", " ", "Enter", "F5"].iter().all(|key| walker.key(key, false).is_none()));
        walker.zoom = Zoom::WHOLE.by(0.5, 0.0);
        assert_eq!(walker.key("ArrowRight", true), Some(Action::Zoom(walker.zoom.pan(0.25))));
    }

    /// They take turns of 5 ms.
    fn two_threads() -> RunResult {
        let (runtime, python) = (Runtime::Threads, PythonVersion::V3_12);
        let provenance = Provenance { runtime, python, cores: Cores(2), source: "by hand".into() };
        let mut recorder = TraceRecorder::new(Clock::Virtual, provenance);
        let lanes = ["worker-0", "worker-1"].map(|name| {
            let (kind, process, gil) = (LaneKind::Worker, ProcessId(0), Some(GilId(0)));
            recorder.lane(Lane { name: name.into(), kind, process, gil })
        });
        for (turn, [runs, waits]) in [lanes, [lanes[1], lanes[0]]].into_iter().enumerate() {
            let now = Nanos::millis(5 * turn as u64);
            recorder.enter(waits, now, State::WaitGil, Cause::Gil, Some(runs), None);
            recorder.run(runs, now, None);
        }
        let trace = recorder.finish(Nanos::millis(10), Outcome::Finished);
        RunResult { runtime, python, kind: RunKind::Model, workers: 2, metrics: Metrics::of(&trace), trace }
    }
}
