//! The estimate that refuses a scenario must be one from above.

use crate::strategy;
use model::{Runtime, RuntimeSet, Scenario};
use proptest::prelude::*;
use sim::{Choices, Simulation, events_of};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_run_takes_more_events_than_estimated(scenario in strategy::scenario()) {
        hold(&scenario)?;
    }

    #[test]
    fn nor_does_a_big_one(scenario in strategy::big_scenario()) {
        hold(&scenario)?;
    }
}

fn hold(scenario: &Scenario) -> Result<(), TestCaseError> {
    for runtime in Runtime::ALL {
        let mut draft = scenario.draft();
        draft.runtimes = RuntimeSet::EMPTY.with(runtime);
        let Ok(scenario) = draft.build() else { continue };
        let mut simulation = Simulation::new(&scenario, runtime, Choices::seeded(scenario.seed));
        simulation.run_to_end();
        let (events, estimate) = (events_of(&simulation), scenario.estimated_events());
        prop_assert!(events <= estimate, "{runtime}: {events} events, estimated {estimate}");
    }
    Ok(())
}
