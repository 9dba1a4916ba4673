//! What the reader's own Python took: the script goes to the disk, its link and its file come back.

use serde_json::json;
use site_tests::{Host, Race, Result, Setting, Tab, ensure, in_each_browser};

in_each_browser!(a_link_shows_times_beside_the_model, a_dropped_file_does_too, the_script_is_saved);

const LINK: &str =
    "v=1&tasks=2&show=sequential,threads&m=1,CPython,3.13.1,Linux,8,2,on,5,threads:212.5:205:240";
const FILE: &str = r#"{"interleave": 1, "scenario": "v=1&tasks=3", "implementation": "CPython", "python": "3.9.2",
    "platform": "Darwin", "processors": 4, "cores": 4, "gil": "on", "repetitions": 1,
    "timings": [{"runtime": "sequential", "median_ms": 300, "least_ms": 300, "most_ms": 300}]}"#;
/// The rows of such times.
const ROWS: &str = "[...document.querySelectorAll('[data-source=python]')]";

fn a_link_shows_times_beside_the_model(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url(&format!("?{LINK}")))?;
    ensure_row(&tab, "threads", "212.5", "CPython 3.13.1, Linux, 2 of 8 cores")?;
    ensure!(race.query()? == LINK, "the link became {}", race.query()?);
    tab.drag("tasks", 3.0)?;
    tab.wait_until("times of another job to go", &format!("{ROWS}.length === 0"))?;
    ensure!(!race.query()?.contains("m="), "they stay in the link: {}", race.query()?);
    tab.back()?;
    ensure_row(&tab, "threads", "212.5", "the median of 5, from 205")
}

fn a_dropped_file_does_too(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    let race = Race::open(&tab, &host.url("playground/"))?;
    drop_file(&tab, FILE)?;
    ensure_row(&tab, "sequential", "300", "CPython 3.9.2, macOS, 4 cores")?;
    ensure!(race.query()?.starts_with("v=1&tasks=3&m=1,CPython,3.9.2,"), "the link is {}", race.query()?);
    drop_file(&tab, &FILE.replace("3.9.2", "<img src=x onerror='window.hacked=1'>"))?;
    let told = "document.querySelector('#notes').textContent.includes('Python version is “<img src=x')";
    tab.wait_until("the reason", told)?;
    ensure_row(&tab, "sequential", "300", "CPython 3.9.2, macOS, 4 cores")?;
    ensure!(tab.value("window.hacked ?? null")?.is_null(), "the file's text ran");
    Ok(())
}

fn the_script_is_saved(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url("playground/?preset=convoy"))?;
    tab.run(
        "HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href]; };",
    )?;
    tab.press("Run it on your machine")?;
    tab.wait_until("a file", "!!window.saved")?;
    let name = tab.value("window.saved[0]")?;
    ensure!(name == "interleave.py", "it is called {name}");
    let text = tab.value("decodeURIComponent(window.saved[1].replace(/^[^,]*,/, ''))")?;
    let text = text.as_str().unwrap_or_default();
    let page = format!("PAGE = \"{}\"\n", host.url("playground/"));
    for part in [
        &page,
        "QUERY = \"v=1&preset=convoy\"\n",
        "    hogs=1,\n",
        "\nif __name__ == \"__main__\":\n    main()\n",
    ] {
        ensure!(text.contains(part), "{part} is not in {text}");
    }
    Ok(())
}

/// A row of the runtime, with that time and those words.
fn ensure_row(tab: &Tab, runtime: &str, millis: &str, words: &str) -> Result<()> {
    let row = format!(
        "{ROWS}.some((row) => row.dataset.runtime === '{runtime}' && row.dataset.wallMs === '{millis}' \
         && row.dataset.kind === 'measured' && row.outerHTML.includes('{words}') && row.textContent.includes('model: '))"
    );
    tab.wait_until("a row of the own Python's time", &row)?;
    Ok(())
}

pub(crate) fn drop_file(tab: &Tab, text: &str) -> Result<()> {
    let text = json!(text);
    tab.run(&format!(
        "const data = new DataTransfer(); data.items.add(new File([{text}], 'it.json')); \
         document.querySelector('main').dispatchEvent(new DragEvent('drop', \
         {{ dataTransfer: data, bubbles: true, cancelable: true }}));"
    ))?;
    Ok(())
}
