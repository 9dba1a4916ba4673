//! Where numbers of workers and speedups are in the plot.

use crate::CssPx;
use crate::axis::{Tick, round_numbers};
use crate::digits::plain;
use crate::labels::{Label, text_width};
use crate::series::{Point, name};
use model::Runtime;
use std::fmt::Write;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The left edge.
    pub left: CssPx,
    /// The upper edge.
    pub top: CssPx,
    /// The right edge.
    pub right: CssPx,
    /// The lower edge.
    pub bottom: CssPx,
}

/// The two axes: 1 to `most` workers rightwards, a speedup of 0 to `top` upwards.
pub(crate) struct Scale {
    pub(crate) plot: Frame,
    pub(crate) most: f64,
    pub(crate) top: f64,
}

impl Scale {
    /// Axes that show all of the curves, with room for their names on the right.
    pub(crate) fn of<'a>(
        curves: impl Iterator<Item = &'a Vec<Point>> + Clone,
        (width, height): (CssPx, CssPx),
    ) -> Self {
        let points = || curves.clone().flatten();
        let most = f64::from(points().map(|point| point.workers).max().unwrap_or(1));
        let best = points().map(|point| point.high).fold(1.0, f64::max);
        let names = curves.clone().filter_map(|curve| Some(text_width(name(curve.first()?.runtime))));
        let room = names.fold(text_width(words::curves::limit()), CssPx::max) + GAP;
        let plot = Frame {
            left: CssPx(34.0),
            top: CssPx(10.0),
            right: (width - room).max(CssPx(60.0)),
            bottom: (height - CssPx(26.0)).max(CssPx(30.0)),
        };
        // The ideal is cut where it would press the curves flat against the bottom.
        Self { plot, most, top: most.clamp(best.max(1.05), best * 2.0) }
    }

    pub(crate) fn x(&self, workers: f64) -> CssPx {
        let share = if self.most > 1.0 { (workers - 1.0) / (self.most - 1.0) } else { 0.5 };
        self.plot.left + (self.plot.right - self.plot.left) * share
    }

    pub(crate) fn y(&self, speedup: f64) -> CssPx {
        let share = (speedup / self.top).clamp(0.0, 1.0);
        self.plot.bottom - (self.plot.bottom - self.plot.top) * share
    }

    /// How far apart two numbers of workers are.
    pub(crate) fn step(&self) -> CssPx {
        (self.plot.right - self.plot.left) / (self.most - 1.0).max(1.0)
    }

    /// The path of a law from one worker to `most`, or to where it leaves the plot at the top.
    pub(crate) fn line(&self, law: impl Fn(f64) -> f64) -> String {
        const PIECES: u32 = 40;
        let length = self.end(&law) - 1.0;
        let mut d = String::new();
        for piece in 0..=PIECES {
            let workers = 1.0 + length * f64::from(piece) / f64::from(PIECES);
            let command = if piece == 0 { 'M' } else { 'L' };
            // Writing to a string can't fail.
            let _ = write!(d, "{command}{} {}", self.x(workers), self.y(law(workers)));
        }
        d
    }

    /// How far a law stays in the plot, by bisection.
    fn end(&self, law: impl Fn(f64) -> f64) -> f64 {
        if law(self.most) <= self.top {
            return self.most;
        }
        let (mut within, mut beyond) = (1.0, self.most);
        for _ in 0..30 {
            let middle = (within + beyond) / 2.0;
            *(if law(middle) <= self.top { &mut within } else { &mut beyond }) = middle;
        }
        within
    }

    /// The name of a curve that ends at `speedup`.
    pub(crate) fn label(&self, text: &str, speedup: f64, runtime: Option<Runtime>) -> Label {
        Label { x: self.plot.right + GAP, y: self.y(speedup), text: text.to_owned(), runtime }
    }

    pub(crate) fn worker_ticks(&self) -> Vec<Tick> {
        let most = self.most as u64;
        let last = words::curves::workers(most);
        let room = (self.plot.right - self.plot.left).0 / 40.0;
        let mut ticks = round_numbers(1, most, room as usize);
        // The first and the last are what readers look for.
        ticks.retain(|workers| *workers > 1 && *workers < most);
        ticks.retain(|workers| self.x(*workers as f64).0 - self.plot.left.0 >= 24.0);
        let apart = |workers: u64| (text_width(&last) + text_width(&workers.to_string())) * 0.5 + GAP;
        ticks.retain(|workers| self.plot.right - self.x(*workers as f64) >= apart(*workers));
        ticks.insert(0, 1);
        let tick = |workers: &u64| Tick { x: self.x(*workers as f64), label: workers.to_string() };
        let mut ticks: Vec<Tick> = ticks.iter().map(tick).collect();
        if most > 1 {
            ticks.push(Tick { x: self.plot.right, label: last });
        }
        ticks
    }

    pub(crate) fn speedup_ticks(&self) -> Vec<Tick> {
        let room = (self.plot.bottom - self.plot.top).0 / 28.0;
        let thousandths = round_numbers(0, (self.top * 1000.0) as u64, (room as usize).max(2));
        let values = thousandths.into_iter().map(|value| value as f64 / 1000.0);
        values.map(|value| Tick { x: self.y(value), label: tick(value) }).collect()
    }
}

/// `0.6×`.
fn tick(value: f64) -> String {
    words::number::decimal(plain(value, 3)) + "×"
}

/// Between a curve's end and its name.
const GAP: CssPx = CssPx(8.0);
