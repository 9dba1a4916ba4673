//! One runtime's curve: told from the others by colour, dashes and the shape of its points.

use crate::scale::Scale;
use crate::{CssPx, Label};
use model::{Curve, Nanos, Runtime};
use std::fmt::Write;

/// The curve of one runtime.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The runtime.
    pub runtime: Runtime,
    /// A CSS colour.
    pub colour: &'static str,
    /// The stroke's `stroke-dasharray`; `none` for a full line.
    pub dash: &'static str,
    /// The polyline's `d`.
    pub line: String,
    /// One path with the marks of the points, in this runtime's own shape, to be filled.
    pub shapes: String,
    /// The points, by number of workers.
    pub points: Vec<Point>,
}

/// One run in the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The runtime.
    pub runtime: Runtime,
    /// How many workers it had.
    pub workers: u32,
    /// How many times faster than the sequential run it was.
    pub speedup: f64,
    /// Where it is.
    pub x: CssPx,
    /// Where it is.
    pub y: CssPx,
}

impl Series {
    pub(crate) fn of(curve: &Curve, baseline: Nanos, scale: &Scale) -> Self {
        let Curve { runtime, walls } = curve;
        let numbered = (1..).zip(walls).filter(|(_, wall)| **wall != Nanos::ZERO);
        let points: Vec<Point> = numbered
            .map(|(workers, wall)| {
                let speedup = baseline.0 as f64 / wall.0 as f64;
                let (x, y) = (scale.x(f64::from(workers)), scale.y(speedup));
                Point { runtime: *runtime, workers, speedup, x, y }
            })
            .collect();
        let (colour, dash, shape) = style(*runtime);
        let line = line(&points);
        Self { runtime: *runtime, colour, dash, line, shapes: shapes(&points, shape, scale.step()), points }
    }

    pub(crate) fn label(&self, scale: &Scale) -> Option<Label> {
        let end = self.points.last()?;
        Some(scale.label(name(self.runtime), end.speedup, Some(self.runtime)))
    }
}

/// What a curve is called.
pub(crate) const fn name(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Sequential => "sequential",
        Runtime::Threads => "threads + GIL",
        Runtime::Asyncio => "asyncio",
        Runtime::Processes => "processes",
        Runtime::Interpreters => "interpreters",
        Runtime::FreeThreads => "free threads",
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
