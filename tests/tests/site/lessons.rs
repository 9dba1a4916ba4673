//! The lessons: a guess, the truth over it, and what the guess says about what was thought.

use site_tests::{Host, Result, Setting, ensure, in_each_browser};

in_each_browser!(a_guess_is_answered_and_drawn_under_the_truth);

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
