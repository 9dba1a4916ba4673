//! Races and curves of the model.

use crate::support::{Bench, short, simulate};
use model::{Reply, Request, RequestId, Scenario, WorkloadKind};

fn sweep(id: u32, scenario: &Scenario, max_workers: u32) -> Request {
    Request::Sweep { id: RequestId(id), scenario: scenario.clone(), max_workers }
}

#[test]
fn the_first_reply_tells_what_can_be_done() {
    let replies = Bench::new(3).take();
    assert!(matches!(&replies[..], [Reply::Ready(capabilities)] if capabilities.pool == 3), "{replies:?}");
}

#[test]
fn a_race_is_the_simulators() {
    let mut bench = Bench::new(0);
    bench.take();
    let scenario = short(WorkloadKind::Mixed);
    bench.send(&simulate(7, &scenario));
    assert_eq!(bench.run(), [Reply::Raced { id: RequestId(7), race: sim::race(&scenario) }]);
}

#[test]
fn only_the_newest_of_the_races_that_wait_is_run() {
    let mut bench = Bench::new(0);
    bench.take();
    for id in 1..=5 {
        bench.send(&simulate(id, &short(WorkloadKind::Cpu)));
    }
    let replies = bench.run();
    assert!(matches!(&replies[..], [Reply::Raced { id: RequestId(5), .. }]), "{replies:?}");
}

#[test]
fn a_sweep_in_steps_is_the_sweep_in_one_go() {
    let mut bench = Bench::new(0);
    bench.take();
    let scenario = short(WorkloadKind::Cpu);
    bench.send(&sweep(1, &scenario, 6));
    let curves = sim::sweep(&scenario, 6);
    assert!(curves.iter().all(|curve| curve.walls.len() == 6));
    assert_eq!(bench.run(), [Reply::Swept { id: RequestId(1), curves }]);
}

fn advise(id: u32, scenario: &Scenario) -> Request {
    Request::Advise { id: RequestId(id), scenario: scenario.clone() }
}

#[test]
fn advice_in_steps_is_the_simulators() {
    let mut bench = Bench::new(0);
    bench.take();
    let scenario = short(WorkloadKind::Mixed);
    bench.send(&advise(4, &scenario));
    let race = sim::race(&scenario);
    let advice = race.results.iter().map(|run| sim::advise(&scenario, run)).collect();
    assert_eq!(bench.run(), [Reply::Advised { id: RequestId(4), advice }]);
}

#[test]
fn advice_is_dropped_for_newer_and_waits_for_a_race_but_not_for_curves() {
    let mut bench = Bench::new(0);
    bench.take();
    bench.send(&sweep(1, &short(WorkloadKind::Cpu), 6));
    bench.send(&advise(2, &short(WorkloadKind::Cpu)));
    assert!(bench.turn());
    bench.send(&advise(3, &short(WorkloadKind::Io)));
    bench.send(&simulate(4, &short(WorkloadKind::Io)));
    let replies = bench.run();
    assert!(
        matches!(
            &replies[..],
            [
                Reply::Raced { id: RequestId(4), .. },
                Reply::Advised { id: RequestId(3), .. },
                Reply::Swept { id: RequestId(1), .. }
            ]
        ),
        "{replies:?}"
    );
}

#[test]
fn a_race_is_answered_in_the_midst_of_a_sweep() {
    let mut bench = Bench::new(0);
    bench.take();
    bench.send(&sweep(1, &short(WorkloadKind::Cpu), 6));
    assert!(bench.turn());
    bench.send(&simulate(2, &short(WorkloadKind::Cpu)));
    let replies = bench.run();
    assert!(
        matches!(
            &replies[..],
            [Reply::Raced { id: RequestId(2), .. }, Reply::Swept { id: RequestId(1), .. }]
        ),
        "{replies:?}"
    );
}

#[test]
fn a_newer_sweep_replaces_the_one_under_way() {
    let mut bench = Bench::new(0);
    bench.take();
    bench.send(&sweep(1, &short(WorkloadKind::Cpu), 6));
    assert!(bench.turn());
    bench.send(&sweep(2, &short(WorkloadKind::Cpu), 2));
    let replies = bench.run();
    assert!(matches!(&replies[..], [Reply::Swept { id: RequestId(2), .. }]), "{replies:?}");
}

#[test]
fn bytes_that_are_no_message_are_told_and_do_no_harm() {
    let mut bench = Bench::new(0);
    bench.take();
    bench.send_bytes(&[0xff]);
    bench.send_bytes(&[]);
    bench.send(&simulate(1, &short(WorkloadKind::Cpu)));
    let replies = bench.run();
    assert!(
        matches!(
            &replies[..],
            [Reply::Failed { id: None, .. }, Reply::Failed { id: None, .. }, Reply::Raced { .. }]
        ),
        "{replies:?}"
    );
}
