//! How long it takes from a slider's tick until the new race is painted.

use crate::report;
use site_tests::{Browser, Headers, Host, Race, Result, Tab};

/// Ticks of one drag; their 95th percentile counts.
const TICKS: usize = 100;

/// Moves the slider `tasks` of the default scenario up and down between 2 and 8 as a hand would, tick by tick, each
/// timed from the input event to the first task after the frame that shows another wall time of the threads.
const DRAG: &str = r#"
window.times = undefined;
(async () => {
  const slider = document.getElementById("tasks");
  const wall = () => document.querySelector("[data-runtime=threads][data-kind=model]").dataset.wallMs;
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  // Whether the frame painted next shows another wall time; known right after it was painted.
  const repainted = (before) => new Promise((done) => requestAnimationFrame(() => {
    const changed = wall() !== before;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(changed);
    port2.postMessage(0);
  }));
  const times = [];
  for (let tick = 0; times.length < TICKS; tick++) {
    const [before, start] = [wall(), performance.now()];
    set.call(slider, 2 + Math.abs((tick + 3) % 12 - 6));
    slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    while (!await repainted(before));
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 50));
  }
  window.times = times;
})();
"#;

/// Prints the median and the 95th percentile, in milliseconds.
pub(crate) fn ticks() -> Result<()> {
    let host = Host::of_site(Headers::Isolating)?;
    let tab = Tab::open(Browser::Chromium, &[])?;
    Race::open(&tab, &host.url(""))?;
    tab.run(&DRAG.replace("TICKS", &TICKS.to_string()))?;
    let times = tab.wait_until("the slider was dragged", "window.times")?;
    let mut times: Vec<f64> =
        times.as_array().into_iter().flatten().filter_map(|time| time.as_f64()).collect();
    times.sort_by(f64::total_cmp);
    site_tests::ensure!(times.len() == TICKS, "{} of {TICKS} ticks were timed", times.len());
    report("slider_tick_median", times[TICKS / 2], "ms");
    report("slider_tick_p95", times[TICKS * 95 / 100], "ms");
    Ok(())
}
