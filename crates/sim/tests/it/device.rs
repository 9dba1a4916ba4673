//! Predictions of measured runs: what a device's figures must do to them, and what they must not.

use crate::support::scenario;
use model::device::ChildProfile;
use model::{DeviceProfile, Lateness, Nanos, Outcome, Runtime, Scenario};
use sim::{point_on, race_on, run, run_on};

/// What runs for real on every page with a pool.
const MEASURED: [Runtime; 4] =
    [Runtime::Sequential, Runtime::Threads, Runtime::Asyncio, Runtime::FreeThreads];

/// Four processors on which nothing takes any time.
fn ideal() -> DeviceProfile {
    DeviceProfile { processors: 4, pool: 8, speeds: vec![1000; 4], ..DeviceProfile::default() }
}

/// A browser on a laptop.
fn usual() -> DeviceProfile {
    DeviceProfile {
        speeds: vec![980, 960, 900, 870],
        arrival: Nanos::micros(30),
        wake: Nanos::micros(20),
        timer: Lateness { least: Nanos::micros(60), spread: Nanos::micros(80) },
        poll: Nanos::micros(25),
        claim: Nanos::micros(1),
        ..ideal()
    }
}

fn wall(profile: &DeviceProfile, scenario: &Scenario, runtime: Runtime) -> Nanos {
    let run = run_on(profile, scenario, runtime).expect("it can be measured");
    assert_eq!(run.trace.outcome, Outcome::Finished);
    assert_eq!(run.trace.check(), Ok(()));
    run.metrics.wall
}

/// Jobs of every kind that is measured, with locks and hogs among them.
fn jobs() -> Vec<Scenario> {
    let edits = ["", "&tasks=9", "&lock=40", "&hogs=2&interval=0.3"];
    let job = |kind| edits.map(|edit| scenario(&format!("w={kind}{edit}")));
    ["cpu", "mixed", "io", "c"].into_iter().flat_map(job).collect()
}

#[test]
fn on_an_ideal_device_a_job_takes_its_own_time() {
    let job = scenario("w=cpu&tasks=4");
    let one = job.workload.cpu;
    let walls = MEASURED.map(|runtime| wall(&ideal(), &job, runtime));
    assert_eq!(walls, [one.times(4), one.times(4), one.times(4), one]);
}

/// One thread that only computes meets none of the costs that differ between CPython and our engine.
#[test]
fn a_sequential_job_takes_as_long_as_in_cpython() {
    for tasks in [1, 3, 16] {
        let job = scenario(&format!("w=cpu&tasks={tasks}"));
        let cpython = run(&job, Runtime::Sequential).metrics.wall;
        assert_eq!(wall(&ideal(), &job, Runtime::Sequential), cpython, "{tasks} tasks");
    }
}

#[test]
fn what_costs_more_is_never_faster() {
    let worse: [fn(&mut DeviceProfile); 4] = [
        |device| device.wake = Nanos::micros(300),
        |device| device.claim = Nanos::micros(200),
        |device| device.speeds = vec![700, 600, 500, 400],
        |device| (device.processors, device.speeds) = (1, vec![500]),
    ];
    for job in jobs() {
        for runtime in MEASURED {
            let usual_wall = wall(&usual(), &job, runtime);
            for (number, edit) in worse.iter().enumerate() {
                let mut device = usual();
                edit(&mut device);
                let slow = wall(&device, &job, runtime);
                // A lock may fall to another thread than before, a slice may end elsewhere.
                let chance = usual_wall.permille(30);
                assert!(
                    slow + chance >= usual_wall,
                    "{number}: {runtime:?} of {job:?}: {slow:?} < {usual_wall:?}"
                );
            }
        }
    }
}

/// Half the speed when two compute: two workers get no more done than one.
#[test]
fn threads_that_slow_each_other_down_gain_nothing() {
    let device = DeviceProfile { processors: 2, speeds: vec![1000, 500], ..ideal() };
    let job = scenario("w=cpu&tasks=4");
    let walls = [1, 2].map(|workers| point_on(&device, &job, Runtime::FreeThreads, workers));
    assert_eq!(walls, [Some(job.workload.cpu.times(4)); 2]);
}

