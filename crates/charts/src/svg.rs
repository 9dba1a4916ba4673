//! Pictures as standalone SVG text, for posters, prerendered pages and downloads.
//!
//! They carry their own colours, light and dark, and their patterns. All text is escaped here, once, where it
//! becomes markup.

mod race;
mod speedup;

pub use race::{POSTER_WIDTH, Poster, poster_svg, race_svg};
pub use speedup::speedup_svg;

use crate::pattern::{PatternDef, pattern_defs};
use crate::{CssPx, LanesPicture, View, layout, text_alternative};
use model::{Nanos, RunResult, State};
use std::fmt::Display;

/// One run's timeline as an SVG document. `baseline` is for its text alternative; `prefix` begins the ids in
/// it, so that several can be set into one page: an XML name, from the program and never from a link.
#[must_use]
pub fn lanes_svg(result: &RunResult, baseline: Nanos, view: &View, prefix: &str) -> String {
    let picture = layout(&result.trace, view);
    let defs = pattern_defs(prefix);
    let body = defs_element(&defs) + &marks(&picture, &defs, &[prefix, "-marks"].concat());
    document(picture.width, picture.height, &text_alternative(result, baseline), &body)
}

/// `text` with all that is markup made harmless, for elements and for attributes in double quotes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // XML knows no way to write the other control characters.
            '\t' | '\n' => safe.push(' '),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// The page's colours, by the reader's preference, and the few kinds of text.
const PALETTE: &str = "<style>\
    :root{--paper:#fbfaf7;--ink:#1d2430;--soft:#5d6877;--line:#e3e0d8;--card:#ffffff;--run:#0f8f6f;--free:#3f9fd8;\
    --gil:#d5570c;--lock:#a9508f;--io:#c9d2dc;--ipc:#d9b100;--core:#7d8794;--world:#6a5acd;--good:#0b7a5e;--bad:#b8480a}\
    @media(prefers-color-scheme:dark){:root{--paper:#12161c;--ink:#e8ebf0;--soft:#97a3b3;--line:#2a313b;\
    --card:#191f27;--run:#2dbb93;--free:#62b6ea;--gil:#f07a2f;--lock:#cf7fb8;--io:#3b4653;--ipc:#e3c33a;--core:#8a95a3;\
    --world:#a79bf0;--good:#2dbb93;--bad:#f07a2f}}\
    text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',sans-serif;fill:var(--ink);\
    font-variant-numeric:tabular-nums}\
    .soft,.name{fill:var(--soft)}.good{fill:var(--good)}.bad{fill:var(--bad)}\
    .name{font-weight:600;letter-spacing:.05em}.title{font-weight:680;letter-spacing:-.02em}</style>";

/// A document of that size that says `alternative` to those who can't see it.
fn document(width: CssPx, height: CssPx, alternative: &str, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">{PALETTE}{body}</svg>\n",
        escape(alternative)
    )
}

fn defs_element(defs: &[PatternDef]) -> String {
    let patterns: String = defs.iter().map(pattern).collect();
    format!("<defs>{patterns}</defs>")
}

/// The texture alone, on no ground: where tiles meet, a ground of tiles shows seams as soon as it is scaled.
fn pattern(def: &PatternDef) -> String {
    let PatternDef { id, tile, path, ink, ink_width, .. } = def;
    if path.is_empty() {
        return String::new();
    }
    format!(
        "<pattern id=\"{id}\" width=\"{tile}\" height=\"{tile}\" patternUnits=\"userSpaceOnUse\">\
         <path d=\"{path}\" stroke=\"{ink}\" stroke-width=\"{ink_width}\" fill=\"none\"/></pattern>"
    )
}

/// One path for each state; `prefix` begins its id, by which its texture is drawn over it.
fn marks(picture: &LanesPicture, defs: &[PatternDef], prefix: &str) -> String {
    let path = |path: crate::StatePath| {
        let def = defs.iter().find(|def| def.state == path.state)?;
        let (id, state) = (format!("{prefix}-{}", path.state.name()), path.state.name());
        let shape = format!("<path data-state=\"{state}\" id=\"{id}\" d=\"{}\"/>", path.d);
        Some(filled(def, &shape, &id))
    };
    picture.paths().into_iter().filter_map(path).collect()
}

/// `shape`, an element of that id without a colour of its own, as its state looks.
fn filled(def: &PatternDef, shape: &str, id: &str) -> String {
    let outline = def.outline.map_or_else(String::new, |(colour, opacity)| {
        format!(" stroke=\"{colour}\" stroke-opacity=\"{opacity}\"")
    });
    let ground = def.ground.map_or_else(
        || " fill=\"none\"".to_owned(),
        |(colour, opacity)| match opacity {
            1.0 => format!(" fill=\"{colour}\""),
            opacity => format!(" fill=\"{colour}\" fill-opacity=\"{opacity}\""),
        },
    );
    let texture = if def.path.is_empty() {
        String::new()
    } else {
        format!("<use href=\"#{id}\" fill=\"{}\"/>", def.fill())
    };
    format!("<g{ground}{outline}>{shape}</g>{texture}")
}

/// What a state's rectangles look like, for a legend in a page: an image without words. `prefix` begins the ids in it,
/// as with [`pattern_defs`].
#[must_use]
pub fn swatch(state: State, prefix: &str) -> String {
    let defs = pattern_defs(prefix);
    let Some(def) = defs.iter().find(|def| def.state == state) else { return String::new() };
    let id = [&def.id, "-swatch"].concat();
    let shape = format!("<rect id=\"{id}\" x=\"0.5\" y=\"0.5\" width=\"17\" height=\"9\" rx=\"2.5\"/>");
    let (pattern, shape) = (pattern(def), filled(def, &shape, &id));
    format!("<svg width=\"18\" height=\"10\" aria-hidden=\"true\"><defs>{pattern}</defs>{shape}</svg>")
}

/// A line of text of that size, `y` its base line; `attributes` are written as they are.
fn text(x: CssPx, y: CssPx, size: f64, attributes: &str, content: impl Display) -> String {
    let content = escape(&content.to_string());
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" {attributes}>{content}</text>")
}
