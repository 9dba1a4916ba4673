//! How many bytes a trace takes.

use crate::allocator::counted;
use crate::{Result, report};
use bench_sim::{CONNECTIONS, GIL, Job};
use model::trace::{Clock, InstantKind};
use model::{
    Cause, Cores, GilId, Lane, LaneId, LaneKind, Nanos, Outcome, ProcessId, Provenance, PythonVersion,
    Runtime, State, TaskId, Trace, TraceRecorder,
};

/// More spans than a simulation is allowed to write, so they are written by hand.
const SPANS: u32 = 10_000_000;
const LANES: u16 = 8;

/// Prints the bytes a span of traces of threads and of asyncio, lanes, moments and all; then what 10 million spans
/// take at most while they are recorded and closed.
pub(crate) fn spans() -> Result<()> {
    for (name, job) in [("gil", GIL), ("asyncio", CONNECTIONS)] {
        let job = Job::new(job)?;
        let (run, bytes, _) = counted(|| job.run());
        report(&format!("trace_{name}_span"), bytes as f64 / run.trace.span_count() as f64, "bytes");
    }
    let (trace, bytes, most) = counted(hand_overs);
    assert!(trace.span_count() >= SPANS as usize, "{} spans were written", trace.span_count());
    report("trace_10_million_spans", bytes as f64 / 1e6, "MB");
    report("trace_10_million_spans_peak", most as f64 / 1e6, "MB");
    Ok(())
}

/// Threads that hand one GIL over every 5 ms: two spans and two moments each time, as in a run of threads.
fn hand_overs() -> Trace {
    let source = String::from("bench-sim");
    let (runtime, python) = (Runtime::Threads, PythonVersion::V3_12);
    let mut recorder =
        TraceRecorder::new(Clock::Virtual, Provenance { runtime, python, cores: Cores(1), source });
    for lane in 0..LANES {
        let (name, gil) = (format!("worker-{lane}"), Some(GilId(0)));
        recorder.lane(Lane { name, kind: LaneKind::Worker, process: ProcessId(0), gil });
    }
    let mut at = Nanos::ZERO;
    for turn in 0..SPANS / 2 + 1 {
        let [lane, next] = [turn, turn + 1].map(|turn| LaneId((turn % u32::from(LANES)) as u16));
        let task = Some(TaskId(turn % u32::from(LANES)));
        recorder.run(lane, at, task);
        at += Nanos::millis(5);
        recorder.instant(at, next, InstantKind::DropRequest);
        recorder.instant(at, lane, InstantKind::ForcedDrop);
        recorder.enter(lane, at, State::WaitGil, Cause::Gil, Some(next), task);
    }
    recorder.finish(at + Nanos::millis(5), Outcome::Cancelled)
}
