//! When a goal is reached: `threads.speedup >= 1.5 and tasks > 4`, read when the site is built.

use model::scenario::Field;
use model::{Nanos, Outcome, RunKind, RunResult, Runtime, Scenario, State};
use serde::{Deserialize, Serialize};

/// All of these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition(pub Vec<Comparison>);

/// Two numbers and how they have to compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The one on the left.
    pub left: Term,
    /// How it has to compare with the one on the right.
    pub order: Order,
    /// The one on the right.
    pub right: Term,
}

/// A number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Term {
    /// This one.
    Number(f64),
    /// A figure of that runtime's row.
    Of(Runtime, Metric),
    /// A number of the scenario, by its key in links and in the unit of links.
    Key(String),
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `==`, to a billionth.
    Equal,
}

impl Order {
    /// All of them with their signs; a sign comes before those that it begins with.
    pub const ALL: [(&str, Self); 5] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("==", Self::Equal),
        ("<", Self::Less),
        (">", Self::More),
    ];

    fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::More => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => (left - right).abs() < 1e-9,
        }
    }
}

/// A figure of a run; the names are those that `cargo xtask sim` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Metric {
    /// Wall time, in milliseconds.
    WallMs,
    /// How many times faster than the sequential run.
    Speedup,
    /// The speedup for each worker.
    Efficiency,
    /// CPU time, in milliseconds.
    CpuMs,
    /// The share of the workers' life that waits for the GIL, from 0 to 1.
    GilWaitShare,
    /// The share that waits for I/O, from 0 to 1.
    IoWaitShare,
    /// The share that waits for a core, from 0 to 1.
    CoreWaitShare,
    /// The share of the machine's core time that ran the job, from 0 to 1.
    CoreUtilisation,
    /// How often the GIL changed hands.
    Switches,
    /// How many workers there were.
    Workers,
    /// Data copied, in bytes.
    BytesCopied,
    /// Tasks a second.
    ThroughputPerS,
    /// When half of the tasks were done, in milliseconds.
    LatencyP50Ms,
    /// When 95 of 100 tasks were done, in milliseconds.
    LatencyP95Ms,
    /// Updates of a shared variable that were lost; of a job that counts.
    Lost,
    /// 1 where the run ended in a deadlock, else 0.
    Deadlock,
}

impl Metric {
    /// All of them, by name.
    pub const ALL: [(&str, Self); 16] = [
        ("wall_ms", Self::WallMs),
        ("speedup", Self::Speedup),
        ("efficiency", Self::Efficiency),
        ("cpu_ms", Self::CpuMs),
        ("gil_wait_share", Self::GilWaitShare),
        ("io_wait_share", Self::IoWaitShare),
        ("core_wait_share", Self::CoreWaitShare),
        ("core_utilisation", Self::CoreUtilisation),
        ("switches", Self::Switches),
        ("workers", Self::Workers),
        ("bytes_copied", Self::BytesCopied),
        ("throughput_per_s", Self::ThroughputPerS),
        ("latency_p50_ms", Self::LatencyP50Ms),
        ("latency_p95_ms", Self::LatencyP95Ms),
        ("lost", Self::Lost),
        ("deadlock", Self::Deadlock),
    ];

    fn of(self, run: &RunResult, baseline: Nanos) -> Option<f64> {
        let metrics = &run.metrics;
        Some(match self {
            Self::WallMs => metrics.wall.as_millis_f64(),
            Self::Speedup => run.speedup(baseline)?,
            Self::Efficiency => run.speedup(baseline)? / f64::from(run.workers.max(1)),
            Self::CpuMs => metrics.cpu.as_millis_f64(),
            Self::GilWaitShare => metrics.share(State::WaitGil),
            Self::IoWaitShare => metrics.share(State::WaitIo),
            Self::CoreWaitShare => metrics.share(State::WaitCore),
            Self::CoreUtilisation => metrics.core_utilisation(),
            Self::Switches => metrics.switches as f64,
            Self::Workers => f64::from(run.workers),
            Self::BytesCopied => metrics.copied.0 as f64,
            Self::ThroughputPerS => metrics.throughput(),
            Self::LatencyP50Ms => metrics.latency(50)?.as_millis_f64(),
            Self::LatencyP95Ms => metrics.latency(95)?.as_millis_f64(),
            Self::Lost => metrics.counter?.lost() as f64,
            Self::Deadlock => f64::from(u8::from(matches!(run.trace.outcome, Outcome::Deadlock { .. }))),
        })
    }
}

/// What a condition is about: a race on the model's clock.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// What was run.
    pub scenario: &'a Scenario,
    /// Wall time of the sequential run.
    pub baseline: Nanos,
    /// Finds the run of a runtime.
    pub run: &'a dyn Fn(Runtime) -> Option<&'a RunResult>,
}

impl Condition {
    /// Whether it is true of `facts`; a comparison with a figure that there is not is not.
    #[must_use]
    pub fn holds(&self, facts: Facts<'_>) -> bool {
        let holds = |comparison: &Comparison| {
            let both = comparison.left.value(facts).zip(comparison.right.value(facts));
            both.is_some_and(|(left, right)| comparison.order.holds(left, right))
        };
        self.0.iter().all(holds)
    }

    /// The runtimes that it is about.
    pub fn runtimes(&self) -> impl Iterator<Item = Runtime> {
        let terms = self.0.iter().flat_map(|comparison| [&comparison.left, &comparison.right]);
        terms.filter_map(|term| match term {
            Term::Of(runtime, _) => Some(*runtime),
            _ => None,
        })
    }
}

impl Term {
    fn value(&self, facts: Facts<'_>) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Of(runtime, metric) => {
                let run = (facts.run)(*runtime).filter(|run| run.kind == RunKind::Model)?;
                metric.of(run, facts.baseline)
            }
            Self::Key(key) => {
                let field = Field::ALL.into_iter().find(|field| field.key() == key)?;
                Some(field.of(facts.scenario)? as f64 / field.scale() as f64)
            }
        }
    }
}
