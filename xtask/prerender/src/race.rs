//! The pages with the race: home, the playground, and one for each scenario of the library.

use crate::figure::patterns;
use crate::language::Language;
use crate::page::{Page, Program};
use crate::prose;
use anyhow::{Context, Result};
use base64ct::{Base64, Encoding};
use charts::escape;
use model::{Preset, Runtime, Scenario};
use ui::shared::Shared;
use ui::snapshot::Snapshot;
use ui::{AppProps, EmbedPage, RacePage, StudioPage};
use words::{nav, pages};
use yew::BaseComponent;

/// How many workers a speedup plot has at least and at most.
const WORKERS: (u32, u32) = (2, 16);

/// The home page.
pub(crate) fn home(language: Language) -> Result<Page> {
    language.speak();
    let (title, description) = (pages::home(), pages::home_about());
    page::<RacePage>(Program::Race, &language.path(""), title, description, &Scenario::default())
}

/// Everything at once.
pub(crate) fn playground(language: Language) -> Result<Page> {
    language.speak();
    let (path, title) = (language.path("playground/"), nav::playground().to_owned() + " · Interleave");
    let about = pages::playground_about();
    let page = page::<StudioPage>(Program::Studio, &path, &title, about, &Scenario::default())?;
    Ok(Page { class: "wide", styles: &["race", "studio"], ..page })
}

/// The page of a scenario of the library.
pub(crate) fn scenario(preset: &Preset) -> Result<Page> {
    let scenario = preset.scenario().with_context(|| format!("the scenario {} can't be run", preset.name))?;
    let (path, title) = (format!("scenarios/{}/", preset.name), format!("{} · Interleave", preset.title));
    page::<RacePage>(Program::Race, &path, &title, preset.truth, &scenario)
}

/// What is said on the embed builder.
const EMBED: &str = include_str!("../../../content/pages/en/embed.md");

/// The embed builder, with a scenario that the site has a picture of.
pub(crate) fn embed() -> Result<Page> {
    let (about, lede) = prose::written(EMBED, "embed/")?;
    let preset = Preset::from_name("gil-battle").context("the library lost its first scenario")?;
    let scenario = preset.scenario().context("the library's first scenario can't be run")?;
    let title = about.title.clone() + " · Interleave";
    let page = page::<EmbedPage>(Program::Builder, "embed/", &title, &about.description, &scenario)?;
    let lede = lede.replacen("<p>", "<p class=\"lede\">", 1);
    let main = format!("<h1>{}</h1>\n{lede}{app}", escape(&about.title), app = page.main);
    Ok(Page { styles: &["race", "builder"], main, ..page })
}

fn page<Root: BaseComponent<Properties = AppProps>>(
    program: Program,
    path: &str,
    title: &str,
    description: &str,
    scenario: &Scenario,
) -> Result<Page> {
    let snapshot = snapshot(scenario);
    let carried = Base64::encode_string(&snapshot.to_bytes()?);
    // The builder draws no picture itself.
    let textures = if program == Program::Builder { String::new() } else { patterns() };
    let main = format!(
        "{textures}<div id=\"app\">{}</div>\n<script type=\"application/octet-stream\" id=\"{}\">{carried}</script>",
        render::<Root>(snapshot, path),
        Snapshot::ELEMENT,
    );
    let (path, title, description) = (path.to_owned(), title.to_owned(), description.to_owned());
    Ok(Page { path, title, description, program: Some(program), class: "", styles: &["race"], main })
}

fn snapshot(scenario: &Scenario) -> Snapshot {
    let race = sim::race(scenario);
    let advice = race.results.iter().map(|run| sim::advise(scenario, run)).collect();
    let pools = Runtime::ALL.map(|runtime| scenario.workers_for(runtime));
    let most = pools.into_iter().fold(u32::from(scenario.cores.0), u32::max).clamp(WORKERS.0, WORKERS.1);
    Snapshot { scenario: scenario.clone(), race, advice, curves: sim::sweep(scenario, most) }
}

fn render<Root: BaseComponent<Properties = AppProps>>(snapshot: Snapshot, path: &str) -> String {
    let (depth, language) = (Page::depth(path), Language::of(path));
    let props = move || {
        // Yew renders on a thread of its own.
        language.speak();
        AppProps { snapshot: Some(Shared::new(snapshot)), depth }
    };
    futures::executor::block_on(yew::ServerRenderer::<Root>::with_props(props).render())
}
