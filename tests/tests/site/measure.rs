//! "Measure on this device": what is run for real, and what is said where it can't be.
//!
//! No test here looks at how long anything took.

use site_tests::{Host, Quirk, Race, Result, Setting, ensure, everywhere, in_each_browser};

everywhere!(measuring_runs_on_shared_memory);
in_each_browser!(
    measuring_without_isolation_says_what_is_missing,
    cancelling_stops_and_measuring_works_again
);

/// Little work, but some waiting too.
pub(crate) const SMALL: &str = "?w=mixed&tasks=3&cpu=4&io=2";
/// Work for longer than anyone waits.
const LONG: &str = "?tasks=8&cpu=20000";

fn measuring_runs_on_shared_memory(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let rows = Race::open(&tab, &host.url(SMALL))?.measure()?;
    let names: Vec<&str> = rows.iter().map(|row| row.runtime.as_str()).collect();
    for runtime in ["sequential", "threads", "asyncio", "free-threads"] {
        ensure!(names.contains(&runtime), "{runtime} was not measured, only {names:?}");
    }
    ensure!(rows.iter().all(|row| row.wall_ms > 0.0), "some runs took no time: {rows:?}");
    Ok(())
}

fn measuring_without_isolation_says_what_is_missing(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::SiteDataBlocked])?;
    let rows = Race::open(&tab, &host.url(SMALL))?.measure()?;
    let names: Vec<&str> = rows.iter().map(|row| row.runtime.as_str()).collect();
    for runtime in ["sequential", "asyncio"] {
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
