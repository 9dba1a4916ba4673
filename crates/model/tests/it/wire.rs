//! Messages come back from the wire as they were sent; garbage is an error.

use super::{enter, lane, recorder};
use model::message::{decode, encode};
use model::{
    Metrics, Nanos, Outcome, PythonVersion, Race, Reply, Request, RequestId, RunKind, RunResult, Runtime,
    Scenario, State,
};
use proptest::prelude::*;

fn race() -> Reply {
    let mut rec = recorder();
    let (a, b) = (lane(&mut rec, "a", Some(0)), lane(&mut rec, "b", None));
    enter(&mut rec, a, 0, State::Run, None);
    enter(&mut rec, b, 1, State::WaitIo, None);
    let lock = rec.lock("lock-a");
    rec.lock_acquired(a, Nanos::millis(1), lock);
    rec.lock_released(a, Nanos::millis(2), lock);
    rec.wait_for_lock(b, Nanos::millis(2), lock, a, None);
    let trace = rec.finish(Nanos::millis(3), Outcome::EventLimit { limit: 7 });
    let result = RunResult {
        runtime: Runtime::FreeThreads,
        python: PythonVersion::V3_14T,
        kind: RunKind::Model,
        workers: 2,
        metrics: Metrics::of(&trace),
        trace,
    };
    Reply::Raced { id: RequestId(3), race: Race { baseline: Nanos(9), results: vec![result] } }
}

#[test]
fn messages_come_back_as_they_were() {
    let request = Request::Simulate { id: RequestId(1), scenario: Scenario::default() };
    assert_eq!(decode::<Request>(&encode(&request).unwrap()).unwrap(), request);
    assert_eq!(decode::<Reply>(&encode(&race()).unwrap()).unwrap(), race());
}

#[test]
fn an_invalid_scenario_does_not_come_through() {
    let mut bytes = encode(&Request::Simulate { id: RequestId(1), scenario: Scenario::default() }).unwrap();
    let tasks = bytes.iter().position(|byte| *byte == 4).expect("four tasks");
    bytes[tasks] = 0;
    assert!(decode::<Request>(&bytes).is_err());
}

proptest! {
    #[test]
    fn garbage_is_an_error_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = decode::<Request>(&bytes);
        let _ = decode::<Reply>(&bytes);
    }

    #[test]
    fn a_damaged_trace_is_an_error_and_no_panic(at in 0_usize..200, byte: u8) {
        let mut bytes = encode(&race()).unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(Reply::Raced { race, .. }) = decode::<Reply>(&bytes) {
            for result in &race.results {
                let _ = result.trace.check();
            }
        }
    }
}
