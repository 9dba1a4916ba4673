//! A poster's sheet: what stands above, between and below the rows.

use super::rows::{Row, fitting};
use super::{Poster, defs_element, text};
use crate::labels::text_width;
use crate::pattern::{PatternDef, pattern_defs};
use crate::svg::filled;
use crate::{CssPx, View, legend, names, time_ticks};
use model::{Race, RunKind, State};

pub(super) const EDGE: CssPx = CssPx(24.0);
const NAMES: CssPx = CssPx(126.0);
const FIGURES: CssPx = CssPx(92.0);
const FIGURES_IN_ONE_LINE: CssPx = CssPx(124.0);
/// Around a row, with the line that parts it from the next.
const BETWEEN: CssPx = CssPx(19.0);
const LITTLE_BETWEEN: CssPx = CssPx(9.0);
/// Where a card would squeeze lanes more than this, the rows' text is set in one line instead of two.
const SQUEEZED: f64 = 0.75;
const TITLE_SIZE: f64 = 25.0;
const TITLE_LINE: CssPx = CssPx(30.0);
/// About how wide letters are, to their size, with some care: it is not known which typeface there will be.
const BOLD: f64 = 0.52;
const LETTER: f64 = 0.51;
const LEDE_SIZE: f64 = 14.5;
const LEDE_LINE: CssPx = CssPx(20.0);
const KEY_LINE: CssPx = CssPx(20.0);
/// What is below the legend: the line, and the site's name with the address.
const FOOT: CssPx = CssPx(46.0);

/// What is drawn, before it is known how high.
pub(super) struct Sheet<'a> {
    race: &'a Race,
    poster: &'a Poster<'a>,
    one_line: bool,
    view: View,
    defs: Vec<PatternDef>,
    key: Vec<Vec<(State, &'static str)>>,
    head: String,
    /// Where the rows begin.
    top: CssPx,
}

impl<'a> Sheet<'a> {
    /// The sheet with rows of two lines of text, or of one where they would leave the lanes no room.
    pub(super) fn fitting(race: &'a Race, poster: &'a Poster<'a>, title: &str) -> Self {
        let sheet = Self::new(race, poster, title, poster.bare);
        match sheet.scale() {
            Some(scale) if scale < SQUEEZED => Self::new(race, poster, title, true),
            _ => sheet,
        }
    }

    fn new(race: &'a Race, poster: &'a Poster<'a>, title: &str, one_line: bool) -> Self {
        let figures = if one_line { FIGURES_IN_ONE_LINE } else { FIGURES };
        let lanes = poster.width - EDGE * 2.0 - NAMES - figures;
        let view = View::whole(race.results.iter().map(|run| &run.trace), lanes);
        let traces: Vec<_> = race.results.iter().map(|run| &run.trace).collect();
        let key = key_lines(legend(&traces), poster.width - EDGE * 2.0);
        let defs = pattern_defs("race");
        let mut sheet =
            Self { race, poster, one_line, view, defs, key, head: String::new(), top: CssPx(0.0) };
        if !poster.bare {
            (sheet.head, sheet.top) = sheet.head(title);
        }
        sheet
    }

    /// All of it, and how high it is.
    pub(super) fn paint(&self) -> (String, CssPx) {
        let mut rows = self.natural_rows();
        let mut between = self.least_between();
        if let Some((room, scale)) = self.room().zip(self.scale()) {
            rows.iter_mut().for_each(|row| row.stretch(scale));
            let used = rows.iter().map(|row| row.height(1.0).0).sum::<f64>();
            between = between.max((room - CssPx(used)) / rows.len().max(1) as f64);
        }
        let (body, bottom) = self.rows(&rows, between);
        let height = self.poster.height.unwrap_or(bottom + self.below());
        let defs = defs_element(&self.defs);
        if self.poster.bare {
            return ([defs, body].concat(), height);
        }
        let parts = [&self.paper(height), &defs, &self.head, &body, &self.axis(bottom), &self.foot(height)];
        (parts.map(String::as_str).concat(), height)
    }

