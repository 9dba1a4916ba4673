//! Spans as markers, in the words that CPython's own sampling profiler has for the Firefox Profiler.
//!
//! `Lib/profiling/sampling/gecko_collector.py` of Python 3.15 says "Has GIL", "Waiting for GIL", "Python Code", "Native
//! Code" and "GC Collecting"; the names of other states are ours, in the same spirit.

use crate::export::about::moment;
use model::trace::InstantKind;
use model::{Cause, Lane, LaneId, Nanos, RunResult, Span, State};
use serde::Serialize;

/// A kind of markers.
pub(super) struct Kind {
    /// What it is called.
    pub(super) name: &'static str,
    /// The type of its markers' data, by which the profiler finds the schema.
    pub(super) of_type: &'static str,
    /// Its place in [`CATEGORIES`].
    pub(super) category: usize,
    /// One of the profiler's colours of graphs.
    pub(super) colour: &'static str,
}

/// The categories and their colours; the first is the one that the profiler needs as a default.
pub(super) const CATEGORIES: [(&str, &str); 8] = [
    ("Other", "grey"),
    ("GC", "orange"),
    ("GIL", "green"),
    ("CPU", "purple"),
    ("Code Type", "red"),
    ("Lock", "magenta"),
    ("I/O", "lightblue"),
    ("Idle", "transparent"),
];

const fn kind(name: &'static str, of_type: &'static str, category: usize, colour: &'static str) -> Kind {
    Kind { name, of_type, category, colour }
}

/// All kinds; a marker's name is its kind's place here, since these are the first of the file's strings.
pub(super) const KINDS: [Kind; 17] = [
    kind("Has GIL", "HasGIL", 2, "green"),
    kind("Waiting for GIL", "WaitingforGIL", 2, "orange"),
    kind("Python Code", "PythonCode", 4, "teal"),
    kind("Native Code", "NativeCode", 4, "blue"),
    kind("GC Collecting", "GCCollecting", 1, "red"),
    kind("Stopped for GC", "StoppedforGC", 1, "magenta"),
    kind("Waiting for Lock", "WaitingforLock", 5, "purple"),
    kind("Waiting for I/O", "WaitingforIO", 6, "grey"),
    kind("Waiting for CPU", "WaitingforCPU", 3, "ink"),
    kind("Starting", "Starting", 0, "yellow"),
    kind("Copying", "Copying", 0, "yellow"),
    kind("Idle", "Idle", 7, "grey"),
    instant(InstantKind::DropRequest, "DropRequest", 2),
    instant(InstantKind::ForcedDrop, "ForcedDrop", 2),
    instant(InstantKind::VoluntaryDrop, "VoluntaryDrop", 2),
    instant(InstantKind::TaskDone, "TaskDone", 0),
    instant(InstantKind::LoopIteration, "LoopIteration", 0),
];

const fn instant(what: InstantKind, of_type: &'static str, category: usize) -> Kind {
    kind(moment(what), of_type, category, "ink")
}

/// Where the moments begin among the [`KINDS`], in the order of their codes.
const MOMENTS: usize = 12;

/// The kind of a span's own marker.
fn of_span(span: &Span, lane: &Lane) -> usize {
    match span.state {
        State::Run | State::RunFree if span.cause == Cause::Collection => 4,
        State::RunFree if lane.gil.is_some() => 3,
        State::Run | State::RunFree => 2,
        State::WaitGil => 1,
        State::WaitLock => 6,
        State::WaitIo => 7,
        State::WaitCore => 8,
        State::Start => 9,
        State::Copy => 10,
        State::Idle => 11,
        State::WaitWorld => 5,
    }
}

/// One marker.
pub(super) struct Marker<'a> {
    /// Its place in [`KINDS`].
    pub(super) kind: usize,
    /// When it begins.
    pub(super) start: Nanos,
    /// When it ends; `None` for a moment.
    pub(super) end: Option<Nanos>,
    /// What the profiler shows of it.
    pub(super) data: Data<'a>,
}

/// What a marker tells beside its name.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    #[serde(rename = "type")]
    of_type: &'static str,
    color: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lock: Option<&'a str>,
}

impl Data<'_> {
    const fn of(kind: usize) -> Self {
        let Kind { of_type, colour, .. } = KINDS[kind];
        Self { of_type, color: colour, task: None, cause: None, holder: None, lock: None }
    }
}

/// A lane's markers in the order in which they begin: one for each span, one for each stretch with the GIL in hand, and
/// the lane's own `moments`.
pub(super) fn markers<'a>(
    run: &'a RunResult,
    (id, lane): (LaneId, &Lane),
    moments: &[(Nanos, InstantKind)],
) -> Vec<Marker<'a>> {
    let mut markers: Vec<Marker<'_>> = Vec::new();
    let mut held = None;
    for span in run.trace.spans(id) {
        held = if span.holds_gil { Some(hold(&mut markers, held, &span)) } else { None };
        markers.push(of(run, &span, lane));
    }
    markers.extend(moments.iter().map(|(at, what)| at_moment(*at, *what)));
    markers.sort_by_key(|marker| marker.start);
    markers
}

/// Lengthens the stretch with the GIL, or begins another; returns its place.
fn hold(markers: &mut Vec<Marker<'_>>, held: Option<usize>, span: &Span) -> usize {
    match held.and_then(|place| Some((place, markers.get_mut(place)?))) {
        Some((place, marker)) if marker.end == Some(span.start) => {
            marker.end = Some(span.end);
            place
        }
        _ => {
            markers.push(Marker { kind: 0, start: span.start, end: Some(span.end), data: Data::of(0) });
            markers.len() - 1
        }
    }
}

fn of<'a>(run: &'a RunResult, span: &Span, lane: &Lane) -> Marker<'a> {
    let kind = of_span(span, lane);
    let data = Data {
        task: span.task.map(|task| task.0),
        cause: (span.cause != Cause::None).then(|| span.cause.name()),
        holder: span.holder.map(|holder| run.trace.lanes()[holder.index()].name.as_str()),
        lock: span.lock.map(|lock| run.trace.locks[lock.index()].as_str()),
        ..Data::of(kind)
    };
    Marker { kind, start: span.start, end: Some(span.end), data }
}

fn at_moment(at: Nanos, what: InstantKind) -> Marker<'static> {
    let kind = MOMENTS + what as usize;
    Marker { kind, start: at, end: None, data: Data::of(kind) }
}
