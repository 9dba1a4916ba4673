//! What frames in other pages show: a figure and nothing else, of the page's own scenario or of its link's.

use crate::figure::{island, shared};
use crate::language::Language;
use crate::page::{Page, Program};
use anyhow::{Context, Result};
use charts::escape;
use model::{Preset, Scenario};
use ui::figure::{Carried, FigureSpec};
use words::widget;

/// The keys of links that a widget has controls for.
const CONTROLS: [&str; 2] = ["tasks", "cores"];

/// What shows the scenario of its link.
pub(crate) fn any(language: Language) -> Result<Page> {
    language.speak();
    page(&language.path("widget/"), widget::title(), widget::description(), &Scenario::default())
}

/// What shows a scenario of the library, complete without scripts.
pub(crate) fn preset(preset: &Preset) -> Result<Page> {
    let scenario = preset.scenario().with_context(|| format!("the scenario {} can't be run", preset.name))?;
    page(&format!("widget/{}/", preset.name), preset.title, preset.truth, &scenario)
}

fn page(path: &str, title: &str, truth: &str, scenario: &Scenario) -> Result<Page> {
    let controls = CONTROLS.map(str::to_owned).to_vec();
    let spec = FigureSpec { id: "widget".to_owned(), controls, ..FigureSpec::default() };
    let carried = Carried { spec, scenario: scenario.clone(), race: sim::race(scenario) };
    let (shared, heading, island) = (shared(), escape(title), island(&carried, path, true)?);
    let [race, pending] = [widget::race(), widget::pending()].map(escape);
    let main = format!(
        "{shared}<h1>{heading}</h1>\n<p class=\"pending\">{pending}</p>\n<section class=\"figure\">\n<h2 class=\"hidden\">{race}</h2>\n{island}</section>\n"
    );
    let (path, title, description) = (path.to_owned(), format!("{title} · Interleave"), truth.to_owned());
    let (program, class, styles) = (Some(Program::Figure), Page::FRAMED, &["race", "figure"]);
    Ok(Page { path, title, description, program, class, styles, main })
}
