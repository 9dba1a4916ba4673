//! The vocabulary, held to its promises.

mod blame;
mod lab;
mod link;
mod listing;
mod locks;
mod measurements;
mod metrics;
mod recorder;
mod repeated;
mod scenario;
mod script;
mod trace;
mod wire;

use model::{
    Cause, Clock, Cores, GilId, Lane, LaneId, LaneKind, Nanos, ProcessId, Provenance, PythonVersion, Runtime,
    State, TraceRecorder,
};

/// A recorder on the virtual clock of a two-core machine.
fn recorder() -> TraceRecorder {
    let provenance = Provenance {
        runtime: Runtime::Threads,
        python: PythonVersion::V3_12,
        cores: Cores(2),
        source: "test".into(),
    };
    TraceRecorder::new(Clock::Virtual, provenance)
}

fn lane(recorder: &mut TraceRecorder, name: &str, gil: Option<u16>) -> LaneId {
    recorder.lane(Lane {
        name: name.into(),
        kind: LaneKind::Worker,
        process: ProcessId(0),
        gil: gil.map(GilId),
    })
}

/// Enters a state at a millisecond, with the cause that belongs to it.
fn enter(recorder: &mut TraceRecorder, lane: LaneId, at_ms: u64, state: State, holder: Option<LaneId>) {
    let cause = match state {
        State::WaitGil => Cause::Gil,
        State::WaitIo => Cause::Io,
        State::WaitCore => Cause::Core,
        _ => Cause::None,
    };
    recorder.enter(lane, Nanos::millis(at_ms), state, cause, holder, None);
}
