//! Odd places to open the page in: under a path, in another site's frame, without scripts, without WebAssembly,
//! on a phone.

use crate::measure::SMALL;
use site_tests::browser::Scheme;
use site_tests::race::{RUNTIMES, rows};
use site_tests::{
    Browser, Headers, Host, Quirk, Race, Result, Setting, Tab, ensure, everywhere, in_each_browser,
};
use std::fs;

everywhere!(works_under_a_path);
in_each_browser!(
    readable_without_scripts,
    readable_without_web_assembly,
    works_in_a_frame_of_another_site,
    fits_narrow_and_wide_windows
);

fn works_under_a_path(setting: Setting) -> Result<()> {
    let host = Host::of_site_under("/some/path/", setting.headers)?;
    let tab = setting.tab()?;
    let rows = Race::open(&tab, &host.url(SMALL))?.measure()?;
    ensure!(rows.len() >= 4, "only {rows:?} were measured");
    let loads = host.loads("");
    let most = if setting.headers == Headers::Isolating { 1 } else { 2 };
    ensure!(loads <= most, "the page was loaded {loads} times");
    Ok(())
}

fn readable_without_scripts(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::NoScript])?;
    tab.goto(&host.url(""))?;
    ensure_readable(&tab)
}

fn readable_without_web_assembly(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::NoWebAssembly])?;
    tab.goto(&host.url(""))?;
    tab.wait_until("the page is past its reload", "document.documentElement.dataset.isolated")?;
    ensure!(tab.value("typeof WebAssembly")? == "undefined", "this browser has WebAssembly");
    ensure_readable(&tab)
}

fn ensure_readable(tab: &Tab) -> Result<()> {
    for runtime in RUNTIMES {
        let words = tab.text(&format!("[data-runtime={runtime}][data-kind=model]"))?;
        ensure!(words.contains("ms") && words.to_lowercase().contains("model"), "{runtime} reads {words:?}");
    }
    ensure!(tab.text("h1")?.len() > 10, "there is no headline");
    Ok(())
}

fn works_in_a_frame_of_another_site(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let outer = tempfile::tempdir()?;
    let frame =
        format!("<!doctype html><iframe width=1000 height=900 src=\"{}\"></iframe>", host.url("?tasks=3"));
    fs::write(outer.path().join("index.html"), frame)?;
    let outer_host = Host::start(outer.path(), "/", Headers::None)?;
    let tab = setting.tab()?;
    tab.goto(&outer_host.url_as_other_site(""))?;
    tab.enter_frame(0)?;
    tab.wait_until(
        "the framed page is ready",
        "document.documentElement.dataset.isolated && document.documentElement.dataset.state === 'ready'",
    )?;
    ensure!(rows(&tab, "model")?.len() == RUNTIMES.len(), "the framed page has no race");
    // Only Chromium can isolate a frame; see `isolation`.
    let expected = setting.browser == Browser::Chromium;
    ensure!(tab.value("crossOriginIsolated")? == expected, "isolation in the frame is not {expected}");
    Ok(())
}

fn fits_narrow_and_wide_windows(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url(""))?;
    for width in [360, 768, 1600] {
        tab.dress(width, Scheme::Light)?;
        ensure_fits(&tab, width)?;
    }
    Ok(())
}

fn ensure_fits(tab: &Tab, width: u32) -> Result<()> {
    let overflow =
        tab.value("document.documentElement.scrollWidth - innerWidth")?.as_i64().unwrap_or(i64::MAX);
    ensure!(overflow <= 0, "at {width} pixels the page is {overflow} too wide");
    Ok(())
}
