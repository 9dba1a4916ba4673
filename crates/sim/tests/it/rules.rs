//! What must hold of every run, on random scenarios.

use crate::strategy::scenario;
use model::Runtime;
use proofs::{CHECKS, Report};
use proptest::prelude::*;
use sim::{Choices, Progress, Simulation};

/// The invariants of `xtask/proofs`, which `cargo xtask test` holds thousands of scenarios to.
#[test]
fn no_run_breaks_a_rule() {
    let report = Report::of(0..250);
    for (check, failure) in CHECKS.iter().zip(report.failures) {
        let broken = failure.map(|failure| failure.reduced(check));
        assert_eq!(broken, None, "{}", check.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Work that is done at once where nobody looks is the same work, and counted alike.
    #[test]
    fn running_to_the_end_is_stepping_to_the_end(scenario in scenario()) {
        for runtime in Runtime::ALL {
            let mut stepped = Simulation::new(&scenario, runtime, Choices::seeded(scenario.seed));
            let mut run = stepped.clone();
            while stepped.step() != Progress::Over {}
            run.run_to_end();
            prop_assert_eq!(sim::events_of(&stepped), sim::events_of(&run));
            prop_assert_eq!(stepped.cpu_used(), run.cpu_used());
            prop_assert_eq!(stepped.finish(), run.finish());
        }
    }

    /// Stepping, cloning on the way and going on from the copy change nothing.
    #[test]
    fn a_clone_goes_on_the_same(scenario in scenario(), steps in 0_usize..200) {
        for runtime in Runtime::ALL {
            let mut first = Simulation::new(&scenario, runtime, Choices::seeded(scenario.seed));
            for _ in 0..steps {
                first.step();
            }
            let mut second = first.clone();
            prop_assert_eq!(first.clone().finish().check(), Ok(()));
            prop_assert_eq!(first.run_to_end(), Progress::Over);
            prop_assert_eq!(second.run_to_end(), Progress::Over);
            prop_assert_eq!(first.finish(), second.finish());
        }
    }
}
