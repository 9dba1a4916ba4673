//! The page's HTML with its pictures, rendered before any script runs.
//!
//! `prerender DIST_DIR` simulates the default scenario, renders the page natively and writes it into
//! `DIST_DIR/index.html`, with the race itself in an inert element, so that the application's first picture is the
//! very one that is already there. Beside it goes the document that says how true the model is.

mod document;
#[cfg_attr(not(test), expect(dead_code, reason = "the pages are written when they are there"))]
mod lesson;

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use model::Scenario;
use std::path::PathBuf;
use std::{env, fs};
use ui::shared::Shared;
use ui::snapshot::Snapshot;
use ui::{App, AppProps};

/// Where the page goes.
const PLACE: &str = "<div id=\"app\"></div>";

/// How many workers the first speedup plot has: the cores of the default scenario.
const WORKERS: u32 = 4;

fn main() -> Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from).context("usage: prerender DIST_DIR")?;
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index).with_context(|| format!("can't read {}", index.display()))?;
    ensure!(page.contains(PLACE), "{} has no {PLACE} to render into", index.display());
    let snapshot = snapshot();
    let carried = Base64::encode_string(&snapshot.to_bytes()?);
    let filled = format!(
        "<div id=\"app\">{}</div>\n    <script type=\"application/octet-stream\" id=\"{}\">{carried}</script>",
        render(snapshot),
        Snapshot::ELEMENT,
    );
    fs::write(&index, page.replacen(PLACE, &filled, 1))
        .with_context(|| format!("can't write {}", index.display()))?;
    document::write(&folder)
}

fn snapshot() -> Snapshot {
    let scenario = Scenario::default();
    let race = sim::race(&scenario);
    let advice = race.results.iter().map(|run| sim::advise(&scenario, run)).collect();
    Snapshot { race, advice, curves: sim::sweep(&scenario, WORKERS) }
}

fn render(snapshot: Snapshot) -> String {
    let props = move || AppProps { snapshot: Some(Shared::new(snapshot)) };
    let renderer = yew::ServerRenderer::<App>::with_props(props);
    futures::executor::block_on(renderer.render())
}
