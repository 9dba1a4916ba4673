//! Speedup against workers: the curves, the ideal, and what the laws allow.
//!
//! ```text
//!   4×│              ⋰ ideal          ⋰ and the dotted curves are cut at the top
//!   2×│      ⋰ ⋅ ⋅ ▲── free threads   names are pushed apart, never over each other
//!   0×└──●──●──●──●─── threads + GIL  measured points have a bar from quartile to quartile
//!       1  2  3  4 workers
//! ```

use crate::CssPx;
use crate::axis::Tick;
use crate::fit::Law;
use crate::format::{factor, multiplier};
use crate::labels::{Label, push_apart};
use crate::names;
use crate::scale::{Frame, Scale};
use crate::series::{Point, Series};
use crate::sweep::Sweep;
use model::{Curve, Nanos, RunKind};
use words::{counts, text};

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
    /// The path of Amdahl's law: the model's limit, or fitted to what was measured.
    pub amdahl: String,
    /// The path of Gunther's law, fitted to what was measured; empty where it is not.
    pub gunther: String,
    /// The model's curves in the order given, then the measured ones.
    pub series: Vec<Series>,
    /// The names at the curves' ends; they never overlap and never leave the picture.
    pub labels: Vec<Label>,
}

/// Lays out the plot of `curves` against the sequential `baseline`, with Amdahl's law for `serial_share`
/// (0 to 1, clamped). A run that took no time is left out.
#[must_use]
pub fn speedup(curves: &[Curve], baseline: Nanos, serial_share: f64, size: (CssPx, CssPx)) -> SpeedupPicture {
    let model: Vec<Vec<Point>> = curves.iter().map(|curve| Point::modelled(curve, baseline)).collect();
    let law = Law { alone: 1.0, serial: serial_share.clamp(0.0, 1.0), crosstalk: 0.0 };
    layout(&model, &[], [Some((law, words::curves::limit())), None], size)
}

/// Lays out the plot of a measured sweep, over the model's prediction of it. The laws are those fitted to the runtime
/// that became fastest.
#[must_use]
pub fn measured_speedup(sweep: &Sweep<'_>, size: (CssPx, CssPx)) -> SpeedupPicture {
    let shown = sweep.predicted.iter().filter(|model| sweep.shown.contains(model.curve.runtime));
    let model: Vec<Vec<Point>> = shown.map(|model| Point::modelled(&model.curve, model.baseline)).collect();
    let measured: Vec<Vec<Point>> = sweep.runtimes().map(|runtime| sweep.points(runtime)).collect();
    let fit = sweep.fastest().map(|runtime| sweep.fit(runtime)).unwrap_or_default();
    let laws = [
        fit.amdahl.map(|law| (law, words::curves::amdahl())),
        fit.gunther.map(|law| (law, words::curves::gunther())),
    ];
    layout(&model, &measured, laws, size)
}

type Named = Option<(Law, &'static str)>;

fn layout(
    model: &[Vec<Point>],
    measured: &[Vec<Point>],
    [amdahl, gunther]: [Named; 2],
    size: (CssPx, CssPx),
) -> SpeedupPicture {
    let scale = Scale::of(model.iter().chain(measured), size);
    let mut series: Vec<Series> = Vec::new();
    for points in model.iter().chain(measured) {
        series.extend(Series::of(points, !measured.is_empty(), &scale));
    }
    // A runtime is named once: at its measured curve where it has one.
    let named = |one: &&Series| {
        one.kind == RunKind::Measured
            || !series.iter().any(|other| other.kind == RunKind::Measured && other.runtime == one.runtime)
    };
    let mut labels: Vec<Label> =
        series.iter().filter(named).filter_map(|series| series.label(&scale)).collect();
    let line =
        |named: Named| named.map_or_else(String::new, |(law, _)| scale.line(|workers| law.speedup(workers)));
    for (law, name) in [amdahl, gunther].into_iter().flatten() {
        labels.push(scale.label(name, law.speedup(scale.most), None));
    }
    labels.push(scale.label(words::curves::ideal(), scale.most, None));
    push_apart(&mut labels, scale.plot.top, scale.plot.bottom);
    SpeedupPicture {
        width: size.0,
        height: size.1,
        plot: scale.plot,
        workers: scale.worker_ticks(),
        speedups: scale.speedup_ticks(),
        ideal: scale.line(|workers| workers),
        amdahl: line(amdahl),
        gunther: line(gunther),
        series,
        labels,
    }
}

impl SpeedupPicture {
    /// The point nearest to a place in the picture, within 24 pixels.
    #[must_use]
    pub fn hit(&self, x: CssPx, y: CssPx) -> Option<Point> {
        let squared = |point: &Point| (point.x - x).0 * (point.x - x).0 + (point.y - y).0 * (point.y - y).0;
        let nearest = self.points().min_by(|a, b| squared(a).total_cmp(&squared(b)))?;
        (squared(&nearest) <= 24.0 * 24.0).then_some(nearest)
    }

    /// All points: the model's curves, then the measured ones, each from one worker on.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.series.iter().flat_map(|series| &series.points).copied()
    }

    /// The picture in words: where each curve ends.
    #[must_use]
    pub fn text_alternative(&self) -> String {
        let any = |kind| self.series.iter().any(|series| series.kind == kind && !series.points.is_empty());
        let ends = |kind| -> String {
            let of_kind = self.series.iter().filter(|series| series.kind == kind);
            let ends = of_kind.filter_map(|series| {
                let end = series.points.last()?;
                let end = words::curves::End {
                    runtime: names::title(series.runtime),
                    factor: &multiplier(end.speedup),
                    workers: &counts::workers(end.workers.into()),
                };
                Some(end.say())
            });
            ends.collect::<Vec<_>>().join(text::semicolon())
        };
        let (model, measured) = (&ends(RunKind::Model), &ends(RunKind::Measured));
        match (any(RunKind::Model), any(RunKind::Measured)) {
            (false, false) => words::curves::nothing().into(),
            (true, false) => words::curves::model(model),
            (false, true) => words::curves::measured(measured),
            (true, true) => words::curves::Both { measured, model }.say(),
        }
    }
}

impl Point {
    /// The point in words: `Free threads, two workers: 1.87× measured (1.85× to 1.88×, seven runs)`.
    #[must_use]
    pub fn describe(&self) -> String {
        let point = words::curves::Point {
            runtime: names::title(self.runtime),
            workers: &counts::workers(self.workers.into()),
            factor: &factor(self.speedup),
            kind: names::kind(self.kind),
        };
        let point = &point.say();
        let (low, high) = (&factor(self.low), &factor(self.high));
        match self.runs {
            0 => point.clone(),
            1 => words::curves::point_once(point),
            runs => words::curves::PointRuns { point, low, high, runs: &counts::runs(runs) }.say(),
        }
    }
}
