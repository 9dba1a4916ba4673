//! What is the meter's to do, and what the model says of it.

use crate::support::{Bench, short, simulate};
use model::{
    Cores, DeviceProfile, Nanos, Reply, Request, RequestId, Runtime, RuntimeSet, Scenario, Unpredicted,
    WorkloadKind,
};

fn measure(id: u32) -> Request {
    Request::Measure { id: RequestId(id), scenario: short(WorkloadKind::Cpu) }
}

fn unpredicted(scenario: &Scenario, curves: bool, runtimes: &[(Runtime, u32)]) -> Unpredicted {
    let (profile, runtimes) = (Some(DeviceProfile::default()), runtimes.to_vec());
    Unpredicted { id: RequestId(4), scenario: scenario.clone(), profile, curves, runtimes }
}

#[test]
fn what_is_to_be_measured_is_handed_on_and_what_belongs_to_it() {
    let mut bench = Bench::new(8);
    bench.take();
    bench.send(&measure(1));
    bench.send(&Request::Cancel { id: RequestId(1) });
    bench.send(&Request::Hidden(true));
    let expected = [measure(1), Request::Cancel { id: RequestId(1) }, Request::Hidden(true)];
    assert_eq!(bench.handed_on(), expected);
    assert_eq!(bench.run(), []);
}

#[test]
fn before_anything_is_measured_nothing_is_handed_on_and_then_the_meter_hears_that_the_page_is_hidden() {
    let mut bench = Bench::new(8);
    bench.send(&Request::Cancel { id: RequestId(7) });
    bench.send(&Request::Hidden(true));
    bench.send(&simulate(2, &short(WorkloadKind::Cpu)));
    assert_eq!(bench.handed_on(), []);
    bench.send(&measure(3));
    assert_eq!(bench.handed_on(), [Request::Hidden(true), measure(3)]);
}

#[test]
fn curves_are_predicted_with_the_devices_costs_or_else_cpythons_on_its_cores() {
    let mut bench = Bench::new(8);
    bench.take();
    let scenario = short(WorkloadKind::Cpu);
    bench.predict(&unpredicted(&scenario, true, &[(Runtime::Processes, 3), (Runtime::FreeThreads, 3)]));
    let replies = bench.run();
    let [Reply::Predicted { id: RequestId(4), predictions }] = &replies[..] else { panic!("{replies:?}") };
    let [processes, free] = &predictions[..] else { panic!("{predictions:?}") };
    assert_eq!((free.curve.runtime, free.curve.walls.len(), free.of_device), (Runtime::FreeThreads, 3, true));
    assert!(free.baseline > Nanos::ZERO);
    // No probe tells what processes cost here: they are CPython's, on the bench's two processors.
    let mut draft = scenario.draft();
    (draft.cores, draft.runtimes) = (Cores(2), RuntimeSet::EMPTY.with(Runtime::Processes));
    let here = draft.build().unwrap();
    assert_eq!(std::slice::from_ref(&processes.curve), sim::sweep(&here, 3));
    assert_eq!(processes.baseline, sim::run(&here, Runtime::Sequential).metrics.wall);
    assert!(!processes.of_device);
    assert!(!bench.is_predicting());
}

#[test]
fn of_nothing_there_is_an_empty_prediction() {
    let mut bench = Bench::new(8);
    bench.take();
    bench.predict(&unpredicted(&short(WorkloadKind::Cpu), true, &[]));
    assert_eq!(bench.run(), [Reply::Predicted { id: RequestId(4), predictions: Vec::new() }]);
}

#[test]
fn a_devices_figures_become_a_prediction_of_what_can_be_measured_there() {
    let mut bench = Bench::new(8);
    bench.take();
    let able = [(Runtime::Sequential, 1), (Runtime::Asyncio, 1)];
    bench.predict(&unpredicted(&short(WorkloadKind::Mixed), false, &able));
    let replies = bench.run();
    let [Reply::Profiled { id: RequestId(4), profile, predicted }] = &replies[..] else {
        panic!("{replies:?}")
    };
    assert_eq!(**profile, DeviceProfile::default());
    assert_eq!(predicted.iter().map(|(runtime, _)| *runtime).collect::<Vec<_>>(), able.map(|able| able.0));
    // Four tasks of 4 ms of computing and up to 4 ms of waiting.
    assert!(predicted.iter().all(|(_, wall)| *wall >= Nanos::millis(8)), "{predicted:?}");
}

#[test]
fn a_prediction_that_nothing_else_waits_for_is_cancelled_here() {
    let mut bench = Bench::new(8);
    bench.take();
    bench.send(&measure(4));
    bench.handed_on();
    bench.predict(&unpredicted(&short(WorkloadKind::Cpu), false, &[(Runtime::Sequential, 1)]));
    bench.send(&Request::Cancel { id: RequestId(4) });
    assert_eq!(bench.run(), [Reply::Cancelled { id: RequestId(4) }]);
    assert_eq!(bench.handed_on(), []);
    bench.predict(&unpredicted(&short(WorkloadKind::Cpu), true, &[]));
    bench.send(&Request::Cancel { id: RequestId(4) });
    assert_eq!(bench.handed_on(), [Request::Cancel { id: RequestId(4) }], "the meter ends it");
}

#[test]
fn beside_a_measurement_races_are_run_and_curves_wait() {
    let mut bench = Bench::new(8);
    bench.take();
    let scenario = short(WorkloadKind::Cpu);
    bench.send(&Request::Sweep { id: RequestId(1), scenario: scenario.clone(), max_workers: 2 });
    bench.send(&simulate(2, &scenario));
    assert!(bench.turn_beside());
    assert!(!bench.turn_beside());
    assert!(matches!(&bench.take()[..], [Reply::Raced { id: RequestId(2), .. }]));
    assert!(matches!(&bench.run()[..], [Reply::Swept { id: RequestId(1), .. }]));
}
