//! Twelve races of one site side by side in another site's page: one compiles the program for all, and none starts an
//! engine before it is touched.

use serde_json::Value;
use site_tests::{Headers, Host, Result, Setting, Tab, ensure, in_each_browser};
use std::fs;
use tempfile::TempDir;

in_each_browser!(one_frame_compiles_for_all_and_none_waits_for_one_that_is_gone);

const FRAMES: u16 = 12;
/// Those that somebody comes to.
const TOUCHED: [u16; 3] = [2, 5, 9];

/// How often this frame asked for the program's larger half.
const ASKED: &str =
    "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('_bg.wasm')).length";

/// Counts the workers that this frame starts.
const COUNT: &str = "window.workers = 0; window.Worker = class extends Worker {
    constructor(...how) { super(...how); window.workers += 1; } };";

/// A hand that comes over the race.
const TOUCH: &str = "document.querySelector('.figure-body').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))";

fn one_frame_compiles_for_all_and_none_waits_for_one_that_is_gone(setting: Setting) -> Result<()> {
    let site = Host::of_site(setting.headers)?;
    let (host, _folder) = around(&site)?;
    let tab = setting.tab()?;
    tab.goto(&host.url_as_other_site(""))?;
    // One that is still busy with it is taken away under the next one's eyes.
    tab.run(
        "addEventListener('message', () => { document.querySelector('iframe').remove(); add(); }, { once: true });
         add();",
    )?;
    tab.wait_until("the second", "added === 2 && frames.length === 1")?;
    let asked = in_frame(&tab, 0, ASKED)?;
    ensure!(asked == 1, "the first has asked {asked} times");
    tab.run(&format!("while (frames.length < {FRAMES}) add();"))?;
    for frame in 1..FRAMES {
        let asked = in_frame(&tab, frame, ASKED)?;
        ensure!(asked == 0, "frame {frame} has asked {asked} times");
    }
    let engines = site.asked().iter().filter(|path| path.contains("/engine-")).count();
    ensure!(engines == 0, "before anybody came, {engines} files of engines were asked for");
    for frame in TOUCHED {
        tab.enter_frame(frame)?;
        tab.run(&[COUNT, TOUCH].concat())?;
        tab.wait_until("an engine", "window.workers === 1")?;
        tab.leave_frame()?;
    }
    ensure!(site.asked().iter().any(|path| path.contains("/engine-")), "engines come from elsewhere");
    Ok(())
}

/// A page of another site, with a function that adds a frame.
fn around(site: &Host) -> Result<(Host, TempDir)> {
    let folder = tempfile::tempdir()?;
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><style>iframe {{ width: 150px; height: 110px; }}</style>
         <script>window.added = 0; window.add = () => {{
             const frame = document.createElement('iframe');
             frame.src = '{}';
             document.body.append(frame);
             added += 1;
         }};</script><body>",
        site.url("widget/gil-battle/")
    );
    fs::write(folder.path().join("index.html"), page)?;
    Ok((Host::start(folder.path(), "/", Headers::None)?, folder))
}

/// The value of an expression in a frame, once that is alive.
fn in_frame(tab: &Tab, frame: u16, expression: &str) -> Result<Value> {
    tab.enter_frame(frame)?;
    tab.wait_until("a race that is alive", "document.documentElement.dataset.state === 'ready'")?;
    let value = tab.value(expression)?;
    tab.leave_frame()?;
    Ok(value)
}
