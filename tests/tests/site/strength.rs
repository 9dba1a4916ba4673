//! What "Measure on this device" withstands: a thousand runs in a row, a cancel at any moment, an engine or a thread
//! that dies in the middle of a run, memory that is used up, a tab that nobody sees.
//!
//! No test here looks at how long anything took; `cargo xtask bench cancel` does.

use crate::engine::CATCH_ENGINE;
use crate::measure::{LONG, SMALL};
use site_tests::{Host, Race, Result, Setting, Tab, ensure, in_one_setting};

in_one_setting!(
    chromium,
    Chromium,
    Isolating,
    a_thousand_runs_take_no_more_memory,
    cancelled_at_any_moment_the_engine_goes_on,
    what_breaks_in_a_run_is_told_and_the_next_run_works,
    an_engine_that_is_killed_is_missed_and_replaced,
    a_child_that_dies_is_told_and_the_next_run_works,
    a_slider_moved_meanwhile_ends_a_measurement,
    a_hidden_tab_pauses_a_measurement,
    what_can_not_be_measured_is_said
);
in_one_setting!(
    firefox,
    Firefox,
    Isolating,
    what_breaks_in_a_run_is_told_and_the_next_run_works,
    a_child_that_dies_is_told_and_the_next_run_works,
    a_slider_moved_meanwhile_ends_a_measurement,
    a_hidden_tab_pauses_a_measurement,
    what_can_not_be_measured_is_said
);

/// Whether something is being measured, as the status says.
const MEASURING: &str = "document.querySelector('#measure-status progress')";

fn open<'tab>(tab: &'tab Tab, host: &Host, query: &str) -> Result<Race<'tab>> {
    let race = Race::open(tab, &host.url(query))?;
    tab.run(CATCH_ENGINE)?;
    Ok(race)
}

/// Shows another scenario on the same page, with the same engine.
fn show(race: Race<'_>, tab: &Tab, query: &str) -> Result<()> {
    tab.run(&format!(
        "history.pushState(null, '', '{query}'); dispatchEvent(new PopStateEvent('popstate'))"
    ))?;
    race.settle()
}

/// Bytes of memory that the engine has taken.
fn memory(tab: &Tab) -> Result<u64> {
    tab.run(
        "window.taken = undefined;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => { window.taken = data; };
        engine.postMessage({ memory: port2 }, [port2]);",
    )?;
    Ok(tab.wait_until("the engine tells its memory", "window.taken")?.as_u64().unwrap_or_default())
}

/// Measures once more and returns how many runs that were: as many a row as its words say.
fn runs(race: Race<'_>, tab: &Tab) -> Result<usize> {
    race.measure()?;
    let words = "[...document.querySelectorAll('[data-kind=measured] .who')]
        .map((who) => Number(/median of (\\d+)/.exec(who.textContent)?.[1] ?? 1))
        .reduce((sum, runs) => sum + runs, 0)";
    Ok(tab.value(words)?.as_u64().unwrap_or_default() as usize)
}

fn a_thousand_runs_take_no_more_memory(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = open(&tab, &host, SMALL)?;
    // Allocators keep what they once needed; what counts is that it stays at that.
    let mut done = 0;
    while done < 200 {
        done += runs(race, &tab)?;
    }
    let (before, mut done) = (memory(&tab)?, 0);
    while done < 200 {
        done += runs(race, &tab)?;
    }
    // Most of the time of the others goes into starting processes.
    show(race, &tab, "?w=mixed&tasks=3&cpu=4&io=2&show=sequential,threads,asyncio,free-threads")?;
    while done < 1_000 {
        done += runs(race, &tab)?;
    }
    let after = memory(&tab)?;
    ensure!(before > 0, "the engine tells nothing");
    ensure!(after < before + 5_000_000, "{done} runs took {} bytes more than {before}", after - before);
    Ok(())
}

/// Presses, waits for a moment of the seed's, then moves the slider, every other time after pressing Cancel, and waits
/// for the race of its new place; again and again.
const CANCELS: &str = r#"
window.rounds = 0;
(async () => {
  const slider = document.getElementById("tasks");
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const wall = () => document.querySelector("[data-runtime=sequential][data-kind=model]").dataset.wallMs;
  let seed = 4;
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32;
  while (window.rounds < 30) {
    const before = wall();
    document.getElementById("measure").click();
    await wait(random() * 600);
    if (window.rounds % 2) document.querySelector("button.cancel")?.click();
    set.call(slider, 3 + (window.rounds % 2));
    slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    while (wall() === before || document.documentElement.dataset.state !== "ready") await wait(5);
    window.rounds += 1;
  }
})();
"#;

