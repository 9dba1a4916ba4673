//! Scenarios from links, and runs as text art.

use model::{Cause, LaneId, LaneKind, Nanos, Runtime, Scenario, ShareLink, State, Trace};
use std::fmt::Write;

/// The scenario of a link that needs no mending.
pub(crate) fn scenario(link: &str) -> Scenario {
    let link = ShareLink::parse(link).unwrap();
    assert_eq!(link.notes, Vec::<String>::new());
    link.scenario
}

/// The runs of a link, drawn: one character is a `columns`-th of the longest run.
pub(crate) fn draw(link: &str, columns: u64) -> String {
    let race = sim::race(&scenario(link));
    let longest = race.results.iter().map(|result| result.metrics.wall).max().unwrap();
    let cell = longest.0.div_ceil(columns);
    let mut text = String::new();
    for result in &race.results {
        result.trace.check().unwrap();
        let wall = result.metrics.wall.as_millis_f64();
        writeln!(text, "{} {wall:.1} ms", result.runtime).unwrap();
        for (id, lane) in result.trace.lane_ids() {
            let row = row(&result.trace, id, cell);
            writeln!(text, "  {:>10} {row}", lane.name).unwrap();
        }
    }
    text
}

/// What the lane does in the middle of each cell.
fn row(trace: &Trace, lane: LaneId, cell: u64) -> String {
    let at = |index: u64| Nanos(index * cell + cell / 2);
    let cells = (0..).map(at).take_while(|at| *at < trace.end);
    let row: String = cells.map(|at| letter(trace, lane, at)).collect();
    row.trim_end().to_owned()
}

fn letter(trace: &Trace, lane: LaneId, at: Nanos) -> char {
    let Some(span) = trace.span_at(lane, at).and_then(|index| trace.span(lane, index)) else { return ' ' };
    match span.state {
        State::Run | State::RunFree if span.cause == Cause::Collection => 'g',
        State::Run => span.task.map_or('m', |task| char::from(b'0' + (task.0 % 10) as u8)),
        State::RunFree => 'f',
        State::WaitGil => '-',
        State::WaitLock => 'l',
        State::WaitIo => 'i',
        State::WaitCore => 'c',
        State::Start => 's',
        State::Copy => 'x',
        State::WaitWorld => 'w',
        State::Idle => '.',
    }
}

/// The trace of one run, checked.
pub(crate) fn trace(scenario: &Scenario, runtime: Runtime) -> Trace {
    let trace = sim::run(scenario, runtime).trace;
    trace.check().unwrap_or_else(|breach| panic!("{runtime}: {breach} in {scenario:?}"));
    trace
}

/// From when to when which lane held the only GIL of a run of threads and used a core, in time order.
pub(crate) fn held(trace: &Trace) -> Vec<(Nanos, Nanos, LaneId)> {
    let mut held = Vec::new();
    for (id, lane) in trace.lane_ids() {
        let starts = if lane.kind == LaneKind::Main { Cause::Spawn } else { Cause::ThreadStart };
        let own = trace
            .spans(id)
            .filter(|span| span.state == State::Run || span.state == State::Start && span.cause == starts);
        held.extend(own.map(|span| (span.start, span.end, id)));
    }
    held.sort_unstable();
    held
}
