//! The rows of a poster: a runtime's name, its lanes, its figures.

use super::text;
use crate::pattern::PatternDef;
use crate::svg::marks;
use crate::verdict::{verdict, wall};
use crate::{CssPx, LanesPicture, View, layout, names};
use model::{Nanos, Outcome, RunKind, RunResult};
use words::rows;

/// The least height of a row: two lines of text.
const TWO_LINES: CssPx = CssPx(32.0);
/// And where there are many rows in little room.
const ONE_LINE: CssPx = CssPx(20.0);

/// Lanes are never drawn larger than this, however much room there is.
const LARGEST: f64 = 2.0;

/// One row.
pub(super) struct Row<'a> {
    run: &'a RunResult,
    lanes: LanesPicture,
    one_line: bool,
}

impl<'a> Row<'a> {
    pub(super) fn new(run: &'a RunResult, view: &View, one_line: bool) -> Self {
        Self { run, lanes: layout(&run.trace, view), one_line }
    }

    /// How high it is with lanes of `scale` times their size.
    pub(super) fn height(&self, scale: f64) -> CssPx {
        (self.lanes.height * scale).max(if self.one_line { ONE_LINE } else { TWO_LINES })
    }

    /// Makes the lanes `scale` times as high; the textures stay as they are.
    pub(super) fn stretch(&mut self, scale: f64) {
        self.lanes.height = self.lanes.height * scale;
        for mark in &mut self.lanes.marks {
            (mark.y, mark.height) = (mark.y * scale, mark.height * scale);
        }
    }

    /// Its text and lanes, in the middle of the height that it has; lanes begin at `left`, figures end at `right`.
    pub(super) fn paint(&self, defs: &[PatternDef], baseline: Nanos, y: CssPx, x: [CssPx; 3]) -> String {
        let [edge, left, right] = x;
        let middle = y + self.height(1.0) / 2.0;
        let top = middle - self.lanes.height / 2.0;
        let ids = ["race-", self.run.runtime.name()].concat();
        let lanes =
            format!("<g transform=\"translate({left} {top})\">{}</g>", marks(&self.lanes, defs, &ids));
        let name = |y| text(edge, y, 15.0, "font-weight=\"620\"", names::title(self.run.runtime));
        if self.one_line {
            let base = middle + CssPx(5.0);
            // How it ended says more than the time till then, and there is room for one of them.
            let finished = self.run.trace.outcome == Outcome::Finished;
            let wall = if finished { self.wall(right - CssPx(46.0), base) } else { String::new() };
            return [name(base), lanes, wall, self.verdict(baseline, right, base)].concat();
        }
        [
            name(middle - CssPx(2.0)),
            text(edge, middle + CssPx(14.0), 12.0, "class=\"soft\"", self.about()),
            lanes,
            self.wall(right, middle + CssPx(1.0)),
            self.verdict(baseline, right, middle + CssPx(16.0)),
        ]
        .concat()
    }

    /// What was run: which Python was modelled, or that it was this device.
    fn about(&self) -> String {
        match self.run.kind {
            RunKind::Model => format!("Python {}", self.run.python),
            RunKind::Measured => rows::here().to_owned(),
        }
    }

    fn wall(&self, x: CssPx, y: CssPx) -> String {
        let (number, unit) = wall(self.run);
        let unit = if unit.is_empty() {
            String::new()
        } else {
            format!("<tspan class=\"soft\" font-size=\"12.5\" font-weight=\"400\">\u{a0}{unit}</tspan>")
        };
        format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"19\" font-weight=\"700\" text-anchor=\"end\">{number}{unit}</text>"
        )
    }

    fn verdict(&self, baseline: Nanos, x: CssPx, y: CssPx) -> String {
        let (class, words) = verdict(self.run, baseline);
        text(x, y, 12.5, &format!("class=\"{class}\" text-anchor=\"end\""), words)
    }
}

/// By how much the lanes have to be stretched or squeezed for the rows to fill `room`: at most twice their size.
pub(super) fn fitting(rows: &[Row], room: CssPx) -> f64 {
    let height = |scale| rows.iter().map(|row| row.height(scale).0).sum::<f64>();
    let (mut fits, mut does_not) = (0.0, LARGEST);
    if height(LARGEST) <= room.0 {
        return LARGEST;
    }
    for _ in 0..24 {
        let scale = f64::midpoint(fits, does_not);
        if height(scale) <= room.0 { fits = scale } else { does_not = scale }
    }
    fits
}