fn cancelled_at_any_moment_the_engine_goes_on(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = open(&tab, &host, "?tasks=2&cpu=25")?;
    tab.run(CANCELS)?;
    for rounds in [10, 20, 30] {
        tab.wait_until(&format!("{rounds} cancels"), &format!("window.rounds >= {rounds}"))?;
    }
    show(race, &tab, SMALL)?;
    ensure!(race.measure()?.len() >= 4, "after {} cancels nothing can be measured", 30);
    Ok(())
}

fn what_breaks_in_a_run_is_told_and_the_next_run_works(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = open(&tab, &host, LONG)?;
    for (order, said) in [
        ("panic in the pool", "panic"),
        ("trap in the meter", "unreachable"),
        ("trap in the pool", "unreachable"),
        ("use up memory in the meter", "Out of memory"),
        ("use up memory in the pool", "Out of memory"),
    ] {
        show(race, &tab, LONG)?;
        tab.press("Measure on this device")?;
        tab.wait_until("a measurement", MEASURING)?;
        tab.run(&format!("engine.postMessage('{order}')"))?;
        let failed = "document.documentElement.dataset.state === 'error'";
        tab.wait_until(&format!("after {order} the page says that it failed"), failed)?;
        let told = tab.text("[role=alert]")?;
        ensure!(told.contains(said), "after {order} the message is {told:?}");
        show(race, &tab, SMALL)?;
        ensure!(race.measure()?.len() >= 4, "after {order} the fresh engine measures nothing");
    }
    Ok(())
}

/// A worker that the browser ends, of lack of memory for one, leaves no sign.
fn an_engine_that_is_killed_is_missed_and_replaced(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = open(&tab, &host, LONG)?;
    tab.press("Measure on this device")?;
    tab.wait_until("a measurement", MEASURING)?;
    tab.run("engine.terminate()")?;
    let failed = "document.documentElement.dataset.state === 'error'";
    let missed = || tab.wait_until("the page misses its engine", failed);
    // The page waits for as long as a test does.
    missed().or_else(|_| missed())?;
    ensure!(tab.text("[role=alert]")?.contains("said nothing"), "{}", tab.text("[role=alert]")?);
    show(race, &tab, SMALL)?;
    ensure!(race.measure()?.len() >= 4, "the fresh engine measures nothing");
    Ok(())
}

fn a_child_that_dies_is_told_and_the_next_run_works(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = open(&tab, &host, "?tasks=4&cpu=100&show=processes")?;
    // It can't be known when there is one.
    tab.run("window.breaking = setInterval(() => window.engine?.postMessage('break a child'), 20)")?;
    tab.press("Measure on this device")?;
    tab.wait_until("the reason", "document.querySelector('.no-row')")?;
    tab.run("clearInterval(window.breaking)")?;
    race.settle()?;
    ensure!(
        tab.text(".no-row")?.contains("stopped with an error"),
        "the row says {:?}",
        tab.text(".no-row")?
    );
    ensure!(race.measure()?.len() == 1, "the next run does not work");
    Ok(())
}

fn a_slider_moved_meanwhile_ends_a_measurement(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = open(&tab, &host, LONG)?;
    tab.press("Measure on this device")?;
    tab.wait_until("a measurement", MEASURING)?;
    tab.drag("tasks", 3.0)?;
    race.settle()?;
    ensure!(race.query()?.contains("tasks=3"), "the address says {}", race.query()?);
    ensure!(race.measured()?.is_empty(), "something of the other scenario stayed");
    ensure!(tab.text("#measure-status")?.is_empty(), "the status says {}", tab.text("#measure-status")?);
    Ok(())
}

fn a_hidden_tab_pauses_a_measurement(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = open(&tab, &host, SMALL)?;
    let hide = |hidden: bool| {
        tab.run(&format!(
            "Object.defineProperty(document, 'hidden', {{ configurable: true, get: () => {hidden} }});
            document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}));"
        ))
    };
    hide(true)?;
    tab.press("Measure on this device")?;
    tab.wait_until("a pause", "document.getElementById('measure-status').textContent.includes('Paused')")?;
    std::thread::sleep(std::time::Duration::from_millis(500));
    ensure!(race.measured()?.is_empty(), "a hidden tab was measured");
    hide(false)?;
    race.see_measured()?;
    ensure!(!tab.text("#measure-status")?.contains("Paused"), "it is still paused");
    Ok(())
}

fn what_can_not_be_measured_is_said(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = open(&tab, &host, "?w=count")?;
    tab.press("Measure on this device")?;
    tab.wait_until("the reason", "document.querySelector('.no-row')")?;
    race.settle()?;
    let told = tab.text("#measure-status")?;
    ensure!(told.contains("Nothing could be measured"), "the status says {told:?}");
    show(race, &tab, "?w=mixed&tasks=3&cpu=4&io=2&show=sequential,asyncio")?;
    ensure!(race.measure()?.len() == 2, "two were to be measured");
    show(race, &tab, SMALL)?;
    let told = tab.text(".no-row")?;
    ensure!(told.contains("measure again"), "the row left out says {told:?}");
    Ok(())
}
