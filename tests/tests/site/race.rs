//! The race as a reader uses it: look, drag, go back, look closer.

use fantoccini::key::Key;
use site_tests::race::{RUNTIMES, Row};
use site_tests::{Host, Race, Result, Setting, Tab, ensure, everywhere, in_each_browser};

everywhere!(six_runtimes_race_at_once, dragging_a_slider_changes_race_and_address);
in_each_browser!(
    back_and_forward_bring_races_back,
    sliders_are_named_as_they_are_labelled,
    lanes_are_explored_by_keyboard
);

fn six_runtimes_race_at_once(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let rows = Race::open(&tab, &host.url(""))?.modelled()?;
    ensure!(rows.iter().map(|row| row.runtime.as_str()).eq(RUNTIMES), "the rows are {rows:?}");
    // What the page is there to show: for CPU work, threads save nothing, and those without a GIL do.
    let wall = |runtime| wall_ms(&rows, runtime);
    ensure!(wall("threads") >= wall("sequential") * 0.99, "threads are faster than sequential: {rows:?}");
    ensure!(wall("free-threads") < wall("sequential") * 0.5, "free threads are not faster: {rows:?}");
    ensure!(wall("processes") < wall("sequential") * 0.8, "processes are not faster: {rows:?}");
    Ok(())
}

fn dragging_a_slider_changes_race_and_address(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(""))?;
    let before = race.modelled()?;
    tab.drag("tasks", 12.0)?;
    race.settle()?;
    // While something is dragged, the address follows it five times a second.
    tab.wait_until("the address", "new URLSearchParams(location.search).get('tasks') === '12'")?;
    let after = race.modelled()?;
    let [old, new] = [&before, &after].map(|rows| wall_ms(rows, "sequential"));
    // Three times the tasks, one after another.
    ensure!((new / old - 3.0).abs() < 0.2, "{old} ms became {new} ms");
    Ok(())
}

fn back_and_forward_bring_races_back(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(""))?;
    let first = seen(race)?;
    tab.drag("cores", 1.0)?;
    race.settle()?;
    let second = seen(race)?;
    ensure!(first != second, "one core changes nothing: {first:?}");
    tab.back()?;
    wait_for(&tab, race, &first)?;
    tab.forward()?;
    wait_for(&tab, race, &second)
}

fn sliders_are_named_as_they_are_labelled(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url(""))?;
    for label in ["tasks", "cores", "I/O share"] {
        ensure!(tab.offers("input[type=range]", label), "there is no slider named {label}");
        ensure!(tab.text("body")?.contains(label), "nobody can see the label {label}");
    }
    ensure!(tab.offers("button", "Measure on this device"), "there is nothing to measure with");
    Ok(())
}

fn lanes_are_explored_by_keyboard(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url(""))?;
    let row = "[data-runtime=threads][data-kind=model]";
    tab.run(&format!("document.querySelector('{row} button').focus()"))?;
    tab.keys(&char::from(Key::Tab).to_string())?;
    let focused = tab.value(&format!("document.activeElement.closest('{row} .lanes') !== null"))?;
    ensure!(focused == true, "the lanes can't be reached with the Tab key");
    // Somewhere among its first spans a thread waits for the GIL, and the page says who holds it.
    let mut said = Vec::new();
    for _ in 0..8 {
        let words = tab.text(&format!("{row} .lanes"))?;
        if words.contains("waits for the GIL") && words.contains("held the GIL when the wait began") {
            return letters_lead_there_and_back(&tab);
        }
        said.push(words);
        tab.keys(&char::from(Key::Right).to_string())?;
    }
    anyhow::bail!("no span says that it waits for the GIL and who holds it: {said:?}")
}

/// From a wait to who is in its way and back, on to the next wait, and all of it read out.
fn letters_lead_there_and_back(tab: &Tab) -> Result<()> {
    for (key, words) in [("c", "In the way: "), ("b", "Back: "), ("w", "waits for")] {
        tab.keys(key)?;
        let heard = format!(
            "[...document.querySelectorAll('#race [aria-live=polite]')].some(({{ textContent }}) => textContent.includes('{words}'))"
        );
        tab.wait_until(&format!("after {key}, \"{words}\" is read out"), &heard)?;
    }
    Ok(())
}

/// What back and forward bring back.
fn seen(race: Race) -> Result<(String, Vec<Row>)> {
    Ok((race.query()?, race.modelled()?))
}

fn wait_for(tab: &Tab, race: Race, expected: &(String, Vec<Row>)) -> Result<()> {
    let what = format!("the address says {:?}", expected.0);
    tab.wait_until(&what, &format!("location.search.replace('?', '') === '{}'", expected.0))?;
    race.settle()?;
    let found = seen(race)?;
    ensure!(found == *expected, "instead of {expected:?} there is {found:?}");
    Ok(())
}

fn wall_ms(rows: &[Row], runtime: &str) -> f64 {
    rows.iter().find(|row| row.runtime == runtime).map_or(f64::NAN, |row| row.wall_ms)
}
