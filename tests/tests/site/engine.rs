//! An engine that dies: the page says so in words that can be copied, and goes on with a fresh one. Where the page's own
//! program does, its script says so.

use crate::measure::SMALL;
use site_tests::host::built_site;
use site_tests::{Host, Race, Result, Setting, ensure, everywhere, in_each_browser};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

everywhere!(panic_is_told_and_the_next_run_works, panic_in_the_pool_is_told_and_the_next_run_works);
in_each_browser!(
    missing_engine_leaves_the_page_readable,
    a_trap_of_the_page_is_told,
    a_process_that_dies_is_told_and_the_others_are_measured
);

/// Keeps the worker that the page talks to next.
pub(crate) const CATCH_ENGINE: &str = "
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...what) {
        window.engine = this;
        return send.apply(this, what);
    };";

fn panic_is_told_and_the_next_run_works(setting: Setting) -> Result<()> {
    check_panic(setting, "panic")
}

fn panic_in_the_pool_is_told_and_the_next_run_works(setting: Setting) -> Result<()> {
    check_panic(setting, "panic in the pool")
}

/// The engine's script panics when it is told to in so many words.
fn check_panic(setting: Setting, order: &str) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(SMALL))?;
    tab.run(CATCH_ENGINE)?;
    tab.drag("tasks", 5.0)?;
    race.settle()?;
    tab.run(&format!("engine.postMessage('{order}')"))?;
    tab.wait_until("the page has failed", "document.documentElement.dataset.state === 'error'")?;
    ensure!(tab.text("[role=alert]")?.contains("panic"), "the message is {:?}", tab.text("[role=alert]")?);
    ensure!(tab.offers("button", "Copy message"), "the message can't be copied");
    tab.drag("tasks", 2.0)?;
    race.settle()?;
    ensure!(race.query()?.contains("tasks=2"), "the address says {}", race.query()?);
    ensure!(race.measure()?.len() >= 4, "the fresh engine measures nothing");
    Ok(())
}

fn missing_engine_leaves_the_page_readable(setting: Setting) -> Result<()> {
    let site = copy_of_site()?;
    fs::remove_file(engine_script(site.path())?)?;
    let host = Host::start(site.path(), "/", setting.headers)?;
    let tab = setting.tab()?;
    tab.goto(&host.url(""))?;
    tab.wait_until("the page notices", "document.documentElement.dataset.state === 'error'")?;
    ensure!(site_tests::race::rows(&tab, "model")?.len() == 6, "the prerendered race is gone");
    ensure!(!tab.text("[role=alert]")?.is_empty(), "nothing is said");
    Ok(())
}

/// The page's own program breaks in an event or in a promise; what else goes wrong on a page is none of its business.
fn a_trap_of_the_page_is_told(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    for (page, how) in [("", TRAP_IN_EVENT), ("widget/convoy/", TRAP_IN_PROMISE)] {
        tab.goto(&host.url(page))?;
        tab.wait_until("a page that is alive", "document.documentElement.dataset.state === 'ready'")?;
        tab.run("dispatchEvent(new ErrorEvent('error', { error: new Error('of an extension') }))")?;
        let calm =
            "document.querySelector('#offline').hidden && document.documentElement.dataset.state === 'ready'";
        ensure!(tab.value(calm)? == true, "/{page} takes another's error for its own");
        tab.run(how)?;
        tab.wait_until("the page notices", "document.documentElement.dataset.state === 'error'")?;
        let said = tab.text("#offline")?;
        ensure!(
            said.contains("reloading it helps") && said.contains("RuntimeError: unreachable"),
            "/{page} says {said:?}"
        );
        ensure!(!site_tests::race::rows(&tab, "model")?.is_empty(), "the picture of /{page} is gone");
    }
    Ok(())
}

/// As browsers tell of a trap in a listener.
const TRAP_IN_EVENT: &str =
    "dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))";

/// As browsers tell of one in a future.
const TRAP_IN_PROMISE: &str = "const reason = new WebAssembly.RuntimeError('unreachable');
    const promise = Promise.reject(reason);
    promise.catch(() => {});
    dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise, reason }))";

/// A worker that can't be loaded, and workers that break at their first task.
fn a_process_that_dies_is_told_and_the_others_are_measured(setting: Setting) -> Result<()> {
    let breaks = |how: &str| {
        let broken = format!("if (message[0] === 1) breakOnPurpose('{how}');\n  const reply");
        move |script: String| {
            script.replace("runJob }", "breakOnPurpose, runJob }").replace("const reply", &broken)
        }
    };
    check_child(
        setting,
        |_| "throw new Error('as this test asked for');".to_owned(),
        "as this test asked for",
    )?;
    check_child(setting, breaks("panic"), "on purpose")?;
    check_child(setting, breaks("trap"), "unreachable")
}

/// With its script changed, a worker is said to have stopped, with those words, as often as it is tried.
fn check_child(setting: Setting, edit: impl Fn(String) -> String, words: &str) -> Result<()> {
    let site = copy_of_site()?;
    let script = engine_script(site.path())?.with_file_name("child.js");
    // As it was written: the site's has no long names left to put something beside.
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/engine/js/child.js");
    fs::write(&script, edit(fs::read_to_string(source)?))?;
    let host = Host::start(site.path(), "/", setting.headers)?;
    let tab = setting.tab()?;
    for _ in 0..2 {
        let race = Race::open(&tab, &host.url(&format!("{SMALL}&show=sequential,processes")))?;
        ensure!(race.measure()?.len() == 1, "a process that died was measured");
        let text = tab.text("main")?;
        ensure!(text.contains("stopped with an error") && text.contains(words), "{words} is not told");
    }
    Ok(())
}

/// The built site in a folder where it can be changed.
fn copy_of_site() -> Result<TempDir> {
    let copy = tempfile::tempdir()?;
    copy_folder(&built_site()?, copy.path())?;
    Ok(copy)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy_folder(&entry.path(), &target)?,
            false => drop(fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}

/// The engine's own script, which the page names.
fn engine_script(site: &Path) -> Result<PathBuf> {
    let page = fs::read_to_string(site.join("index.html"))?;
    let name = page.split_once("name=\"engine\" content=\"").and_then(|(_, rest)| rest.split('"').next());
    Ok(site.join(name.ok_or_else(|| anyhow::anyhow!("the page names no engine"))?))
}
