//! "Measure on this device": what is run for real, and what is said where it can't be.
//!
//! No test here looks at how long anything took.

use site_tests::race::RUNTIMES;
use site_tests::{Host, Quirk, Race, Result, Setting, ensure, everywhere, in_each_browser};

everywhere!(measuring_runs_on_shared_memory, data_goes_to_processes_and_back);
in_each_browser!(
    measured_runs_are_held_against_the_model_of_this_device,
    ten_thousand_wait_on_one_loop,
    processes_end_when_they_are_cancelled,
    as_many_processes_as_are_allowed_start,
    more_threads_than_the_pool_has_are_hired,
    what_the_device_cannot_do_is_refused,
    measuring_without_isolation_says_what_is_missing,
    cancelling_stops_and_measuring_works_again
);

/// Little work, but some waiting too.
pub(crate) const SMALL: &str = "?w=mixed&tasks=3&cpu=4&io=2";
/// Work for longer than anyone waits.
pub(crate) const LONG: &str = "?tasks=8&cpu=20000";

fn measuring_runs_on_shared_memory(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let rows = Race::open(&tab, &host.url(SMALL))?.measure()?;
    let names: Vec<&str> = rows.iter().map(|row| row.runtime.as_str()).collect();
    for runtime in RUNTIMES {
        ensure!(names.contains(&runtime), "{runtime} was not measured, only {names:?}");
    }
    ensure!(rows.iter().all(|row| row.wall_ms > 0.0), "some runs took no time: {rows:?}");
    Ok(())
}

fn data_goes_to_processes_and_back(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let query = "?w=data&tasks=5&cpu=4&mb=3&workers=2&show=processes,interpreters";
    // Twice: no worker of the first time is in the way of the second.
    for _ in 0..2 {
        let rows = Race::open(&tab, &host.url(query))?.measure()?;
        ensure!(rows.len() == 2, "only {rows:?} were measured");
    }
    Ok(())
}

fn ten_thousand_wait_on_one_loop(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("?w=io&tasks=10000&cpu=0&io=200&segments=1&show=asyncio"))?;
    ensure!(race.measure()?.len() == 1, "ten thousand timers were not measured");
    Ok(())
}

fn more_threads_than_the_pool_has_are_hired(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let query = "?w=io&tasks=60&cpu=0&io=50&segments=1&workers=60&show=threads,free-threads";
    for _ in 0..2 {
        let rows = Race::open(&tab, &host.url(query))?.measure()?;
        ensure!(rows.len() == 2, "only {rows:?} were measured");
        ensure!(tab.text("main")?.contains("60 threads,"), "they had other than 60 threads");
    }
    Ok(())
}

fn as_many_processes_as_are_allowed_start(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let query = "?w=io&tasks=48&cpu=0&io=100&segments=1&workers=48&show=processes,interpreters";
    for _ in 0..2 {
        let rows = Race::open(&tab, &host.url(query))?.measure()?;
        ensure!(rows.len() == 2, "only {rows:?} were measured: {}", tab.text("main")?);
    }
    Ok(())
}

fn processes_end_when_they_are_cancelled(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    for runtime in ["processes", "interpreters"] {
        let race = Race::open(&tab, &host.url(&format!("{LONG}&show={runtime}")))?;
        tab.press("Measure on this device")?;
        tab.press("Cancel")?;
        race.settle()?;
        ensure!(race.measured()?.is_empty(), "{runtime} were measured before they could be cancelled");
        let rows = Race::open(&tab, &host.url(&format!("{SMALL}&show={runtime}")))?.measure()?;
        ensure!(rows.len() == 1, "{runtime} can't be measured after a cancel");
    }
    Ok(())
}

fn what_the_device_cannot_do_is_refused(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let query = "?w=io&tasks=300&cpu=0&io=1&segments=1&workers=300&show=sequential,threads,processes";
    let rows = Race::open(&tab, &host.url(query))?.measure()?;
    ensure!(rows.len() == 1, "300 workers were measured: {rows:?}");
    let text = tab.text("main")?;
    ensure!(text.contains("the limit is 256") && text.contains("the limit is 48"), "no limit is told");
    Ok(())
}

/// At rest after a measurement the device is probed; each measured row then says what the model predicts with that.
fn measured_runs_are_held_against_the_model_of_this_device(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let rows = Race::open(&tab, &host.url(SMALL))?.measure()?;
    let said = "[...document.querySelectorAll('[data-kind=measured] .predicted')].filter((line) => \
        /^model of this device: .*s, (as measured|\\d+\\s% (more|less))$/.test(line.textContent))";
    let every = format!("{said}.length === {}", rows.len());
    tab.wait_until("every measured row has a prediction", &every)?;
    let device = tab.text("#device")?;
    ensure!(device.starts_with("This device: "), "of the device it says {device:?}");
    ensure!(device.to_lowercase().ends_with("measured"), "the device's figures are called {device:?}");
    Ok(())
}

fn measuring_without_isolation_says_what_is_missing(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::SiteDataBlocked])?;
    let rows = Race::open(&tab, &host.url(SMALL))?.measure()?;
    let names: Vec<&str> = rows.iter().map(|row| row.runtime.as_str()).collect();
    for runtime in ["sequential", "asyncio", "processes", "interpreters"] {
        ensure!(
            names.contains(&runtime),
            "{runtime} needs no shared memory but was not measured, only {names:?}"
        );
    }
    ensure!(!names.contains(&"free-threads"), "free threads were measured without shared memory");
    ensure!(
        tab.text("main")?.contains("shared memory is off"),
        "the page does not say that shared memory is off"
    );
    Ok(())
}

fn cancelling_stops_and_measuring_works_again(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(LONG))?;
    tab.press("Measure on this device")?;
    tab.press("Cancel")?;
    race.settle()?;
    ensure!(race.measured()?.len() < 4, "everything was measured before it could be cancelled");
    ensure!(
        Race::open(&tab, &host.url(SMALL))?.measure()?.len() >= 4,
        "after a cancel nothing can be measured"
    );
    Ok(())
}
