//! How long it takes from the end of the reader's patience until the engine works again, whenever that is.

use crate::report;
use site_tests::{Browser, Headers, Host, Race, Result, Tab};

/// Measurements that are cancelled.
const CANCELS: usize = 200;
/// A job whose runs take some tens of milliseconds, run every way.
const JOB: &str = "?tasks=2&cpu=25";

/// Presses, waits for a moment of the seed's, then presses Cancel if there is such a button, and moves the slider. The
/// time counts from there to the race of the slider's new place.
const CANCEL: &str = r#"
window.times = [];
(async () => {
  const slider = document.getElementById("tasks");
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const wall = () => document.querySelector("[data-runtime=sequential][data-kind=model]").dataset.wallMs;
  let seed = 4;
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32;
  while (times.length < CANCELS) {
    const before = wall();
    document.getElementById("measure").click();
    await wait(random() * 2000);
    const start = performance.now();
    document.querySelector("button.cancel")?.click();
    set.call(slider, 3 + (times.length % 2));
    slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    while (wall() === before || document.documentElement.dataset.state !== "ready") await wait(1);
    times.push(performance.now() - start);
    await wait(50);
  }
})();
"#;

/// Prints the median, the 95th percentile and the longest time, in milliseconds.
pub(crate) fn to_working_engine() -> Result<()> {
    let host = Host::of_site(Headers::Isolating)?;
    let tab = Tab::open(Browser::Chromium, &[])?;
    Race::open(&tab, &host.url(JOB))?;
    tab.run(&CANCEL.replace("CANCELS", &CANCELS.to_string()))?;
    for so_far in (1..=CANCELS / 10).map(|tens| tens * 10) {
        tab.wait_until("measurements were cancelled", &format!("times.length >= {so_far}"))?;
    }
    let times = tab.value("times")?;
    let mut times: Vec<f64> =
        times.as_array().into_iter().flatten().filter_map(|time| time.as_f64()).collect();
    times.sort_by(f64::total_cmp);
    site_tests::ensure!(times.len() == CANCELS, "{} of {CANCELS} cancels were timed", times.len());
    report("cancel_to_working_median", times[CANCELS / 2], "ms");
    report("cancel_to_working_p95", times[CANCELS * 95 / 100], "ms");
    report("cancel_to_working_longest", times[CANCELS - 1], "ms");
    Ok(())
}
