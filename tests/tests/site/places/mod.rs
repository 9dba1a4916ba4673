//! Odd places to open the page in: under a path, in another site's frame, without scripts, without WebAssembly,
//! on a phone. `docs/PLACES.md` is their table for readers.

mod frames;
mod visits;

use crate::measure::SMALL;
use anyhow::Context;
use serde_json::Value;
use site_tests::browser::Scheme;
use site_tests::host::{built_site, kinds_of_pages};
use site_tests::race::{RUNTIMES, Row};
use site_tests::{Headers, Host, Quirk, Race, Result, Setting, Tab, ensure, everywhere, in_each_browser};

everywhere!(works_under_a_path);
in_each_browser!(readable_without_scripts, readable_without_web_assembly, fits_narrow_and_wide_windows);

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
    ensure_readable(&tab)?;
    for page in kinds_of_pages()? {
        tab.goto(&host.url(&page))?;
        ensure_whole(&tab).with_context(|| format!("/{page}"))?;
    }
    Ok(())
}

/// What a page says and shows is there without its scripts, and its links lead to pages that are there.
fn ensure_whole(tab: &Tab) -> Result<()> {
    let words = tab.text("body")?;
    ensure!(words.len() > 100 && !tab.text("h1")?.is_empty(), "it says {words:?}");
    let shown = "[...document.images].filter((image) => image.checkVisibility() && \
                 image.getBoundingClientRect().top < innerHeight).every((image) => image.naturalWidth > 0)";
    tab.wait_until("the pictures in sight", shown)?;
    let paths = "[...document.querySelectorAll('a[href]')].filter((a) => a.origin === location.origin).map((a) => a.pathname)";
    let site = built_site()?;
    for path in tab.value(paths)?.as_array().into_iter().flatten().filter_map(Value::as_str) {
        let file = site.join(path.trim_start_matches('/'));
        ensure!(
            file.is_file() || file.join("index.html").is_file(),
            "a link leads to {path}, which is not there"
        );
    }
    Ok(())
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

fn ensure_loads(host: &Host, expected: usize) -> Result<()> {
    let loads = host.loads("");
    ensure!(loads == expected, "the page was loaded {loads} times instead of {expected}");
    Ok(())
}

/// What needs no shared memory was measured, and what does only where there is some.
fn ensure_measures(rows: &[Row], isolated: bool) -> Result<()> {
    for (runtime, expected) in [
        ("sequential", true),
        ("asyncio", true),
        ("processes", true),
        ("interpreters", true),
        ("threads", isolated),
        ("free-threads", isolated),
    ] {
        let measured = rows.iter().any(|row| row.runtime == runtime && row.wall_ms > 0.0);
        ensure!(measured == expected, "{runtime} should be there: {expected}, but there is {rows:?}");
    }
    Ok(())
}

/// The page says why there is no shared memory, in a sentence that begins so.
fn ensure_why(tab: &Tab, reason: &str) -> Result<()> {
    let said = tab.text("#isolation")?;
    ensure!(said.starts_with(reason) && said.contains("shared memory is off"), "it says {said:?}");
    Ok(())
}

/// The page is the prerendered one, and says why in words that include `words`.
fn ensure_offline(tab: &Tab, words: &str) -> Result<()> {
    tab.wait_until("the page notices", "document.documentElement.dataset.state === 'error'")?;
    ensure_readable(tab)?;
    let said = tab.text("#offline")?;
    ensure!(said.contains(words), "it says {said:?}");
    Ok(())
}
