//! The whole race as one picture: a poster.

use super::{defs_element, document, marks, text};
use crate::format::{duration, multiplier};
use crate::names;
use crate::pattern::{PatternDef, pattern_defs};
use crate::{CssPx, View, headline, layout, legend, text_alternative, time_ticks};
use model::{Race, RunResult, Scenario};

const EDGE: CssPx = CssPx(20.0);
const NAMES: CssPx = CssPx(130.0);
const FIGURES: CssPx = CssPx(80.0);
const BETWEEN: CssPx = CssPx(18.0);

/// The race as an SVG document, `width` wide (at least 400 px): headline, a timeline with its figures for each
/// runtime on one clock, time axis, legend. Each figure says whether it is of the model or measured.
#[must_use]
pub fn race_svg(scenario: &Scenario, race: &Race, width: CssPx) -> String {
    let width = width.max(CssPx(400.0));
    let poster = Poster::new(race, width);
    let title = headline(scenario, race);
    let mut body = format!(
        "<rect width=\"100%\" height=\"100%\" rx=\"14\" fill=\"var(--card)\"/>{}",
        defs_element(&poster.defs)
    );
    body += &text(EDGE, CssPx(40.0), 20.0, "font-weight=\"680\"", &title);
    let mut y = CssPx(66.0);
    for run in &race.results {
        let (row, height) = poster.row(run, race, y);
        body += &row;
        y += height + BETWEEN;
    }
    body += &poster.axis(y);
    let (key, bottom) = poster.key(race, width, y + CssPx(34.0));
    body += &key;
    let texts = race.results.iter().map(|run| text_alternative(run, race.baseline));
    let alternative: Vec<String> = std::iter::once(title).chain(texts).collect();
    document(width, bottom + EDGE, &alternative.join(" "), &body)
}

struct Poster {
    view: View,
    defs: Vec<PatternDef>,
}

impl Poster {
    fn new(race: &Race, width: CssPx) -> Self {
        let lanes = width - EDGE * 2.0 - NAMES - FIGURES;
        let view = View::whole(race.results.iter().map(|run| &run.trace), lanes);
        Self { view, defs: pattern_defs("race") }
    }

    /// A runtime's name, lanes and figures, and how high they are together.
    fn row(&self, run: &RunResult, race: &Race, y: CssPx) -> (String, CssPx) {
        let picture = layout(&run.trace, &self.view);
        let left = EDGE + NAMES;
        let right = left + self.view.width + FIGURES;
        let small = "class=\"soft\"";
        let factor = multiplier(run.metrics.speedup(race.baseline));
        let row = [
            text(EDGE, y + CssPx(12.0), 14.0, "font-weight=\"620\"", names::title(run.runtime)),
            text(EDGE, y + CssPx(28.0), 11.5, small, format!("Python {}", run.python)),
            format!("<g transform=\"translate({left} {y})\">{}</g>", marks(&picture, &self.defs)),
            text(
                right,
                y + CssPx(12.0),
                15.0,
                "font-weight=\"700\" text-anchor=\"end\"",
                duration(run.metrics.wall),
            ),
            text(
                right,
                y + CssPx(28.0),
                11.5,
                "class=\"soft\" text-anchor=\"end\"",
                format!("{factor} {}", names::kind(run.kind)),
            ),
        ];
        (row.concat(), picture.height.max(CssPx(30.0)))
    }

    fn axis(&self, y: CssPx) -> String {
        let left = EDGE + NAMES;
        let line = format!("<path d=\"M{left} {y}h{}\" stroke=\"var(--line)\"/>", self.view.width);
        let ticks = time_ticks(&self.view, 6).into_iter();
        let label = "class=\"soft\" text-anchor=\"middle\"";
        ticks.fold(line, |axis, tick| axis + &text(left + tick.x, y + CssPx(15.0), 11.0, label, tick.label))
    }

    /// The legend, wrapped at the picture's edge, and its lower edge.
    fn key(&self, race: &Race, width: CssPx, mut y: CssPx) -> (String, CssPx) {
        let traces: Vec<_> = race.results.iter().map(|run| &run.trace).collect();
        let (mut x, mut body) = (EDGE, String::new());
        for (state, words) in legend(&traces) {
            let entry = CssPx(42.0) + crate::labels::text_width(words);
            if x + entry > width - EDGE && x > EDGE {
                (x, y) = (EDGE, y + CssPx(20.0));
            }
            let fill =
                self.defs.iter().find(|def| def.state == state).map_or_else(String::new, PatternDef::fill);
            let box_y = y - CssPx(9.0);
            body += &format!(
                "<rect x=\"{x}\" y=\"{box_y}\" width=\"18\" height=\"10\" rx=\"2.5\" fill=\"{fill}\"/>"
            );
            body += &text(x + CssPx(24.0), y, 11.5, "class=\"soft\"", words);
            x += entry;
        }
        (body, y)
    }
}
