//! The model's speedup curves, a point at a time, so that what is asked meanwhile need not wait for all of them.

use model::scenario::Field;
use model::{Curve, Nanos, Reply, RequestId, Runtime, Scenario};

/// A sweep under way. What it answers at last is what [`sim::sweep`] returns in one go.
pub(crate) struct Sweep {
    id: RequestId,
    scenario: Scenario,
    max_workers: usize,
    /// The curves begun; the last of them may still grow.
    curves: Vec<Curve>,
    /// Whether the last curve can grow.
    growing: bool,
    /// The runtimes to come, the next of them last.
    left: Vec<Runtime>,
}

impl Sweep {
    /// Nothing of it is done yet; there are never more workers than a scenario may have.
    pub(crate) fn new(id: RequestId, scenario: Scenario, max_workers: u32) -> Self {
        let pooled = |runtime: &Runtime| !matches!(runtime, Runtime::Sequential | Runtime::Asyncio);
        let mut left: Vec<_> = scenario.runtimes.iter().filter(pooled).collect();
        left.reverse();
        let max_workers = max_workers.min(*Field::Workers.range().end() as u32) as usize;
        Self { id, scenario, max_workers, curves: Vec::new(), growing: false, left }
    }

    /// Computes one more point; returns the answer if there is none left.
    pub(crate) fn step(&mut self) -> Option<Reply> {
        if !self.growing {
            let Some(runtime) = self.left.pop() else {
                return Some(Reply::Swept { id: self.id, curves: std::mem::take(&mut self.curves) });
            };
            self.curves.push(Curve { runtime, walls: Vec::new() });
        }
        let curve = self.curves.last_mut()?;
        let point = point(&self.scenario, curve, self.max_workers);
        self.growing = point.is_some();
        curve.walls.extend(point);
        None
    }
}

/// The curve's next point; none where it has all, or where [`sim::point`] has none.
fn point(scenario: &Scenario, curve: &Curve, max_workers: usize) -> Option<Nanos> {
    let workers = curve.walls.len();
    if workers >= max_workers { None } else { sim::point(scenario, curve.runtime, workers as u32 + 1) }
}
