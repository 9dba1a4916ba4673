//! The lessons: a guess, the truth over it, and what the guess says about what was thought.

use fantoccini::key::Key;
use site_tests::{Host, Result, Setting, ensure, in_each_browser};

in_each_browser!(
    a_guess_is_answered_and_drawn_under_the_truth,
    a_goal_is_ticked_by_hand_and_says_what_that_shows,
    a_figure_measures_on_the_device,
);

/// The first figure of the lesson on the GIL asks for the end of four threads on four cores.
fn a_guess_is_answered_and_drawn_under_the_truth(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    tab.goto(&host.url("gil/"))?;
    let covered =
        "getComputedStyle(document.querySelector('figure [data-runtime=threads] .lanes')).visibility";
    tab.wait_until("the covered row", &format!("{covered} === 'hidden'"))?;
    // Until its program is there, the slider moves and says nothing.
    let guess = "(() => { const ghost = document.querySelector('input.ghost'); ghost.value = 20; \
                 ghost.dispatchEvent(new Event('input', { bubbles: true })); \
                 return ghost.getAttribute('aria-valuetext').startsWith('1'); })()";
    tab.wait_until("the guess in words", guess)?;
    tab.press("Run")?;
    let answer = tab.wait_until("the answer", "document.querySelector('figure .told')?.textContent")?;
    ensure!(answer.as_str().is_some_and(|answer| answer.contains("GIL")), "it answers {answer}");
    tab.wait_until("the truth", &format!("{covered} === 'visible'"))?;
    ensure!(tab.value("!!document.querySelector('figure .ghost-mark')")? == true, "the guess is gone");
    ensure!(tab.offers("button", "Guess again"), "there is one guess only");
    Ok(())
}

/// In the sandbox of the lesson on the GIL, threads win where the work waits.
fn a_goal_is_ticked_by_hand_and_says_what_that_shows(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    tab.goto(&host.url("gil/#sandbox"))?;
    let shown = "getComputedStyle(document.querySelector('#sandbox .goals .done')).visibility";
    // Until its program is there, the slider moves and says nothing.
    let cores = "(() => { const cores = document.querySelector('#sandbox-cores'); cores.value = 1; \
                 cores.dispatchEvent(new Event('input', { bubbles: true })); \
                 return cores.getAttribute('aria-valuetext') === '2'; })()";
    tab.wait_until("a control that works", cores)?;
    ensure!(tab.value(shown)? == "hidden", "the goal is reached before anything was done for it");
    // From CPU over Mixed to I/O.
    let right = char::from(Key::Right).to_string();
    for _ in 0..2 {
        tab.keys_into("#sandbox [name=sandbox-workload]:checked", &right)?;
    }
    tab.wait_until("the goal", &format!("{shown} === 'visible'"))?;
    let said = tab.text("#sandbox .goals .reached")?;
    ensure!(said.starts_with('✓') && said.contains("leaves the lock to others"), "it says {said}");
    let told = tab.value("document.querySelector('#sandbox .goals + [aria-live]').textContent")?;
    ensure!(told.as_str().is_some_and(|told| told.contains("leaves the lock")), "who listens hears {told}");
    Ok(())
}

fn a_figure_measures_on_the_device(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    tab.goto(&host.url("gil/#your-gil"))?;
    // As with the keyboard; until its program is there, the button does nothing.
    let press = "!!document.querySelector('#your-gil progress, #your-gil [data-kind=measured]') || (() => { \
                 const button = document.querySelector('#your-gil button.measure'); \
                 button.blur(); button.focus(); button.click(); return false; })()";
    tab.wait_until("a measurement", press)?;
    let rows = "document.querySelectorAll('#your-gil [data-kind=measured]').length === 3 \
                && !document.querySelector('#your-gil progress')";
    tab.wait_until("three measured rows", rows)?;
    let row = tab.text("#your-gil [data-runtime=threads][data-kind=measured]")?;
    ensure!(row.to_lowercase().contains("measured") && row.contains("on this device"), "the row reads {row}");
    Ok(())
}
