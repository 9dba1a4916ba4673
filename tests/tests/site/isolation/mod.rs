//! The boot script and the service worker, on a page that does nothing else.
//!
//! "Loads" are counted by the host. The whole point is that there are never more of them than said here.

mod fixture;

pub(crate) use fixture::renewed;

use fixture::*;
use site_tests::{Browser, Headers, Quirk, Result, Setting, Tab, ensure, everywhere, in_each_browser};
use std::fs;

everywhere!(first_visit_is_isolated, visit_under_a_prefix_is_isolated);
in_each_browser!(
    return_visit_needs_one_load,
    reload_keeps_it_isolated,
    hard_reload_recovers,
    back_and_forward_stay_isolated,
    private_window_is_isolated,
    blocked_site_data_is_told_after_one_load,
    missing_worker_is_told_after_one_load,
    slow_worker_is_waited_for,
    stuck_worker_is_told_after_one_load,
    worker_that_passes_the_page_over_is_told_after_two_loads,
    useless_headers_are_told_after_two_loads,
    page_claimed_before_its_boot_is_isolated,
    foreign_frame_is_isolated_where_it_can_be,
    sandboxed_frame_is_told_after_one_load,
    worker_scripts_start_in_the_isolated_page,
);

mod opener_policy {
    //! Chromium's older way, which parks pages in the back/forward cache; Firefox takes it anyway.
    site_tests::in_one_setting!(chromium, Chromium, None, reload_after_process_swap_stays_isolated);
    use super::reload_after_process_swap_stays_isolated;
}

fn first_visit_is_isolated(setting: Setting) -> Result<()> {
    check_first_visit(setting, "/")
}

fn visit_under_a_prefix_is_isolated(setting: Setting) -> Result<()> {
    check_first_visit(setting, "/some/path/")
}

fn check_first_visit(setting: Setting, prefix: &str) -> Result<()> {
    let site = Site::start(prefix, setting.headers)?;
    let tab = setting.tab()?;
    tab.goto(&site.host.url("page.html?tasks=2#part"))?;
    let (how, loads) = match setting.headers {
        Headers::Isolating => ("headers", 1),
        Headers::None => ("service worker", 2),
    };
    ensure_isolated(&tab, how)?;
    ensure!(tab.address()?.ends_with("page.html?tasks=2#part"), "the address became {}", tab.address()?);
    site.ensure_loads(loads)
}

fn return_visit_needs_one_load(setting: Setting) -> Result<()> {
    let (site, tab) = visited(setting, &[])?;
    tab.goto("about:blank")?;
    tab.goto(&site.host.url("page.html"))?;
    ensure_isolated(&tab, "service worker")?;
    site.ensure_loads(1)
}

fn reload_keeps_it_isolated(setting: Setting) -> Result<()> {
    let (site, tab) = visited(setting, &[])?;
    for _ in 0..2 {
        renewed(&tab, Tab::reload)?;
        ensure_isolated(&tab, "service worker")?;
        site.ensure_loads(1)?;
    }
    Ok(())
}

fn hard_reload_recovers(setting: Setting) -> Result<()> {
    let (site, tab) = visited(setting, &[])?;
    for _ in 0..3 {
        renewed(&tab, Tab::hard_reload)?;
        ensure_isolated(&tab, "service worker")?;
        site.ensure_loads(2)?;
    }
    Ok(())
}

fn back_and_forward_stay_isolated(setting: Setting) -> Result<()> {
    let (site, tab) = visited(setting, &[])?;
    tab.goto(&site.host.url("page.html?second"))?;
    ensure_isolated(&tab, "service worker")?;
    tab.back()?;
    tab.wait_until("back on the first page", "location.search === ''")?;
    ensure_isolated(&tab, "service worker")?;
    tab.forward()?;
    tab.wait_until("on the second page again", "location.search === '?second'")?;
    ensure_isolated(&tab, "service worker")
}

fn private_window_is_isolated(setting: Setting) -> Result<()> {
    visited(setting, &[Quirk::Private]).map(drop)
}

fn blocked_site_data_is_told_after_one_load(setting: Setting) -> Result<()> {
    let site = Site::start("/", setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::SiteDataBlocked])?;
    tab.goto(&site.host.url("page.html"))?;
    ensure_shared(&tab, "This browser does not allow service workers here")?;
    site.ensure_loads(1)?;
    renewed(&tab, Tab::reload)?;
    ensure_shared(&tab, "This browser does not allow service workers here")?;
    site.ensure_loads(1)
}

