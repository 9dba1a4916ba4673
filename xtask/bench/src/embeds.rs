//! How a page of somebody else's scrolls past twelve races.

use crate::report;
use site_tests::{Article, Browser, Host, Result, Tab};

/// Scrolls to the end as a reader does, and notes the longest time between two frames of the page.
const SCROLL: &str = r#"
window.longest = undefined;
(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  let [longest, last] = [0, await frame()];
  const end = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  for (const start = last; !end() || last - start < 5000;) {
    scrollBy(0, 12);
    const now = await frame();
    longest = Math.max(longest, now - last);
    last = now;
  }
  window.longest = longest;
})();
"#;

/// Prints that time, and how many of the races were loaded before the reader scrolled, and how many in all.
pub(crate) fn scrolling() -> Result<()> {
    let site = Host::of_site_for_frames()?;
    let article = Article::publish(&site)?;
    let tab = Tab::open(Browser::Chromium, &[])?;
    tab.goto(&article.host.url_as_other_site(""))?;
    tab.wait_until("the element", "customElements.get('interleave-race')")?;
    report("embeds_ready_at_first", count(&tab)?, "frames");
    tab.run(SCROLL)?;
    let longest = tab.wait_until("the end of the page", "window.longest")?;
    report("embeds_longest_frame", longest.as_f64().unwrap_or(f64::NAN), "ms");
    report("embeds_ready", count(&tab)?, "frames");
    Ok(())
}

fn count(tab: &Tab) -> Result<f64> {
    Ok(tab.value("ready.size")?.as_f64().unwrap_or(0.0))
}
