//! The whole race as one picture: a poster, which grows with its rows, and a card of a fixed size.
//!
//! ```text
//!   GIL BATTLE                                    MODEL
//!   Four threads. Four cores. Not one second saved.
//!   ---------------------------------------------------
//!   Sequential   ████████████████████████        401 ms
//!   Threads      █▒▒▒█▒▒▒█▒▒▒█▒▒▒█▒▒▒█▒▒▒        405 ms
//!                0 ms        200 ms     400 ms
//!   █ runs Python   ▒ waits for the GIL
//!   ---------------------------------------------------
//!   Interleave                    the scenario's address
//! ```

mod rows;
mod sheet;

use super::{PALETTE, defs_element, escape, text};
use crate::{CssPx, headline, names, text_alternative};
use model::{Preset, Race, Scenario, ShareLink};
use sheet::{EDGE, Sheet};

/// What stands around the race.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Poster<'a> {
    /// What it belongs to, above the headline; empty for nothing.
    pub topic: &'a str,
    /// The headline; empty for what the race itself says.
    pub title: &'a str,
    /// What it shows, in a sentence below the headline; empty for none.
    pub lede: &'a str,
    /// The scenario's address, as readers are to see it.
    pub address: &'a str,
    /// Where the picture leads, an absolute address; a picture inside another page leads nowhere.
    pub href: Option<&'a str>,
    /// How wide it is, at least 400 px.
    pub width: CssPx,
    /// How high it is, where that is given: the rows are made to fit, and the time axis is left out.
    pub height: Option<CssPx>,
    /// Whether it is nothing but the rows, for a page that says the rest beside it.
    pub bare: bool,
}

/// How wide a poster is where nobody asks for another width: still readable at 600 px.
pub const POSTER_WIDTH: CssPx = CssPx(720.0);

/// The race as an SVG document, `width` wide (at least 400 px): headline, a timeline with its figures for each
/// runtime on one clock, time axis, legend. The picture says whether it is of the model or measured.
#[must_use]
pub fn race_svg(scenario: &Scenario, race: &Race, width: CssPx) -> String {
    let preset = Preset::of(scenario);
    let [topic, title, lede] = preset.map_or([""; 3], |preset| {
        [names::topic(preset.topic), names::preset_title(preset), names::preset_truth(preset)]
    });
    let address = ["?", &ShareLink::query(scenario)].concat();
    // What doesn't fit in one line is better left out than cut.
    let address = if (2..60).contains(&address.len()) { &address } else { "" };
    poster_svg(
        scenario,
        race,
        &Poster { topic, title, lede, address, href: None, width, height: None, bare: false },
    )
}

/// The race as an SVG document with what `poster` puts around it.
#[must_use]
pub fn poster_svg(scenario: &Scenario, race: &Race, poster: &Poster) -> String {
    let poster = &Poster { width: poster.width.max(CssPx(400.0)), ..*poster };
    let title = if poster.title.is_empty() { headline(scenario, race) } else { poster.title.to_owned() };
    let (body, height) = Sheet::fitting(race, poster, &title).paint();
    let texts = race.results.iter().map(|run| text_alternative(run, race.baseline));
    let description = texts.collect::<Vec<_>>().join(" ");
    let body = linked(poster.href, &body);
    // Nothing but the rows: what is around them is cut off.
    let left = if poster.bare { EDGE } else { CssPx(0.0) };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"{left} 0 {width} {height}\" role=\"img\" aria-labelledby=\"race-title race-desc\">\
         <title id=\"race-title\">{}</title><desc id=\"race-desc\">{}</desc>{PALETTE}{body}</svg>\n",
        escape(&title),
        escape(&description),
        width = poster.width - left * 2.0,
    )
}

/// The whole picture leads to the live page.
fn linked(href: Option<&str>, body: &str) -> String {
    match href {
        Some(href) => format!("<a href=\"{}\" target=\"_blank\">{body}</a>", escape(href)),
        None => body.to_owned(),
    }
}
