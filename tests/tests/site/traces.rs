//! Traces of other tools, dropped on the playground.

use crate::brought::drop_file;
use fantoccini::key::Key;
use site_tests::{Host, Race, Result, Setting, Tab, ensure, in_each_browser};

in_each_browser!(
    a_dropped_trace_is_drawn,
    a_bad_trace_is_refused_and_changes_nothing,
    a_trace_dropped_on_home_finds_the_way_to_the_playground,
);

/// As VizTracer writes them, but for the names.
const TRACE: &str = r#"{"traceEvents": [
    {"ph": "M", "pid": 7, "tid": 7, "name": "process_name", "args": {"name": "MainProcess"}},
    {"ph": "M", "pid": 7, "tid": 7, "name": "thread_name", "args": {"name": "<img src=x onerror='window.hacked=1'>"}},
    {"pid": 7, "tid": 7, "ts": 35895969065.263, "ph": "X", "cat": "fee", "dur": 900.0, "name": "<b>work</b> (a.py:1)"},
    {"pid": 7, "tid": 7, "ts": 35895969265.263, "ph": "X", "cat": "fee", "dur": 300.5, "name": "time.sleep"},
    {"pid": 7, "tid": 8, "ts": 35895969065.263, "ph": "X", "cat": "fee", "dur": 400.0, "name": "_thread.lock.acquire"}
    ], "viztracer_metadata": {"version": "1.0"}}"#;
/// How many of the picture's pixels are not empty.
const PAINTED: &str = "(() => { \
    const canvas = document.querySelector('#brought canvas'); \
    if (!canvas || !canvas.width) return 0; \
    const copy = Object.assign(document.createElement('canvas'), { width: 300, height: canvas.height }); \
    const context = copy.getContext('2d'); \
    context.drawImage(canvas, 0, 0); \
    return context.getImageData(0, 0, 300, canvas.height).data.filter((byte, i) => i % 4 === 3 && byte > 0).length; \
    })()";
/// Whether the tip covers no part of the picture.
const APART: &str = "(() => { \
    const [tip, lanes, axis] = ['.tip', 'canvas', '.axis'].map((part) => \
        document.querySelector('.viewer ' + part).getBoundingClientRect()); \
    return tip.bottom <= lanes.top || tip.top >= axis.bottom; \
    })()";
const TOLD: &str = "document.querySelector('#brought [role=status]').textContent";

fn open(setting: &Setting) -> Result<(Host, Tab)> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url("playground/"))?;
    drop_file(&tab, TRACE)?;
    tab.wait_until("the trace is painted", &format!("{PAINTED} > 100"))?;
    Ok((host, tab))
}

fn a_dropped_trace_is_drawn(setting: Setting) -> Result<()> {
    let (_host, tab) = open(&setting)?;
    let text = tab.text("#brought")?;
    for part in ["3 slices on 2 threads, 900", "waits for a lock", "onerror='window.hacked=1'"] {
        ensure!(text.contains(part), "nothing says {part}: {text}");
    }
    tab.run("document.querySelector('.viewer .lanes').focus()")?;
    tab.keys(&String::from_iter([Key::Right, Key::Right].map(char::from)))?;
    let tip = "document.querySelector('.viewer .tip')?.textContent";
    tab.wait_until("the second span", &format!("{tip}?.includes('time.sleep')"))?;
    ensure!(tab.value(APART)? == true, "the tip lies on the lanes or the axis");
    let ticks = "document.querySelector('.viewer .ticks').textContent";
    let before = tab.value(ticks)?;
    tab.keys("+")?;
    tab.wait_until("the zoomed axis", &format!("{ticks} !== {before}"))?;
    ensure!(tab.value("window.hacked ?? null")?.is_null(), "the trace's text ran");
    Ok(())
}

fn a_bad_trace_is_refused_and_changes_nothing(setting: Setting) -> Result<()> {
    let (_host, tab) = open(&setting)?;
    let address = tab.address()?;
    let cut = &TRACE[..TRACE.len() - 200];
    drop_file(&tab, cut)?;
    tab.wait_until("the place of its end", &format!("{TOLD}.includes('The file ends inside')"))?;
    let (told, place) = (
        tab.value(TOLD)?.as_str().unwrap_or_default().to_owned(),
        format!("line {}, column", cut.lines().count()),
    );
    ensure!(told.contains(&place), "{place} is not in {told}");
    drop_file(&tab, "[{\"name\": \"<img src=x onerror='window.hacked=1'>\", \"ts\": \"soon\"}]")?;
    tab.wait_until("what was expected", &format!("{TOLD}.includes('expected a time as a number')"))?;
    ensure!(tab.value(&format!("{PAINTED} > 100"))? == true, "the trace that was there is gone");
    ensure!(tab.address()? == address, "the address became {}", tab.address()?);
    ensure!(tab.value("window.hacked ?? null")?.is_null(), "the trace's text ran");
    Ok(())
}

fn a_trace_dropped_on_home_finds_the_way_to_the_playground(setting: Setting) -> Result<()> {
    let host = Host::of_site(setting.headers)?;
    let tab = setting.tab()?;
    Race::open(&tab, &host.url(""))?;
    drop_file(&tab, TRACE)?;
    tab.wait_until("the link", "document.activeElement.matches('a[href*=\"playground/\"]')")?;
    Ok(())
}