#[test]
fn hand_offs_of_the_gil_cost_what_the_device_takes_for_them() {
    let job = scenario("w=cpu&tasks=2&interval=1");
    let slow = DeviceProfile { wake: Nanos::micros(500), ..ideal() };
    let (ideal, slow) = (wall(&ideal(), &job, Runtime::Threads), wall(&slow, &job, Runtime::Threads));
    // About 200 ms in slices of 1 ms, each ended by a hand-off of half a millisecond.
    assert!(slow > ideal.permille(1_300) && slow < ideal.permille(1_700), "{slow:?} after {ideal:?}");
}

#[test]
fn as_many_workers_as_the_executor_starts_whatever_the_pool() {
    let job = scenario("w=cpu&tasks=16&workers=12");
    let workers = |runtime| run_on(&usual(), &job, runtime).map(|run| run.workers);
    assert_eq!(workers(Runtime::FreeThreads), Some(12));
    assert_eq!(workers(Runtime::Sequential), Some(1));
}

#[test]
fn what_is_not_measured_is_not_predicted() {
    let counts = scenario("w=count");
    assert!(MEASURED.into_iter().all(|runtime| run_on(&usual(), &counts, runtime).is_none()));
    assert_eq!(race_on(&usual(), &counts), None);
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let job = scenario("w=mixed&tasks=6");
    assert_eq!(race_on(&usual(), &job), race_on(&usual(), &job));
    let race = race_on(&usual(), &job).expect("a mixed job is measured");
    let names: Vec<_> = race.results.iter().map(|result| result.runtime).collect();
    assert!(MEASURED.iter().all(|runtime| names.contains(runtime)), "{names:?}");
}

/// Four processors, and workers that take a while to come.
fn with_children() -> DeviceProfile {
    let (start, boot) = (Nanos::millis(1), Nanos::millis(30));
    let child = ChildProfile { start, boot, message: Nanos::micros(100), copy: 500 };
    let interpreter = ChildProfile { boot: Nanos::millis(5), ..child };
    DeviceProfile { process: Some(child), interpreter: Some(interpreter), ..ideal() }
}

#[test]
fn children_are_started_one_after_the_other_and_then_compute_at_the_same_time() {
    let job = scenario("w=cpu&tasks=4&workers=4");
    let walls = [Runtime::Processes, Runtime::Interpreters].map(|way| wall(&with_children(), &job, way));
    // Four starts, the last one's boot, three messages, 100 ms.
    assert_eq!(walls, [134_300, 109_300].map(Nanos::micros));
}

#[test]
fn a_child_has_its_next_chunk_before_it_is_done_with_the_last() {
    let job = scenario("w=cpu&tasks=16&workers=2&cpu=10");
    let wall = wall(&with_children(), &job, Runtime::Interpreters);
    // Eight tasks each; the last of them are handed out only when they are asked for.
    assert!(wall > Nanos::millis(87) && wall < Nanos::millis(89), "{wall:?}");
}

#[test]
fn data_is_copied_at_both_ends() {
    let (light, heavy) =
        (scenario("w=data&tasks=4&workers=1&mb=0"), scenario("w=data&tasks=4&workers=1&mb=10"));
    let [light, heavy] = [light, heavy].map(|job| wall(&with_children(), &job, Runtime::Processes));
    // Ten megabytes take 5 ms each time, four times a task; some of that goes on while another task computes.
    let more = heavy.saturating_sub(light);
    assert!(more >= Nanos::millis(45) && more <= Nanos::millis(80), "{more:?}");
}

#[test]
fn children_that_could_not_be_started_are_not_predicted() {
    let job = scenario("w=cpu");
    assert!(run_on(&ideal(), &job, Runtime::Processes).is_none());
    assert!(run_on(&with_children(), &job, Runtime::Processes).is_some());
}
