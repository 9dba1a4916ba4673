//! All checks on a range of scenarios.

use crate::{CHECKS, Check, Run, digest, scenario, smallest};
use model::{Runtime, Scenario, ShareLink};
use std::fmt;
use std::ops::Range;

/// What came of the checks: for each one how many cases it had and how it broke first.
#[derive(Clone, Debug)]
pub struct Report {
    /// In the order of [`CHECKS`].
    pub cases: Vec<u64>,
    /// The first run of each check that broke it, in the same order.
    pub failures: Vec<Option<Failure>>,
    /// For each scenario, the digest of each runtime's trace.
    pub digests: Vec<[u64; Runtime::ALL.len()]>,
    /// The events of all runs together.
    pub events: u64,
}

/// A run that broke a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The scenario's number.
    pub number: u64,
    /// How it was run.
    pub runtime: Runtime,
    /// What broke the rule.
    pub what: String,
}

impl Report {
    /// Runs the random scenarios of these numbers by every runtime and looks at each run with every check.
    #[must_use]
    pub fn of(numbers: Range<u64>) -> Self {
        let mut report = Self {
            cases: vec![0; CHECKS.len()],
            failures: vec![None; CHECKS.len()],
            digests: Vec::new(),
            events: 0,
        };
        numbers.for_each(|number| report.look_at(number));
        report
    }

    /// The reports of later scenarios, added to this one.
    pub fn append(&mut self, later: Self) {
        self.cases.iter_mut().zip(later.cases).for_each(|(cases, more)| *cases += more);
        for (failure, other) in self.failures.iter_mut().zip(later.failures) {
            *failure = failure.take().or(other);
        }
        self.digests.extend(later.digests);
        self.events += later.events;
    }

    fn look_at(&mut self, number: u64) {
        let scenario = scenario(number);
        self.digests.push(Runtime::ALL.map(|runtime| {
            let run = Run::of(&scenario, runtime);
            for (index, check) in CHECKS.iter().enumerate() {
                match (check.look)(&run) {
                    Ok(cases) => self.cases[index] += cases,
                    Err(what) => {
                        self.failures[index].get_or_insert(Failure { number, runtime, what });
                    }
                }
            }
            self.events += run.events;
            digest(&run.trace)
        }));
    }
}

impl Failure {
    /// The failure with the smallest scenario that still breaks the check, as a link's query string.
    #[must_use]
    pub fn reduced(&self, check: &Check) -> String {
        let look = |scenario: &Scenario| (check.look)(&Run::of(scenario, self.runtime));
        let least = smallest(scenario(self.number), |scenario| look(scenario).is_err());
        let what = look(&least).err().unwrap_or_default();
        format!("{self}\n  smallest: {} by {}: {what}", ShareLink::query(&least), self.runtime)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "scenario {} by {}: {}", self.number, self.runtime, self.what)
    }
}
