//! The library of scenarios, what would help, who kept whom waiting, and how true all of it is.

use site_tests::{Host, Race, Result, Setting, Tab, ensure, in_each_browser};

in_each_browser!(
    a_scenario_of_the_library_is_chosen_and_linked,
    what_would_help_is_a_link_to_that,
    lost_updates_are_counted_on_the_row,
    the_model_badge_leads_to_how_true_it_is
);

/// Chooses the entry of the list that says `title`, as a reader does.
fn choose(tab: &Tab, title: &str) -> Result<()> {
    let script = format!(
        "const list = document.querySelector('select[name=preset]');
         list.selectedIndex = [...list.options].findIndex((option) => option.text === '{title}');
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    tab.run(&script).map(drop)
}

fn a_scenario_of_the_library_is_chosen_and_linked(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(""))?;
    choose(&tab, "Deadlock")?;
    tab.wait_until("the deadlock", "document.querySelector('h1').textContent === 'Deadlock'")?;
    race.settle()?;
    ensure!(race.query()? == "v=1&preset=deadlock", "the link became {}", race.query()?);
    let row = tab.text("[data-runtime=threads]")?;
    ensure!(row.contains("deadlock") && row.contains('∞') && !row.contains('×'), "the row says {row}");
    ensure!(tab.text(".say")?.contains("waits for lock-b held by"), "the page says {}", tab.text(".say")?);
    tab.back()?;
    tab.wait_until("the race before", "document.querySelectorAll('[data-kind=model]').length === 6")?;
    ensure!(race.query()?.is_empty(), "back leads to {}", race.query()?);
    Ok(())
}

fn what_would_help_is_a_link_to_that(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("?tasks=5"))?;
    tab.wait_until("advice", "document.querySelector('.help[aria-busy=false] li a')")?;
    let promised = tab.text(".help li")?;
    tab.run("document.querySelector('.help li a').click()")?;
    tab.wait_until(
        "the changed race",
        "location.search.includes('tasks=5') && location.search !== '?tasks=5'",
    )?;
    race.settle()?;
    let walls = race.modelled()?;
    let kept = walls.iter().any(|row| promised.contains(&format!("{:.0} ms", row.wall_ms)));
    ensure!(kept, "{promised} was promised, {walls:?} came");
    Ok(())
}

fn lost_updates_are_counted_on_the_row(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url("?preset=lost-update"))?;
    let row = tab.text("[data-runtime=threads] .who")?;
    ensure!(row.contains("of 600,000 updates lost"), "the row says {row}");
    Race::open(&tab, &host.url("?preset=no-lost-update"))?;
    let row = tab.text("[data-runtime=threads] .who")?;
    ensure!(row.contains("all 600,000 updates there"), "the row says {row}");
    Ok(())
}

fn the_model_badge_leads_to_how_true_it_is(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url(""))?;
    tab.run("document.querySelector('[data-runtime=threads] a.tag').click()")?;
    tab.wait_until("the document", "document.querySelector('h1')?.textContent === 'How true the model is'")?;
    let tables = tab.value("document.querySelectorAll('main table').length")?;
    ensure!(tables.as_u64() >= Some(2), "there are {tables} tables");
    Ok(())
}
