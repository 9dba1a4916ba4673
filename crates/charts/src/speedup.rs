//! Speedup against workers: the curves, the ideal, and what Amdahl's law allows.
//!
//! ```text
//!   4×│              ⋰ ideal          ⋰ and the dotted curve are cut at the top
//!   2×│      ⋰ ⋅ ⋅ ▲── free threads   names are pushed apart, never over each other
//!   0×└──●──●──●──●─── threads + GIL
//!       1  2  3  4 workers
//! ```

use crate::CssPx;
use crate::axis::Tick;
use crate::format::{count, multiplier};
use crate::labels::{Label, push_apart};
use crate::scale::{Frame, Scale};
use crate::series::{Point, Series};
use model::{Curve, Nanos};

/// The plot, ready to paint.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeedupPicture {
    /// The width asked for.
    pub width: CssPx,
    /// The height asked for.
    pub height: CssPx,
    /// The plotting area inside of the axes.
    pub plot: Frame,
    /// Numbers of workers: ticks from left to right.
    pub workers: Vec<Tick>,
    /// Speedups: ticks, whose `x` is a y, with a grid line each.
    pub speedups: Vec<Tick>,
    /// The path of `speedup = workers`.
    pub ideal: String,
    /// The path of Amdahl's law.
    pub amdahl: String,
    /// One curve a runtime, in the order given.
    pub series: Vec<Series>,
    /// The names at the curves' ends; they never overlap and never leave the picture.
    pub labels: Vec<Label>,
}

/// Lays out the plot of `curves` against the sequential `baseline`, with Amdahl's law for `serial_share`
/// (0 to 1, clamped). A run that took no time is left out.
#[must_use]
pub fn speedup(curves: &[Curve], baseline: Nanos, serial_share: f64, size: (CssPx, CssPx)) -> SpeedupPicture {
    let scale = Scale::of(curves, baseline, size);
    let series: Vec<Series> = curves.iter().map(|curve| Series::of(curve, baseline, &scale)).collect();
    let serial = serial_share.clamp(0.0, 1.0);
    let law = |workers: f64| 1.0 / (serial + (1.0 - serial) / workers);
    // Where the law leaves the plot: its equation solved for the workers.
    let leaves = (1.0 - serial) / (1.0 / scale.top - serial).max(1e-9);
    let mut labels: Vec<Label> = series.iter().filter_map(|series| series.label(&scale)).collect();
    labels.push(scale.label("Amdahl's limit", law(scale.most), None));
    labels.push(scale.label("ideal", scale.most, None));
    push_apart(&mut labels, scale.plot.top, scale.plot.bottom);
    SpeedupPicture {
        width: size.0,
        height: size.1,
        plot: scale.plot,
        workers: scale.worker_ticks(),
        speedups: scale.speedup_ticks(),
        ideal: scale.line(|workers| workers, scale.top),
        amdahl: scale.line(law, leaves),
        series,
        labels,
    }
}

impl SpeedupPicture {
    /// The point nearest to a place in the picture, within 24 pixels.
    #[must_use]
    pub fn hit(&self, x: CssPx, y: CssPx) -> Option<Point> {
        let off = |point: &Point| (point.x - x).0.hypot((point.y - y).0);
        let points = self.series.iter().flat_map(|series| &series.points);
        let nearest = points.min_by(|a, b| off(a).total_cmp(&off(b)))?;
        (off(nearest) <= 24.0).then_some(*nearest)
    }

    /// The picture in words: where each curve ends.
    #[must_use]
    pub fn text_alternative(&self) -> String {
        let ends = self.series.iter().filter_map(|series| {
            let end = series.points.last()?;
            let with = count(end.workers.into(), "worker");
            Some(format!("{} {} with {with}", series.runtime.title(), multiplier(end.speedup)))
        });
        let ends: Vec<String> = ends.collect();
        if ends.is_empty() {
            return "Speedup against workers: nothing was run yet.".into();
        }
        format!("Speedup against workers: {}.", ends.join("; "))
    }
}
