//! How long it takes from pressing the measuring button until the first worker runs.

use crate::report;
use site_tests::{Browser, Headers, Host, Race, Result, Tab};

/// Presses that count.
const PRESSES: usize = 100;
/// Presses before that: they find out how fast the kernel is, and have the code compiled.
const WARM_UP: usize = 3;
/// A short job of some waiting and computing, run three ways.
const JOB: &str = "?w=mixed&tasks=4&cpu=3&io=2&show=sequential,threads,free-threads";

/// One press, timed from the click's dispatch to the begin of the first run, both since 1970 by the clocks of page and
/// worker, which share one; then the measurement is left to end.
const PRESS: &str = r#"
window.time = undefined;
(async () => {
  const first = () => document.querySelector("[data-kind=measured]")?.dataset.beganMs;
  const ready = () => document.documentElement.dataset.state === "ready";
  const turn = () => new Promise((done) => setTimeout(done, 4));
  const start = performance.timeOrigin + performance.now();
  document.getElementById("measure").click();
  // What was measured before goes when the page is drawn next.
  while (ready() || first() === undefined) await turn();
  const time = Number(first()) - start;
  while (!ready()) await turn();
  window.time = time;
})();
"#;

/// Prints the median and the 95th percentile, in milliseconds.
pub(crate) fn to_first_worker() -> Result<()> {
    let host = Host::of_site(Headers::Isolating)?;
    let tab = Tab::open(Browser::Chromium, &[])?;
    Race::open(&tab, &host.url(JOB))?;
    let mut times = Vec::new();
    for press in 0..WARM_UP + PRESSES {
        tab.run(PRESS)?;
        let time = tab.wait_until("a run was measured", "window.time")?;
        times.extend(time.as_f64().filter(|_| press >= WARM_UP));
    }
    times.sort_by(f64::total_cmp);
    site_tests::ensure!(times.len() == PRESSES, "{} of {PRESSES} presses were timed", times.len());
    report("press_to_worker_median", times[PRESSES / 2], "ms");
    report("press_to_worker_p95", times[PRESSES * 95 / 100], "ms");
    Ok(())
}
