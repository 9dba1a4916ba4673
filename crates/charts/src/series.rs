//! One runtime's curve: told from the others by colour, dashes and the shape of its points.

use crate::names;
use crate::scale::Scale;
use crate::{CssPx, Label};
use model::repeated::MeasuredPoint;
use model::{Curve, Nanos, RunKind, Runtime};
use std::fmt::Write;

/// The curve of one runtime.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Model or measured.
    pub kind: RunKind,
    /// The runtime.
    pub runtime: Runtime,
    /// A CSS colour.
    pub colour: &'static str,
    /// The stroke's `stroke-dasharray`; `none` for a full line.
    pub dash: &'static str,
    /// The polyline's `d`.
    pub line: String,
    /// One path with the marks of the points, in this runtime's own shape, to be filled; empty for a model's curve
    /// that measured ones lie over.
    pub shapes: String,
    /// One path with a bar from quartile to quartile at each measured point.
    pub bars: String,
    /// The points, by number of workers.
    pub points: Vec<Point>,
}

/// One run in the plot, or the median of several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Model or measured.
    pub kind: RunKind,
    /// The runtime.
    pub runtime: Runtime,
    /// How many workers it had.
    pub workers: u32,
    /// How many times faster than the sequential run it was.
    pub speedup: f64,
    /// The speedup at the slower quartile of the runs; the model's own for a model's.
    pub low: f64,
    /// That at the faster quartile.
    pub high: f64,
    /// How many runs were measured; 0 for the model's.
    pub runs: u64,
    /// Where it is in the picture.
    pub x: CssPx,
    /// Where it is in the picture.
    pub y: CssPx,
}

impl Point {
    /// The points of a model's curve, not placed yet; runs that took no time are left out.
    pub(crate) fn modelled(curve: &Curve, baseline: Nanos) -> Vec<Self> {
        let point = |(workers, wall): (u32, &Nanos)| {
            Self::new(RunKind::Model, curve.runtime, workers, baseline, [*wall; 3], 0)
        };
        (1..).zip(&curve.walls).filter_map(point).collect()
    }

    /// A measured point, not placed yet; `None` where the runs took no time.
    pub(crate) fn measured(point: &MeasuredPoint, baseline: Nanos) -> Option<Self> {
        let (spread, runs) = (point.walls.spread()?, point.walls.walls().len() as u64);
        let walls = [spread.low, spread.median, spread.high];
        Self::new(RunKind::Measured, point.runtime, point.workers, baseline, walls, runs)
    }

    fn new(
        kind: RunKind,
        runtime: Runtime,
        workers: u32,
        baseline: Nanos,
        walls: [Nanos; 3],
        runs: u64,
    ) -> Option<Self> {
        if walls[0] == Nanos::ZERO {
            return None;
        }
        let [high, speedup, low] = walls.map(|wall| baseline.0 as f64 / wall.0 as f64);
        let nowhere = CssPx(0.0);
        Some(Self { kind, runtime, workers, speedup, low, high, runs, x: nowhere, y: nowhere })
    }

    fn placed(self, scale: &Scale) -> Self {
        Self { x: scale.x(f64::from(self.workers)), y: scale.y(self.speedup), ..self }
    }
}

impl Series {
    /// The curve through `points`, of one kind and runtime; `None` without any. A model's is dashed where `measured`
    /// ones lie over it.
    pub(crate) fn of(points: &[Point], measured: bool, scale: &Scale) -> Option<Self> {
        let Point { kind, runtime, .. } = *points.first()?;
        let points: Vec<Point> = points.iter().map(|point| point.placed(scale)).collect();
        let (colour, dash, shape) = style(runtime);
        let under = measured && kind == RunKind::Model;
        let dash = match kind {
            RunKind::Measured => "none",
            RunKind::Model if measured => "5 5",
            RunKind::Model => dash,
        };
        Some(Self {
            kind,
            runtime,
            colour,
            dash,
            line: line(&points),
            shapes: if under { String::new() } else { shapes(&points, shape, scale.step()) },
            bars: if kind == RunKind::Measured { bars(&points, scale) } else { String::new() },
            points,
        })
    }

    pub(crate) fn label(&self, scale: &Scale) -> Option<Label> {
        let end = self.points.last()?;
        Some(scale.label(name(self.runtime), end.speedup, Some(self.runtime)))
    }
}

/// What a curve is called.
pub(crate) fn name(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Sequential => words::curves::sequential(),
        Runtime::Threads => words::curves::threads(),
        other => names::amid(other),
    }
}

/// Colour, dashes, and a point's shape as a path from its centre.
const fn style(runtime: Runtime) -> (&'static str, &'static str, &'static str) {
    match runtime {
        Runtime::Sequential => ("var(--soft,#5d6877)", "1 4", "m-4 -1h8v2h-8z"),
        Runtime::Threads => ("var(--gil,#d5570c)", "none", "m-3.5 -3.5h7v7h-7z"),
        Runtime::Asyncio => ("var(--core,#7d8794)", "8 3 2 3", "m0 4l-4 -7h8z"),
        Runtime::Processes => ("var(--run,#0f8f6f)", "9 3", "m0 -4.5l4.5 8h-9z"),
        Runtime::Interpreters => ("var(--lock,#a9508f)", "4 3", "m0 -5l5 5l-5 5l-5 -5z"),
        Runtime::FreeThreads => ("var(--free,#3f9fd8)", "none", "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
    }
}

fn line(points: &[Point]) -> String {
    let mut d = String::new();
    for point in points {
        let command = if d.is_empty() { 'M' } else { 'L' };
        // Writing to a string can't fail.
        let _ = write!(d, "{command}{} {}", point.x, point.y);
    }
    d
}

/// The shapes of as many points as there is room for: counted from the last, which always has one.
fn shapes(points: &[Point], shape: &str, step: CssPx) -> String {
    let every = (12.0 / step.0.max(0.01)).ceil().max(1.0) as usize;
    points.iter().rev().step_by(every).map(|point| format!("M{} {}{shape}", point.x, point.y)).collect()
}

/// `M` to the slower quartile, up to the faster one.
fn bars(points: &[Point], scale: &Scale) -> String {
    points
        .iter()
        .map(|point| format!("M{} {}V{}", point.x, scale.y(point.low), scale.y(point.high)))
        .collect()
}
