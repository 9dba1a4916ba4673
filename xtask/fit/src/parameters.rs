//! The parameters: their names, where they are in a cost profile, and where a fit begins.

use model::Nanos;
use sim::costs::{Costs, ProcessCosts};

/// A cost that is fitted, in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its path in [`ProcessCosts`].
    pub name: &'static str,
    /// The finest step, in microseconds.
    pub step: i64,
    place: fn(&mut ProcessCosts) -> &mut Nanos,
}

/// All of them.
pub const PARAMETERS: [Parameter; 5] = [
    Parameter { name: "fork.boot", step: 50, place: |costs| &mut costs.fork.boot },
    Parameter { name: "fork.exit", step: 50, place: |costs| &mut costs.fork.exit },
    Parameter { name: "pool", step: 50, place: |costs| &mut costs.pool },
    Parameter { name: "spawn.boot", step: 500, place: |costs| &mut costs.spawn.boot },
    Parameter { name: "spawn.exit", step: 500, place: |costs| &mut costs.spawn.exit },
];

/// A value for each parameter, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Values(pub [i64; PARAMETERS.len()]);

impl Values {
    /// What single rows say (`process_start8_join8`, less `process_start_call`), all of it before the work.
    pub const STARTING: Self = Self([1_900, 0, 0, 100_500, 0]);

    /// Those that the model has.
    #[must_use]
    pub fn of_the_model() -> Self {
        let mut process = Costs::CPYTHON_3_11.process;
        Self(PARAMETERS.map(|parameter| ((parameter.place)(&mut process).0 / 1_000) as i64))
    }

    /// One of them moved by so many of its steps, if it can be.
    pub(crate) fn moved(mut self, index: usize, steps: i64) -> Option<Self> {
        self.0[index] += steps * PARAMETERS[index].step;
        (self.0[index] >= 0).then_some(self)
    }

    /// The model's costs with these in their places.
    pub(crate) fn costs(self) -> Costs {
        let mut costs = Costs::CPYTHON_3_11;
        for (parameter, value) in PARAMETERS.iter().zip(self.0) {
            *(parameter.place)(&mut costs.process) = Nanos::micros(value.unsigned_abs());
        }
        costs
    }
}
