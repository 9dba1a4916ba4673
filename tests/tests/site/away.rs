//! What is taken away: the file has what the page shows.

use anyhow::Context;
use serde_json::Value;
use site_tests::{Host, Race, Result, Setting, Tab, ensure, in_each_browser};

in_each_browser!(files_have_what_the_page_shows);

/// Keeps what the browser is given to save, instead of saving it.
const CATCH: &str = "window.saved = [];
    HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href]) }";

fn files_have_what_the_page_shows(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("?tasks=3&show=sequential,threads"))?;
    tab.run(CATCH)?;
    tab.run("document.querySelector('#away details').open = true")?;
    tab.wait_until("the files are offered", "document.querySelector('#away .files')")?;

    let figures: Value = serde_json::from_str(&text(&saved(&tab, "Figures: JSON", "interleave.json")?)?)?;
    for (row, result) in race.modelled()?.iter().zip(figures["results"].as_array().context("results")?) {
        ensure!(
            result["runtime"] == row.runtime.as_str() && result["kind"] == "model",
            "{result} is not {row:?}"
        );
        ensure!(result["wall_ms"] == row.wall_ms, "{result} is not {row:?}");
    }
    ensure!(figures["about"]["link"] == tab.address()?.as_str(), "the link is {}", figures["about"]["link"]);

    let trace: Value = serde_json::from_str(&text(&saved(
        &tab,
        "Timeline: Chrome trace (Perfetto)",
        "interleave.trace.json",
    )?)?)?;
    ensure!(trace["traceEvents"].as_array().is_some_and(|events| events.len() > 20), "the trace is empty");

    let picture = saved(&tab, "Race, model: PNG", "interleave-model.png")?;
    let size = "new Promise((done) => { const image = new Image(); image.src = saved.at(-1)[1];
        image.decode().then(() => done([image.width, image.height]), () => done([])) })";
    let size = tab.value(size)?;
    ensure!(picture.starts_with("data:image/png;") && size[0].as_u64() > Some(800), "the picture is {size}");
    ensure!(!tab.offers("button:enabled", "Race, measured: SVG"), "nothing was measured");
    Ok(())
}

/// Where the file is that a press on the button saves.
fn saved(tab: &Tab, button: &str, name: &str) -> Result<String> {
    tab.press(button)?;
    let url = tab.wait_until(name, &format!("(saved.find(([name]) => name === '{name}') ?? [])[1]"))?;
    Ok(url.as_str().context("an address")?.to_owned())
}

/// The text in an address that holds it.
fn text(url: &str) -> Result<String> {
    let (_, text) = url.split_once(',').context("a data address")?;
    let bytes = url::form_urlencoded::parse(text.as_bytes()).next();
    Ok(bytes.context("a text")?.0.into_owned())
}
