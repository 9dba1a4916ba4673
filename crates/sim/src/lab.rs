//! The GIL laboratory on the virtual clock: the same threads under the same knobs, for a second.

use crate::choices::Choices;
use crate::setup::{Call, Form, Setup};
use crate::simulation::Simulation;
use model::lab::{Figures, Knobs, Reading, STRIP, Tally};
use model::scenario::{Draft, Field};
use model::{Cores, Nanos, Runtime, Scenario, Trace, WorkloadKind};

/// How long the experiment is looked at.
const WINDOW: Nanos = Nanos::millis(1_000);

/// What the laboratory reads with the knobs as they are, on so many processors.
///
/// The figures are of a second; the trace is its beginning.
#[must_use]
pub fn lab(knobs: Knobs, processors: u32) -> Reading {
    let knobs = knobs.clamped(u32::MAX);
    let scenario = scenario(knobs, processors);
    let tally = Tally::of(&run(&scenario, knobs, WINDOW), &(Nanos::ZERO..WINDOW));
    Reading { figures: Figures::of([&tally]), trace: run(&scenario, knobs, STRIP) }
}

fn scenario(knobs: Knobs, processors: u32) -> Scenario {
    let mut draft = Draft::of(WorkloadKind::Cpu);
    let cores = Field::Cores.range();
    draft.python = knobs.python;
    draft.interval = knobs.interval;
    draft.cores = Cores(u64::from(processors).clamp(*cores.start(), *cores.end()) as u16);
    // All that the knobs can say is allowed, so there is nothing that could be refused.
    draft.build().unwrap_or_default()
}

/// The trace up to a moment shortly after `window`.
fn run(scenario: &Scenario, knobs: Knobs, window: Nanos) -> Trace {
    let call = knobs.period().map_or(Call::Never, Call::Sleep);
    let form = Form::Convoy { cpu_threads: knobs.threads, call, window };
    let setup = Setup { form, ..Setup::usual(scenario, Runtime::Threads) };
    let mut simulation = Simulation::set_up(scenario, setup, Choices::seeded(scenario.seed));
    simulation.run_to_end();
    simulation.finish()
}
