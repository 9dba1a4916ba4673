//! The GIL laboratory: it runs on shared memory, follows its knobs and stops; elsewhere there is the model.

use crate::measure::SMALL;
use site_tests::{Host, Quirk, Race, Result, Setting, Tab, ensure, in_each_browser};

/// Where the laboratory is.
const PLAYGROUND: &str = "playground/";

in_each_browser!(
    the_laboratory_measures_follows_its_knobs_and_stops,
    another_measurement_ends_the_laboratory,
    without_shared_memory_the_laboratory_has_only_the_model
);

fn the_laboratory_measures_follows_its_knobs_and_stops(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url(PLAYGROUND))?;
    await_model(&tab)?;
    tab.press("Start the threads")?;
    tab.wait_until("measured calls", &figure(3, "nth-of-type(1)", "!== '–'"))?;
    let said = tab.text("#lab .say")?;
    ensure!(said.contains("a second") && said.contains("MEASURED"), "it says: {said}");
    // Firefox's pointer does not scroll to where it is sent.
    tab.run("document.querySelector('#lab-calls').scrollIntoView({ block: 'center' })")?;
    tab.drag("calls a second", 0.0)?;
    let alone = "document.querySelector('#lab .say').textContent.startsWith('One thread computes')";
    tab.wait_until("one thread alone", alone)?;
    tab.wait_until("no calls in the model", &figure(3, "nth-of-type(2)", "=== '0'"))?;
    tab.press("Stop the threads")?;
    tab.wait_until("that it was stopped", &status("were stopped."))?;
    ensure!(tab.offers("button", "Start the threads"), "it can't be started again");
    ensure!(tab.text("[role=alert]")?.is_empty(), "stopping broke something");
    Ok(())
}

fn another_measurement_ends_the_laboratory(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(&[PLAYGROUND, SMALL].concat()))?;
    tab.press("Start the threads")?;
    tab.wait_until("a hand-off", &figure(0, "nth-of-type(1)", "!== '–'"))?;
    let rows = race.measure()?;
    ensure!(rows.len() >= 4, "only {rows:?} were measured");
    tab.wait_until("why it was stopped", &status("something else is measured"))?;
    Ok(())
}

fn without_shared_memory_the_laboratory_has_only_the_model(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::SiteDataBlocked])?;
    Race::open(&tab, &host.url(PLAYGROUND))?;
    await_model(&tab)?;
    tab.wait_until("why nothing is measured", &status("shared memory"))?;
    let disabled = tab.value("document.querySelector('#lab .measure').disabled")?;
    ensure!(disabled == true, "it can be started without shared memory");
    let said = tab.text("#lab .say")?;
    ensure!(said.contains("MODEL"), "it says: {said}");
    Ok(())
}

fn await_model(tab: &Tab) -> Result<()> {
    tab.wait_until("the model's figures", &figure(0, "nth-of-type(2)", "!== '–'")).map(drop)
}

/// An expression about a figure: the row from 0, which of its cells, and a comparison.
fn figure(row: u32, cell: &str, is: &str) -> String {
    format!("document.querySelectorAll('#lab tbody tr')[{row}].querySelector('td:{cell}').textContent {is}")
}

fn status(part: &str) -> String {
    format!("document.querySelector('#lab [role=status]').textContent.includes('{part}')")
}
