//! How far the model is off from what is measured in a browser, with the device's own figures.
//!
//! Each scenario is measured as a reader does it, several times: all its runtimes in turn, again and again. After each
//! time the device is probed anew, with the scenario's kernel at the rate that it was measured with, since other
//! programs use the machine too. The mean of what the model predicts is held against the median of all runs. A probe
//! runs nothing of a scenario (`live::profile`), so nothing that is scored was fitted.

use crate::browser_rayon::engine;
use crate::page::{Page, copy};
use crate::report;
use anyhow::{Context, bail};
use model::message::{decode, encode};
use model::{Repeated, Reply, Request, RequestId, Runtime, Scenario, ShareLink};
use site_tests::Result;

/// Jobs that compute, alone or beside waits: few and many tasks, pieces, intervals, workers, locks, hogs, every kernel.
const SCENARIOS: [&str; 24] = [
    "w=cpu&cpu=30",
    "w=cpu&tasks=1&cpu=60",
    "w=cpu&tasks=8&cpu=15",
    "w=cpu&tasks=16&cpu=8",
    "w=cpu&tasks=16&cpu=8&workers=2",
    "w=cpu&tasks=2&cpu=40&interval=0.5",
    "w=cpu&tasks=4&cpu=60&interval=50",
    "w=cpu&tasks=4&cpu=25&interval=1&py=3.13",
    "w=cpu&tasks=3&cpu=50&segments=50",
    "w=cpu&tasks=4&cpu=25&lock=50",
    "w=cpu&tasks=4&cpu=25&lock=90&segments=20&py=3.13",
    "w=cpu&tasks=2&cpu=30&hogs=2&hogcpu=30",
    "w=cpu&tasks=6&cpu=20&workers=3&kernel=sieve",
    "w=cpu&kernel=sha256&tasks=5&cpu=25",
    "w=cpu&kernel=nbody&tasks=5&cpu=25&py=3.13",
    "w=cpu&cpu=30&kernel=matmul",
    "w=cpu&cpu=30&kernel=mergesort&workers=2",
    "w=c&cpu=30",
    "w=c&tasks=2&cpu=50&segments=100",
    "w=c&call=json&tasks=3&cpu=40",
    "w=c&kernel=sha256&tasks=6&cpu=20&workers=3",
    "w=mixed&cpu=40&io=10",
    "w=mixed&tasks=8&cpu=20&io=5&segments=2",
    "w=mixed&cpu=30&io=10&kernel=mergesort",
];

/// How often each scenario is measured, and the device probed.
const TURNS: usize = 2;

/// Prints what each run was off by, and the median, the 95th percentile and the worst of them, in percent of what was
/// measured.
pub(crate) fn compare() -> Result<()> {
    let page = Engine::open()?;
    let mut errors = Vec::new();
    for link in SCENARIOS {
        let scenario = scenario(link)?;
        let (mut measured, mut predicted) = (Walls::default(), Walls::default());
        for _ in 0..TURNS {
            page.measure(&scenario, &mut measured)?;
            page.predict(&scenario, &mut predicted)?;
        }
        for runtime in Runtime::ALL {
            let (Some(wall), Some(said)) = (measured.median(runtime), predicted.mean(runtime)) else {
                continue;
            };
            let error = said / wall - 1.0;
            report(&format!("model_error {link} {runtime}"), percent(error), "%");
            errors.push(error.abs());
        }
    }
    errors.sort_by(f64::total_cmp);
    let worst = errors.last().copied().context("nothing was measured")?;
    report("model_error_runs", errors.len() as f64, "runs");
    report("model_error_median", percent(errors[errors.len() / 2]), "%");
    report("model_error_p95", percent(errors[errors.len() * 95 / 100]), "%");
    report("model_error_worst", percent(worst), "%");
    Ok(())
}

fn percent(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

fn scenario(link: &str) -> Result<Scenario> {
    let link = ShareLink::parse(link)?;
    anyhow::ensure!(link.notes.is_empty(), "{:?}", link.notes);
    Ok(link.scenario)
}

/// Times of runs, in milliseconds.
#[derive(Default)]
struct Walls(Vec<(Runtime, f64)>);

impl Walls {
    fn of(&self, runtime: Runtime) -> Vec<f64> {
        let mut walls: Vec<f64> =
            self.0.iter().filter(|(of, _)| *of == runtime).map(|(_, wall)| *wall).collect();
        walls.sort_by(f64::total_cmp);
        walls
    }

    fn median(&self, runtime: Runtime) -> Option<f64> {
        let walls = self.of(runtime);
        walls.get(walls.len() / 2).copied()
    }

    fn mean(&self, runtime: Runtime) -> Option<f64> {
        let walls = self.of(runtime);
        (!walls.is_empty()).then(|| walls.iter().sum::<f64>() / walls.len() as f64)
    }
}

/// The engine's worker on a page.
struct Engine(Page);

impl Engine {
    fn open() -> Result<Self> {
        let engine = engine()?;
        Page::open("engine/worker.js", |folder| copy(&engine, &folder.join("engine"))).map(Self)
    }

    /// Adds the wall times of all runtimes that can be measured.
    fn measure(&self, scenario: &Scenario, walls: &mut Walls) -> Result<()> {
        let id = RequestId(1);
        let mut last: Vec<(Runtime, Repeated)> = Vec::new();
        let request = Request::Measure { id, scenario: scenario.clone() };
        for reply in self.ask(&request, &encode(&Reply::Finished { id })?)? {
            if let Reply::Measured { result, walls, .. } = reply {
                // A runtime is told again after more rounds.
                last.retain(|(runtime, _)| *runtime != result.runtime);
                last.push((result.runtime, walls));
            }
        }
        for (runtime, repeated) in last {
            repeated.walls().iter().for_each(|wall| walls.0.push((runtime, wall.as_millis_f64())));
        }
        Ok(())
    }

    /// Probes the device anew, and adds what the model predicts with that.
    fn predict(&self, scenario: &Scenario, walls: &mut Walls) -> Result<()> {
        let id = RequestId(2);
        let request = Request::Profile { id, scenario: scenario.clone(), anew: true };
        // A message begins with the number of its kind.
        let last = encode(&Reply::Profiled { id, profile: Box::default(), predicted: Vec::new() })?;
        let Some(Reply::Profiled { profile, predicted, .. }) = self.ask(&request, &last[..1])?.pop() else {
            bail!("a probe was answered by something else");
        };
        eprintln!("{profile:?}");
        walls.0.extend(predicted.into_iter().map(|(runtime, wall)| (runtime, wall.as_millis_f64())));
        Ok(())
    }

    /// Asks and returns all replies up to the first that begins like `last`.
    fn ask(&self, request: &Request, last: &[u8]) -> Result<Vec<Reply>> {
        let replies = self.0.ask_engine(&encode(request)?, last)?;
        replies.iter().map(|reply| Ok(decode(reply)?)).collect()
    }
}
