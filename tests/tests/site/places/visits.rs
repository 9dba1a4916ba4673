//! The whole site in a tab of its own: the first visit and every way to come back, and hosts that cripple it.
//!
//! `isolation` holds the same of the boot script alone, where what goes wrong can be staged.

use super::{ensure_loads, ensure_measures, ensure_offline, ensure_why};
use crate::isolation::renewed;
use crate::measure::SMALL;
use site_tests::host::{PLAIN_HTTP, built_site};
use site_tests::race::{RUNTIMES, rows};
use site_tests::{Headers, Host, Quirk, Race, Result, Setting, Tab, ensure, everywhere, in_each_browser};

everywhere!(every_way_to_come_back_is_isolated);
in_each_browser!(
    private_window_measures_with_shared_memory,
    blocked_site_data_costs_shared_memory_only,
    plain_http_costs_shared_memory_only,
    policy_of_the_host_leaves_the_page_readable
);

mod without_service_workers {
    //! Stands for the browsers inside other applications, too.
    site_tests::in_one_setting!(firefox, Firefox, None, no_service_workers_cost_shared_memory_only);
    use super::no_service_workers_cost_shared_memory_only;
}

fn every_way_to_come_back_is_isolated(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    // What a service worker has to be asked for comes with a load that it does not answer.
    let unasked = if setting.headers == Headers::Isolating { 1 } else { 2 };
    let rows = Race::open(&tab, &host.url(SMALL))?.measure()?;
    ensure_measures(&rows, true)?;
    ensure_visit(&tab, &host, unasked..=unasked)?;
    tab.goto("about:blank")?;
    tab.goto(&host.url(SMALL))?;
    ensure_visit(&tab, &host, 1..=1)?;
    renewed(&tab, Tab::reload)?;
    ensure_visit(&tab, &host, 1..=1)?;
    renewed(&tab, Tab::hard_reload)?;
    ensure_visit(&tab, &host, unasked..=unasked)?;
    tab.goto(&host.url("?tasks=7"))?;
    ensure_visit(&tab, &host, 1..=1)?;
    // The browser may have kept either page as it was.
    tab.back()?;
    tab.wait_until("back on the first page", "location.search.includes('tasks=3')")?;
    ensure_visit(&tab, &host, 0..=1)?;
    tab.forward()?;
    tab.wait_until("on the second page again", "location.search.includes('tasks=7')")?;
    ensure_visit(&tab, &host, 0..=1)
}

/// The page is up and isolated, and was asked for so many times.
fn ensure_visit(tab: &Tab, host: &Host, expected: std::ops::RangeInclusive<usize>) -> Result<()> {
    Race::here(tab)?;
    ensure!(tab.value("crossOriginIsolated")? == true, "{} is not isolated", tab.address()?);
    let loads = host.loads("");
    ensure!(expected.contains(&loads), "{} was loaded {loads} times, not {expected:?}", tab.address()?);
    Ok(())
}

fn private_window_measures_with_shared_memory(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::Private])?;
    ensure_measures(&Race::open(&tab, &host.url(SMALL))?.measure()?, true)?;
    ensure_loads(&host, 2)
}

fn blocked_site_data_costs_shared_memory_only(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::SiteDataBlocked])?;
    ensure_measures(&Race::open(&tab, &host.url(SMALL))?.measure()?, false)?;
    ensure_loads(&host, 1)?;
    ensure_why(&tab, "This browser does not allow service workers here")?;
    renewed(&tab, Tab::reload)?;
    Race::here(&tab)?;
    ensure_loads(&host, 1)
}

fn plain_http_costs_shared_memory_only(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::PlainHttp])?;
    ensure_measures(&Race::open(&tab, &host.url_at(PLAIN_HTTP, SMALL))?.measure()?, false)?;
    ensure_loads(&host, 1)?;
    ensure_why(&tab, "This page was not opened over https")
}

fn no_service_workers_cost_shared_memory_only(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.odd_tab(&[Quirk::NoServiceWorkers])?;
    ensure_measures(&Race::open(&tab, &host.url(SMALL))?.measure()?, false)?;
    ensure_loads(&host, 1)?;
    ensure_why(&tab, "This browser does not offer service workers here")
}

fn policy_of_the_host_leaves_the_page_readable(setting: Setting) -> Result<()> {
    let tab = setting.tab()?;
    let host = Host::sending(&built_site()?, &[("Content-Security-Policy", "script-src 'self'")])?;
    tab.goto(&host.url(""))?;
    ensure_offline(&tab, "could not start the page's WebAssembly")?;
    let host = Host::sending(&built_site()?, &[("Content-Security-Policy", "worker-src 'none'")])?;
    tab.goto(&host.url(""))?;
    tab.wait_until("the page notices", "document.documentElement.dataset.state === 'error'")?;
    ensure!(rows(&tab, "model")?.len() == RUNTIMES.len(), "the prerendered race is gone");
    ensure!(!tab.text("[role=alert]")?.is_empty(), "nothing is said");
    Ok(())
}
