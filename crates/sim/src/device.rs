//! Runs as they would be measured on a device: the same scenarios on the same machine, with the costs that a probe
//! took there in place of CPython's.
//!
//! What a measured run does otherwise than CPython is taken over: its threads are there beforehand
//! ([`Form::Standing`]), the device's processors are the cores, and of those who wait for the GIL the longest waiter
//! is woken, since waits in WebAssembly are first in, first out.

use crate::choices::Choices;
use crate::costs::{Costs, Late, Speeds};
use crate::race::{finished, result};
use crate::setup::{Form, Setup};
use crate::simulation::Simulation;
use model::device::MOST_BUSY;
use model::scenario::{Field, Waking};
use model::{DeviceProfile, Lateness, Nanos, PythonVersion, Race, RunResult, Runtime, RuntimeSet, Scenario};

/// Predicts the measured run of `runtime` on the device; `None` where there is none to be predicted.
#[must_use]
pub fn run_on(profile: &DeviceProfile, scenario: &Scenario, runtime: Runtime) -> Option<RunResult> {
    workers_on(profile, scenario, runtime, scenario.workers_for(runtime))
}

/// Predicts the measured run with so many workers: a point of a curve. `None` where there is none, or where it
/// would not come to its end.
#[must_use]
pub fn point_on(
    profile: &DeviceProfile,
    scenario: &Scenario,
    runtime: Runtime,
    workers: u32,
) -> Option<Nanos> {
    finished(&workers_on(profile, scenario, runtime, workers)?)
}

/// Predicts the measured runs of all runtimes that the scenario shows, as far as there are any; the sequential
/// run is the baseline, shown or not. `None` where that can't be predicted.
#[must_use]
pub fn race_on(profile: &DeviceProfile, scenario: &Scenario) -> Option<Race> {
    let baseline = run_on(profile, scenario, Runtime::Sequential)?.metrics.wall;
    let results = scenario.runtimes.iter().filter_map(|runtime| run_on(profile, scenario, runtime));
    Some(Race { baseline, results: results.collect() })
}

fn workers_on(
    profile: &DeviceProfile,
    scenario: &Scenario,
    runtime: Runtime,
    workers: u32,
) -> Option<RunResult> {
    scenario.measurable(runtime).ok()?;
    if matches!(runtime, Runtime::Processes | Runtime::Interpreters) {
        // Where none could be started, none is predicted.
        profile.child(runtime)?;
    }
    let scenario = on(profile, scenario, runtime, workers)?;
    let costs = Costs::of_device(profile, runtime, runtime.python_for(scenario.python));
    let setup = Setup { form: Form::Standing(runtime), costs };
    Some(result(Simulation::set_up(&scenario, setup, Choices::seeded(scenario.seed)), runtime))
}

/// The scenario on the device's processors.
fn on(profile: &DeviceProfile, scenario: &Scenario, runtime: Runtime, workers: u32) -> Option<Scenario> {
    let mut draft = scenario.draft();
    Field::Cores.set(&mut draft, profile.processors.into());
    Field::Siblings.set(&mut draft, 100);
    draft.workers = Some(workers);
    draft.waking = Waking::First;
    draft.runtimes = RuntimeSet::EMPTY.with(runtime);
    draft.build().ok()
}

impl Costs {
    /// What a measured run of our own engine costs on that device, in `runtime` and under the GIL protocol of `python`.
    #[must_use]
    pub fn of_device(profile: &DeviceProfile, runtime: Runtime, python: PythonVersion) -> Self {
        let mut costs = *Self::of(python);
        let late = late(profile.timer);
        costs.speeds = Some(speeds(profile));
        costs.poll = profile.poll.max(Nanos(1));
        costs.wake = profile.wake;
        costs.arrival = Late { least: profile.arrival, permille: 0, most: Nanos::ZERO, options: 1 };
        (costs.late, costs.gil_late) = (late, late);
        (costs.submit, costs.item) = (Nanos::ZERO, profile.claim);
        // Without a GIL our threads run the same code.
        costs.free_threaded = 1000;
        let asyncio = &mut costs.asyncio;
        (asyncio.run, asyncio.task) = (Nanos::ZERO, Nanos::ZERO);
        (asyncio.iteration, asyncio.step) = (profile.claim, profile.claim);
        if let Some(child) = profile.child(runtime) {
            // Its threads share nothing: all that one waits for from another comes by message.
            costs.wake = child.message;
            (costs.thread_create, costs.thread_boot) = (child.start, child.boot);
            (costs.process.pickle, costs.process.unpickle) = (child.copy, child.copy);
        }
        costs
    }
}

/// Chance is in whole microseconds.
fn late(lateness: Lateness) -> Late {
    let options = (lateness.spread.0 / 1000 + 1).min(10_000) as u32;
    Late { least: lateness.least, permille: 0, most: Nanos::ZERO, options }
}

fn speeds(profile: &DeviceProfile) -> Speeds {
    let mut speeds = [1000; MOST_BUSY];
    for (place, speed) in speeds.iter_mut().enumerate() {
        *speed = profile.speed(place + 1) as u16;
    }
    speeds
}