fn missing_worker_is_told_after_one_load(setting: Setting) -> Result<()> {
    let site = Site::start("/", setting.headers)?;
    fs::remove_file(site.path("sw.js"))?;
    let tab = setting.tab()?;
    tab.goto(&site.host.url("page.html"))?;
    ensure_shared(&tab, "The service worker could not be loaded")?;
    site.ensure_loads(1)
}

fn slow_worker_is_waited_for(setting: Setting) -> Result<()> {
    let (site, tab) = sabotaged(setting, &wait_at_install("setTimeout(resolve, 800)"))?;
    ensure_isolated(&tab, "service worker")?;
    site.ensure_loads(2)
}

fn stuck_worker_is_told_after_one_load(setting: Setting) -> Result<()> {
    let (site, tab) = sabotaged(setting, &wait_at_install(""))?;
    ensure_shared(&tab, "The service worker did not start within 4 seconds")?;
    site.ensure_loads(1)
}

fn worker_that_passes_the_page_over_is_told_after_two_loads(setting: Setting) -> Result<()> {
    let site = Site::start("/", setting.headers)?;
    // A worker only serves what is in its own folder or below.
    fs::create_dir(site.path("below"))?;
    fs::rename(site.path("isolate.js"), site.path("below/isolate.js"))?;
    fs::rename(site.path("sw.js"), site.path("below/sw.js"))?;
    site.change("page.html", |page| page.replace("src=\"isolate.js\"", "src=\"below/isolate.js\""))?;
    let tab = setting.tab()?;
    tab.goto(&site.host.url("page.html"))?;
    ensure_shared(&tab, "The service worker did not answer after a reload")?;
    site.ensure_loads(2)
}

fn useless_headers_are_told_after_two_loads(setting: Setting) -> Result<()> {
    let (site, tab) = sabotaged(setting, "for (const name in policy) delete policy[name];")?;
    for loads in [2, 1] {
        ensure_shared(&tab, "This browser got the isolation headers but does not isolate this page")?;
        site.ensure_loads(loads)?;
        renewed(&tab, Tab::reload)?;
    }
    Ok(())
}

fn page_claimed_before_its_boot_is_isolated(setting: Setting) -> Result<()> {
    let site = Site::start("/", setting.headers)?;
    let tab = setting.tab()?;
    tab.goto(&site.host.url("late.html"))?;
    ensure_isolated(&tab, "service worker")?;
    ensure!(site.host.loads("late.html") == 2, "it was not one reload");
    Ok(())
}

fn foreign_frame_is_isolated_where_it_can_be(setting: Setting) -> Result<()> {
    let outcomes = framed_outcomes(setting, 4, "")?;
    for outcome in &outcomes {
        match setting.browser {
            Browser::Chromium => ensure!(outcome["isolated"] == true, "not isolated: {outcome}"),
            Browser::Firefox => ensure_why(outcome, "This page is shown inside another page")?,
        }
    }
    Ok(())
}

fn sandboxed_frame_is_told_after_one_load(setting: Setting) -> Result<()> {
    let outcomes = framed_outcomes(setting, 1, r#"sandbox="allow-scripts""#)?;
    ensure_why(&outcomes[0], "This page is in a sandboxed frame")
}

fn worker_scripts_start_in_the_isolated_page(setting: Setting) -> Result<()> {
    let (site, tab) = visited(setting, &[])?;
    fs::write(site.path("worker.js"), "postMessage(self.crossOriginIsolated)")?;
    tab.run("new Worker('worker.js').onmessage = ({ data }) => { window.answer = String(data); }")?;
    let answer = tab.wait_until("the worker's answer", "window.answer")?;
    ensure!(answer == "true", "the worker is not isolated");
    Ok(())
}

fn reload_after_process_swap_stays_isolated(setting: Setting) -> Result<()> {
    let site = Site::start("/", setting.headers)?;
    let disguise = "<script>Object.defineProperty(navigator, 'userAgentData', { value: undefined })</script>";
    site.change("page.html", |page| page.replace("<meta charset=\"utf-8\">", disguise))?;
    let tab = setting.tab()?;
    tab.goto(&site.host.url("page.html"))?;
    ensure_isolated(&tab, "service worker")?;
    let worker = tab.value("navigator.serviceWorker.controller.scriptURL")?;
    ensure!(worker.as_str().unwrap_or_default().ends_with("policy=opener"), "the disguise failed: {worker}");
    renewed(&tab, Tab::reload)?;
    ensure_isolated(&tab, "service worker")
}
