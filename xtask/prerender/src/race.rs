//! The pages with the race: home, the playground, and one for each scenario of the library.

use crate::page::{Page, Program};
use anyhow::{Context, Result};
use base64ct::{Base64, Encoding};
use model::{Preset, Runtime, Scenario};
use ui::shared::Shared;
use ui::snapshot::Snapshot;
use ui::{AppProps, RacePage, StudioPage};
use yew::BaseComponent;

/// How many workers a speedup plot has at least and at most.
const WORKERS: (u32, u32) = (2, 16);

/// The home page.
pub(crate) fn home() -> Result<Page> {
    page::<RacePage>(
        Program::Race,
        "",
        "Interleave: one Python job, run every way Python can",
        "See what threads, asyncio, processes, interpreters and free threads make of one Python job: as an exact \
         model, and measured on your own device.",
        &Scenario::default(),
    )
}

/// Everything at once.
pub(crate) fn playground() -> Result<Page> {
    let page = page::<StudioPage>(
        Program::Studio,
        "playground/",
        "Playground · Interleave",
        "Every control, every picture: the race, the speedup curve, the Python and the GIL laboratory, as a model and \
         measured on your own device.",
        &Scenario::default(),
    )?;
    Ok(Page { class: "wide", ..page })
}

/// The page of a scenario of the library.
pub(crate) fn scenario(preset: &Preset) -> Result<Page> {
    let scenario = preset.scenario().with_context(|| format!("the scenario {} can't be run", preset.name))?;
    let (path, title) = (format!("scenarios/{}/", preset.name), format!("{} · Interleave", preset.title));
    page::<RacePage>(Program::Race, &path, &title, preset.truth, &scenario)
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
    let main = format!(
        "<div id=\"app\">{}</div>\n<script type=\"application/octet-stream\" id=\"{}\">{carried}</script>",
        render::<Root>(snapshot, Page::depth(path)),
        Snapshot::ELEMENT,
    );
    let (path, title, description) = (path.to_owned(), title.to_owned(), description.to_owned());
    Ok(Page { path, title, description, program: Some(program), class: "", main })
}

fn snapshot(scenario: &Scenario) -> Snapshot {
    let race = sim::race(scenario);
    let advice = race.results.iter().map(|run| sim::advise(scenario, run)).collect();
    let pools = Runtime::ALL.map(|runtime| scenario.workers_for(runtime));
    let most = pools.into_iter().fold(u32::from(scenario.cores.0), u32::max).clamp(WORKERS.0, WORKERS.1);
    Snapshot { scenario: scenario.clone(), race, advice, curves: sim::sweep(scenario, most) }
}

fn render<Root: BaseComponent<Properties = AppProps>>(snapshot: Snapshot, depth: u8) -> String {
    let props = move || AppProps { snapshot: Some(Shared::new(snapshot)), depth };
    futures::executor::block_on(yew::ServerRenderer::<Root>::with_props(props).render())
}
