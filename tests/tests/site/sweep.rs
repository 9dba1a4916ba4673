//! "Measure the curve": points for every number of workers, and a cancel in the midst of them.
//!
//! No test here looks at how long anything took.

use site_tests::{Host, Race, Result, Setting, ensure, in_each_browser};

in_each_browser!(
    the_speedup_curve_is_measured_point_by_point,
    a_sweep_is_cancelled_and_what_was_measured_stays
);

/// Four tasks, so that four workers are all that can be of use.
const SMALL: &str = "playground/?tasks=4&cpu=3&show=sequential,threads,free-threads";
/// A round of it takes longer than anyone waits.
const LONG: &str = "playground/?tasks=4&cpu=20000&show=sequential,free-threads";
/// The End key.
const END: &str = "\u{e010}";

fn the_speedup_curve_is_measured_point_by_point(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(SMALL))?;
    tab.press("Measure the curve")?;
    tab.wait_until("a first measured point", "document.querySelector('.plot .measured')")?;
    race.settle()?;
    for runtime in ["threads", "free-threads"] {
        let points =
            tab.value(&format!("document.querySelector('.measured[data-curve={runtime}]')?.dataset.points"))?;
        ensure!(points.as_str() == Some("4"), "{runtime} has {points} points");
        let said = tab.text(&format!("[data-finding={runtime}]"))?;
        ensure!(said.contains("workers this device reached"), "of {runtime} it says {said:?}");
        ensure!(said.contains("its model"), "of {runtime} it says {said:?}");
    }
    let said = tab.text("#sweep-status")?;
    ensure!(said.starts_with("Measured on this device."), "it ends with {said:?}");
    tab.keys_into(".plot", END)?;
    let said = tab.text(".spot")?;
    ensure!(said.starts_with("Free threads, four workers: ") && said.contains("measured"), "{said:?}");
    ensure!(race.measured()?.is_empty(), "a curve is no race");
    Ok(())
}

fn a_sweep_is_cancelled_and_what_was_measured_stays(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(LONG))?;
    let says = "document.querySelector('#sweep-status').textContent.includes('three times: about')";
    tab.wait_until("how long it will take", says)?;
    tab.press("Measure the curve")?;
    let at_work = "document.querySelector('#sweep-status').textContent.includes('Measuring: Sequential')";
    tab.wait_until("the first runtime", at_work)?;
    let off = tab.value("document.querySelector('#measure').disabled")?;
    ensure!(off == true, "two things can be measured at once");
    tab.press("Cancel")?;
    race.settle()?;
    let said = tab.text("#sweep-status")?;
    ensure!(said.starts_with("The measurement was cancelled."), "it says {said:?}");
    ensure!(
        Race::open(&tab, &host.url(SMALL))?.measure()?.len() == 3,
        "nothing can be measured after a cancel"
    );
    Ok(())
}