    fn natural_rows(&self) -> Vec<Row<'a>> {
        self.race.results.iter().map(|run| Row::new(run, &self.view, self.one_line)).collect()
    }

    const fn least_between(&self) -> CssPx {
        if self.one_line { LITTLE_BETWEEN } else { BETWEEN }
    }

    /// What is below the rows.
    fn below(&self) -> CssPx {
        if self.poster.bare {
            return CssPx(0.0);
        }
        self.axis_height() + self.key_height() + FOOT
    }

    /// What a given height leaves for the rows.
    fn room(&self) -> Option<CssPx> {
        Some(self.poster.height? - self.top - self.below())
    }

    /// By how much a given height stretches or squeezes the lanes.
    fn scale(&self) -> Option<f64> {
        let rows = self.natural_rows();
        Some(fitting(&rows, self.room()? - self.least_between() * rows.len() as f64))
    }

    /// A poster has a rim of its own; a card is cut by whoever shows it.
    fn paper(&self, height: CssPx) -> String {
        if self.poster.height.is_some() {
            return "<rect width=\"100%\" height=\"100%\" fill=\"var(--card)\"/>".into();
        }
        let (width, height) = (self.poster.width - CssPx(1.0), height - CssPx(1.0));
        format!(
            "<rect x=\"0.5\" y=\"0.5\" width=\"{width}\" height=\"{height}\" rx=\"14\" fill=\"var(--card)\" \
             stroke=\"var(--line)\"/>"
        )
    }

    /// Name, headline and the word without which there is no number; and where the rows begin.
    fn head(&self, title: &str) -> (String, CssPx) {
        let right = self.poster.width - EDGE;
        let mut y = CssPx(34.0);
        let mut head =
            text(EDGE, y, 12.0, "class=\"name\"", self.poster.topic.to_uppercase()) + &self.tag(right, y);
        y += if self.poster.topic.is_empty() { CssPx(4.0) } else { CssPx(30.0) };
        // A headline beside the tag leaves it its place.
        let beside = if self.poster.topic.is_empty() { CssPx(100.0) } else { CssPx(0.0) };
        for line in wrapped(title, right - EDGE - beside, TITLE_SIZE * BOLD) {
            head += &text(EDGE, y, TITLE_SIZE, "class=\"title\"", line);
            y += TITLE_LINE;
        }
        y = y - CssPx(6.0);
        for line in wrapped(self.poster.lede, right - EDGE, LEDE_SIZE * LETTER) {
            head += &text(EDGE, y, LEDE_SIZE, "class=\"soft\"", line);
            y += LEDE_LINE;
        }
        y = y - CssPx(6.0);
        (head + &self.rule(y, "solid"), y)
    }

    fn tag(&self, right: CssPx, y: CssPx) -> String {
        let kind = self.race.results.first().map_or(RunKind::Model, |run| run.kind);
        let word = names::kind(kind).to_uppercase();
        let width = CssPx(14.0) + CssPx(8.2) * word.chars().count() as f64;
        let (x, top, middle) = (right - width, y - CssPx(14.0), right - width / 2.0);
        let frame = format!(
            "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"19\" rx=\"5\" fill=\"none\" stroke=\"var(--line)\"/>"
        );
        frame + &text(middle, y - CssPx(0.5), 11.0, "class=\"name\" text-anchor=\"middle\"", word)
    }

    fn rule(&self, y: CssPx, kind: &str) -> String {
        let dash = if kind == "solid" { "" } else { " stroke-dasharray=\"3 3\"" };
        format!("<path d=\"M{EDGE} {y}H{}\" stroke=\"var(--line)\"{dash}/>", self.poster.width - EDGE)
    }

    /// The rows, and where they end.
    fn rows(&self, rows: &[Row], between: CssPx) -> (String, CssPx) {
        let mut y = self.top;
        let x = [EDGE, EDGE + NAMES, self.poster.width - EDGE];
        let mut body = String::new();
        for (place, row) in rows.iter().enumerate() {
            if place > 0 {
                body += &self.rule(y, "dashed");
            }
            body += &row.paint(&self.defs, self.race.baseline, y + between / 2.0, x);
            y += row.height(1.0) + between;
        }
        (body, y)
    }

    fn axis_height(&self) -> CssPx {
        if self.poster.height.is_some() { CssPx(0.0) } else { CssPx(20.0) }
    }

    fn axis(&self, y: CssPx) -> String {
        if self.poster.height.is_some() {
            return String::new();
        }
        let left = EDGE + NAMES;
        let line = format!("<path d=\"M{left} {y}h{}\" stroke=\"var(--line)\"/>", self.view.width);
        let ticks = time_ticks(&self.view, 5).into_iter();
        let label = "class=\"soft\" text-anchor=\"middle\"";
        ticks.fold(line, |axis, tick| {
            let x = left + tick.x;
            axis + &format!("<path d=\"M{x} {y}v4\" stroke=\"var(--line)\"/>")
                + &text(x, y + CssPx(16.0), 11.5, label, tick.label)
        })
    }

    fn key_height(&self) -> CssPx {
        KEY_LINE * self.key.len() as f64 + CssPx(12.0)
    }

    /// The legend, and below it who says so and where it can be tried.
    fn foot(&self, height: CssPx) -> String {
        let mut y = height - FOOT - self.key_height() + CssPx(22.0);
        let mut body = String::new();
        for line in &self.key {
            let mut x = EDGE;
            for (state, words) in line {
                body += &self.key_entry(*state, words, x, y);
                x += entry_width(words);
            }
            y += KEY_LINE;
        }
        let (line, base) = (height - FOOT + CssPx(6.0), height - CssPx(15.0));
        let right = self.poster.width - EDGE;
        body + &self.rule(line, "solid")
            + &text(EDGE, base, 13.5, "font-weight=\"680\"", "Interleave")
            + &text(right, base, 12.0, "class=\"soft\" text-anchor=\"end\"", self.poster.address)
    }

    fn key_entry(&self, state: State, words: &str, x: CssPx, y: CssPx) -> String {
        let Some(def) = self.defs.iter().find(|def| def.state == state) else { return String::new() };
        let (box_y, id) = (y - CssPx(9.0), ["race-key-", state.name()].concat());
        let shape =
            format!("<rect id=\"{id}\" x=\"{x}\" y=\"{box_y}\" width=\"18\" height=\"10\" rx=\"2.5\"/>");
        filled(def, &shape, &id) + &text(x + CssPx(24.0), y, 12.0, "class=\"soft\"", words)
    }
}

/// The legend's entries in lines that are at most `room` wide.
fn key_lines(entries: Vec<(State, &'static str)>, room: CssPx) -> Vec<Vec<(State, &'static str)>> {
    let mut lines: Vec<Vec<_>> = Vec::new();
    let mut used = CssPx(0.0);
    for entry in entries {
        used += entry_width(entry.1);
        match lines.last_mut() {
            Some(line) if used <= room => line.push(entry),
            _ => {
                lines.push(vec![entry]);
                used = entry_width(entry.1);
            }
        }
    }
    lines
}

fn entry_width(words: &str) -> CssPx {
    CssPx(40.0) + text_width(words)
}

/// `text` in as few lines as need about `room` at most, of letters that are about as wide as `letter`; all of them
/// about as long, so that the last is no single word.
fn wrapped(text: &str, room: CssPx, letter: f64) -> Vec<String> {
    let most = (room.0 / letter) as usize;
    let count = lines(text, most).len();
    (most / 2..most)
        .map(|letters| lines(text, letters))
        .find(|lines| lines.len() == count)
        .unwrap_or_else(|| lines(text, most))
}

/// `text` in lines of at most so many letters, where no word is longer.
fn lines(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
